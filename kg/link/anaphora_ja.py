"""Whom 本学, 同社, 両校 or 両社 stand for in a Japanese release: who speaks, who was named last or together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.model import Annotated, Entity, Kind, OrganizationType, Passage
from kg.names.offices import is_assembly
from kg.names.referring import Word

_WITHIN = 200  # mentions looked back
_COUNT = {"both": 2, "three": 3}
# Between two that are named together: AとB, A（所在地）と、台湾のB.
_TOGETHER = re.compile(r"^[）)]?(?:[（(][^）)]{0,60}[）)])?\s*(?:と|＝|=|×|・|及び|および|ならびに)[^。！？\n]*$")
_ACTS = re.compile("(?:は|が|も)[^。\n]{0,40}$")
_LABORATORIES = ("ラボ", "ラボラトリー", "研究室", "実験室")
_NEAR = 60  # characters between two that are named together
# 甲社が乙社と共同で出資する丙社: 両社 are the two whose company it is
_SHARED = re.compile(
    r"(?:共同で?|折半で?|ともに|共に)(?:出資|設立|運営|経営)(?:する|した|している)(?:合弁会社|会社)?[「『]?\Z"
    r"|合弁(?:会社|企業|事業)?(?:である|の|で)?[「『]?\Z"
)

_ASIDE = re.compile(r"(?:氏|さん|様|博士|先生)[（(][^（）()。]{0,12}\Z")  # 某氏（甲大学教授）


class Antecedents:
    """The persons and institutions named in a Japanese release, and who it is that speaks in it."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity], publisher: Entity | None) -> None:
        """`publisher` is the institution that the release names as such, where it is an entity."""
        self._annotated, self._entities, self._publisher = annotated, entities, publisher
        self._named = sorted(((m.start, e) for e in entities for m in e.mentions), key=lambda pair: pair[0])
        self._ends = {m.start: m.end for e in entities for m in e.mentions}

    def meant(self, row: Word, passage: Passage, span: tuple[int, int], *, quoted: bool) -> list[Entity] | None:
        """The entities that a word at `span` of the text stands for; None where it finds too few.

        Empty where the word means a publisher who is none of the entities.
        """
        upto = bisect_left(self._named, span[0], key=lambda pair: pair[0])
        before = self._named[max(0, upto - _WITHIN) : upto]
        before = self._without_shared(before, row)
        if joined := _joined(row, before, self._ends, self._annotated.release.text):
            return joined
        if row.use == "same":
            before = self._without_actor(self._without_asides(before, row), row, span)
        home = None
        if row.use == "seat":
            return self._town(row.word)
        if row.use == "self" and not quoted:
            # A centre that publishes is not what 本学 means.
            own = self._publisher if self._publisher is not None and _fits(self._publisher, row.of) else None
            at = passage.from_release(*span)[0]
            home = own or _home(self._annotated, passage, at, row, self._entities)
            if home is None:
                return []  # who says 本学 in a release of nobody knows whom is none of those it visits
        return _meant(row, [e for _, e in before], home) or None

    def _without_asides(self, before: list[tuple[int, Entity]], row: Word) -> list[tuple[int, Entity]]:
        """Those named before but for where somebody is, in a bracket behind the name, if any other is left."""
        text = self._annotated.release.text
        kept = [n for n in before if not _ASIDE.search(text, max(0, n[0] - 16), n[0])]
        return kept if any(e.kind is Kind.ORGANIZATION and _fits(e, row.of) for _, e in kept) else before

    def _without_shared(self, before: list[tuple[int, Entity]], row: Word) -> list[tuple[int, Entity]]:
        """Those named before without the companies that two of them own together, for a word that means two."""
        if row.use != "both":
            return before
        text = self._annotated.release.text
        owned = {e.id for at, e in before if _SHARED.search(text, max(0, at - 20), at)}
        return [(at, e) for at, e in before if e.id not in owned]

    def _without_actor(
        self, before: list[tuple[int, Entity]], row: Word, span: tuple[int, int]
    ) -> list[tuple[int, Entity]]:
        """A大学が…同大学と協定を結んだ: nobody agrees with itself, so the one named before it is meant."""
        text = self._annotated.release.text
        last = next((n for n in reversed(before) if n[1].kind is Kind.ORGANIZATION and _fits(n[1], row.of)), None)
        if last is None or not text.startswith("と", span[1]) or not _ACTS.match(text[self._ends[last[0]] : span[0]]):
            return before
        return [n for n in before if n[1] is not last[1]]

    def _town(self, ending: str) -> list[Entity] | None:
        """The town that 市 alone stands for: the one that publishes, else the first of the country that is named."""
        towns = [e for e in self._entities if e.type is OrganizationType.GOVERNMENT and e.country != "TW"]
        called = [e for e in towns if any(name.endswith(ending) for name in e.names)]
        own = [e for e in called if e is self._publisher]
        return (own or sorted(called, key=lambda e: e.mentions[0].start))[:1] or None


