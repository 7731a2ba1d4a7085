"""Companies told by an officer of theirs, on names written by hand."""

from __future__ import annotations

import pytest
from test_titles import marked

from kg.annotate.institutions.employers import employers


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("開所式には、ひだか電子の⟨p山田昴⟩⟨t代表取締役社長⟩らが列席した", ["ひだか電子"]),
        ("北原の市長、見本セラミック基板の⟨p山田昴⟩⟨t専務取締役⟩らが同行した", ["見本セラミック基板"]),
        ("地元の、半導体メーカーの⟨p山田昴⟩⟨t社長⟩は", []),
        ("見本セラミック基板の⟨p山田昴⟩⟨t教授⟩は", []),
        ("見本セラミック基板で⟨p山田昴⟩⟨t社長⟩は", []),
        ("南原産業の⟨p山田昴⟩⟨t社長⟩は", []),
    ],
)
def test_an_officer_tells_a_company(text: str, read: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in employers(plain, names)] == read
