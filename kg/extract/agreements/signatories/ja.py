"""Who signed, by Japanese sentences: the persons who are subjects or partners of a verb of signing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence
from kg.extract.agreements.roles_ja import ATTENDED, SHOWN
from kg.extract.agreements.signatories.heads import heads_ja
from kg.model import PassageKind

_NAME = f"{ORG}{PERSON}{DATE}{PLACE}"
_VERB = re.compile(
    r"署名|調印|サイン|ペンを(?:走らせ|執|取)|筆を(?:走らせ|執)|締結(?=者)|取り?交わ|(?:協定|覚書|契約|合意)書?(?:を|は[^。]{0,60})(?:結ん|締結|交わ)"
)
_NOT_YET = re.compile(
    r"^[^。]{0,8}(?:する(?:予定|。|$)|予定|します|される(?:予定|。)|ない|ず)|^(?:者(?!は|：|:)|式|活動)"
)
_ONLOOKER = re.compile(r"立ち?会|見守|同席|出席|参加|見届")
# 署名したのは、A学長とB総長の両氏; 署名は…が行った; 調印者はA市長、B町長.
_NAMED_BEHIND = re.compile(
    r"(?:署名|調印|サイン|締結)(?:は[^。]{4,80}?(?:が|により|によって|によ(?:り|って))[^。、]{0,12}(?:行|し|担|臨|執)"
    rf"|は[^。は]{{0,16}}{PERSON}[^。は]{{0,40}}{PERSON}[^。、はが]{{0,14}}(?:。|$)"
    r"|(?:を?(?:し|行っ|行なっ|担当し|され|交わし)た|に臨んだ|に当たった|にあたった|した人|をした)のは[^。]{2,160}"
    r"|(?:者|人|権者|代表者|代表)(?:は|：|:)[^。]{2,120})"
)
_BOTH = re.compile(
    r"(?:両(?:大学|校|市|町|社|者|機関|団体|県|自治体)?の?|双方の?|2|二|三|3)(?P<title>学長|総長|校長|院長|所長|学部長|研究科長|市長|町長|村長|首長|知事|社長|会長|頭取|理事長|トップ|代表者?|氏|者|人)(?:ら|同士|どうし)?(?:が|は|により|によって|による|の手で|、)"
)
_HEADS_OF = re.compile(
    r"の(?P<title>学長|総長|校長|院長|所長|学部長|市長|町長|首長|知事|社長|会長|頭取|理事長|トップ|代表者?|長(?![官年期]))"
    r"(?:ら|同士|どうし)?(?:が|は|により|によって|による|の手で|、)"
)
_TITLE = rf"[^{PERSON}{DATE}、。をに]{{0,18}}?"
_SUBJECT = re.compile(rf"^{_TITLE}(?:が|は|ら(?:が|は)|により|によって|の(?:間で|両氏が|2人が|二人が)|、)")
_TOPIC = re.compile(rf"^{_TITLE}(?:が|は|ら(?:が|は))")
_PARTNER = re.compile(
    rf"^[^{PERSON}{DATE}、。をに]{{0,14}}?(?:と(?:の間で|ともに|共に|一緒に)?)(?![^。]{{0,30}}[はが])"
)
# 某、某の両市長が署名した
_TWO = re.compile(f"{PERSON}{_TITLE}[、・とや]{PERSON}{_TITLE}の?$")
# A大学は某学長、B大学は某校長が署名した: each side with whom it sent.
_EACH_SIDE = re.compile(f"[、，]{ORG}(?:側)?(?:は|から(?:は)?|が)")
_JOINED = re.compile(r"と|、|・|及び|および|並びに|ならびに")


def signers(document: Sequence[Sentence], number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The place of each verb of signing in a sentence with those who signed."""
    sentence = document[number]
    # A caption is no whole sentence, in a text without markup either.
    caption = sentence.kind is not PassageKind.BODY or "。" not in sentence.masked
    shown = _shown(sentence.masked) if caption else None
    if shown:
        first = sentence.masked.index(PERSON, shown.end())
        yield shown.start(), _ids(sentence, _chain_behind(sentence, first))
    for verb in _VERB.finditer(sentence.masked):
        if not _NOT_YET.match(sentence.masked[verb.end() :]):
            # 協定は…が結んだ: the match spans the persons, the verb ends it.
            place = verb.end() - 2 if verb.group()[0] in "協覚契合" else verb.start()
            found = _before(document, sentence, place)
            if len(found) == 1 and number and sentence.masked.startswith(PERSON) and _ALONG.match(sentence.masked):
                # 某会頭が挨拶。理事長とともに署名した: who spoke signed too
                found = (*_speaker(document[number - 1]), *found)
            yield place, found


