"""Rules around the tagger's spans, on spans written by hand."""

from __future__ import annotations

import time

import pytest

from kg.annotate.beside import fuse, parts, quoted
from kg.annotate.lexicon import Lists
from kg.annotate.mending import Name, mend
from kg.annotate.tagger import Found
from kg.annotate.titles import posts, titles
from kg.annotate.towns import governments

LISTS = Lists.load()


def spans(text: str, *marked: tuple[str, str]) -> list[Found]:
    """Spans of the given words, in order of the text."""
    found, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        found.append(Found(start, place, kind, 0.9))
    return found


def read(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in mend(text, spans(text, *marked), [], LISTS)]


def test_person_ends_before_number_and_latin() -> None:
    assert read("林文華24日", ("林文華24", "PERSON")) == [("林文華", "PERSON")]
    assert read("林文華ABC", ("林文華ABC", "PERSON")) == [("林文華", "PERSON")]


def test_words_that_refer_and_abbreviations_are_no_names() -> None:
    assert read("同社とIGBT", ("同社", "ORG"), ("IGBT", "ORG")) == []


def test_latin_in_brackets_after_a_person_is_a_reading() -> None:
    text = "高橋健一（Prof. Kenichi Takahashi）"
    assert read(text, ("高橋健一", "PERSON"), ("Prof. Kenichi Takahashi", "ORG"))[1] == ("Kenichi Takahashi", "READING")
    assert read("林文華（ABC）", ("林文華", "PERSON"), ("ABC", "ORG"))[1] == ("ABC", "ORG")


def test_site_is_a_facility_unless_somebody_works_there() -> None:
    assert read("東海電子南海廠動工", ("東海電子南海廠", "ORG")) == [("東海電子南海廠", "FACILITY")]
    assert read("東海電子南海工場 工場長", ("東海電子南海工場", "ORG"))[0][1] == "FACILITY"
    assert read("東海電子南海工場工場長", ("東海電子南海工場", "ORG"))[0][1] == "ORG"


def test_country_before_a_government_is_left_out() -> None:
    assert read("日本外務省", ("日本外務省", "ORG")) == [("外務省", "ORG")]


@pytest.mark.parametrize(
    ("text", "institution", "title", "whole"),
    [
        ("經濟部長", "經濟", "部長", "經濟部"),
        ("駐外辦事處長", "駐外辦事", "處長", "駐外辦事處"),
        ("南海市長", "南海", "市長", "南海市"),
    ],
)
def test_fused_title(text: str, institution: str, title: str, whole: str) -> None:
    start = len(institution)
    names = [Name(0, start, "ORG", 0.9), Name(start, start + len(title), "TITLE", 0.9)]
    assert [text[n.start : n.end] for n in fuse(text, names, [], LISTS)] == [whole, title]


def test_title_after_a_whole_institution_is_not_fused() -> None:
    text = "東海電子股份有限公司處長"
    names = [Name(0, 10, "ORG", 0.9), Name(10, 12, "TITLE", 0.9)]
    assert fuse(text, names, [], LISTS) == names


def test_unit_is_named_with_its_institution_too() -> None:
    names = [Name(0, 4, "ORG", 0.9), Name(4, 7, "UNIT", 0.8)]
    assert [(n.start, n.end, n.kind) for n in parts("東海大学工学部", names)] == [(0, 7, "UNIT")]


def test_titles_beside_persons() -> None:
    text = "林文華　校長、代表"
    assert [text[n.start : n.end] for n in titles(text, [Name(0, 3, "PERSON", 0.9)], LISTS)] == ["校長"]


