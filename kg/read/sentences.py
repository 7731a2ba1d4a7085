"""Sentences of Chinese and Japanese text: quotes and brackets hold them together."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOPS = frozenset("。！？!?｡")
_OPENERS = {"「": "「", "『": "『", "（": "（", "(": "（", "【": "【", "〔": "〔", "“": "“", "《": "《"}
_CLOSERS = {"」": "「", "』": "『", "）": "（", ")": "（", "】": "【", "〕": "〔", "”": "“", "》": "《"}
# After a quote that ends in a full stop, kana (と述べた) or a comma go on with the sentence that holds it.
_GOES_ON = re.compile(r"[ぁ-ん、，,；;」』）)]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences as (start, end) without the space around them; together they cover all that is not space.

    They end at 。！？!? outside quotes and brackets, closing marks included. A quote that ends in a full stop ends
    the sentence too, unless it goes on (「…。」と述べた). A bracket that is never closed does not count.
    """
    closing = _closing(text)
    start = position = 0
    while position < len(text):
        stop = text[position] in _STOPS
        if position in closing:
            position = closing[position]
            quoted = text[position] in "」』”" and text[position - 1] in _STOPS
            stop = quoted and not _GOES_ON.match(text, position + 1)
        position += 1
        if stop:
            while position < len(text) and (text[position] in _STOPS or text[position] in _CLOSERS):
                position += 1
            yield from _trimmed(text, start, position)
            start = position
    yield from _trimmed(text, start, len(text))


def _closing(text: str) -> dict[int, int]:
    """Where each bracket that is closed is closed; one left open inside another is passed over."""
    stack: list[int] = []
    waiting = dict.fromkeys(_CLOSERS.values(), 0)
    pairs: dict[int, int] = {}
    for position, char in enumerate(text):
        if char in _OPENERS:
            stack.append(position)
            waiting[_OPENERS[char]] += 1
        elif char in _CLOSERS and waiting[_CLOSERS[char]]:
            kind = ""
            while kind != _CLOSERS[char]:
                opened = stack.pop()
                kind = _OPENERS[text[opened]]
                waiting[kind] -= 1
            pairs[opened] = position
    return pairs


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
