"""How the rules for names follow each other: each takes the names of a document and hands on what it made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Concatenate, ParamSpec

from kg.annotate.name import Name

Texts = Sequence[str]  # of the passages of a document
Names = Sequence[Sequence[Name]]  # of each passage
Stage = Callable[[Texts, Names], list[list[Name]]]
P = ParamSpec("P")


def across(rule: Callable[Concatenate[Texts, Names, P], list[list[Name]]], *args: P.args, **more: P.kwargs) -> Stage:
    """A rule that sees all passages at once."""
    return lambda texts, names: rule(texts, names, *args, **more)


def each(rule: Callable[Concatenate[str, Sequence[Name], P], list[Name]], *args: P.args, **more: P.kwargs) -> Stage:
    """A rule that sees one passage."""
    return lambda texts, names: [rule(text, own, *args, **more) for text, own in zip(texts, names, strict=True)]


def adding(rule: Callable[Concatenate[str, Sequence[Name], P], list[Name]], *args: P.args, **more: P.kwargs) -> Stage:
    """A rule that sees one passage, and finds names beside those that it has."""
    return lambda texts, names: [
        [*own, *rule(text, own, *args, **more)] for text, own in zip(texts, names, strict=True)
    ]


def run(stages: Iterable[Stage], texts: Texts, names: Names) -> list[list[Name]]:
    """The names of each passage after all stages."""
    found = [list(own) for own in names]
    for stage in stages:
        found = stage(texts, found)
    return found
