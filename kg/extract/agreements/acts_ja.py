"""Acts of agreeing in Japanese sentences: verb, noun, stage, dates and who is what to the verb."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.extract.agreements.acts import (
    Act,
    Noun,
    Role,
    Stage,
    alternatives,
    bonds,
    carry_dates,
    carry_subjects,
    kind_before,
    nouns,
    pattern,
    told_in_brackets,
    without_doubles,
    words,
)
from kg.extract.agreements.clauses import DATE, ORG, Sentence
from kg.extract.agreements.deals_ja import agreed, announced, founded, invested, owned_companies
from kg.extract.agreements.roles_ja import HEAD, NAME, SHOWN, SUFFIX, joined, roles_of
from kg.extract.agreements.stages_ja import BASIS, FALSE_REPORT, PUBLISHED, STANDING, TAIL, stage_of
from kg.extract.agreements.transfers import transfers
from kg.model import PassageKind

_LOOK_BACK = 48  # from a verb to its noun
_FALSE_VERB = re.compile(
    r"結(?:び付|びつ|んだのは縁)|(?<!を)(?<!書の)交換|署名(?:者|活動|捺印者|欄)|(?:契約|任期|定款|情報|データ|設備)を更新|更新の"
)
_NO_PAPER = re.compile(
    "(?:意見|議論|言葉|挨拶|あいさつ|握手|杯|会話|情報|名刺|考え)(?:など|等)?を[^、。]{0,6}$"
)  # 意見を交わす
_CEREMONY = re.compile(r"(?:式典?|セレモニー|会見|の儀)")
_RELATIVE_NOUN = re.compile(r"^(?:し|さ)?(?:れ)?[んたいっだ]{1,3}(?P<gap>[^。、はがをに]{0,24}?)$")
# 昨年に引き続き、今年も: when it was so before
_AS_BEFORE = re.compile("(?:に引き続き|に続[いきく]|と同様|同様|に次[いぐ]|ぶり|以来)")
# この協定の締結により、今回の「協定」締結は: of the one that is told elsewhere.
_THIS_ONE = re.compile(r"(?:この|今回の|本|今般の|このたびの)[「『]?[^、。はがをにでと「」『』]{0,16}$")
_AS_TOLD = re.compile(r"(?:により|によって|によ(?:り|る)|で|は|に伴い|を受け|を機に|をきっかけ|に(?:当|あ)た)")
# 協定の締結に向けた覚書を交わした: what the paper is for is not signed with it, nor planned beside it.
_WHAT_FOR = re.compile(
    r"[^。、はがを]{0,8}(?:に向けた|を(?:目指す|めざす|目的とする|目的とした|見据えた|前提とする|前提とした))"
    r"[^。、はがを]{0,14}(?:協定|覚書|合意|契約|意向書|MOU|LOI)"
)
# 結んだ契約を、資金難を理由に白紙に戻した
# 締結していたが、7月末で終了した
_LAPSED = re.compile(
    r"[^。、]{0,5}(?:が|ものの|けれど)、[^。]{0,40}?(?:(?:終了|解消|失効|満了|解約|破棄)(?:し(?:た|て|まし)|となっ|にな)|打ち切|期限切れ|期限が切れ)"
)
_JUBILEE = re.compile(r"(?:から|して|より)?、?[0-9０-９一二三四五六七八九十]+(?:周年|年(?:目|の節目|が|を))")
_DROPPED = re.compile(r"[」』]?書?を、?[^。]{0,24}(?:白紙|破棄|撤回|打ち切|反故)")
_RESOLVED = re.compile(r"[^。、]{0,8}(?:こと|旨|方針|方向|予定)[^。、]{0,4}(?:決議|決定|決め|発表|固め|合意|検討|確認)")
_HELD = re.compile(
    rf"(?:式典?|セレモニー)?[^。、{DATE}]{{0,10}}(?P<date>{DATE})|(?:式典?|セレモニー)?(?:が|は|を)、?[^。{DATE}]{{0,60}}、(?P<late>{DATE})"
)
_AGREED_IN_HEADLINE = re.compile(
    f"^[^、。はがを{NAME}]{{0,12}}{ORG}{SUFFIX}(?:など)?、[^、。はがを{NAME}]{{0,16}}{ORG}{SUFFIX}と(?:の)?[^、。はがを{NAME}]{{0,16}}(?:協定|覚書|契約|提携|姉妹校|MOU)書?$|{ORG}{SUFFIX}(?:と|・|×){ORG}{SUFFIX}(?:が)?、[^、。はがを{NAME}]{{0,16}}(?:協定|覚書|提携|MOU)書?$"
    f"|{ORG}{SUFFIX}(?:など|ら|等)?が[^。、はがを{NAME}]{{0,16}}(?:協定|覚書|契約|MOU)書?$"
)
_SET_FOR = re.compile(
    rf"(?:式)?(?:を|は)[^。、{DATE}]{{0,6}}{DATE}(?=[^。、]{{0,10}}(?:に|で|へ)?(?:予定|計画|見込|予想|行う))"
)
# 3月で期限が切れていた協定を延長する覚書
_RAN_OUT = re.compile("(?:末|限り)?(?:で|に|をもって|まで)、?[^、。]{0,8}(?:期限|期間満了|満了|失効|切れ)")
# 準備を進める協定, 検討している覚書: yet to be signed.
_PREPARED = re.compile(
    r"(?:準備|協議|検討|調整|交渉|話し合い|手続き)(?:を|が)?(?:進(?:め|んで)(?:る|ている|てきた|いる)|して(?:いる|きた)|する|中の|重ねて(?:いる|きた)|続けて(?:いる|きた)"
    r"|始めた|始まった)[^、。はがを]{0,14}$"
)
_WENT_ON = re.compile("(?:し|び|わし|)(?:て、?|、)[^。]{2,30}(?:て|で)(?:い|お|き|まいり)(?:た|まし)")
_GIVEN_UP = re.compile(
    r"[」』]?書?(?:を|は|が|について)[^。]{0,16}(?:取りやめ|取り止め|断念|見送|撤回|中止|白紙|打ち切|中断)"
)
_EACH_DATED = re.compile(f"[」』]?書?(?:を|と)、?{DATE}[^。、はが]{{0,24}}")
_RENEWED = re.compile(r"[」』]?書?(?:を|の)[^。、はが]{0,14}?(?P<verb>更新|延長|改定|改訂|再締結)")
_PAPERS = re.compile(r"(?:する|し、?た)[^。、はがを]{0,8}(?:書|文書|書面|協定|契約|MOU)")
_ABOUT = re.compile(
    "[^。、]{0,12}(?:について|につき|に関(?:する|し)|に係る|に(?:む|向)け|を(?:目的|前提|視野)|のため)[^。はが]{0,30}$"
)
_REPORTED = re.compile(
    rf"^[^。]{{0,6}}?(?:た|だ|る)(?:こと(?:を|が))?(?:と)?{DATE}?[、に]?(?:、)?(?:共同で)?(?:発表|公表|明らか|報じ)"
)
# 姉妹校提携の実現に向けて調整, 協定を目指す: aimed at without a verb of signing.
_AIMED = re.compile(
    r"^[」』]?書?(?:の(?:締結|実現|提携|合意))?(?:も|を|は|に)[^。はがを]{0,14}?(?:に向け[てた]?[^。、]{0,8}(?:調整|協議|準備|検討|話し合|交渉|手続)|(?:目指|めざ)[しすせ]|(?:検討|計画|準備|協議|模索)(?:し|中|を|す))"
)
# 姉妹都市提携に関する議案を議会に提出する
_TABLED = re.compile(
    "[」』]?書?(?:の締結)?(?:に関する|に係る|にかかる|についての|の)議案[^。]{0,20}(?:提出する|上程する|諮る|提案する|提出し|上程し|可決|審議)"
)
_AGREED_UPON = re.compile("[^。、]{0,12}ことで合意し")
_BY_HAND = frozenset(("署名", "調印", "サイン"))
# 両大学の協定は令和元年5月に始まり
_BEGAN = re.compile(f"[」』]?書?は、?{DATE}(?:に|から)?(?:始ま|スタート|さかのぼ|発足)")
# The object of a verb: 覚書を取り交わした, 協定書に署名した, 協定の締結.
_OBJECT = re.compile(r"^[」』]?書?(?:を|に|の|へ|が|は)?[^。はが]{0,22}$")
# A社がB社と業務提携。: newspapers and newsletters leave the verb out.
_RUN_ON = re.compile(
    "[^。]{0,40}(?:ため|から|ので|伴い|受け|あた[りっ]|当た[りっ]|機に|のを前に|前に)[^。]{0,40}?(?P<verb>更新|延長|再締結|継続)(?!の)"
)
_NOUN_LAST = re.compile("^[」』]?書?[」』]?(?:[。！!]|$)")
_WITH_ONE = re.compile(f"{ORG}{SUFFIX}と(?:の間で)?、?(?:{DATE}に?、?)?(?!の)[^。、はがを{NAME}]{{0,26}}$")
_BOTH_NOUNS = re.compile(r"^[」』]?書?(?:と(?!な[るっ]|す|し)|および|及び|、)[^。はがを]{2,20}$")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternatives(sorted([*words("ja", "sign"), *words("ja", "self")], key=len, reverse=True)))


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Japanese sentence tells, in order, with roles and dates."""
    masked, found = sentence.masked, nouns(sentence)
    acts = [*_signings(sentence, found), *_renewed(sentence, found), *agreed(sentence, found)]
    acts += [*founded(sentence), *_ended(sentence, found)]
    owned = owned_companies(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    acts += [a for a in invested(sentence) if not any(b.start < a.end and a.start < b.end for b in acts)]
    acts += [a for a in announced(sentence) if not any(b.start < a.end and a.start < b.end for b in acts)]
    acts = [a for a in acts if a.family != "venture" or not _papers_on(sentence, found, a)]
    acts += transfers(sentence, acts)
    acts.sort(key=lambda a: a.start)
    acts = without_doubles(acts)
    used = {n.start for a in acts for n in a.nouns}
    used |= {n.start for n in found if n.end in used}  # 友好都市|協定 is one word
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
    carry_dates(acts)
    for former, act in pairwise(acts):
        if former.past and not act.past and not act.roles and _RENEWED.match(masked, former.nouns[0].end):
            act.roles = dict(former.roles)  # AがBと2016年に結んだ協定を更新: of the same two
        if former.past and not act.dates and len(former.dates) > 1 and _RENEWED.match(masked, former.nouns[0].end):
            # 8月27日、2015年に締結した協定を更新
            act.dates, former.dates = former.dates[1:], former.dates[:1]
        standing = (
            former.past and act.nouns[:1] == former.nouns[:1] and STANDING.match(masked[former.end : former.end + TAIL])
        )
        if standing and not act.dates and _RENEWED.match(masked, former.nouns[0].end):
            # 3月12日、Bと結んでいる協定を更新: the day is that of the renewal, and there is no other agreement
            act.dates, former.dates, former.stage = former.dates, [], Stage.OPEN
        # 延長することで合意し、両学長が文書に署名しました
        agreed_upon = former.stage is Stage.PLANNED and act.stage is Stage.SIGNED
        if agreed_upon and _AGREED_UPON.match(masked, former.end) and masked[act.start : act.end] in _BY_HAND:
            former.stage = Stage.SIGNED
    if FALSE_REPORT.search(masked):
        for act in acts:
            act.stage = Stage.DENIED
    return acts


def _papers_on(sentence: Sentence, found: list[Noun], venture: Act) -> bool:
    """合弁会社の設立について基本合意書を締結: the paper is what was signed, the company what it is about."""
    papers = (n for n in found if n.formal and n.kind in ("LetterOfIntent", "MemorandumOfUnderstanding"))
    near = next((n for n in papers if n.start >= venture.end), None)
    return near is not None and _ABOUT.match(sentence.masked, venture.end, near.start) is not None


def _signings(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    floor = 0
    for verb in _verbs().finditer(masked):
        start, end = verb.span()
        if _FALSE_VERB.match(masked, max(0, start - 4)) or _FALSE_VERB.match(masked, start) or start < floor:
            continue
        if _WHAT_FOR.match(masked, end) or _NO_PAPER.search(masked, max(0, start - 14), start):
            continue
        tail = masked[end : end + TAIL]
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
        elif len(before) > 1 and _EACH_DATED.fullmatch(masked, before[-2].end, before[-1].start):
            near = before[-2:]  # 2013年に協定を、2019年に覚書を締結した
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
        if behind and near == behind[:1] and _RENEWED.match(masked, behind[0].end):
            if DATE in masked[max(0, start - 24) : start]:
                result.append(Act(start, end, Stage.SIGNED, near, "sign", True))
            continue
        if not near and verb.group() in ("更新", "再締結") and result:
            near = [
                Noun(start, end, result[-1].nouns[0].kind, result[-1].nouns[0].formal)
            ]  # 覚書を締結し、翌年に更新した
        bare = verb.group() in ("締結", "調印", "再締結") or verb.group() in words("ja", "self")
        if not near and bare:
            near = [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
        if not near and verb.group() != "署名":
            continue
        stage, past = stage_of(sentence, start, end)
        if behind and near == behind[:1] and _DROPPED.match(masked, behind[0].end):
            stage = Stage.DENIED
        lapsed = stage is Stage.SIGNED and _LAPSED.match(masked, end)
        stage, past = (Stage.ENDED, True) if lapsed else (stage, past or bool(_JUBILEE.match(masked, end)))
        act = Act(start, end, stage, near, "ceremony" if ceremony else "sign", past)
        act.went_on = _went_on(sentence, start, end)
        if behind and near == behind[:1]:
            dated = DATE in masked[max(0, start - 24) : start]
            act.past = past or (dated and bool(BASIS.match(masked[behind[0].end :])))
            act.past = act.past or _of_a_year(sentence, start, end, behind[0].start)
        if re.match(HEAD, tail) and stage is Stage.SIGNED:
            act.past = True
        near_noun = near and near[0].start < start and _AS_TOLD.match(tail)
        if near_noun and act.stage is Stage.SIGNED and _THIS_ONE.search(masked, 0, near[0].start):
            act.stage = Stage.OPEN
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


def _went_on(sentence: Sentence, start: int, end: int) -> bool:
    """9月に基本合意書を交わし、細部を詰めていた: what something had gone on since then, and is no news."""
    dates = [s.date.date for _, s in sentence.find(DATE, max(0, start - _LOOK_BACK), start) if s.date]
    return bool(dates) and dates[-1].day is None and _WENT_ON.match(sentence.masked, end) is not None


def _of_a_year(sentence: Sentence, start: int, end: int, noun: int) -> bool:
    """2009年にAがBと結んだ協定: what is taken up by its year is no news, whenever that was."""
    dates = [s for _, s in sentence.find(DATE, max(0, start - _LOOK_BACK), start)]
    relative = re.match(r"(?:んだ|した|し|わした|だ)[^、。はがを]*$", sentence.masked[end:noun])
    return bool(dates and relative and dates[-1].date and dates[-1].date.date.month is None)


def _renewed(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """Agreements made longer or anew: 協定を5年間延長した. The papers for that are signed as others are."""
    result = []
    for noun in found:
        match = _RENEWED.match(sentence.masked, noun.end)
        if match and match["verb"] != "更新" and not _PAPERS.match(sentence.masked, match.end()):
            start, end = match.span("verb")
            stage, past = stage_of(sentence, start, end)
            result.append(Act(start, end, stage, [Noun(start, end, noun.kind, noun.formal)], "sign", past))
    return result


def _ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
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


def _mention(sentence: Sentence, noun: Noun) -> Act | None:
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


def _all_of_them(sentence: Sentence, act: Act, floor: int, stop: int) -> None:
    """3者で協定に署名した, AとB、それにCの3者で: they are who agreed, and no others where the sentence lists them."""
    for place, span in sentence.find(ORG, floor, stop):
        if not span.reference or len(span.ids) < 2 or act.roles.get(place) is not Role.PLACE:
            continue
        act.roles[place] = Role.SUBJECT
        if sentence.masked[place - 1 : place] != "の":
            continue
        listed = [place for place, _ in sentence.find(ORG, floor, place)][-len(span.ids) :]
        chained = all(joined(sentence.masked, a) == b for a, b in pairwise(listed))
        if len(listed) == len(span.ids) and chained:
            act.roles.update({place: Role.OTHER, **dict.fromkeys(listed, Role.SUBJECT)})


def _fill(sentence: Sentence, act: Act, floor: int) -> None:
    """Give an act its roles, dates and whether there is one with each partner."""
    masked = sentence.masked
    if act.family == "transfer":
        return
    if act.family == "owned":
        act.dates = [i for i, _ in sentence.find(DATE) if "設立" in masked[i:]]
        return
    stop = max([act.start, *(n.end for n in act.nouns)])
    heading = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM)
    # A headline may name the parties last: 協定を締結　A市とB大学.
    stop = len(masked) if sentence.kind is PassageKind.TITLE else stop
    act.roles = roles_of(masked, floor, stop, act.nouns[0].start if act.nouns else act.start, heading)
    _all_of_them(sentence, act, floor, stop)
    if sentence.kind is not PassageKind.BODY and (shown := SHOWN.match(masked, act.nouns[0].start if act.nouns else 0)):
        act.roles = {place: Role.DELEGATE for place, _ in sentence.find(ORG, shown.end())}
        act.stage = Stage.SIGNED
    if act.family == "mention" and act.stage is Stage.OPEN and sentence.kind is PassageKind.TITLE:
        # A headline does without the verb: A市がB大学と協定.
        told = {Role.SUBJECT, Role.PARTNER} <= set(act.roles.values()) and "について" not in masked
        told = told or bool(_AGREED_IN_HEADLINE.search(masked, 0, act.end))
        act.stage = Stage.SIGNED if told else Stage.OPEN
    if _REPORTED.match(masked[act.end : act.end + TAIL]):
        act.announced = True
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    if head := re.match(HEAD, masked[act.end :]):
        # 合弁で設けたA社: what is founded is not who founds it.
        act.roles[act.end + head.end() - 1] = Role.OTHER if act.family == "venture" else Role.PARTNER
    act.each = bool(pattern("ja", "each").search(masked, floor, act.end))
    before = [i for i, _ in sentence.find(DATE, floor, act.start)]
    if act.nouns and act.nouns[0].start >= act.end:
        before += [i for i, _ in sentence.find(DATE, act.end, act.nouns[0].start)]  # 結んだ2011年の協定
    before = [i for i in before if not _AS_BEFORE.match(masked, i + 1)]
    before = [i for i in before if not masked.startswith("まで", i + 1)]  # 2027年6月まで延長: how long
    if not act.ending:
        before = [i for i in before if not _RAN_OUT.match(masked, i + 1)]
    if act.ending:
        # Only a date told with its signing is the agreement's: 2010年に締結した協定を解除.
        before = [
            i
            for i in before
            if re.match(
                r"^[^。、]{0,12}(?:締結|結[んばび]|交わ|調印|の[^、はが]{0,10}(?:協定|覚書|契約|合意|提携))",
                masked[i + 1 :],
            )
        ]
    if act.family == "ceremony" and (held := _HELD.match(masked, act.end)):
        before.append(held.end() - 1)
    follow = re.match(
        rf"^[^。、]{{0,4}}(?:た|だ)のは、?[^。、{NAME}]{{0,8}}{DATE}|^(?:日)?(?:は|：|:){DATE}", masked[act.end :]
    )
    act.dates = ([act.end + follow.end() - 1] if follow else []) + before[::-1]
    if _JUBILEE.match(masked, act.end):
        act.dates = []  # 今年で締結10周年: the year of the feast
    if act.stage is Stage.PLANNED and not act.dates and (ahead := _SET_FOR.match(masked, act.end)):
        act.dates = [ahead.end() - 1]
