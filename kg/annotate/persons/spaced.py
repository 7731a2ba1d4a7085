"""Names of persons written with a space inside, as Japanese names are in Chinese text too: 校長 山田 太郎 致詞."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.forms import forms_at

_LETTER = r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_GAP = re.compile(rf"(?<={_LETTER})[ \u3000]{{1,2}}(?={_LETTER})")
_RUN = re.compile(rf"{_LETTER}{{1,16}}")
# No particle in front of a family name: の|四十物 敦.
_LAST_RUN = re.compile(r"[\u3005-\u3007\u30a1-\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,9}$")
# A date, or a label whose characters are set apart (代　表　者), in front of what may be a name.
_NO_FAMILY = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十][年月日]|(?:^|[\s　])[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff])$"
)
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fc]{1,16}")
_BEFORE = re.compile(r"[ \u3000]{0,4}[：:]?[ \u3000]{0,4}$")
_AFTER = re.compile(r"[ \u3000]{0,4}(?:氏|先生|女士)?[ \u3000]{0,4}")
# name（institution title）, name 氏
_POST = re.compile(r"\s?[（(]([^（）()、，。]{2,40})[）)]")
_HONORIFIC = re.compile(r"[ \u3000]?(?:氏|さん|様|女史)(?![\u3400-\u9fff])")
_CELL_START = re.compile(r"(?:^|[ \u3000]{2}|\u3000|[、，；：:（(】|｜／])\s{0,4}\Z")
_CELL_END = re.compile(r"$|\s{2}|\u3000|[、，；（()）|｜／]")
_LABEL_END = re.compile(r"\s{0,4}[｜|：:]")
_COURTESY = ("先生", "博士", "女士", "教授")
_SPEAKS = re.compile(r"(?:私|僕|我々|わたし|ぼく|当社|弊社|本学|弊学|うち)(?:ども|たち|達)?[はがもの、に]")
_WHEN = re.compile(r"[今明去昨前後后同本當当翌次][年日天晚早晨月週周季]|(?:上|下)(?:半年|個月|个月|午|週|周|月)")
_SURE = 0.9  # of an institution that the tagger read where a name may be
_PERSONS = ("PERSON", "SURNAME")
_FAMILY, _GIVEN, _KANA_GIVEN = 4, 3, 6  # characters of the longest names


def join_spaced(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans, with one person where a family name and a given name stand beside each other with a space between.

    Something must tell the name: the tagger, a family name of the lists, or a title beside both. What is a whole name
    already takes nothing that follows it.
    """
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    if not gaps:
        return list(spans)
    around = _Around(text, spans, lists)
    for middle, given in gaps:
        if read := [s for s in around.near(middle, given) if s.kind == "PERSON" and s.start < middle and given < s.end]:
            around.widen(read[0], middle)
            continue
        family = around.family(middle)
        if family is None or _NO_FAMILY.search(text, max(0, family - 6), family + 1):
            continue
        end = around.end_of_given(given)
        if end > given and around.is_name(family, middle, given, end):
            around.put(family, end)
    return around.spans


