"""Ends and neighbours of titles, on names written by hand."""

from __future__ import annotations

import pytest
from test_mending import spans
from test_titles import LISTS, marked

from kg.annotate.name import Name
from kg.annotate.posts.title_spans import acting, posts, whole, with_regions


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("⟨s橫田⟩⟨t理事⟩長期盼明年成行", ["理事長"]),
        ("經濟發展局⟨t副局⟩長 ⟨p管紹⟩", ["副局長"]),
        ("⟨t理事⟩⟨p長谷川悟⟩說", ["理事"]),
        ("⟨t教授⟩長年研究", ["教授"]),
    ],
)
def test_a_title_reaches_to_its_last_character(text: str, titles: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in whole(plain, names, LISTS) if n.kind == "TITLE"] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("由⟨t理事長⟩⟨p商志遠⟩與⟨t會長⟩⟨p風間 悟⟩⟨t代表⟩簽署", ["理事長", "會長"]),
        ("東海大由⟨t院長⟩ ⟨p桂一清⟩ ⟨t代表⟩、北川大由", ["院長"]),
        ("由⟨p林大成⟩⟨t代表⟩出席", []),
        ("駐外館處⟨p林大成⟩⟨t代表⟩致詞", ["代表"]),
        ("台日交流協會⟨t代表⟩⟨p林大成⟩表示", ["代表"]),
        ("⟨t主　席⟩：⟨p林大成⟩⟨t副校長⟩", ["副校長"]),
        ("東海黨⟨t主席⟩⟨p林大成⟩", ["主席"]),
    ],
)
def test_who_acts_for_others_has_no_office_of_a_representative(text: str, titles: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in acting(plain, names) if n.kind == "TITLE"] == titles


@pytest.mark.parametrize(
    ("text", "marked", "first"),
    [
        ("交流室主任、電子研究所教授林文華說", [("交流室", "UNIT"), ("電子研究所", "UNIT"), ("教授", "TITLE")], "主任"),
        ("北川大學副校長暨工學院院長林文華", [("北川大學", "ORG"), ("工學院", "UNIT"), ("院長", "TITLE")], "副校長"),
        ("交流室主任、林文華", [("交流室", "UNIT")], None),
        ("交流室主任、電子研究所及林文華", [("交流室", "UNIT"), ("電子研究所", "UNIT")], None),
    ],
)
def test_the_title_of_a_first_post(text: str, marked: list[tuple[str, str]], first: str | None) -> None:
    given = [Name(s.start, s.end, s.kind, 0.9) for s in spans(text, *marked, ("林文華", "PERSON"))]
    found = [text[n.start : n.end] for n in posts(text, given, LISTS) if n.rule == "title of a first post"]
    assert found == ([first] if first else [])


def test_the_part_of_the_world_for_which_a_post_is_is_of_its_title() -> None:
    text = "青海電子全球行銷長暨台灣區總裁林文華"
    names = [Name(0, 4, "ORG", 0.9), Name(6, 9, "TITLE", 0.9), Name(13, 15, "TITLE", 0.9), Name(15, 18, "PERSON", 0.9)]
    found = [text[n.start : n.end] for n in with_regions(text, names) if n.kind == "TITLE"]
    assert found == ["全球行銷長", "台灣區總裁"]
