"""Persons of a title who do not stand beside it: 甲、乙の両副会長, 所長に就任したのは甲氏, 會長由甲擔任."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.rows import Row
from kg.model import Kind

_APPOINTED = re.compile(r"に(は|就任したのは)?")
# 理事長由甲接任, 首任會長由乙大學副校長丙擔任, 副會長為丁公司總經理戊
_GIVEN_TO = re.compile(r"(?:一職|一职|職務|职务)?(?:[則将將亦也])?(由|為|为|是|改由)")
_TAKES = re.compile(
    r"\s{0,4}(?:博士|先生|女士|教授|老師|老师)?(?:正式|暫|暂)?(?:擔任|担任|接任|出任|兼任|繼任|继任|升任|接掌|接棒|代理|就任|獲選|当选|當選)"
)
_CLAUSE_END = re.compile(r"\s{0,4}(?:[，。；、,;]|$)")
# Offices that an institution has many of.
_OF_MANY = re.compile(
    r"(?:議員|议员|委員|委员|教授|研究員|研究员|理事|監事|监事|董事|教師|教师|老師|老师|教諭|講師|讲师|顧問|顾问|工程師|工程师|執行役員|取締役|院士)$"
)
_NEXT = re.compile(r"には")
_ORNAMENT = " \u3000\t◆◇■□●○・▽▼"
_LABEL = re.compile(r"(?:[\u3400-\u9fff]{2,6}[：:])?")  # 受賞者：name
_AT_WHICH = re.compile(r"(?:所属|現職|勤務先|所属・?(?:役職|職名)|所屬)[ \u3000]{0,8}[：:]?")
_POST = 60  # characters of the longest row that tells a post of the name above it
_TOOK_OFFICE = re.compile(r"就任|就[いきく]|選ばれ|選出|起用|昇格")


def with_name_below(row: Row, below: Row) -> Row:
    """The row with the name that the next row consists of, where this one ends in a title of nobody: signatures."""
    ends = row.items and row.items[-1].kind is Kind.TITLE and not row.passage.text[row.items[-1].end :].strip()
    alone = len(below.items) == 1 and below.items[0].kind is Kind.PERSON
    if not ends or not alone or any(item.kind is Kind.PERSON for item in row.items):
        return row
    name = below.items[0]
    if below.passage.text[: name.start].strip() or below.passage.text[name.end :].strip():
        return row
    end = len(row.passage.text)
    return Row(row.passage, [*row.items, replace(name, start=end + 1, end=end + 2)], row.language)


def is_name_alone(row: Row) -> bool:
    """Whether a row consists of a person's name, with 氏 or さん behind it or not."""
    if [item.kind for item in row.items] != [Kind.PERSON]:
        return False
    name, text = row.items[0], row.passage.text
    label = re.sub(r"[ \u3000：:]+$", "：", text[: name.start].lstrip(_ORNAMENT))
    return _LABEL.fullmatch(label) is not None and text[name.end :].strip() in ("", "氏", "さん", "様", "先生")


def is_post_alone(row: Row) -> bool:
    """Whether a short row begins with an institution and its office, and names no person."""
    kinds = [item.kind for item in row.items]
    if Kind.PERSON in kinds or kinds[:1] != [Kind.ORGANIZATION] or Kind.TITLE not in kinds:
        return False
    before = row.passage.text[: row.items[0].start].strip(_ORNAMENT)
    return len(row.passage.text) < _POST and (not before or _AT_WHICH.fullmatch(before) is not None)


def shared(row: Row, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The others who have the title of one: in Japanese 甲、乙の両副会長, in Chinese 議員甲、乙及丙."""
    if row.language != "ja":
        yield from _alike(row, pairs)
        return
    for person, title in pairs:
        two = person and row.gap(person, title) == "の両" and row.items[person - 1].kind is Kind.PERSON
        if two and row.gap(person - 1, person) in ("、", "と", "・"):
            yield person - 1, title


def _alike(row: Row, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The persons behind one with a title that many have, with nothing but 、 or 與 between: 委員甲、乙、丙."""
    holders = {person for person, _ in pairs}
    for person, title in pairs:
        beside = title == person - 1 and not row.gap(title, person)
        if not beside or not _OF_MANY.search(row.items[title].mention.text):
            continue
        for other in range(person + 1, len(row.items)):
            joined = row.items[other].kind is Kind.PERSON and row.gap(other - 1, other) in (
                "、",
                "與",
                "与",
                "及",
                "和",
            )
            if not joined or other in holders:
                break
            yield other, title


def appointed(row: Row, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those who take an office named first: 所長に就任したのは、A氏とB氏."""
    taken = {title for _, title in pairs}
    found = given_to(row) if row.language != "ja" else []
    for i, item in enumerate(row.items):
        if item.kind is not Kind.TITLE or i in taken or row.language != "ja":
            continue
        named = _APPOINTED.match(row.passage.text, item.end)
        follows = i + 1 < len(row.items) and row.items[i + 1].start == item.end + 1
        if named is None or (named.group(1) is None and not follows):
            continue
        end = next((e for s, e in row.passage.sentences if s <= item.start < e), len(row.passage.text))
        if _TOOK_OFFICE.search(row.passage.text, item.end, end):
            # 代表には甲氏が、副代表には乙氏が就いた: each title takes those before the next one.
            following = (
                o.start for o in row.items[i + 1 :] if o.kind is Kind.TITLE and _NEXT.match(row.passage.text, o.end)
            )
            end = min(end, next(following, end))
            people = (
                j for j, other in enumerate(row.items) if other.kind is Kind.PERSON and item.end < other.start < end
            )
            found += [(j, i) for j in people]
    return found


def given_to(row: Row) -> list[tuple[int, int]]:
    """Those to whom an office named first is given in Chinese: 會長由某大學副校長某某擔任, 副會長為總經理某某."""
    found = []
    for i, item in enumerate(row.items):
        given = _GIVEN_TO.match(row.passage.text, item.end) if item.kind is Kind.TITLE else None
        j = next((j for j in range(i + 1, min(i + 5, len(row.items))) if row.items[j].kind is Kind.PERSON), None)
        if given is None or j is None or re.search(r"[。；，]", row.passage.text[item.end : row.items[j].start]):
            continue
        ends = _TAKES if given.group(1).endswith("由") else _CLAUSE_END
        if ends.match(row.passage.text, row.items[j].end):
            found.append((j, i))
    return found
