"""Persons with a character that a page cannot write and describes in brackets by its two parts: 水(土反)明夫.

A headline's row of words with a wide space inside, which begins with a verb, is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

# The parts with which such a character is put together: one of the two is one of these.
_PARTS = "山石土火水氵金木王玉日月女人亻口竹艹魚鱼犬馬马言車车田禾米糸虫鳥鸟頁页門门雨食目足酉示衣手扌心忄弓刀力草工"
_DESCRIBED = re.compile(rf"[（(](?:[{_PARTS}][+＋]?[\u2e80-\u9fff]|[\u2e80-\u9fff][+＋]?[{_PARTS}])[)）]")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff々]{1,2}\Z")
# What may follow the last character of a name, where nobody read that character.
_LAST = re.compile(
    r"[夫男雄郎子美彥彦樹树司志人一二三助輔辅介](?![\u3400-\u9fff]?[長长])"
    r"|[\u3400-\u9fff](?=[，、。；）()（與与和及\s]|$|表示|指出|致[詞词]|共同|強調|强调|[說说說訂定將将預预於于已親亲率今昨明也則则代拜來来抵到訪访簽签補补透認认回並并曾出])"
)
_NOT_LAST = "等說说今率與与和及的在也將将"
_OPENED = 3  # characters before the bracket: more are a whole name, and what follows it says something of it
# Verbs of headlines with which no family name begins.
_VERBS = "簽签設设訪访赴盼攜携助推拓談谈獲获促拼迎開开啟启創创搶抢締缔攻深擴扩結结邀組组建聚瞄"
_WIDE = re.compile(r"[ \u3000]")


def with_described(text: str, spans: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Chinese passage, such persons whole, and without the verbs of headlines."""
    read = [span for span in spans if not _is_verb(text, span, lists)]
    for match in _DESCRIBED.finditer(text):
        near = [span for span in read if span.start < match.end() + 3 and match.start() - 3 < span.end]
        limit = max((s.end for s in near if s.end <= match.start() and s.kind not in ("PERSON", "SURNAME")), default=0)
        opened = _HAN_BEFORE.search(text, max(limit, match.start() - _OPENED), match.start())
        persons = [span for span in near if span.kind in ("PERSON", "SURNAME") and span.end > limit]
        if opened is None or not persons:
            continue
        start, end = opened.start(), match.end()
        longer = start > limit and start > 0 and re.match(r"[\u3400-\u9fff々]", text[start - 1]) is not None
        other = any(s.kind not in ("PERSON", "SURNAME") and s.start < end and start < s.end for s in near)
        if longer or other:
            continue
        given = [s for s in near if match.start() < s.start <= end < s.end and (s in persons or s.end - s.start < 3)]
        given = [s for s in given if s.kind != "TITLE"]  # 健吾 alone may be read as anything
        behind = max((s.end for s in given), default=end)
        last = _LAST.match(text, end) if behind == end else None
        if (
            last is not None
            and last.group() not in _NOT_LAST
            and not any(s.start == end for s in near if s.kind == "TITLE")
        ):
            behind = last.end()
        read = [s for s in read if not (s.start < behind and start < s.end)]
        read.append(replace(persons[0], start=start, end=behind, kind="PERSON"))
        read.sort(key=lambda span: (span.start, span.end))
    return read


def _is_verb(text: str, span: Name, lists: Lists) -> bool:
    """Whether a headline's words with a wide space in them were read as a person: 簽備忘錄　設."""
    form = text[span.start : span.end]
    verb = span.kind == "PERSON" and form[:1] in _VERBS and lists.surnames.kind(form[:1]) is None
    return verb and _WIDE.search(form) is not None
