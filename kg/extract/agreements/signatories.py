"""Who signed: only persons whom a sentence, a caption or a list says to have put their name to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence, both_ways, simplified
from kg.model import PassageKind

_NAME = f"{ORG}{PERSON}{DATE}{PLACE}"
_VERB = {
    "ja": re.compile(r"署名|調印|サイン|取り?交わ|(?:協定|覚書|契約|合意)書?(?:を|は[^。]{0,60})(?:結ん|締結|交わ)"),
    "zh": re.compile(
        simplified(
            "簽署|簽字|簽名(?!會|簿)|簽約|簽訂|簽定|簽立|簽下|簽了|簽妥|簽成|續簽|換約|締約|締結|用印|簽(?=.{0,16}(?:備忘錄|協議|協定|意願書|意向書|MOU))|[互交]換(?=.{0,8}備忘錄)|代表(?=[。，；]|$)"
        )
    ),
}
_NOT_YET = {
    "ja": re.compile(
        r"^[^。]{0,8}(?:する(?:予定|。|$)|予定|します|される(?:予定|。)|ない|ず)|^(?:者(?!は|：|:)|式|活動)"
    ),
    "zh": re.compile(simplified("^(?:儀式|典禮|式)(?!上)")),
}
_PLAN_ZH = re.compile(simplified("將|擬|預計|訂於|定於|預定|未|沒有|計畫|計劃|希望|期待"))
_WITNESS = {
    "ja": re.compile(r"立ち?会|見守|同席|出席|参加|見届"),
    "zh": re.compile(simplified("見證|陪同|觀禮|主持|出席|列席|率|致詞|表示|指出|說|期盼|認為|強調|到場")),
}
_LIST = both_ways(
    "(?:署名|調印|簽署|簽約|締結|簽字|締約|立約|立書|簽訂)(?:者|人|代表[者人]?|人員)(?:名單|一覧)?"
    "[】）)］\\]：:\\s　■]*$"
)
# 在次長某見證下: they look on, wherever the phrase stands.
_LOOKING_ON = re.compile(
    simplified("(?:在|於|經|並由|承)[^，。；]{0,80}?(?:見證|陪同|觀禮|主持|監交|監簽|祝福|列席)(?:之下|下|之)?")
)
_HE = re.compile(
    simplified(f"^[^，。；{PERSON}]{{0,4}}(?:他|她|渠)(?:並|也|今天|昨天|{DATE})?(?=[與和跟及代]|[^，。]{{0,6}}代表)")
)
_TITLE_ZH = (
    "(?P<title>校長|大學校長|學長|市長|縣長|首長|院長|所長|館長|理事長|會長|董事長|社長|總經理|執行長|負責人|代表人|代表|主管)"
    "(?![團處])[^，。；]{0,24}$"
)
_BOTH_ZH = re.compile(
    simplified(f"(?:[兩二](?:國|家企業|位|造|地|城|校|館)?(?:大學)?(?:的)?){_TITLE_ZH}"),
)
_HEADS_OF = re.compile(simplified(f"(?:的)?{_TITLE_ZH}"))
_HEADS_ZH = {
    "校長": "校長|學長|總長",
    "學長": "校長|學長|總長",
    "大學校長": "校長|學長|總長",
    "首長": "市長|縣長|町長|村長|知事|鄉長|鎮長",
    "市長": "市長|町長|村長",
    "會長": "會長|理事長|會頭",
    "理事長": "理事長|會長|會頭",
    "董事長": "董事長|社長|會長|執行長|總裁",
    "社長": "董事長|社長|總裁",
    "總經理": "總經理|社長|總裁",
}
_ANY_HEAD_ZH = "校長|學長|總長|市長|縣長|町長|村長|知事|院長|所長|館長|理事長|會長|會頭|董事長|社長|總經理|執行長|總裁"
# 署名したのは、A学長とB総長の両氏; 署名は…が行った; 調印者はA市長、B町長.
_NAMED_BEHIND = re.compile(
    r"(?:署名|調印|サイン)(?:は[^。]{4,80}?が[^。、]{0,12}(?:行|し|担|臨)"
    r"|(?:を?(?:し|行っ|行なっ|担当し|され|交わし)た|に臨んだ|に当たった|にあたった|した人|をした)のは[^。]{2,160}"
    r"|(?:者|人|権者|代表者|代表)(?:は|：|:)[^。]{2,120})"
)
_BOTH = re.compile(
    r"(?:両(?:大学|校|市|町|社|者|機関|団体|県|自治体)?の?|双方の?|2|二|三|3)(?P<title>学長|総長|校長|院長|所長|学部長|研究科長|市長|町長|村長|首長|知事|社長|会長|頭取|理事長|トップ|代表者?|氏|者|人)(?:ら|同士|どうし)?(?:が|は|により|によって|による|の手で|、)"
)
_HEADS = {
    "学長": "学長|総長|校長",
    "総長": "学長|総長|校長",
    "校長": "学長|総長|校長",
    "首長": "市長|町長|村長|知事|郷長|鎮長|県長|区長",
    "町長": "町長|郷長|鎮長",
    "トップ": "学長|総長|校長|市長|町長|村長|知事|郷長|社長|会長|理事長|CEO",
    "頭取": "頭取|董事長|総経理|会長|社長",
    "社長": "社長|董事長|総経理|CEO|会長",
    "会長": "会長|理事長|董事長",
    "理事長": "理事長|会長|董事長",
    "所長": "所長|院長|理事長",
    "院長": "院長|所長|学部長|研究科長",
    "学部長": "学部長|院長",
    "市長": "市長|町長|鎮長|郷長|区長|県長",
    "代表": "学長|総長|校長|市長|町長|村長|知事|郷長|社長|会長|理事長|CEO",
}


def signatories(document: Sequence[Sentence]) -> list[tuple[int, tuple[str, ...]]]:
    """For each sentence that says who signed, its place in the document and the persons, in order."""
    result: list[tuple[int, tuple[str, ...]]] = []
    for number, sentence in enumerate(document):
        language = "ja" if sentence.language == "ja" else "zh"
        if sentence.speech:
            continue
        if _LIST.search(sentence.text) or (_LIST.search(sentence.text.split("：")[0]) and PERSON in sentence.masked):
            result.append((number, _listed(document, number)))
            continue
        persons: list[str] = []
        for verb in _VERB[language].finditer(sentence.masked):
            if _NOT_YET[language].match(sentence.masked[verb.end() :]):
                continue
            # 協定は…が結んだ: the match spans the persons, the verb ends it.
            place = verb.end() - 2 if verb.group()[0] in "協覚契合" else verb.start()
            found = _japanese(document, sentence, place) if language == "ja" else _chinese(document, number, place)
            persons += [p for p in found if p not in persons]
        if persons:
            result.append((number, tuple(persons)))
    return [(number, persons) for number, persons in result if persons]


def _listed(document: Sequence[Sentence], number: int) -> tuple[str, ...]:
    """The persons in the rows under 署名者, up to the next heading."""
    persons = [i for _, s in document[number].find(PERSON) for i in s.ids]
    for row in document[number + 1 : number + 12]:
        here = [i for _, s in row.find(PERSON) for i in s.ids]
        if not here or row.kind in (PassageKind.HEADING, PassageKind.TITLE) or len(row.masked) > 40:
            break
        persons += here
    return tuple(dict.fromkeys(persons))


def _japanese(document: Sequence[Sentence], sentence: Sentence, verb: int) -> list[str]:
    """PとQが署名: the persons who are subject of the verb, by the last が or は before it."""
    masked = sentence.masked
    left = masked.rfind("。", 0, verb) + 1
    if aside := _NAMED_BEHIND.match(masked[verb:]):
        return [i for _, s in sentence.find(PERSON, verb, verb + aside.end()) for i in s.ids]
    if both := list(_BOTH.finditer(masked, left, verb)):
        return _holders(document, both[-1].group("title"))
    places = [i for i, _ in sentence.find(PERSON, left, verb)]
    if not places:
        return []
    last = places[-1]
    behind = masked[last + 1 : verb]
    subject = re.match(
        rf"^[^{PERSON}{DATE}、。をに]{{0,18}}?(?:が|は|ら(?:が|は)|により|によって|の(?:間で|両氏が|2人が|二人が)|、)",
        behind,
    )
    # Another subject behind it is who signed: 学長らが訪れ、両大学は署名した.
    if not subject or re.search("[はが]", behind[subject.end() :]):
        return []
    if _WITNESS["ja"].search(behind) or len(behind) > 60:
        return []
    chosen = [last]
    for place in reversed(places[:-1]):
        gap = masked[place + 1 : chosen[-1]]
        if re.search(r"[はがを]|(?:で|に)、", gap) or not re.search(r"と|、|・|及び|および", gap) or len(gap) > 40:
            break
        chosen.append(place)
    return [i for place in reversed(chosen) for i in sentence.spans[place].ids]


def _holders(document: Sequence[Sentence], title: str) -> list[str]:
    """両学長: the two persons of the document who are called so, if it is two."""
    heads = re.compile(rf"(?<!副)(?:{_HEADS.get(title.rstrip('者'), re.escape(title))})")
    found: dict[str, None] = {}
    for sentence in document:
        for span in sentence.hidden:
            # A大（某学長）: the head in brackets behind the institution.
            near = re.split("[（(、，・／/）)]", sentence.text[span.end : span.end + 8])[0]
            before = re.split("[（(、，・／/）)]", sentence.text[max(0, span.start - 6) : span.start])[-1]
            if span.sign == PERSON and (heads.search(near) or re.search(heads.pattern + "[：:]?$", before)):
                found.update(dict.fromkeys(span.ids))
        for place, span in sentence.find(PERSON):
            near = sentence.masked[place + 1 : place + 9]
            near = re.split(f"[{_NAME}、。はがをにと]", near)[0]
            before = re.split(f"[{_NAME}、。はがをにと]", sentence.masked[max(0, place - 6) : place])[-1]
            if heads.search(near) or re.search(heads.pattern + "(?:の)?$", before):
                found.update(dict.fromkeys(span.ids))
    return list(found) if len(found) == 2 else []


def _holders_zh(document: Sequence[Sentence], title: str) -> list[str]:
    """兩校校長: the two persons of the document who hold such a post, if it is two."""
    heads = simplified(
        _HEADS_ZH.get(title, title if title not in ("代表", "代表人", "負責人", "主管") else _ANY_HEAD_ZH)
    )
    behind = re.compile(f"[^{_NAME}，。、副代]{{0,10}}?(?<!副)(?:{heads})(?![室辦秘特助]|[^，。]{{0,2}}(?:秘書|特助))")
    before = re.compile(f"(?<![副{ORG}])(?<!前)(?:{heads})[：:|｜／]?(?:{ORG})?$")
    found: dict[str, None] = {}
    for sentence in document:
        for place, span in sentence.find(PERSON):
            if behind.match(sentence.masked, place + 1) or before.search(sentence.masked, 0, place):
                found.update(dict.fromkeys(span.ids))
    return list(found) if len(found) == 2 else []


def _chinese(document: Sequence[Sentence], number: int, verb: int) -> list[str]:
    """由P與Q簽署, P與Q代表雙方簽署: the chain of persons that ends right before the verb."""
    sentence = document[number]
    # Signs of the same length keep the places: who looks on is no person here.
    masked = _LOOKING_ON.sub(lambda m: " " * len(m.group()), sentence.masked[:verb]) + sentence.masked[verb:]
    left = max(masked.rfind(c, 0, verb) for c in "。；") + 1
    pointed = [p for p, s in sentence.find(ORG, left, verb) if s.reference and len(s.ids) > 1]
    heads = [m for p in pointed if (m := _HEADS_OF.match(masked, p + 1, verb))]
    if both := _BOTH_ZH.search(masked, left, verb) or (heads[-1] if heads else None):
        return [] if _PLAN_ZH.search(masked, left, verb) else _holders_zh(document, both.group("title"))
    places = [i for i, _ in sentence.find(PERSON, left, verb) if masked[i] == PERSON]
    if not places:
        return []
    behind = masked[places[-1] + 1 : verb]
    acting = re.sub(simplified(f"(?:代表|在|於|假|赴){ORG}(?:[與和及、]{ORG})*"), "", behind)
    if len(behind.strip()) > 30 or ORG in acting or _WITNESS["zh"].search(behind):
        return []
    if re.search("[，]", behind) and not re.search(simplified(f"代表|分別|共同|，(?:並|也)?(?:於|在)?{DATE}"), behind):
        return []
    chosen = [places[-1]]
    for place in reversed(places[:-1]):
        gap = masked[place + 1 : chosen[-1]]
        if (
            len(gap) > 40
            or "。" in gap
            or not re.search(simplified("與|和|及|、|跟|同|暨|，(?:與|和|另一方|日方|台方|乙方)"), gap)
            or _WITNESS["zh"].search(gap)
        ):
            break
        chosen.append(place)
    first = chosen[-1]
    before = masked[left:first]
    clause = re.split("[，]", before)[-1]
    if (
        _PLAN_ZH.search(clause)
        or _PLAN_ZH.search(behind)
        or (re.search(simplified("在[^，]{0,20}$"), clause) and re.search(simplified("下"), behind))
    ):
        return []
    own = [i for place in reversed(chosen) for i in sentence.spans[place].ids]
    if len(chosen) == 1 and number and _HE.match(before[len(before) - len(clause) :]):
        own = [*(i for _, s in document[number - 1].find(PERSON)[:1] for i in s.ids), *own]
    return own
