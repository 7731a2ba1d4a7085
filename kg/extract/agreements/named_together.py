"""Institutions that a sentence tells of together, whatever it says that they do: 甲與乙, AはBと, AがBを訪れ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kg.extract.agreements.clauses import NAME, ORG, PERSON, Sentence, folded
from kg.extract.agreements.roles_ja import SUFFIX, joined


def together(sentence: Sentence) -> tuple[str, ...]:
    """Those that a sentence tells of together: 甲與乙, AはBと."""
    return _pair_ja(sentence) if sentence.language == "ja" else _pair_zh(sentence)


_JOINED_ZH = folded("[^。；]{0,30}[與和跟及暨偕同攜][^，。；的]{0,14}|[^，。；]{0,2}、[^，。；的]{0,14}")
_OWNED_ZH = folded(f"[^，。；{ORG}]{{0,12}}(?:的|旗下|所屬)")
_PREPOSED_ZH = folded("(?:向|對|從|給|自|除|繼|於|在)[^，。；]{0,8}$")


# 甲在日本的第一個夥伴是乙
_FELLOW_ZH = folded(
    f"{ORG}[^，。；{ORG}]{{0,14}}(?:夥伴|盟友|合作對象|合作學校|合作單位|姊妹校|姐妹校|姊妹市|締約對象|搭檔)(?:，(?:第一|首|另)[^，。；]{{0,6}})?(?:則)?(?:是|為)(?:日本|台灣)?的?{ORG}"
)


def _pair_zh(sentence: Sentence) -> tuple[str, ...]:
    """甲與乙、丙…: those that the first such phrase of a sentence joins."""
    masked, places = sentence.masked, [place for place, _ in sentence.find(ORG)]
    if fellow := _FELLOW_ZH.search(masked):
        return _named(sentence, (fellow.start(), fellow.end() - 1))
    run: list[int] = []
    for place, following in pairwise([*places, len(masked)]):
        run = run if run else [] if _PREPOSED_ZH.search(masked, 0, place) else [place]
        if run and following < len(masked) and _JOINED_ZH.fullmatch(masked, place + 1, following):
            run.append(following)
        elif len(run) > 1 and not _OWNED_ZH.match(masked, place + 1):
            break
        else:
            run = []
    return _named(sentence, run)


_ACTOR_JA = re.compile(
    rf"(?:の?[^。、はがをにでへもと{NAME}]{{0,22}}{PERSON}[^、。はがをにでへもと{NAME}]{{0,14}}|{SUFFIX})(?:をはじめ[^、。はがを]{{0,20}})?(?:は|が)"
)
_TOGETHER_JA = re.compile(
    rf"{SUFFIX}(?:は|が|の(?:間|両|双方|連携|提携|協力|交流|共同|関係|縁|協業|合弁|姉妹|[^、。はがを]{{0,8}}(?:協定|覚書|契約))|で)"
)
_NO_PARTICLE = rf"[^、。はがをにでへもと{NAME}]"
# Bと, Bを訪れ, B市役所でQ市長と会談, 来日したBのQ市長を迎え
_OTHER_JA = re.compile(
    rf"{SUFFIX}(?:と(?!は)|を(?:表敬)?訪|に来|(?:へ|に|から)[^、。はが{NAME}]{{0,16}}(?:供与|提供|委託|供給|納入|許諾|譲渡|導入|調達)(?:する|を受ける|した))"
    rf"|(?:{_NO_PARTICLE}{{0,10}}で、?)?の?{_NO_PARTICLE}{{0,22}}{PERSON}{_NO_PARTICLE}{{0,14}}(?:と(?!は)|を(?:出?迎え|招|(?:表敬)?訪))"
)


def _pair_ja(sentence: Sentence) -> tuple[str, ...]:
    """AとBは, AはBと, AがBを訪れ: those that the first such phrase of a sentence joins."""
    masked, places = sentence.masked, [place for place, _ in sentence.find(ORG)]
    run: list[int] = []
    for place, following in pairwise([*places, len(masked)]):
        run = run or [place]
        if following < len(masked) and joined(masked, place) == following:
            run.append(following)
        elif len(run) > 1 and _TOGETHER_JA.match(masked, place + 1):
            break
        else:
            run = []
    if len(run) < 2:
        other = next((p for p in places[1:] if _OTHER_JA.match(masked, p + 1)), len(masked))
        actor = next((p for p in places if p < other and _ACTOR_JA.match(masked, p + 1)), None)
        if actor is None and other < len(masked) and re.search("[はが]", masked[places[0] : other]):
            actor = places[0]  # A大学を率いる某学長がB社を訪れ
        run = [actor, other] if actor is not None and other < len(masked) else []
    return _named(sentence, run)


def _named(sentence: Sentence, places: Iterable[int]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(i for place in places for i in sentence.spans[place].ids))
    return found if len(found) > 1 else ()
