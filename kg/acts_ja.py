"""Acts of agreeing in Japanese sentences: verb, stage, and who is subject and partner by particles."""

from __future__ import annotations

import re
from functools import cache

from kg.acts import Act, Noun, Role, Stage, alternatives, bonds, carry_subjects, kind_before, nouns, pattern, told_in_brackets, words
from kg.clauses import DATE, ORG, PERSON, PLACE, Sentence
from kg.model import PassageKind

_NAME = f"{ORG}{PERSON}{DATE}{PLACE}"
_LOOK_BACK = 48  # from a verb to its noun
_TAIL = 36  # behind a verb, where its ending and the verbs that take it up stand

_FALSE_VERB = re.compile(
    r"結(?:び付|びつ|んだのは縁)|署名(?:者|活動|捺印者|欄)|(?:契約|任期|定款|情報|データ|設備)を更新|更新の"
)
_CEREMONY = re.compile(r"(?:式典?|セレモニー|会見|の儀)")
_CONDITION = re.compile(r"^[^。、]{0,6}かどうか|^[^。、]{0,4}(?:れば|たら|なら|場合|際には|するには|しても|するか)")
_DENIED = re.compile(
    r"^(?:(?:し|さ|され|でき|して|されて|できて|わして|わされて|で|て|れ|れて|わさ|せ)?(?:は|も)?(?:い|お)?(?:ない|なかった|なく|ません|らず|ず[、にとも。])"
    r"|(?:には?|は)?至(?:って(?:い|お))?(?:ない|らず|らな|りませ|っていません)"
    r"|[^。、]{0,6}(?:考え|予定|計画|方針|つもり)は(?:な[いくか]|あり?ませ)|(?:を|は)?(?:見送|断念|取りやめ|中止|撤回|否定|拒|白紙)|の(?:事実|予定|計画)は(?:な|あり?ませ|ござい))"
)
_FALSE_REPORT = re.compile(
    r"(?:との|という)?(?:一部)?報道(?:を|は|が).{0,12}(?:否定|事実|誤)|事実(?:は|で)は?(?:な|あり?ま)|誤報"
)
_PLANNED = re.compile(
    r"^(?:[^。、]{0,14}(?:予定|方針|見通し|見込み|進め|計画|検討|目指|めざ|意向|意欲|前向き|期待|希望|呼びかけ|提案|打診|要望|考え|運び|見据え|構え|段取り|調整|準備|予告|延期|先送り)"
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

# What may stand between a name and its particle: a part of the institution, or the title of who heads it.
_SUFFIX = (
    rf"(?:社|側|グループ|当局|(?:など|等)[0-9０-９一二三四五六七八九十]+(?:大学|社|校|者|市|町|団体|機関)|など|等|ら|役場|本社|[^、。はがをにでへもと{_NAME}]{{0,10}}"
    r"(?:長|知事|代表|総裁|学部|学院|研究科|研究所|研究院|センター|本部|事業部|支社|事務所|局|課|会))?"
)
_MODIFIER = rf"[^、。はがをにでへもと{_NAME}]{{0,24}}"
_CONJUNCTION = re.compile(
    rf"^{_SUFFIX}(?:と|、|・|／|/|×|&|＆|及び|および|並びに|ならびに|や|,|，)+(?:{_MODIFIER}の)?{_MODIFIER}{ORG}"
)
_DELEGATE = re.compile(rf"^の?[^。はがをにでへもと{_NAME}]{{0,22}}{PERSON}")
_APPOSITION = re.compile(rf"^の[^、。はがをに{_NAME}]{{0,24}}(?:である|の|、)?{ORG}")
_AFTER_PERSON = re.compile(
    rf"^[^、。はがをにでへもと{_NAME}]{{0,18}}(?:と|、|・|は|が|も|ら|による|の(?:両|2人|二人|3人))"
)
# The object of a verb: 覚書を取り交わした, 協定書に署名した, 協定の締結.
_OBJECT = re.compile(r"^[」』]?書?(?:を|に|の|へ|が|は)?[^。はが]{0,22}$")
# A relative clause whose head is the partner: 協定を結んだA大学から.
_HEAD = rf"^(?:(?:し|さ|れ|て|で|い|お)*(?:んだ|だ|た|る|ぶ|り))?(?:台湾の|日本の|台湾・)?{ORG}"
_BOTH_NOUNS = re.compile(r"^[」』]?書?(?:と|および|及び|、)[^。はがを]{2,20}$")
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
    owned = _owned(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    acts += [a for a in _announced(sentence) if not any(b.start < a.end and a.start < b.end for b in acts)]
    acts.sort(key=lambda a: a.start)
    acts = _without_doubles(acts)
    used = {n.start for a in acts for n in a.nouns}
    if not acts or sentence.kind not in (PassageKind.TITLE, PassageKind.HEADING):
        acts += [a for n in found if n.start not in used and (a := _mention(sentence, n))]
    if any(a.stage is Stage.DENIED for a in acts):
        # 調印を延期し、協定は結ばれなかった: what has no noun of its own is denied with the rest.
        acts = [a for a in acts if any(n.start != a.start for n in a.nouns)]
    acts.sort(key=lambda a: a.start)
    floor = 0
    for act in acts:
        _fill(sentence, act, floor)
        floor = act.end
    carry_subjects(acts)
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
        elif len(before) > 1 and _BOTH_NOUNS.match(masked[before[-2].end : before[-1].start]):
            both = before[-2:]
            near = both if both[0].formal and both[1].formal and both[0].kind != both[1].kind else near
        behind = [
            n
            for n in found
            if n.start >= end and n.start - end <= 26 and re.match(r"[^。、はが]*$", masked[end : n.start])
        ]
        if behind and not ceremony and (not near or not _OBJECT.match(masked[near[-1].end : start])):
            near = behind[:1]
        renewed = behind and re.match(r"^書?を[^。、]{0,14}(?:更新|改定|改訂|延長|再締結)", masked[behind[0].end :])
        if renewed and near == behind[:1]:
            continue
        bare = verb.group() in ("締結", "調印", "再締結") or verb.group() in words("ja", "self")
        if not near and bare:
            near = [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
        if not near and verb.group() != "署名":
            continue
        stage, past = _stage(sentence, start, end)
        act = Act(start, end, stage, near, "ceremony" if ceremony else "sign", past)
        if behind and near == behind[:1]:
            dated = DATE in masked[max(0, start - 24) : start]
            act.past = past or (dated and bool(_BASIS.match(masked[behind[0].end :])))
        if re.match(_HEAD, tail) and stage is Stage.SIGNED:
            act.past = True
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
    tail = _without_adverbs(masked[end : end + _TAIL])
    clause = re.split(r"[。]", masked[max(0, start - 60) : start])[-1]
    past = bool(pattern("ja", "past").search(clause)) or bool(_STANDING.match(tail))
    past = past or bool(re.search(r"(?:[0-9０-９一二三四五十数]+)年前", clause))
    if _DENIED.match(tail):
        return Stage.DENIED, past
    if _CONDITION.match(tail):
        return Stage.OPEN, past
    if _PLANNED.match(tail):
        return Stage.PLANNED, False
    if _AHEAD.search(clause) and not re.match(r"^(?:し|さ)?(?:れ)?(?:た|だ|まし)", tail):
        return Stage.PLANNED, False
    if masked[start:end] == "結ぶ" and re.match(r"^(?:。|$|と(?:発表|明らか|見ら))", masked[end:]):
        return Stage.PLANNED, False
    if _NEUTRAL.match(masked[end:]):
        return Stage.OPEN, past
    return Stage.SIGNED, past


def _without_adverbs(tail: str) -> str:
    """締結式を9月10日に市役所で開催 without the day and the place, so that endings stand next to their verbs."""
    return re.sub(rf"(?:{DATE}(?:に|から)?|{PLACE}(?:で|にて|において)?)、?", "", tail)


def _agreed(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """Deals that are announced without a signature: …することに合意しました."""
    masked, result = sentence.masked, []
    for verb in pattern("ja", "agree").finditer(masked):
        start, end = verb.span()
        before = masked[max(0, start - 40) : start]
        # Agreeing to sign is a plan that the verb of signing has told already.
        if masked[end : end + 1] in "書文" and masked[end : end + 1]:
            continue
        if verb.group().startswith("提携"):
            joined = [n for n in found if n.end == start + 2 and n.start < start]
            if joined or re.search(rf"{ORG}と(?:{DATE}に?)?$", before):
                stage, past = _stage(sentence, start, end)
                own = [n for n in found if n.start == start] or [Noun(start, end, "Agreement", False)]
                result.append(Act(start, end, stage, joined[-1:] or own, "sign", past))
            continue
        if not re.search(rf"(?:こと|[にで]|を|と)(?:基本|大筋|最終|{ORG}[がは])?$", before[-5:]) or re.search(
            r"(?:締結|調印|署名|結ぶ|交わす)[^。]{0,8}$", before
        ):
            continue
        near = [n for n in found if n.start < end and start - n.end <= 8]
        kind = kind_before(sentence, start, "CooperationAgreement")
        stage, past = _stage(sentence, start, end)
        if stage is Stage.PLANNED and _PUBLISHED.match(masked[end:]):
            stage = Stage.SIGNED
        result.append(Act(start, end, stage, near[-1:] or [Noun(start, end, kind, False)], "agree", past))
    return result


_PUBLISHED = re.compile(r"^(?:し|す|る|さ|れ|て)*(?:こと)?(?:と|を|で|が)(?:発表|公表|合意|明らか)")
_VENTURE = re.compile(
    r"(?:合弁(?:会社|事業)?|共同出資(?:会社)?|合同会社|新会社|子会社|共同で[^。]{0,24}会社|折半出資)[^。]{0,60}?(?:設立|設け|立ち上げ|発足|設置)|共同で設立した(?:会社|法人)"
)
_LABORATORY = re.compile(
    r"(?:ラボ(?:ラトリー)?|共同研究(?:室|所|拠点|センター)|研究拠点|共同(?:実験室|拠点)|連携(?:研究室|ラボ))[」』]?(?:の運用)?(?:を|が|の)[^。]{0,24}?(?:開設|設立|設置|始動|始め|開始|開所|立ち上げ|発足|設け)|"
    r"(?:ラボ(?:ラトリー)?|共同研究(?:室|所|センター))[」』]?(?:が)?(?:始動|開所|発足)"
)


# What two of them say that they will do together; a headline needs no verb of saying.
_TOGETHER = re.compile(
    r"(?:共同(?:で)?(?:研究|開発|生産|建設|運営|出資)|協業|資本(?:業務)?提携|業務提携|資本参加|株主として参画|出資(?:し|する)|共同で[^。、]{0,14}を(?:開発|建設|設け|設立|生産))"
    r"[^。]{0,24}?(?:する(?:こと)?[とを](?:共同)?(?:で)?(?:発表|公表|明らか|決め)|ると(?:発表|公表|明らか)|したと(?:発表|公表|明らか))"
)
_TOGETHER_HEADLINE = re.compile(
    r"(?:が|、)[^。は]{0,16}(?:協業|共同開発|共同研究|共同生産|業務提携|資本提携|資本業務提携|合弁)"
)


def _announced(sentence: Sentence) -> list[Act]:
    """Joint undertakings that the partners announce."""
    masked, result = sentence.masked, []
    alone = sentence.kind is PassageKind.TITLE and not nouns(sentence)[1:]
    rules = [_TOGETHER] + ([_TOGETHER_HEADLINE] if alone else [])
    for rule in rules:
        for match in rule.finditer(masked):
            if re.search(r"(?:広げ|拡大|強化|深め|加速|継続)", match.group()):
                continue  # more of what there is
            kind = kind_before(sentence, match.end(), "CooperationAgreement")
            past = bool(pattern("ja", "past").search(masked, 0, match.start()))
            planned = re.match(r"(?:検討|へ検討|を検討|交渉)", masked[match.end() :])
            stage = Stage.PLANNED if planned else Stage.SIGNED
            result.append(Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, False)], "agree", past))
    return result


# Whose joint company a third one is; told beside the news, as a rule without a date.
_OWNED = re.compile(
    rf"{ORG}{_SUFFIX}(?:の|による|が)(?:[^。、はがを{_NAME}]{{0,8}})?(?P<what>合弁(?:会社|企業|事業|で)|共同出資(?:会社|し|する|の)|折半出資|出資(?:する|した|して)(?!と|こと))"
)


_SHARE = re.compile(rf"{ORG}(?:社)?が[^。、]{{0,4}}[0-9０-９.．]+[%％]")
_TAKE = re.compile(
    rf"{ORG}(?:社)?に[^。、が]{{0,12}}出資(?P<ahead>する(?:方針|検討|計画|意向|方向|考え)|を(?:検討|計画)|(?=することを検討))"
)


def _owned(sentence: Sentence) -> list[Act]:
    """Joint companies named by who owns them: A社とB社の合弁会社であるC社."""
    result = []
    shares = list(_SHARE.finditer(sentence.masked))
    if len(shares) > 1:
        span = (shares[0].start(), shares[-1].end())
        act = Act(*span, Stage.SIGNED, [Noun(*span, "JointVentureAgreement", True)], "owned", past=True)
        act.roles = {m.start(): Role.SUBJECT for m in shares}
        result.append(act)
    for match in _TAKE.finditer(sentence.masked):
        span = match.span("ahead")
        result.append(Act(*span, Stage.PLANNED, [Noun(*span, "InvestmentAgreement", True)], "agree"))
    for match in _OWNED.finditer(sentence.masked):
        owners = [match.start()]
        while joined := re.search(rf"{ORG}{_SUFFIX}(?:と|、|・|および|及び)+$", sentence.masked[: owners[-1]]):
            owners.append(joined.start())
        if len(owners) > 1:
            act = Act(*match.span("what"), Stage.SIGNED, [Noun(*match.span("what"), "JointVentureAgreement", True)])
            act.family, act.past, act.roles = "owned", True, dict.fromkeys(sorted(owners), Role.SUBJECT)
            result.append(act)
    return result


def _founded(sentence: Sentence) -> list[Act]:
    """Joint ventures and joint laboratories, where two or more found them."""
    masked, result = sentence.masked, []
    for rule, family, kind in (
        (_LABORATORY, "laboratory", "JointResearchAgreement"),
        (_VENTURE, "venture", "JointVentureAgreement"),
    ):
        for match in rule.finditer(masked):
            stage, past = _stage(sentence, match.end() - 1, match.end())
            # What companies announce that they will found is agreed between them.
            if stage is Stage.PLANNED and family == "venture" and _PUBLISHED.match(masked[match.end() :]):
                stage = Stage.SIGNED
            result.append(Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, True)], family, past))
    return result


