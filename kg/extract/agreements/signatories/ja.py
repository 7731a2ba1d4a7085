"""Who signed, by Japanese sentences: the persons who are subjects or partners of a verb of signing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.clauses import DATE, NAME, ORG, PERSON, Sentence
from kg.extract.agreements.roles_ja import ATTENDED
from kg.extract.agreements.signatories.captions_ja import shown, shown_in_brackets
from kg.extract.agreements.signatories.heads import BOTH_JA, heads_ja

_VERB = re.compile(
    r"署名|調印|サイン|(?:名前|氏名|名)を(?:書き込|書き入れ|記し|書き記|したため)|自署|押印|捺印|判を(?:押|つ[いき])|ペンを(?:走らせ|執|取|と[りっ]|入れ)|筆を(?:走らせ|執|取|と[りっ])|締結(?=者)|取り?交わ|(?:協定|覚書|契約|合意)書?[」』]?(?:を|は[^。]{0,60})(?:結ん|締結|交わ|(?:互いに|相互に)?交換)"
)
_NOT_YET = re.compile(
    r"^[^。]{0,8}(?:する(?:予定|。|$)|予定|します|される(?:予定|。)|ない|ず)|^(?:者(?!は|：|:)|式(?!に)|活動)"
    r"|^(?:に先(?:立|だ)|を前に|の(?:あいさつ|挨拶|意義|背景|経緯|理由|狙い)|を(?:見届|見守|見つめ|祝|喜|歓迎))"
)
_ONLOOKER = re.compile(r"立ち?会|居合わせ|見守|同席|出席|参加|見届|陪席|列席|見つめ|祝福")
# 某知事の立ち会いの下、, 某議長らが見守るなか: they look on, wherever the phrase stands.
_LOOK_ON = re.compile("立ち?会い?|居合わせ|見守|同席|見届け|見つめ|陪席|列席|臨席")
# 某副学長も交えた懇談の後: who took part in something else
_TALKED_WITH = re.compile(
    "[^、。はが]{0,40}[をも](?:交え|囲)(?:た|て|ての)[^、。はが]{0,12}(?:の(?:後|のち|あと)|後|で)、?"
)
_LOOKING_ON = re.compile(
    r"(?:^|(?<=[、。がはで]))[^、。・はが]{0,60}(?:[、・][^、。・はが]{0,60}){0,3}?(?:ら)?(?:の|が|を(?:立会人|証人)に)?"
    rf"(?:{_LOOK_ON.pattern})[^、。はが]{{0,6}}(?:下|もと|元|中|なか|前|で|得て)、?"
)
# What somebody said tells of nobody's signature; a title such as 「人材育成に関する覚書」 is no speech.
_SAID = re.compile("「[^「」]{1,200}[をはがもに、。！？][^「」]{0,200}(?<![書定約意Ｕ])」")
# 署名したのは、A学長とB総長の両氏; 署名は…が行った; 調印者はA市長、B町長.
_NAMED_BEHIND = re.compile(
    r"(?:署名|調印|サイン|締結)(?:は[^。]{4,80}?(?:が|により|によって|によ(?:り|って))(?![^。、]{0,4}(?:立ち?会|見守|見届|見つめ|同席|祝))[^。、]{0,12}(?:行|し|担|臨|執)"
    rf"|は[^。は]{{0,16}}{PERSON}[^。は]{{0,40}}{PERSON}[^。、はが]{{0,14}}(?:。|$)"
    r"|(?:を?(?:し|行っ|行なっ|担当し|され|交わし)た|に(?:臨んだ|臨みました|当たった|あたった)|した人|をした)のは[^。]{2,160}"
    r"|に(?:は|あたっては)?、?[^。]{4,120}?(?:が|の[両二2三3]?[氏人者])(?:それぞれ)?(?:臨ん|臨み|当た[っり]|あた[っり])"
    r"|(?:者|人|権者|代表者|代表)(?:は|：|:)[^。]{2,120})"
)
# 署名を終えた某校長は「…」と述べた
_WHO_SIGNED = re.compile(
    f"(?:署名|調印|サイン)(?:し|を(?:済ませ|終え|交わし|し))た(?=(?:{ORG}[^。、はがをに{NAME}]{{0,14}}|[^。、はがをに{NAME}]{{0,6}}){PERSON})"
)
# 署名を行いました。先方は某学部長、本学は某教授です。
_EACH_WAS = re.compile(
    rf"(?:(?:{ORG}|先方|当方|相手|台湾|日本|本[学校市町村県社会所]|当[行社会所])(?:側|から)?(?:は|からは)、?[^。、はが{PERSON}{ORG}]{{0,24}}(?:{ORG}[^。、はが{PERSON}{ORG}]{{0,20}})?{PERSON}[^。、はが{PERSON}{ORG}]{{0,10}}[、。]?){{2,3}}$"
)
_CEREMONY = re.compile("(?:署名|調印|サイン|締結)式")
# 署名者として臨んだ, 協定書には…の名が記された
_NAMED_AS = re.compile(
    r"(?:署名|調印|締結)(?:権)?者(?:として|を(?:務|つと)め)|(?:の名前?|の署名|の自署|のサイン)が(?:記さ|入っ|入れ|添え|並ん|書か)"
)
_HEADS_OF = re.compile(
    r"の(?P<title>学長|総長|校長|院長|所長|学部長|市長|町長|首長|知事|社長|会長|頭取|理事長|トップ|代表者?|長(?![官年期]))"
    r"(?:ら|同士|どうし)?(?:が|は|により|によって|による|の手で|、)"
)
_TITLE = rf"[^{PERSON}{DATE}、。をにで]{{0,18}}?"
_SUBJECT = re.compile(
    rf"^{_TITLE}(?:が|は|ら(?:が|は)|により|によって|による(?=[^、。]{{0,16}}$)|の連名で|の順(?:に|で)|の(?:間で|両氏が|2人が|二人が)|、)"
)
# 某学長があいさつし、署名が行われた: by whom, it does not say
_TOOK_PLACE = re.compile("(?:署名|調印|サイン|締結)(?:が|も)(?:行|執り行|実施|なされ|あ[っり])")
_TOPIC = re.compile(rf"^{_TITLE}(?:が|は|ら(?:が|は))")
_PARTNER = re.compile(
    rf"^[^{PERSON}{DATE}、。をに]{{0,14}}?(?:と(?:の間で|ともに|共に|一緒に|並んで)?|を(?:出?迎え|招[いき]))(?![^。]{{0,30}}[はが])"
)
# 某、某の両市長が署名した
_TWO = re.compile(f"{PERSON}{_TITLE}[、・とや]{PERSON}{_TITLE}の?$")
# A大学は某学長、B大学は某校長が署名した, 本学を代表して某学長が、先方からは某校長が: each side with whom it sent.
_EACH_SIDE = re.compile(
    rf"(?:氏|君|さん)?(?:が|は)?[、，](?:一方、|また、)?(?:{ORG}[^、。はが{NAME}]{{0,10}}?|[^、。はがを{NAME}]{{0,8}}(?:側|先方|当方|相手)|[^、。はがを{NAME}]{{2,16}}(?=から|を代表)|台湾|日本|本[学校市町村県社会所]|当[行社会所])"
    r"(?:側)?(?:は|からは?|が|を代表し(?:て)?は?)、?"
)
_DID = re.compile("[ぁ-ん](?<![とやらんび])、(?<!ならびに、)")  # 某副学長の司会で進められ、某学長と
_JOINED = re.compile(r"と|、|・|及び|および|並びに|ならびに|そして")


def signers(document: Sequence[Sentence], number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The place of each verb of signing in a sentence with those who signed."""
    sentence = document[number]
    masked = _without_others(sentence.masked)
    if found := shown(sentence, masked):
        first = masked.index(PERSON, found.end())
        yield found.start(), sentence.ids(_chain_behind(masked, first))
    if number and shown_in_brackets(document[number - 1], sentence):
        yield 0, sentence.ids(_persons(masked, 0, len(masked)))
    if number and _EACH_WAS.match(masked) and _signed(document[number - 1].masked):
        yield 0, sentence.ids(_persons(masked, 0, len(masked)))
    for relative in _WHO_SIGNED.finditer(masked):
        yield relative.start(), sentence.ids(_chain_behind(masked, masked.index(PERSON, relative.end())))
    for named in _NAMED_AS.finditer(masked):
        yield named.start(), _subjects(sentence, masked, named.start())
    for verb in _VERB.finditer(masked):
        if not _NOT_YET.match(masked[verb.end() :]):
            # 協定は…が結んだ: the match spans the persons, the verb ends it.
            place = verb.end() - 2 if verb.group()[0] in "協覚契合" else verb.start()
            found_here = _before(document, number, masked, place)
            if len(found_here) == 1 and number and masked.startswith(PERSON) and _ALONG.match(masked):
                # 某会頭が挨拶。理事長とともに署名した: who spoke signed too
                found_here = (*_speaker(document[number - 1]), *found_here)
            elif not found_here and number:
                found_here = _who_met(document, number, masked, place)
            yield place, found_here


