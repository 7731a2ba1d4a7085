"""Dates in every form that the genre uses, and what only looks like one."""

from __future__ import annotations

import datetime
import time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find_dates
from kg.dates.dateforms import forms, plain
from kg.model import Language, PartialDate

ANCHOR = PartialDate(2025, 7, 17)

# text, language, and for each date what it covers and what it means
FULL = [
    ("2025年7月11日", "zh-Hant", "2025-07-11"),
    ("2025年07月11日", "zh-Hans", "2025-07-11"),
    ("２０２５年７月１１日", "ja", "2025-07-11"),
    ("2025 年 7 月 11 日", "ja", "2025-07-11"),
    ("2025年7月11號", "zh-Hant", "2025-07-11"),
    ("2025/07/11", "zh-Hant", "2025-07-11"),
    ("2025/7/1", "ja", "2025-07-01"),
    ("2025／07／11", "ja", "2025-07-11"),
    ("2025-07-11", "zh-Hant", "2025-07-11"),
    ("2025.7.11", "ja", "2025-07-11"),
    ("2025.07.11", "ja", "2025-07-11"),
    ("2025 / 07 / 11", "zh-Hant", "2025-07-11"),
    ("July 11, 2025", "zh-Hant", "2025-07-11"),
    ("Jul. 11, 2025", "ja", "2025-07-11"),
    ("11 July 2025", "ja", "2025-07-11"),
    ("11th July 2025", "zh-Hant", "2025-07-11"),
    ("1st of March 2024", "zh-Hant", "2024-03-01"),
    ("JULY 2, 2025", "zh-Hant", "2025-07-02"),
    ("Sept 3, 2025", "zh-Hant", "2025-09-03"),
    ("May 2025", "zh-Hant", "2025-05"),
    ("114-07-17", "zh-Hant", "2025-07-17"),
    ("114/7/17", "zh-Hant", "2025-07-17"),
    ("114.07.17", "zh-Hant", "2025-07-17"),
    ("民國113年7月3日", "zh-Hant", "2024-07-03"),
    ("民国113年7月3日", "zh-Hans", "2024-07-03"),
    ("中華民國114年7月17日", "zh-Hant", "2025-07-17"),
    ("民國一一四年七月十七日", "zh-Hant", "2025-07-17"),
    ("中華民國一百一十三年七月三日", "zh-Hant", "2024-07-03"),
    ("民國元年", "zh-Hant", "1912"),
    ("民國98年5月", "zh-Hant", "2009-05"),
    ("113年7月3日", "zh-Hant", "2024-07-03"),
    ("98年5月20日", "zh-Hant", "2009-05-20"),
    ("114年7月", "zh-Hant", "2025-07"),
    ("114年度", "zh-Hant", "2025"),
    ("113學年度", "zh-Hant", "2024"),
    ("令和7年8月26日", "ja", "2025-08-26"),
    ("令和７年８月２６日", "ja", "2025-08-26"),
    ("令和七年八月二十六日", "ja", "2025-08-26"),
    ("令和元年5月1日", "ja", "2019-05-01"),
    ("令和元年", "ja", "2019"),
    ("令和8年度", "ja", "2026"),
    ("平成24年3月", "ja", "2012-03"),
    ("平成２４年３月", "ja", "2012-03"),
    ("平成31年4月30日", "ja", "2019-04-30"),
    ("昭和54年", "ja", "1979"),
    ("大正15年12月", "ja", "1926-12"),
    ("明治45年", "ja", "1912"),
    ("㋿7年5月1日", "ja", "2025-05-01"),
    ("㍻20年", "ja", "2008"),
    ("R7.8.26", "ja", "2025-08-26"),
    ("H24.3.1", "ja", "2012-03-01"),
    ("令和7.8.26", "ja", "2025-08-26"),
    ("令和7（2025）年8月", "ja", "2025-08"),
    ("2025（令和7）年8月26日", "ja", "2025-08-26"),
    ("2025年（令和7年）8月26日", "ja", "2025-08-26"),
    ("二〇二五年七月", "zh-Hant", "2025-07"),
    ("二0一三年七月", "zh-Hant", "2013-07"),
    ("二○二五年七月十一日", "zh-Hant", "2025-07-11"),
    ("二零二五年十二月三十一日", "zh-Hans", "2025-12-31"),
    ("二〇二五年七月廿四日", "zh-Hant", "2025-07-24"),
    ("2026年度", "ja", "2026"),
    ("2024学年度", "ja", "2024"),
    ("2026年7月", "ja", "2026-07"),
    ("2026年", "ja", "2026"),
    ("2025年8⽉26⽇", "ja", "2025-08-26"),
    ("令和7年8月26日(火)", "ja", "2025-08-26"),
    ("2025年7月11日（金）", "ja", "2025-07-11"),
    ("2025年7月11日（星期五）", "zh-Hant", "2025-07-11"),
    ("2025年7月11日（週五）", "zh-Hant", "2025-07-11"),
    ("2025年7月11日（金・祝）", "ja", "2025-07-11"),
]

