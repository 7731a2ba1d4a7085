"""Acts of agreeing in Chinese sentences: verb, stage, and who is subject and partner by the words before the name.

Patterns are written in Traditional characters and folded with `simplified`, as the sentences are.
"""

from __future__ import annotations

import re
from functools import cache

from kg.acts import Act, Noun, Role, Stage, alternatives, bonds, carry_subjects, kind_before, nouns, pattern, told_in_brackets, words
from kg.clauses import DATE, ORG, PERSON, PLACE, Sentence, simplified
from kg.model import PassageKind

_NAME = f"{ORG}{PERSON}{DATE}{PLACE}"
_REACH = 50  # from a verb to its noun


def _zh(source: str) -> re.Pattern[str]:
    return re.compile(simplified(source))


_BREAK = _zh("[，。；;！!？?]|：(?!$)")
_CEREMONY = _zh("^(?:儀式|典禮|式|記者會|會場|活動|合影|現場|後|前|時)")
_FALSE_VERB = _zh(
    "建立(?!.{0,16}(?:姊妹|姐妹|夥伴關係|合作關係))|交換(?!.{0,8}備忘錄)|互換(?!.{0,10}(?:備忘錄|協議|文本))|更新(?!.{0,16}(?:備忘錄|協定|協議|合約|MOU))|結盟(?:研討|會議|論壇|活動)|簽(?:證|到|名|呈|核|收|書會|售|王|唱|帳|單|派)"
)
_MERELY = _zh(
    "簽(?!.{0,30}(?:備忘錄|協議|協定|MOU|MoU|意向書|意願書|合約|契約|LOI|姊妹|姐妹|盟|約))|達成(?!.{0,16}(?:合作|協議|協定))"
)
_DONE = _zh("^(?:了|過|妥|畢|完成|成功|的)")
_STATED_FACT = _zh("已(?!預|計|規)|完成|正式|今[（(]|日前|昨|甫|剛|順利|成功")
# Hoped-for partnerships are no agreements.
_WEAK = frozenset(map(simplified, ("建立", "達成", "結為", "更新", "互換", "交換")))
_BARE = _zh("^(?:了)?(?:[，。；！!]|$|完成|儀式|典禮)")
_CONDITION = _zh("(?:是否|能否|有無|會否|若|如果|一旦|倘若|假如|如能|如果能)[^。]{0,24}$")
_BASIS_BEFORE = _zh(
    f"(?:在|基於|依據|根據|依|按照|延續|繼|自|隨著|憑藉|透過|始於|源於|源自|起於|追溯至|追溯到|起自){DATE}?[^，。]{{0,30}}$"
)
_BASIS_BEHIND = _zh("^[」』]?(?:書)?(?:的)?(?:基礎|框架|架構|以來|之後|後，再|精神|為基礎)")
_NEWS_BASIS = _zh("最新|此次|這次|本次|今天|今日")
_AND = _zh("^(?:並|且|也|同時|以及|再|進而|後|亦|還)")

