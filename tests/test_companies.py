"""Companies that look like persons are told by their full names, on names written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_borders import marked

from kg.annotate.institutions.companies import as_companies
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name


@pytest.fixture(scope="module")
def lists() -> Lists:
    return Lists.load()


@pytest.mark.parametrize(
    ("text", "person", "kind"),
    [
        ("⟨林長海⟩と合弁へ、⟨林長海化学工業⟩は", "林長海", "ORG"),
        ("⟨青海元⟩は⟨青海元工業㈱⟩の", "青海元", "ORG"),
        ("⟨林長海⟩氏は⟨林長海化学工業⟩を", "林長海", "PERSON"),
        ("⟨林長海⟩董事長が⟨林長海化学工業⟩を", "林長海", "PERSON"),
        ("⟨林長海⟩と⟨青海電子⟩は", "林長海", "PERSON"),
    ],
)
def test_a_person_is_a_company_whose_name_it_begins(text: str, person: str, kind: str, lists: Lists) -> None:
    plain, names = marked(text)

    def read(name: Name) -> Name:
        return replace(name, kind="PERSON") if plain[name.start : name.end] == person else name

    (found,) = as_companies([plain], [[read(name) for name in names]], lists)
    assert {n.kind for n in found if plain[n.start : n.end] == person} == {kind}
