"""The command line as a user meets it: what it prints, how it exits, what bad input costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent / "data" / "sources"


def kg(*arguments: str | Path, store: Path, answers: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "KG_STORE": str(store)}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, input=answers)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has read the two press releases."""
    store = tmp_path_factory.mktemp("seeds") / "store"
    done = kg("ingest", SOURCES, store=store)
    assert done.returncode == 0, done.stderr
    return store


def test_bad_input_is_one_line_each_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 8,
        "silent.txt": b"\n \n",
        "english.txt": b"Hello there. " * 50,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    good = next(SOURCES.glob("nycu*.txt"))
    done = kg("ingest", *(tmp_path / n for n in bad), tmp_path / "none.txt", good, store=tmp_path / "store")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(bad) + 1
    for name, line in zip([*bad, "none.txt"], done.stderr.splitlines(), strict=True):
        assert line.startswith("kg: cannot read ")
        assert name in line
    assert done.stdout.startswith("added")
    assert "could not be read" in kg("status", store=tmp_path / "store").stdout


def test_ingest_says_what_each_document_added_and_the_same_content_changes_nothing(read: Path) -> None:
    before = kg("export", store=read).stdout
    again = kg("ingest", SOURCES, store=read)
    assert again.returncode == 0
    assert [line.split()[0] for line in again.stdout.splitlines()] == ["unchanged", "unchanged"]
    assert kg("export", store=read).stdout == before


def test_the_order_of_ingest_does_not_matter(read: Path, tmp_path: Path) -> None:
    for source in sorted(SOURCES.glob("*.txt"), reverse=True):
        assert kg("ingest", source, store=tmp_path / "store").returncode == 0
    assert kg("export", store=tmp_path / "store").stdout == kg("export", store=read).stdout


def test_a_rebuild_repairs_the_graph_and_says_what_it_did(read: Path, tmp_path: Path) -> None:
    from pyoxigraph import DefaultGraph

    from kg.store import Store

    store = tmp_path / "store"
    shutil.copytree(read, store)
    before = kg("export", store=store).stdout
    with Store(store) as opened:
        opened.graph.clear_graph(DefaultGraph())
    done = kg("rebuild", store=store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 documents, 0 of them read again; what is known: +")
    assert kg("export", store=store).stdout == before
    missing = kg("rebuild", store=tmp_path / "none")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (1, 1)


def test_the_graph_conforms_to_its_shapes(read: Path) -> None:
    done = kg("validate", store=read)
    assert (done.returncode, done.stdout) == (0, "The graph conforms to the shapes of the ontology.\n")


def test_removing_a_document_restores_the_store_from_before(tmp_path: Path) -> None:
    store, (first, second) = tmp_path / "store", sorted(SOURCES.glob("*.txt"))
    kg("ingest", first, store=store)
    before = kg("export", store=store).stdout
    kg("ingest", second, store=store)
    assert kg("remove", second, store=store).stdout == f"removed   {second}\n"
    assert kg("export", store=store).stdout == before
    missing = kg("remove", second, store=store)
    assert missing.returncode == 1
    assert "is not in the store" in missing.stderr


def test_a_replaced_document_is_a_new_version_and_nothing_of_the_old_stays(tmp_path: Path) -> None:
    store, source = tmp_path / "store", tmp_path / "release.txt"
    text = next(SOURCES.glob("nycu*.txt")).read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    kg("ingest", source, store=store)
    source.write_text(text.replace("7月10日", "7月9日"), encoding="utf-8")
    assert kg("ingest", source, store=store).stdout.startswith("changed")
    asked = kg("query", "--format", "csv", "SELECT ?v { GRAPH ?d { ?d prov:wasRevisionOf ?v } }", store=store)
    assert asked.stdout.count("/version/") == 1
    assert "7月10日" not in kg("export", store=store).stdout


@pytest.mark.parametrize("output", ["nq", "trig", "ttl", "jsonld", "graphml", "csv"])
def test_export_is_readable_by_others_and_the_same_each_time(read: Path, output: str) -> None:
    first = kg("export", "--format", output, store=read).stdout
    assert "陽明交" in first or "\\u967D\\u660E" in first.upper()
    assert first == kg("export", "--format", output, store=read).stdout


# rdflib itself uses its deprecated class when it reads JSON-LD.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_export_keeps_the_graph_when_rdflib_reads_it_back(read: Path) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    graphs = {}
    for output, name in (("ttl", "turtle"), ("jsonld", "json-ld")):
        graphs[output] = Graph().parse(data=kg("export", "--format", output, store=read).stdout, format=name)
    assert len(graphs["ttl"]) > 100
    assert isomorphic(graphs["ttl"], graphs["jsonld"])


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["query"], 2, "say what to ask"),
        (["query", "--format", "pdf", "ASK {}"], 2, "there is no format pdf"),
        (["query", "nonsense"], 1, "no saved query is called nonsense"),
        (["query", "SELECT *"], 1, "not valid SPARQL"),
        (["frobnicate"], 2, "No such command"),
        (["ingest"], 2, "Missing argument"),
        (["ingest", "."], 1, "no document in"),
        (["remove", "x"], 1, "is not in the store"),
    ],
)
def test_wrong_use_is_one_line(read: Path, tmp_path: Path, arguments: list[str], status: int, complaint: str) -> None:
    arguments = [str(tmp_path) if a == "." else a for a in arguments]
    done = kg(*arguments, store=read)
    assert done.returncode == status
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["query", "view", "validate", "export", "remove", "status"])
def test_without_a_store_each_command_says_how_to_make_one(tmp_path: Path, command: str) -> None:
    done = kg(
        command, *(["x"] if command == "remove" else ["ASK {}"] if command == "query" else []), store=tmp_path / "none"
    )
    assert done.returncode == 1
    assert "make one with `kg ingest" in done.stderr
    assert not (tmp_path / "none").exists()