@pytest.mark.parametrize("piece", ["Vice ", "A a-", "Prof. ", "日本", "工場", "Week "])
def test_rules_take_linear_time(piece: str) -> None:
    text = "林文華（" + piece * (100_000 // len(piece))
    began = time.process_time()
    mend(text, [Found(0, 3, "PERSON", 0.9), Found(4, len(text), "ORG", 0.9)], [], LISTS)
    assert time.process_time() - began < 1.5


def test_place_of_a_head_of_government() -> None:
    text = "南海県の林文華知事"
    names = [Name(0, 3, "PLACE", 0.9), Name(4, 7, "PERSON", 0.9), Name(7, 9, "TITLE", 0.9)]
    assert governments(text, names)[0].kind == "ORG"
    assert governments("南海県の林文華教授", names)[0].kind == "PLACE"


def test_a_place_that_closes_a_row_of_counted_parties_is_its_government() -> None:
    text = "甲社、乙社、南海県の3者が協定を締結"
    [name] = governments(text, [Name(6, 9, "PLACE", 0.9)])
    assert name.kind == "ORG"
    [name] = governments("工場は南海県の3者の土地に", [Name(3, 6, "PLACE", 0.9)])
    assert name.kind == "PLACE"


def test_quoted_institution_and_its_abbreviation() -> None:
    text = "加入「國家重點海洋國際合作聯盟」（UOAT），簽署「合作備忘錄」（MOU）"
    assert [text[n.start : n.end] for n in quoted(text, [], LISTS)] == ["國家重點海洋國際合作聯盟", "UOAT"]


@pytest.mark.parametrize(
    ("text", "marked", "first"),
    [
        ("交流室主任、電子研究所教授林文華說", [("交流室", "UNIT"), ("電子研究所", "UNIT"), ("教授", "TITLE")], "主任"),
        ("北川大學副校長暨工學院院長林文華", [("北川大學", "ORG"), ("工學院", "UNIT"), ("院長", "TITLE")], "副校長"),
        ("交流室主任、林文華", [("交流室", "UNIT")], None),
        ("交流室主任、電子研究所及林文華", [("交流室", "UNIT"), ("電子研究所", "UNIT")], None),
    ],
)
def test_the_title_of_a_first_post(text: str, marked: list[tuple[str, str]], first: str | None) -> None:
    given = [Name(s.start, s.end, s.kind, 0.9) for s in spans(text, *marked, ("林文華", "PERSON"))]
    found = [text[n.start : n.end] for n in posts(text, given, LISTS) if n.rule == "title of a first post"]
    assert found == ([first] if first else [])


@pytest.mark.parametrize(
    ("text", "town", "kind"),
    [
        ("聯盟去年與千葉縣、宮城縣分別簽過備忘錄", "宮城縣", "ORG"),
        ("聯盟去年與千葉縣、宮城縣分別簽過備忘錄", "千葉縣", "ORG"),
        ("甲市、乙丘町と南海市が「友好交流協定」を締結", "甲市", "ORG"),
        ("甲市、乙丘町と南海市が「友好交流協定」を締結", "南海市", "ORG"),
        ("丙市が「友好交流に関する覚書」を結んだ", "丙市", "ORG"),
        ("丙市で友好交流協定を締結した", "丙市", "PLACE"),
        ("教育局和大分縣締結姊妹關係", "大分縣", "ORG"),
        ("本校與熊本縣的高中簽約", "熊本縣", "PLACE"),
        ("公司在熊本縣簽約", "熊本縣", "PLACE"),
        ("台灣與熊本縣往來密切", "熊本縣", "PLACE"),
    ],
)
def test_a_town_that_somebody_signs_with_is_its_government(text: str, town: str, kind: str) -> None:
    start = text.index(town)
    [name] = governments(text, [Name(start, start + len(town), "PLACE", 0.9)])
    assert name.kind == kind


def test_a_title_does_not_take_the_family_name_behind_it() -> None:
    text = "由青海電子總經理歐美蘭簽字"
    spans = [Found(1, 5, "ORG", 0.9), Found(5, 9, "TITLE", 0.9), Found(9, 11, "PERSON", 0.9)]
    mended = mend(text, spans, [], LISTS, chinese=True)
    assert [text[s.start : s.end] for s in mended] == ["青海電子", "總經理", "歐美蘭"]
