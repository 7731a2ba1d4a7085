"""Who is what to an act of agreeing in a Japanese sentence, when it was, and whether there is one with each."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import pattern, told_in_brackets
from kg.extract.agreements.clauses import DATE, NAME, ORG, PERSON, Sentence
from kg.extract.agreements.roles_ja import HEAD, SHOWN, SUFFIX, joined, roles_of
from kg.extract.agreements.stages_ja import TAIL, is_jubilee
from kg.model import PassageKind

_AGREED_IN_HEADLINE = re.compile(
    f"^[^、。はがを{NAME}]{{0,12}}{ORG}{SUFFIX}(?:など)?、[^、。はがを{NAME}]{{0,16}}{ORG}{SUFFIX}と(?:の)?[^、。はがを{NAME}]{{0,16}}(?:協定|覚書|契約|提携|姉妹校|MOU)書?$|{ORG}{SUFFIX}(?:と|・|×){ORG}{SUFFIX}(?:が)?、[^、。はがを{NAME}]{{0,16}}(?:協定|覚書|提携|MOU)書?$"
    f"|{ORG}{SUFFIX}(?:など|ら|等)?が[^。、はがを{NAME}]{{0,16}}(?:協定|覚書|契約|MOU)書?$"
)
_REPORTED = re.compile(
    rf"^[^。]{{0,6}}?(?:た|だ|る)(?:こと(?:を|が))?(?:と)?{DATE}?[、に]?(?:、)?(?:共同で)?(?:発表|公表|明らか|報じ)"
)
# 昨年に引き続き、今年も: when it was so before
_AS_BEFORE = re.compile(
    "(?:に?(?:締結|調印|提携)(?:の|した)[^、。はが]{0,20})?(?:に引き続き|に続[いきく]|と同様|同様|に次[いぐ])|ぶり|以来"
)
_YEARS_AGO = re.compile("[0-9０-９一二三四五六七八九十数]{1,3}年(?:ほど|余り|余)?前(?:に|、)?[^。、]{0,10}$")
# 3月で期限が切れていた協定を延長する覚書
_RAN_OUT = re.compile("(?:末|限り)?(?:で|に|をもって|まで)、?[^、。]{0,8}(?:期限|期間満了|満了|失効|切れ)")
_HELD = re.compile(
    rf"(?:式典?|セレモニー)?[^。、{DATE}]{{0,10}}(?P<date>{DATE})|(?:式典?|セレモニー)?(?:が|は|を)、?[^。{DATE}]{{0,60}}、(?P<late>{DATE})"
)
_SET_FOR = re.compile(
    rf"(?:式)?(?:を|は)[^。、{DATE}]{{0,6}}{DATE}(?=[^。、]{{0,10}}(?:に|で|へ)?(?:予定|計画|見込|予想|行う|控え))"
)
# 契約の締結を目指し、B社と条件を詰めている: with whom it is to be signed
_IN_TALKS_WITH = re.compile(
    f"[^。{ORG}]{{0,30}}、[^、。はが{NAME}]{{0,12}}(?P<with>{ORG}){SUFFIX}と(?:の間で)?、?[^、。はが{NAME}]{{0,14}}(?:協議|交渉|調整|条件|話し合|詰め|折衝|準備)"
)
# 2010年に締結した協定を解除, 2010年の協定を解除
_OF_SIGNING = re.compile(r"^[^。、]{0,12}(?:締結|結[んばび]|交わ|調印|の[^、はが]{0,10}(?:協定|覚書|契約|合意|提携))")
# 覚書を締結したA行の某頭取（左）とB行の某会長: each is named with who signed
_AND_ANOTHER = re.compile(
    f"の[^、。はがを{NAME}]{{0,22}}{PERSON}[^、。はがをにで{NAME}]{{0,14}}と(?:台湾の|日本の|台湾・)?[^、。はがを{NAME}]{{0,10}}{ORG}"
)
# 覚書に署名したのはA大学とB市。
_SIGNERS = re.compile(
    f"(?:し|され|を?交わし|んだ|だ|た){{0,2}}(?:た|だ)?のは、?(?:[^、。はがを{PERSON}{ORG}]{{0,14}}{ORG}{SUFFIX}(?:と|、|および|及び|の)?){{2,5}}"
    "(?:(?:両|[2-5２-５二三四])[^、。はが]{1,3})?(?:だ|で(?:す|あ)|$|。)"
)
_COUPLE = re.compile(f"{ORG}{SUFFIX}と{ORG}")
_COUPLES = re.compile(
    f"(?:^|[、。はがに])({ORG}{SUFFIX}と{ORG}{SUFFIX}(?:、(?:また)?{ORG}{SUFFIX}と{ORG}{SUFFIX}){{1,8}})(?:が|は|も|の間で)"
)
# A大学とB市は10日、それぞれC社と
_SEVERAL_WITH_ONE = re.compile(
    f"{ORG}(?:{SUFFIX}(?:と|、|および|及び|・){ORG}){{1,4}}{SUFFIX}[はがも]、?(?:{DATE}(?:に|まで(?:に)?)?、?)?"
    f"(?:それぞれ|個別に|別々に|おのおの|各々)、?[^、。はがを{NAME}]{{0,8}}(?P<one>{ORG}){SUFFIX}と(?!{ORG}|、)"
)
# 海外の大学と協定を結ぶのは、A大学が初めて
_FIRST_WITH = re.compile(
    f"(?:する|ぶ|わす|した|んだ|わした)のは、?[^、。はが{NAME}]{{0,10}}(?P<with>{ORG}){SUFFIX}(?:が|で)(?:、?(?:初|最初|[0-9０-９一二三四五六七八九十]+(?:例|件|校|社|番|か所|カ所)目))"
)
_WHEN_BEHIND = re.compile(rf"^[^。、]{{0,4}}(?:た|だ)のは、?[^。、{NAME}]{{0,8}}{DATE}|^(?:日)?(?:は|：|:){DATE}")


def fill(sentence: Sentence, act: Act, floor: int) -> None:
    """Give an act its roles, dates and whether there is one with each partner; the act before it ends at `floor`."""
    masked = sentence.masked
    if act.family in ("transfer", "tie"):
        return
    if act.family == "owned":
        act.dates = [i for i, _ in sentence.find(DATE) if "設立" in masked[i:]]
        return
    _give_roles(sentence, act, floor)
    if act.stage is Stage.PLANNED and Role.PARTNER not in act.roles.values():
        talks = _IN_TALKS_WITH.match(masked, act.end)
        act.roles.update({talks.start("with"): Role.PARTNER} if talks else {})
    act.announced = act.announced or _REPORTED.match(masked[act.end : act.end + TAIL]) is not None
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    if head := re.match(HEAD, masked[act.end :]):
        # 合弁で設けたA社: what is founded is not who founds it.
        place = act.end + head.end() - 1
        act.roles[place] = Role.OTHER if act.family == "venture" else Role.PARTNER
        alone = Role.SUBJECT not in act.roles.values() and list(act.roles.values()).count(Role.PARTNER) == 1
        if alone and (other := _AND_ANOTHER.match(masked, place + 1)):
            act.roles[other.end() - 1] = Role.SUBJECT
    if signers := _SIGNERS.match(masked, act.end):
        act.roles.update({place: Role.SUBJECT for place, _ in sentence.find(ORG, *signers.span())})
        act.stage = Stage.SIGNED if act.stage is Stage.OPEN else act.stage
    if first := _FIRST_WITH.match(masked, act.end):
        act.roles[first.start("with")] = Role.PARTNER
        act.stage = Stage.SIGNED if act.stage is Stage.OPEN else act.stage
    act.pairs = [] if act.family != "sign" else _pairs(masked, floor, act.start)
    act.each = bool(pattern("ja", "each").search(masked, floor, act.end))
    act.dates = _dates(sentence, act, floor)


def _pairs(masked: str, floor: int, end: int) -> list[tuple[int, int]]:
    """The places of each pair, where a sentence tells of more than one: A校とB大学、C校とD大学が, AとBはそれぞれCと."""
    if listed := _COUPLES.search(masked, floor, end):
        return [(couple.start(), couple.end() - 1) for couple in _COUPLE.finditer(masked, *listed.span(1))]
    if several := _SEVERAL_WITH_ONE.search(masked, floor, end):
        own = [place for place in range(several.start(), several.start("one")) if masked[place] == ORG]
        return [(place, several.start("one")) for place in own]
    return []


def _give_roles(sentence: Sentence, act: Act, floor: int) -> None:
    """Say who is what to an act; a headline or caption that names both sides tells that they signed."""
    masked = sentence.masked
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


def _dates(sentence: Sentence, act: Act, floor: int) -> list[int]:
    """The places of the dates that may be the act's, nearest first."""
    masked = sentence.masked
    if is_jubilee(masked, act.end):
        dates: list[int] = []  # 今年で締結10周年: the year of the feast
    else:
        before = _dates_before(sentence, act, floor)
        if act.family == "ceremony" and (held := _HELD.match(masked, act.end)):
            before.append(held.end() - 1)
        behind = _WHEN_BEHIND.match(masked[act.end :])
        dates = ([act.end + behind.end() - 1] if behind else []) + before[::-1]
    if act.stage is Stage.PLANNED and not dates and (ahead := _SET_FOR.match(masked, act.end)):
        return [ahead.end() - 1]
    return dates


def _dates_before(sentence: Sentence, act: Act, floor: int) -> list[int]:
    """The dates before an act, or between its verb and noun, but for those that say something else."""
    masked = sentence.masked
    before = [i for i, _ in sentence.find(DATE, floor, act.start)]
    if act.nouns and act.nouns[0].start >= act.end:
        before += [i for i, _ in sentence.find(DATE, act.end, act.nouns[0].start)]  # 結んだ2011年の協定
    before = [i for i in before if not _AS_BEFORE.match(masked, i + 1)]
    if ago := _YEARS_AGO.search(masked, floor, act.start):
        before = [i for i in before if i > ago.start()]  # 8月20日、3年前に交わした覚書を: of what was done with it
    before = [i for i in before if not masked.startswith("まで", i + 1)]  # 2027年6月まで延長: how long
    if act.ending:  # only a date told with its signing is the agreement's
        return [i for i in before if _OF_SIGNING.match(masked[i + 1 :])]
    return [i for i in before if not _RAN_OUT.match(masked, i + 1)]


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