def _signed(masked: str) -> bool:
    """Whether a sentence tells that something was signed, without who did it."""
    verb = _VERB.search(masked)
    return verb is not None and PERSON not in masked and not _NOT_YET.match(masked, verb.end())


def _without_others(masked: str) -> str:
    """A sentence with blanks, sign for sign, for those who look on and for what is said in it."""
    without = _TALKED_WITH.sub(lambda m: " " * len(m.group()), _SAID.sub(lambda m: " " * len(m.group()), masked))
    if not _LOOK_ON.search(without):
        return without  # most sentences: found out at once
    return _LOOKING_ON.sub(lambda m: " " * len(m.group()), without)


# 学長、副学長らが台湾を訪れ、協定を締結した: a party of travellers
_AND_OTHERS = re.compile(rf"{_TITLE}(?:ら|一行)(?:が|は)[^。]{{0,16}}(?:訪|来)")
_ALONG = re.compile(f"{PERSON}[^、。はが]{{0,10}}と(?:ともに|共に|一緒に|並んで)")


def _speaker(sentence: Sentence) -> tuple[str, ...]:
    """The first person who is subject of a sentence."""
    found = (s.ids for place, s in sentence.find(PERSON) if _TOPIC.match(sentence.masked[place + 1 :]))
    return next(found, ())


