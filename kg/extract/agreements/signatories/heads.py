"""The two whom 両学長 or 兩校校長 means: those of a document who hold such a post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreements.clauses import NAME, ORG, PERSON, Sentence, folded, simplified

_JA = {
    "学長": "学長|総長|校長",
    "総長": "学長|総長|校長",
    "校長": "学長|総長|校長",
    "長": "学長|総長|校長|市長|町長|村長|知事|郷長|社長|会長|理事長|董事長|頭取|総裁|院長",
    "首長": "市長|町長|村長|知事|郷長|鎮長|県長|区長",
    "町長": "町長|郷長|鎮長",
    "トップ": "学長|総長|校長|市長|町長|村長|知事|郷長|社長|会長|理事長|董事長|頭取|総裁|院長|CEO",
    "頭取": "頭取|董事長|総経理|会長|社長",
    "社長": "社長|董事長|総経理|CEO|会長",
    "会長": "会長|理事長|董事長",
    "理事長": "理事長|会長|董事長",
    "所長": "所長|院長|理事長",
    "院長": "院長|所長|学部長|研究科長",
    "学部長": "学部長|院長",
    "市長": "市長|町長|鎮長|郷長|区長|県長",
    "代表": "学長|総長|校長|市長|町長|村長|知事|郷長|社長|会長|理事長|董事長|頭取|総裁|院長|CEO",
}
_ZH = {
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
BOTH_JA = re.compile(
    r"(?:両(?:大学|校|市|町|社|者|機関|団体|県|自治体)?の?|双方の?|(?<![0-9０-９十])[2二三3])(?P<title>学長|総長|校長|院長|所長|学部長|研究科長|市長|町長|村長|首長|知事|社長|会長|頭取|理事長|トップ|代表者?|氏|者|人)(?:ら|同士|どうし)?(?:が|は|により|によって|による|の手で|、)"
)
TITLE_ZH = (
    "(?P<title>校長|大學校長|學長|市長|縣長|首長|院長|所長|館長|理事長|會長|董事長|社長|總經理|執行長|負責人|代表人|代表|主管)"
    f"(?![團處])[^，。；{PERSON}]{{0,24}}$"
)
BOTH_ZH = folded(f"(?:[兩二](?:國|家企業|位|造|地|城|校|館)?(?:大學)?(?:的)?){TITLE_ZH}")
_ANY_ZH = "校長|學長|總長|市長|縣長|町長|村長|知事|院長|所長|館長|理事長|會長|會頭|董事長|社長|總經理|執行長|總裁"


def heads_ja(document: Sequence[Sentence], title: str) -> tuple[str, ...]:
    """両学長: the two persons of the document who are called so, if it is two."""
    heads = re.compile(rf"(?<!副)(?:{_JA.get(title.rstrip('者'), re.escape(title))})")
    found: dict[str, None] = {}
    for sentence in document:
        for span in sentence.hidden:
            # A大（某学長）: the head in brackets behind the institution.
            near = re.split("[（(、，・／/）)]", sentence.text[span.end : span.end + 8])[0]
            before = re.split("[（(、，・／/）)]", sentence.text[max(0, span.start - 6) : span.start])[-1]
            if span.sign == PERSON and (heads.search(near) or re.search(heads.pattern + "[：:]?$", before.rstrip())):
                found.update(dict.fromkeys(span.ids))
        for place, span in sentence.find(PERSON):
            near = sentence.masked[place + 1 : place + 9]
            near = re.split(f"[{NAME}、。はがをにと]", near)[0]
            before = re.split(f"[{NAME}、。はがをにと]", sentence.masked[max(0, place - 6) : place])[-1]
            if heads.search(near) or re.search(heads.pattern + "(?:の)?$", before):
                found.update(dict.fromkeys(span.ids))
    return tuple(found) if len(found) == 2 else ()


def heads_zh(document: Sequence[Sentence], title: str) -> tuple[str, ...]:
    """兩校校長: the two persons of the document who hold such a post, if it is two."""
    heads = simplified(_ZH.get(title, title if title not in ("代表", "代表人", "負責人", "主管") else _ANY_ZH))
    behind = re.compile(f"[^{NAME}，。、副代]{{0,10}}?(?<!副)(?:{heads})(?![室辦秘特助]|[^，。]{{0,2}}(?:秘書|特助))")
    # 甲協會理事長某 beside 四方代表: of an institution, but not who represents it.
    apart = f"副前{ORG}" if heads == simplified(_ANY_ZH) else "副前"
    before = re.compile(f"(?<![{apart}])(?:{heads})[：:|｜／]?(?:{ORG})?$")
    found: dict[str, None] = {}
    for sentence in document:
        for place, span in sentence.find(PERSON):
            if behind.match(sentence.masked, place + 1) or before.search(sentence.masked, 0, place):
                found.update(dict.fromkeys(span.ids))
    return tuple(found) if len(found) == 2 else ()


def heads_alone(document: Sequence[Sentence], sentence: Sentence, act: int) -> tuple[str, ...]:
    """The two whom 両学長 or 兩校校長 means beside an act at a place of a sentence that names no person."""
    japanese = sentence.language == "ja"
    left = max(sentence.masked.rfind(stop, 0, act) for stop in "。；") + 1
    both = next((BOTH_JA if japanese else BOTH_ZH).finditer(sentence.masked, left), None)
    if both is None or sentence.find(PERSON, left):
        return ()
    return (heads_ja if japanese else heads_zh)(document, both.group("title"))
