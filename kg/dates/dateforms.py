"""The written forms of dates in Chinese, Japanese and English: what the words at one place say, before any context."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg import knowledge
from kg.names.lookalikes import LOOKALIKES

_ERAS = {"令和": 2018, "㋿": 2018, "R": 2018, "平成": 1988, "㍻": 1988, "H": 1988}
_ERAS |= {"昭和": 1925, "㍼": 1925, "S": 1925, "大正": 1911, "㍽": 1911, "明治": 1867, "㍾": 1867}
_ROC = 1911
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "0": 0, "元": 1}

# One character for one character, so that offsets hold; every dash and wave dash becomes one of two signs.
_PLAIN = LOOKALIKES | str.maketrans("０１２３４５６７８９（）／．　\t～〜∼–—−－‐\u2011", "0123456789()/.  ~~~------")

# A line break may fall between a number and its unit in text taken from a PDF.
_GAP = r"[ ]{0,2}(?:\n[ ]{0,8})?"
_K = "〇零○一二三四五六七八九"
_TENS = "[一二三]?[十廿卅][一二三四五六七八九]?"  # 昨（十二）日; a single numeral may be a day of the week
_N = rf"(?:\d{{1,2}}|[{_K}]?[十廿卅][{_K}]?|[{_K}])"
_Y4 = rf"(?:(?:18|19|20)\d\d|[一二][{_K}0]{{3}})"
# 某健一12日: digits never follow a numeral that is written out
_CLEAR = rf"(?<![\d.十百千第])(?<!\d,)(?<![A-Za-z])(?:(?=[0-9０-９])|(?<![{_K}]))"
_TO = r" ?[~\-至到] ?"
_BRACKET = rf"(?:{_GAP}\([^()\n]{{2,10}}\))?"
_MONTH = rf"(?P<m>{_N})(?:{_GAP}月份?|(?={_TO}{_N}月))"
_DAY = rf"(?P<d>{_N})(?:{_GAP}日|[號号](?![院館馆室樓楼線线])|(?=(?:{_TO}|[、,]){_N}{_GAP}[兩両两]?日))"
_TAIL = rf"(?:{_BRACKET}{_GAP}の?{_MONTH}(?:{_GAP}{_DAY})?)?"
# 10日間, 5日圓, 3日目 and 30日以內 count days or yen.
_NOT_COUNT = r"(?![間间內内目後后圓円元ほ程型券あ当語系]|前後|本(?![校市府縣県會会院公學学次社報报週])"
# 28日以視訊簽署 tells how, 30日以內 how long.
_NOT_COUNT += r"|以(?![視视線线電电書书通文口遠远網网英中日]))"
_SCHOOL = r"(?:[学學]|[会會][計计]|[財财]政)?"
_EDGE, _END = r"(?<![A-Za-z0-9_.#/\-])", r"(?![A-SU-Za-z0-9_]|/(?![^\x00-\x7f])|-(?!20\d\d)|T(?!\d)|\.\d)"
_NAME = r"(?P<en>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_NAME += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
_NTH = r"(?:st|nd|rd|th)?(?: ?- ?(?P<last>\d\d?)(?:st|nd|rd|th)?)?"
# What a form can begin with, beside the words of the table.
_FIRST = r"\d週周星禮礼" + f"{_K}十廿卅百元中民{''.join(era[0] for era in _ERAS)}ADFJMNOSadfjmnos"

# 本週三, 上星期五, 週四: a day of a week; 每週三 and 週一至週五 are none.
_WEEK = "本這这上下"
_WEEKS = {"本": 0, "這": 0, "这": 0, "上": -1, "下": 1}
_OF_WEEK = r"(?:[週周]|星期|[禮礼]拜)(?P<weekday>[一二三四五六日天])(?![版刊班報报\d一二三四五六日])"
_THAT_WEEK = rf"(?<![上下每])(?P<week>[{_WEEK}](?:個|个)?){_OF_WEEK}"
_SOME_WEEKDAY = rf"(?<![每逢各第隔雙双單单到至及和、~\-\d{_K}上下]){_OF_WEEK}(?![至到~\-、及和])"
# 昨與某大學簽約, 今在台北登場: the day without 天 or 日, before what happened.
_VERBAL = "與与和在於于赴簽签宣舉举由正共攜携率拜抵揭出發发邀獲获與"

Unit = Literal["year", "month", "week", "day"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the words say: numbers where they give them, or a relative word as (unit, shift, counts from the anchor).

    `short` is a year without its century or era (25年, 7年3月); `era` the year before the first one of its era.
    """

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None  # last day of a range that one form holds: July 10-11, 2025
    relative: tuple[Unit, int, bool] | None = None
    short: int | None = None
    era: int | None = None
    weekday: tuple[int, int | None] | None = None  # Monday is 0; how many weeks from that of issue, where told


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one language: where a date may begin, what to try there in order, and the words of planning."""

    anywhere: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    future: re.Pattern[str]
    words: dict[str, tuple[Unit, int, bool]]

    def read(self, text: str, position: int) -> Said | None:
        """What the date that begins at `position` of a plain text says, or None."""
        for pattern in self.patterns:
            if match := pattern.match(text, position):
                return self._said(match)
        return None

    def _said(self, match: re.Match[str]) -> Said:
        """The numbers and words of a match; group names: y, roc, era + n, short, word, near, m, en, d, last."""
        got = {name: value for name, value in match.groupdict().items() if value}
        year = era = None
        if "y" in got:
            year = number(got["y"])
        elif "roc" in got:
            year = number(got["roc"]) + (_ROC if number(got["roc"]) < 1000 else 0)
        elif "era" in got:
            era = _ERAS[got["era"]]
            year = era + number(got["n"])
        month = number(got["m"]) if "m" in got else None
        if "en" in got:
            month = _MONTHS.index(got["en"][:3].lower()) + 1
        word = got.get("word") or (got["near"] + "(" if "near" in got else "")
        day, last, short = (number(got[name]) if name in got else None for name in ("d", "last", "short"))
        weekday = None
        if "weekday" in got:
            weekday = ("一二三四五六日".index(got["weekday"].replace("天", "日")), _WEEKS.get(got.get("week", "")[:1]))
        return Said(match.end(), year, month, day, last, self.words.get(word), short, era, weekday)


def plain(text: str) -> str:
    """The same text, character for character, with full-width digits, brackets, dashes and spaces made plain."""
    return text.translate(_PLAIN)


def number(text: str) -> int:
    """The value of digits or Chinese numerals below a thousand, or of a year in them: 25, 二十五, 二〇二五, 元."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    hundreds, hundred, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    if not hundred and not ten:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, ones = tens.lstrip("零〇○"), ones.lstrip("零〇○")
    value = 100 * (_DIGITS.get(hundreds, 1)) if hundred else 0
    return value + (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


@cache
def forms(language: Literal["zh", "ja"]) -> Forms:
    """The forms of a language with its relative words, from `data/language/dates.tsv`."""
    words: dict[str, tuple[Unit, int, bool]] = {}
    lists: dict[str, list[str]] = {}
    with knowledge.path("language", "dates.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            if row["language"] not in (language, "both"):
                continue
            lists.setdefault(f"{row['form']} {row['unit']}".strip(), []).append(row["word"])
            if row["form"] != "future":
                unit = cast(Unit, row["unit"])
                key = row["word"] + ("(" if row["form"] == "number" else "")
                # 今 stands before days, months and years in brackets; only a day has to be sought near the anchor.
                if unit == "day" or row["form"] == "word":
                    words[key] = (unit, int(row["shift"]), row["basis"] == "anchor")
    sources = _sources(language, {key: "|".join(sorted(found, key=len, reverse=True)) for key, found in lists.items()})
    anywhere = "|".join(re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources)
    begins = {word[0] for key, found in lists.items() if key != "future" for word in found}
    # To look at one character first spares trying every form at every place.
    first = f"(?=[{re.escape(''.join(sorted(begins)))}{_FIRST}])"
    future = re.compile("|".join(lists["future"]))
    return Forms(re.compile(f"{first}(?:{anywhere})"), tuple(map(re.compile, sources)), future, words)


def _sources(language: Literal["zh", "ja"], listed: dict[str, str]) -> list[str]:
    """Patterns over plain text, the most telling first: years, numbers only, English, relative words, months, days."""
    years = [
        rf"(?P<era>令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]){_GAP}(?P<n>{_N}|元){_BRACKET}{_GAP}年度?",
        rf"(?:中[華华])?民[國国]{_GAP}(?P<roc>\d{{1,3}}|元|[{_K}十百]{{1,6}}){_BRACKET}{_GAP}{_SCHOOL}年度?",
        rf"{_CLEAR}(?P<y>{_Y4})(?:{_BRACKET}{_GAP}{_SCHOOL}年(?!代|間|间)度?|(?={_TO}{_Y4}{_SCHOOL}年))",
        rf"(?:{listed['number year']})\((?P<roc>1[0-2]\d|20\d\d)年?\)年度?",
        rf"(?P<word>{listed['word year']})(?![代齢齡輩比会來来])度?",
    ]
    if language == "zh":  # 113年7月, 114學年度, 曾於113年: years of the republic without its name
        years.append(rf"{_CLEAR}(?P<roc>1[0-2]\d)(?:{_SCHOOL}年度|年(?={_GAP}{_N}{_GAP}月))")
        years.append(r"(?<=[自於在至從到由])(?P<roc>1[0-2]\d)年(?![來来間间前後后歷历以的多餘級])")
        # 於104年簽署，109年續約
        years.append(r"(?<=[，、；。])(?P<roc>1[01]\d)年(?![來来間间前後后歷历以的多餘級级老份之])")
        # 本會103年曾與…, 雙方於84年簽訂
        years.append(rf"{_CLEAR}(?P<roc>1[0-2]\d){_GAP}年(?=曾|就已|即已|間?[簽締與])")
        years.append(rf"(?<=[於在自])(?P<roc>[6-9]\d){_GAP}年(?=間?[簽締與訂])")
        years.append(rf"{_CLEAR}(?P<roc>[4-9]\d)年(?={_GAP}{_N}{_GAP}月(?:{_GAP}{_N}{_GAP}日|[份底初首簽與和，、。]))")
    else:  # 25年には, 24年末, 7年3月
        part = r"度|末|春|夏|秋|冬|初|前半|後半|上期|下期|中に|に(?!わた|及|およ|な|一|1|渡|達)"
        years.append(rf"{_CLEAR}(?<![約全計満])(?P<short>\d\d)年(?=(?:{part})|{_GAP}{_N}月)度?")
        years.append(r"(?<=[はが])(?<![間限命齢数]は)(?P<short>[012]\d)年(?=、)")  # 両社は18年、契約を結んだ
        years.append(rf"{_CLEAR}(?P<short>\d)年(?={_GAP}{_N}月)")
    found = [year + _TAIL for year in years]
    for sign in ("-", "/", r"\."):
        rest = rf" ?{sign} ?(?P<m>\d\d?) ?{sign} ?(?P<d>\d\d?){_END}"
        found.append(rf"{_EDGE}(?P<y>(?:18|19|20)\d\d){rest}")
        if language == "zh":
            found.append(rf"{_EDGE}(?P<roc>1[0-2]\d){rest}")
    found.append(rf"{_EDGE}(?<![第號号编編])(?P<y>(?:19|20)\d\d)[/\-](?P<m>0[1-9]|1[0-2]){_END}(?![號号])")
    found.append(rf"(?P<era>令和|平成|昭和)(?P<n>\d\d?)[./](?P<m>\d\d?)[./](?P<d>\d\d?){_END}")
    found.append(rf"{_EDGE}(?P<era>[RHS])(?P<n>\d\d?)[./](?P<m>\d\d?)[./](?P<d>\d\d?){_END}")
    # R5.11, 2023.11 at the head of a row: a month
    head, months = r"(?<![^\n (])", r"\.(?P<m>1[0-2]|0?[1-9])(?=[ \n]|$)"
    found.append(rf"{head}(?P<y>(?:19|20)\d\d){months}")
    if language == "ja":
        found.append(rf"{head}(?P<era>[RHS])(?P<n>[1-9]\d?){months}")
    compact = r"(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\w.,%/\-])"
    found.append(rf"(?<![A-Za-z0-9_.,#/$＄\-])(?P<y>20\d\d){compact}")
    if language == "zh":
        found.append(rf"(?<![A-Za-z0-9_.,#/$＄\-話线線號号:：])(?P<roc>1[0-2]\d){compact}")
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    found.append(rf"(?<![A-Za-z]){_NAME} (?P<d>\d\d?){_NTH},? {year}")
    found.append(rf"(?<![A-Za-z0-9.])(?P<d>\d\d?){_NTH} (?:of )?{_NAME},? {year}")
    found.append(rf"(?<![A-Za-z]){_NAME},? {year}")
    found.append(r"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-3]?[0-9])(?= ?\([日一二三四五六月火水木金土]\))")
    if language == "zh":  # 在8/20正式簽署
        found.append(r"(?<=[在於于])(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-3]?[0-9])(?=[正與与和在於于簽签舉举下上起]|日)")
    found.append(rf"(?P<word>{listed['word month']})(?:{_GAP}の?{_DAY})?")
    found.append(rf"(?:{listed['number month']})\((?P<m>\d\d?)月?\)月(?:{_GAP}{_DAY})?")
    found.append(rf"(?P<near>{listed['number day']})\((?P<d>\d\d?|{_TENS})日?\)[日天]?")
    found.append(rf"(?P<word>{listed['word day']})(?![頭程本香報版])(?:\((?:(?P<m>{_N})月)?(?P<d>{_N})日?\))?")
    if language == "zh":
        found.append(
            rf"(?<![如至迄當当現现古於于從从而即昨今何])(?P<word>{listed['bare day']})(?=[{_VERBAL}]|[上下][午]|晚)"
        )
        found += [_THAT_WEEK, _SOME_WEEKDAY]
    found.append(rf"(?P<word>{listed['word week']})")
    found.append(rf"{_CLEAR}{_MONTH}{_GAP}{_DAY}")
    found.append(rf"{_CLEAR}(?P<m>\d\d?)(?:{_GAP}月(?![台票刊曜])份?|(?={_TO}{_N}月))")
    found.append(r"(?<=[年於在自至從到今去明、。\n ])" + rf"(?P<m>{_N})月(?=[份底初中上下間起にのかま、。末])")
    day = rf"(?P<d>\d\d?)(?:[兩両两]?日{_NOT_COUNT}|(?=(?:{_TO}|[、,])\d\d?[兩両两]?日{_NOT_COUNT}))"
    found.append(rf"{_CLEAR}(?<![月約每毎共近/]){day}")
    return found
