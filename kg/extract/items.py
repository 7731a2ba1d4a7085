"""The persons, titles and institutions of one passage, from what linking made of its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Entity, Kind, Language, Mention, OrganizationType, Passage, PassageKind, Release
from kg.names.departments import tells_field
from kg.names.offices import office_of
from kg.names.referring import alternatives
from kg.names.roles import role_of

# 本校学生会長, 同大国際担当副学長: what stands between an institution and a title without a particle is of the title.
_FIELD = re.compile(r"[ \u3000]{0,24}([\u3400-\u9fffァ-ヺー々][\u3400-\u9fffァ-ヺー々・]{0,13})")
_SPEAKER = re.compile(r"(?:講師|演者|講演者|司会者?|登壇者|パネリスト|モデレーター)")
_OF_TOWN = re.compile(r"[市県都道府町村区](?:議会)?[\u3400-\u9fffァ-ヺー]{2}")
_IN_THE_CHAIR = re.compile(r"議長|副議長|議事録署名人|書記")
_OF_BRANCH = re.compile("(?:支店|支社|支局|支部|支所|工場|営業所|事業所|事務所|出張所|センター|製作所)長$")
_WITH_REPRESENTATIVES = (OrganizationType.ASSOCIATION, OrganizationType.GOVERNMENT)
_CHARGE = re.compile(r"(?:担当|管掌|所管|統括|分掌|総括)$")  # 執行役員（薄膜材料担当）
_VOID = re.compile(r"[\s県縣市町村府省]*")
# （institution　title） and `name　institution　title` at the end of a row.
_CLOSING = re.compile(r"[ \u3000]*([\u3400-\u9fff]{2,8})[ \u3000]*(?:([）)])|$)")
_BRACKET = re.compile(r"\s*[（(［\[〔]([^（）()\[\]［］〔〕\n]{1,60})[)）\]］〕]")


@dataclass(frozen=True, slots=True)
class Item:
    """A person, title or institution; offsets in the passage's text, with brackets that belong to it."""

    kind: Kind
    start: int
    end: int
    mention: Mention
    entity: Entity | None = None


@cache
def _country() -> re.Pattern[str]:
    """A country right before a name: 日本の某大学 is one item."""
    return re.compile(rf"(?:{alternatives('country')})$")


@cache
def _house() -> re.Pattern[str]:
    """甲電子|日本子公司|社長: a house of the institution that no name is told of."""
    return re.compile(rf"(?:{alternatives('country')})的?(?:子公司|分公司|孫公司|孙公司)")


def items_of(passage: Passage, named: Sequence[tuple[Mention, Entity | None]], release: Release) -> list[Item]:
    """The mentions of a passage as items: nested ones left out, brackets taken in, two names of one thing joined."""
    country, raw = _country(), []
    for mention, entity in named:
        start, end = passage.from_release(mention.start, mention.end)
        if mention.kind is Kind.ORGANIZATION and (match := country.search(passage.text[max(0, start - 8) : start])):
            start -= len(match.group())
        # What linking found to be no institution, and blanks that a reader took for a name, part nothing.
        void = entity is None and (mention.kind is Kind.ORGANIZATION or _VOID.fullmatch(mention.text) is not None)
        if start < end and not void:
            raw.append(Item(mention.kind, start, end, mention, entity))
    if release.language != "ja":
        raw = _with_closing_titles(passage, raw, release)
    items: list[Item] = []
    for place, item in enumerate(raw):
        previous = items[-1] if items else None
        if previous is not None and item.end <= previous.end:
            # Inside a longer name only the end of an institution can be a title too: 經濟部長.
            fused = item.kind is Kind.TITLE and previous.kind is Kind.ORGANIZATION and item.start > previous.start
            if not fused:
                continue
        if item.kind is Kind.TITLE and not _is_office(passage, raw, place, release.language):
            continue
        if release.language == "ja" and _is_place_of_office(passage, raw, place):
            continue
        if (end := _reach(passage, raw, place)) != item.end:
            item = replace(item, end=end)
        if item.kind is Kind.TITLE and previous is not None:
            item = _with_field(passage, item, previous, release)
        beside = previous is not None and not passage.text[previous.end : item.start].strip()
        # Two posts in two columns are two; in Chinese so are two with a space between.
        apart = previous is not None and item.start - previous.end > (release.language == "ja")
        if previous is not None and beside and not apart and item.kind is previous.kind is Kind.TITLE:
            # 取締役 常務執行役員 is one office written in two words, and so is 上席主任研究員.
            start, end = previous.mention.start, item.mention.end
            whole = Mention(start, end, release.text[start:end], Kind.TITLE, "titles side by side")
            items[-1] = replace(previous, end=item.end, mention=whole)
        elif previous is not None and beside and item.entity is not None and item.entity is previous.entity:
            items[-1] = replace(previous, end=max(item.end, previous.end))
        else:
            items.append(item)
    return items


