"""Titles, persons and institutions of a document → who holds which post where."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged import annotated
from test_link import _Unknown

from kg.extract.positions import Finder, find_positions
from kg.link import find_references, link
from kg.model import Annotated, Kind, Language, Position


def found_in(document: Annotated) -> list[Position]:
    """The positions of a document."""
    entities = link(document, _Unknown())
    return find_positions(document, entities, find_references(document, entities))


def posts(marked: str, language: Language = "ja", publisher: str | None = None) -> list[tuple[str, str, str | None]]:
    """(person, institution, title) of each position, by their best names; the unit where one is named."""
    document = annotated(marked, language, publisher)
    entities = link(document, _Unknown())
    by_id = {e.id: e.names[0] for e in entities}
    found = found_in(document)
    return [(by_id[p.person], by_id[p.unit or p.organization], p.title) for p in found]


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("{o:南海大學}{t:校長}{p:王大明}表示。", "zh-Hant", [("王大明", "南海大學", "校長")]),
        (
            "{p:王大明}同時擔任{o:南海電子}與{o:北川電子}的{t:董事長}。",
            "zh-Hant",
            [("王大明", "北川電子", "董事長"), ("王大明", "南海電子", "董事長")],
        ),
        (
            "{o:北川交流協進會}{t:理事長}{p:李小華}與{o:南海公會}{t:理事長}{p:王大明}合影。協進會方面，{p:陳美玉}{t:秘書長}陪同。",
            "zh-Hant",
            [
                ("李小華", "北川交流協進會", "理事長"),
                ("王大明", "南海公會", "理事長"),
                ("陳美玉", "北川交流協進會", "秘書長"),
            ],
        ),
        (
            "曾任{o:南海市}{t:秘書長}的{o:北川電子}{t:顧問}{p:王大明}出席。",
            "zh-Hant",
            [("王大明", "南海市", "秘書長"), ("王大明", "北川電子", "顧問")],
        ),
        ("邀請{o:南海交流協會}{p:王大明}{t:代表}致詞。", "zh-Hant", [("王大明", "南海交流協會", "代表")]),
        ("由{o:南海大學}{p:王大明}{t:代表}簽署。", "zh-Hant", []),
        ("{o:南海縣}{t:縣長}「{p:王大明}」表示。", "zh-Hant", [("王大明", "南海縣", "縣長")]),
        (
            "{t:校長}{p:王大明}代表{o:南海大學}簽署，{t:社長}{p:山田太郎}代表{o:北川電子}簽署。",
            "zh-Hant",
            [("王大明", "南海大學", "校長"), ("山田太郎", "北川電子", "社長")],
        ),
        ("訪問團由{t:校長}{p:王大明}率領，{o:南海大學}一行12人抵達。", "zh-Hant", [("王大明", "南海大學", "校長")]),
        ("{p:王大明}{t:学長}率いる{o:南海大学}の一行が到着した。", "ja", [("王大明", "南海大学", "学長")]),
        ("{p:山田太郎}{t:社長}＝{o:北川電子}＝は語った。", "ja", [("山田太郎", "北川電子", "社長")]),
        ("{t:社長}の{p:山田太郎}氏（{o:北川電子}）は語った。", "ja", [("山田太郎", "北川電子", "社長")]),
        ("{p:王大明}{u:電機系}{t:教授}（{o:南海大學}）致詞。", "zh-Hant", [("王大明", "電機系", "教授")]),
        ("擔任{o:南海大學}{t:校長}多年的{p:王大明}說。", "zh-Hant", [("王大明", "南海大學", "校長")]),
        ("{p:王大明}，現年五十歲，{o:南海電子}{t:總經理}。", "zh-Hant", [("王大明", "南海電子", "總經理")]),
        (
            "{p:王大明}卸下{o:南海電子}{t:廠長}職務後，轉任{o:北川大學}{t:校長}。",
            "zh-Hant",
            [("王大明", "南海電子", "廠長"), ("王大明", "北川大學", "校長")],
        ),
        ("{o:南海大學}{p:王大明}{t:校長}表示。", "zh-Hant", [("王大明", "南海大學", "校長")]),
        ("{o:北川大学}の{p:山田太郎}{t:学長}は、", "ja", [("山田太郎", "北川大学", "学長")]),
        ("{o:北川大学}{t:教授}の{p:山田太郎}氏は、", "ja", [("山田太郎", "北川大学", "教授")]),
        ("{p:山田太郎}{o:北川電子}{t:社長}らが、", "ja", [("山田太郎", "北川電子", "社長")]),
        ("{p:岩子祐}{o:北川電子}{t:社長}らが、", "ja", [("岩子祐", "北川電子", "社長")]),
        ("{o:北川電子}／{t:社長}／{p:山田太郎}", "ja", [("山田太郎", "北川電子", "社長")]),
        (
            "{o:南海ラボ}ができた。{t:ラボ長}は2人制で、{o:北川大学}の{p:山田太郎}{t:教授}と{o:北川電子}の{p:王大明}氏が務める。",
            "ja",
            [
                ("山田太郎", "南海ラボ", "ラボ長"),
                ("王大明", "南海ラボ", "ラボ長"),
                ("山田太郎", "北川大学", "教授"),
                ("王大明", "北川電子", None),
            ],
        ),
        (
            "{o:南海ラボ}ができた。{t:共同代表}として舵を取るのは、{o:北川大学}の{p:山田太郎}{t:教授}だ。",
            "ja",
            [("山田太郎", "南海ラボ", "共同代表"), ("山田太郎", "北川大学", "教授")],
        ),
        (
            "{p:山田　太郎}（{o:北川電子}　{t:社長}）\n{p:鈴木　次郎}（同　{t:営業部長}）",
            "ja",
            [("山田太郎", "北川電子", "社長"), ("鈴木次郎", "北川電子", "営業部長")],
        ),
        (
            "{o:北川県}は覚書を結んだ。{o:南海県}との間に次いで2例目という。{p:山田太郎}{t:知事}が語った。",
            "ja",
            [("山田太郎", "北川県", "知事")],
        ),
        ("{p:山田太郎}{t:教授}（{o:北川大学}、電子工学）は、", "ja", [("山田太郎", "北川大学", "教授")]),
        ("氏名　{p:山田　太郎}\n所属　{o:北川大学}　{t:教授}", "ja", [("山田太郎", "北川大学", "教授")]),
        ("{p:山田太郎}氏は{o:北川大学}{t:副学長}などを歴任した。", "ja", [("山田太郎", "北川大学", "副学長")]),
        ("{o:北川町}の{t:町長}に{p:山田太郎}氏が初当選した。", "ja", [("山田太郎", "北川町", "町長")]),
        ("{o:北川電子}で{t:課長}として働く{p:山田太郎}さんは、", "ja", [("山田太郎", "北川電子", "課長")]),
        ("{o:北川大学}の{t:学長}に着任いたしました{p:山田太郎}です。", "ja", [("山田太郎", "北川大学", "学長")]),
        ("{p:山田太郎}（{o:北川電子}{t:社長}）は、", "ja", [("山田太郎", "北川電子", "社長")]),
        ("{o:北川市}　　{t:副市長}　　{p:山田　太郎}", "ja", [("山田太郎", "北川市", "副市長")]),
        ("{o:北川市} {p:山田 太郎} {t:副市長}", "ja", [("山田太郎", "北川市", "副市長")]),
        ("{p:山田太郎}{t:学長}（{o:北川大学}）が、", "ja", [("山田太郎", "北川大学", "学長")]),
        ("{p:山田太郎}氏（{o:北川大学}{t:学長}）が、", "ja", [("山田太郎", "北川大学", "学長")]),
        ("{o:北川大学}（{t:学長}・{p:山田太郎}）は、", "ja", [("山田太郎", "北川大学", "学長")]),
        ("{p:王大明}現任{o:南海大學}{t:校長}，", "zh-Hant", [("王大明", "南海大學", "校長")]),
        (
            "{p:Ta-Ming Wang}, {t:President} of {o:Southern Sea University}",
            "ja",
            [("Ta-Ming Wang", "Southern Sea University", "President")],
        ),
        ("{o:北川大学} {t:学長}\n{p:山田 太郎}", "ja", [("山田太郎", "北川大学", "学長")]),
        (
            "出席：{o:北川市}　{p:山田太郎} {t:市長}、{o:南海大学}　{p:佐川花子} {t:学長}",
            "ja",
            [("山田太郎", "北川市", "市長"), ("佐川花子", "南海大学", "学長")],
        ),
        ("{o:北川会}（{p:山田太郎}{t:会長}）は、", "ja", [("山田太郎", "北川会", "会長")]),
        ("{o:南洋電子}（{o:NYE}）的{t:董事長}{p:王大明}說，", "zh-Hant", [("王大明", "南洋電子", "董事長")]),
        ("{o:南海大學}{t:校長}{p:王大明}（{p:Ta-Ming Wang}）說，", "zh-Hant", [("王大明", "南海大學", "校長")]),
        ("{o:北川大学}の{p:山田太郎}（{r:やまだたろう}）{t:学長}は、", "ja", [("山田太郎", "北川大学", "学長")]),
    ],
)
def test_a_post_is_read_from_what_stands_beside_the_name(
    marked: str, language: Language, expected: list[tuple[str, str, str]]
) -> None:
    assert posts(marked, language) == expected


def test_a_title_may_begin_inside_the_name_of_a_town() -> None:
    document = annotated("{o:北川市}長{p:山田太郎}は、")
    text = document.release.text
    title = document.mentions[0].__class__(2, 4, text[2:4], document.mentions[0].kind.__class__.TITLE, "tagger")
    document = document.__class__(document.release, (document.mentions[0], title, document.mentions[1]))
    entities = link(document, _Unknown())
    assert [
        (p.title, p.organization) for p in find_positions(document, entities, find_references(document, entities))
    ] == [("市長", "o1")]


def test_two_posts_of_one_person() -> None:
    text = "{o:南海大學}{u:國際處}{t:處長}、{u:電子系}{t:教授}{p:王大明}說，"
    assert posts(text, "zh-Hant") == [("王大明", "國際處", "處長"), ("王大明", "電子系", "教授")]


def test_a_chinese_double_title_is_two_posts_and_a_japanese_one_is_one() -> None:
    chinese = posts("{o:南洋電子}{t:董事長暨執行長}{p:王大明}說，", "zh-Hant")
    assert [title for *_, title in chinese] == ["董事長", "執行長"]
    assert [title for *_, title in posts("{o:北川電子}の{p:山田太郎}{t:社長兼CEO}は、")] == ["社長兼CEO"]


def test_each_of_a_row_of_names_keeps_its_own_title() -> None:
    text = "{o:南海大學}有{p:王大明}{t:校長}、{u:電機學院}{p:李小華}{t:院長}與{p:陳中和}{t:教授}；"
    assert posts(text, "zh-Hant") == [
        ("王大明", "南海大學", "校長"),
        ("李小華", "電機學院", "院長"),
        ("陳中和", "南海大學", "教授"),
    ]


def test_rows_take_the_institution_of_their_heading() -> None:
    text = "【{o:北川大学}側】\n{t:学長}　{p:山田　太郎}\n{t:理事}　{p:佐川　花子}"
    assert posts(text) == [("山田太郎", "北川大学", "学長"), ("佐川花子", "北川大学", "理事")]


def test_a_row_in_brackets_below_a_name_is_a_second_post() -> None:
    text = "{o:北川協議会}　{t:会長}　{p:山田　太郎}\n（{o:株式会社北川電子}　{t:社長}）"
    assert posts(text) == [("山田太郎", "北川協議会", "会長"), ("山田太郎", "株式会社北川電子", "社長")]


def test_surname_and_title_repeat_a_known_post() -> None:
    text = (
        "{o:南海大學}{t:校長}{p:王大明}與{o:北川大學}{t:校長}{p:山田太郎}簽署。{s:王}{t:校長}說，{s:山田}{t:校長}說，"
    )
    assert posts(text, "zh-Hant") == [("王大明", "南海大學", "校長"), ("山田太郎", "北川大學", "校長")]


def test_a_title_alone_takes_the_institution_that_can_have_it() -> None:
    text = "{o:北川市}と{o:南海大学}は協定を結んだ。{p:山田太郎}{t:市長}と{p:佐川花子}{t:学長}が出席した。"
    assert posts(text) == [("山田太郎", "北川市", "市長"), ("佐川花子", "南海大学", "学長")]


def test_a_title_alone_prefers_the_institution_of_the_country_of_the_name() -> None:
    text = "{o:國立南海大學}與{o:日本北川大學}簽約，由{t:校長}{p:王大明}代表簽字。"
    assert posts(text, "zh-Hant") == [("王大明", "國立南海大學", "校長")]


def test_a_noun_before_a_title_names_the_institution() -> None:
    text = "{o:東西電子協會}與{o:南北商業總會}簽約，由協會{t:理事長}{p:王大明}簽字。"
    assert posts(text, "zh-Hant") == [("王大明", "東西電子協會", "理事長")]


def test_two_words_of_a_japanese_office_are_one_title() -> None:
    text = "{o:北川電子} {t:取締役} {t:常務執行役員} {p:山田太郎}"
    assert posts(text) == [("山田太郎", "北川電子", "取締役常務執行役員")]


def test_an_appointment_gives_the_office_to_all_it_names() -> None:
    text = "{o:北川研究所}は発足した。{t:所長}に就任したのは、{p:山田太郎}氏と{p:佐川花子}氏。"
    assert posts(text) == [("山田太郎", "北川研究所", "所長"), ("佐川花子", "北川研究所", "所長")]
    assert posts("{o:北川電子}は{t:社長}に{p:山田太郎}氏が就任したと発表した。") == [("山田太郎", "北川電子", "社長")]


def test_a_row_that_says_the_same_takes_the_institution_above() -> None:
    text = "{o:北川大学}{t:学長}　{p:山田　太郎}\n同　{t:国際交流局長}　{p:佐川　花子}"
    assert posts(text) == [("山田太郎", "北川大学", "学長"), ("佐川花子", "北川大学", "国際交流局長")]


def test_former_posts_are_marked() -> None:
    document = annotated("{o:經濟部}前{t:部長}{p:王大明}說，", "zh-Hant")
    (post,) = found_in(document)
    assert (post.title, post.former) == ("前部長", True)


def test_a_title_alone_in_a_row_of_people_goes_on_with_the_institution_of_the_one_before() -> None:
    text = "包括{o:台北辦事處}{t:處長}{p:李小華}、日本{o:九州台灣商會}{t:會長}{p:王大明}、{t:監事長}{p:林中和}等。"
    assert ("林中和", "九州台灣商會", "監事長") in posts(text, "zh-Hant")


def test_a_member_alone_is_of_the_council() -> None:
    text = "{o:南海縣}縣長在{o:南海縣議會}說明，{o:南海縣}的道路。{t:議員}{p:王大明}問。"
    assert posts(text, "zh-Hant") == [("王大明", "南海縣議會", "議員")]


def test_who_formerly_held_a_post_in_chinese() -> None:
    assert [p.former for p in found_in(annotated("{o:南海電子}原{t:董事長}{p:王大明}退休。", "zh-Hant"))] == [True]
    assert [p.former for p in found_in(annotated("{o:南海電子}{t:董事長}{p:王大明}退休。", "zh-Hant"))] == [False]


def test_the_last_sign_of_a_name_is_no_former_office() -> None:
    assert posts("{o:北川大学}の{p:高木元}{t:学長}は、") == [("高木元", "北川大学", "学長")]


def test_heads_of_state_are_not_of_the_institution_named_before() -> None:
    assert posts("{o:經濟部}今天說明。{t:總統}{p:王大明}出席。", "zh-Hant") == []


def test_a_part_in_a_delegation_is_no_post() -> None:
    assert posts("{o:北川大学}　{t:団長}　{p:山田　太郎}　{t:学長}") == [("山田太郎", "北川大学", "学長")]


def test_every_position_has_a_sentence_that_holds_name_and_title() -> None:
    document = annotated("{o:北川大学}は発表した。{o:南海電子}の{p:山田太郎}{t:社長}は喜んだ。")
    (post,) = found_in(document)
    sentence = document.release.text[post.evidence[0].start : post.evidence[0].end]
    assert sentence == "南海電子の山田太郎社長は喜んだ。"


_PIECES = [
    "{p:山田太郎}",
    "{s:山田}",
    "{o:北川大学}",
    "{u:国際課}",
    "{t:学長}",
    "{t:課長}",
    "（",
    "）",
    "、",
    "\n",
    "の",
    "兼",
    "　",
    "。",
    "前",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join), st.sampled_from(["ja", "zh-Hant"]))
def test_positions_name_entities_and_quote_the_text(marked: str, language: Language) -> None:
    document = annotated(marked, language)
    entities = {e.id for e in link(document, _Unknown())}
    found = found_in(document)
    for post in found:
        assert {post.person, post.organization} <= entities
        assert post.unit is None or post.unit in entities
        assert post.evidence
    assert len({(p.person, p.organization, p.unit, p.title) for p in found}) == len(found)


@pytest.mark.parametrize("hostile", ["（" * 50_000, "{t:学長}兼" * 1_500, "{p:山田太郎}（" * 1_500, "前" * 60_000])
def test_hostile_text_takes_no_longer_than_its_length(hostile: str) -> None:
    document = annotated("{o:北川大学}{t:学長}" + hostile + "{p:山田太郎}")
    entities = link(document, _Unknown())
    start = time.perf_counter()
    find_positions(document, entities, find_references(document, entities))
    assert time.perf_counter() - start < 1


def test_the_people_of_an_unnamed_publisher_are_of_no_other_institution() -> None:
    text = "{o:南海大学}を、本学の{p:山田太郎}{t:理事}と{p:佐川花子}{t:教授}が訪問した。{p:山田}{t:理事}は感謝した。"
    assert posts(text) == []
    assert posts("{o:北川大学}から。" + text, publisher="北川大学") == [
        ("山田太郎", "北川大学", "理事"),
        ("佐川花子", "北川大学", "教授"),
    ]


def test_a_second_post_in_brackets_has_its_own_institution() -> None:
    assert posts("{o:北川大学}の{p:山田太郎}{t:教授}（{o:南海大学}{t:特任教授}）は、") == [
        ("山田太郎", "北川大学", "教授"),
        ("山田太郎", "南海大学", "特任教授"),
    ]


def test_a_title_added_to_a_name_is_of_the_institution_of_the_first() -> None:
    assert posts(
        "{o:南海大學}{t:校長}{p:王大明}、{o:北川大學}{t:校長}{p:山田太郎}，{p:王大明}兼任{t:教授}。", "zh-Hant"
    ) == [
        ("王大明", "南海大學", "校長"),
        ("山田太郎", "北川大學", "校長"),
        ("王大明", "南海大學", "教授"),
    ]


def test_a_company_has_no_president_of_a_university() -> None:
    assert posts("{o:北川電子株式会社}、{o:南海大学}。{o:北川電子株式会社}の{p:山田太郎}{t:学長}は、") == [
        ("山田太郎", "南海大学", "学長")
    ]


def test_a_chinese_second_post_in_brackets_needs_no_marked_title() -> None:
    text = "{o:南海協會}{t:會長}{p:王大明}（{o:北川銀行}董事長）說，"
    assert posts(text, "zh-Hant") == [("王大明", "南海協會", "會長"), ("王大明", "北川銀行", "董事長")]
    assert posts("{o:南海協會}{t:會長}{p:王大明}（{o:北川銀行}客戶）說，", "zh-Hant") == [
        ("王大明", "南海協會", "會長")
    ]


def test_a_title_fused_with_its_office_is_of_the_parent_of_the_office() -> None:
    document = annotated("{o:北川大学}から{u:共創センター}長の{p:山田太郎}氏が、")
    text = document.release.text
    title = document.mentions[0].__class__(8, 13, text[8:13], document.mentions[0].kind.__class__.TITLE, "fused")
    document = document.__class__(document.release, (*document.mentions[:2], title, document.mentions[2]))
    assert [(p.title, p.unit) for p in found_in(document)] == [("センター長", "o2")]


def test_a_row_belongs_to_the_institution_at_its_head_and_not_to_the_cell_before() -> None:
    text = "【{o:北川市}】　{t:市長}　{p:山田太郎}　／　{o:商工会}　{t:会長}　{p:佐川花子}　／　{t:秘書}　{p:谷口学}"
    assert posts(text)[-1] == ("谷口学", "北川市", "秘書")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("訪問{o:南海縣政府}，{t:縣長}{p:王大明}接待。", ("王大明", "南海縣政府", "縣長")),
        ("{o:南海育英會}前{t:理事長}、現任{t:顧問}{p:王大明}說，", ("王大明", "南海育英會", "前理事長")),
        (
            "{o:東方議會}{t:議長}{p:李小華}，縣府則有{u:甲處}{t:處長}{p:陳中和}、{u:乙處}{t:處長}{p:王大明}出席。"
            "{o:南海縣政府}說明。",
            None,
        ),
        ("前{o:南海電子}{t:研發長}、現任{o:北川大學}{p:王大明}{t:院長}說，", ("王大明", "南海電子", "研發長")),
        ("{o:南海市}{t:市政顧問}/{o:北川協會}{p:王大明}{t:執行長}說，", ("王大明", "南海市", "市政顧問")),
        ("{o:南海市政府}說，水庫由日本{t:工程師}{p:王大明}所建。", None),
        ("{o:南海大學}說，{t:國際事務長}{p:王大明}在場。", ("王大明", "南海大學", "國際事務長")),
        ("在{o:竹海鎮公所}締結，{t:鎮長}{p:王大明}說，", ("王大明", "竹海鎮公所", "鎮長")),
        ("{o:南海聯盟}成立。聯盟首任{t:會長}{p:王大明}說，", ("王大明", "南海聯盟", "會長")),
        ("{o:南海協會}與{o:北川銀行}簽約。協會{p:王大明}{t:會長}說，", ("王大明", "南海協會", "會長")),
        ("{o:北川銀行}{t:總經理}{p:李小華}出席，某某資安則由{t:執行長}{p:王大明}代表。", None),
    ],
)
def test_where_a_chinese_post_is(text: str, expected: tuple[str, str, str] | None) -> None:
    found = [post for post in posts(text, "zh-Hant") if post[0] == "王大明"]
    assert expected in found if expected else found in ([], [("王大明", "乙處", "處長")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{o:北川会}の{t:代表}には{o:南海大学}の{p:山田太郎}{t:教授}が、{t:副代表}には{o:北川電子}の{p:佐川花子}{t:社長}が就きました。",
            ("佐川花子", "北川会", "副代表"),
        ),
        ("{o:北川大学}の{p:山田太郎}（{t:教授}・{u:共創センター}{t:長}）は、", ("山田太郎", "北川大学", "教授")),
        ("{o:北川会}の{t:常務理事}、{p:山田太郎}氏が務めた。", ("山田太郎", "北川会", "常務理事")),
        ("{o:北川大学}　{t:組長}　　Ms. {p:Lin Ya-Ting}", ("Lin Ya-Ting", "北川大学", "組長")),
        (
            "{o:南海大学}の訪問団が{o:北川大学}を訪れた。一行は、{p:山田太郎}{u:電機学院}{t:院長}らです。",
            ("山田太郎", "電機学院", "院長"),
        ),
        ("{o:北川大学}の{t:教授}（産学連携を担当する）　{p:山田太郎}", ("山田太郎", "北川大学", "教授")),
        (
            "{o:北川高校}で7日、{o:南海電機}でプロセス{t:課長}を務める{p:山田太郎}さんが話した。",
            ("山田太郎", "南海電機", "課長"),
        ),
        ("司会は{o:北川新報}・{t:台北支局長}の{p:山田太郎}が務めた。", ("山田太郎", "北川新報", "台北支局長")),
        (
            "{o:北川電機}は{o:南海電機}の{t:董事長}に、現{t:総経理}の{p:王大明}が就任したと発表した。",
            ("王大明", "南海電機", "董事長"),
        ),
        ("話すのは{p:山田太郎}さん（27）　{o:北川精密}　{t:主任}", ("山田太郎", "北川精密", "主任")),
        (
            "{o:北川電機}は、{o:南海電機}{t:董事長}の{p:山田太郎}を{t:執行役員}に選任した。",
            ("山田太郎", "北川電機", "執行役員"),
        ),
        (
            "{o:北川電機}は決算を発表した。{t:顧問}に元{o:南海電機}{t:副総経理}の{p:王大明}氏を迎えた。",
            ("王大明", "北川電機", "顧問"),
        ),
        (
            "{o:北川大学}　{p:山田太郎}\n〃　{p:佐川花子}　{t:教授}",
            ("佐川花子", "北川大学", "教授"),
        ),
        (
            "{o:南海大学}が来た。{u:南海大学半導体学院}の{p:王大明}{t:教授}と、同学院{t:副院長}の{p:林大中}氏。",
            ("林大中", "南海大学", "副院長"),
        ),
        ("{o:北川会}　{t:会長}　{p:山田太郎}", ("山田太郎", "北川会", "会長")),
        ("{p:王大明}氏（台湾・{o:南海電機} {t:董事長}）：略歴", ("王大明", "南海電機", "董事長")),
        ("{o:北川電機}の役員\n新役職　{t:社長}　氏名　{p:山田太郎}", ("山田太郎", "北川電機", "社長")),
        (
            "{o:南海電機}を設立した。{t:総経理}には{o:北川電機}{t:課長}であった{p:王大明}が着任する。",
            ("王大明", "南海電機", "総経理"),
        ),
        (
            "{o:北川電機}の{t:社長}に、6月25日付で、{t:専務取締役}の{p:山田太郎}氏が昇格する。",
            ("山田太郎", "北川電機", "社長"),
        ),
        (
            "{p:王大明} 1959年生まれ。{o:南海大学}{t:教授}を歴任。2018年から{o:南海院}{t:董事長}。",
            ("王大明", "南海院", "董事長"),
        ),
        (
            "{o:北川会}の{t:会長}を拝命いたしました、{o:南海電機}の{t:総経理}の{p:山田太郎}です。",
            ("山田太郎", "北川会", "会長"),
        ),
        (
            "{o:南海大学}（{o:南海県}）と組む{o:北川高専}からは、{t:国際交流委員長}の{p:山田太郎}{t:教授}が来た。",
            ("山田太郎", "北川高専", "国際交流委員長"),
        ),
    ],
)
def test_where_a_japanese_post_is(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in posts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{p:王大明}曾任{o:南海電子}{t:經理}、{o:北川局}{t:組長}。",
            [("南海電子", "經理", True), ("北川局", "組長", True)],
        ),
        ("{p:王大明}將歸建{o:南海局}擔任{t:參事}。", [("南海局", "參事", False)]),
        (
            "{o:南海會}前任{t:理事長}{p:王大明}轉任{t:顧問}。",
            [("南海會", "前任理事長", True), ("南海會", "顧問", False)],
        ),
        (
            "{o:南海電子}{t:經理}{p:王大明}擔任{t:副社長}。",
            [("南海電子", "經理", False), ("南海電子", "副社長", False)],
        ),
        ("{o:南海電子}{t:經理}{p:王大明}今年起擔任{t:副社長}。", [("南海電子", "經理", False)]),
        ("{p:王大明}與{p:李小華}曾任{o:南海電子}{t:經理}。", [("南海電子", "經理", True)]),
    ],
)
def test_a_verb_tells_the_posts_of_whom_the_sentence_is_about(text: str, expected: list[tuple[str, str, bool]]) -> None:
    document = annotated(text, "zh-Hant")
    names = {e.id: e.names[0] for e in link(document, _Unknown())}
    assert [(names[p.organization], p.title, p.former) for p in found_in(document)] == expected


def test_two_persons_do_not_hold_the_one_office_of_an_institution() -> None:
    text = "{o:南海大学}と{o:北川大学}は調印した。{o:北川大学}の{p:山田太郎}{t:学長}が述べた。{p:佐川花子}{t:学長}も。"
    assert posts(text)[-1] == ("佐川花子", "南海大学", "学長")


def test_a_row_whose_institution_nobody_read_gives_no_post() -> None:
    assert posts("{o:北川協会}　{t:会長}　{p:山田太郎}\n銚子太鼓保存会　　{t:会長}　{p:佐川花子}") == [
        ("山田太郎", "北川協会", "会長")
    ]


def test_an_office_of_the_prefecture_that_is_named_by_its_last_sign_alone() -> None:
    text = (
        "{o:北川市}は{o:南海県}の立会いで調印した。"
        "{o:北川市}の{p:佐川花子}{t:市長}と、{u:県商工労働部}の{p:山田太郎}{t:部長}が署名した。"
    )
    document = annotated(text)
    names = {e.id: e.names[0] for e in link(document, _Unknown())}
    assert ("山田太郎", "南海県") in [(names[p.person], names[p.organization]) for p in found_in(document)]


def test_the_heading_of_a_list_may_tell_the_post_of_all_in_it() -> None:
    marked = "○協定校と校長（敬称略）\n　{o:北川大学}　　　{p:山田　太郎}\n　{o:南海大学}　　　{p:林　大中}\n"
    assert posts(marked) == [("山田太郎", "北川大学", "校長"), ("林大中", "南海大学", "校長")]
    other = "○参加者の氏名\n　{o:北川大学}　　　{p:山田　太郎}\n"
    assert all(title is None for _, _, title in posts(other))


def test_a_branch_is_headed_where_it_is_by_whom_the_row_names_behind() -> None:
    marked = "{o:北川銀行}　　　{s:大海}{t:支店長}　　{p:山田　太郎}"
    assert posts(marked) == [("山田太郎", "北川銀行", "大海支店長")]


def test_a_head_is_rather_of_the_institution_of_their_country() -> None:
    marked = (
        "{o:九州北川大学}情報学府と{o:国立台湾南海大学}の間で覚書を交わした。"
        "{o:九州北川大学}の{p:本多直樹}{t:学長}が述べた。署名したのは{p:羅文雄}{t:院長}です。"
    )
    assert ("羅文雄", "国立台湾南海大学", "院長") in posts(marked)


@pytest.mark.parametrize("title", ["生徒会長", "学生会長"])
def test_pupils_have_offices_at_schools(title: str) -> None:
    assert posts(f"{{o:北川大学}}の{{p:山田太郎}}{{t:学長}}が述べ、{{t:{title}}}の{{p:中嶋桜}}さんが話した。") == [
        ("山田太郎", "北川大学", "学長"),
        ("中嶋桜", "北川大学", title),
    ]


def test_polite_words_stand_between_an_office_and_a_name() -> None:
    assert posts("{o:北川大学}の{t:主任}でいらっしゃる{p:山田太郎}先生が") == [("山田太郎", "北川大学", "主任")]


def test_same_is_rather_of_the_country_of_whom_it_stands_before() -> None:
    marked = (
        "{o:北川大学}と台湾の{o:国立南海大学}は協定を結んだ。"
        "同大の{p:緒方真理子}{t:副学長}と、同大の{p:陳大文}{t:校長}が"
    )
    assert posts(marked) == [("緒方真理子", "北川大学", "副学長"), ("陳大文", "国立南海大学", "校長")]


def test_who_is_to_head_a_new_company_does_not_head_their_own() -> None:
    marked = "{o:北川電子}は合弁会社を設ける。{t:社長}には{o:北川電子}の{p:山田太郎}{t:常務}が就く。"
    assert posts(marked) == [("山田太郎", "北川電子", "常務")]


@pytest.mark.parametrize(
    ("marked", "where"),
    [
        # The partner of another country was named last.
        (
            "{o:北川大学}は契約を発表した。\n"
            "相手は台湾の{o:南海科技}で、特許を使う。{u:産学連携本部}の{p:山田太郎}{t:本部長}によると、5年である。",
            "産学連携本部",
        ),
        (
            "{o:北川大学}は{o:南洋科技大学}と覚書を結んだ。{u:電子工学科}の{p:山田太郎}{t:科長}が案を説明した。",
            "電子工学科",
        ),
        (
            "{o:南海大学}の{u:電子工学科}は新しい課程を設ける。{u:電子工学科}の{p:山田太郎}{t:教授}が説明した。",
            "南海大学",
        ),
    ],
)
def test_a_post_is_of_a_unit_alone_where_it_may_be_of_another_institution_than_the_last(
    marked: str, where: str
) -> None:
    document = annotated(marked)
    names = {e.id: e.names[0] for e in link(document, _Unknown())}
    assert [names[post.organization] for post in found_in(document)] == [where]


def test_what_speaks_for_a_whole_is_never_a_name_and_the_nearest_comes_first() -> None:
    document = annotated(
        "{o:北川大学}は{o:南洋工科大学}と覚書を結んだ。{u:電子工学科}の{p:山田太郎}{t:科長}が案を説明した。"
    )
    entities = link(document, _Unknown())
    finder = Finder(document, entities, find_references(document, entities))
    row = finder.rows[0]
    person, title = ([item.kind for item in row.items].index(kind) for kind in (Kind.PERSON, Kind.TITLE))
    found = list(finder._signs(row, person, title, None))
    assert [whole.names[0] for whole, _ in found] == ["南洋工科大学", "北川大学"]
    assert not any(name in sign for _, signs in found for sign in signs for name in ("北川", "南洋", "電子", "山田"))
    assert "beside" in found[0][1]
    assert "sentence before" in found[1][1]


def test_the_post_at_a_unit_alone_and_at_the_unit_of_an_institution_are_one() -> None:
    first = "{o:南海大学}と{o:北川大学}が話した。そのあと{p:王大明} {u:機械工程系}{t:主任}が話した。"
    document = annotated(f"{first}\n{{o:南海大学}}{{u:機械工程系}}{{t:主任}}の{{p:王大明}}氏が来た。", "ja")
    assert [(p.organization, p.unit, len(p.evidence)) for p in found_in(document)] == [("o1", "o3", 2)]
