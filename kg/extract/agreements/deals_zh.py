"""Deals that Chinese sentences tell without a signature: announced, founded together, owned by shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agreements.acts import Act, Role, Stage, shared_company
from kg.extract.agreements.agreement_words import Noun, kind_before, pattern
from kg.extract.agreements.clauses import DATE, ORG, Sentence, folded, simplified
from kg.extract.agreements.stages_zh import stage_of

_VENTURE = folded(
    "(?:合資(?!公司|企業|事業|夥伴|方|案)|(?:共同|一同|一起|聯合|聯手|攜手|合力|各自)(?:出資|投資)|合組|共組)[^。，]{0,24}?(?:成立|設立|公司|設廠|建廠|興建|籌設|籌組|開設)(?!之?日|以來)"
    # 將與乙公司合資，在某地設晶圓廠
    "|(?:合資|共同出資|共同投資)，(?:將|並|擬)?(?:在|於)[^。，]{1,16}?(?:設廠|建廠|興建|設立|成立|設[^。，]{1,8}廠)"
    "|(?:成立|設立|籌組)[^。，]{0,20}?合資(?:公司|企業)"
)
_LABORATORY = folded(
    "(?:設立|成立|揭牌|啟用|開設|設置|建置|共建|共設|合建|合設|合辦|共組|籌設|打造)[^。，]{0,16}?(?:聯合|共同|合作|聯盟)(?:研發|研究|創新)?(?:實驗室|研究中心|研發中心|研究室)"
    "|(?:(?:共同|聯合|合作|攜手|聯手|合資)(?:設立|成立|設置|籌設|建置|打造|開設)|合設|共設|合建|共建|合辦)的?[^。，]{0,24}?(?:實驗室|研究中心|研發中心|研究室)"
    "|(?:實驗室|(?:聯合|共同)(?:研究|研發)中心)[」』”]?[^。，]{0,8}?(?:成立|揭牌|啟用|開幕|設立|開始運作|運作|啟動)"
)
_ANNOUNCED = folded(
    "宣[布佈告](?:(?!簽|締)[^。]){0,30}?(?:達成合作|展開(?:策略|全面|技術)?合作|合作(?:開發|研發|生產|量產|設廠)|共同(?:開發|研發|投資|興建|生產)"
    "|策略聯盟|策略合作|結盟|攜手(?:開發|打造|研發)|聯手(?:開發|打造|研發))|達成(?:策略|全面|技術|初步)?合作(?!備忘|協|意)"
    f"|宣[布佈告](?:(?!簽|締|擴大|終止|結束)[^。]){{0,20}}?[與和跟]{ORG}(?:展開|進行)?合作(?=[，。]|$)"
)
# Whose joint company a third one is; told beside the news, as a rule without a date.
_OWNED = re.compile(
    simplified(
        # 合組 a company, and no 訪問團
        f"{ORG}(?:等)?(?:[二兩三四五六2-6]家?[^，。；{ORG}]{{0,6}}(?:企業|公司|廠商|業者|集團|社))?(?:的|所|共同)?"
        f"(?P<what>合資|合股|共同出資|共同投資|共同持股|合組(?=(?:成立|設立|而成)?的?(?:[「『“《]?{ORG}|[「『“《]|[^，。團隊]{{0,6}}(?:公司|企業))))"
        "(?:成立|設立|組成|創立|創辦|打造)?(?:公司|企業|的|[，。]|$)"
    )
)
# one in between may be a name that no one recognised: 甲公司、某某、乙公司
_JOINED = folded(
    f"{ORG}(?:公司|集團)?(?:、[^，。；：、與和及在於由的了{ORG}]{{2,8}}(?=、))?(?:與|和|、|及|以及|跟|暨)+"
    f"(?:日本|台灣|美國|韓國|日商)?的?[^，。；：、與和及在於由的了{ORG}]{{0,6}}$"
)
_WEIGHED = folded("(?:評估|考慮|研議|探討|不排除)[^，。；]{0,8}$")
_BOUGHT = folded("(?:買下|收購|併購|購買|取得|出售|賣出|退出|持有)[^。；]{0,20}$")
_SHARE = re.compile(simplified(f"{ORG}(?:持股|占股|占|出資)[約]?[0-9.]+[%％]"))


def owned_companies(sentence: Sentence) -> list[Act]:
    """Joint companies named by who owns them: 甲公司與乙公司合資成立的丙公司."""
    result = shared_company(sentence, _SHARE)
    for act in result:
        act.dates = [i for i, _ in sentence.find(DATE) if "成立" in sentence.masked[i:]]
    for match in _OWNED.finditer(sentence.masked):
        if (
            re.search(simplified("宣[布佈告]|將|擬|計畫|計劃|規劃|預計"), sentence.masked[: match.start()])
            or DATE in sentence.masked[max(0, match.start() - 1) : match.end()]
        ):
            continue
        # 甲、乙、丙|三家企業合股: those whom the word counts stand before it
        counted = sentence.spans[match.start()].reference and sentence.masked[: match.start()].endswith(ORG)
        owners = [match.start() - counted]
        while joined := re.search(_JOINED, sentence.masked[: owners[-1]]):
            owners.append(joined.start())
        led = sentence.masked[max(0, owners[-1] - 1) : owners[-1]] == "由"
        if len(owners) > 1 and (led or sentence.aside or re.search(simplified("的|公司|企業"), match.group())):
            act = Act(*match.span("what"), Stage.SIGNED, [Noun(*match.span("what"), "JointVentureAgreement", True)])
            act.family, act.past, act.roles = "owned", True, dict.fromkeys(sorted(owners), Role.SUBJECT)
            result.append(act)
    return result


_BY_BOTH = folded(f"(?:共同|聯合|合作|攜手|聯手)(?:設立|成立|設置|籌設|建置|打造|開設)的[「『“]?(?P<lab>{ORG})")
_LABORATORY_NAMED = tuple(map(simplified, ("實驗室", "研究室", "研發中心", "研究中心", "研究所")))


def _named_laboratories(sentence: Sentence) -> Iterator[Act]:
    """雙方共同設立的「甲乙聯合研究室」啟用: a laboratory of both by its name."""
    for match in _BY_BOTH.finditer(sentence.masked):
        lab = sentence.spans[match.start("lab")]
        if sentence.text[lab.start : lab.end].endswith(_LABORATORY_NAMED):
            stage, past = stage_of(sentence, match.start(), match.start("lab"))
            noun = Noun(match.start(), match.start("lab"), "JointResearchAgreement", True)
            yield Act(noun.start, noun.end, stage, [noun], "laboratory", past)


def founded(sentence: Sentence) -> list[Act]:
    """Joint ventures and joint laboratories, and cooperation that is announced without a signature."""
    masked, result = sentence.masked, [*_named_laboratories(sentence)]
    for rule, family, kind in (
        (_LABORATORY, "laboratory", "JointResearchAgreement"),
        (_VENTURE, "venture", "JointVentureAgreement"),
        (_ANNOUNCED, "agree", "CooperationAgreement"),
    ):
        for match in rule.finditer(masked):
            stage, past = stage_of(sentence, *match.span())
            if stage is Stage.PLANNED and re.search(
                simplified("宣[布佈告]"), masked[max(0, match.start() - 40) : match.end()]
            ):
                stage = Stage.SIGNED  # what companies announce that they will found is agreed between them
            if family == "venture" and stage is Stage.PLANNED and _WEIGHED.search(masked, 0, match.start()):
                continue  # 並評估合資設立試產線: not even planned
            if family == "venture" and _BOUGHT.search(masked[: match.start()]):
                continue  # 買下與某社的合資公司: it stands already
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
