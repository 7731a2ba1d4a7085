"""Queries: every format, aligned tables, and nothing that a query can do to the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from wcwidth import wcswidth

from kg.problems import QueryError
from kg.query import FORMATS, check, find_query, run, saved_queries

ORG = NamedNode("https://w3id.org/tjsp/id/organization/a")


@pytest.fixture
def store() -> Store:
    """Two labels of one thing."""
    store = Store()
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(Quad(ORG, label, Literal("陽明交大", language="zh-Hant")))
    store.add(Quad(ORG, label, Literal("NYCU", language="en")))
    return store


ROWS = "SELECT ?o (LANG(?o) AS ?l) { ?s skos:prefLabel ?o } ORDER BY ?l"


def test_table_columns_align_by_display_width(store: Store) -> None:
    lines = run(store, ROWS, "table", timeout=10).splitlines()
    starts = {wcswidth(line[: line.rindex(tag)]) for line, tag in zip(lines[2:4], ("en", "zh-hant"), strict=True)}
    assert starts == {10}
    assert lines[-1] == "(2 rows)"


@pytest.mark.parametrize("output", ["json", "csv", "tsv", "xml"])
def test_rows_in_each_format(store: Store, output: str) -> None:
    assert "陽明交大" in run(store, ROWS, output, timeout=10)


@pytest.mark.parametrize("output", ["table", "ttl", "trig", "nt", "xml"])
def test_graphs_in_each_format(store: Store, output: str) -> None:
    assert "NYCU" in run(store, "CONSTRUCT WHERE { ?s ?p ?o }", output, timeout=10)


def test_json_is_sparql_results_json(store: Store) -> None:
    answer = json.loads(run(store, ROWS, "json", timeout=10))
    assert answer["head"]["vars"] == ["o", "l"]
    assert answer["results"]["bindings"][0]["o"] == {"type": "literal", "value": "NYCU", "xml:lang": "en"}


@pytest.mark.parametrize(("output", "answer"), [("table", "yes\n"), ("csv", "true\n")])
def test_ask(store: Store, output: str, answer: str) -> None:
    assert run(store, "ASK { ?s ?p ?o }", output, timeout=10) == answer


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT", "not valid SPARQL"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "not valid SPARQL"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, "nests deeper"),
        ("SELECT * { FILTER" + "(" * 10_000 + "1" + ")" * 10_000 + "}", "nests deeper"),
        ("SELECT * { FILTER(" + "!" * 10_000 + "1) }", "nests deeper"),
        ("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 10_000) + "}", "longer than|nests deeper"),
        ("#" * 200_000, "longer than"),
    ],
)
def test_what_is_refused_is_refused_in_one_line(store: Store, query: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint) as caught:
        run(store, query, "table", timeout=10)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <x> {" }',
        "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
        "SELECT ?SERVICE { ?SERVICE ?p '''SERVICE\n{{''' }",
        "PREFIX SERVICE: <a:> SELECT * { ?s SERVICE:SERVICE ?o }",
    ],
)
def test_a_word_is_not_a_request(query: str) -> None:
    check(query)


def test_formats_that_do_not_fit_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="rows, not a graph"):
        run(store, ROWS, "ttl", timeout=10)
    with pytest.raises(QueryError, match="a graph, not rows"):
        run(store, "CONSTRUCT WHERE { ?s ?p ?o }", "json", timeout=10)
    assert {"table", "json", "csv", "tsv", "xml", "ttl", "trig", "nt"} == set(FORMATS)


def test_a_query_is_text_a_file_standard_input_or_a_name(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(ROWS, encoding="utf-8")
    assert find_query(str(file), iter(())) == find_query("-", iter([ROWS])) == find_query(ROWS, iter(())) == ROWS
    name = next(iter(saved_queries()))
    assert "SELECT" in find_query(name, iter(()))
    for wrong in ("no-such-query", str(tmp_path / "none.rq")):
        with pytest.raises(QueryError):
            find_query(wrong, iter(()))


def test_control_characters_do_not_reach_the_terminal(store: Store) -> None:
    store.add(Quad(ORG, NamedNode("a:b"), Literal("x\x1b[31m\ny")))
    assert "\x1b" not in run(store, "SELECT ?o { ?s <a:b> ?o }", "table", timeout=10)


def test_long_texts_are_cut_in_tables_only(store: Store) -> None:
    quote = "陽明交通大學與九州大學簽署合作備忘錄。" * 10
    store.add(Quad(ORG, NamedNode("a:b"), Literal(quote)))
    asked = "SELECT ?o ?s { ?s <a:b> ?o }"
    row = run(store, asked, "table", timeout=10).splitlines()[2]
    assert wcswidth(row[: row.index("…") + 1]) <= 72
    assert row.endswith(ORG.value)
    assert quote in run(store, asked, "csv", timeout=10)


SLOW = """
import pyoxigraph as o
from kg.query import run
store = o.Store()
store.extend(o.Quad(o.NamedNode(f"a:{i}"), o.NamedNode("a:p"), o.Literal(i)) for i in range(400))
run(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "table", timeout=0.5)
"""


def test_a_query_that_takes_too_long_ends_with_one_line() -> None:
    done = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "kg: the query took longer than 0.5 s; narrow it, or allow more with --timeout\n"
