"""Who signs in a Japanese caption: 協定書を交わす某学長と某校長, 署名後に握手する某市長と某町長."""

from __future__ import annotations

import re

from kg.extract.agreements.clauses import NAME, PERSON, Sentence
from kg.extract.agreements.roles_ja import SHOWN
from kg.model import PassageKind

_DEED = (
    "(?:署名|調印|サイン|締結|交換|握手|披露)(?:を)?(?:する|した|し合う|終えた)|(?:取り?)?交わ(?:す|した)|(?:掲げ|見せ|終え|広げ)(?:る|た)"
    "|手に(?:する|した|並ぶ|持つ)|持(?:つ|った)|示(?:す|した)|かざ(?:す|した)|結(?:ぶ|んだ)|並ぶ|喜び?合う|笑顔を見せる"
)
# A picture shows who has just signed, whatever they do in it: 覚書を交わし、握手する, 調印を終えた.
_SHOWING = re.compile(
    f"(?:署名|調印|サイン)(?:を)?(?:する|し合う)(?=[^。はが、]{{0,30}}{PERSON})"
    f"|(?:協定|覚書|合意|契約)書?を手に[^。はがを{NAME}]{{0,12}}[のるたぶむ](?=[^。はが、]{{0,30}}{PERSON})"
    f"|(?:署名|調印|サイン|締結|取り?交わ|(?:協定|覚書|契約|合意|MOU)書?)[^。はが{NAME}]{{0,30}}?(?:{_DEED})(?=[^。はが、]{{0,30}}{PERSON})"
)
_TOGETHER = re.compile(
    f"(?:署名|調印|締結|協定|覚書)[^。はが{NAME}]{{0,20}}(?:記念(?:撮影|写真)|写真)に(?:収まる|納まる|応じる)(?=[^。はが、]{{0,30}}{PERSON})"
    f"|(?:署名|調印|締結)式(?:にて|で|の様子|の場|において)?、?[^。はがを{NAME}]{{0,6}}[左右](?:から|より)(?=[^。はが、]{{0,30}}{PERSON})"
    f"|(?:署名|調印|締結)[^。はが{NAME}]{{0,20}}(?:記念)?撮影(?:を)?する(?=[^。はが、]{{0,30}}{PERSON})"
)
_PICTURE = re.compile(
    f"(?:署名|調印|締結)[^。はが{NAME}]{{0,20}}(?:撮影|写真|握手|様子|一コマ|ひとこま)(?:する両(?:者|学長|代表者?))?$"
)
_OTHERS = re.compile("立ち?会|見守|出席|参加|同席|式に臨|会見|あいさつ|挨拶|講演")


def shown(sentence: Sentence, masked: str) -> re.Match[str] | None:
    """The words of a caption that tell of the signing, in front of the first of those who sign in it."""
    # A caption is no whole sentence, in a text without markup either.
    if sentence.kind is PassageKind.BODY and "。" in masked:
        return None
    found = SHOWN.search(masked) or _SHOWING.search(masked)
    if found is None and masked.count(PERSON) == 2:
        found = _TOGETHER.search(masked)
    return None if found is None or _OTHERS.search(found.group()) else found


def shown_in_brackets(caption: Sentence, aside: Sentence) -> bool:
    """締結式での記念撮影（左：某学長、右：某学長）: whether the two in brackets behind a caption have signed."""
    if not aside.aside or caption.kind is not PassageKind.CAPTION or aside.masked.count(PERSON) != 2:
        return False
    return _PICTURE.search(caption.masked) is not None and _OTHERS.search(caption.masked + aside.masked) is None
