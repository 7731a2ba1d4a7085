"""Words such as 本学, 両社 or 該校 stand for whom they mean, in releases with invented names."""

from __future__ import annotations

import pytest
from test_link import linked

from kg.link.coreference import find_references


def test_words_stand_for_institutions() -> None:
    document, entities = linked(
        "{o:北川大学}と{o:南海大学}は協定を結んだ。両校は、本学で式を行い、同大学は喜ぶ。", publisher="北川大学"
    )
    by_id = {e.id: e.names[0] for e in entities}
    found = {r.text: [by_id[i] for i in r.entities] for r in find_references(document, entities)}
    assert found == {"両校": ["北川大学", "南海大学"], "本学": ["北川大学"], "同大学": ["南海大学"]}


def test_both_are_the_last_two_that_were_named_together_whoever_is_named_since() -> None:
    document, entities = linked(
        "{o:青田電子株式会社}（東京都）と、台湾の{o:東海精機}は合意した。{o:九重工業}は{o:東海精機}の子会社となる。両社は喜ぶ。"
    )
    by_id = {e.id: e.names[0] for e in entities}
    found = {r.text: [by_id[i] for i in r.entities] for r in find_references(document, entities)}
    assert found == {"両社": ["青田電子株式会社", "東海精機"]}


def _pointed(marked: str, publisher: str | None = None) -> dict[str, list[str]]:
    document, entities = linked(marked, "zh-Hant", publisher)
    by_id = {e.id: e.names[0] for e in entities}
    return {r.text: [by_id[i] for i in r.entities] for r in find_references(document, entities)}


@pytest.mark.parametrize(
    ("marked", "word", "meant"),
    [
        (
            "{o:青田精機股份有限公司}（下稱「本公司」）與{o:白石株式會社}簽約。本公司表示歡迎。",
            "本公司",
            ["青田精機股份有限公司"],
        ),
        ("{o:東海工業會} 會員通訊\n{o:博多商工會議所}來訪，本會設宴款待。", "本會", ["東海工業會"]),
        ("{o:東海研究院}院訊\n{o:九重研究所}來訪，本院安排導覽。", "本院", ["東海研究院"]),
        (
            "{o:東海市政府}與{o:九重市}簽約，{o:青田精機股份有限公司}到場，雙方都很滿意。",
            "雙方",
            ["東海市政府", "九重市"],
        ),
        ("{o:東海市政府}在{o:九重大學}與{o:青田市}簽約，雙方握手。", "雙方", ["東海市政府", "青田市"]),
        ("{o:東海協會}訪{o:九重大學}，該會致謝。", "該會", ["東海協會"]),
        ("{o:東海縣}縣長到{o:東海縣議會}答詢，縣府正與日本{o:九重市}洽談。", "縣府", ["東海縣"]),
        ("{o:九重大學}來函，願與本校（{o:東海大學}）簽約。", "本校", ["東海大學"]),
        ("訪問團轉往{o:東海大學}，由{o:九重大學}與該校簽約。", "該校", ["東海大學"]),
        ("{o:東海協會}訪{o:九重大學}，該校致謝。", "該校", ["九重大學"]),
        ("{o:東海大學}院訊\n{o:九重大學}重視與本校合作，率該校主任來訪。", "該校", ["九重大學"]),
        ("{o:九重大學}\n{p:山田一郎}先生 鈞鑒：\n感謝{o:東海大學}與貴校合作。", "貴校", ["九重大學"]),
        ("{o:東海大學}、{o:九重大學}與{o:青田大學}結盟，三校分工。", "三校", ["東海大學", "九重大學", "青田大學"]),
    ],
)
def test_chinese_words_stand_for_who_speaks_or_was_named(marked: str, word: str, meant: list[str]) -> None:
    assert _pointed(marked)[word] == meant


def test_chinese_words_inside_other_words_stand_for_nothing() -> None:
    assert _pointed("{o:東海協會}與{o:青田協會}在本會議中談三方面，日本會館基本會費從略。") == {}


def test_words_inside_other_words_stand_for_nothing() -> None:
    document, entities = linked("{o:北川大学}は日本学術会議と共同社会を論じた。", publisher="北川大学")
    assert find_references(document, entities) == []


def test_a_town_of_any_sort_is_not_the_one_that_was_named() -> None:
    document, entities = linked("{o:北川市}は協定を結んだ。日本の市と組むのは初めてだ。", publisher="北川市")
    assert find_references(document, entities) == []


def test_same_stands_for_the_one_that_is_called_so() -> None:
    document, entities = linked(
        "{o:北川県産業機構}と{o:南海研究所}は覚書を結び、同機構の{p:山田太郎}氏、{o:東海財団}、{o:青田協会}が来た。同財団も、同協会も喜ぶ。"
    )
    by_id = {e.id: e.names[0] for e in entities}
    found = {r.text: [by_id[i] for i in r.entities] for r in find_references(document, entities)}
    assert found == {"同機構": ["北川県産業機構"], "同財団": ["東海財団"], "同協会": ["青田協会"]}


def test_a_school_within_the_one_that_was_named_is_not_that_one() -> None:
    document, entities = linked("{o:北川大学}で、同学院の{p:山田太郎}{t:教授}が話した。同学は本会議に加わる。")
    assert [r.text for r in find_references(document, entities)] == ["同学"]


def test_where_somebody_is_in_a_bracket_is_not_the_same_again() -> None:
    document, entities = linked("{o:北川大学}は{p:林大中}氏（{o:南海大学}{t:教授}）を祝った。同大の学長も話した。")
    [found] = find_references(document, entities)
    assert [e.names[0] for e in entities if e.id in found.entities] == ["北川大学"]