# 某市長は某市長と会談した。友好交流の覚書に署名した: who met is who signed
_MET = re.compile(
    f"{PERSON}[^、。はが{NAME}]{{0,12}}(?:は|が)[^。]*{PERSON}[^、。はがを]{{0,12}}(?:と(?:会談|面会|懇談|会[いっ]|対談)|を(?:表敬)?訪)[^。は]{{0,12}}。$"
)


def _who_met(document: Sequence[Sentence], number: int, masked: str, verb: int) -> tuple[str, ...]:
    """The two of whom the sentence before tells that they met, where this one names no subject of its own."""
    before = document[number - 1]
    met = _MET.search(_without_others(before.masked))
    if met is None or re.search(f"[はが{PERSON}{ORG}]", masked[:verb]):
        return ()
    places = _persons(before.masked, met.start(), met.end())
    return before.ids(places) if len(places) == 2 else ()


def _persons(masked: str, left: int, right: int) -> list[int]:
    """The places of the persons between two places."""
    return [i for i in range(left, right) if masked[i] == PERSON]


def _before(document: Sequence[Sentence], number: int, masked: str, verb: int) -> tuple[str, ...]:
    """PとQが署名, Pは…Qと署名: by the last particle before the verb."""
    sentence = document[number]
    left = masked.rfind("。", 0, verb) + 1
    if aside := _NAMED_BEHIND.match(masked[verb:]):
        end = verb + aside.end()
        looking = _ONLOOKER.search(masked, verb, end)
        # 署名したのは某会長と某理事長で、某知事が立ち会った
        cut = masked.rfind("で、", verb, looking.start()) if looking else -1
        if named := _persons(masked, verb, cut if cut > 0 else end):
            return sentence.ids(named)
    if _CEREMONY.match(masked, verb):
        return ()
    pointed = [p for p, s in sentence.find(ORG, left, verb) if s.reference and len(s.ids) == 2]
    if pointed and (heads := _HEADS_OF.match(masked, pointed[-1] + 1, verb)):
        return heads_ja(document, heads.group("title"))
    both = list(BOTH_JA.finditer(masked, left, verb))
    if both and not _persons(masked, both[-1].end(), verb):
        two = _TWO.search(masked, left, both[-1].start())
        places = _persons(masked, two.start(), two.end()) if two else []
        title = both[-1].group("title")
        return (
            sentence.ids(places)
            or _in_brackets(sentence, *both[-1].span())
            or heads_ja(document, title)
            or _two_named(document, number, both[-1].start())
        )
    return _subjects(sentence, masked, verb)


