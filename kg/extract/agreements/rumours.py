"""Plans that a page only reports as rumours, and that somebody whom they are about denies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG, Sentence, both_ways

_RUMOUR = both_ways(
    "傳聞|傳言|據傳|盛傳|傳出|外傳|謠傳|媒體|日媒|外電|市場傳|報導|報道|消息人士|知情人士|うわさ|噂|観測|報じ|取り沙汰"
)
_CONFIRMED = both_ways("證實|坦承|坦言|承認|宣布|宣佈|認めた|明らかにした|発表した")
_DENIAL = both_ways(
    "否認(?!(?:上述)?(?:金額|價格|價碼|數字|規模|時程))|澄清|純屬[^。]{0,6}(?:臆測|揣測|猜測|推測)|並非事實|不實|無此事|沒有這回事|子虛烏有"
    "|(?:從未|並未|未曾|未|沒有?|無)[^。，]{0,24}(?:簽署|簽訂|簽約|接觸|洽談)[^。，]{0,12}(?:協議|意向書|合約|契約|備忘錄|文件|接觸|情事)"
    "|否定し|否定する|事実無根|事実ではな|事実はな|そのような事実|根拠のない"
)


def without_denied(candidates: Iterable[Candidate], document: Sequence[Sentence]) -> list[Candidate]:
    """The candidates without plans that are told as a rumour and denied by a sentence behind, of one of the parties."""
    told = list(candidates)
    rumoured = [c for c in told if _only_rumoured(c)]
    if not rumoured:
        return told
    denials = [(n, _named(s)) for n, s in enumerate(document) if _DENIAL.search(s.masked)]
    denied = {id(c) for c in rumoured if _is_denied(c, denials)}
    return [c for c in told if id(c) not in denied]


def _only_rumoured(candidate: Candidate) -> bool:
    told = candidate.sentence.masked
    return candidate.stage is Stage.PLANNED and bool(_RUMOUR.search(told)) and not _CONFIRMED.search(told)


def _is_denied(candidate: Candidate, denials: Sequence[tuple[int, set[str]]]) -> bool:
    behind = [named for number, named in denials if number > candidate.number]
    return any(named & set(candidate.parties) for named in behind)


def _named(sentence: Sentence) -> set[str]:
    return {i for _, span in sentence.find(ORG) for i in span.ids}