def _ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in pattern("ja", "end").finditer(masked):
        near = [
            n
            for n in [*bonds(sentence), *found]
            if 0 <= verb.start() - n.end <= 12 and not re.search("[。、]", masked[n.end : verb.start()])
        ]
        if near:
            stage, _ = _stage(sentence, *verb.span())
            ended = stage is Stage.SIGNED or _PUBLISHED.match(masked[verb.end() :])
            if stage is not Stage.DENIED:
                result.append(Act(*verb.span(), Stage.ENDED if ended else Stage.SIGNED, near[-1:], past=True))
    return result


def _mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb, which tells one only where it has a date, two parties or stands in a heading."""
    masked = sentence.masked
    tail = masked[noun.end :]
    basis = bool(_BASIS.match(tail))
    dated = bool(re.search(rf"{DATE}(?:の|から)[^、。はが]{{0,16}}$", masked[: noun.start]))
    dated = dated or bool(told_in_brackets(sentence, noun))
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    if basis or dated:
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
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
    if act.family == "owned":
        act.dates = [i for i, _ in sentence.find(DATE) if "設立" in masked[i:]]
        return
    stop = max([act.start, *(n.end for n in act.nouns)])
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    # A headline may name the parties last: 協定を締結　A市とB大学.
    stop = len(masked) if sentence.kind is PassageKind.TITLE else stop
    act.roles = _roles(masked, floor, stop, act.nouns[0].start if act.nouns else act.start, heading)
    if act.family == "mention" and act.stage is Stage.OPEN and sentence.kind is PassageKind.TITLE:
        # A headline does without the verb: A市がB大学と協定.
        told = {Role.SUBJECT, Role.PARTNER} <= set(act.roles.values()) and "について" not in masked
        act.stage = Stage.SIGNED if told else Stage.OPEN
    if _REPORTED.match(masked[act.end : act.end + _TAIL]):
        act.announced = True
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    if head := re.match(_HEAD, masked[act.end :]):
        act.roles[act.end + head.end() - 1] = Role.PARTNER
    act.each = bool(pattern("ja", "each").search(masked, floor, act.end))
    before = [i for i, _ in sentence.find(DATE, floor, act.start)]
    if act.stage is Stage.ENDED:
        # Only a date told with its signing is the agreement's: 2010年に締結した協定を解除.
        before = [
            i
            for i in before
            if re.match(r"^[^。、]{0,12}(?:締結|結[んばび]|交わ|調印|の[^、はが]{0,10}協定)", masked[i + 1 :])
        ]
    if act.family == "ceremony" and (held := re.match(rf"^[^。{DATE}]{{0,10}}{DATE}", masked[act.end :])):
        before.append(act.end + held.end() - 1)
    follow = re.match(
        rf"^[^。、]{{0,4}}(?:た|だ)のは[^。、{_NAME}]{{0,8}}{DATE}|^(?:日)?(?:は|：|:){DATE}", masked[act.end :]
    )
    act.dates = ([act.end + follow.end() - 1] if follow else []) + before[::-1]


def topic(sentence: Sentence) -> tuple[str, ...]:
    """The institution that a sentence is about, which the next one may leave unsaid."""
    for place, span in sentence.find(ORG):
        if _SUBJECT.match(sentence.masked[place + 1 :]):
            return span.ids
    return ()


def _roles(masked: str, start: int, stop: int, noun: int, heading: bool) -> dict[int, Role]:
    """What each institution between two places is to the verb that follows, by the particle behind it."""
    roles: dict[int, Role] = {}
    signs = [i for i in range(start, stop) if masked[i] == ORG]
    for order, i in reversed(list(enumerate(signs))):
        roles[i] = _role(masked, i, stop, noun, roles, signs[order + 1 :], heading)
    for i in signs:
        # Who looks on is no party; a topic stays what it is: Aは、C市長が立ち会うなか、Bと結んだ.
        onlooking = pattern("ja", "witness").search(masked, i, min(stop, i + 60))
        if onlooking and "は" not in masked[i : onlooking.start()]:
            roles[i] = Role.OTHER
        if masked[i + 1 : i + 2] == ORG:
            roles[i] = Role.OTHER
    actors = [i for i in signs if roles[i] is Role.SUBJECT and re.match(rf"^{_SUFFIX}が", masked[i + 1 :])]
    if actors and any(re.search(rf"{ORG}{_SUFFIX}と[^、。]{{0,12}}$", masked[start:i]) for i in actors):
        # Cは、AとBが設立した会社だ: the topic is what they founded, or who reports it.
        for i in signs:
            if roles[i] is Role.SUBJECT and re.match(rf"^{_SUFFIX}は", masked[i + 1 :]):
                roles[i] = Role.OTHER
    return roles


def _role(masked: str, i: int, stop: int, noun: int, roles: dict[int, Role], later: list[int], heading: bool) -> Role:
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
        return Role.PARTNER if paired and not re.search(r"[はがを]", masked[i + 1 : noun]) else Role.OTHER
    if heading and re.match(r"^(?:、|　|と?$|[「『【]|×)|^$", right) and not re.search(r"[をに]$", masked[:i]):
        return Role.SUBJECT
    return Role.OTHER
