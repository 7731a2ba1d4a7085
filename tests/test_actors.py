"""Bodies of a town that stand alone, seats and abbreviations of things, on names written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_borders import marked

from kg.annotate.actors import actors
from kg.annotate.name import Name


def _read(text: str, *, person: str = "", chinese: bool = False) -> list[str]:
    plain, names = marked(text)

    def kind(name: Name) -> Name:
        return replace(name, kind="PERSON") if plain[name.start : name.end] == person else name

    (found,) = actors([plain], [[kind(name) for name in names]], chinese=chinese)
    return [plain[n.start : n.end] for n in found if n.kind == "ORG"]


def test_the_council_of_a_township_stands_before_its_chair() -> None:
    assert _read("由鎮民代表會主席接待", chinese=True) == []
    assert _read("由鎮長、鎮民代表會主席接待", chinese=True) == ["鎮民代表會"]
    assert _read("鎮民代表會決議", chinese=True) == []


@pytest.mark.parametrize(
    ("text", "person", "read"),
    [
        ("市議会の⟨山田花⟩議長も", "山田花", ["市議会"]),
        ("町教委の⟨山田花⟩課長も", "山田花", ["町教委"]),
        ("県教育委員会は27日", "", []),
        ("市議会は予算を可決し", "", []),
        ("市議会総務委員会で", "", []),
        ("⟨青海市議会⟩の議長と、市議会の⟨山田花⟩議員", "山田花", ["青海市議会"]),
    ],
)
def test_a_body_of_the_town_acts(text: str, person: str, read: list[str]) -> None:
    assert _read(text, person=person) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("⟨青海研究院⟩（AKRI、⟨北原県⟩）", ["青海研究院"]),
        ("⟨青海電子⟩（⟨北原市⟩）と", ["青海電子"]),
        ("3団体（⟨青海市⟩、⟨北原市⟩）", ["青海市", "北原市"]),
        ("イソアミルアルコール（⟨IAA⟩）の、⟨IAA⟩は", []),
        ("⟨青海電子⟩（⟨ADC⟩）は、⟨ADC⟩が", ["青海電子", "ADC", "ADC"]),
    ],
)
def test_seats_and_abbreviations_are_no_actors(text: str, read: list[str]) -> None:
    assert _read(text) == read