BARE = [("20250711", "2025-07-11"), ("1130703", "2024-07-03"), ("1150207", "2026-02-07")]

# Of these the words need the anchor.
RELATIVE = [
    ("今天", "zh-Hant", "2025-07-17"),
    ("今日", "ja", "2025-07-17"),
    ("本日", "ja", "2025-07-17"),
    ("昨日", "ja", "2025-07-16"),
    ("昨天", "zh-Hant", "2025-07-16"),
    ("前天", "zh-Hant", "2025-07-15"),
    ("一昨日", "ja", "2025-07-15"),
    ("明日", "ja", "2025-07-18"),
    ("明天", "zh-Hant", "2025-07-18"),
    ("今（17）日", "zh-Hant", "2025-07-17"),
    ("今(17)日", "zh-Hant", "2025-07-17"),
    ("今（17日）", "zh-Hant", "2025-07-17"),
    ("今天（17日）", "zh-Hant", "2025-07-17"),
    ("今日（17日）", "ja", "2025-07-17"),
    ("昨(16)日", "zh-Hant", "2025-07-16"),
    ("昨（14）日", "zh-Hant", "2025-07-14"),
    ("今（18）日", "zh-Hant", "2025-07-18"),
    ("本月2日", "zh-Hant", "2025-07-02"),
    ("今月2日", "ja", "2025-07-02"),
    ("本（7）月4日", "zh-Hant", "2025-07-04"),
    ("先月14日", "ja", "2025-06-14"),
    ("上個月", "zh-Hant", "2025-06"),
    ("上个月", "zh-Hans", "2025-06"),
    ("先月", "ja", "2025-06"),
    ("来月", "ja", "2025-08"),
    ("下個月", "zh-Hant", "2025-08"),
    ("今年", "zh-Hant", "2025"),
    ("今年1月", "ja", "2025-01"),
    ("去年", "zh-Hant", "2024"),
    ("去年9月", "zh-Hant", "2024-09"),
    ("去（2024）年9月", "zh-Hant", "2024-09"),
    ("昨（113）年12月", "zh-Hant", "2024-12"),
    ("昨年", "ja", "2024"),
    ("昨年4月", "ja", "2024-04"),
    ("一昨年", "ja", "2023"),
    ("前年", "zh-Hant", "2023"),
    ("明年", "zh-Hant", "2026"),
    ("明年7月", "zh-Hant", "2026-07"),
    ("来年7月", "ja", "2026-07"),
    ("来年の4月", "ja", "2026-04"),
    ("来年度", "ja", "2026"),
    ("再来年", "ja", "2027"),
    ("今春", "ja", "2025"),
    ("11日", "ja", "2025-07-11"),
    ("20日", "ja", "2025-06-20"),
    ("6月", "ja", "2025-06"),
    ("7月10日", "ja", "2025-07-10"),
    ("12月2日", "ja", "2024-12-02"),
    ("七月十一日", "zh-Hant", "2025-07-11"),
    ("7/11（五）", "zh-Hant", "2025-07-11"),
]

