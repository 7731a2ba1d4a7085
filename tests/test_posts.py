"""Posts that are read in sentences with invented names, by all the stages together: tests/fixtures/posts_*.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.gold import fold
from kg.scoring import same_title
from kg.understand import Reader

CASES = [
    line.split("\t")
    for language in ("zh", "ja")
    for line in Path(f"tests/fixtures/posts_{language}.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@cache
def reader() -> Reader:
    """The reader of both languages, with its models."""
    return Reader()


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_posts_of_a_sentence_are_all_read_and_no_others(text: str, expected: str) -> None:
    found = reader().understand("release.txt", text.replace("⏎", "\n").encode())
    left = [post.split("/") for post in expected.split("；")]
    for post in found.positions:
        person = {fold(name) for name in found.by_id[post.person].names}
        places = [found.by_id[i] for i in (post.organization, post.unit) if i is not None]
        where = {fold(name) for e in places for name in (*e.names, *(m.text for m in e.mentions))}
        fits = (
            told
            for told in left
            if fold(told[0]) in person and fold(told[1]) in where and same_title(post.title or "", told[2] or None)
        )
        hit = next(fits, None)
        assert hit is not None, post
        left.remove(hit)
    assert left == []