class _Around:
    """A text with what is known about it: the spans in order, and the edges of titles, read or of the list."""

    def __init__(self, text: str, spans: Sequence[Found], lists: Lists) -> None:
        self.text, self.lists, self.spans = text, lists, list(spans)
        titles = [s for s in lists.titles.find(letters_of(text)) if s[2] == "t"]
        self.starts = {s for s, _, _ in titles} | {s.start for s in spans if s.kind == "TITLE"}
        self.ends = {e for _, e, _ in titles} | {s.end for s in spans if s.kind == "TITLE"}

    def near(self, start: int, end: int) -> list[Found]:
        """The spans that reach into a stretch of the text, and one more on each side."""
        first = bisect_left(self.spans, start, key=lambda s: s.end)
        last = bisect_left(self.spans, end, key=lambda s: s.start)
        return self.spans[max(0, first - 1) : last + 1]

    def put(self, start: int, end: int) -> None:
        """Read a person here, in the place of the spans that this touches."""
        first = bisect_right(self.spans, start, key=lambda s: s.end)
        last = max(first, bisect_left(self.spans, end, key=lambda s: s.start))
        sure = max((s.confidence for s in self.spans[first:last] if s.kind in _PERSONS), default=0.0)
        self.spans[first:last] = [Found(start, end, "PERSON", max(sure, 0.7))]

    def widen(self, person: Found, middle: int) -> None:
        """Let a person begin where the word of their family name does: 男鹿|島 俊輔, cut behind a place."""
        run = _LAST_RUN.search(self.text, max(0, middle - _FAMILY - 1), middle)
        if (
            run
            and middle - _FAMILY <= run.start() < person.start
            and not self._is_whole(self.text[person.start : person.end])
        ):
            inside = [s for s in self.near(run.start(), person.start) if s.end > run.start() and s.start < person.start]
            if inside and all(s.kind == "PLACE" and s.start == run.start() for s in inside):
                self.put(run.start(), person.end)

    def person(self, start: int, end: int) -> Found | None:
        """The person or surname that the tagger read exactly here."""
        return next((s for s in self.near(start, end) if (s.start, s.end) == (start, end) and s.kind in _PERSONS), None)

    def family(self, middle: int) -> int | None:
        """Where the family name before a gap begins: with a span, the longest name of the list, or after a border."""
        before = self.near(middle - _FAMILY, middle)
        if read := [s.start for s in before if s.end == middle and s.kind in _PERSONS]:
            # What is longer than any family name, or has its space already, is whole.
            whole = middle - read[0] > _FAMILY or any(map(str.isspace, self.text[read[0] : middle]))
            return None if whole else read[0]
        run = _LAST_RUN.search(self.text, max(0, middle - _FAMILY - 1), middle)
        edges = {run.start()} if run and run.end() - run.start() <= _FAMILY else set()
        edges |= {at for at in range(middle - _FAMILY, middle) if at in self.ends}
        edges |= {s.end for s in before if s.kind not in _PERSONS and middle - _FAMILY <= s.end < middle}
        known = self.lists.surnames
        listed = [at for at in range(max(0, middle - _FAMILY), middle) if known.kind(self.text[at:middle])]
        if both := sorted(edges.intersection(listed)):
            return both[0]
        if listed and middle - listed[0] > 1:
            return listed[0]
        return max(edges, default=None)

    def end_of_given(self, start: int) -> int:
        """Where the given name after a gap ends; at its start where none can be."""
        kana, run = _KANA.match(self.text, start), _RUN.match(self.text, start)
        longest = _KANA_GIVEN if kana else _GIVEN
        near = self.near(start, start + longest + 1)
        if span := next((s for s in near if s.start == start and s.kind in _PERSONS), None):
            return span.end if span.end - start <= longest else start
        office = next((self.text[start : s.end] for s in near if s.start == start and s.kind == "TITLE"), "")
        if office.endswith("長") and type_of_name(office[:-1]) is OrganizationType.UNIT:
            return start  # 山田　総合科学部長
        end = kana.end() if kana else run.end() if run else start
        edges = [at for at in range(start + 1, start + longest + 2) if at in self.starts]
        edges += [s.start for s in near if s.start > start and s.kind not in _PERSONS]
        end = min([end, *edges])
        if not kana:
            at = range(start, min(end, start + _GIVEN + 1))
            end = next((i for i in at if self.text.startswith(follow_persons(), i)), end)
        return end if end - start <= longest else start

    def is_name(self, start: int, middle: int, given: int, end: int) -> bool:
        """Whether family name and given name are told by the tagger, by the list, or by a title beside both."""
        text, family = self.text, self.text[start:middle]
        span, other, listed = self.person(start, middle), self.person(given, end), self.lists.surnames.kind(family)
        if _LABEL_END.match(text, end) or self.lists.titles.kind(family + text[given:end]):
            return False  # 館　長：
        inside = [s for s in self.near(start, end) if s.start < end and start < s.end and s.kind not in _PERSONS]
        if any(self.lists.titles.kind(text[s.start : s.end]) or type_of_name(text[s.start : s.end]) for s in inside):
            return False
        if any(start < at <= middle for at in self.ends):
            return False
        # 某会台湾　高級|経理, 署名　　青嶺|市長, 甲乙丙 先生
        if any(s.kind == "ORG" and s.confidence > _SURE for s in inside) or text[given:end] in _COURTESY:
            return False
        if _WHEN.match(text, given):
            return False  # 訪甲市　明年2月
        if _SPEAKS.match(text, given):
            return False  # 楊　私は: who speaks, and what is said
        japanese = (listed is not None and len(family) > 1) or (len(family) == 3 and family[1] == "之")  # 池之上
        cell = bool(_CELL_START.search(text[max(0, start - 4) : start]) and _CELL_END.match(text, end))
        if text.startswith(follow_persons(), start) and not listed:
            return False
        if not japanese and self._is_whole(family) and not (cell and len(family) == 2):
            return False
        if (
            other is not None
            and end - given > 2
            and self._is_whole(text[given:end])
            and (len(family) > 1 or not listed)
        ):
            return False  # two persons of a list, or what stands before one
        if span is not None or japanese:
            return True
        if listed:
            return cell or other is not None or self._titled(start, end)
        if type_of_name(family) is not None:
            return False
        free = not any(s.start < middle for s in inside)
        return self._titled(start, end) or (cell and free and other is not None and given - middle == 1)

    def _titled(self, start: int, end: int) -> bool:
        """Whether a title stands before or after, with no more than spaces or a colon between."""
        left, right = _BEFORE.search(self.text[max(0, start - 9) : start]), _AFTER.match(self.text, end)
        post = _POST.match(self.text, end)
        if (left and start - len(left.group()) in self.ends) or (right and right.end() in self.starts):
            return True
        return _HONORIFIC.match(self.text, end) is not None or bool(post and post.end(1) in self.ends)

    def _is_whole(self, name: str) -> bool:
        """Whether a name is a Chinese one with family name and given name."""
        letters = letters_of(name)
        hit = self.lists.surnames.at(letters, 0)
        return hit is not None and hit[1] == "z" and hit[0] < len(letters) <= hit[0] + 2


def follow_persons() -> tuple[str, ...]:
    """Words that stand behind persons and begin no given name."""
    return forms_at("after-person")
