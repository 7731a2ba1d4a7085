"""A passage as a row of persons, titles and institutions: which title is whose, what stands before what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.items import Item, items_of
from kg.link.added import ADDED
from kg.link.coreference import Reference
from kg.model import Annotated, Entity, Kind, Language, Mention, Passage, PassageKind, Rule

_KINDS = (Kind.PERSON, Kind.TITLE, Kind.ORGANIZATION)
# What may stand between a title and the name after it, a name and the title after it, an institution and what it heads.
_BEFORE_NAME = re.compile(
    r"([）)]?(の|的)?|[・：:]?(?:Dr|Ms|Mr|Mrs|Prof)\.?|[（(][^（）()。]{1,24}[）)]の?|である|であ[るり]、|でもある|でいらっしゃ(る|います)|だった|[をも](務め|つとめ|兼ね|兼務し|兼任し|歴任し)(る|た|ている|ていた)"
    r"|に(就任|着任|選出され|選任され|内定|昇格)した|に就い(た|ている)|：|:|・|／|｜|＝|=|（|\(|「|『|“|氏名|お名前)?"
)
_AFTER_NAME = re.compile(
    r"の両|(氏|さん|様|先生|博士|女士|老師|老师|教師|醫師|医师)?(?:[（(][0-9０-９]{1,3}歳?[）)])?"
    r"(・|：|:|[（(]同?|／|/|｜|\||＝|=|,|，)?(?:(?:台湾|日本|中国|韓国|米国)[・･ \u3000])?"
    r"(?:[県市町村府省]|(?:前|元|現|当時)[・：:]?)?"
    r"|(氏|先生|女士|君)?[，、]?(?:同時|同时|也|亦|並|并|且){0,3}[將将現现]?"
    r"(出任|擔任|担任|就任|接任|升任|兼任|連任|连任|續任|续任|留任|身兼|獲聘為|当選|當選|任|為|为|是)"
    # name（團長，甲院議員）
    r"|[（(]副?(?:團長|团长|領隊|领队|隊長|队长|發言人|发言人)[、，・]"
)
_AFTER_INSTITUTION = re.compile(
    r"(的|の|之|所屬|所属の?|・|：|:|｜|／|/|—|（|\(|側の?|方|(側)?(から|より)(は|も)?、?|擔任|担任|出任|で|における|に所属する|を代表して、?|代表の)?"
    # A社（本社・東京都港区、社長…): where it is stands before who heads it.
    r"|[（(](?=[^（）()]*[都道府県市区町村郡本所])[^（）()。]{2,24}[、，／/]"
)
# 氏は4月、A大学の学長に就任した: a person whom the sentence is about takes or has the post behind.
_TOPIC = re.compile(r"(氏|さん|先生|博士)?[はが]、?[^。、はがを]{0,12}[、に]?")
_HAS_OFFICE = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?(?:に(?:就任|就[いきく]|着任|選ば|選出|選任|起用|昇格|内定|招か|任命)|を(?:務め|つとめ|兼ね|兼務|兼任|歴任|経て)|も(?:務め|兼ね)"
    r"|となっ|となり|である|でもある|だ。|です。|。|で、)"
)
# 甲社でプロセス|課長を務める某氏
_AT_WORK = re.compile(r"で[\u3400-\u9fffァ-ヺー]{2,10}")
_OPENED = re.compile(r"[（(](?:本社|本店|本部|所在地)?[・：:]?(?:台湾)?・?")
_GOES_ON = re.compile(r"[、，・／/][^（）()。]{0,8}")
_OFFICE_WORD = re.compile(r"(現任|新任|現|时任|時任|兼任|當時的?|前任|前|元)$")
_AND_FIELD = re.compile(r"(?:暨|兼)[\u3400-\u9fff]{1,8}")  # 執行役員暨薄膜材料|事業部長
_JOINER = re.compile(
    r"(?!$)(?:暨|及|與|与|和|で、?|であり、?|／|/|；|[、，・](?:前|元|現)|[をも](?:務める?|つとめる?|兼ねる?|兼務し|兼任し)、?"
    r"|[、，,](?:現任|现任|現為|现为|目前擔任|目前担任|曾任|曾擔任|曾担任|時任|时任|身兼|同時是|同时是|也是)[^，。、（）()]{0,8}"
    r"|[、，,・]?(?:同時|同时|並|并|亦|也|且){0,3}(?:兼任|兼|擔任|担任|身兼|是|為|为)?)"
)
# 前甲社研發長、現任乙院某某執行長: both are posts of the name behind the second institution
_AND_NOW = re.compile(r"[、，,](?:現任|现任|現為|现为)|暨|兼任?|[／/]")

_TOWN_TITLE = re.compile(r"[（(](?=[市県都道府町村区])")
_POLITE = re.compile(r"氏|さん|様|先生|博士|女史|[）)]")
_PARTICLE = re.compile(r"[はがをにのとも]|から|より|へ|による")
_COLUMNS = re.compile(r"[ \u3000]{2,40}")
_CELLS = re.compile(r"[ \u3000\t]{2,40}|[\u3000\t]")
# name　日本子公司|甲社社長
_OF_GROUP = re.compile(r"(?:[\u3400-\u9fff]{2})?(?:子公司|孫公司|孙公司|分公司|關係企業|关联公司|母公司)$")
_NEW_TOPIC = re.compile("に?は")


class Row:
    """The items of one passage in order."""

    def __init__(self, passage: Passage, items: Sequence[Item], language: Language) -> None:
        self.passage = passage
        self.items = items
        self.language = language
        self.owner: dict[int, int] = {}  # title → person, once `pairs` has told them apart

    def gap(self, left: int, right: int) -> str:
        """What stands between two items, without white space; nothing where they overlap."""
        start, end = self.items[left].end, self.items[right].start
        return re.sub(r"\s+", "", self.passage.text[start:end]) if start < end else ""

    def pairs(self) -> list[tuple[int, int]]:
        """Each title with the person who has it, as (person, title) by their places in `items`."""
        owner: dict[int, int] = {}
        titles = [i for i, item in enumerate(self.items) if item.kind is Kind.TITLE]
        for i in reversed(titles):
            right, left = self._right(i, owner), self._left(i)
            if right is not None and left is not None:
                owner[i] = right[0] if self._prefers_right(i, left[1], right[1]) else left[0]
            elif (side := right or left) is not None:
                owner[i] = side[0]
        for i in titles:
            before = self.title_before(i)
            if i not in owner and before is not None and owner.get(before, i) < before:
                owner[i] = owner[before]
        self.owner = owner
        return [(owner[i], i) for i in titles if i in owner]

    def title_before(self, i: int) -> int | None:
        """The first title of `T1兼T2`, `T1、institution T2` or `T1（institution T2）`."""
        j = i - 1
        while j >= 0 and self.items[j].kind is Kind.ORGANIZATION and not self.gap(j, j + 1):
            j -= 1
        if j < 0 or self.items[j].kind is not Kind.TITLE:
            return None
        gap = self.gap(j, j + 1)
        if gap == "、" and _NEW_TOPIC.match(self.passage.text, self.items[i].end):
            return None  # 所長は某教授、副所長は某氏
        # X教授（B大特任教授） are two posts too.
        # name（教授・センター長）: both stand in the bracket of the name.
        opened = self.passage.text[max(0, self.items[j].start - 1) : self.items[j].start] in ("（", "(")
        aside = j < i - 1 and (gap in ("（", "(") or (opened and gap in ("・", "、", "，", "／")))
        aside = aside or self._in_columns(j, i) or self.in_bracket(j, i)
        if not _JOINER.fullmatch(gap) and not aside and not (j == i - 1 and _AND_FIELD.fullmatch(gap)):
            return None
        return j

    def _in_columns(self, j: int, i: int) -> bool:
        """Whether two titles stand in two columns of a row, with the institution of the second or without.

        Lists of appointments have the new post beside the present one: name　　取締役　　　甲社　部長. In Chinese,
        where titles stand before names as often, the name must be the first in its row, and the only one.
        """
        start, end = self.items[j].end, self.items[j + 1].start
        if self.language == "ja":
            listed = self.passage.kind is PassageKind.ITEM and i - j <= 2
            return listed and _COLUMNS.fullmatch(self.passage.text, start, end) is not None
        listed = self.passage.kind in (PassageKind.ITEM, PassageKind.TITLE) and "。" not in self.passage.text
        if not listed or not _CELLS.fullmatch(self.passage.text, start, end):
            return False
        return j > 0 and [n for n, item in enumerate(self.items) if item.kind is Kind.PERSON] == [0]

    def in_bracket(self, j: int, i: int) -> bool:
        """Whether the second of two titles stands alone in a bracket behind the first: 会長（市顧問）."""
        if self.language != "ja" or i != j + 1 or self.items[j + 1].kind is not Kind.TITLE:
            return False
        text, title = self.passage.text, self.items[i]
        town = _TOWN_TITLE.match(text, self.items[j].end, title.end)
        return town is not None and text[title.end : title.end + 1] in ("）", ")")

    def institutions_before(self, i: int) -> list[Item]:
        """The institutions that end directly before an item, nearest first: 大學, 學院 before 院長."""
        found: list[Item] = []
        j = i - 1
        while j >= 0 and self.items[j].kind is Kind.ORGANIZATION and self.items[j].entity is not None:
            seat = j > 0 and not found and self.items[j - 1].kind is Kind.ORGANIZATION
            if seat and _OPENED.fullmatch(self.gap(j - 1, j)) and _GOES_ON.fullmatch(self.gap(j, j + 1)):
                j -= 1  # A社（B市、某社長）: where it is
                found.append(self.items[j])
                break
            gap = self.gap(j, j + 1)
            at_work = self.items[j + 1].kind is Kind.TITLE and _AT_WORK.fullmatch(gap) is not None
            if not at_work and not _AFTER_INSTITUTION.fullmatch(_OFFICE_WORD.sub("", gap)):
                break
            found.append(self.items[j])
            j -= 1
        return found

    def _right(self, i: int, owner: dict[int, int]) -> tuple[int, int] | None:
        """The person after a title, and how far away: 0 side by side, 1 with space, 2 with words between."""
        if i + 1 >= len(self.items):
            return None
        gap = self.gap(i, i + 1)
        if self.items[i + 1].kind is Kind.PERSON:
            if not _BEFORE_NAME.fullmatch(gap) and not (gap == "、" and self._in_apposition(i)):
                return None
            return i + 1, 2 if gap else int(self.items[i + 1].start > self.items[i].end)
        # 会長（A社 代表取締役）　name: the bracket between title and name holds a second post.
        aside = gap in ("（", "(", "（兼", "（兼任") and self.items[i + 1].kind is Kind.ORGANIZATION
        if (
            gap in ("｜", "|", "：", ":")
            and i == 0
            and [item.kind for item in self.items[1:]]
            == [
                Kind.ORGANIZATION,
                Kind.PERSON,
            ]
        ):
            return 2, 2  # 館長｜甲館　某某: a row of a list
        if (
            not _JOINER.fullmatch(gap)
            and not aside
            and not self._in_columns(i, i + 1)
            and not self.in_bracket(i, i + 1)
        ):
            return None
        j = i + 1
        while j < len(self.items) and self.items[j].kind is Kind.ORGANIZATION:
            j += 1
        if j < len(self.items) and self.items[j].kind is Kind.TITLE and owner.get(j, -1) > j:
            return owner[j], 2
        here = self.language != "ja" and _AND_NOW.fullmatch(gap) and j > i + 1 and owner.get(j + 1) == j
        return (j, 2) if here and not self.gap(j, j + 1) else None

    def _in_apposition(self, i: int) -> bool:
        """Whether the title at `i` is that of the person behind its comma: 甲会の常務理事、某氏, （甲社 社長、某）."""
        if self.language != "ja" or i == 0 or self.items[i - 1].kind is Kind.PERSON:
            return False
        text, name = self.passage.text, self.items[i + 1]
        titled = i + 2 < len(self.items) and self.items[i + 2].kind is Kind.TITLE and not self.gap(i + 1, i + 2)
        if titled:
            return False
        said = (
            self.items[i - 1].kind is Kind.ORGANIZATION or text[self.items[i].start - 1 : self.items[i].start] == "の"
        )
        return _POLITE.match(text, name.end) is not None or (said and _PARTICLE.match(text, name.end) is not None)

    def _left(self, i: int) -> tuple[int, int] | None:
        """The person before a title, with institutions between them or not, and how far away."""
        j = i - 1
        while j >= 0 and self.items[j].kind is Kind.ORGANIZATION:
            if not _AFTER_INSTITUTION.fullmatch(_OFFICE_WORD.sub("", self.gap(j, j + 1))):
                return None
            j -= 1
        if j < 0 or self.items[j].kind is not Kind.PERSON:
            return None
        gap = _OF_GROUP.sub("", self.gap(j, j + 1))
        told = _TOPIC.fullmatch(gap) and _HAS_OFFICE.match(self.passage.text, self.items[i].end)
        if not _AFTER_NAME.fullmatch(gap) and not told:
            return None
        return j, 2 if gap or j < i - 1 else int(self.items[j + 1].start > self.items[j].end)

    def _person_before(self, i: int) -> int:
        """The person before a title."""
        return next(j for j in range(i - 1, -1, -1) if self.items[j].kind is Kind.PERSON)

    def _prefers_right(self, i: int, left: int, right: int) -> bool:
        """Whether a title between two persons belongs to the one after it: the nearer one, else as the row began."""
        if self.language != "ja" and self.passage.text[self.items[self._person_before(i)].end :].startswith(
            ("／", "/")
        ):
            first = next(item for item in self.items if item.kind is not Kind.ORGANIZATION)
            return first.kind is Kind.TITLE  # 某某／甲社處長　某某／乙社社長
        if left != right:
            return right < left
        if right:
            first = next(item for item in self.items if item.kind is not Kind.ORGANIZATION)
            return first.kind is Kind.TITLE
        return self.language != "ja" or self.items[i - 1].kind is Kind.ORGANIZATION


def read_rows(annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> Iterator[Row]:
    """The passages that speak, each as a row; words such as 本学 stand in it as the institution that they mean."""
    entity_of = {(m.start, m.end, m.kind): e for e in entities for m in e.mentions}
    by_id = {entity.id: entity for entity in entities}
    named: list[tuple[Mention, Entity | None]] = [
        (m, entity_of.get((m.start, m.end, m.kind))) for m in annotated.mentions if m.kind in _KINDS
    ]
    known = {(m.start, m.end) for m, _ in named if m.kind is Kind.ORGANIZATION}
    # Linking adds mentions: the parent inside a unit's name, a town before its mayor.
    added = [(m, e) for e in entities if e.kind is Kind.ORGANIZATION for m in e.mentions if m.rule in ADDED]
    named += [(m, e) for m, e in added if (m.start, m.end) not in known]
    for reference in references:
        if len(reference.entities) == 1:
            entity = by_id[reference.entities[0]]
            named.append((Mention(reference.start, reference.end, reference.text, entity.kind, Rule.REFERENCE), entity))
    named.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    starts = [mention.start for mention, _ in named]
    for passage in annotated.release.passages:
        if passage.kind.silent or not passage.text:
            continue
        first, last = passage.offsets[0], passage.offsets[-1] + 1
        inside = [pair for pair in named[bisect_left(starts, first) : bisect_left(starts, last)] if pair[0].end <= last]
        yield Row(passage, items_of(passage, inside, annotated.release), annotated.release.language)
