"""Mentions → the persons and institutions of one document, each once, with all the ways it is named."""

from __future__ import annotations

from kg.link.coreference import Reference, find_references
from kg.link.institutions import link_institutions
from kg.link.persons import link_persons
from kg.model import Annotated, Entity
from kg.names.authority import Authority

__all__ = ["Reference", "find_references", "link"]


def link(annotated: Annotated, authority: Authority) -> tuple[Entity, ...]:
    """The persons (`p1`, `p2` …) and institutions (`o1`, `o2` …) of a release, in order of first mention.

    A surname that no full name of the document explains is nobody, and is left out.
    """
    return (*link_persons(annotated), *link_institutions(annotated, authority))
