"""Documents made by chance, as many as wanted, to measure what one more costs: `document(7)` is the same on each run.

The mixture is that of the genre: some institutions stand in every tenth document and most in one; each has people who
come again, written now in characters, now in katakana or Latin letters; other people come once, some of them under a
name that many have. Agreements are told as news, and again years later as background.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from kg.model import (
    Agreement,
    Entity,
    Evidence,
    Extraction,
    Kind,
    Language,
    Mention,
    OrganizationType,
    PartialDate,
    Position,
    Release,
    Status,
)
from kg.names.authority import Authority, Row

INSTITUTIONS = 3000  # of the authority file and unknown to it, half of each
FAMILY = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周"
GIVEN = "志強文芳明宏美玲俊傑雅婷建國淑芬家豪怡君宗翰佩珊冠宇欣怡承恩思妤柏翰詩涵彥廷雅雯哲瑋郁婷"
WORDS = "晶芯光電材精密科新東西南北宏遠昇華泰群聯盛達訊"
ENDINGS = {"zh-Hant": ("股份有限公司", "大學", "協會"), "ja": ("株式会社", "大学", "協会")}
TYPES = (OrganizationType.COMPANY, OrganizationType.UNIVERSITY, OrganizationType.ASSOCIATION)
ROLES = ("president", "chair", "dean", "professor", "director")
TEXT = "甲乙丙丁" * 40


def document(number: int) -> Extraction:
    """The document of that number."""
    chance = random.Random(number)
    language: Language = chance.choice(("zh-Hant", "ja"))
    issued = PartialDate(chance.randint(2015, 2026), chance.randint(1, 12), chance.randint(1, 28))
    release = Release(f"made/{number}", f"{number:064x}", language, issued, None, "題", TEXT, ())
    chosen = sorted({_by_rank(chance, INSTITUTIONS) for _ in range(chance.randint(2, 6))})
    institutions = [_institution(f"o{at}", which, language) for at, which in enumerate(chosen)]
    people, posts = [], []
    evidence = (Evidence(0, 8),)
    for at in range(chance.randint(1, 5)):
        place = chance.randrange(len(chosen))
        person = Entity(f"p{at}", Kind.PERSON, (_person(chance, chosen[place]),), (_mention(at, Kind.PERSON),))
        if person.names not in [p.names for p in people]:
            people.append(person)
            title = chance.choice(ROLES)
            posts.append(Position(person.id, institutions[place].id, title, evidence, "made", role=title))
    agreements = []
    if len(chosen) > 1 and chance.random() < 0.7:
        told = random.Random(chosen[0] * INSTITUTIONS + chosen[1])
        signed = PartialDate(told.randint(2005, 2026), told.randint(1, 12), told.randint(1, 28))
        parties = tuple(o.id for o in institutions[:2])
        background = chance.random() < 0.5
        day = signed if chance.random() < 0.8 else PartialDate(signed.year, signed.month)
        agreements.append(
            Agreement(
                *("a1", "MemorandumOfUnderstanding", Status.SIGNED, parties, evidence, "made"),
                signed_on=day,
                background=background,
            )
        )
    return Extraction(release, (*people, *institutions), tuple(posts), tuple(agreements))


def _by_rank(chance: random.Random, size: int) -> int:
    """A number below `size`: the first ones often, the last ones hardly ever (Zipf)."""
    weights = _weights(size)
    return bisect(weights, chance.random() * weights[-1])


@cache
def _weights(size: int) -> Sequence[float]:
    return list(accumulate(1 / (rank + 8) for rank in range(size)))


@cache
def _known() -> list[Row]:
    rows = [row for row in Authority.load() if row.name_zh_hant and row.name_ja]
    return random.Random(0).sample(rows, INSTITUTIONS // 2)


def _institution(identifier: str, which: int, language: Language) -> Entity:
    mentions = (_mention(20 + which % 40, Kind.ORGANIZATION),)
    if which % 2:
        row = _known()[which // 2]
        name = row.name_ja if language == "ja" else row.name_zh_hant
        return Entity(
            *(identifier, Kind.ORGANIZATION, (name,), mentions, row.type),
            country=row.country if row.country in ("TW", "JP") else None,  # type: ignore[arg-type]
            authority=row.key,
        )
    chance = random.Random(f"institution {which}")
    kind = chance.randrange(3)
    home: Language = chance.choice(("zh-Hant", "ja"))
    name = "".join(chance.sample(WORDS, chance.choice((3, 4)))) + ENDINGS[home][kind]
    return Entity(identifier, Kind.ORGANIZATION, (name,), mentions, TYPES[kind], "TW" if home == "zh-Hant" else "JP")


def _person(chance: random.Random, institution: int) -> str:
    if chance.random() < 0.5:
        # One of the people of the institution, the first ones most often.
        member = random.Random(f"person {_by_rank(chance, 60)} {institution}")
        name = member.choice(FAMILY) + "".join(member.sample(GIVEN, 2))
        return chance.choice((name, name, _rendered(name)))
    if chance.random() < 0.1:
        return chance.choice(("陳志強", "林美玲", "王建國", "佐藤健一", "鈴木誠"))
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))


@cache
def _rendered(name: str) -> str:
    from pypinyin import lazy_pinyin

    family, *given = lazy_pinyin(name)
    return f"{'-'.join(given).capitalize()} {family.capitalize()}"


def _mention(start: int, kind: Kind) -> Mention:
    return Mention(start, start + 2, TEXT[start : start + 2], kind, "made")