_MARKER = _zh(
    "(?P<partner>攜手|聯手|偕同|會同|連同|夥同|對象(?:為|是)|與(?!會|此|其)|和(?!平|解|緩|諧)|跟(?!進)|暨|(?<![共協合相一會陪連不贊認])同(?!步|時|日|意|類|樣|一|名|年|仁|行|台|事)|攜(?!帶))"
    "|(?P<agent>由(?!於|此|來)|代表(?!團|處|隊|人|性|們|的))"
    "|(?P<place>(?<![存實])在(?!地|線|職|學|內|於|台日|此)|(?<![關對由基位鑑至終屬善])於(?!是|此)|赴|抵達|訪問|造訪|前往|走訪|位於|假(?!設|如|使))"
    "|(?P<other>向|對(?!面|於)|獲|受|替|給|將(?!於|與|和|在)|把|從|被|除了|除|包括|例如|透過|經由|加入|隸屬|來自|收購|入股|支持|協助|促成|拜會|拜訪|參訪|參觀|邀請|接待|接見|率|率領|帶領|選擇|選送|派遣|屬於|繼|除與|進駐|落腳|服務於|畢業於)"
)
_GENITIVE = _zh(
    f"^(?:的|之(?!間)|所屬|旗下|轄下|附設|(?:在日|在台|日本|台灣)?(?:的)?(?:子公司|分公司|孫公司|轉投資公司)|在{PLACE}?[^，。{_NAME}]{{0,8}}的|本部|總部|廠|校區|校園)"
)
_BETWEEN = _zh(
    "^(?:之間|間|雙方|兩校|兩造|兩市|兩地|兩家|共同|三方|三校|等[三四五六七3-7](?:方|校|家|所)|[三四五六七3-7](?:方|校|所大學|家))"
)
_TITLED = re.compile(simplified(f"^[^，。；、的與和及在於由{_NAME}]{{0,16}}{PERSON}"))
_LINK = re.compile(
    simplified(
        f"{ORG}(?:側)?(?:、|與|和|及|以及|跟|暨|／|/|×|Ｘ|X|x|&|＆|・|·|—|－)+(?:日本|台灣|臺灣|我國|韓國|美國|日方|台方|該國)?(?:的)?[「『“]?[^，。；、：與和及在於由的了{_NAME}]{{0,12}}$"
    )
)
_CHAIN = re.compile(
    simplified(
        f"{ORG}(?:的|之|旗下|所屬|在{PLACE}?[^，。{_NAME}]{{0,8}}的|轄下|附設)[^，。；與和及由了{_NAME}]{{0,16}}[「『“]?$"
    )
)
_WITNESSED = _zh("見證|觀禮|陪同|主持|出席|列席|致詞|協助|支持|促成|安排")


@cache
def _verbs() -> re.Pattern[str]:
    found = sorted([*words("zh-Hant", "sign"), *words("zh-Hant", "self")], key=len, reverse=True)
    return re.compile(alternatives(found))


@cache
def _plan() -> re.Pattern[str]:
    found = alternatives(words("zh-Hant", "plan"))
    return re.compile(simplified(f"(?<!不)(?<!主)(?<!名)(?<!並未)(?:{found}|明(?=[與和跟簽在於])|(?<![協學商公工議大年聯座機])會(?=[與和跟]))(?!領|軍|書)"))