RANGES = [
    ("7月10日至11日", "zh-Hant", "2025-07-10", "2025-07-11"),
    ("7月10日～11日", "ja", "2025-07-10", "2025-07-11"),
    ("7月10日〜12日", "ja", "2025-07-10", "2025-07-12"),
    ("7月10日から11日", "ja", "2025-07-10", "2025-07-11"),
    ("7月10日(木)～11日(金)", "ja", "2025-07-10", "2025-07-11"),
    ("7月10-11日", "zh-Hant", "2025-07-10", "2025-07-11"),
    ("7月10、11日", "zh-Hant", "2025-07-10", "2025-07-11"),
    ("10–11日", "ja", "2025-07-10", "2025-07-11"),
    ("115年3月9日至11日", "zh-Hant", "2026-03-09", "2026-03-11"),
    ("2025年3月9日至4月1日", "zh-Hant", "2025-03-09", "2025-04-01"),
    ("12月30日～1月3日", "ja", "2024-12-30", "2025-01-03"),
    ("2027至2028年", "zh-Hant", "2027", "2028"),
    ("2024年～2026年", "ja", "2024", "2026"),
    ("令和7年4月1日から令和8年3月31日", "ja", "2025-04-01", "2026-03-31"),
    ("3月至5月", "zh-Hant", "2025-03", "2025-05"),
    ("3～5月", "ja", "2025-03", "2025-05"),
    ("2025/7/10～2025/7/11", "zh-Hant", "2025-07-10", "2025-07-11"),
    ("2024年から28年", "ja", "2024", "2028"),
    ("9、10両日", "ja", "2025-07-09", "2025-07-10"),
    ("2019年12月26日(木)~27日(金)", "ja", "2019-12-26", "2019-12-27"),
    ("9月18日(月曜日・祝日)～20日", "ja", "2025-09-18", "2025-09-20"),
    ("July 10-11, 2025", "ja", "2025-07-10", "2025-07-11"),
]

NOT_DATES = [
    "3萬9800片", "300毫米", "093-582-2419", "096-000-0000", "型號AB-2026-07-11", "第2026-07號", "1300人", "12吋",
    "24小時", "24時間", "100日圓", "57.6億日圓", "每月", "每日", "毎月", "第11日", "10日間", "30日以內", "3日目",
    "2か月", "兩個月", "日前", "近日", "先日", "+886-3-571-2121", "1,130,703元", "1130703元", "22／28ナノメートル",
    "2025年13月40日", "2025-13-01", "2303-TW", "1990年代", "IATF 16949", "今年齢", "同年代", "50週年", "第49屆",
    "1対1", "10:55～11:30", "約20日", "日本", "http://example.org/2025/07/11/1", "12年にわたる", "20年の歴史",
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), FULL)
def test_complete_dates_need_no_anchor(text: str, language: Language, expected: str) -> None:
    for around in ("{}", "於{}在福岡", "（{}）", "{}，雙方"):
        sentence = around.format(text)
        (found,) = find_dates(sentence, None, language)
        assert (str(found.date), found.until) == (expected, None)
        assert sentence[found.start : found.end] == text


@pytest.mark.parametrize(("text", "expected"), BARE)
@pytest.mark.parametrize("around", ["{}", "（{}）", "雙方合作。{}", "新聞稿 {}"])
def test_bare_figures_are_dates_only_when_they_stand_apart(text: str, expected: str, around: str) -> None:
    assert [str(found.date) for found in find_dates(around.format(text), None, "zh-Hant")] == [expected]
    assert find_dates(f"編號{text}號，共{text}片、${text}、A{text}", None, "zh-Hant") == []


@pytest.mark.parametrize(("text", "language", "expected"), RELATIVE)
def test_relative_dates_lean_on_the_anchor_and_are_left_out_without_it(
    text: str, language: Language, expected: str
) -> None:
    (found,) = find_dates(text, ANCHOR, language)
    assert (str(found.date), text[found.start : found.end]) == (expected, text)
    if "（2024）" not in text and "（113）" not in text:  # those say their year
        assert find_dates(text, None, language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本週二簽署", "2025-07-15"),
        ("上週五簽約", "2025-07-11"),
        ("下星期一登場", "2025-07-21"),
        ("週三表示", "2025-07-16"),
        ("上週與對方簽約", "2025-07"),  # the 7th to the 13th
        ("上週五簽約，上星期就談妥", "2025-07-11 2025-07"),
        ("星期五說", "2025-07-11"),
        ("預計星期五簽約", "2025-07-18"),
        ("這禮拜四揭牌", "2025-07-17"),
        ("校方昨與對方簽約", "2025-07-16"),
        ("市府今在東京簽約", "2025-07-17"),
        ("如今在台北", None),
        ("迄今與各校往來", None),
        ("每週三、五問診", None),
        ("週一至週五受理", None),
    ],
)
def test_days_of_the_week_and_bare_words(text: str, expected: str | None) -> None:
    """The anchor is a Thursday."""
    found = [str(date.date) for date in find_dates(text, ANCHOR, "zh-Hant")]
    assert found == (expected.split(" ") if expected else [])


