"""Acts of agreeing in Japanese sentences: verb, stage, and who is subject and partner by particles."""

from __future__ import annotations

import re
from functools import cache

from kg.acts import Act, Noun, Role, Stage, alternatives, nouns, pattern, words
from kg.clauses import DATE, ORG, PERSON, PLACE, Sentence
from kg.model import PassageKind

_NAME = f"{ORG}{PERSON}{DATE}{PLACE}"
_LOOK_BACK = 48  # from a verb to its noun
_TAIL = 36  # behind a verb, where its ending and the verbs that take it up stand

_FALSE_VERB = re.compile(
    r"結(?:び付|びつ|んだのは縁)|署名(?:者|活動|捺印者|欄)|(?:契約|任期|定款|情報|データ|設備)を更新|更新の"
)
_CEREMONY = re.compile(r"(?:式典?|セレモニー|会見|の儀)")
_CONDITION = re.compile(r"^[^。、]{0,4}(?:れば|たら|なら|場合|際には|するには|しても|するか)")
_DENIED = re.compile(
    r"^[^。]{0,8}?(?:(?:し|され|でき|んで|れて|して|わして|び|ば|わさ|せ)(?:は)?(?:い|お)?(?:ない|なかった|ません|らず|ず[、にとも。]?)"
    r"|(?:には?|は)?至(?:って(?:い|お))?(?:ない|らず|らな|りませ|っていません)"
    r"|(?:を|は)?(?:見送|断念|取りやめ|中止|撤回|否定|拒)|の(?:事実|予定|計画)は(?:な|あり?ませ|ござい))"
)
_FALSE_REPORT = re.compile(
    r"(?:との|という)?(?:一部)?報道(?:を|は|が).{0,12}(?:否定|事実|誤)|事実(?:は|で)は?(?:な|あり?ま)|誤報"
)
_PLANNED = re.compile(
    r"^(?:[^。、]{0,14}(?:予定|方針|見通し|見込み|計画|検討|目指|めざ|意向|考え|運び|見据え|構え|段取り|調整|準備|予告)"
    r"|[^。、]{0,6}(?:することに?と?(?:なり|なっ|な[るり]|し(?:まし)?た|を決|で(?:一致|大筋|基本))|こととなり|向け(?:て|た|、|協|調|準|最)|交渉|したい|たい(?:と|。|考))"
    r"|(?:する|ぶ|す|わす|される|ばれる)(?:。|$|と(?:発表|明らか|決)|見)|(?:し|び|わし|いたし)ます|へ(?:$|[、。　!！])|(?:式)?を?(?:開催|行い|開き|執り行い)(?:し|いた)?ます"
    r"|[^。、]{0,4}(?:することで合意|することを発表|協議を))"
)
_AHEAD = re.compile(r"(?:年内|年度内|来年|来月|来週|明日|近く|今後|将来|近日)[^。]{0,24}$")
_STANDING = re.compile(r"^[^。、]{0,4}?(?:て|で)(?:い(?:る|ま|た)|お(?:り|らず))|^[^。、]{0,2}済み")
_BASIS = re.compile(r"^[^。、]{0,4}?(?:に基づ|を踏まえ|を受け|をもとに|を基に|を発展|に続|以来|から\d+周年|に則)")
_RELATIVE_NOUN = re.compile(r"^(?:し|さ)?(?:れ)?[んたいっだ]{1,3}(?P<gap>[^。、はがをに]{0,24}?)$")
_REPORTED = re.compile(
    rf"^[^。]{{0,6}}?(?:た|る)(?:こと(?:を|が))?(?:と)?{DATE}?[、に]?(?:、)?(?:共同で)?(?:発表|公表|明らか|報じ)"
)
_NEUTRAL = re.compile(rf"^[^。、]{{0,6}}(?:る|た)のは(?!{DATE}|\d|昨年|今年|去年)")

