"""Words about agreeing, from data/language/agreements.tsv, and the nouns among them in a sentence with their class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import knowledge
from kg.extract.agreements.clauses import Sentence, both_ways, simplified
from kg.model import Language, PartialDate

_MODIFIER_REACH = 24
_BUYING = re.compile(
    simplified("^[，、](?:將|擬|計畫)?(?:以[^，。]{0,10})?(?:收購|併購|買下|入股|認購|取得[^，。]{0,12}股)")
)
# 推進協議會, 契約社員: bodies and people whose names hold the word.
_BODY = re.compile("(?:协议|協議|契约|合约|合同|协约)(?:[会會员員]|制|工)")
_ALIKE_PAPER = re.compile(simplified("(?:同類|同樣|相同|類似)(?:的)?(?:合作)?(文件|文書)"))
# 今年再簽雙聯學位
_DEGREE = re.compile(
    simplified("簽(?:署|訂|下|了|定)?[^，。；]{0,4}(雙聯學[位制程]|雙學位)(?![^，。；]{0,10}(?:協|合約|備忘|計畫))")
)
# 結為長期代工夥伴, 訂立派遣約定: what is an agreement only behind a verb of making one
_MADE = re.compile(
    simplified(
        "(?:結為|結成|締為)(?:了)?[^，。；]{0,20}?(夥伴|盟友|盟邦|兄弟校|友校)(?!關係)"
        "|(?:簽[署訂下了定]?|訂[立下定了]?|締[結下]|立下|交換|互換|換)[^，。；約]{0,16}?(約定|公約|誓約)(?![書俗了好])"
    )
)
_UNMODIFIED = re.compile("(?:、|，|で|に|は|簽署|签署|簽訂|签订|了|締結|缔结)$")


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for an agreement in `Sentence.masked` and the class that it and its modifiers tell."""

    start: int
    end: int
    kind: str
    formal: bool  # the word alone decides the class: 覚書, 備忘錄


@dataclass(frozen=True, slots=True)
class _Row:
    form: str
    language: str
    part: str
    value: str


@cache
def _rows() -> tuple[_Row, ...]:
    lines = knowledge.path("language", "agreements.tsv").read_text("utf-8").splitlines()
    body = [line.split("\t") for line in lines if line and not line.startswith(("#", "form\t"))]
    return tuple(_Row(*cells) for cells in body)


@cache
def words(language: Language, part: str) -> dict[str, str]:
    """Word → value of one part of the file, longest word first; Chinese in Simplified characters."""
    short = "ja" if language == "ja" else "zh"
    rows = [r for r in _rows() if r.language == short and r.part == part]
    pairs = [(r.form if short == "ja" else simplified(r.form), r.value) for r in rows]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def alternatives(found: Iterable[str]) -> str:
    """A regular expression without groups that matches any of the words."""
    return "(?:" + "|".join(map(re.escape, found)) + ")"


@cache
def pattern(language: Language, part: str) -> re.Pattern[str]:
    """Any word of one part of the file."""
    return re.compile(alternatives(words(language, part)))


@cache
def _noun_pattern(language: Language) -> re.Pattern[str]:
    found = [*words(language, "noun"), *words(language, "general")]
    return re.compile(alternatives(sorted(found, key=lambda w: (-len(w), w))))


# 進出支援に関する協定, 投資促進備忘錄: to help with it is not to do it
_HELP_WITH = both_ways("(?:進出|投資|立地|設廠|進駐)(?:の|的)?(?:支援|促進|協助|輔導|サポート|誘致|環境)")