def test_a_week_is_its_month_where_it_lies_in_one() -> None:
    issued = (PartialDate(2025, 7, day) for day in (7, 14))
    found = [[str(date.date) for date in find_dates("先週、協定を結んだ", day, "ja")] for day in issued]
    assert found == [[], ["2025-07"]]


@pytest.mark.parametrize(("text", "language", "start", "end"), RANGES)
def test_ranges_have_an_end(text: str, language: Language, start: str, end: str) -> None:
    (found,) = find_dates(text, ANCHOR, language)
    assert (str(found.date), str(found.until), text[found.start : found.end]) == (start, end, text)


@pytest.mark.parametrize("text", NOT_DATES)
@pytest.mark.parametrize("language", ["zh-Hant", "ja"])
def test_other_figures_are_no_dates(text: str, language: Language) -> None:
    assert find_dates(text, ANCHOR, language) == []


@pytest.mark.parametrize(
    ("text", "language", "anchor", "expected"),
    [
        ("於7月10日舉行，兩校於11日簽署", "zh-Hant", ANCHOR, ["2025-07-10", "2025-07-11"]),
        ("8月30日簽署，1日參觀", "zh-Hant", PartialDate(2025, 9, 3), ["2025-08-30", "2025-09-01"]),
        ("2026年7月起實習。學校6月應邀前往", "zh-Hant", PartialDate(2025, 8, 30), ["2026-07", "2025-06"]),
        ("2023年12月に決定。24日に会見した", "ja", PartialDate(2025, 10, 24), ["2023-12", "2025-10-24"]),
        ("2012年6月に開所し、8月に公開した", "ja", ANCHOR, ["2012-06", "2012-08"]),
        ("2012年に開所した。\n\n6月に公開した", "ja", ANCHOR, ["2012", "2025-06"]),
        ("預計9月啟動", "zh-Hant", ANCHOR, ["2025-09"]),
        ("10月に開催する予定", "ja", ANCHOR, ["2025-10"]),
        ("預計3月啟動", "zh-Hant", PartialDate(2025, 11, 20), ["2026-03"]),
        ("將於28日舉行", "zh-Hant", ANCHOR, ["2025-07-28"]),
        ("2024年11月22日に訪れた。同じ日に署名", "ja", None, ["2024-11-22", "2024-11-22"]),
        ("2024年11月22日、同日、同月、同年", "ja", None, ["2024-11-22", "2024-11-22", "2024-11", "2024"]),
        ("2023年5月10日に発表した。合意は昨年4月", "ja", None, ["2023-05-10", "2022-04"]),
        ("2024年に発足し、翌年に改組", "ja", None, ["2024", "2025"]),
        ("2024年11月22日に発表。25年には量産する", "ja", None, ["2024-11-22", "2025"]),
        ("令和5年4月に入庁、7年3月に退職", "ja", None, ["2023-04", "2025-03"]),
        ("赴東京,11日簽署,共1,300人", "zh-Hant", ANCHOR, ["2025-07-11"]),
        ("9日、10日兩天", "zh-Hant", ANCHOR, ["2025-07-09", "2025-07-10"]),
        ("2025年7月5日\n14日に協定を締結した。", "ja", PartialDate(2025, 7, 5), ["2025-07-05", "2025-06-14"]),
        ("2025年7月5日\n14日に協定を締結する予定だ。", "ja", PartialDate(2025, 7, 5), ["2025-07-05", "2025-07-14"]),
        ("於8月26\n日簽署", "zh-Hant", PartialDate(2025, 8, 30), ["2025-08-26"]),
        ("兩校14日以視訊簽署，30日以內生效", "zh-Hant", ANCHOR, ["2025-07-14"]),
        ("協議上月屆滿，兩校14日重新簽署", "zh-Hant", ANCHOR, ["2025-06", "2025-07-14"]),
        ("於104年首度簽署，109年續約，110年老店", "zh-Hant", ANCHOR, ["2015", "2020"]),
        ("在7/10正式簽署，比數7/10", "zh-Hant", ANCHOR, ["2025-07-10"]),
        ("去年9月", "zh-Hant", PartialDate(2025), ["2024-09"]),
        ("6月", "zh-Hant", PartialDate(2025), ["2025-06"]),
        ("11日", "zh-Hant", PartialDate(2025, 7), ["2025-07-11"]),
        ("今天", "zh-Hant", PartialDate(2025, 7), []),
        ("6月12日、11日、12月", "ja", None, []),
    ],
)
def test_dates_lean_on_what_was_told_before(
    text: str, language: Language, anchor: PartialDate | None, expected: list[str]
) -> None:
    assert [str(found.date) for found in find_dates(text, anchor, language)] == expected


