"""One document's names from the spans of its passages, by hand."""

from __future__ import annotations

from kg.annotate.document import settle
from kg.annotate.lexicon import Lists
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

LISTS = Lists.load()


def settled(texts: list[str], found: list[list[Found]]) -> list[list[tuple[str, str]]]:
    names = settle(texts, found, [[] for _ in texts], LISTS)
    return [[(text[n.start : n.end], n.kind) for n in own] for text, own in zip(texts, names, strict=True)]


def test_a_form_is_read_alike_wherever_it_stands() -> None:
    texts = ["林文華表示", "與林文華會面"]
    assert settled(texts, [[Found(0, 3, "PERSON", 0.9)], []]) == [[("林文華", "PERSON")], [("林文華", "PERSON")]]


def test_an_unsure_form_is_not_spread() -> None:
    assert settled(["林文華表示", "與林文華會面"], [[Found(0, 3, "PERSON", 0.5)], []])[1] == []


def test_a_form_is_not_cut_out_of_a_longer_word() -> None:
    texts = ["ABC公司", "ABCD"]
    assert settled(texts, [[Found(0, 3, "ORG", 0.9)], []])[1] == []


def test_a_place_that_is_a_party_elsewhere_is_its_government() -> None:
    texts = ["南海市與東海市相鄰", "南海市"]
    found = [[Found(0, 3, "ORG", 0.9), Found(4, 7, "PLACE", 0.9)], [Found(0, 3, "PLACE", 0.9)]]
    assert settled(texts, found) == [[("南海市", "ORG"), ("東海市", "PLACE")], [("南海市", "ORG")]]


def test_a_person_has_the_whole_name_that_the_document_has() -> None:
    texts = ["戶部雅彥與會", "戶部雅彥先講", "戶部雅", "部雅彥"]
    found = [
        [Found(0, 4, "PERSON", 0.9)],
        [Found(1, 4, "PERSON", 0.9)],
        [Found(0, 3, "PERSON", 0.9)],
        [Found(0, 3, "PERSON", 0.9)],
    ]
    assert [own[0][0] for own in settled(texts, found)] == ["戶部雅彥", "戶部雅彥", "戶部雅", "部雅彥"]


def test_an_institution_has_all_of_the_name_that_the_authority_file_has() -> None:
    row = Authority.load().lookup("東京威力科創")
    assert row is not None
    names = settle(["與東京威力科創簽約"], [[Found(2, 7, "ORG", 0.9)]], [[(1, 7, row)]], LISTS, chinese=True)
    assert [(n.start, n.end, n.row) for n in names[0] if n.kind == "ORG"] == [(1, 7, row)]


def test_the_second_sign_of_a_given_name_follows_wherever_the_name_stands() -> None:
    texts = ["津久井正直代表", "津久井正直指出", "津久井正直在場"]
    found = [[Found(0, 4, "PERSON", 0.9)] for _ in texts]
    assert [own[0][0] for own in settled(texts, found)] == ["津久井正直"] * 3
    texts = ["川村通有表示"]
    assert settled(texts, [[Found(0, 3, "PERSON", 0.9)]])[0][0][0] == "川村通有"
    texts = ["川村通也表示"]
    assert settled(texts, [[Found(0, 3, "PERSON", 0.9)]])[0][0][0] == "川村通"
    texts = ["津久井正說明", "津久井正說完", "津久井正說話"]
    assert [own[0][0] for own in settled(texts, found)] == ["津久井正"] * 3


def test_what_a_longer_name_of_a_person_begins_with_is_a_surname() -> None:
    texts = ["知事蒲池太郎表示", "蒲池說"]
    found = [[Found(2, 6, "PERSON", 0.9)], [Found(0, 2, "PERSON", 0.9)]]
    assert settled(texts, found)[1] == [("蒲池", "SURNAME")]


def test_a_surname_before_a_title_is_no_bureau() -> None:
    texts = ["部長　相良知宏", "青海局相良部長致詞"]
    found = [
        [Found(0, 2, "TITLE", 0.9), Found(3, 7, "PERSON", 0.9)],
        [Found(0, 3, "ORG", 0.9), Found(3, 5, "UNIT", 0.9), Found(5, 7, "TITLE", 0.9)],
    ]
    assert settled(texts, found)[1] == [("青海局", "ORG"), ("相良", "SURNAME"), ("部長", "TITLE")]


def test_a_building_is_no_institution_though_it_is_called_so() -> None:
    row = Authority.load().lookup("旺宏", "zh-Hant")
    assert row is not None
    for text, found in (("在旺宏館揭牌", 0), ("與旺宏簽約", 1)):
        [names] = settle([text], [[]], [[(1, 3, row)]], LISTS, chinese=True)
        assert len(names) == found


def test_a_name_read_elsewhere_takes_a_place_that_it_begins_with() -> None:
    texts = ["西寧辦事處處長", "過去西寧辦事處說"]
    found = [[Found(0, 5, "ORG", 0.9), Found(5, 7, "TITLE", 0.9)], [Found(2, 4, "PLACE", 0.6)]]
    names = settle(texts, found, [[], []], LISTS, chinese=True)
    assert [(texts[1][n.start : n.end], n.kind) for n in names[1]] == [("西寧辦事處", "ORG")]
