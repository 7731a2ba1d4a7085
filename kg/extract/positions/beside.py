"""The institution that stands beside a title or its holder."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain as from_iterables

from kg.extract.items import Item
from kg.extract.positions.named import NAME_FIRST, OF_HEADING, Named, Place
from kg.extract.rows import Row
from kg.model import Entity, Kind, Mention, OrganizationType, PassageKind, Rule
from kg.names import person_country
from kg.names.offices import office_of
from kg.names.postings import office_of_post

_DIVISION = re.compile(r"[\u3400-\u9fff]{1,3}[部課组組局署]")  # 経済部 of an office abroad is no ministry
_COUNTRY_IN_NAME = re.compile(r"(?:日本|台湾|台灣|臺灣|ジャパン|九州)")
_OTHERS = re.compile("先方|相手方|相手側|相手校")
_WITHIN = 60  # mentions looked back for another of the kind that 同大 asks for
_ABROAD = re.compile(r"[駐驻]|代表[處処]|弁事処|辦事處|事務所|交流協会|交流協會")
# 某董事長率いる|甲社の一行, 由校長某率領，|甲大學一行: whom somebody leads
_LED = re.compile(
    r"(?:氏|さん)?(?:[がを])?(?:率いる|引率する|先頭とする|団長とする|代表とする|トップとする)"
    r"|(?:親自|亲自)?(?:率領|率领|帶領|带领|領軍|领军|帶隊|带队|領隊|领队|率)(?:之下)?(?:的|，|、)?"
)
_PARTY = re.compile(
    r"(?:[（(][^（）()]{1,20}[）)])?(?:の|的|等)?[^。、，]{0,8}?(?:一行|訪問団|視察団|代表団|使節団|訪問團|代表團|考察團|參訪團|访问团|代表团|考察团|参访团|[0-9０-９]{1,3}(?:名|人))"
)
_CLOSES = re.compile("(?:[、，][^（）()、。]{2,16})?[）)]")
_BRACKET = re.compile("(?:氏|さん|様|博士|先生|女士)?[（(]")
_LEADS = re.compile(r"[にはをがも]")  # 所長には甲大学の某氏が: the institution is that of the person


class Beside(Named):
    """Titles with the institution directly beside them or their holder."""

    def _beside(self, row: Row, person: int, title: int) -> Place | None:
        """The institution that stands beside the title or the person; a unit of nobody with that in brackets behind."""
        place = self._near(row, person, title)
        if place is not None and place.institution.type is OrganizationType.UNIT:
            outer = self._behind(row, person, title)  # 某電機系教授（甲大學）
            if outer is not None and outer.institution.type is not OrganizationType.UNIT:
                mentions = (*place.mentions, *outer.mentions)
                return replace(outer, unit=place.institution, mentions=mentions)
        return place

    def _near(self, row: Row, person: int, title: int) -> Place | None:
        given = self.given.get(row.items[title].mention.start)
        if given is not None and given < title:
            return self._place(row, title, "institution, title, given to a name", 0.9) if title - given > 1 else None
        before = row.title_before(title)
        if before is not None and row.owner.get(before, person) != person:
            before = None
        if before is not None and (row.in_bracket(before, title) or office_of_post(row.items[title].mention.text)):
            before = None  # 教授（市顧問）: not of the university; 會長、前駐日代表: nor of the association
        if title < person:
            place = self._place(row, title, "institution, title, name", 0.95)
            between = row.items[title + 1 : person]
            appointed = given is not None or _LEADS.match(row.passage.text, row.items[title].end)
            if place is None and not appointed and between and all(i.kind is Kind.ORGANIZATION for i in between):
                return self._place(row, person, "title, institution, name", 0.85)  # 館長｜甲館　某某
            if place is None and before is not None:
                return self._beside(row, person, before)
            return place or self._of_list(row) or self._behind(row, person, title)
        if before is not None and person < before == title - 1:
            return self._beside(row, person, before)
        if title - person > 1 and row.items[title - 1].kind is Kind.ORGANIZATION:
            if not row.gap(person, title - 1) and self._is_division(row, title - 1, row.institutions_before(person)):
                return self._place(row, person, "institution, name, title", 0.9)  # 代表処の某|経済部次長
            return self._place(row, title, NAME_FIRST, 0.95)
        return self._place(row, person, "institution, name, title", 0.95) or self._behind(row, person, title)

    def _of_list(self, row: Row) -> Place | None:
        """The institution of a list by which a row stands that begins with a title: 專門委員　name（甲社）."""
        start = row.passage.offsets[0]
        if row.language == "ja" or row.passage.kind is not PassageKind.ITEM or row.items[0].kind is not Kind.TITLE:
            return None
        owner = self._section(start)
        return None if owner is None else Place(owner, None, OF_HEADING, 0.7)

    def _behind(self, row: Row, person: int, title: int) -> Place | None:
        """The institution behind name and title: in brackets, 山田太郎学長（北川大学）, or whom one leads."""
        i = max(person, title)
        if i + 1 >= len(row.items) or row.items[i + 1].kind is not Kind.ORGANIZATION:
            return None
        item, gap = row.items[i + 1], row.gap(i, i + 1)
        # 某教授（甲大学、半導体工学）: the field behind the institution
        behind = row.items[i + 2].start if i + 2 < len(row.items) else len(row.passage.text)
        closed = _CLOSES.match(row.passage.text, item.end, behind) is not None
        led = _LED.fullmatch(gap) and _PARTY.match(row.passage.text, item.end)
        sent = gap in ("代表", "代表著", "代表了") and row.language != "ja"  # 校長某某代表|甲大學簽署
        marked = gap in ("＝", "=") and row.passage.text[item.end : item.end + 1] == gap
        bracket = closed and _BRACKET.fullmatch(gap) is not None
        if item.entity is None or not (led or sent or marked or bracket or gap in ("of", "ofthe", "at")):
            return None
        whole = self._whole(item.entity)
        unit = item.entity if whole is not item.entity else None
        return Place(whole, unit, "name, title, institution", 0.9, (item.mention,))

    def _place(self, row: Row, i: int, rule: str, confidence: float) -> Place | None:
        """The place that the institutions directly before an item name: one alone, or a unit with its parent."""
        chain = row.institutions_before(i)
        entities = [item.entity for item in chain if item.entity is not None]
        if not entities:
            return self._fused(row, i, rule)
        mentions = tuple(item.mention for item in chain)
        if self._is_division(row, i - 1, chain[1:]) and not row.gap(i - 2, i - 1):
            chain, entities = chain[1:], entities[1:]
        if (abroad := self._named_with_title(row, i, chain[0].mention)) is not None:
            return Place(abroad, None, rule, confidence, mentions)
        before = range(i - len(chain) - 1, -1, -1) if rule == NAME_FIRST else ()
        order = from_iterables(before, range(i, len(row.items)))  # not a list of all: a row may name thousands
        holder = next((row.items[at].entity for at in order if row.items[at].kind is Kind.PERSON), None)
        nearest = self._of_their_country(holder, chain[0].mention, entities[0])
        if nearest.type is not OrganizationType.UNIT:
            return Place(nearest, None, rule, confidence, mentions)
        named = next((e for e in entities if e.type is not OrganizationType.UNIT), None)
        whole = named or self._spoken_of(row, i - len(chain), nearest) or self._whole(nearest)
        return Place(whole, nearest if whole is not nearest else None, rule, confidence, mentions)

    def _is_division(self, row: Row, at: int, before: Sequence[Item]) -> bool:
        """Whether what was read as a ministry is a division of the institution right before it: 代表処 経済部|次長."""
        item = row.items[at]
        owner = before[0].entity if before else None
        if owner is None or item.entity is None or not _DIVISION.fullmatch(item.mention.text):
            return False
        whole = self._whole(owner)
        kinds = item.entity.type is OrganizationType.GOVERNMENT and self._whole(item.entity) is not whole
        return kinds and (whole.type is not OrganizationType.GOVERNMENT or _ABROAD.search(whole.names[0]) is not None)

    def _named_with_title(self, row: Row, i: int, before: Mention) -> Entity | None:
        """The house abroad whose name ends with what a title begins with: 甲社|日本社長, where 甲社日本 is named."""
        title = row.items[i]
        abroad = _COUNTRY_IN_NAME.match(title.mention.text) if title.kind is Kind.TITLE else None
        if abroad is None or before.end != title.mention.start:
            return None
        return self.names.get(before.text + abroad.group())

    def _of_their_country(self, holder: Entity | None, mention: Mention, meant: Entity) -> Entity:
        """Whom 同大 stands for beside a person: of two universities rather the one of the country of their name."""
        home = (
            person_country(holder.names[0], by_form=True)
            if holder is not None and mention.rule == Rule.REFERENCE
            else None
        )
        if home is None or meant.country in (None, home) or not mention.text.startswith("同"):
            return meant
        before = self.named[: bisect_left(self.named, (mention.start, ""))]
        alike = (self.by_id[name] for _, name in reversed(before[-_WITHIN:]))
        return next((e for e in alike if e.type is meant.type and e.country == home), meant)

    def _spoken_of(self, row: Row, before: int, unit: Entity) -> Entity | None:
        """The institution that 本学 or 同社 earlier in the sentence means, where a unit has none in its own name."""
        if self._named_in(unit):
            return None
        if (above := self._same_as_above(row.passage)) is not None:
            return above
        if (visiting := self._visiting(row.passage, row.items[max(before, 0)].start if row.items else 0)) is not None:
            return visiting
        at = row.items[before].start if before < len(row.items) else 0
        start = next((s for s, e in row.passage.sentences if s <= at < e), 0)
        for item in reversed(row.items[: max(before, 0)]):
            if item.start < start:
                return None
            if item.kind is Kind.ORGANIZATION and item.entity is not None:
                if item.mention.rule == Rule.REFERENCE:
                    turned = _OTHERS.search(row.passage.text, item.end, max(item.end, at)) is not None
                    return None if turned else item.entity  # 本学から甲、先方から乙処|処長某
                if item.entity.type is not OrganizationType.UNIT or self._named_in(item.entity):
                    return None  # 縣府有甲處處長某、乙處|處長某: both units are of the first word
        return None

    def _misfit(self, row: Row, title: int, place: Place) -> bool:
        """Whether only schools or only governments have such an office, and the institution beside it is neither."""
        office = office_of(row.items[title].mention.text)
        known = place.unit is None and place.institution.type is not None
        return known and office.types in ({"University"}, {"GovernmentBody"}) and not office.fits(place.institution)

    def _fused(self, row: Row, i: int, rule: str) -> Place | None:
        """The government whose name ends with the first character of the title: 桑名市長 is 桑名市 and 市長."""
        item = row.items[i]
        if item.kind is not Kind.TITLE:
            return None
        before = row.passage.text[max(0, item.start - 12) : item.start + 1]
        entity = next((self.names[before[at:]] for at in range(len(before)) if before[at:] in self.names), None)
        return None if entity is None else Place(entity, None, rule, 0.9)
