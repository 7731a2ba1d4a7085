"""Half-width commas between Chinese characters: the page means the full-width ones that the rules look for."""

from __future__ import annotations

import re

from kg.model import Language

# One for one, so that places stay: 今天,雙方 but not 1,200 or Co., Ltd.
_HALF_COMMA = re.compile(r"(?<=[^\x00-\x7f]),|,(?=[^\x00-\x7f])")
_HALF_OTHER = re.compile(r"(?<=[^\x00-\x7f])[;:](?=[^\x00-\x7f])")


def full_width(text: str, language: Language) -> str:
    """The text with commas, colons and semicolons as its language writes them, sign for sign.

    Of the two commas of the world, Japanese rules know 、 and Chinese ones ，: ， in Japanese is 、 too.
    """
    comma = "、" if language == "ja" else "，"
    if "," in text:
        text = _HALF_COMMA.sub(comma, text)
    if language == "ja":
        text = text.replace("，", comma)
    if ":" in text or ";" in text:
        text = _HALF_OTHER.sub(lambda sign: "：" if sign.group() == ":" else "；", text)
    return text