_SUFFIX = r"(?:社|側|グループ|当局|など|等|ら|役場|本社|市長|町長|知事)?"
_MODIFIER = rf"[^、。はがをにでへもと{_NAME}]{{0,24}}"
_CONJUNCTION = re.compile(
    rf"^{_SUFFIX}(?:と|、|・|／|/|×|&|＆|及び|および|並びに|ならびに|や|,|，)+(?:{_MODIFIER}の)?{_MODIFIER}{ORG}"
)
_DELEGATE = re.compile(rf"^の?[^。はがをにでへも{_NAME}]{{0,22}}{PERSON}")
_APPOSITION = re.compile(rf"^の[^、。はがをに{_NAME}]{{0,24}}(?:である|の|、)?{ORG}")
_AFTER_PERSON = re.compile(
    rf"^[^、。はがをにでへもと{_NAME}]{{0,18}}(?:と|、|・|は|が|も|ら|による|の(?:両|2人|二人|3人))"
)
_PARTNER = re.compile(rf"^{_SUFFIX}(?:と|とは|とも|との|と共同で|との間[でに])(?!{ORG})")
_SUBJECT = re.compile(rf"^{_SUFFIX}(?:は|が|も(?!の)|では|により|による|、(?:代表))")
_BETWEEN = re.compile(
    rf"^{_SUFFIX}の?間(?:で|に|の)|^{_SUFFIX}の(?:両(?:者|社|校|大学|市|町|県|機関|団体)|双方|[23456二三四五六２３４５６](?:者|社|校|大学|市|町|県|団体|機関|法人|か所)|三団体)"
)
_PLACE = re.compile(rf"^{_SUFFIX}(?:で(?!は)|において|にて|を会場|本庁舎|庁舎|キャンパス|本社で)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternatives(sorted([*words("ja", "sign"), *words("ja", "self")], key=len, reverse=True)))


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Japanese sentence tells, in order, with roles and dates."""
    masked, found = sentence.masked, nouns(sentence)
    acts = [*_signings(sentence, found), *_agreed(sentence, found), *_founded(sentence), *_ended(sentence, found)]
    acts.sort(key=lambda a: a.start)
    acts = _without_doubles(acts)
    used = {n.start for a in acts for n in a.nouns}
    acts += [a for n in found if n.start not in used and (a := _mention(sentence, n))]
    acts.sort(key=lambda a: a.start)
    floor = 0
    for act in acts:
        _fill(sentence, act, floor)
        floor = act.end
    if _FALSE_REPORT.search(masked):
        for act in acts:
            act.stage = Stage.DENIED
    return acts


def _signings(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    floor = 0
    for verb in _verbs().finditer(masked):
        start, end = verb.span()
        if _FALSE_VERB.match(masked, max(0, start - 4)) or _FALSE_VERB.match(masked, start) or start < floor:
            continue
        tail = masked[end : end + _TAIL]
        ceremony = _CEREMONY.match(tail)
        before = [n for n in found if floor <= n.start and n.end <= start and start - n.end <= _LOOK_BACK]
        before = [n for n in before if not re.search("[。]", masked[n.end : start])]
        near = before[-1:] if before else []
        if (
            before
            and re.search(r"(?:と|及び|および|、)[^。は]{0,30}$", masked[: before[-1].start])
            and re.search(r"(?:2件|二件|２件|両|3件|三件|それぞれ)", masked[before[-1].end : start + 4])
        ):
            near = before[-3:]
        behind = [
            n
            for n in found
            if n.start >= end and n.start - end <= 26 and re.match(r"[^。、はが]*$", masked[end : n.start])
        ]
        if not near and behind and not ceremony:
            near = behind[:1]
        if not near and verb.group() not in words("ja", "self") and verb.group() not in ("締結", "調印", "再締結"):
            if verb.group() != "署名":
                continue
        stage, past = _stage(sentence, start, end)
        act = Act(start, end, stage, near, "ceremony" if ceremony else "sign", past)
        if behind and near == behind[:1]:
            act.past = past or bool(_BASIS.match(masked[behind[0].end :]))
        if (
            ceremony
            and stage is Stage.SIGNED
            and not re.search(
                r"(?:開(?:かれ|い|催され|催し)|行(?:われ|い|っ)|あ(?:り|っ)|臨|実施|終え|た|ました)", tail
            )
        ):
            act.stage = Stage.OPEN
        result.append(act)
        floor = max(end, max((n.end for n in near), default=0))
    return result


def _stage(sentence: Sentence, start: int, end: int) -> tuple[Stage, bool]:
    """Stage by the ending of the verb and by what takes it up, and whether it is told as background."""
    masked = sentence.masked
    tail = masked[end : end + _TAIL]
    clause = re.split(r"[。]", masked[max(0, start - 60) : start])[-1]
    past = bool(pattern("ja", "past").search(clause)) or bool(_STANDING.match(tail))
    provisional = re.search(r"仮(?:契約|協定|調印|合意)", masked[max(0, start - 20) : end])
    if _DENIED.match(tail):
        return Stage.DENIED, past
    if _CONDITION.match(tail):
        return Stage.OPEN, past
    if _PLANNED.match(tail) or provisional:
        return Stage.PLANNED, False
    if _AHEAD.search(clause) and not re.match(r"^(?:し|さ)?(?:れ)?(?:た|だ|まし)", tail):
        return Stage.PLANNED, False
    if _NEUTRAL.match(tail):
        return Stage.OPEN, past
    return Stage.SIGNED, past


def _agreed(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """Deals that are announced without a signature: …することに合意しました."""
    masked, result = sentence.masked, []
    for verb in pattern("ja", "agree").finditer(masked):
        start, end = verb.span()
        before = masked[max(0, start - 40) : start]
        # Agreeing to sign is a plan that the verb of signing has told already.
        if not re.search(r"(?:こと|[にで]|を|と)$", before[-3:]) or re.search(
            r"(?:締結|調印|署名|結ぶ|交わす)[^。]{0,8}$", before
        ):
            continue
        research = re.search(r"共同(?:で)?(?:研究|開発)", before)
        kind = "JointResearchAgreement" if research else "CooperationAgreement"
        stage, past = _stage(sentence, start, end)
        result.append(Act(start, end, stage, [Noun(start, end, kind, False)], "agree", past))
    return result


_VENTURE = re.compile(
    r"(?:合弁(?:会社|事業)?|共同出資(?:会社)?|合同会社|新会社|子会社|共同で)[^。]{0,60}?(?:設立|設け|立ち上げ|発足|設置)"
)
_LABORATORY = re.compile(
    r"(?:ラボ(?:ラトリー)?|共同研究(?:室|所|拠点|センター)|共同(?:実験室|拠点)|連携(?:研究室|ラボ))[」』]?(?:の運用)?(?:を|が|の)[^。]{0,24}?(?:開設|設立|設置|始動|始め|開始|開所|立ち上げ|発足|設け)|"
    r"(?:ラボ(?:ラトリー)?|共同研究(?:室|所|センター))[」』]?(?:が)?(?:始動|開所|発足)"
)


def _founded(sentence: Sentence) -> list[Act]:
    """Joint ventures and joint laboratories, where two or more found them."""
    masked, result = sentence.masked, []
    for rule, family, kind in (
        (_LABORATORY, "laboratory", "JointResearchAgreement"),
        (_VENTURE, "venture", "JointVentureAgreement"),
    ):
        for match in rule.finditer(masked):
            stage, past = _stage(sentence, match.end() - 1, match.end())
            result.append(Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, True)], family, past))
    return result


def _ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in pattern("ja", "end").finditer(masked):
        near = [
            n
            for n in found
            if 0 <= verb.start() - n.end <= 12 and not re.search("[。、]", masked[n.end : verb.start()])
        ]
        if near:
            stage, _ = _stage(sentence, *verb.span())
            if stage is not Stage.DENIED:
                result.append(
                    Act(*verb.span(), Stage.ENDED if stage is Stage.SIGNED else Stage.SIGNED, near[-1:], past=True)
                )
    return result


def _mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb, which tells one only where it has a date, two parties or stands in a heading."""
    masked = sentence.masked
    tail = masked[noun.end :]
    basis = bool(_BASIS.match(tail))
    dated = bool(re.search(rf"{DATE}の[^、。はが]{{0,16}}$", masked[: noun.start]))
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    if basis or dated:
        return Act(noun.start, noun.end, Stage.SIGNED if dated else Stage.OPEN, [noun], "mention", True)
    if heading:
        planned = re.match(r"^[」』]?(?:へ(?:$|[、。　])|(?:締結)?(?:予定|へ向け))", tail)
        return Act(noun.start, noun.end, Stage.PLANNED if planned else Stage.OPEN, [noun], "mention")
    return None


def _without_doubles(acts: list[Act]) -> list[Act]:
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


def _fill(sentence: Sentence, act: Act, floor: int) -> None:
    """Give an act its roles, dates and whether there is one with each partner."""
    masked = sentence.masked
    stop = max([act.start, *(n.end for n in act.nouns)])
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    # A headline may name the parties last: 協定を締結　A市とB大学.
    act.roles = _roles(masked, floor, len(masked) if sentence.kind is PassageKind.TITLE else stop, heading)
    if _REPORTED.match(masked[act.end : act.end + _TAIL]):
        act.announced = True
    act.each = bool(pattern("ja", "each").search(masked, floor, act.end))
    before = [i for i, _ in sentence.find(DATE, floor, act.start)]
    follow = re.match(
        rf"^[^。、]{{0,4}}(?:た|だ)のは[^。、{_NAME}]{{0,8}}{DATE}|^(?:日)?(?:は|：|:){DATE}", masked[act.end :]
    )
    act.dates = ([act.end + follow.end() - 1] if follow else []) + before[::-1]


def _roles(masked: str, start: int, stop: int, heading: bool) -> dict[int, Role]:
    """What each institution between two places is to the verb that follows, by the particle behind it."""
    roles: dict[int, Role] = {}
    signs = [i for i in range(start, stop) if masked[i] == ORG]
    for order, i in reversed(list(enumerate(signs))):
        roles[i] = _role(masked, i, stop, roles, signs[order + 1 :], heading)
    for i in signs:
        # Who looks on is no party; a topic stays what it is: Aは、C市長が立ち会うなか、Bと結んだ.
        onlooking = pattern("ja", "witness").search(masked, i, min(stop, i + 60))
        if onlooking and "は" not in masked[i : onlooking.start()]:
            roles[i] = Role.OTHER
        if masked[i + 1 : i + 2] == ORG:
            roles[i] = Role.OTHER
    return roles


def _role(masked: str, i: int, stop: int, roles: dict[int, Role], later: list[int], heading: bool) -> Role:
    right = masked[i + 1 : max(stop, i + 1)]
    following = later[0] if later else None
    if _BETWEEN.match(right):
        return Role.PARTNER
    if (joined := _CONJUNCTION.match(right)) and following == i + joined.end():
        role = roles[following]
        return (
            Role.PARTNER
            if right.lstrip("社側").startswith("と") and role in (Role.OTHER, Role.PLACE) and not heading
            else role
        )
    if following is not None and (chain := _APPOSITION.match(right)) and following == i + chain.end():
        return Role.OTHER
    if delegate := _DELEGATE.match(right):
        rest = masked[i + 1 + delegate.end() :]
        return Role.DELEGATE if _AFTER_PERSON.match(rest) else Role.OTHER
    if _PARTNER.match(right):
        return Role.PARTNER
    if _SUBJECT.match(right):
        return Role.SUBJECT
    if _PLACE.match(right):
        return Role.PLACE
    if right.startswith("の"):
        # AとBの協定: the pair belongs to the noun; a single one is only a modifier.
        paired = any(masked[j] == ORG for j in range(max(0, i - 26), i)) and re.search(
            rf"{ORG}{_SUFFIX}(?:と|・|、)(?:{_MODIFIER})$", masked[max(0, i - 60) : i]
        )
        return Role.PARTNER if paired and not re.search(r"[はがをに]", right) else Role.OTHER
    if heading and re.match(r"^(?:、|　|と?$|[「『【]|×)|^$", right) and not re.search(r"[をに]$", masked[:i]):
        return Role.SUBJECT
    return Role.OTHER
