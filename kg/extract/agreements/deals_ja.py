"""Deals that Japanese sentences tell without a signature: agreed, announced, founded together, owned by shares."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Act, Role, Stage, shared_company
from kg.extract.agreements.agreement_words import Noun, kind_before, nouns, pattern
from kg.extract.agreements.clauses import DATE, NAME, ORG, Sentence
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.stages_ja import PUBLISHED, stage_of
from kg.model import PassageKind


def agreed(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """Deals that are announced without a signature: …することに合意しました."""
    masked, result = sentence.masked, []
    for verb in pattern("ja", "agree").finditer(masked):
        start, end = verb.span()
        before = masked[max(0, start - 40) : start]
        # Agreeing to sign is a plan that the verb of signing has told already.
        if masked[end : end + 1] in "書文" and masked[end : end + 1]:
            continue
        if verb.group() == "提携する" and PUBLISHED.match(masked[end:]):
            continue  # one of the deals that are announced
        if verb.group().startswith("提携"):
            joined = [n for n in found if n.end == start + 2 and n.start < start]
            if joined or re.search(rf"{ORG}(?:社)?とも?(?:{DATE}に?)?、?(?:[^。、はがをと]{{1,14}}で)?$", before):
                stage, past = stage_of(sentence, start, end)
                own = [n for n in found if n.start == start] or [Noun(start, end, "Agreement", False)]
                result.append(Act(start, end, stage, joined[-1:] or own, "sign", past))
            continue
        if not re.search(rf"(?:こと|[にで]|を|と)(?:基本|大筋|最終|{ORG}[がは])?$", before[-5:]) or re.search(
            r"(?:締結|調印|署名|結ぶ|交わす)[^。]{0,8}$", before
        ):
            continue
        near = [n for n in found if n.start < end and start - n.end <= 8]
        # 基本合意した: what it is about says more than that it is the first step.
        basic = [n for n in near if n.kind == "LetterOfIntent" and n.end > start]
        near = [n for n in near if n not in basic]
        kind = kind_before(sentence, start, "LetterOfIntent" if basic else "CooperationAgreement")
        again = [n for n in found if n.end <= start and _MADE_LONGER.match(masked, n.end, start)]
        near = near or again[-1:]
        stage, past = stage_of(sentence, start, end)
        if stage is Stage.PLANNED and PUBLISHED.match(masked[end:]):
            stage = Stage.SIGNED
        if stage is Stage.SIGNED and _PROVISIONAL.search(before):
            stage = Stage.PLANNED  # 大筋で合意: the contract is still to come
        result.append(Act(start, end, stage, near[-1:] or [Noun(start, end, kind, False)], "agree", past))
    return result


_MADE_LONGER = re.compile("[」』]?書?を[^。はが]{0,16}(?:延長|更新|継続|改定)する")  # 契約を2028年まで延長することで
_PROVISIONAL = re.compile(r"(?:大筋|おおむね|概ね|原則|暫定的?に?|口頭)(?:で|では|に|的に)?$")
_VENTURE = re.compile(
    r"(?:合弁(?:会社|事業)?|共同出資(?:会社)?|合同会社|新会社|子会社|共同で[^。]{0,24}会社|折半出資)[^。]{0,60}?(?:設立|設け|立ち上げ|発足|設置|創設|つく[っりる]|作[っりる]|興[しす])|共同で設立した(?:会社|法人)"
)
_LABORATORY = re.compile(
    r"(?:ラボ(?:ラトリー)?|共同研究(?:室|所|拠点|センター)|研究拠点|共同(?:実験室|拠点)|連携(?:研究室|ラボ)|(?:共同研究|寄[附付]|連携|協働|社会連携|産学連携|冠)講座)[」』]?(?:の運用)?(?:「[^「」]{1,40}」|『[^『』]{1,40}』)?(?:を|が|の)[^。]{0,24}?(?:開設|設立|設置|始動|始め|開始|開所|立ち上げ|発足|設け|開[くいき]|新設|開講)|"
    r"(?:ラボ(?:ラトリー)?|共同(?:研究)?(?:室|所|センター|実験室))[」』]?(?:が)?、?[^。、はがを]{0,14}?(?:始動|開所|発足|開設|オープン|完成|誕生|稼働)"
)
# What two of them say that they will do together; a headline needs no verb of saying.
_TOGETHER = re.compile(
    r"(?:共同(?:で)?(?:研究|開発|生産|建設|運営|出資)|協業|資本(?:業務)?提携|業務提携|資本参加|株主として参画|出資(?:し|する)|共同で[^。、]{0,14}を(?:開発|建設|設け|設立|生産))"
    r"[^。]{0,24}?(?:する(?:こと)?[とを](?:共同)?(?:で)?(?:発表|公表|明らか|決め)|ると(?:発表|公表|明らか)|したと(?:発表|公表|明らか))"
)
_DEAL_TOLD = re.compile("(?:資本業務|業務資本|業務|資本|技術|戦略)提携を(?:正式に)?(?:発表|公表|明らか)")
_TOGETHER_HEADLINE = re.compile(
    r"(?:が|、)[^。は]{0,16}(?:協業|共同開発|共同研究|共同生産|業務提携|資本提携|資本業務提携|合弁)"
)


_UNDONE = re.compile("(?:関係|契約|事業)?(?:を|の|、)?(?:解消|終了|打ち切|白紙|撤回|断念|見送)")


def announced(sentence: Sentence) -> list[Act]:
    """Joint undertakings that the partners announce."""
    masked, result = sentence.masked, []
    alone = sentence.kind is PassageKind.TITLE and not nouns(sentence)[1:]
    rules = [_TOGETHER, _DEAL_TOLD] + ([_TOGETHER_HEADLINE] if alone else [])
    for rule in rules:
        for match in rule.finditer(masked):
            if _UNDONE.match(masked, match.end()) or re.search(r"(?:広げ|拡大|強化|深め|加速|継続)", match.group()):
                continue  # more of what there is
            kind = kind_before(sentence, match.end(), "CooperationAgreement")
            past = bool(pattern("ja", "past").search(masked, 0, match.start()))
            planned = re.match(r"(?:検討|へ検討|を検討|交渉|へ(?![のも移]))", masked[match.end() :])
            stage = Stage.PLANNED if planned else Stage.SIGNED
            result.append(Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, False)], "agree", past))
    return result


# Whose joint company a third one is; told beside the news, as a rule without a date.
_OWNED = re.compile(
    rf"{ORG}{SUFFIX}(?:の|による|が)(?:[^。、はがを{NAME}]{{0,8}})?(?P<what>合弁(?:会社|企業|事業|で)|共同出資(?:会社|し|する|の)|折半出資|出資(?:する|した|して)(?!と|こと)"
    r"|(?:資本|資金|お金)を(?:出し合|持ち寄)(?:って|い)|(?:折半|半分ずつ|半々)で(?:出資|出し合)?)"
)
_UNFOUNDED = re.compile("[」』]?の?(?:新規)?設立(?:の)?(?:計画|予定|構想|案|申請)")
_SHARE = re.compile(rf"{ORG}(?:社)?が[^。、]{{0,4}}[0-9０-９.．]+[%％]")
# 55％、45％を引き受ける: of a company that is to come
_TO_BE_PAID = re.compile(
    "(?:ずつ)?(?:を|の割合で|の比率で)?、?(?:引き?受ける|負担する|拠出する|出資する|受け持つ|払い込む)(?!こと|と合意)"
)
_WITH_WHOM = re.compile(
    f"{ORG}{SUFFIX}(?:と|との)(?P<what>合弁(?:会社|企業|事業)?|共同出資(?:会社)?|折半出資)(?:による|である|の|で(?:設立|設け|立ち上げ|作))[^。、はが{ORG}]{{0,14}}[「『]?{ORG}"
)
_TAKE = re.compile(
    rf"{ORG}(?:社)?に[^。、が]{{0,12}}出資(?P<ahead>する(?:方針|検討|計画|意向|方向|考え)|を(?:検討|計画)|(?=することを検討))"
)


def owned_companies(sentence: Sentence) -> list[Act]:
    """Joint companies named by who owns them: A社とB社の合弁会社であるC社."""
    result = shared_company(sentence, _SHARE)
    for act in result:
        if _TO_BE_PAID.match(sentence.masked, act.end) and not nouns(sentence):
            act.stage, act.past = Stage.PLANNED, False
    for match in _TAKE.finditer(sentence.masked):
        span = match.span("ahead")
        result.append(Act(*span, Stage.PLANNED, [Noun(*span, "InvestmentAgreement", True)], "agree"))
    for match in _WITH_WHOM.finditer(sentence.masked) if not result else ():
        # 乙社との合弁による丙社: of who writes, or whom the sentences before are about
        what = match.span("what")
        act = Act(*what, Stage.SIGNED, [Noun(*what, "JointVentureAgreement", True)], "venture", past=True)
        act.roles = {match.start(): Role.PARTNER}
        result.append(act)
    for match in _OWNED.finditer(sentence.masked):
        owners = [match.start()]
        while joined := re.search(rf"{ORG}{SUFFIX}(?:と|、|・|および|及び)+$", sentence.masked[: owners[-1]]):
            owners.append(joined.start())
        if len(owners) > 1:
            act = Act(*match.span("what"), Stage.SIGNED, [Noun(*match.span("what"), "JointVentureAgreement", True)])
            act.family, act.past, act.roles = "owned", True, dict.fromkeys(sorted(owners), Role.SUBJECT)
            if _UNFOUNDED.match(sentence.masked, match.end()):
                act.stage, act.past = Stage.PLANNED, False
            result.append(act)
    return result


_GAP = rf"[^。、はが{NAME}]{{0,16}}"
_SIDE = "(?:社|側|グループ)?"
_INVESTED = (
    # The company that gives or gets the money stands first; the subject of the sentence is the other one.
    re.compile(
        rf"{ORG}{_SIDE}(?:の|から|による|からの){_GAP}(?:出資|資本参加|増資(?:引き?受け?)?)を(?P<verb>受け入れ|受ける|受け|仰)"
    ),
    re.compile(rf"{ORG}{_SIDE}(?:に|へ)(?:対し(?:て)?)?{_GAP}(?P<verb>出資|資本参加)(?!比率|者|額|先|元)"),
    re.compile(
        rf"{ORG}{_SIDE}(?:の|が(?:実施|発行|行)[^。、はが{NAME}]{{0,6}}){_GAP}?(?:増資|新株|株式|優先株)[^。、はが{NAME}]{{0,10}}を(?:全額|すべて|全て)?(?P<verb>引き受け|引受け)"
    ),
    re.compile(
        rf"{ORG}{_SIDE}を(?:割当|引受|割当予定|引き受け)(?:先|人)(?:と|に)(?:する|した|し)[^。、]{{0,16}}(?P<verb>増資)"
    ),
)
_TOLD = re.compile(
    r"^[^。、]{0,12}?(?:する|した|る|た|を)?(?:こと|旨|方針)?(?:と|を|が)(?:共同で)?(?:発表|公表|明らか|開示)"
)
_NO_NEWS = re.compile(
    r"^(?:し|け|れ)?て(?:い|お|き)|^(?:する|した|る|た|れた|けた)(?![。、とこ旨方計予見考の]|$)"
    r"|^(?:する|れる|る)?ことで[^。]*合意|^[のにがは]"
)


def invested(sentence: Sentence) -> list[Act]:
    """Money that one company puts into another, told as the news: 出資を受け入れる, 増資を引き受ける."""
    masked, result = sentence.masked, []
    for rule in _INVESTED:
        for match in rule.finditer(masked):
            start, end = match.span("verb")
            subjects = [m.start() for m in re.finditer(rf"{ORG}{_SIDE}(?:は|が)", masked[: match.end()])]
            subjects = [
                s for s in subjects if s != match.start() and sentence.spans[s].ids != sentence.spans[match.start()].ids
            ]
            tail = masked[end : end + 40]
            if not subjects or _NO_NEWS.match(tail):
                continue
            stage, past = stage_of(sentence, start, end)
            if stage is Stage.PLANNED and _TOLD.match(tail) and "方針" not in tail:
                stage = Stage.SIGNED
            act = Act(start, end, stage, [Noun(start, end, "InvestmentAgreement", True)], "transfer", past)
            act.roles = {subjects[-1]: Role.SUBJECT, match.start(): Role.PARTNER}
            act.dates = [] if stage is Stage.PLANNED else [i for i, _ in sentence.find(DATE, 0, start)][::-1]
            result.append(act)
    return result[:1]


# 子会社が工場を動かし、…を設立: the company is who does something else
_ACTS_ITSELF = re.compile("(?:合弁会社|子会社|新会社|合同会社)(?:が|は)[^。]{0,30}を")
_ALONE = re.compile("全額出資|(?:100|１００)[%％]出資|単独(?:で|出資)|完全子会社")  # founded by one


def founded(sentence: Sentence) -> list[Act]:
    """Joint ventures and joint laboratories, where two or more found them."""
    masked, result = sentence.masked, []
    for rule, family, kind in (
        (_LABORATORY, "laboratory", "JointResearchAgreement"),
        (_VENTURE, "venture", "JointVentureAgreement"),
    ):
        for match in rule.finditer(masked):
            if family == "venture" and (_ALONE.search(match.group()) or _ACTS_ITSELF.match(match.group())):
                continue
            stage, past = stage_of(sentence, match.end() - 1, match.end())
            # What companies announce that they will found is agreed between them.
            if stage is Stage.PLANNED and family == "venture" and PUBLISHED.match(masked[match.end() :]):
                stage = Stage.SIGNED
            result.append(Act(match.start(), match.end(), stage, [Noun(*match.span(), kind, True)], family, past))
    return result
