"""Japanese spans that hold two things, or a part of one."""

from __future__ import annotations

from kg.annotate.lexicon import Lists
from kg.annotate.posts.cut import japanese_spans, with_site
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority


def spans(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    at, found = 0, []
    for kind, form in marked:
        at = text.index(form, at)
        found.append(Found(at, at + len(form), kind, 0.9))
        at += len(form)
    return [(span.kind, text[span.start : span.end]) for span in japanese_spans(text, found, Lists.load())]


def test_titles_of_two_columns_are_two() -> None:
    row = "岡田　修平　代表取締役社長　　　　常務取締役製造本部長"
    whole = "代表取締役社長　　　　常務取締役製造本部長"
    assert spans(row, ("TITLE", whole)) == [("TITLE", "代表取締役社長"), ("TITLE", "常務取締役製造本部長")]
    assert spans("議　長　会長　岡田", ("TITLE", "議　長　会長")) == [("TITLE", "議　長"), ("TITLE", "会長")]


def test_a_title_with_spaces_between_its_characters_is_one() -> None:
    assert spans("教　　授　岡田", ("TITLE", "教　　授")) == [("TITLE", "教　　授")]
    assert spans("取締役 常務執行役員", ("TITLE", "取締役 常務執行役員")) == [("TITLE", "取締役 常務執行役員")]


def test_the_post_of_a_town_in_a_bracket_is_one_of_its_own() -> None:
    assert spans("会長（県議会議長）は", ("TITLE", "会長（県議会議長）")) == [
        ("TITLE", "会長"),
        ("TITLE", "県議会議長"),
    ]


def test_the_words_behind_a_dot_belong_to_the_title() -> None:
    text = "呂維哲・人材開発部長が"
    assert spans(text, ("PERSON", "呂維哲・人材"), ("TITLE", "開発部長")) == [
        ("PERSON", "呂維哲"),
        ("TITLE", "人材開発部長"),
    ]


def test_a_name_of_kana_is_read_with_the_institution_that_goes_on() -> None:
    assert spans("弁護士（みなと法律事務所）", ("READING", "みなと"), ("ORG", "法律事務所")) == [
        ("ORG", "みなと法律事務所")
    ]


def test_a_hall_is_no_person() -> None:
    assert spans("湊銀行 星見館（湊市）", ("PERSON", "星見館")) == [("PLACE", "星見館")]


def test_the_words_of_a_department_belong_to_the_title() -> None:
    text = "岡田修平ものづくり推進室長が"
    assert spans(text, ("PERSON", "岡田修平"), ("ORG", "ものづくり"), ("TITLE", "推進室長")) == [
        ("PERSON", "岡田修平"),
        ("TITLE", "ものづくり推進室長"),
    ]
    assert spans("PTA会長の岡田", ("TITLE", "会長")) == [("TITLE", "PTA会長")]


def test_an_institution_is_without_what_is_of_the_title_or_the_verb() -> None:
    assert spans("青嶺大学前学長", ("ORG", "青嶺大学前"), ("TITLE", "学長")) == [("ORG", "青嶺大学"), ("TITLE", "学長")]
    assert spans("現・青嶺協会理事長", ("ORG", "現・青嶺協会")) == [("ORG", "青嶺協会")]
    assert spans("青嶺電子株式会社入社", ("ORG", "青嶺電子株式会社入社")) == [("ORG", "青嶺電子株式会社")]
    assert spans("青嶺県生まれ", ("ORG", "青嶺県")) == [("PLACE", "青嶺県")]


def test_a_title_in_katakana_is_none_of_the_institution() -> None:
    assert spans("株式会社青嶺フェローの", ("ORG", "株式会社青嶺フェロー")) == [
        ("ORG", "株式会社青嶺"),
        ("TITLE", "フェロー"),
    ]
    assert spans("株式会社青嶺フェローズを", ("ORG", "株式会社青嶺フェローズ")) == [("ORG", "株式会社青嶺フェローズ")]


def test_a_site_behind_a_known_company_is_a_unit() -> None:
    row = Authority.load().lookup("トヨタ自動車", "ja")
    assert row is not None
    parts = with_site("トヨタ自動車東富士研究所", Found(0, 12, "ORG", 0.9), [(0, 6, row)])
    assert [(part.kind, part.start, part.end) for part in parts] == [("ORG", 0, 6), ("UNIT", 6, 12)]


def test_a_subject_before_a_title_is_of_it() -> None:
    assert spans("電子部品事業部長", ("PERSON", "電子"), ("TITLE", "部品事業部長")) == [("TITLE", "電子部品事業部長")]


def test_a_wing_is_a_building() -> None:
    assert spans("会場　南館", ("PERSON", "南館")) == [("PLACE", "南館")]


def test_a_town_has_the_sign_before_its_small_ke() -> None:
    assert spans("沼ヶ丘町中央館", ("PLACE", "ヶ丘町")) == [("PLACE", "沼ヶ丘町")]
    assert spans("のヶ丘", ("PLACE", "ヶ丘")) == [("PLACE", "ヶ丘")]


def test_a_course_before_its_head_is_a_unit() -> None:
    assert spans("商業科主任・大西", ("PERSON", "商業科"), ("TITLE", "主任")) == [("UNIT", "商業科"), ("TITLE", "主任")]


def test_a_title_behind_the_word_for_a_company_is_one() -> None:
    assert spans("北川株式会社常務が", ("ORG", "北川株式会社常務")) == [("ORG", "北川株式会社"), ("TITLE", "常務")]


def test_who_heads_a_company_does_not_take_its_name() -> None:
    text = "岡田修平北川マテリアル社長が"
    marks = [("PERSON", "岡田修平"), ("ORG", "北川マテリアル"), ("TITLE", "社長")]
    assert spans(text, *marks) == marks
    marks = [("PERSON", "岡田修平"), ("ORG", "北川"), ("TITLE", "市長")]
    assert spans("岡田修平北川市長が", *marks) == marks


def test_a_graduate_school_takes_its_first_word_from_the_university() -> None:
    text = "海山大大学院理学研究科の"
    assert spans(text, ("ORG", "海山大大学院"), ("UNIT", "理学研究科")) == [
        ("ORG", "海山大"),
        ("UNIT", "大学院理学研究科"),
    ]
