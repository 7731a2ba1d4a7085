"""Institutions and bodies whose name tells that they have such a head: 研究所 before 所長, センター of センター長."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.positions.beside import Beside
from kg.extract.positions.named import Place
from kg.extract.rows import Row
from kg.model import Kind, OrganizationType
from kg.names import fold
from kg.names.offices import office_of

# A body of several that was told of before somebody is said to head it.
_JOINT = re.compile(
    r"(?:共同|連携|合同|合弁|(?:聯合|联合)(?![會会])|合設|合设|合資|合资)[^。，、；]{0,12}?(?:研究|実験|實驗|实验|ラボ|センター|中心|拠点|組織|[会會社])"
)
# What a title says of the name of the institution or part that it heads: 副センター長 of a センター.
_HEADS = re.compile(
    r"(センター|ラボ|研究所|研究室|実験室|研究院|学院|研究科|学部|學院|學部|支店|支社|分行|分公司|工場|機構|病院|[所室院館])長$"
    r"|(中心|實驗室|实验室|研究室)主任$"
)
# 共同代表, 共同ディレクター: of what several have set up together
_SHARED = "共同"
_BODY = re.compile("(?:ラボ|ラボラトリー|センター|研究所|研究室|拠点|コンソーシアム|実験室)$")
_FOUNDED = re.compile(r"合資|合资|合弁|新会社|新公司")
_NO_SUCH_HEAD = re.compile(r"(?:会議所|會議所|市役所|区役所|町役場|裁判所)$")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERHEAD = 3  # rows at the top of a page
BEFORE = 400  # characters looked back for it
WITHIN = 300  # mentions looked back for the institution of a title that stands alone


def _is_free(row: Row, at: int) -> bool:
    """Whether but a word for by or and stands before a place, behind a sign or a name: ，由|院長, 某某與|部長."""
    joint = row.language != "ja" and row.passage.text[at - 1] in "由與与及和"
    ended = at < 2 or not _HAN.match(row.passage.text, at - 2)
    return joint and (ended or any(item.end == at - 1 for item in row.items))


class Headed(Beside):
    """Titles of heads: what they head may be named before them, or be a body that nobody read as one."""

    def _headed(self, row: Row, title: int, here: int, *, given: bool) -> Place | None:
        """The last institution or part before a title that by its name has such a head: 研究所 before 所長.

        One of which a clause says who heads it may be a joint body that was told of, whatever its name.
        """
        item = row.items[title]
        beside = row.items[title - 1] if title else None
        named = beside is not None and beside.kind is Kind.PERSON and beside.end == item.start
        at = beside.start if beside is not None and named else item.start
        if not given and at and _HAN.match(row.passage.text, at - 1) and not _is_free(row, at):
            return None  # 病|院長: something that nobody read stands before it
        stem = _HEADS.search(item.mention.text)
        tail = fold(stem.group(1) or stem.group(2)) if stem is not None else None
        office = office_of(item.mention.text)
        since = here - BEFORE if given else row.passage.offsets[0]
        shared = given and item.mention.text.startswith(_SHARED)
        joint = shared or (given and _JOINT.search(self.release.text, max(0, since), here) is not None)
        upto = bisect_left(self.named, (here, ""))
        for place, number in reversed(self.named[max(0, upto - WITHIN) : upto]):
            if place < since:
                break
            entity = self.by_id[number]
            if tail is not None:
                fits = any(fold(n).endswith(tail) and not _NO_SUCH_HEAD.search(n) for n in entity.names)
            else:
                body = entity.type is OrganizationType.RESEARCH_INSTITUTE or any(map(_JOINT.search, entity.names))
                body = body or (shared and any(map(_BODY.search, entity.names)))
                fits = joint and body and (shared or office.fits(entity))
            if fits:
                whole = self._whole(entity)
                unit = entity if whole is not entity else None
                return Place(whole, unit, "institution that has such a head", 0.75)
        return self._of_letterhead(tail) if tail is not None and not given else None

    def _of_letterhead(self, tail: str) -> Place | None:
        """The office that issues a page, by its letterhead, and has such a head: 甲協会乙事務所 of the 所長."""
        if self.publisher is None or self.release.language != "ja":
            return None
        whole, rows = self._whole(self.publisher), [p for p in self.passages[:_LETTERHEAD] if "。" not in p.text]
        for row in rows:
            inside = range(
                bisect_left(self.named, (row.offsets[0], "")), bisect_left(self.named, (row.offsets[-1], ""))
            )
            for entity in (self.by_id[self.named[at][1]] for at in inside):
                if self._whole(entity) is whole is not entity and any(fold(n).endswith(tail) for n in entity.names):
                    return Place(whole, entity, "institution that has such a head", 0.7)
        return None

    def _unread_body(self, title: str, here: int) -> bool:
        """Whether the text before an office that is given to somebody tells of a body, read or not, that has it."""
        text = self.release.text[max(0, here - BEFORE) : here]
        if (stem := _HEADS.search(title)) is not None:
            body = rf"[\u3400-\u9fffァ-ヺー]{{2}}{stem.group(1) or stem.group(2)}(?![長长])"
            return re.search(body, text) is not None
        if title.startswith(_SHARED):
            return True
        if office_of(title).types == {"Company"}:
            return _FOUNDED.search(text) is not None
        return len(office_of(title).types) != 1 and _JOINT.search(text) is not None
