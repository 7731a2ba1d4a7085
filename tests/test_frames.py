"""What sentences say is read, whoever they name: frames filled with names that no document has brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.frames import Filler, Frame, agreements, posts
from kg.understand import Reader

# Shares read of the seed below when the frames were written: posts .96 and .97, agreements .92 and .94. Never lower one
# silently: what falls here falls in documents that nobody has seen.
FLOORS = [(posts, "zh", 0.93), (posts, "ja", 0.95), (agreements, "zh", 0.9), (agreements, "ja", 0.91)]
SEED, TIMES = 1, 3


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("read", "language", "floor"), FLOORS)
def test_what_frames_say_is_read(
    read: Callable[[Reader, str, int, int], Iterator[Frame]], language: str, floor: float, reader: Reader
) -> None:
    frames = list(read(reader, language, SEED, TIMES))
    facts, right = sum(frame.facts for frame in frames), sum(frame.right for frame in frames)
    assert facts > 100
    assert right / facts >= floor, "\n".join(wrong for frame in frames for wrong in frame.wrong)


def test_the_same_seed_gives_the_same_sentences() -> None:
    for language in ("zh", "ja"):
        one, other = (Filler(language, 7) for _ in range(2))
        assert [one.any_of("TW") for _ in range(20)] == [other.any_of("TW") for _ in range(20)]
        assert one.person("JP") == other.person("JP")
