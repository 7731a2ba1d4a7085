"""Each saved query against the made-up documents of fixtures/known.trig."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, RdfFormat, Store

FIXTURE = Path(__file__).parent / "fixtures" / "known.trig"
QUERIES = {path.stem: path for path in (Path(__file__).parents[1] / "kg" / "queries").glob("*.rq")}

DX, AOKI, CITY = "國立東興科技大學", "青樹大學", "湊浜市"
HOSHI, LIANFENG, BRIDGE = "星浜半導体株式会社", "聯峰電子", "臺日晶橋協會"
LIN = "林曉東"
MOU, RESEARCH, PLAN, PLANT, SISTER = (
    f"https://w3id.org/tjsp/id/agreement/{key}" for key in ("mou", "research", "city", "plant", "sister")
)
FIRST, SECOND, THIRD = "東興科大與青樹大學簽署備忘錄", "青樹大学が覚書を締結", "星浜半導体と聯峰電子、湊浜市に新工場"

# Some columns of each query, and all the rows that they must give. Lists within a cell are compared as sets.
EXPECTED: dict[str, tuple[str, list[tuple[str | None, ...]]]] = {
    "agreements": (
        "date status kind parties title documents",
        [
            ("2026-04", "Planned", "CooperationAgreement", f"{DX} ／ {CITY}", "人材連携協定", "1"),
            ("2025-07-11", "Signed", "MemorandumOfUnderstanding", f"{DX} ／ {AOKI}", "合作備忘錄 ／ 覚書", "2"),
            ("2025-03", "Signed", "InvestmentAgreement", f"{LIANFENG} ／ {HOSHI} ／ {CITY}", None, "1"),
            ("2024", "Signed", "JointResearchAgreement", f"{DX} ／ {AOKI}", None, "1"),
            ("2019", "Ended", "CooperationAgreement", f"{BRIDGE} ／ {CITY}", None, "1"),
        ],
    ),
    "announcements": ("first second", []),  # the first two share one agreement, and name three things
    "bridges": ("from via to", [(DX, CITY, HOSHI), (BRIDGE, CITY, HOSHI)]),
    "disagreements": (
        "property said agreement",
        [
            ("signedOn", f"2025-07-11 ← {FIRST} ； 2025-07-12 ← {SECOND}", MOU),
            ("title", f"合作備忘錄 ← {FIRST} ； 覚書 ← {SECOND}", MOU),
        ],
    ),
    "documents": (
        "issued language title publisher agreements positions events programs",
        [
            ("2025-07-18", "ja", SECOND, AOKI, "2", "1", "0", "1"),
            ("2025-07-17", "zh-Hant", FIRST, DX, "2", "2", "1", "1"),
            ("2025-03-20", "ja", THIRD, None, "2", "1", "0", "0"),
        ],
    ),
    "ended": ("signed parties agreement", [("2019", f"{BRIDGE} ／ {CITY}", SISTER)]),
    "events": (
        "start end event place organisers attendees size",
        [("2025-07-10", "2025-07-11", "臺日晶橋論壇", "青樹會館", BRIDGE, "2", "超過200位")],
    ),
    "follow-ups": (
        "date agreement earlierDate earlierKind earlier",
        [("2025-07-11", MOU, "2024", "JointResearchAgreement", RESEARCH)],
    ),
    "judgements": (
        "result score reason names others",
        [
            (
                "one thing",
                "0.88",
                "a rendering of the same name at the same institution",
                "林曉東 ／ Lin Xiaodong",
                None,
            ),
            ("kept apart", "0.9", "same name", "高森一郎 ／ たかもり いちろう", None),
            ("kept apart", None, "decision d1: another office", "湊川花子", None),
            ("kept apart", None, "the same name, but nothing joins them", f"{LIN} ／ Lin Xiaodong", None),
        ],
    ),
    "governments": (
        "body country partners agreements first",
        [(CITY, "JP", f"{DX} ／ {BRIDGE} ／ {HOSHI} ／ {LIANFENG}", "3", "2019")],
    ),
    "institutions": (
        "institution kind country agreements partners",
        [
            (CITY, "GovernmentBody", "JP", "3", "4"),
            (DX, "University", "TW", "3", "2"),
            (AOKI, "University", "JP", "2", "1"),
            (HOSHI, "Company", "JP", "1", "2"),
            (LIANFENG, "Company", "TW", "1", "2"),
            (BRIDGE, "Association", "TW", "1", "1"),
        ],
    ),
    "investments": ("date kind amount agreement", [("2025-03", "InvestmentAgreement", "総額約30億円", PLANT)]),
    "merges": (
        "names reasons",
        [
            (
                f"{DX} ／ 国立東興科技大学 ／ Dongxing University of Technology ／ 東興科大",
                "東興科大: short form in one document",
            )
        ],
    ),
    "planned": (
        "planned parties title reported agreement",
        [("2026-04", f"{DX} ／ {CITY}", "人材連携協定", "2025-07-18", PLAN)],
    ),
    "positions": (
        "institution unit person title role former",
        [
            (DX, None, "林曉東", "校長", "大學校長", "false"),
            (CITY, None, "湊川花子", "市長", None, "true"),
            (BRIDGE, None, "林曉東", "理事長", "董事長", "false"),
            (AOKI, "半導体連携センター", "高森一郎", "センター長", None, "false"),
        ],
    ),
    "programs": (
        "kind name by starts size number maximum agreement",
        [
            ("Facility", "共同実装ラボ", AOKI, None, None, None, None, None),
            ("Program", "晶橋實習計畫", DX, "2027", "10至20名", "10", "20", MOU),
        ],
    ),
    "several-posts": ("person institutions posts", [("林曉東", "2", f"{BRIDGE} 理事長 ／ {DX} 校長")]),
    "signatories": (
        "person posts date parties",
        [("林曉東", f"{BRIDGE} 理事長 ／ {DX} 校長", "2025-07-11", f"{DX} ／ {AOKI}")],
    ),
    "taiwan-japan": (
        "date status taiwan japan",
        [
            ("2026-04", "Planned", DX, CITY),
            ("2025-07-11", "Signed", DX, AOKI),
            ("2025-03", "Signed", LIANFENG, f"{HOSHI} ／ {CITY}"),
            ("2024", "Signed", DX, AOKI),
            ("2019", "Ended", BRIDGE, CITY),
        ],
    ),
    "timeline": ("year agreements", [("2019", "1"), ("2024", "1"), ("2025", "2")]),
    "topics": (
        "topic date agreement",
        [("設廠", "2025-03", PLANT), ("人才培育", "2025-07-11", MOU), ("半導體", "2025-07-11", MOU)],
    ),
    "universities": (
        "university country partners agreements",
        [(DX, "TW", f"{AOKI} ／ {CITY}", "3"), (AOKI, "JP", DX, "2")],
    ),
}
# For queries with long answers: how many rows there are, and one of them.
SAMPLES: dict[str, tuple[int, dict[str, str]]] = {
    "doubtful": (14, {"confidence": "0.55", "kind": "Facility", "document": SECOND}),
    "evidence": (
        7,
        {"agreement": SISTER, "quote": "湊川花子前市長の時代に臺日晶橋協會と結んだ協定は終了した。", "begin": "41"},
    ),
    "names": (10, {"kind": "person", "zh": "林曉東", "others": "Lin Xiaodong @en"}),
    "partners": (12, {"institution": DX, "partner": AOKI, "agreements": "2", "latest": "2025-07-12"}),
    "position-evidence": (4, {"person": "林曉東", "institution": BRIDGE, "document": FIRST}),
    "single-source": (11, {"kind": "facility", "fact": "共同実装ラボ", "document": SECOND, "confidence": "0.55"}),
}


@pytest.fixture(scope="module")
def store() -> Store:
    """The fixture in memory."""
    loaded = Store()
    loaded.load(path=str(FIXTURE), format=RdfFormat.TRIG)
    return loaded


def ask(store: Store, name: str) -> list[dict[str, str | None]]:
    """The rows of a saved query as text."""
    answer = store.query(QUERIES[name].read_text(encoding="utf-8"))
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{n: getattr(row[n], "value", None) for n in names} for row in answer]


def cell(value: str | None) -> object:
    """A cell for comparison: the order within a list does not matter."""
    return value if value is None else frozenset(re.split(" [／；] ", value))


def test_every_saved_query_is_tested() -> None:
    assert set(QUERIES) == {*EXPECTED, *SAMPLES, "network"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_query_gives_exactly_the_expected_rows(store: Store, name: str) -> None:
    columns, expected = EXPECTED[name]
    found = {tuple(cell(row[column]) for column in columns.split()) for row in ask(store, name)}
    assert found == {tuple(map(cell, row)) for row in expected}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_query_gives_each_row_once(store: Store, name: str) -> None:
    rows = ask(store, name)
    assert len(rows) == len({tuple(row.items()) for row in rows}) == len(EXPECTED[name][1])


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_query_gives_so_many_rows_and_this_one(store: Store, name: str) -> None:
    count, sample = SAMPLES[name]
    rows = ask(store, name)
    assert len(rows) == count
    assert any(sample.items() <= row.items() for row in rows)


def test_newest_agreement_comes_first(store: Store) -> None:
    dates = [row["date"] or "" for row in ask(store, "agreements")]
    assert dates == sorted(dates, reverse=True)


def test_network_is_a_graph_of_agreements_between_the_two_countries(store: Store) -> None:
    triples = store.query(QUERIES["network"].read_text(encoding="utf-8"))
    assert isinstance(triples, QueryTriples)
    parties = {t.object.value for t in triples if t.predicate.value.endswith("#party")}
    assert {iri.rsplit("/", 1)[1] for iri in parties} == {
        "dongxing",
        "aoki",
        "minatohama",
        "lianfeng",
        "hoshihama",
        "bridge",
    }


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_begins_with_its_question_in_three_languages(name: str) -> None:
    english, chinese, japanese, columns, *_ = QUERIES[name].read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# [A-Z][ -~–]+[.?]", english)
    assert re.fullmatch(r"# .+[。？]", chinese) and not re.search(r"[\u3040-\u30ff]", chinese)
    assert re.fullmatch(r"# .+。", japanese) and re.search(r"[\u3040-\u30ff]", japanese)
    assert columns.startswith("# Columns: ")


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_empty_store_gives_no_rows(name: str) -> None:
    answer = Store().query(QUERIES[name].read_text(encoding="utf-8"))
    assert list(answer) == []


def test_page_of_questions_has_each_query_with_its_question() -> None:
    page = (Path(__file__).parents[1] / "ontology" / "questions.md").read_text(encoding="utf-8")
    rows = {name: rest for name, *rest in re.findall(r"^\| `([\w-]+)` \| (.+) \| (.+) \| (.+) \|$", page, re.MULTILINE)}
    questions = {name: path.read_text(encoding="utf-8").splitlines()[:3] for name, path in QUERIES.items()}
    assert rows == {name: [line.removeprefix("# ") for line in lines] for name, lines in questions.items()}
