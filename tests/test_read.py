"""Bytes to a release: encodings, languages, refusals, and what the supplied sources say about themselves."""

from __future__ import annotations

import csv
import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PassageKind, ReadError, Release
from kg.read import read
from kg.read.punctuation import full_width

SOURCES = Path(__file__).parent.parent / "data" / "sources"

TEXTS = {
    "zh-Hant": "臺灣的大學與日本的企業簽署合作備忘錄，雙方將推動半導體人才培育。\n"
    "校長表示，這是重要的第一步，期待學生互訪。\n",
    "zh-Hans": "台湾的大学与日本的企业签署合作备忘录，双方将推动半导体人才培养。\n"
    "校长表示，这是重要的第一步，期待学生互访。\n",
    "ja": "台湾の大学と日本の企業は、半導体の人材育成で連携する協定を締結しました。\n"
    "学長は、交流をさらに深めたいと述べた。\n",
}
ENCODINGS = [
    *[(language, encoding) for language in TEXTS for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030")],
    ("zh-Hant", "big5"),
    ("zh-Hant", "big5hkscs"),
    ("zh-Hans", "gb2312"),
    ("ja", "shift_jis"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
]


@pytest.mark.parametrize(("language", "encoding"), [pair for pair in ENCODINGS if pair != ("ja", "gb18030")])
def test_each_encoding_gives_the_same_text_and_language(language: str, encoding: str) -> None:
    release = read("page.txt", TEXTS[language].encode(encoding))
    assert (release.text, release.language) == (TEXTS[language], language)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_its_mark(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    assert read("page.txt", mark + TEXTS["ja"].encode(encoding)).text == TEXTS["ja"]
    with pytest.raises(ReadError, match=r"binary|no encoding"):
        read("page.txt", "雙方 ABC 合作。".encode(encoding))


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    text = "  標題：合作\r\n\r\n\u3000兩校簽署合作備忘錄，\u200b推動交流。 \r結束\n"
    release = read("page.txt", text.encode())
    assert release.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert release.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert release.source == "page.txt"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        ("\u3000\n\u3000".encode(), "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary"),
        ("合作備忘錄\0簽署".encode(), "is binary"),
        (b"\xff\xfe\x00\xd8A\x00", "UTF-16"),
        (bytes(range(128, 256)) * 4, "no encoding"),
        (("合作備忘錄" + "\ufffd" * 5).encode(), "unreadable"),
        ("兩校簽署合作備忘錄。(cid:12)(cid:44)(cid:31)".encode(), "unreadable"),
        (("簽署" + "\ue001\ue002\ue003\ue004").encode(), "unreadable"),
        (b"The two universities signed a memorandum of understanding.", "not in Chinese or Japanese"),
        ("두 대학은 협력 양해각서를 체결했다. 국립대학 國立".encode(), "not in Chinese or Japanese"),
        ("The National University (國立大學) signed a memorandum with Kyushu University.".encode(), "not in Chinese"),
        ("首頁 / 新聞中心 / 最新消息\n分享　列印\n".encode(), "no sentence"),
        ("Ã¥ÂÂ°Ã§ÂÂ£Ã§ÂÂÃ¥Â¤Â§Ã¥Â­Â¸".encode(), "not in Chinese"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as refused:
        read("page.txt", data)
    assert str(refused.value).startswith("page.txt: ")
    assert "\n" not in str(refused.value)
    assert ";" in str(refused.value)  # what is wrong; what to do


def test_pages_may_quote_the_other_language() -> None:
    quoting = TEXTS["zh-Hant"] * 2 + "日文名稱為「半導体人材育成のための連携協定」，日方稱「よろしくお願いします」。\n"
    assert read("page.txt", quoting.encode()).language == "zh-Hant"
    listing = TEXTS["ja"] + "國立臺北科技大學　校長　王大同\n國立臺灣大學　副校長　李小明\n"
    assert read("page.txt", listing.encode()).language == "ja"


def test_the_manifest_is_what_reading_gives() -> None:
    with (SOURCES / "manifest.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    assert {row["file"] for row in rows} == {path.name for path in SOURCES.glob("*.txt")}
    for row in rows:
        release = read(row["file"], (SOURCES / row["file"]).read_bytes())
        told = (release.publisher, release.title, str(release.issued), release.language, release.sha256)
        assert told == (row["publisher"], row["title"], row["issued"], row["language"], row["sha256"])


BODY = {
    "zh": "兩校於7月11日簽署合作備忘錄，將推動學生互訪。\n\n校長表示，2024年9月4日曾率團訪問，期待深化合作。\n",
    "ja": "両大学は7月11日、連携協定を締結した。\n\n学長は、2024年9月4日に訪問した際の話を紹介した。\n",
}


@pytest.mark.parametrize(
    ("language", "head", "foot"),
    [
        ("zh", "國際處 發布日期：114-07-17\n\n標題是兩校深化合作", ""),
        ("zh", "標題是兩校深化合作\n發布單位：國際處　發布日期：2025-07-17　點閱：20", ""),
        ("zh", "標題是兩校深化合作\n2025/07/17 10:20", ""),
        ("zh", "標題是兩校深化合作\n2025-07-17 10:20 聯合報 記者王大同／台北即時報導", ""),
        ("zh", "標題是兩校深化合作\n2025/07/17 10:20（2025/07/18 08:00 更新）", ""),
        ("zh", "新聞稿　2025年7月17日\n\n標題是兩校深化合作", ""),
        ("zh", "〔記者王大同／台北2025年7月17日報導〕", ""),
        ("zh", "標題是兩校深化合作\n2025/7/17 10:20(7/17 11:05 更新)", ""),
        ("zh", "2024/05/18\n\n政治\n\n標題是兩校深化合作\n\n2025/07/17", ""),
        ("zh", "標題是兩校深化合作", "2025-07-17 15:40 發布"),
        ("zh", "標題是兩校深化合作", "(編輯:王大同)1140717\n本網站之文字、圖片及影音,非經授權,不得轉載。"),
        ("zh", "標題是兩校深化合作", "（編輯：王大同）1140717"),
        ("zh", "標題是兩校深化合作", "中華民國114年7月17日"),
        ("zh", "標題是兩校深化合作", "2025-07-17\n標籤：合作\n\n延伸閱讀：\n2024-01-01\n兩校去年的合作"),
        ("zh", "標題是兩校深化合作\n\n台北2025年7月17日 /美通社/ -- 今日消息。", ""),
        ("zh", "标题是两校深化合作\n\n新华社台北2025年7月17日电  今日消息。", ""),
        ("ja", "両大学が連携協定を締結", "※記載内容は2025年7月17日現在のものです。"),
        ("ja", "両大学が連携協定を締結\n2025.7.17 国際交流ニュース", ""),
        ("ja", "両大学が連携協定を締結\n\n【新竹、2025年7月17日】以下のとおり。", ""),
        ("ja", "両大学が連携協定を締結\n\n台湾・新竹、2025年7月17日 ― 以下のとおり。", ""),
        ("zh", "[2025.07.17] 標題是兩校深化合作", ""),
        ("zh", "標題是兩校深化合作\n\n大學今（2025年7月17日）日宣布消息。", ""),
        ("zh", "標題是兩校深化合作\n日期：114/07/17　點閱：100", ""),
        ("ja", "掲載日：2025年7月17日\n\n両大学が連携協定を締結", ""),
        ("ja", "【発表日】令和7年7月17日\n\n両大学が連携協定を締結", ""),
        ("ja", "2025.07.17　ニュースリリース\n\n両大学が連携協定を締結", ""),
        ("ja", "令和7年7月17日\n熊本県商工労働部\n\n報道機関各位\n\n両大学が連携協定を締結", ""),
        ("ja", "両大学が連携協定を締結\n（令和7年7月17日掲載）", ""),
        ("ja", "両大学が連携協定を締結\n２０２５年７月１７日（木）　県政", ""),
        ("ja", "両大学が連携協定を締結\n\n【2025年7月17日】以下のとおり。", ""),
        ("ja", "両大学が連携協定を締結", "（2025年7月17日付朝刊）"),
        ("ja", "両大学が連携協定を締結", "(2025年7月17日付発表)\nポータル編集部"),
        ("ja", "両大学が連携協定を締結", "2025年07月17日 21時06分"),
        ("ja", "両大学が連携協定を締結\n最終更新日：2025年7月17日", ""),
        ("ja", "令和7年7月17日　国立大学法人熊本大学\n\n両大学が連携協定を締結", ""),
        (
            "ja",
            "プレスリリース　　　　　　　　　　　　　　　　　　　　　　　2025年7月17日\n\n両大学が連携協定を締結",
            "",
        ),
        ("ja", "海山高専だより　第86号　　　　令和7年7月17日発行\n\n両大学が連携協定を締結", ""),
        ("ja", "台日産業週報　2025年7月17日号　　　購読のご案内\n\n両大学が連携協定を締結", ""),
        ("ja", "海山協会　ニュースレター Vol.12（2025年7月17日）\n\n● 両大学が連携協定を締結", ""),
        ("ja", "両大学が連携協定を締結", "（2025年7月17日付　総合面）　／　写真は両氏＝市提供"),
        ("ja", "両大学が連携協定を締結", "［2025年7月17日　電子版］　記事を保存　文字サイズ　印刷"),
        ("ja", "両大学が連携協定を締結", "2025.7.17　　♡ 61　　シェアする　　次回は新竹のパン職人さんです。"),
        ("zh", "標題是兩校深化合作", "2025-07-17／東海論壇報／A12版／科技"),
    ],
)
def test_the_date_of_issue_is_found_where_pages_state_it(language: str, head: str, foot: str) -> None:
    release = read("page.txt", f"{head}\n\n{BODY[language]}\n{foot}\n".encode())
    assert str(release.issued) == "2025-07-17"


@pytest.mark.parametrize(
    "text",
    [
        BODY["zh"],
        BODY["ja"],
        "両大学が連携協定を締結\n\n日時　2025年7月17日（木）\n場所　福岡\n\n" + BODY["ja"],
        "両大学が連携協定を締結\n\n１　日　時　　令和7年7月17日（木）13時から14時半まで\n\n" + BODY["ja"],
        "兩校深化合作\n\n活動時間：2025年7月17日 14:00\n\n" + BODY["zh"],
        "參訪報告\n\n一、時間：114年7月14日至17日\n二、團長：王大同\n\n" + BODY["zh"],
        "兩校深化合作\n\n" + BODY["zh"] + "\n相關新聞\n2024-12-11\n去年的論壇\n2024-09-06\n去年的座談\n",
    ],
)
def test_dates_of_events_and_other_articles_are_no_dates_of_issue(text: str) -> None:
    assert read("page.txt", text.encode()).issued is None


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("中華民國114年3月27日　經發字第114032701號", "2025-03-27"),
        ("【會務快訊】第 87 期　　2025.06.20 發行", "2025-06-20"),
        ("▍時　間：2025年7月3日（四）13:30 ～ 17:20", None),
        ("簽約時間：2025年7月3日", None),
    ],
)
def test_numbers_of_letters_do_not_hide_the_date_and_events_are_not_the_issue(line: str, issued: str | None) -> None:
    text = f"東海市政府新聞稿\n{line}\n\n東海市與九重市簽署合作協定\n\n東海市政府與九重市在市政大樓簽署合作協定。\n"
    found = read("page.txt", text.encode()).issued
    assert (str(found) if found else None) == issued


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("發布單位：國立測試大學\n兩校深化合作推動交流\n" + BODY["zh"], "國立測試大學"),
        (
            "兩校深化合作推動交流\n" + BODY["zh"] + "Copyright © 2021 Test University All rights reserved.",
            "Test University",
        ),
        ("令和7年7月17日\n測試市経済局\n\n報道機関各位\n\n連携協定の調印式について\n" + BODY["ja"], "測試市経済局"),
        ("連携協定を締結しました\n" + BODY["ja"] + "(C)無断転載を禁じます", None),
        (BODY["zh"], None),
    ],
)
def test_the_publisher_is_named_only_where_the_page_names_it(text: str, publisher: str | None) -> None:
    assert read("page.txt", text.encode()).publisher == publisher


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "首頁 / 新聞\n\n焦點新聞\n\n攜手合作\n\n兩校深化合作 推動半導體人才培育\n\n",
            "兩校深化合作 推動半導體人才培育",
        ),
        (
            "新聞稿\n發布日期：114年6月3日\n\n兩校簽署產學合作協議\n學生明年可赴日本實習一年\n\n",
            "兩校簽署產學合作協議",
        ),
        ("# 兩校簽署合作協議\n\n副標題在此一行而且寫得更長更長更長更長\n\n", "兩校簽署合作協議"),
        (
            "通訊社新聞APP 通訊社新聞APP 通訊社\n下載\n\n兩校深化合作推動交流\n\n2024/8/31 18:53\n",
            "兩校深化合作推動交流",
        ),
        ("快訊｜兩校簽約 時程仍待評估\n\n", "快訊｜兩校簽約 時程仍待評估"),
        ("", "兩校於7月11日簽署合作備忘錄，將推動學生互訪。"),
    ],
)
def test_the_title_is_the_headline(page: str, title: str) -> None:
    assert read("page.txt", (page + BODY["zh"]).encode()).title == title