def test_an_open_range_is_its_beginning() -> None:
    (found,) = find_dates("2026年7月～ 約2か月間", None, "ja")
    assert (str(found.date), found.until) == ("2026-07", None)


PARTS = [*(text for text, *_ in FULL), *forms("zh").words, *forms("ja").words, *"１二〇三十元年月日,./-( 的學"]
FORMS = [
    "{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}", "{0:%B} {0.day}, {0.year}", "{0.day} {0:%b} {0.year}",
]  # fmt: skip


@given(st.dates(datetime.date(2019, 5, 1), datetime.date(2036, 12, 31)), st.sampled_from(FORMS), st.booleans())
def test_what_is_written_in_any_form_is_found(day: datetime.date, form: str, wide: bool) -> None:
    written = form.format(day)
    if wide and "年" in written:
        written = written.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (found,) = find_dates(f"兩校{written}，", None)
    assert found.date == PartialDate(day.year, day.month, day.day)


@pytest.mark.parametrize("language", ["zh", "ja"])
@given(parts=st.lists(st.sampled_from(PARTS), max_size=8))
def test_whatever_a_form_can_begin_with_is_looked_at(language: Literal["zh", "ja"], parts: list[str]) -> None:
    read, text = forms(language), plain("".join(parts))
    found = [i for i in range(len(text)) if any(pattern.match(text, i) for pattern in read.patterns)]
    assert found == [i for i in range(len(text)) if read.anywhere.match(text, i)]


@given(st.dates(datetime.date(2019, 5, 1), datetime.date(2036, 12, 31)))
def test_the_calendars_agree(day: datetime.date) -> None:
    tail = f"{day.month}月{day.day}日"
    era = "元" if day.year == 2019 else str(day.year - 2018)
    for written in (f"令和{era}年{tail}", f"民國{day.year - 1911}年{tail}"):
        assert [found.date for found in find_dates(written, None)] == [PartialDate(day.year, day.month, day.day)]


@given(
    st.text(alphabet="0123456789年月日今昨同去/-.()（）至~、一十 \n元將", max_size=60), st.sampled_from([None, ANCHOR])
)
def test_found_dates_lie_in_order_inside_the_text(text: str, anchor: PartialDate | None) -> None:
    for language in ("zh-Hant", "ja"):
        end = 0
        for found in find_dates(text, anchor, language):  # type: ignore[arg-type]
            assert end <= found.start < found.end <= len(text)
            assert found.until is None or str(found.until)[:4] >= str(found.date)[:4]
            end = found.end


@pytest.mark.parametrize(
    "unit", ["1", "一", "2025年", "10日、", "10日~", "今(", "年 ", "將", "20-", "令和", "(", "7月\n"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.perf_counter()
    find_dates(unit * (100_000 // len(unit)), ANCHOR)
    assert time.perf_counter() - start < 5


def test_without_a_day_of_issue_a_year_reaches_no_further_than_its_paragraph() -> None:
    far = "甲市と乙市は2014年に友好協定を締結した。\n\n知事が1月12日、丙県を訪れた。昨年2月に協定を締結している。"
    assert [str(d.date) for d in find_dates(far, None)] == ["2014"]
    near = "会報　2014年3月号\n\n5月1日に訪れた。"
    assert [str(d.date) for d in find_dates(near, None)] == ["2014-03", "2014-05-01"]


@pytest.mark.parametrize("words", ["昨（十二）日", "昨(12)日", "昨（12日）"])
def test_the_day_in_brackets_may_be_in_chinese_numerals(words: str) -> None:
    assert [str(d.date) for d in find_dates(f"論壇{words}在嘉南登場", PartialDate(2025, 11, 13))] == ["2025-11-12"]


def test_a_short_year_with_its_month_is_one_of_the_republic() -> None:
    (found,) = find_dates("雙方於87年12月首度簽約", None, "zh-Hant")
    assert str(found.date) == "1998-12"


def test_digits_are_no_part_of_the_numeral_that_ends_a_name() -> None:
    (found,) = find_dates("校長秋山健一12日率團", ANCHOR, "zh-Hant")
    assert found.date.day == 12
