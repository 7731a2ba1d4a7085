"""The page in a browser without a network: what a click shows, languages, search, filters, and hostile words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from test_view import HOSTILE, small_store

from kg import vocab as v
from kg.view import write_view

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed to open the page with")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@dataclass
class Opened:
    """A page and everything that it complained of or asked for."""

    page: playwright.Page
    problems: list[str] = field(default_factory=list)

    def panel(self) -> str:
        return str(self.page.inner_text("#panel"))

    def choose(self, what: str, name: str) -> None:
        """Click in the picture on a node, by one of its names, or on the middle of an edge, by those of its ends."""
        names = name.split(" – ")
        self.page.evaluate("choose(null); fit(false)")
        spot = self.page.evaluate(
            """([what, names]) => {
                const nodes = names.map(name => scene.nodes.findIndex(n => n.names.some(([, text]) => text === name)));
                const at = nodes.map(i => network.canvasToDOM(network.getPosition(i)));
                const box = document.getElementById("network").getBoundingClientRect();
                const mean = key => at.reduce((sum, p) => sum + p[key], 0) / at.length;
                return [box.left + mean("x"), box.top + mean("y")];
            }""",
            [what, names],
        )
        self.page.mouse.click(*spot)
        # The click of vis-network waits to see whether it is a double one.
        self.page.wait_for_function(f"chosen !== null && {what!r} in chosen")


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def open_page(
    browser: playwright.Browser, store: Store, folder: Path, *, fragment: str = "", width: int = 1280
) -> Opened:
    path = folder / "graph.html"
    write_view(store, path)
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-TW", offline=True)
    opened = Opened(context.new_page())
    opened.page.on("console", lambda m: opened.problems.append(m.text) if m.type in ("error", "warning") else None)
    opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.page.on("dialog", lambda dialog: (opened.problems.append("dialog"), dialog.dismiss()))
    opened.page.on("requestfailed", lambda request: opened.problems.append(request.url))
    opened.page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else opened.problems.append(r.url))
    opened.page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))")
    opened.page.goto(path.as_uri() + fragment)
    opened.page.wait_for_selector("body[data-ready]")
    return opened


@pytest.fixture
def opened(browser: playwright.Browser, tmp_path: Path) -> Iterator[Opened]:
    opened = open_page(browser, small_store(), tmp_path)
    yield opened
    opened.page.context.close()
    assert opened.problems == []


def test_a_click_on_a_node_shows_its_sentences_and_documents(opened: Opened) -> None:
    opened.choose("node", "覚書")
    quotes = opened.page.locator("#panel figure").all_inner_texts()
    assert len(quotes) == 2
    assert "青葉工業大学は3月11日、国立晨光大学と半導体分野の人材育成に関する覚書を締結しました。" in quotes[1]
    assert "国立晨光大学との覚書締結について" in quotes[1]
    marked = opened.page.locator("#panel figure").first.locator("mark:not(.value)").all_inner_texts()
    assert marked == ["國立晨光大學", "林曉嵐", "青葉工業大學", "桜庭誠一"], "the sentence that names most comes first"
    links = opened.page.locator("#panel figure a").evaluate_all("links => links.map(a => [a.href, a.rel])")
    assert links == [
        ["https://news.example.org/2025/0312", "noopener noreferrer"],
        ["https://news.example.jp/press/311", "noopener noreferrer"],
    ]


def test_values_that_differ_stand_side_by_side(opened: Opened) -> None:
    opened.choose("node", "覚書")
    assert "2025年3月10日\n國立晨光大學 2025年3月12日\n2025年3月11日\n青葉工業大學 2025年3月11日" in opened.panel()
    assert opened.panel().count("各文件說法不同") == 1, "two titles in two languages do not differ"


def test_a_click_on_an_edge_shows_the_sentence_of_the_post(opened: Opened) -> None:
    opened.choose("edge", "陳映川 – 半導體學院")
    (quote,) = opened.page.locator("#panel blockquote").all_inner_texts()
    assert quote == "晨光大學半導體學院院長陳映川表示，雙方自2023年起已簽有學術交流協定。"
    assert opened.page.locator("#panel mark").all_inner_texts() == ["半導體學院", "院長", "陳映川"]
    assert "晨光大學與青葉工業大學簽署合作備忘錄" in opened.page.inner_text("#panel figcaption")


def test_three_languages_switch_everything(opened: Opened) -> None:
    opened.choose("node", "青葉工業大学")
    for button, tag, title, name, kind in (
        ("日本語", "ja", "台湾・日本 半導体パートナーシップ", "青葉工業大学", "大学"),
        ("English", "en", "Taiwan–Japan Semiconductor Partnerships", "Aoba Institute of Technology", "University"),
        ("中文", "zh-Hant", "台日半導體夥伴關係圖", "青葉工業大學", "大學"),
    ):
        opened.page.click(f"text={button}")
        assert opened.page.get_attribute("html", "lang") == tag
        assert opened.page.title() == opened.page.inner_text("h1") == title
        assert opened.page.inner_text("#panel h2") == name
        assert opened.page.locator("#kinds button").first.inner_text().split("\n")[0] == kind
    assert opened.page.evaluate("Object.values(scene.strings).every(words => words.every(Boolean))")


def test_search_finds_names_of_any_language_by_keyboard(opened: Opened) -> None:
    for typed in ("Chenguang", "国立晨光", "晨光大学", "國立晨光大學"):
        opened.page.fill("#search", typed)
        opened.page.press("#search", "Enter")
        assert opened.page.inner_text("#panel h2") == "國立晨光大學", typed
        opened.page.keyboard.press("Escape")
        assert opened.page.is_hidden("#panel")
    opened.page.fill("#search", "さくらば")
    opened.page.press("#search", "Enter")
    assert opened.page.inner_text("#panel h2") == "桜庭誠一"
    opened.page.fill("#search", "沒有這個名字")
    assert opened.page.inner_text("#results") == "找不到符合的名稱"


def test_the_legend_switches_kinds_off_and_on(opened: Opened) -> None:
    hidden = "scene.nodes.filter((n, i) => hidden.nodes.has(i)).map(n => n.kind)"
    opened.page.click("#kinds button[data-key=person]")
    assert set(opened.page.evaluate(hidden)) == {"person"}
    assert "顯示 15／21 個節點" in opened.page.inner_text("#counts")
    opened.page.click("#kinds button[data-key=person]")
    assert opened.page.evaluate(hidden) == []


def test_nodes_without_links_can_be_left_out(opened: Opened) -> None:
    opened.page.check("#linked")
    assert opened.page.evaluate("scene.nodes.filter((n, i) => hidden.nodes.has(i)).map(n => n.kind)") == ["institute"]
    opened.page.fill("#search", "Tonagi")
    opened.page.press("#search", "Enter")
    assert opened.page.evaluate("hidden.nodes.size") == 0, "what was searched is shown"


def test_filters_narrow_to_what_passes(opened: Opened) -> None:
    agreements = "scene.nodes.filter((n, i) => n.kind === 'agreement' && !hidden.nodes.has(i)).length"
    opened.page.select_option("#status", label="預定簽署")
    assert opened.page.evaluate(agreements) == 1
    opened.page.click("#reset")
    opened.page.fill("#confidence", "80")
    assert opened.page.evaluate(agreements) == 3
    opened.page.click("#reset")
    opened.page.evaluate("document.getElementById('to').value = 2023 * 12 + 11; applyFilters()")
    assert opened.page.evaluate(agreements) == 1
    opened.page.click("#reset")
    opened.page.select_option("#document", index=4)
    names = opened.page.evaluate("scene.nodes.filter((n, i) => !hidden.nodes.has(i)).map(n => n.iri.split('/').pop())")
    assert set(names) == {"nanfeng", "uminari", "g4", "a5"}
    opened.page.click("#reset")
    opened.page.click("#countries button[data-key=JP]")
    assert "uminari" not in opened.page.evaluate(
        "scene.nodes.filter((n, i) => !hidden.nodes.has(i)).map(n => n.iri.split('/').pop())"
    )


def test_an_address_leads_to_a_node(browser: playwright.Browser, tmp_path: Path) -> None:
    iri = v.THINGS + "organization/momoyama-city"
    opened = open_page(browser, small_store(), tmp_path, fragment="#node=" + iri)
    assert opened.page.inner_text("#panel h2") == "桃山市"
    opened.page.click("#panel h4 + ul .thing >> nth=0")
    assert opened.page.url.split("#node=")[1] != iri
    assert opened.problems == []
    opened.page.context.close()


def test_sparql_of_a_thing_can_be_copied_and_asked(opened: Opened) -> None:
    opened.choose("node", "覚書")
    opened.page.click("#panel details:last-of-type summary")
    query = opened.page.inner_text("#panel pre")
    rows = list(small_store().query(query))  # type: ignore[arg-type]
    assert any(row["value"] == NamedNode(v.TJ_SIGNED) for row in rows)  # type: ignore[index, call-overload]


def test_hostile_words_do_nothing(browser: playwright.Browser, tmp_path: Path) -> None:
    store = small_store()
    label = Literal(HOSTILE, language="zh-Hant")
    document = NamedNode(v.THINGS + "document/d4")
    for quad in list(store.quads_for_pattern(document, None, None, document)):
        if quad.predicate.value in (v.DCTERMS_TITLE, v.DCTERMS_SOURCE):
            store.remove(quad)
    store.add(Quad(document, NamedNode(v.DCTERMS_TITLE), label, document))
    store.add(Quad(document, NamedNode(v.DCTERMS_SOURCE), Literal("javascript:alert(3)"), document))
    for key in ("organization/nanfeng", "person/a5", "agreement/g4"):
        thing = NamedNode(v.THINGS + key)
        for quad in list(store.quads_for_pattern(thing, NamedNode(v.SKOS_PREF_LABEL), None, DefaultGraph())):
            store.remove(quad)
        store.add(Quad(thing, NamedNode(v.SKOS_PREF_LABEL), label, DefaultGraph()))
    opened = open_page(browser, store, tmp_path)
    for language in ("en", "ja", "zh-Hant"):
        opened.page.click(f"[data-language={language}]")
        for node in range(opened.page.evaluate("scene.nodes.length")):
            opened.page.evaluate(f"choose({{node: {node}}})")
        for edge in range(opened.page.evaluate("scene.edges.length")):
            opened.page.evaluate(f"choose({{edge: {edge}}})")
            assert opened.page.locator("#panel a[href^='javascript' i]").count() == 0
    opened.page.fill("#search", "script")
    assert "alert(1)" in opened.page.inner_text("#results")
    assert opened.page.locator("img[onerror], #panel script, #results script").count() == 0
    assert "\u202e" not in opened.page.content()
    assert opened.problems == []
    opened.page.context.close()


def test_a_tablet_shows_the_filters_on_demand(browser: playwright.Browser, tmp_path: Path) -> None:
    opened = open_page(browser, small_store(), tmp_path, width=820)
    assert opened.page.is_hidden("#filters")
    opened.page.click("#show-filters")
    assert opened.page.is_visible("#filters")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.problems == []
    opened.page.context.close()


def test_an_empty_graph_says_so(browser: playwright.Browser, tmp_path: Path) -> None:
    opened = open_page(browser, Store(), tmp_path)
    assert opened.page.is_visible("#empty")
    assert opened.problems == []
    opened.page.context.close()


def test_five_hundred_nodes_open_in_a_second(browser: playwright.Browser, tmp_path: Path) -> None:
    store = Store()
    for i in range(500):
        thing = NamedNode(f"{v.THINGS}organization/o{i}")
        store.add(Quad(thing, NamedNode(v.RDF_TYPE), NamedNode(v.TJ_UNIVERSITY), DefaultGraph()))
        store.add(Quad(thing, NamedNode(v.SKOS_PREF_LABEL), Literal(f"第{i}大學", language="zh-Hant"), DefaultGraph()))
        parent = NamedNode(f"{v.THINGS}organization/o{i // 4}")
        store.add(Quad(thing, NamedNode(v.ORG_UNIT_OF), parent, DefaultGraph()))
    opened = open_page(browser, store, tmp_path)
    # Milliseconds from the start of loading; twice the second that an idle machine must keep, for a busy one.
    assert float(opened.page.get_attribute("body", "data-ready") or "inf") < 2000
    opened.page.context.close()