def _in_brackets(sentence: Sentence, left: int, right: int) -> tuple[str, ...]:
    """両学長（某、某）: the two persons in brackets behind the words for them."""
    inside = (s for s in sentence.hidden if s.sign == PERSON and sentence.at[left] < s.start < sentence.at[right - 1])
    named = tuple(dict.fromkeys(i for span in inside for i in span.ids))
    return named if len(named) == 2 else ()


def _two_named(document: Sequence[Sentence], number: int, place: int) -> tuple[str, ...]:
    """両氏, 2人: the two persons whom the sentence has named before, or else the one before it."""
    here = _persons(document[number].masked, 0, place)
    before = document[number if here or not number else number - 1]
    named = tuple(dict.fromkeys(before.ids(here or _persons(before.masked, 0, len(before.masked)))))
    return named if len(named) == 2 else ()


def _subjects(sentence: Sentence, masked: str, verb: int) -> tuple[str, ...]:
    """The persons who are subjects of what stands at a place, with those whom they did it with."""
    places = _persons(masked, masked.rfind("。", 0, verb) + 1, verb)
    looking = _ONLOOKER.search(masked, places[-1] + 1, verb) if places else None
    if not places or (looking and not ATTENDED.match(masked, looking.start())) or verb - places[-1] > 60:
        return ()
    behind = masked[places[-1] + 1 : verb]
    if _PARTNER.match(behind):
        with_whom = _chain(masked, places)
        actor = [p for p in places if p < with_whom[0] and _TOPIC.match(masked[p + 1 : with_whom[0]])]
        return sentence.ids([*(_chain(masked, [p for p in places if p <= actor[-1]]) if actor else []), *with_whom])
    subject = None if _AND_OTHERS.match(behind) else _SUBJECT.match(behind)
    named = _NAMED_AS.match(masked, verb) is not None
    if subject and "によ" not in subject.group() and _TOOK_PLACE.match(masked, verb):
        return ()
    # Another subject behind it is who signed: 学長らが訪れ、両大学は署名した.
    if not (subject or named) or (subject and re.search("[はが]", behind[subject.end() :])):
        return ()
    return sentence.ids(_chain(masked, places))


def _chain(masked: str, places: Sequence[int]) -> list[int]:
    """The persons up to the last of `places` that words for and join."""
    chosen = [places[-1]]
    for place in reversed(places[:-1]):
        gap = masked[place + 1 : chosen[-1]]
        if (
            re.search(
                r"[はがを]|(?:で|に)、|に代わ|の代理|によ(?:ると|れば)|も(?:交え|加え)",
                plain := _EACH_SIDE.sub("、", gap),
            )
            or _DID.search(plain)
            or _ONLOOKER.search(gap)
            or not _JOINED.search(gap)
            or len(gap) > 40
        ):
            break
        chosen.append(place)
    return chosen[::-1]


def _chain_behind(masked: str, first: int) -> list[int]:
    """The person at a place and those whom words for and join to it."""
    chosen = [first]
    for place in _persons(masked, first + 1, len(masked)):
        gap = masked[chosen[-1] + 1 : place]
        if re.search(r"[はがを。]", gap) or _ONLOOKER.search(gap) or not _JOINED.search(gap) or len(gap) > 40:
            break
        chosen.append(place)
    return chosen