@cache
def _deny() -> re.Pattern[str]:
    return re.compile(alternatives(words("zh-Hant", "deny")) + simplified("(?!來|來|來的|經|婚|滿|有)"))


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Chinese sentence tells, in order, with roles and dates."""
    masked, found = sentence.masked, nouns(sentence)
    acts = [*_signings(sentence, found), *_founded(sentence), *_ended(sentence, found)]
    owned = _owned(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    acts.sort(key=lambda a: a.start)
    acts = _without_doubles(acts)
    used = {n.start for a in acts for n in a.nouns}
    acts += [a for n in found if n.start not in used and (a := _mention(sentence, n))]
    acts.sort(key=lambda a: a.start)
    floor = 0
    for act in acts:
        _fill(sentence, act, floor)
        floor = max(act.end, *(n.end for n in act.nouns)) if act.nouns else act.end
    carry_subjects(acts)
    if pattern("zh-Hant", "report-false").search(masked):
        for act in acts:
            act.stage = Stage.DENIED
    return acts


def _signings(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked = sentence.masked
    verbs = [m for m in _verbs().finditer(masked) if not _FALSE_VERB.match(masked, m.start())]
    verbs = [m for m in verbs if masked[m.start() - 1 : m.start()] != "标"]  # 標籤
    verbs = [m for m in verbs if m.group() not in ("签", "达成") or not _MERELY.match(masked, m.start())]
    result: list[Act] = []
    taken: set[int] = set()
    for number, verb in enumerate(verbs):
        start, end = verb.span()
        if result and start < max([result[-1].end, *(n.end for n in result[-1].nouns)]):
            continue
        bound = verbs[number + 1].start() if number + 1 < len(verbs) else len(masked)
        behind = [
            n
            for n in found
            if end <= n.start < min(bound, end + _REACH) and not re.search("[。；]", masked[end : n.start])
        ]
        before = [n for n in found if n.end <= start and start - n.end <= 24 and n.start not in taken]
        before = [n for n in before if not _BREAK.search(masked[n.end : start])]
        near = _pair(masked, behind) if behind else before[-1:]
        ceremony = _CEREMONY.match(masked[end:])
        if ceremony and before and not behind[:1]:
            near = before[-1:]
        if not near and masked[end : end + 1] == ORG:
            # 簽下「某某聯盟」: the name is that of what was signed.
            near = [Noun(end, end + 1, "CooperationAgreement", False)]
        alone = verb.group() in words("zh-Hant", "self")
        if not near and alone and verb.group() != simplified("簽字"):
            near = [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
        again = verb.group() in (simplified("續簽"), simplified("續約"))
        if not near and again and result:
            near = result[-1].nouns
        bare = _BARE.match(masked[end:]) or verb.group() == "缔结"
        if not near and bare and verb.group() in ("签署", "签订", "签定", "缔结", "签了"):
            near = [Noun(start, end, "CooperationAgreement", False)]
        if not near:
            continue
        stage, past = _stage(sentence, start, end)
        if stage is Stage.PLANNED and verb.group() in _WEAK:
            continue
        taken |= {n.start for n in near}
        held = re.match(simplified("^[^。]{0,30}(?:舉行|舉辦|登場|完成|落幕|圓滿)"), masked[end:])
        if ceremony and not behind and stage is Stage.SIGNED and not held:
            stage = Stage.OPEN
        result.append(Act(start, end, stage, near, "ceremony" if ceremony and not behind else "sign", past))
    return result


def _pair(masked: str, behind: list[Noun]) -> list[Noun]:
    """The noun of a verb, or both of 「甲備忘錄」與「乙協議」."""
    first = behind[0]
    for second in behind[1:3]:
        gap = masked[first.end : second.start]
        if re.match(simplified("^[」』]?(?:、|與|和|及|以及|暨)[「『]?[^，。]{0,16}$"), gap) and (
            "」" in gap or "、" in gap or len(gap) > 3 or re.search(simplified("[兩二2]項|[兩二2]份"), masked)
        ):
            return [first, second]
        # 合作意願書（MOU）備忘錄 and the like: the last noun of one phrase is its head.
        if not gap.strip("」』書"):
            first = second
    return [first]


def _stage(sentence: Sentence, start: int, end: int) -> tuple[Stage, bool]:
    """Stage by the words before the verb in its clause, and whether it is told as background."""
    masked = sentence.masked
    left = [m.end() for m in _BREAK.finditer(masked, 0, start)]
    begin = left[-1] if left else 0
    clause = masked[begin:start]
    tail = masked[end : end + 12]
    past = (
        bool(pattern("zh-Hant", "past").search(clause))
        or masked[end - 1 : end + 1].find("过") >= 0
        or masked[start:end] == simplified("簽有")
    )
    earlier = masked[left[-2] if len(left) > 1 else 0 : max(0, begin - 1)] if left else ""
    past = past or bool(re.match(simplified("^[^。]{0,40}邁入第"), masked[end:]))
    past = past or (DATE not in masked and bool(re.search(simplified("已(?:經)?[與和跟]"), clause)))
    past = past or bool(re.match(simplified("^[^，。]{0,30}(?:以來|多年|至今|迄今)"), masked[end:]))
    past = past or bool(re.search(simplified("^(?:在此之前|此前|先前|過去|去年)"), masked))
    if _deny().search(clause[-24:]) or re.match(simplified("^(?:的)?(?:計畫|計劃|案)?(?:破局|告吹|生變)"), tail):
        return Stage.DENIED, past
    if _CONDITION.search(clause):
        return Stage.OPEN, past
    if re.match(simplified("^(?:之)?後[，再將]"), tail) and not past:
        return Stage.OPEN, past
    planned = _plan().search(clause)
    if planned and not _DONE.match(tail) and not re.search(simplified("(?:已|曾|剛)[^，]{0,8}$"), clause):
        return Stage.PLANNED, False
    # 預計9月訪台，並與台南市簽署: the plan reaches over the comma.
    if _AND.match(clause) and _plan().search(earlier) and not _DONE.match(tail) and not _STATED_FACT.search(clause):
        return Stage.PLANNED, False
    if not clause.strip() and _plan().search(earlier) and not _STATED_FACT.search(clause):
        return Stage.PLANNED, False
    if (
        re.match(simplified("^[與和跟]"), clause)
        and re.search(simplified("(?:訂於|定於|預計|預定|將於|擬於|擬|將在|預計在)[^，]{0,30}$"), earlier)
        and not _DONE.match(tail)
    ):
        return Stage.PLANNED, False
    return Stage.SIGNED, past


_VENTURE = _zh(
    "(?:合資|共同出資|合組|共組|共同投資)[^。，]{0,24}?(?:成立|設立|公司|設廠|建廠|興建)|(?:成立|設立|籌組)[^。，]{0,20}?合資(?:公司|企業)"
)
_LABORATORY = _zh(
    "(?:設立|成立|揭牌|啟用|開設|設置|共建|共組|籌設|打造)[^。，]{0,16}?(?:聯合|共同|合作|聯盟)(?:研發|研究|創新)?(?:實驗室|研究中心|研發中心|研究室)"
    "|(?:共同|聯合|合作)(?:設立|成立|設置|籌設)[^。，]{0,10}?(?:實驗室|研究中心|研發中心|研究室)"
    "|(?:實驗室|(?:聯合|共同)(?:研究|研發)中心)[」』”]?[^。，]{0,8}?(?:成立|揭牌|啟用|開幕|設立|開始運作|運作|啟動)"
)
_ANNOUNCED = _zh(
    "宣[布佈告][^。]{0,30}?(?:達成合作|展開(?:策略|全面|技術)?合作|合作(?:開發|研發|生產|量產|設廠)|共同(?:開發|研發|投資|興建|生產)"
    "|策略聯盟|策略合作|結盟|攜手(?:開發|打造|研發)|聯手(?:開發|打造|研發))|達成(?:策略|全面|技術|初步)?合作(?!備忘|協|意)"
)


# Whose joint company a third one is; told beside the news, as a rule without a date.
_OWNED = re.compile(
    simplified(
        f"{ORG}(?:等)?(?:的|所|共同)?(?P<what>合資|共同出資|共同投資|共同持股|合組)(?:成立|設立)?(?:公司|企業|的|[，。]|$)"
    )
)


_SHARE = re.compile(simplified(f"{ORG}(?:持股|占股|占|出資)[約]?[0-9.]+[%％]"))


def _owned(sentence: Sentence) -> list[Act]:
    """Joint companies named by who owns them: 甲公司與乙公司合資成立的丙公司."""
    result = []
    shares = list(_SHARE.finditer(sentence.masked))
    if len(shares) > 1:
        span = (shares[0].start(), shares[-1].end())
        act = Act(*span, Stage.SIGNED, [Noun(*span, "JointVentureAgreement", True)], "owned", past=True)
        act.roles = {m.start(): Role.SUBJECT for m in shares}
        act.dates = [i for i, _ in sentence.find(DATE) if "成立" in sentence.masked[i:]]
        result.append(act)
    for match in _OWNED.finditer(sentence.masked):
        if (
            re.search(simplified("宣[布佈告]|將|擬|計畫|計劃|規劃|預計"), sentence.masked[: match.start()])
            or DATE in sentence.masked[max(0, match.start() - 1) : match.end()]
        ):
            continue
        owners = [match.start()]
        while joined := re.search(simplified(f"{ORG}(?:與|和|、|及|以及|跟|暨)+$"), sentence.masked[: owners[-1]]):
            owners.append(joined.start())
        led = sentence.masked[max(0, owners[-1] - 1) : owners[-1]] == "由"
        if len(owners) > 1 and (led or sentence.aside or re.search(simplified("的|公司|企業"), match.group())):
            act = Act(*match.span("what"), Stage.SIGNED, [Noun(*match.span("what"), "JointVentureAgreement", True)])
            act.family, act.past, act.roles = "owned", True, dict.fromkeys(sorted(owners), Role.SUBJECT)
            result.append(act)
    return result


def _founded(sentence: Sentence) -> list[Act]:
    """Joint ventures and joint laboratories, and cooperation that is announced without a signature."""
    masked, result = sentence.masked, []
    for rule, family, kind in (
        (_LABORATORY, "laboratory", "JointResearchAgreement"),
        (_VENTURE, "venture", "JointVentureAgreement"),
        (_ANNOUNCED, "agree", "CooperationAgreement"),
    ):
        for match in rule.finditer(masked):
            stage, past = _stage(sentence, *match.span())
            if stage is Stage.PLANNED and re.search(
                simplified("宣[布佈告]"), masked[max(0, match.start() - 40) : match.end()]
            ):
                stage = Stage.SIGNED  # what companies announce that they will found is agreed between them
            if family == "agree" and pattern("zh-Hant", "end").search(match.group()):
                continue
            if family == "agree":
                kind = kind_before(sentence, match.end(), kind)
            if re.match(simplified("^[」』]?(?:案|計畫|計劃|構想|事宜|議題)"), masked[match.end() :]):
                stage = Stage.PLANNED
            result.append(
                Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, family != "agree")], family, past)
            )
    return result


def _ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in pattern("zh-Hant", "end").finditer(masked):
        near = [*found, *bonds(sentence)]
        near = [n for n in near if 0 <= n.start - verb.end() <= 30 or 0 <= verb.start() - n.end <= 12]
        near = [n for n in near if not _BREAK.search(masked[min(n.end, verb.end()) : max(n.start, verb.start())])]
        if near:
            stage, _ = _stage(sentence, *verb.span())
            if stage is not Stage.DENIED:
                result.append(
                    Act(*verb.span(), Stage.ENDED if stage is Stage.SIGNED else Stage.SIGNED, near[:1], past=True)
                )
    return result


def _mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb, which tells one only where it has a date, two parties or stands in a heading."""
    masked = sentence.masked
    before, tail = masked[: noun.start], masked[noun.end :]
    dated = bool(re.search(simplified(f"{DATE}(?:的)?[^，。與和由]{{0,14}}$"), before))
    basis = bool(_BASIS_BEFORE.search(before) and _BASIS_BEHIND.match(tail)) and not _NEWS_BASIS.search(before)
    dated = dated or bool(told_in_brackets(sentence, noun))
    if basis or (dated and (_BASIS_BEFORE.search(before) or told_in_brackets(sentence, noun))):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
    if sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM):
        return Act(noun.start, noun.end, Stage.OPEN, [noun], "mention")
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
        return
    last = max([act.end, *(n.end for n in act.nouns)])
    act.roles = _roles(masked, floor, act, last)
    act.pairs = _pairs_of(masked, floor, act)
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    act.each = bool(pattern("zh-Hant", "each").search(masked, floor, act.end)) or bool(
        re.search(simplified("先後|陸續"), masked[floor : act.start])
    )
    dates = [i for i, _ in sentence.find(DATE, floor, act.start)][::-1]
    if act.stage is Stage.ENDED:
        # Only a date told with its signing is the agreement's: 終止2018年簽署的協議.
        dates = [
            i for i, _ in sentence.find(DATE) if re.match(simplified("^[^，。]{0,8}(?:簽|締|訂|的)"), masked[i + 1 :])
        ]
    reported = [
        i
        for i in dates
        if re.match(simplified(f"^[^，。]{{0,6}}(?:{'|'.join(words('zh-Hant', 'report'))})"), masked[i + 1 : i + 12])
    ]
    act.announced = bool(reported) and len(reported) == len(dates)
    act.dates = [i for i in dates if i not in reported] or reported
    follow = re.match(simplified(f"^[^，。]{{0,4}}(?:日期|時間|於|在)[：:]?{DATE}"), masked[act.end :])
    if follow:
        act.dates.insert(0, act.end + follow.end() - 1)


