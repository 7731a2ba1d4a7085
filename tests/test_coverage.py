"""Institutions that documents name are known or meet, and the authority file has none twice."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from kg.coverage import cover, cover_as_read
from kg.gold import Gold, groups
from kg.model import OrganizationType
from kg.names import match_key
from kg.names.authority import Authority
from kg.understand import Reader


@pytest.fixture(scope="module")
def authority() -> Authority:
    """The lists of data/authority."""
    return Authority.load()


def said(*names: str) -> Gold:
    """A document that names one institution so."""
    return {"lang": "ja", "organizations": [{"canonical": "x", "type": "Company", "names": list(names)}]}


@pytest.mark.parametrize(
    ("documents", "kind"),
    [
        ([["東北大学"], ["東北大"]], "known"),
        ([["甲乙電子工業株式会社"], ["甲乙電子工業"]], "met"),
        ([["甲乙電子工業"]], "alone"),
        ([["甲乙電子工業"], ["ABELEC"]], "missed"),
        ([["甲乙電子工業"], ["ABELEC"], ["ABELEC", "甲乙電子工業"]], "met"),
    ],
)
def test_an_institution_is_known_or_meets_or_is_missed(authority: Authority, documents: list, kind: str) -> None:
    found = cover({Path(str(at)): said(*names) for at, names in enumerate(documents)}, authority)
    assert [name for name in ("known", "met", "alone", "missed") if getattr(found, name)] == [kind]


def test_the_bar_is_held_on_the_documents_that_may_be_looked_at(authority: Authority) -> None:
    assert cover(groups()["dev"], authority).share >= 0.9


def test_it_is_held_of_all_institutions_as_they_are_read() -> None:
    read = cover_as_read(groups()["dev"], Reader())
    assert read.share >= 0.9
    assert len(read.known) + len(read.one) + len(read.apart) + len(read.unread) > 100


def test_no_curated_institution_is_in_a_list_too(authority: Authority) -> None:
    by_key: dict[str, set[str]] = defaultdict(set)
    places = {OrganizationType.GOVERNMENT}
    for row in authority:
        if row.type not in places:
            for name in {row.name_zh_hant, row.name_ja} - {""}:
                by_key[f"{row.country} {match_key(name)}"].add(row.key)
    # Two lists have these under other identifiers; the lists are written by their script.
    assert sum(len(keys) > 1 for keys in by_key.values()) <= 2