def nouns(sentence: Sentence) -> list[Noun]:
    """The words for agreements in a sentence, each with its class; one in brackets counts: 協定（MOU）."""
    language, masked = sentence.language, sentence.masked
    fixed, general = words(language, "noun"), words(language, "general")
    result = []
    for match in _noun_pattern(language).finditer(masked):
        start, end = match.span()
        if pattern(language, "private").search(masked, max(0, start - 4), end) or _BODY.match(masked, start):
            continue
        kind, formal = fixed.get(match.group()), True
        if kind is None:
            kind, formal = _modified(language, masked[max(0, start - _MODIFIER_REACH) : start], general[match.group()])
            if not formal and _UNMODIFIED.search(masked, 0, start):
                # 資本業務提携を行うことを決議し、同日付で契約を締結: of what was told before
                kind, formal = _told_before(language, masked[:start], kind)
        behind = sentence.text[sentence.at[end - 1] + 1 :][:12]
        if re.match(r"[(（]\s*(?:[MＭ][OＯoｏ][UＵ])", behind):
            kind, formal = "MemorandumOfUnderstanding", True
        if not formal and (told := _told_behind(language, masked[end : end + 20])):
            # What a purchase is agreed with may be told as the purchase itself: `transfers` puts the two together.
            kind, formal = told, told != "InvestmentAgreement"
        result.append(Noun(start, end, kind, formal))
    # 簽了同類的文件: of the class of what is told beside it
    alike = _ALIKE_PAPER.finditer(masked) if language != "ja" else ()
    result += [Noun(*match.span(1), "CooperationAgreement", False) for match in alike]
    result += [Noun(*match.span(1), "AcademicExchangeAgreement", True) for match in _DEGREE.finditer(masked)]
    made = _MADE.finditer(masked) if language != "ja" else ()
    result += [Noun(*match.span(match.lastindex or 0), "CooperationAgreement", False) for match in made]
    return sorted(result, key=lambda noun: noun.start)


def kind_before(sentence: Sentence, place: int, default: str) -> str:
    """The class that the words before a verb without a noun tell: 雙聯學位，預計年底簽約."""
    before = sentence.masked[max(0, place - 40) : place]
    hits = pattern(sentence.language, "modifier").findall(before)
    return words(sentence.language, "modifier")[hits[-1]] if hits else default


def bonds(sentence: Sentence) -> list[Noun]:
    """Words for working together that an ending makes an agreement: 終止合作, 協業を解消."""
    found = pattern(sentence.language, "bond").finditer(sentence.masked)
    return [Noun(*m.span(), words(sentence.language, "bond")[m.group()], False) for m in found]


def told_in_brackets(sentence: Sentence, noun: Noun) -> PartialDate | None:
    """The date in the brackets right behind a word for an agreement."""
    behind = sentence.at[noun.end - 1] + 1
    near = [s.date.date for s in sentence.hidden if s.date and behind < s.start <= behind + 8]
    return near[0] if near and sentence.text[behind] in "（(" else None


def _modified(language: Language, before: str, default: str) -> tuple[str, bool]:
    """The class that the nearest modifier of a general noun gives it, looking back to the last verb or name."""
    phrase = re.split(r"[。，,；;：:\ue000\ue001\ue002]|を(?!結)|は|が", before)[-1]
    hits = pattern(language, "modifier").findall(_HELP_WITH.sub("", phrase))
    return (words(language, "modifier")[hits[-1]], True) if hits else (default, False)


def _told_before(language: Language, before: str, default: str) -> tuple[str, bool]:
    """The class of deals of money that the sentence tells before a plain 契約 or 協議."""
    sentence = re.split("。", before)[-1]
    hits = [words(language, "modifier")[m] for m in pattern(language, "modifier").findall(sentence)]
    found = [kind for kind in hits if kind in ("InvestmentAgreement", "JointVentureAgreement")]
    return (found[-1], True) if found else (default, False)


def _told_behind(language: Language, behind: str) -> str | None:
    """The class that the next clause tells where the noun tells none: 達成協議，共同開發…"""
    research = {w for w, kind in words(language, "modifier").items() if kind == "JointResearchAgreement"}
    first = re.match("^[，、](?:將)?(.{0,6})", behind)
    if language != "ja" and _BUYING.match(behind):
        return "InvestmentAgreement"
    return "JointResearchAgreement" if first and any(first.group(1).startswith(w) for w in research) else None