def _shown(masked: str) -> re.Match[str] | None:
    """What a picture shows of those who sign: 協定書を交わす某学長と, 署名後に握手する某学長と."""
    return SHOWN.search(masked) or _AFTERWARDS.search(masked)


_AFTERWARDS = re.compile(
    rf"(?:署名|調印|締結)(?:式)?(?:の)?(?:後|直後|を終え)[^。、はが{_NAME}]{{0,20}}(?:する|した|す|ぶ|む)(?=[^。はが、]{{0,24}}{PERSON})"
)
# 学長、副学長らが台湾を訪れ、協定を締結した: a party of travellers
_AND_OTHERS = re.compile(rf"{_TITLE}(?:ら|一行)(?:が|は)[^。]{{0,16}}(?:訪|来)")
_ALONG = re.compile(f"{PERSON}[^、。はが]{{0,10}}と(?:ともに|共に|一緒に)")


def _speaker(sentence: Sentence) -> tuple[str, ...]:
    """The first person who is subject of a sentence."""
    found = (s.ids for place, s in sentence.find(PERSON) if _TOPIC.match(sentence.masked[place + 1 :]))
    return next(found, ())


def _before(document: Sequence[Sentence], sentence: Sentence, verb: int) -> tuple[str, ...]:
    """PとQが署名, Pは…Qと署名: by the last particle before the verb."""
    masked = sentence.masked
    left = masked.rfind("。", 0, verb) + 1
    if aside := _NAMED_BEHIND.match(masked[verb:]):
        return _ids(sentence, [i for i, _ in sentence.find(PERSON, verb, verb + aside.end())])
    pointed = [p for p, s in sentence.find(ORG, left, verb) if s.reference and len(s.ids) == 2]
    if pointed and (heads := _HEADS_OF.match(masked, pointed[-1] + 1, verb)):
        return heads_ja(document, heads.group("title"))
    if both := list(_BOTH.finditer(masked, left, verb)):
        two = _TWO.search(masked, left, both[-1].start())
        places = [i for i, _ in sentence.find(PERSON, two.start(), two.end())] if two else []
        return _ids(sentence, places) or heads_ja(document, both[-1].group("title"))
    places = [i for i, _ in sentence.find(PERSON, left, verb)]
    looking = _ONLOOKER.search(masked, places[-1] + 1, verb) if places else None
    if not places or (looking and not ATTENDED.match(masked, looking.start())) or verb - places[-1] > 60:
        return ()
    behind = masked[places[-1] + 1 : verb]
    if _PARTNER.match(behind):
        with_whom = _chain(masked, places)
        actor = [p for p in places if p < with_whom[0] and _TOPIC.match(masked[p + 1 : with_whom[0]])]
        return _ids(sentence, [*(_chain(masked, [p for p in places if p <= actor[-1]]) if actor else []), *with_whom])
    subject = None if _AND_OTHERS.match(behind) else _SUBJECT.match(behind)
    # Another subject behind it is who signed: 学長らが訪れ、両大学は署名した.
    if not subject or re.search("[はが]", behind[subject.end() :]):
        return ()
    return _ids(sentence, _chain(masked, places))


def _chain(masked: str, places: Sequence[int]) -> list[int]:
    """The persons up to the last of `places` that words for and join."""
    chosen = [places[-1]]
    for place in reversed(places[:-1]):
        gap = masked[place + 1 : chosen[-1]]
        if (
            re.search(r"[はがを]|(?:で|に)、|に代わ", _EACH_SIDE.sub("、", gap))
            or _ONLOOKER.search(gap)
            or not _JOINED.search(gap)
            or len(gap) > 40
        ):
            break
        chosen.append(place)
    return chosen[::-1]


def _chain_behind(sentence: Sentence, first: int) -> list[int]:
    """The person at a place and those whom words for and join to it."""
    chosen = [first]
    for place, _ in sentence.find(PERSON, first + 1):
        gap = sentence.masked[chosen[-1] + 1 : place]
        if re.search(r"[はがを。]", gap) or not _JOINED.search(gap) or len(gap) > 40:
            break
        chosen.append(place)
    return chosen


def _ids(sentence: Sentence, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(i for place in places for i in sentence.spans[place].ids)
