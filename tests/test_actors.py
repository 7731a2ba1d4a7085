"""Bodies of a town that stand alone, seats and abbreviations of things, on names written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_borders import marked

from kg.annotate.institutions.actors import actors
from kg.annotate.name import Name
from kg.names.authority import Authority


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
        ("教授帶學生赴⟨青海縣⟩參訪", []),
        ("團員前往日本⟨青海縣⟩考察半導體廠", []),
        ("縣長赴⟨青海縣⟩簽約", ["青海縣"]),
        ("與日本⟨青海縣北原市⟩的⟨南原大學⟩簽署", ["南原大學"]),
        ("與⟨青海縣⟩的⟨產業發展處⟩簽署", ["青海縣", "產業發展處"]),
        ("⟨南原電子⟩是⟨青海縣⟩的企業", ["南原電子", "青海縣"]),
    ],
)
def test_where_somebody_goes_or_something_is_does_not_act(text: str, read: list[str]) -> None:
    assert _read(text, chinese=True) == read


def test_a_row_of_keywords_begins_with_a_company() -> None:
    text = "⟨南原電子⟩社長說。關鍵字：⟨南原電子　碳化矽⟩"
    assert _read(text, person="南原電子　碳化矽", chinese=True) == ["南原電子", "南原電子"]
    assert _read("⟨南原會⟩　⟨南原會　碳化矽⟩", person="南原會　碳化矽", chinese=True) == ["南原會"]


def test_a_department_of_a_prefecture_is_no_ministry() -> None:
    row = Authority.load().lookup("經濟部", "zh-Hant")
    assert row is not None

    def kinds(text: str) -> list[tuple[str, str]]:
        plain, names = marked(text)
        names = [replace(n, row=row) if plain[n.start : n.end] == "經濟部" else n for n in names]
        (found,) = actors([plain], [names], chinese=True)
        return [(plain[n.start : n.end], n.kind) for n in found]

    assert kinds("⟨青海縣⟩雇用⟨經濟部⟩次長") == [("青海縣", "ORG"), ("雇用經濟部", "UNIT")]
    assert kinds("⟨青海縣⟩與⟨南原會⟩、⟨經濟部⟩次長") == [("青海縣", "ORG"), ("南原會", "ORG"), ("經濟部", "ORG")]


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