def test_decisions_are_taken_listed_and_undone_by_name(read: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(read, store)
    before = kg("export", store=store).stdout
    done = kg("same", "林奇宏", "莊賀喬", "--why", "only a test", "--by", "me", store=store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("d1   same      林奇宏 = 莊賀喬  (me ")
    assert "only a test" in (store / "decisions.tsv").read_text(encoding="utf-8")
    refused = kg("different", "林奇宏", "莊賀喬", store=store)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "contradicts an earlier decision: d1" in refused.stderr
    assert kg("rename", "林奇宏", "Chi-Hung Lin", "--language", "en", store=store).returncode == 0
    assert "Chi-Hung Lin" in kg("query", "names", store=store).stdout
    assert [line[:12] for line in kg("decisions", store=store).stdout.splitlines()] == ["d1   same   ", "d2   rename "]
    assert kg("ingest", SOURCES, store=store).returncode == 0
    assert kg("undo", "d1", store=store).stdout.startswith("undone    d1")
    assert kg("undo", store=store).stdout.startswith("undone    d2")
    assert kg("export", store=store).stdout == before


def test_a_fact_is_rejected_by_its_iri(read: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(read, store)
    query = "SELECT ?p { ?p a org:Membership ; tj:roleTitle ?t } ORDER BY ?p"
    posts = kg("query", "--format", "csv", query, store=store).stdout.split()[1:]
    assert kg("reject", posts[0], store=store).returncode == 0
    assert kg("query", "--format", "csv", query, store=store).stdout.split()[1:] == posts[1:]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["same", "nobody", "林奇宏"], "nothing is called 'nobody'"),
        (["same", "林奇宏", "林奇宏"], "are one thing already"),
        (["same", "林奇宏", "北九州市"], "are a person and an organization: they cannot be one"),
        (["undo"], "no decision was taken"),
        (["undo", "d7"], "no decision is called d7"),
        (["reject", "position/0000000000000000"], "nothing is called"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_one_line(read: Path, arguments: list[str], complaint: str) -> None:
    done = kg(*arguments, store=read)
    assert done.returncode == 1
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_explanation_is_printed_and_a_review_works_from_a_pipe(read: Path, tmp_path: Path) -> None:
    explained = kg("explain", "林奇宏", store=read).stdout
    assert explained.startswith("林奇宏: person in 1 document")
    assert "陽明交大校長林奇宏" in explained
    store = tmp_path / "store"
    shutil.copytree(read, store)
    posts = kg("query", "positions", store=store).stdout
    done = kg("review", "--by", "me", store=store, answers="n\ns\n")
    assert done.returncode == 0, done.stderr
    assert "1 decision;" in done.stdout
    assert kg("undo", store=store).returncode == 0
    assert kg("query", "positions", store=store).stdout == posts


def test_numpy_is_told_to_keep_to_one_core() -> None:
    code = "import os, sys; sys.argv = ['kg', '--version']; from kg.cli import main; main(); "
    code += "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-1] == "False 1"