def _joined(row: Word, before: Sequence[tuple[int, Entity]], ends: Mapping[int, int], text: str) -> list[Entity]:
    """The last so many that are named together, with と or 、 between them: 両社 are these, whoever is named since."""
    fitting = [(at, e) for at, e in before if e.kind is Kind.ORGANIZATION and _fits(e, row.of)]
    count = _COUNT.get(row.use, 1)
    for last in range(len(fitting) - 1, 0, -1) if count > 1 else ():
        run = [fitting[last]]
        while len(run) < count and last - len(run) >= 0:
            at, entity = fitting[last - len(run)]
            gap = text[ends[at] : run[-1][0]]
            if len(gap) > _NEAR or not _TOGETHER.search(gap) or entity in [e for _, e in run]:
                break
            run.append((at, entity))
        if len(run) == count:
            return [entity for _, entity in reversed(run)]
    return []


def _meant(row: Word, before: Sequence[Entity], publisher: Entity | None) -> list[Entity]:
    """The entities that a word stands for after the mentions `before`, in order of place."""
    if row.of == "person":
        fitting = [e for e in before if e.kind is Kind.PERSON]
    else:
        fitting = [e for e in before if e.kind is Kind.ORGANIZATION and _fits(e, row.of)]
    if row.use == "self" and publisher is not None and _fits(publisher, row.of):
        return [publisher]
    if row.use == "same" and len(noun := row.word[1:]) > 1:
        # 同機構 is rather the 機構 named before than the institute named last.
        called = (e for e in reversed(before) if e.type is not OrganizationType.UNIT)
        if (one := next((e for e in called if any(name.endswith(noun) for name in e.names)), None)) is not None:
            return [one]
    count = _COUNT.get(row.use, 1)
    latest = list({e.id: e for e in reversed(fitting)}.values())[:count]
    if row.of == "University" and len(latest) < count:
        # 両校 may be a school corporation and a university: any two that teach or none of the type.
        loose = [e for e in before if e.kind is Kind.ORGANIZATION and e.type is OrganizationType.ASSOCIATION]
        latest = list({e.id: e for e in [*latest, *reversed(loose)]}.values())[:count]
    return latest[::-1] if len(latest) == count else []


def _home(annotated: Annotated, passage: Passage, at: int, row: Word, entities: Sequence[Entity]) -> Entity | None:
    """Who speaks in a release whose publisher is not known: one of the release's country, not named in the sentence."""
    start, end = next(((s, e) for s, e in passage.sentences if s <= at < e), (0, len(passage.text)))
    left, right = passage.to_release(start, max(end, start + 1))
    others = [
        e
        for e in entities
        if e.kind is Kind.ORGANIZATION and _fits(e, row.of) and not any(left <= m.start < right for m in e.mentions)
    ]
    country = "JP" if annotated.release.language == "ja" else "TW"
    home = [e for e in others if e.country == country]
    return min(home, key=lambda e: e.mentions[0].start, default=None)


def _fits(entity: Entity, of: str) -> bool:
    """Whether an institution is of the type that a word asks for; units stand for nobody but themselves."""
    if entity.type is OrganizationType.UNIT or (of == "GovernmentBody" and is_assembly(entity)):
        return False
    if all(name.endswith(_LABORATORIES) for name in entity.names):
        return False  # 両者が開いた甲乙ラボ is none of the two
    return of == "any" or entity.type is None or entity.type.value == of
