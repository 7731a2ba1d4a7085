"""Whom 本校, 該會, 市府, 雙方 or 日方 stand for in a Chinese release: who speaks, who was named last or together."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.link.letters import addressee_among
from kg.model import Annotated, Entity, Kind, OrganizationType, Passage
from kg.names import fold
from kg.names.offices import is_assembly
from kg.names.referring import Word

_WITHIN = 200  # mentions looked back
_COUNT = {"both": 2, "three": 3, "four": 4, "five": 5}
_EDGES = 6  # lines at each end of a text that may name who sends it
_ORNAMENT = " 　\t【〖《〈[［（(「『◆◇■□●○▍*#─—-©"
# What the last sign of the word says of the name that it stands for: 該會 is no bureau.
_ENDS = {
    "校學学": "(?:大[學学]|[學学][校院園园]|[高國国]中|高[職职工商專专]|[國国]小|[專专]|高校|中[學学]|小[學学]|大)$",
    "會会盟": "(?:[會会盟]|促[進进]|組織|组织|機構|机构)$",
    "院": "(?:院|中心)$",
    "行": "[銀银]|行$|金庫$",
    "局": "局$",
    "處处": "[處处]$",
    "署": "署$",
    "所": "所$",
    "館馆": "[館馆]$",
    "社司團团業业廠厂": "(?:公司|[^商会會]社|集[團团]|[廠厂]|[企工實实]業|工业|企业|銀行|银行)$|^[A-Za-z]",
    "心": "(?:中心)$",
    "市": "市",
    "縣县": "[縣县]",
    "區区": "[區区]",
    "府": "(?:[市縣县州區区鎮镇]|政府|[府廳厅])$",
}
_SIDES = {"JP": "JP", "TW": "TW"}
_AND = re.compile("[與与和跟及、暨]")
_JOINED = re.compile("[與与和跟及、暨攜携×Xx&＆]")
_CLAUSES = re.compile("[。；！？\n]")
_PRESS = re.compile("通[訊讯]社|日[報报]|[晚時时][報报]|新[聞闻]|[記记]者|[電电]視|[電电]视|[財财][經经]|[週周]刊")
_PLACE = re.compile("(?:在|於|于|假|赴|前往|抵[達达])(?:日本|台[灣湾]|臺灣)?$")
_NEAR = 60  # characters between two that are named together
# 乙的子公司丙: whose the other one is
_OWNER_OF = re.compile(
    "(?:集[團团])?(?:的|旗下的?|[轄辖]下的?|所[屬属]的?)?[^，。；：、與与和跟及暨\n]{0,6}"
    "(?:子公司|[孫孙]公司|[轉转]投[資资]公司|[關关][係系]企[業业]|[關关][聯联]企[業业]|法人|分公司)[「『“]?"
)


class Antecedents:
    """The institutions named so far in a Chinese release, and who it is that speaks in it."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity], publisher: Entity | None) -> None:
        """`publisher` is the institution that the release names as such, where it is an entity."""
        self._text, self._publisher = annotated.release.text, publisher
        self._institutions = [e for e in entities if e.kind is Kind.ORGANIZATION]
        self._addressee = addressee_among(
            annotated.release, {fold(name): e for e in reversed(self._institutions) for name in e.names}
        )
        self._by_id = {e.id: e for e in entities}
        self._speakers: set[str] = set()  # whom 本校 stood for so far
        self._named = sorted((m.start, m.end, e.id) for e in self._institutions for m in e.mentions)
        lines = [line.strip(_ORNAMENT) for line in self._text.split("\n") if line.strip(_ORNAMENT)]
        self._edges = [*lines[:_EDGES], *reversed(lines[-_EDGES:])]

    def meant(self, row: Word, passage: Passage, span: tuple[int, int], *, quoted: bool) -> list[Entity] | None:
        """The entities that a word at `span` of the text stands for; None where it finds too few.

        Empty where the word means a publisher who is none of the entities. A word for one counts as a mention of it.
        """
        start, end = span
        if self._text.endswith("其中", 0, start):
            return None  # 其中三校: which of them is not said
        if row.use == "you":
            return (
                [self._addressee] if self._addressee is not None and fits(self._addressee, row.word, row.of) else None
            )
        if row.use not in ("self", "same"):
            return self.together(row.word, row.of, row.use, start) or None
        speaks = row.use == "self" and not quoted
        if speaks:
            at = passage.from_release(start, end)[0]
            first, last = next(((s, e) for s, e in passage.sentences if s <= at < e), (0, len(passage.text)))
            one = self.speaker(row.word, row.of, passage.to_release(first, max(last, first + 1)))
        else:
            one = self.same(row.word, row.of, start)
        if one is None:
            return [] if speaks else None
        if speaks:
            self._speakers.add(one.id)
        insort(self._named, (start, end, one.id))
        return [one]

    def speaker(self, word: str, of: str, sentence: tuple[int, int]) -> Entity | None:
        """Whom 本校 means outside quotations: declared, the publisher, or who heads or signs the page.

        Else the first of the country named before, but not in the same sentence, as nobody calls itself by two names.
        """
        fitting = [e for e in self._institutions if fits(e, word, of)]
        for entity in fitting:
            if any(_declares(word).match(self._text, m.end) for m in entity.mentions):
                return entity
        if self._publisher in fitting:
            return self._publisher
        for line in (line for line in self._edges if word not in line):
            if heads := [e for e in fitting if any(len(n) > 2 and line.startswith(n) for n in e.names)]:
                return max(heads, key=lambda e: max(len(n) for n in e.names if line.startswith(n)))
        left, right = sentence
        apart = [e for e in fitting if not any(left <= m.start < right for m in e.mentions)]
        home = [e for e in apart if e.country == "TW"]
        return min(home, key=lambda e: e.mentions[0].start, default=None)

    def same(self, word: str, of: str, place: int) -> Entity | None:
        """Whom 該校 or 市府 means: the last one named that the word fits."""
        named = self._before(place)
        if named and _AND.fullmatch(self._text, named[-1][1], place):
            joined = named[-1][2]  # 由甲校與該校簽署: another one
            named = [mention for mention in named if mention[2] != joined]
        before = [self._by_id[i] for _, _, i in named]
        if of in _SIDES:
            return next((e for e in reversed(before) if e.country == of and _whole(e)), None)
        found = [e for e in before if fits(e, word, of)]
        if word in ("市府", "縣府", "县府", "市方", "縣方", "县方"):
            # 市府 in a release from Taiwan is the city of its own country, whatever was named last.
            found = [e for e in found if e.country == "TW"] or found
        elif word[0] in "該该":  # nobody who calls himself 本校 says 該校 of himself
            found = [e for e in found if e.id not in self._speakers] or found
        return found[-1] if found else None

    def together(self, word: str, of: str, use: str, place: int) -> list[Entity]:
        """Whom 雙方, 三校 mean: the last so many named together with 與 or 、 between them, else the last named."""
        count, before = _COUNT[use], self._before(place)
        kept = [(s, e, i) for s, e, i in before if self._may_agree(s, i) and fits(self._by_id[i], word, of)]
        owners = {s for (s, end, _), (other, _, _) in pairwise(kept) if _OWNER_OF.fullmatch(self._text, end, other)}
        kept = [mention for mention in kept if mention[0] not in owners]
        for last in range(len(kept), 0, -1):
            run: list[str] = []
            for index in range(last - 1, -1, -1):
                _, end, entity = kept[index]
                if run and not self._joined(end, kept[index + 1][0]):
                    break
                if entity not in run:
                    run.append(entity)
                if len(run) == count:
                    return [self._by_id[i] for i in reversed(run)]
        latest = list(dict.fromkeys(i for _, _, i in reversed(kept)))[:count]
        if len(latest) < count:  # who is visited at home is named by the place: 在某縣廳與知事會面，雙方…
            fitting = [i for _, _, i in before if fits(self._by_id[i], word, of)]
            latest = list(dict.fromkeys(reversed(fitting)))[:count]
        return [self._by_id[i] for i in reversed(latest)] if len(latest) == count else []

    def _before(self, place: int) -> list[tuple[int, int, str]]:
        upto = bisect_left(self._named, (place, 0, ""))
        return self._named[max(0, upto - _WITHIN) : upto]

    def _may_agree(self, start: int, entity: str) -> bool:
        known = self._by_id[entity]
        return (
            _whole(known)
            and not any(_PRESS.search(name) for name in known.names)
            and not _PLACE.search(self._text, max(0, start - 6), start)
        )

    def _joined(self, end: int, start: int) -> bool:
        gap = self._text[end:start]
        return len(gap) <= _NEAR and not _CLAUSES.search(gap) and bool(_JOINED.search(gap))


