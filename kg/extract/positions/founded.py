"""The institution of an office to which somebody comes: who appoints, or what is founded for somebody to head."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.positions.asked import Asking
from kg.extract.positions.named import Place
from kg.extract.rows import Row
from kg.model import Entity, Kind
from kg.names.offices import office_of

_APPOINTS = re.compile(
    "(?:に(?:は)?(?:選任|起用|迎え|充て|任命|登用|招|据え|抜擢|指名))|に[^。、を]{0,30}を(?:迎え|充て|起用|選任|招)"
)
_TOPIC = re.compile(r"(?:[（(][^（）()]{1,40}[）)])?は")
_TO_BE_HEADED = re.compile("新会社|合弁会社|新法人|共同出資会社")
_FOUNDS = re.compile(
    r"(?:成立|設立|设立|創設|创设|創立|创立|籌設|筹设|新設|新设|組建|组建|合組|合组)(?:了|合資公司|合资公司|新公司)?[「『“]?\Z"
)
_TO_HEAD = re.compile(r"(?:將|将)?(?:出任|擔任|担任|任|接任|兼任)(?:首任)?")
_FOUNDED_WITHIN = 60  # mentions looked back for it
_NAMED_NEW = re.compile("(?:社名|会社名|新会社名?|合弁会社|新法人)(?:の名称)?(?:は|名は)?、?[「『]")
_GIVEN_BEHIND = re.compile("に(?:は|就)")


class Founding(Asking):
    """Offices that a text says somebody is given, without saying beside them where."""

    def _who_appoints(self, row: Row, title: int) -> Entity | None:
        """The company of a Japanese passage that takes somebody into an office: 某氏を執行役員に選任した."""
        office, text = row.items[title], row.passage.text
        if row.language != "ja" or not _APPOINTS.match(text, office.end):
            return None
        topics = (i for i in reversed(row.items[:title]) if i.kind is Kind.ORGANIZATION and _TOPIC.match(text, i.end))
        wholes = (self._whole(item.entity) for item in topics if item.entity is not None)
        return next((whole for whole in wholes if office_of(office.mention.text).fits(whole)), None)

    def _founded(self, row: Row, person: int, title: int) -> Entity | None:
        """The company that a Chinese text says is founded, where it tells who is to head it: 由甲社副總某某出任董事長.

        In a list of its particulars the post that somebody has now stands in brackets: 董事長　某某（甲社副總）.
        """
        holder, office, text = row.items[person], row.items[title], row.passage.text
        if row.language == "ja" or office_of(office.mention.text).types != {"Company"}:
            return None
        if person < title:
            heads = _TO_HEAD.fullmatch(text, holder.end, office.start) is not None
            since = row.passage.offsets[0]
        else:
            aside = row.items[person + 1 : person + 2]
            heads = title == 0 and bool(aside) and aside[0].kind is Kind.ORGANIZATION
            heads = heads and row.gap(person, person + 1) in ("（", "(")
            since = 0
        if not heads:
            return None
        upto = bisect_left(self.named, (office.mention.start, ""))
        for start, name in reversed(self.named[max(0, upto - _FOUNDED_WITHIN) : upto]):
            if start < since:
                break
            if _FOUNDS.search(self.release.text, max(0, start - 20), start):
                return self._whole(self.by_id[name])
        return None

    def _named_as_new(self, *, asked_of: str) -> Place | None:
        """The company that a page says is founded, by its name: 新会社「甲」, 社名は「甲」."""
        office = office_of(asked_of)
        for match in _NAMED_NEW.finditer(self.release.text):
            at = bisect_left(self.named, (match.end(), ""))
            if at < len(self.named) and self.named[at][0] == match.end():
                entity = self._whole(self.by_id[self.named[at][1]])
                if office.fits(entity):
                    return Place(entity, None, "institution that is founded", 0.75)
        return None


def heads_the_founded(row: Row, title: int) -> bool:
    """新会社を設け、社長には甲社の某が就く: whether an office is of the one that is founded."""
    item, text = row.items[title], row.passage.text
    founded = _TO_BE_HEADED.search(text, max(0, item.start - 200), item.start)
    return founded is not None and _GIVEN_BEHIND.match(text, item.end) is not None
