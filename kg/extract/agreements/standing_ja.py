"""Agreements that a Japanese sentence takes up as they stand: named without a verb, ended, made longer or anew."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.agreement_words import Noun, bonds, pattern, told_in_brackets
from kg.extract.agreements.clauses import DATE, NAME, ORG, Sentence
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.stages_ja import BASIS, PUBLISHED, stage_of
from kg.model import PassageKind

RENEWED = re.compile(r"[」』]?書?(?:を|の)[^。、はが]{0,14}?(?P<verb>更新|延長|改定|改訂|再締結)")
_PAPERS = re.compile(r"(?:する|し、?た)[^。、はがを]{0,8}(?:書|文書|書面|協定|契約|MOU)")
_RESOLVED = re.compile(r"[^。、]{0,8}(?:こと|旨|方針|方向|予定)[^。、]{0,4}(?:決議|決定|決め|発表|固め|合意|検討|確認)")
# A社がB社と業務提携。: newspapers and newsletters leave the verb out.
_RUN_ON = re.compile(
    "[^。]{0,40}(?:ため|から|ので|伴い|受け|あた[りっ]|当た[りっ]|機に|のを前に|前に)[^。]{0,40}?(?P<verb>更新|延長|再締結|継続)(?!の)"
)
# 準備を進める協定, 検討している覚書: yet to be signed.
_PREPARED = re.compile(
    r"(?:準備|協議|検討|調整|交渉|話し合い|手続き)(?:を|が)?(?:進(?:め|んで)(?:る|ている|てきた|いる)|して(?:いる|きた)|する|中の|重ねて(?:いる|きた)|続けて(?:いる|きた)"
    r"|始めた|始まった)[^、。はがを]{0,14}$"
)
_GIVEN_UP = re.compile(
    r"[」』]?書?(?:を|は|が|について)[^。]{0,16}(?:取りやめ|取り止め|断念|見送|撤回|中止|白紙|打ち切|中断)"
)
# 姉妹校提携の実現に向けて調整, 協定を目指す: aimed at without a verb of signing.
_AIMED = re.compile(
    r"^[」』]?書?(?:の(?:締結|実現|提携|合意))?(?:も|を|は|に)[^。はがを]{0,14}?(?:に向け[てた]?[^。、]{0,8}(?:調整|協議|準備|検討|話し合|交渉|手続)|(?:目指|めざ)[しすせ]|(?:検討|計画|準備|協議|模索)(?:し|中|を|す))"
)
# 姉妹都市提携に関する議案を議会に提出する
_TABLED = re.compile(
    "[」』]?書?(?:の締結)?(?:に関する|に係る|にかかる|についての|の)議案[^。]{0,20}(?:提出する|上程する|諮る|提案する|提出し|上程し|可決|審議)"
)
# 両大学の協定は令和元年5月に始まり
_BEGAN = re.compile(f"[」』]?書?は、?{DATE}(?:に|から)?(?:始ま|スタート|さかのぼ|発足)")
_NOUN_LAST = re.compile("^[」』]?書?[」』]?(?:[。！!]|$)")
_WITH_ONE = re.compile(f"{ORG}{SUFFIX}と(?:の間で)?、?(?:{DATE}に?、?)?(?!の)[^。、はがを{NAME}]{{0,26}}$")


def renewed(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """Agreements made longer or anew: 協定を5年間延長した. The papers for that are signed as others are."""
    result = []
    for noun in found:
        match = RENEWED.match(sentence.masked, noun.end)
        if match and match["verb"] != "更新" and not _PAPERS.match(sentence.masked, match.end()):
            start, end = match.span("verb")
            stage, past = stage_of(sentence, start, end)
            result.append(Act(start, end, stage, [Noun(start, end, noun.kind, noun.formal)], "sign", past))
    return result


def ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in pattern("ja", "end").finditer(masked):
        near = [
            n
            for n in [*bonds(sentence), *found]
            if 0 <= verb.start() - n.end <= 12 and not re.search("。|(?<![はがも])、", masked[n.end : verb.start()])
        ]
        if near:
            if renewed := _run_on(sentence, verb.end(), near[-1]):
                result.append(renewed)
                continue
            stage, _ = stage_of(sentence, *verb.span())
            ended = stage is Stage.SIGNED or PUBLISHED.match(masked[verb.end() :])
            if stage is not Stage.DENIED:
                told = Stage.ENDED if ended and not _RESOLVED.match(masked, verb.end()) else Stage.SIGNED
                result.append(Act(*verb.span(), told, near[-1:], past=True, ending=True))
    return result


def _run_on(sentence: Sentence, start: int, noun: Noun) -> Act | None:
    """3月末で満了することから、更新する: what runs out and is made anew has not ended."""
    again = _RUN_ON.match(sentence.masked, start)
    if again is None:
        return None
    span = again.span("verb")
    stage, past = stage_of(sentence, *span)
    own = Noun(*span, noun.kind, noun.formal)
    return None if stage is Stage.DENIED else Act(*span, stage, [own], "sign", past, ending=True)


def mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb: it tells one where it has a date, a use (に基づき) or stands in a heading."""
    masked = sentence.masked
    tail = masked[noun.end :]
    basis = bool(BASIS.match(tail))
    dated = bool(re.search(rf"{DATE}(?:の|から)[^、。はが]{{0,16}}$", masked[: noun.start]))
    dated = dated or bool(told_in_brackets(sentence, noun))
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    if not heading and (_AIMED.match(tail) or _TABLED.match(tail)):
        return Act(noun.start, noun.end, Stage.PLANNED, [noun], "mention")
    if basis or dated or _BEGAN.match(tail):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
    prepared = not heading and _PREPARED.search(masked, max(0, noun.start - 40), noun.start)
    if prepared and not _GIVEN_UP.match(tail):
        return Act(noun.start, noun.end, Stage.PLANNED, [noun], "mention")
    if _NOUN_LAST.match(tail) and _WITH_ONE.search(masked, 0, noun.start):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "sign")
    if heading:
        planned = re.match(r"^[」』]?(?:へ(?:$|[、。　])|(?:締結)?(?:予定|へ向け))", tail)
        return Act(noun.start, noun.end, Stage.PLANNED if planned else Stage.OPEN, [noun], "mention")
    return None