def fits(entity: Entity, word: str, of: str) -> bool:
    """Whether a word may stand for an institution: by the last sign of its name, else by its type."""
    if of == "any":
        return _whole(entity)
    if of == "GovernmentBody" and is_assembly(entity) and word[-1] not in "會会":
        return False
    wanted = next((ends for signs, ends in _ENDS.items() if word[-1] in signs), None)
    if word[:-1] in ("市", "縣", "县") and word[-1] in "府方":
        wanted = word[0] if word[0] == "市" else "[縣县]"
    ends = wanted is not None and any(re.search(wanted, name) for name in entity.names)
    if of == "GovernmentBody" and entity.type not in (OrganizationType.GOVERNMENT, None):
        return ends and word[-1] in "局所處处署" and entity.type is OrganizationType.UNIT
    if not _whole(entity):
        return False
    if word[-1] == "行":
        return ends
    if of == "Company":
        return entity.type is OrganizationType.COMPANY or (entity.type is None and ends)
    if word[-1] in "市縣县府局所處处署" and wanted:
        return ends
    return ends or (entity.type is not None and entity.type.value == of)


def _whole(entity: Entity) -> bool:
    """Whether an institution is nobody's unit; a hospital or museum may only look like one."""
    return entity.type is not OrganizationType.UNIT or entity.unit_of is None


@cache
def _declares(word: str) -> re.Pattern[str]:
    """（以下簡稱「本公司」） right behind a name, and perhaps what else the brackets tell before it."""
    return re.compile(rf"[」』”]?[（(][^（）()\n]{{0,100}}(?:[簡简][稱称]|稱|称)[為为]?[「『“‘\"']?{re.escape(word)}")
