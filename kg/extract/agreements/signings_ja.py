"""Acts that a Japanese verb of signing tells: which verbs do, of which nouns, and whether they are the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.agreement_words import Noun, alternatives, kind_before, words
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence
from kg.extract.agreements.roles_ja import HEAD
from kg.extract.agreements.stages_ja import BASIS, TAIL, is_jubilee, stage_of
from kg.extract.agreements.standing_ja import RENEWED
from kg.model import PassageKind

_LOOK_BACK = 48  # from a verb to its noun
_FALSE_VERB = re.compile(
    r"結(?:び付|びつ|んだのは縁)|(?<!を)(?<!書の)交換|署名(?:者|活動|捺印者|欄)|(?:契約|任期|定款|情報|データ|設備)を更新|更新の"
)
_NO_PAPER = re.compile(
    "(?:意見|議論|言葉|挨拶|あいさつ|握手|杯|会話|情報|名刺|考え)(?:など|等)?を[^、。]{0,6}$"
)  # 意見を交わす
# 協定の締結に向けた覚書を交わした: what the paper is for is not signed with it, nor planned beside it.
_WHAT_FOR = re.compile(
    r"[^。、はがを]{0,8}(?:に向けた|を(?:目指す|めざす|目的とする|目的とした|見据えた|前提とする|前提とした))"
    r"[^。、はがを]{0,14}(?:協定|覚書|合意|契約|意向書|MOU|LOI)"
)
# The object of a verb: 覚書を取り交わした, 協定書に署名した, 協定の締結.
_OBJECT = re.compile(r"^[」』]?書?(?:を|に|の|へ|が|は)?[^。はが]{0,22}$")
_BOTH_NOUNS = re.compile(
    r"^[」』]?書?(?:(?:と(?!な[るっ]|す|し)|および|及び|ならびに|並びに)[「『]?[^。はがを]{0,20}|、[^。はがを]{2,20})$"
)
_EACH_DATED = re.compile(f"[」』]?書?(?:を|と)、?{DATE}[^。、はが]{{0,24}}")
_CEREMONY = re.compile(r"(?:式典?|セレモニー|会見|の儀|の席)")
_HELD = re.compile(r"(?:開(?:かれ|い|催され|催し)|行(?:われ|い|っ)|あ(?:り|っ)|臨|実施|終え|た|ました)")
# この協定の締結により、今回の「協定」締結は: of the one that is told elsewhere.
_THIS_ONE = re.compile(r"(?:この|今回の|本|今般の|このたびの)[「『]?[^、。はがをにでと「」『』]{0,16}$")
_AS_TOLD = re.compile(r"(?:により|によって|によ(?:り|る)|で|は|に伴い|を受け|を機に|をきっかけ|に(?:当|あ)た)")
# 契約を取り付けた, 契約がまとまった: verbs that tell of a signing only of the noun right before them
_OBTAINED = re.compile(
    "[」』]?書?(?:を|が|も)[^、。はがを]{0,14}?(?P<verb>取り付け|取りつけ|まとめ|まとま|勝ち取|獲得し|成立し|とりまとめ|取り結|(?<=が)でき(?=[たてあ上])|(?<=組を)し(?=[たてま])|(?<=携を)し(?=[たてま]))"
)
# 結んだ契約を、資金難を理由に白紙に戻した
# 締結していたが、7月末で終了した
_LAPSED = re.compile(
    r"[^。、]{0,5}(?:が|ものの|けれど)、[^。]{0,40}?(?:(?:終了|解消|失効|満了|解約|破棄)(?:し(?:た|て|まし)|となっ|にな)|打ち切|期限切れ|期限が切れ)"
)
_DROPPED = re.compile(r"[」』]?書?を、?[^。]{0,24}(?:白紙|破棄|撤回|打ち切|反故)")
# 結んだ覚書は、今年で5年目に入る
_NTH_YEAR = re.compile(
    f"(?:契約|協定)?[」』]?書?(?:は|が|から|を[^。、]{{0,4}}(?:から|より))、?[^。、]{{0,10}}[0-9０-９一二三四五六七八九十]+(?:年目|周年|年が|年を|年と)|(?:契約|協定)?[」』]?書?(?:は|が)、?{DATE}で[0-9０-９一二三四五六七八九十]+年"
)
_WENT_ON = re.compile("(?:し|び|わし|)(?:て、?|、)[^。]{2,30}(?:て|で)(?:い|お|き|まいり)(?:た|まし)")

# 基本合意を締結し、協議を継続してまいりました
_TALKED_ON = re.compile(
    "(?:し|び|わし)(?:て、?|、)[^。]{0,20}(?:協議|交渉|検討|準備|調整)[^。]{0,10}(?:て|で)(?:い|お|き|まいり|参り)(?:た|まし)"
)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternatives(sorted([*words("ja", "sign"), *words("ja", "self")], key=len, reverse=True)))


def signings(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """The acts that verbs of signing tell, each with those of the nouns found that it is about."""
    masked, result, floor = sentence.masked, list[Act](), 0
    for verb in _verbs().finditer(masked):
        start, end = verb.span()
        if start < floor or _is_of_something_else(masked, start, end):
            continue
        before, behind = _before(masked, found, floor, start), _behind(masked, found, end)
        near = _objects(masked, before, start)
        if behind and not _CEREMONY.match(masked, end) and not (near and _OBJECT.match(masked[near[-1].end : start])):
            near = behind[:1]
        taken_up = behind[0] if behind and near == behind[:1] else None  # 2015年に締結した|協定
        if taken_up is not None and RENEWED.match(masked, taken_up.end):
            if _is_dated(masked, start):
                result.append(Act(start, end, Stage.SIGNED, near, "sign", True))
            continue
        near = near or _implied(sentence, start, end, result)
        if near or verb.group() == "署名":
            result.append(_act(sentence, start, end, near, taken_up))
            floor = max(end, max((n.end for n in near), default=0))
    return result


def obtained(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """The acts that verbs of getting a paper tell: 長期契約を取り付けた, 契約がまとまった."""
    result = []
    for noun in found:
        if match := _OBTAINED.match(sentence.masked, noun.end):
            start, end = match.span("verb")
            stage, past = stage_of(sentence, start, end)
            result.append(Act(start, end, stage, [noun], "sign", past))
    return result


def _is_of_something_else(masked: str, start: int, end: int) -> bool:
    """Whether nothing is signed: 意見を交わす, 情報を更新; or only what a paper is for: 締結に向けた覚書."""
    return bool(
        _FALSE_VERB.match(masked, max(0, start - 4))
        or _FALSE_VERB.match(masked, start)
        or _WHAT_FOR.match(masked, end)
        or _NO_PAPER.search(masked, max(0, start - 14), start)
    )


def _before(masked: str, found: Sequence[Noun], floor: int, start: int) -> list[Noun]:
    """The nouns before a verb that may be its objects."""
    near = [n for n in found if floor <= n.start and n.end <= start and start - n.end <= _LOOK_BACK]
    return [n for n in near if "。" not in masked[n.end : start]]


def _behind(masked: str, found: Sequence[Noun], end: int) -> list[Noun]:
    """The nouns behind a verb that it may describe: 締結した協定."""
    near = (n for n in found if n.start >= end and n.start - end <= 26)
    return [n for n in near if re.match(r"[^。、はが]*$", masked[end : n.start])]


def _objects(masked: str, before: Sequence[Noun], start: int) -> list[Noun]:
    """The nouns before a verb that are its objects: the last one, or as many as it says."""
    if (
        before
        and re.search(r"(?:と|及び|および|、)[^。は]{0,30}$", masked[: before[-1].start])
        and re.search(r"(?:2件|二件|２件|両|3件|三件|それぞれ)", masked[before[-1].end : start + 4])
    ):
        return list(before[-3:])
    if len(before) < 2:
        return list(before)
    one, other = before[-2:]
    if _EACH_DATED.fullmatch(masked, one.end, other.start):
        return [one, other]  # 2013年に協定を、2019年に覚書を締結した
    if _BOTH_NOUNS.match(masked[one.end : other.start]) and one.formal and other.formal and one.kind != other.kind:
        return [one, other]
    return [other]


def _implied(sentence: Sentence, start: int, end: int, told: Sequence[Act]) -> list[Noun]:
    """The noun of a verb without one: that of the act before it (覚書を締結し、翌年に更新した), or the verb itself."""
    verb = sentence.masked[start:end]
    if verb in ("更新", "再締結") and told and told[-1].nouns:
        return [Noun(start, end, told[-1].nouns[0].kind, told[-1].nouns[0].formal)]
    if verb in ("締結", "調印", "再締結") or verb in words("ja", "self"):
        return [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
    return []


def _act(sentence: Sentence, start: int, end: int, near: list[Noun], taken_up: Noun | None) -> Act:
    """The act of a verb and its nouns; `taken_up` is the one that it describes."""
    masked = sentence.masked
    tail = masked[end : end + TAIL]
    ceremony = _CEREMONY.match(tail)
    stage, past = stage_of(sentence, start, end)
    if taken_up is not None and _DROPPED.match(masked, taken_up.end):
        stage = Stage.DENIED
    past = past or is_jubilee(masked, end)
    if stage is Stage.SIGNED and _LAPSED.match(masked, end):
        stage, past = Stage.ENDED, True
    if taken_up is not None:
        past = past or (_is_dated(masked, start) and bool(BASIS.match(masked[taken_up.end :])))
        past = past or _of_a_year(sentence, start, end, taken_up.start) or bool(_NTH_YEAR.match(masked, taken_up.end))
    relative = re.match(HEAD, tail) is not None and ("ぁ" <= masked[end - 1] <= "ん" or not tail.startswith(ORG))
    shown = sentence.kind is PassageKind.CAPTION and _WHO_SIGNED.match(masked, end) is not None
    past = past or (stage is Stage.SIGNED and relative and not shown)  # not 署名　某市長某
    known = near and near[0].start < start and _AS_TOLD.match(tail) and _THIS_ONE.search(masked, 0, near[0].start)
    if stage is Stage.SIGNED and (known or (ceremony and not _HELD.search(tail))):
        stage = Stage.OPEN
    act = Act(start, end, stage, near, "ceremony" if ceremony else "sign", past)
    act.went_on = _went_on(sentence, start, end)
    return act


# A picture shows those of the news: 協定を交わしたA大学の某学長とB大学の某校長.
_WHO_SIGNED = re.compile(f"[ぁ-ん]{{1,5}}{ORG}[^。、はがを{ORG}{PERSON}]{{0,20}}{PERSON}")


def _is_dated(masked: str, start: int) -> bool:
    """Whether a date stands near before a verb."""
    return DATE in masked[max(0, start - 24) : start]


def _went_on(sentence: Sentence, start: int, end: int) -> bool:
    """9月に基本合意書を交わし、細部を詰めていた: what something had gone on since then, and is no news."""
    dates = [s.date.date for _, s in sentence.find(DATE, max(0, start - _LOOK_BACK), start) if s.date]
    if not dates and _TALKED_ON.match(sentence.masked, end):
        return True
    return bool(dates) and dates[-1].day is None and _WENT_ON.match(sentence.masked, end) is not None


def _of_a_year(sentence: Sentence, start: int, end: int, noun: int) -> bool:
    """2009年にAがBと結んだ協定: what is taken up by its year is no news, whenever that was."""
    dates = [s for _, s in sentence.find(DATE, max(0, start - _LOOK_BACK), start)]
    relative = re.match(r"(?:んだ|した|し|わした|だ)[^、。はがを]*$", sentence.masked[end:noun])
    return bool(dates and relative and dates[-1].date and dates[-1].date.date.month is None)