def check(release: Release) -> None:
    """What holds for every release."""
    before = -1
    for passage in release.passages:
        offsets = list(passage.offsets)
        assert passage.text
        written = "".join(release.text[offset] for offset in offsets)
        assert full_width(written, release.language) == passage.text
        assert len(written) == len(passage.text)
        assert offsets == sorted(set(offsets))
        assert before < offsets[0]
        before = offsets[-1]
        covered = [place for start, end in passage.sentences for place in range(start, end)]
        assert covered == sorted(set(covered))
        left = set(range(len(passage.text))) - set(covered)
        assert all(passage.text[place].isspace() for place in left)


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_passages_of_the_sources_hold_together(path: Path) -> None:
    check(read(path.name, path.read_bytes()))


LINES = st.lists(
    st.sampled_from(
        [
            "兩校簽署合作備忘錄，推動人才培育與半導體研究的國際交流，並於明年啟動",
            "両大学は連携協定を締結した。",
            "　学長　　林　大同",
            "・（１）項目",
            "",
            "   ",
            "延伸閱讀：",
            "【問合せ先】",
            "TEL：093-000-0000",
            "報道機関各位",
            "2025-07-17",
            "（キオクシア　社長）",
            "「引用。」と述べた",
            "# A B",
            "▲圖說（左）",
            "English line",
            "\u3000\u200b",
        ]
    ),
    max_size=25,
)