def _with_closing_titles(passage: Passage, raw: Sequence[Item], release: Release) -> list[Item]:
    """The items, and titles of the role scheme between an institution and the bracket or row that they close."""
    found: list[Item] = []
    for place, item in enumerate(raw):
        found.append(item)
        before = raw[place - 1] if place else None
        if item.kind is not Kind.ORGANIZATION or before is None or before.kind is not Kind.PERSON:
            continue
        match = _CLOSING.match(passage.text, item.end)
        behind = raw[place + 1 : place + 4]  # the parts of the institution's name, if any, and what follows it
        if match is None or any(o.start < match.end(1) and match.start(1) < o.end for o in behind):
            continue
        opened = re.search(r"[（(]", passage.text[before.end : item.start]) is not None
        listed = passage.kind is PassageKind.ITEM and not opened
        if (opened if match.group(2) else listed) and role_of(match.group(1), release.language):
            start, end = passage.to_release(*match.span(1))
            title = Mention(start, end, release.text[start:end], Kind.TITLE, "title that closes a bracket or row", 0.9)
            found.append(Item(Kind.TITLE, *match.span(1), title))
    return found


def _is_place_of_office(passage: Passage, raw: Sequence[Item], place: int) -> bool:
    """Whether what was read as a surname is where a branch is, another being named behind: 甲銀行　乙|支店長　name."""
    item, behind = raw[place], raw[place + 1 : place + 3]
    if item.kind is not Kind.PERSON or item.entity is not None or place == 0 or len(behind) < 2:
        return False
    office, holder = behind
    heads = office.kind is Kind.TITLE and office.start == item.end and _OF_BRANCH.search(office.mention.text)
    alone = raw[place - 1].kind is Kind.ORGANIZATION and holder.kind is Kind.PERSON and holder.entity is not None
    return bool(heads) and alone and not passage.text[office.end : holder.start].strip()


def _with_field(passage: Passage, item: Item, previous: Item, release: Release) -> Item:
    """A title with the words between it and the institution before it that say of what: 学生|会長, 資深產業|分析師."""
    if previous.kind is not Kind.ORGANIZATION or previous.entity is None:
        return item
    gap = _FIELD.fullmatch(passage.text, previous.end, item.start) if previous.end < item.start else None
    if gap is None or (
        release.language != "ja" and not _house().fullmatch(gap.group(1)) and not tells_field(gap.group(1))
    ):
        return item
    start = passage.to_release(gap.start(1), item.start)[0]
    whole = Mention(start, item.mention.end, release.text[start : item.mention.end], Kind.TITLE, "title with its field")
    return replace(item, start=gap.start(1), mention=whole)


def _is_office(passage: Passage, raw: Sequence[Item], place: int, language: Language) -> bool:
    """Whether a title names an office: not 氏 or 團長, and not the verb in 代表簽署."""
    item = raw[place]
    if office_of(item.mention.text).use in ("courtesy", "part"):
        return False
    if language == "ja" and passage.kind is PassageKind.ITEM and not place and _SPEAKER.fullmatch(item.mention.text):
        return False  # 講師　name: what somebody does here, not an office
    label = language == "ja" and not place and _IN_THE_CHAIR.fullmatch("".join(item.mention.text.split()))
    if label and item.start < 4 and any(other.kind is Kind.TITLE for other in raw[place + 1 :]):
        return False  # 議長　会長　name: who leads this meeting
    follows = place + 1 < len(raw) and raw[place + 1].start == item.end
    verb = item.mention.text == "代表" and language != "ja" and not follows and not _is_head(raw, place)
    return not (verb and re.match(r"[\u3400-\u9fff]", passage.text[item.end : item.end + 1]))


def _is_head(raw: Sequence[Item], place: int) -> bool:
    """Whether a 代表 behind a person is the office of whom an agency or body has there: 交流協會|王大明|代表致詞."""
    if place < 2:
        return False
    of, holder = raw[place - 2], raw[place - 1]
    beside = of.end == holder.start and holder.end == raw[place].start and holder.kind is Kind.PERSON
    return beside and of.entity is not None and of.entity.type in _WITH_REPRESENTATIVES


def _reach(passage: Passage, raw: Sequence[Item], place: int) -> int:
    """The end of an item with the brackets after it that hold its own other names, a few words, or all of a title."""
    item, end = raw[place], raw[place].end
    while match := _BRACKET.match(passage.text, end):
        inside = []
        for other in raw[place + 1 :]:
            if other.start >= match.end(1):
                break
            if match.start(1) <= other.start and other.end <= match.end(1):
                inside.append(other)
        own = item.entity is not None and any(other.entity is item.entity for other in inside)
        others = [other for other in inside if item.entity is None or other.entity is not item.entity]
        if item.kind is Kind.TITLE:
            spans = [(other.start, other.end) for other in inside if other.kind is Kind.TITLE]
            whole = (spans == [match.span(1)] and len(inside) == 1) or _CHARGE.search(match.group(1)) is not None
            if spans and _OF_TOWN.match(match.group(1)):
                return end  # 会長（県議会議長）: a post of its own
            if not whole and (inside or len(match.group(1)) > 6):
                return end
        elif any(o.kind is Kind.PERSON or (o.kind is Kind.TITLE and not own) for o in others) or (
            item.kind is Kind.PERSON and any(o.kind is Kind.ORGANIZATION for o in others)
        ):
            return end
        end = match.end()
    return end
