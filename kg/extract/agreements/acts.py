"""What a sentence says about agreeing: the words of `agreements.tsv` and the act that they make up with names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import pairwise

from kg import knowledge
from kg.extract.agreements.clauses import Sentence, simplified
from kg.model import Language, PartialDate


class Stage(Enum):
    """How far the sentence says things have come; OPEN where it only mentions the agreement."""

    SIGNED = "signed"
    PLANNED = "planned"
    ENDED = "ended"
    DENIED = "denied"
    OPEN = "open"


class Role(Enum):
    """What a name is to the verb of agreeing."""

    SUBJECT = "subject"  # AはBと…, A與B簽署
    PARTNER = "partner"  # Bと, 與B
    DELEGATE = "delegate"  # an institution named through the person who acts for it: A市長の某が署名
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for an agreement in `Sentence.masked` and the class that it and its modifiers tell."""

    start: int
    end: int
    kind: str
    formal: bool  # the word alone decides the class: 覚書, 備忘錄


@dataclass(slots=True)
class Act:
    """One act of agreeing in a sentence; places are those of `Sentence.masked`."""

    start: int
    end: int
    stage: Stage
    nouns: list[Noun]
    family: str = "sign"  # sign, agree (announced), venture, laboratory, ceremony, mention
    past: bool = False  # told as background
    went_on: bool = False  # told with what had gone on since: 合意書を交わし、細部を詰めていた
    ending: bool = False  # told by a verb of ending: only a date told with its signing is its own
    ends: int | None = None  # place of the date on which it ends
    each: bool = False  # one with each of the partners
    pairs: list[tuple[int, int]] = field(default_factory=list)  # 甲與乙、丙與丁: places of names that belong together
    roles: dict[int, Role] = field(default_factory=dict)  # place of a name → role
    dates: list[int] = field(default_factory=list)  # places of the dates that may be the act's, nearest first
    announced: bool = False  # the date is that of the announcement
    told: PartialDate | None = None  # in brackets behind the noun: 協定（2014年締結）


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


_MODIFIER_REACH = 24
_BUYING = re.compile(
    simplified("^[，、](?:將|擬|計畫)?(?:以[^，。]{0,10})?(?:收購|併購|買下|入股|認購|取得[^，。]{0,12}股)")
)
# 推進協議會, 契約社員: bodies and people whose names hold the word.
_BODY = re.compile("(?:协议|協議|契约|合约|合同|协约)(?:[会會员員]|制|工)")


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
    return sorted(result, key=lambda noun: noun.start)


_ALIKE_PAPER = re.compile(simplified("(?:同類|同樣|相同|類似)(?:的)?(?:合作)?(文件|文書)"))
# 今年再簽雙聯學位
_DEGREE = re.compile(
    simplified("簽(?:署|訂|下|了|定)?[^，。；]{0,4}(雙聯學[位制程]|雙學位)(?![^，。；]{0,10}(?:協|合約|備忘|計畫))")
)
_UNMODIFIED = re.compile("(?:、|，|で|に|は|簽署|签署|簽訂|签订|了|締結|缔结)$")


def _told_before(language: Language, before: str, default: str) -> tuple[str, bool]:
    """The class of deals of money that the sentence tells before a plain 契約 or 協議."""
    sentence = re.split("。", before)[-1]
    hits = [words(language, "modifier")[m] for m in pattern(language, "modifier").findall(sentence)]
    found = [kind for kind in hits if kind in ("InvestmentAgreement", "JointVentureAgreement")]
    return (found[-1], True) if found else (default, False)


def told_in_brackets(sentence: Sentence, noun: Noun) -> PartialDate | None:
    """The date in the brackets right behind a word for an agreement."""
    behind = sentence.at[noun.end - 1] + 1
    near = [s.date.date for s in sentence.hidden if s.date and behind < s.start <= behind + 8]
    return near[0] if near and sentence.text[behind] in "（(" else None


def _told_behind(language: Language, behind: str) -> str | None:
    """The class that the next clause tells where the noun tells none: 達成協議，共同開發…"""
    research = {w for w, kind in words(language, "modifier").items() if kind == "JointResearchAgreement"}
    first = re.match("^[，、](?:將)?(.{0,6})", behind)
    if language != "ja" and _BUYING.match(behind):
        return "InvestmentAgreement"
    return "JointResearchAgreement" if first and any(first.group(1).startswith(w) for w in research) else None


def carry_subjects(acts: Sequence[Act]) -> None:
    """Give an act that names only partners the subject of the act before it: 去年與乙結盟，今年又與丙簽約."""
    for previous, act in pairwise(acts):
        here = set(act.roles.values())
        if Role.PARTNER in here and Role.SUBJECT not in here:
            first = [place for place, role in sorted(previous.roles.items()) if role is Role.SUBJECT][:1]
            act.roles.update(dict.fromkeys(first, Role.SUBJECT))


def carry_dates(acts: Sequence[Act]) -> None:
    """Give an act without a date that of the one before it in the sentence: 26日簽署備忘錄，並由甲與乙另簽協議."""
    for previous, act in pairwise(acts):
        if previous.family == "venture" and act.family == "agree" and not act.dates:
            act.dates = previous.dates  # 2023年7月、合弁会社を設けることに合意した
        same = previous.stage is act.stage is Stage.SIGNED and previous.past == act.past
        if same and not act.dates and not act.told and not previous.past and act.family == previous.family == "sign":
            act.dates, act.announced = previous.dates, previous.announced


def kind_before(sentence: Sentence, place: int, default: str) -> str:
    """The class that the words before a verb without a noun tell: 雙聯學位，預計年底簽約."""
    before = sentence.masked[max(0, place - 40) : place]
    hits = pattern(sentence.language, "modifier").findall(before)
    return words(sentence.language, "modifier")[hits[-1]] if hits else default


def bonds(sentence: Sentence) -> list[Noun]:
    """Words for working together that an ending makes an agreement: 終止合作, 協業を解消."""
    found = pattern(sentence.language, "bond").finditer(sentence.masked)
    return [Noun(*m.span(), words(sentence.language, "bond")[m.group()], False) for m in found]


def _modified(language: Language, before: str, default: str) -> tuple[str, bool]:
    """The class that the nearest modifier of a general noun gives it, looking back to the last verb or name."""
    phrase = re.split(r"[。，,；;：:\ue000\ue001\ue002]|を(?!結)|は|が", before)[-1]
    hits = pattern(language, "modifier").findall(phrase)
    return (words(language, "modifier")[hits[-1]], True) if hits else (default, False)


def without_doubles(acts: list[Act]) -> list[Act]:
    """Of acts that share a noun or overlap, the first; an ending overrules the signing of the same agreement."""
    ended = {n.start for a in acts if a.stage is Stage.ENDED for n in a.nouns}
    result: list[Act] = []
    for act in acts:
        if act.stage is not Stage.ENDED and any(n.start in ended for n in act.nouns):
            continue
        if result and act.start < result[-1].end:
            continue
        result.append(act)
    return result


def shared_company(sentence: Sentence, share: re.Pattern[str]) -> list[Act]:
    """A joint company told by the shares that two institutions or more hold in it: one act, or none."""
    shares = list(share.finditer(sentence.masked))
    if len(shares) < 2:
        return []
    span = (shares[0].start(), shares[-1].end())
    act = Act(*span, Stage.SIGNED, [Noun(*span, "JointVentureAgreement", True)], "owned", past=True)
    act.roles = {m.start(): Role.SUBJECT for m in shares}
    return [act]
