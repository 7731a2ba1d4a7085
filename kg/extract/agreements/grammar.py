"""The acts of agreeing in a sentence, by the grammar of its language."""

from __future__ import annotations

from kg.extract.agreements import acts_ja, acts_zh
from kg.extract.agreements.acts import Act
from kg.extract.agreements.clauses import Sentence


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts that a sentence tells, in order, with roles and dates."""
    return acts_ja.read_acts(sentence) if sentence.language == "ja" else acts_zh.read_acts(sentence)