def topic(sentence: Sentence) -> tuple[str, ...]:
    """The institution that a sentence is about, which the next one may leave unsaid."""
    masked = sentence.masked
    for place, span in sentence.find(ORG):
        if _left_role(masked[:place]) is Role.SUBJECT and not _GENITIVE.match(masked[place + 1 :]):
            return span.ids
    return ()


def _pairs_of(masked: str, floor: int, act: Act) -> list[tuple[int, int]]:
    """甲與乙、丙與丁分別簽署: the places of each pair."""
    couple = simplified(f"{ORG}[與和跟]{ORG}")
    found = list(re.finditer(couple, masked[floor : act.start]))
    listed = re.search(f"{couple}(?:[、，；]|以及|及){couple}", masked[floor : act.start])
    return [(floor + m.start(), floor + m.end() - 1) for m in found] if listed and len(found) > 1 else []


def _roles(masked: str, start: int, act: Act, last: int) -> dict[int, Role]:
    """What each institution before the verb is to it, clause by clause from the verb leftwards."""
    roles: dict[int, Role] = {}
    signs = [i for i in range(start, last) if masked[i] == ORG]
    for i in signs:
        roles[i] = _role(masked, i, start, last, act.nouns[0].start if act.nouns else act.start, roles)
    for i in signs:
        if masked[i + 1 : i + 2] == ORG or i == start > 0:
            roles[i] = Role.OTHER  # a place before its office, or what the verb before made
        if i >= act.end:
            # Behind the verb only 與某校的… and 對象為… name parties.
            if not re.search(
                simplified("(?:與|和|跟|對象(?:為|是)|雙方(?:為|是))[^，。的]{0,10}$"), masked[act.end : i]
            ):
                roles[i] = Role.OTHER
        left = max((m.end() for m in _BREAK.finditer(masked, start, i)), default=start)
        right = next((m.start() for m in _BREAK.finditer(masked, i, last)), last)
        clause = masked[left:right]
        if (_WITNESSED.search(clause, max(0, i - left)) and not left <= act.start < right) or (
            re.search(simplified("(?:在|於|由)[^，。]{0,60}(?:見證|陪同|觀禮|主持)"), masked[left : act.start])
            and re.match(simplified(".{0,30}(?:見證|陪同|觀禮)"), masked[i : act.start])
        ):
            roles[i] = Role.OTHER
    return _nearest_subject(masked, roles, act, start)


