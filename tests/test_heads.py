"""Units get back the subjects with which their names begin, on names written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.institutions.heads import with_heads
from kg.annotate.lexicon import Lists


@pytest.fixture(scope="module")
def lists() -> Lists:
    return Lists.load()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("同行的有半導體⟨產業技術研究所⟩所長", ["半導體產業技術研究所"]),
        ("，半導體及⟨材料科技學院⟩院長", ["半導體及材料科技學院"]),
        ("由綠能與⟨智慧製造研究所⟩主辦", ["綠能與智慧製造研究所"]),
        ("、校友⟨服務中心⟩主任", ["校友服務中心"]),
        ("⟨永續及循環材料⟩⟨研究中心⟩主任", ["永續及循環材料研究中心"]),
        ("擔任光電⟨工程學系⟩主任", ["光電工程學系"]),
        ("⟨應用材料⟩⟨及生命工程學系⟩系主任", ["應用材料及生命工程學系"]),
        ("⟨青海大學⟩先進封裝⟨研究中心⟩", ["青海大學", "先進封裝研究中心"]),
        ("投入半導體⟨研究中心⟩的建設", ["研究中心"]),  # 入 begins no name, and is no word that stands before one
        ("⟨青海大學⟩與⟨智慧製造研究所⟩", ["青海大學", "智慧製造研究所"]),
        ("推動產業與⟨半導體學院⟩合作", ["半導體學院"]),
    ],
)
def test_chinese_units_begin_with_their_subjects(text: str, read: list[str], lists: Lists) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in with_heads(plain, names, lists, chinese=True)] == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("から半導体・⟨材料科学学院⟩の", ["半導体・材料科学学院"]),
        ("次世代⟨センサ研究所⟩所長", ["次世代センサ研究所"]),
        ("製程⟨工程部⟩　部長", ["製程工程部"]),
        ("新半導体⟨研究センター⟩", ["研究センター"]),
    ],
)
def test_japanese_units_begin_with_their_subjects(text: str, read: list[str], lists: Lists) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in with_heads(plain, names, lists, chinese=False)] == read
