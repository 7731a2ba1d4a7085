"""Where names of persons begin and end, on spans written by hand."""

from __future__ import annotations

from test_mending import LISTS, read

from kg.annotate.mending import mend
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority


def test_person_ends_before_number_and_latin() -> None:
    assert read("林文華24日", ("林文華24", "PERSON")) == [("林文華", "PERSON")]
    assert read("知事北川大廿四日", ("北川大廿", "PERSON")) == [("北川大", "PERSON")]
    assert read("林文華ABC", ("林文華ABC", "PERSON")) == [("林文華", "PERSON")]


def test_a_person_ends_before_the_dot_that_leads_to_a_title() -> None:
    assert read("林文華・理事長", ("林文華・", "PERSON"), ("理事長", "TITLE"))[0] == ("林文華", "PERSON")


def test_latin_in_brackets_after_a_person_is_a_reading() -> None:
    text = "高橋健一（Prof. Kenichi Takahashi）"
    assert read(text, ("高橋健一", "PERSON"), ("Prof. Kenichi Takahashi", "ORG"))[1] == ("Kenichi Takahashi", "READING")
    assert read("林文華（ABC）", ("林文華", "PERSON"), ("ABC", "ORG"))[1] == ("ABC", "ORG")


def test_a_title_does_not_take_the_family_name_behind_it() -> None:
    text = "由青海電子總經理歐美蘭簽字"
    spans = [Found(1, 5, "ORG", 0.9), Found(5, 9, "TITLE", 0.9), Found(9, 11, "PERSON", 0.9)]
    mended = mend(text, spans, [], LISTS, chinese=True)
    assert [text[s.start : s.end] for s in mended] == ["青海電子", "總經理", "歐美蘭"]


def test_a_letter_closes_behind_the_name() -> None:
    assert read("校長　林文華　敬上", ("林文華　敬上", "PERSON")) == [("林文華", "PERSON")]
    assert read("會長　高橋健一　先生　台鑒", ("高橋健一　先生　台鑒", "PERSON")) == [("高橋健一", "PERSON")]
    assert read("代申謝忱", ("申謝忱", "PERSON")) == []


def test_kana_in_brackets_with_a_space_between_is_how_a_name_is_read() -> None:
    text = "馮大中（ヒョウ ダイチュウ）最高顧問"
    assert read(text, ("馮大中", "PERSON"), ("ヒョウ ダイチュウ", "ORG"))[1] == ("ヒョウ ダイチュウ", "READING")


def test_a_name_in_capitals_between_an_institution_and_a_title_is_a_person() -> None:
    text = "與海山中心YAMADA TARO理事長、YAMADA TARO公司"
    marks = [("海山中心", "ORG"), ("YAMADA TARO", "ORG"), ("理事長", "TITLE"), ("YAMADA TARO公司", "ORG")]
    assert [kind for _, kind in read(text, *marks)] == ["ORG", "PERSON", "TITLE", "ORG"]


def test_the_first_sign_of_a_surname_that_stands_alone_is_of_the_name() -> None:
    def persons(text: str, *spans: Found) -> list[str]:
        return [text[s.start : s.end] for s in mend(text, spans, [], LISTS, chinese=True) if s.kind == "PERSON"]

    assert persons("國際長于文華說", Found(0, 3, "TITLE", 0.9), Found(4, 6, "PERSON", 0.9)) == ["于文華"]
    assert persons("青海市大久保和平", Found(0, 3, "ORG", 0.9), Found(4, 8, "PERSON", 0.9)) == ["大久保和平"]
    assert persons("校長和林茂", Found(0, 2, "TITLE", 0.9), Found(3, 5, "PERSON", 0.9)) == ["林茂"]


def test_what_a_board_does_is_no_title() -> None:
    text = "董事會推選林文華"
    mended = mend(text, [Found(0, 5, "TITLE", 0.6), Found(5, 8, "PERSON", 0.9)], [], LISTS, chinese=True)
    assert [text[s.start : s.end] for s in mended] == ["林文華"]


def test_initials_and_a_surname_in_latin_letters_are_somebody() -> None:
    assert read("執行長 C. H. Wang 簽署", ("C. H. Wang", "ORG")) == [("C. H. Wang", "PERSON")]
    assert read("與 U. Tech Inc 簽署", ("U. Tech Inc", "ORG")) == [("U. Tech Inc", "ORG")]


def test_a_known_town_and_somebody_before_a_title_are_two() -> None:
    text = "台南市葉文山副市長"
    rows = Authority.load().find(text, "zh-Hant")
    mended = mend(text, [Found(0, 6, "ORG", 0.9), Found(6, 9, "TITLE", 0.9)], rows, LISTS, chinese=True)
    assert [(text[s.start : s.end], s.kind) for s in mended][:2] == [("台南市", "ORG"), ("葉文山", "PERSON")]


def test_a_word_for_and_is_not_of_the_name_behind_it() -> None:
    text = "副會頭及勝典子代表理事"
    spans = [Found(0, 3, "TITLE", 0.9), Found(3, 7, "PERSON", 0.9), Found(7, 11, "TITLE", 0.9)]
    assert [text[s.start : s.end] for s in mend(text, spans, [], LISTS, chinese=True)][1] == "勝典子"