def _role(masked: str, i: int, start: int, last: int, noun: int, roles: dict[int, Role]) -> Role:
    left, right = masked[start:i], masked[i + 1 : last]
    if (linked := _LINK.search(left)) and start + linked.start() in roles:
        before = roles[start + linked.start()]
        role = (
            Role.PARTNER
            if before in (Role.PLACE, Role.OTHER) and re.search(simplified("[與和跟]"), linked.group())
            else before
        )
    elif (chain := _CHAIN.search(left)) and start + chain.start() in roles:
        role = _left_role(masked[start : start + chain.start()])
    else:
        role = _left_role(left)
    if _TITLED.match(right):
        return role
    if role is Role.PARTNER and re.match(simplified(f"^的[^，。{_NAME}]*$"), masked[i + 1 : noun]):
        return role
    if _GENITIVE.match(right) and not _BETWEEN.match(right):
        paired = _LINK.search(left)
        return (
            role
            if paired and role in (Role.SUBJECT, Role.PARTNER) and not re.search(f"[，{ORG}]", right)
            else Role.OTHER
        )
    return role


def _left_role(left: str) -> Role:
    """The role by the last marker that stands between the name and the break or name before it."""
    phrase = re.split(f"[，。；：:、」』”！!{_NAME}]", left)[-1]
    markers = list(_MARKER.finditer(phrase))
    if not markers:
        return Role.SUBJECT
    kind = markers[-1].lastgroup
    return {"partner": Role.PARTNER, "agent": Role.SUBJECT, "place": Role.PLACE}.get(kind or "", Role.OTHER)


def _nearest_subject(masked: str, roles: dict[int, Role], act: Act, start: int) -> dict[int, Role]:
    """Keep the subjects of the verb's own clause; without any, those of the nearest clause before it that has one."""
    breaks = [start, *(m.end() for m in _BREAK.finditer(masked, start, act.start))]
    seen = False
    kept = dict(roles)
    for left, right in reversed(list(zip(breaks, [*breaks[1:], act.start + 1], strict=True))):
        here = [i for i, r in roles.items() if left <= i < right and r is Role.SUBJECT]
        partners = [i for i, r in roles.items() if left <= i < right and r is Role.PARTNER]
        own = right == act.start + 1
        if seen and not own:
            for i in [*here, *partners]:
                kept[i] = Role.OTHER
        elif not own and (seen or not here):
            for i in partners:
                if not here and re.match(simplified("^[^，。]{0,2}[與和跟]"), masked[left:right]):
                    continue
                kept[i] = Role.OTHER
        seen = seen or (bool(here) and (not own or len(here) + len(partners) > 0))
    return kept
