"""Long texts cost in proportion to their length: counted in lines of Python that run, which no other program sways."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Literal

import pytest

from kg.extract import extract
from kg.link import link
from kg.model import Annotated
from kg.pipeline import Reader
from kg.read import read
from tests.long import text


def lines(action: Callable[[], object]) -> int:
    """How many lines run in an action, each turn of a loop and of a comprehension among them."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One reader for all tests."""
    return Reader()


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_facts_of_a_text_three_times_as_long_take_three_times_the_work(
    language: Literal["zh", "ja"], reader: Reader
) -> None:
    def annotated(characters: int) -> Annotated:
        return reader.annotator.annotate(read("long.txt", text(characters, language).encode()))

    def facts(release: Annotated) -> object:
        return extract(release, link(release, reader.authority))

    short, long = annotated(10_000), annotated(30_000)
    facts(short)  # what is loaded once
    ratio = len(long.release.text) / len(short.release.text)
    assert lines(lambda: facts(long)) / lines(lambda: facts(short)) < 1.2 * ratio
