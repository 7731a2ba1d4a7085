"""Pages to passages: what is told and what is furniture, joined lines, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PassageKind
from kg.read import read
from kg.read.layout import rows, width
from kg.read.sentences import sentences

BODY = "兩校於七月簽署合作備忘錄，將推動學生互訪。"
TITLE = "兩校深化合作 推動半導體人才培育"


def kinds(page: str) -> list[tuple[str, str]]:
    """The passages of a page after a title and a paragraph, as (kind, text)."""
    release = read("page.txt", f"{TITLE}\n\n{BODY}\n\n{page}\n\n{BODY}\n".encode())
    told = [
        (passage.kind.value, "".join(release.text[offset] for offset in passage.offsets))
        for passage in release.passages
    ]
    assert told[:2] == [("title", TITLE), ("body", BODY)]
    assert told[-1] == ("body", BODY)
    return told[2:-1]


@pytest.mark.parametrize(
    "line",
    [
        "::: 首頁 / 認識本校 / 新聞專區 / 焦點新聞",
        "首頁 > 地方 > 竹苗",
        "財經｜科技｜房產｜3C",
        "ホーム　｜　政治　｜　経済",
        "採用情報　｜　製品一覧　｜　会社概要",
        "即時　要聞　文教　校園　兩岸　｜　會員登入",
        "分享　收藏　列印",
        "LINE　Facebook　X　　次の記事 ／ 前の記事",
        "上一篇：匯市早報　下一篇：黃金走勢",
        "瀏覽數：35　分享：LINE｜Facebook",
        "標籤：合作　備忘錄",
        "#大學 #半導體 #國際合作",
        "Copyright © 2021 Test University All rights reserved.",
        "本站內容未經授權，不得轉載。",
        "(C)無断転載を禁じます",
        "📍 校址：100001 測試市中區測試路12號",
        "[隱私權及安全政策](#)",
        "* [首頁](/) [新聞](/news)",
        "※ 歡迎轉傳文章",
        "0 コメント",
        "ページの先頭へ",
        "- 1 -",
        "……",
        "EN",
        "2024-03-02 09:15 發布",
        "（令和7年9月18日掲載）",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert kinds(line) == [("furniture", line)]


@pytest.mark.parametrize(
    "line",
    [
        "文/國際宣傳辦公室王大同 圖/國際宣傳辦公室王大同",
        "文／國際事務處　圖／新聞中心",
        "記者王大同／台北報導",
        "（中央社記者王大同東京10日專電）",
        "〔產業組／台北報導〕",
        "(許大同/編集:林小明)",
        "ポータルサイト編集部",
        "媒體聯絡：公關室　電話 (03)000-1111",
        "聯絡窗口：公關室　電話：(02)2000-1111 分機22",
        "担当：企画課　電話：090-000-1111",
    ],
)
def test_bylines_and_contacts_are_known(line: str) -> None:
    assert kinds(line) == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "▲兩校簽署合作備忘錄",
        "〔写真〕左から学長、総長",
        "（写真）社長と、副社長",
        "（圖）校內設有人才培育基地",
        "左:淡江大学林大同学長、右:李学長",
        "更新調印式(右から二番目:林大同学長、左から:李理事)",
        "經濟部長林大同。聯合報系資料照/記者李小明攝影",
        "【圖說】董事長王大同（左起）、次長李小明",
        "王大同校長（左）與李小明校長（右）簽署合作備忘錄，以深化合作。",
    ],
)
def test_captions_are_known(line: str) -> None:
    assert kinds(line) == [("caption", line)]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("・学長　林　大同", "item", "学長　林　大同"),
        ("- ✓ 大学との連携を加速", "item", "大学との連携を加速"),
        ("(4) 出席者 国立大学 学長", "item", "出席者 国立大学 学長"),
        ("銚子市　　　　　　市長　　林大同", "item", "銚子市　　　　　　市長　　林大同"),
        ("(産業政策課 担当課長 林 大同)", "heading", "(産業政策課 担当課長 林 大同)"),
        ("日時 令和6年3月5日(火)", "heading", "日時 令和6年3月5日(火)"),
        ("○日時 令和6年3月5日(火)", "item", "日時 令和6年3月5日(火)"),
        ("【出席者】", "heading", "【出席者】"),
        ("■ 署名者", "heading", "■ 署名者"),
        ("與會貴賓名單如下：", "heading", "與會貴賓名單如下："),
        ("記者會出席貴賓", "heading", "記者會出席貴賓"),
        ("發言人制度與新聞聯繫的改革獲得好評。", "body", "發言人制度與新聞聯繫的改革獲得好評。"),
        ("国立大学学長のコメント！", "heading", "国立大学学長のコメント！"),
    ],
)
def test_what_tells_something_is_kept(line: str, kind: str, text: str) -> None:
    assert kinds(line) == [(kind, text)]


def test_rows_under_a_list_row_belong_to_the_list() -> None:
    page = "1. 市 挨拶\n(測試市 副市長 林 大同)\n2. 大学 挨拶\n測試大学 部長 李 小明"
    assert kinds(page) == [
        ("item", "市 挨拶"),
        ("item", "(測試市 副市長 林 大同)"),
        ("item", "大学 挨拶"),
        ("item", "測試大学 部長 李 小明"),
    ]


def test_a_contact_block_ends_with_its_last_number() -> None:
    page = "【問合わせ】\n\n産業経済局 人材政策課\n\n課長：林、係長：李 電話：093-000-0000\n\n連携の概要\n学部数 7学部"
    assert [kind for kind, _ in kinds(page)] == ["byline", "byline", "byline", "heading", "heading"]


def test_a_list_of_other_articles_runs_up_to_the_next_sentence() -> None:
    page = "延伸閱讀：\n\n113-12-11\n\n首屆論壇 部長期望分工\n\n\n113-09-06\n\n校長倡議跨國平台"
    assert {kind for kind, _ in kinds(page)} == {"furniture"}
    assert kinds("【関連記事】県、海外展開を支援\n\n出席者一覧") == [
        ("furniture", "【関連記事】県、海外展開を支援"),
        ("heading", "出席者一覧"),
    ]


def test_other_articles_ahead_of_the_news_leave_its_headline() -> None:
    page = f"熱門新聞\n汽車大展開幕\n颱風動態\n明日天氣\n{TITLE}\n文／王大同\n2025-07-17\n\n{BODY}\n"
    release = read("page.txt", page.encode())
    assert release.title == TITLE
    assert str(release.issued) == "2025-07-17"


def test_datelines_and_signatures_leave_the_paragraph() -> None:
    page = f"〔王大同／台北報導〕{BODY}（編譯：李小明）1150207"
    assert kinds(page) == [("byline", "〔王大同／台北報導〕"), ("body", BODY), ("byline", "（編譯：李小明）1150207")]
    for lead in ("(中央社記者王大同台南31日電)", "【台北時事】", "(台北中央社)", "【2025年7月17日】"):
        assert kinds(lead + BODY)[0] == ("byline", lead)
    assert kinds("兩校簽約。（圖／大學提供）") == [("caption", "兩校簽約。"), ("byline", "（圖／大學提供）")]
    place = f"〔日本三重〕{BODY}"
    assert kinds(place) == [("body", place)]


WRAPPED = """國立測試大學（簡稱測大，Test Tech）於3月12
日和友校訂立新的合作計畫。這份計畫為期三年，並
由兩校的研究中心共同執行；第一年先辦短期課程，之
後再開放研究生申請交換，並安排教師帶
隊到對方的實驗室工作半年。"""


def test_hard_line_breaks_are_joined() -> None:
    ((kind, text),) = kinds(WRAPPED)
    assert (kind, text) == ("body", WRAPPED.replace("\n", ""))


def test_a_page_break_in_wrapped_text_is_mended() -> None:
    lines = WRAPPED.split("\n")
    for mark in ("\n\n", "\n\f"):
        page = "\n".join(lines[:3]) + mark + "\n".join(lines[3:])
        release = read("page.txt", f"{TITLE}\n\n{page}\n".encode())
        assert [passage.text for passage in release.passages] == [TITLE, WRAPPED.replace("\n", "")]


def test_a_break_between_latin_words_leaves_one_blank() -> None:
    page = (
        "國立測試大學與日本的測試市簽署產學合作協議，並由 National Test\n"
        "University 的校長代表簽字，雙方將共同推動人才培育與研究。"
    )
    ((_, text),) = kinds(page)
    assert text == page


def test_a_caption_is_not_joined_with_what_follows_a_blank_line() -> None:
    caption = "調印を終え、固い握手を交わす海山精機の山田太郎社長（左）と東方大の林志明学長（右）＝9日、台湾・嶺東県"
    told = "海山市では、台湾との交流がこの数年で大きく広がっている。"
    assert [text for _, text in kinds(f"{caption}\n\n{told}")] == [caption, told]


def test_a_sentence_torn_by_a_blank_line_is_mended() -> None:
    torn = (
        "會議期間，兩校交換了新的合作計畫，內容涵蓋課程、實驗室與新創輔導。往後三年雙方會先辦短期課程，再安排教師帶隊，逐步讓交流成為常"
        "\n\n態並擴大到其他學院。"
    )
    assert kinds(torn) == [("body", torn.replace("\n", ""))]


def test_lines_that_are_rows_stay_apart() -> None:
    page = "出席貴賓\n測試公司　社長　林大同\n測試大學　校長　李小明\n實踐型人才培育\n創新加速"
    assert [text for _, text in kinds(page)] == page.split("\n")
    news = (
        "兩校簽署合作備忘錄，推動半導體人才培育與研究。(編輯:王大同)1130831\n本網站之文字,非經授權,不得轉載、公開播送。"
    )
    assert [kind for kind, _ in kinds(news)] == ["body", "byline", "furniture"]
    unwrapped = "兩校簽署合作\n共同培育人才\n推動學生互訪"
    assert [text for _, text in kinds(unwrapped)] == unwrapped.split("\n")


def test_cells_of_a_table_go_on_under_their_column() -> None:
    page = (
        "　令和4年3月　測試事務所の林大同（りんだいどう）処\n　　　　　　　長が来庁し、特色を紹介\n"
        "　令和4年9月　会議で協議\n　測試協議会　会長　林　大同\n　　　（測試株式会社　社長）"
    )
    assert [text for _, text in kinds(page)] == [
        "令和4年3月　測試事務所の林大同（りんだいどう）処長が来庁し、特色を紹介",
        "令和4年9月　会議で協議",
        "測試協議会　会長　林　大同（測試株式会社　社長）",
    ]


def test_look_alikes_of_pdf_text_do_not_hide_what_a_line_is() -> None:
    release = read("page.txt", f"掲載⽇：2025年7⽉17⽇\n\n{TITLE}\n\n両大学は協定を締結した。\n".encode())
    assert str(release.issued) == "2025-07-17"
    assert release.passages[0].text == "掲載⽇：2025年7⽉17⽇"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("簽署。啟動！結束？", ["簽署。", "啟動！", "結束？"]),
        ("校長表示：「是關鍵。我們希望合作。」副校長補充。", ["校長表示：「是關鍵。我們希望合作。」", "副校長補充。"]),
        ("町長は「つながる。深まる。」と述べた。次に移る。", ["町長は「つながる。深まる。」と述べた。", "次に移る。"]),
        ("（前身は学校。今は大学）を訪れた。", ["（前身は学校。今は大学）を訪れた。"]),
        ("「未關的引號。下一句。", ["「未關的引號。", "下一句。"]),
        ("外「內『深。』內」後。完", ["外「內『深。』內」後。", "完"]),
        ("（A「B）C。D", ["（A「B）C。", "D"]),
        ("どうか？！」終わり", ["どうか？！」", "終わり"]),
        ("  前後有空白。  後句 ", ["前後有空白。", "後句"]),
        ("沒有句點", ["沒有句點"]),
        ("價格3.5%。U.S. Inc.的", ["價格3.5%。", "U.S. Inc.的"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="校長。！「」『』（）() と、a\n", max_size=60))
def test_sentences_cover_all_but_space_in_order(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert start < stop
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        end = stop
    assert not text[end:].strip()


@given(st.lists(st.text(alphabet="校長、。学 　A(1・-", max_size=30), max_size=12))
def test_rows_keep_every_letter_once_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = rows(text)
    offsets = [offset for row in found for offset in row.offsets]
    assert offsets == sorted(set(offsets))
    assert {index for index, char in enumerate(text) if not char.isspace()} <= set(offsets)
    assert all(row.text == "".join(text[offset] for offset in row.offsets) for row in found)


def test_width_counts_columns() -> None:
    assert width("台積電TSMC（臺灣）") == 6 + 4 + 8
    assert width("") == 0


def test_every_kind_is_used_somewhere() -> None:
    page = f"首頁\n\n{TITLE}\n\n文／王大同\n\n{BODY}\n\n出席者\n・林大同\n\n▲圖說\n"
    told = {passage.kind for passage in read("page.txt", page.encode()).passages}
    assert told == set(PassageKind)


def test_a_caption_without_a_stop_is_no_part_of_the_sentence_below_it() -> None:
    caption = "覚書締結の記念撮影、左から、北川大学国際センター長 山田太郎、北川大学工学部長 佐藤花子、"
    caption += "南海大学工学院長 王大明、李小華"
    body = "北川大学は2025年6月27日、南海大学と覚書を締結しました。両大学は学生の交流を進めます。"
    assert [text for _, text in kinds(f"{caption}\n\n{body}\n")][-1] == body
