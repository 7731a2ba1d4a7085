"""Transfers that sentences tell without a signature: a company bought, shares or a business that change hands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.agreements import roles_zh, stages_ja, stages_zh
from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import Noun
from kg.extract.agreements.clauses import DATE, ORG, Sentence, folded

_KIND = "InvestmentAgreement"
_REACH = 70  # characters between the buyer and the verb
_GOODS = folded("股權|股份|股票|持股|事業|業務|部門|子公司")
_BUY_ZH = folded(
    "(?P<whole>收購|併購|買下|買斷|入主|入股|注資|投資(?=[^，。；]{1,16}，(?:並|將|以)?(?:取得|換取|持有|拿下)[^，。；]{0,10}股))|(?:購買|購入|買進|買回|承購|受讓|取得|接手|承接|接下|吃下|收回)"
)
_NO_VERB_ZH = folded("^(?:案|價|戰|方|對象|計畫|計劃|要約|了嗎)|^(?:完成)?後")
_NOUN_ZH = folded("(?:這|此|該|本|上述|一|項|筆|次|起|股權|股份|股票|的)(?:項|筆|次|起|樁|宗|件)?$")
_HOLDER_ZH = folded(f"^[^。，{ORG}]{{0,6}}{ORG}(?:公司|集團)?(?:手中|手上|手裡|手裏|名下|所持|持有|所有|旗下)")
_FROM_ZH = folded(f"(?:向|從|自){ORG}[^。，{ORG}]{{0,8}}$")
_OBJECT_ZH = re.compile(f"^[^。，{ORG}]{{0,16}}{ORG}")
_SELL_ZH = folded(
    f"(?:股權|股份|股票|持股|事業|業務|部門)[^。，{ORG}]{{0,10}}(?:出售|賣|售|轉讓|讓與|移轉)(?:給予|給|予|與){ORG}"
)
# 今年3月，甲公司並取得乙公司股權: a clause of its own
_DAY_ZH = folded(f"(?:^|[。；，])[^。；，{DATE}]{{0,2}}(?P<date>{DATE})[^。；，{DATE}]{{0,2}}，$")
# 把乙公司名下的持股悉數接過來
_TAKE_ZH = folded(
    f"[把將]{ORG}(?:公司|集團)?(?:手中|手上|手裡|手裏|名下|所持|持有|所有)的?[^，。；]{{0,16}}(?:股權|股份|持股|股票)[^，。；{ORG}]{{0,6}}"
    "(?:買下|買回|買走|接過|接手|接下|收購|收回|收下|承接|吃下|收歸|納入|收入)"
)
_RESOLVED_ZH = folded("決議|通過|擬|核准|拍板|點頭|將(?!(?:其|所持|旗下))")
_BUY_JA = re.compile(
    r"(?:株式|持分|事業|部門)[^。、]{0,12}?を[^。、はが]{0,12}?(?:取得|買収|譲り受け|買い取|購入)"
    r"|を(?:買収|(?:完全|連結)?子会社化|(?:完全|連結)?子会社(?:に|と)(?:する|した|し)|傘下に収め)"
)
_SELL_JA = re.compile(
    rf"(?:株式|持分|事業|部門)[^。、]{{0,16}}?を[^。はが{ORG}]{{0,12}}{ORG}(?:社)?(?:に|へ)(?:譲渡|売却|譲り渡|移管)"
)
_SUBJECT_JA = re.compile(rf"{ORG}(?:社)?(?:は|が)")
_FROM_JA = re.compile(rf"{ORG}(?:社)?(?:から|より)|{ORG}(?:社)?(?:が|の)(?:保有|所有)(?:する|している)")
_AGREED_TO = re.compile("(?:する)?ことで(?:基本|最終)?合意")
_RESOLVED_JA = re.compile(r"^[^。]{0,16}?(?:こと|旨)?を?(?:決議|決定|決め)")


def transfers(sentence: Sentence, signed: Sequence[Act]) -> list[Act]:
    """The transfers of a sentence, between buyer and seller, or buyer and bought where no seller is named.

    `signed` are the acts of signing in the same sentence: with a partner they tell who the seller is.
    """
    found = _japanese(sentence) if sentence.language == "ja" else _chinese(sentence)
    found = [a for a in found if not any(b.start < a.end and a.start < b.end for b in signed)]
    for b in (b for b in signed if b.family == "sign" and b.nouns and not b.nouns[0].formal):
        # 子会社の株式を譲り受ける契約を締結: the contract is that of the transfer
        if any(0 <= b.nouns[0].start - a.end <= 4 for a in found) and sentence.language == "ja":
            b.nouns = [Noun(n.start, n.end, _KIND, True) for n in b.nouns]
            return []
    if any(b.family == "sign" and any(n.kind == _KIND for n in b.nouns) for b in signed) and sentence.language == "ja":
        return []  # 株式を取得することについて決議し、Cと株式譲渡契約を締結: the contract is that of the transfer
    deal = next((b for b in signed if b.family == "agree"), None)
    if found and deal and sentence.language == "ja" and _AGREED_TO.match(sentence.masked, found[-1].end):
        found = [replace(found[-1], stage=deal.stage, past=deal.past)]  # 買収することで基本合意した
    if found and deal and re.search(rf"ことで[^。]*{ORG}(?:社)?と[^。、]*$", sentence.masked[: deal.start]):
        return []  # 買収することで…C社と合意: agreed with the seller
    pacts = (b for b in signed if b.family == "sign" and b.nouns)
    pact = next((b for b in pacts if not b.nouns[0].formal or b.nouns[0].kind == _KIND), None)
    partner = rf"[與和跟与][^，。{ORG}]{{0,16}}{ORG}[^。，{ORG}]*$"
    if found and pact and pact.start < found[0].start and re.search(partner, sentence.masked[: pact.start]):
        # 已與丙簽訂協議，將取得乙的股權: the pact is that of the transfer.
        pact.nouns = [Noun(n.start, n.end, _KIND, True) for n in pact.nouns]
        return []
    return found


def _act(span: tuple[int, int], stage: Stage, past: bool, parties: Sequence[int], dates: list[int]) -> Act:
    act = Act(*span, stage, [Noun(*span, _KIND, True)], "transfer", past)
    act.roles = dict(zip(parties, (Role.SUBJECT, Role.PARTNER), strict=True))
    act.dates = [] if stage is Stage.PLANNED else dates
    return act


def _chinese(sentence: Sentence) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in _BUY_ZH.finditer(masked):
        start, end = verb.span()
        behind = masked[end : end + 60]
        if _NO_VERB_ZH.match(behind) or _NOUN_ZH.search(masked, 0, start):
            continue
        if not verb["whole"] and not _GOODS.search(re.split("[。，；]", behind)[0]):
            continue
        clause = max((m.end() for m in stages_zh.BREAK.finditer(masked, 0, start)), default=0)
        holder, given, thing = _HOLDER_ZH.match(behind), _FROM_ZH.search(masked, clause, start), None
        if holder:
            thing = end + masked[end:].index(ORG)
        elif given:
            thing = given.start() + 1
        elif _OBJECT_ZH.match(behind):
            thing = end + masked[end:].index(ORG)
        buyers = _subjects_zh(sentence, start)
        if thing is None or not buyers or set(sentence.spans[buyers[-1]].ids) & set(sentence.spans[thing].ids):
            continue
        stage, past = stages_zh.stage_of(sentence, start, end)
        if stage is Stage.SIGNED and _RESOLVED_ZH.search(masked, 0, start) and not past:
            stage = Stage.PLANNED
        dates = [i for i, _ in sentence.find(DATE, clause, start)][::-1]
        if not dates and (before := _DAY_ZH.search(masked, 0, clause)):
            dates = [before.start("date")]
        result.append(_act((start, end), stage, past, (buyers[-1], thing), dates))
    for take in _TAKE_ZH.finditer(masked):
        if buyers := _subjects_zh(sentence, take.start()):
            stage, past = stages_zh.stage_of(sentence, *take.span())
            resolved = stage is Stage.SIGNED and not past and _RESOLVED_ZH.search(masked, 0, take.start())
            result.append(
                _act(take.span(), Stage.PLANNED if resolved else stage, past, (buyers[-1], take.start() + 1), [])
            )
    for sale in _SELL_ZH.finditer(masked):
        if sellers := _subjects_zh(sentence, sale.start()):
            stage, past = stages_zh.stage_of(sentence, *sale.span())
            result.append(_act(sale.span(), stage, past, (sellers[-1], sale.end() - 1), []))
    return result


def _subjects_zh(sentence: Sentence, end: int) -> list[int]:
    """Places of the institutions before a verb that may be its subject."""
    masked = sentence.masked
    places = [place for place, _ in sentence.find(ORG, max(0, end - _REACH), end)]
    return [
        place
        for place in places
        if roles_zh.left_role(masked[:place]) is Role.SUBJECT and masked[place + 1 : place + 2] not in "的旗之"
    ]


def _japanese(sentence: Sentence) -> list[Act]:
    masked = sentence.masked
    result: list[Act] = []
    for rule in (_SELL_JA, _BUY_JA):
        for match in rule.finditer(masked):
            start, end = match.span()
            if result and result[-1].start < end and start < result[-1].end:
                continue
            left = max(0, start - _REACH)
            subjects = [m.start() for m in _SUBJECT_JA.finditer(masked, left, start + 1)]
            if rule is _SELL_JA:
                other = start + match.group().rindex(ORG)
            else:
                given = [m.start() for m in _FROM_JA.finditer(masked, left, start + 1)]
                near = [p for p, _ in sentence.find(ORG, max(0, start - 12), start)]
                other = (given or near or [-1])[-1]
            subjects = [s for s in subjects if s != other]
            if other < 0 or not subjects or set(sentence.spans[subjects[-1]].ids) & set(sentence.spans[other].ids):
                continue
            stage, past = stages_ja.stage_of(sentence, end - 1, end)
            if _RESOLVED_JA.match(masked[end : end + 30]):
                stage = Stage.PLANNED
            dates = [i for i, _ in sentence.find(DATE, left, start)][::-1]
            result.append(_act((start, end), stage, past, (subjects[-1], other), dates))
    return result
