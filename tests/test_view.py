"""The scene of a small store, the page made of it, and where its nodes stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg import knowledge
from kg import vocab as v
from kg.view import render, write_view
from kg.view.placement import positions
from kg.view.scene import Scene, clean, language_tag, shown, web_link
from kg.view.scene_reader import read_scene
from kg.view.scene_words import read_strings

FIXTURE = Path(__file__).parent / "fixtures" / "view.trig"
STRINGS = Path(__file__).parent.parent / "kg" / "view" / "templates" / "strings.tsv"
HOSTILE = "</script><script>alert(1)</script>\u202e\u2028&\"'<img src=x onerror=alert(2)>"


def small_store() -> Store:
    store = Store()
    store.load(path=FIXTURE, format=RdfFormat.TRIG)
    for file in sorted(knowledge.path("ontology").glob("*.ttl")):
        store.load(path=file, to_graph=NamedNode(v.GRAPH_ONTOLOGY))
    return store


def scene_of(store: Store) -> Scene:
    return read_scene(store, read_strings(STRINGS))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(small_store())


def node(scene: Scene, name: str) -> int:
    return next(i for i, n in enumerate(scene.nodes) if any(name == text for _, text, _ in n.names))


def edge(scene: Scene, first: str, second: str) -> int:
    ends = {node(scene, first), node(scene, second)}
    return next(i for i, e in enumerate(scene.edges) if {e.source, e.target} == ends)


def sentences(scene: Scene, fact: int) -> list[str]:
    return ["".join(text for text, _ in scene.sentences[s].pieces) for s in scene.facts[fact].sentences]


def test_nodes_have_kinds_names_and_countries(scene: Scene) -> None:
    university = scene.nodes[node(scene, "國立晨光大學")]
    assert (university.kind, university.country) == ("university", "TW")
    assert ("ja", "国立晨光大学", True) in university.names
    assert ("zh-Hant", "晨光大學", False) in university.names
    assert scene.nodes[node(scene, "半導體學院")].country == "TW", "a unit is where its institution is"
    assert scene.nodes[node(scene, "森沢由美")].country == "JP", "a person is where the post is"


def test_a_post_is_an_edge_to_the_unit_with_the_title_as_written(scene: Scene) -> None:
    found = scene.edges[edge(scene, "陳映川", "半導體學院")]
    assert [(link.label, link.language, link.role) for link in found.links] == [
        ("院長", "zh-Hant", v.ROLE_PREFIX + "dean")
    ]


def test_two_posts_at_one_institution_are_one_edge(scene: Scene) -> None:
    links = scene.edges[edge(scene, "桜庭誠一", "青葉工業大学")].links
    assert sorted(link.label for link in links) == ["学長", "校長"]


def test_an_agreement_keeps_what_each_document_says(scene: Scene) -> None:
    fact = scene.facts[scene.nodes[node(scene, "覚書")].fact]
    dates = {value.text: [scene.documents[d].language for d in value.documents] for value in fact.rows[v.TJ_SIGNED_ON]}
    assert dates == {"2025-03-10": ["zh-Hant"], "2025-03-11": ["ja"]}
    assert [scene.documents[scene.sentences[s].document].issued for s in fact.sentences] == ["2025-03-11", "2025-03-12"]


def test_sentences_are_cut_at_names(scene: Scene) -> None:
    fact = scene.nodes[node(scene, "第三屆台日晶片論壇")].fact
    (index,) = scene.facts[fact].sentences
    named = [(text, names) for text, names in scene.sentences[index].pieces if names]
    assert named == [("南風半導體", [node(scene, "南風半導體")]), ("吳子謙", [node(scene, "吳子謙")])]
    assert sentences(scene, fact) == ["南風半導體前董事長吳子謙亦出席約200人參加的「第三屆台日晶片論壇」。"]


def test_a_broken_line_in_a_sentence_is_joined(scene: Scene) -> None:
    (text,) = sentences(scene, scene.edges[edge(scene, "林曉嵐", "國立晨光大學")].links[0].fact)
    assert "簽署合作備忘錄，攜手培育" in text


def test_quantities_and_places_are_words(scene: Scene) -> None:
    event = scene.facts[scene.nodes[node(scene, "第三屆台日晶片論壇")].fact]
    assert [value.text for value in event.rows[v.TJ_SIZE]] == ["約200人"]
    place = scene.facts[scene.nodes[node(scene, "合作備忘錄")].fact].rows[v.TJ_SIGNED_AT][0].term
    assert place is not None
    assert scene.terms[place][0] == "桃山市"


def test_terms_come_from_the_ontology_in_three_languages(scene: Scene) -> None:
    assert scene.terms[v.TJ_SIGNED] == ("已簽署", "締結済み", "Signed")
    assert all(all(words) for words in scene.terms.values())


def test_strings_have_three_languages() -> None:
    assert all(len(words) == 3 and all(words) for words in read_strings(STRINGS).values())


def test_search_takes_variant_characters_for_one(scene: Scene) -> None:
    assert scene.folds["学"] == scene.folds.get("學", "學")
    assert len(scene.folds) < 3000


def test_a_retired_thing_leads_to_what_took_its_place() -> None:
    store = small_store()
    older, old, new = (NamedNode(v.THINGS + "organization/" + key) for key in ("older", "aoba-tech", "chenguang"))
    for before, after in ((older, old), (old, new)):
        store.add(Quad(before, NamedNode(v.DCTERMS_IS_REPLACED_BY), after, DefaultGraph()))
    scene = scene_of(store)
    assert old.value not in {n.iri for n in scene.nodes}
    assert scene.retired == dict.fromkeys((older.value, old.value), node(scene, "國立晨光大學"))


def test_a_circle_of_merges_leads_nowhere() -> None:
    store = Store()
    one, two = NamedNode(v.THINGS + "person/1"), NamedNode(v.THINGS + "person/2")
    store.add(Quad(one, NamedNode(v.DCTERMS_IS_REPLACED_BY), two, DefaultGraph()))
    store.add(Quad(two, NamedNode(v.DCTERMS_IS_REPLACED_BY), one, DefaultGraph()))
    assert scene_of(store).retired == {}


def test_the_same_store_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = small_store(), Store()
    for quad in sorted(first, key=str, reverse=True):
        second.add(quad)
    one = write_view(first, tmp_path / "one.html")
    two = write_view(second, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert one == two
    assert one.nodes == 21
    assert one.bytes == (tmp_path / "one.html").stat().st_size


def test_another_process_writes_the_same_page(scene: Scene) -> None:
    code = "import sys; from test_view import *; sys.stdout.buffer.write(render(scene_of(small_store())).encode())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert run.stdout.decode() == render(scene)


def test_an_empty_store_gives_a_page(tmp_path: Path) -> None:
    assert write_view(Store(), tmp_path / "empty.html").nodes == 0


def test_the_page_loads_nothing(scene: Scene) -> None:
    page = render(scene)
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:link|iframe|object|embed|base)\b", page)
    assert not re.findall(r"<(?:script|img)[^>]*\bsrc=", page)
    assert not re.findall(r"@import|url\(", page.split("<body>")[0])


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_what_was_and_what_is_planned_is_dashed(scene: Scene) -> None:
    dashed = {e["id"] for e in data_of(render(scene))["edges"] if e["dashes"]}
    assert dashed == {
        edge(scene, "吳子謙", "南風半導體"),
        edge(scene, "連携協定", "桃山市"),
        edge(scene, "連携協定", "晨光大學"),
        edge(scene, "合作備忘錄", "學術交流協定"),
    }


def test_hostile_words_stay_data() -> None:
    store = small_store()
    label = Literal(HOSTILE, language="zh-Hant")
    for key in ("organization/nanfeng", "person/a6"):
        store.add(Quad(NamedNode(v.THINGS + key), NamedNode(v.SKOS_PREF_LABEL), label, DefaultGraph()))
    page = render(scene_of(store))
    assert HOSTILE not in page
    plain = render(scene_of(small_store()))
    assert all(page.count(tag) == plain.count(tag) for tag in ("<script", "</script", "<!--", "<img"))
    data = data_of(page)
    assert any(clean(HOSTILE) == name for n in data["scene"]["nodes"] for _, name, _ in n["names"])
    text = page[page.index('id="data">') : page.index("</script>")]
    assert not re.search("[<&\u2028\u2029\u202e]", text)


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https:", False),
        ("//example.org", False),
        ("http://[::1", False),
        ("release.txt", False),
    ],
)
def test_only_web_addresses_become_links(address: str, links: bool) -> None:
    assert (web_link(address) == address) is links


@given(st.text(max_size=60))
def test_shown_keeps_one_entry_for_each_character(text: str) -> None:
    pieces = shown(text)
    assert len(pieces) == len(text)
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean(text)


def test_shown_is_linear() -> None:
    begin = time.perf_counter()
    for hostile in ("\n" * 100_000, " \u202e" * 50_000, "國\n" * 50_000):
        clean(hostile)
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize(("tag", "written"), [("zh-hant", "zh-Hant"), ("ja-hrkt", "ja-Hrkt"), ("ja", "ja"), ("", "")])
def test_language_tags_are_written_as_usual(tag: str, written: str) -> None:
    assert language_tag(tag) == written


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=40), st.data())
def test_nodes_stand_apart_and_in_the_same_places_each_time(pairs: set[tuple[int, int]], data: st.DataObject) -> None:
    graph = nx.Graph((a, b) for a, b in sorted(pairs) if a != b)
    graph.add_nodes_from(range(3))
    sides = {n: data.draw(st.sampled_from((-1, 0, 1))) for n in sorted(graph)}
    places = positions(graph, sides)
    again = nx.Graph()
    again.add_nodes_from(sorted(graph, reverse=True))
    again.add_edges_from((b, a) for a, b in sorted(graph.edges, reverse=True))
    assert positions(again, sides) == places
    spots = sorted(places.values())
    assert all(abs(a[0] - b[0]) > 40 or abs(a[1] - b[1]) > 25 for i, a in enumerate(spots) for b in spots[i + 1 :])


def test_taiwan_is_left_of_japan() -> None:
    graph = nx.Graph([(0, 2), (2, 1), (0, 3), (3, 1), (0, 4), (1, 5)])
    places = positions(graph, {0: -1, 4: -1, 1: 1, 5: 1})
    assert places[0][0] < places[2][0] < places[1][0]


def test_five_hundred_nodes_are_placed_in_seconds() -> None:
    graph = nx.barabasi_albert_graph(500, 1, seed=1)
    begin = time.process_time()
    positions(graph, {n: (-1, 1)[n % 2] for n in graph})
    assert time.process_time() - begin < 10