@given(LINES)
def test_passages_hold_together_however_lines_are_mixed(lines: list[str]) -> None:
    check(read("page.txt", "\n".join([*lines, TEXTS["zh-Hant"]]).encode()))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read("page.txt", data))
    except ReadError as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize(
    "text",
    [
        "陽明交大與九州大學深化合作" * 100_000,
        "兩校深化合作。" + "（" * 10_000,
        "兩校深化合作。" + "（「" * 20_000 + "）" * 20_000,
        "兩校深化合作。\n\n" * 20_000,
        "兩校深化合作，推動\n" * 20_000,
        "【問合せ先】\n" * 10_000 + "両大学が連携した。",
        "延伸閱讀：\n" * 10_000 + "兩校深化合作。",
        "兩校深化合作。" + "　" * 300_000 + "大學",
        "今（" * 100_000 + "兩校深化合作。",
    ],
    ids=lambda text: f"{text[:6].strip()}-{len(text)}",
)
def test_long_and_hostile_pages_take_linear_time(text: str) -> None:
    start = time.perf_counter()
    release = read("page.txt", text.encode())
    assert time.perf_counter() - start < 10
    assert release.passages[0].kind in PassageKind


def test_japanese_rows_of_chinese_names_and_titles_are_japanese() -> None:
    rows = "左から、南海大學資訊學院院長 王大明、南海大學國際教育交流處處長 李小華、南海大學半導體學程主任 陳中和\n"
    text = (
        rows * 3
        + "北川大学が南海大学と覚書を結び、学生の交流を進めます。\n両校は来年から学生を送り合うことを目指します。\n"
    )
    assert read("page.txt", text.encode()).language == "ja"
