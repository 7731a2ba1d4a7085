"""Known institutions of which the tagger read parts, on spans and rows written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.institutions.known import with_known
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names.authority import Row


def read(text: str, known: str, kind: str = "ORG") -> list[str]:
    """The names of a text whose marked parts were read, where the authority file has `known`."""
    plain, names = marked(text)
    spans = [Found(n.start, n.end, kind, n.confidence) for n in names]
    row = Row("key", OrganizationType.GOVERNMENT, "TW", known, "", "", "", (), (), None, "", (), (), "")
    rows = [(plain.index(known), plain.index(known) + len(known), row)]
    return [plain[s.start : s.end] for s in with_known(plain, spans, rows)]


@pytest.mark.parametrize(
    ("text", "known", "names"),
    [
        ("與⟨西寧科學園⟩區管理局簽約", "西寧科學園區管理局", ["西寧科學園區管理局"]),
        ("西寧⟨科學⟩園⟨區管理局⟩簽約", "西寧科學園區管理局", ["西寧科學園區管理局"]),
        # its superior stays apart, and what was read in two parts stays so
        ("⟨青海委員會⟩西寧⟨管理局⟩局長", "青海委員會西寧管理局", ["青海委員會", "西寧管理局"]),
        ("⟨青海大學⟩⟨西寧研究所⟩所長", "青海大學西寧研究所", ["青海大學", "西寧研究所"]),
        ("⟨青海研究院⟩產業⟨科技國際⟩發展所", "青海研究院產業科技國際發展所", ["青海研究院", "產業科技國際發展所"]),
        ("⟨青海委員會⟩西寧⟨科學⟩園⟨區⟩管理局", "青海委員會西寧科學園區管理局", ["青海委員會", "西寧科學園區管理局"]),
        # another name reaches out of it, or nothing of it was read
        ("⟨北方西寧⟩高專校長", "西寧高專", ["北方西寧"]),
        ("西寧高專校長", "西寧高專", []),
        ("⟨青⟩海製造(西寧)公司", "青海製造(西寧", ["青"]),
    ],
)
def test_a_known_name_is_read_whole(text: str, known: str, names: list[str]) -> None:
    assert read(text, known) == names


def test_a_person_in_it_tells_that_something_else_is_meant() -> None:
    assert read("⟨青海⟩大學校長", "青海大學", kind="PERSON") == ["青海"]


def test_a_place_alone_is_whole_only_where_the_name_says_what_it_is() -> None:
    assert read("在⟨西寧⟩工業高專", "西寧工業高專", kind="PLACE") == ["西寧工業高專"]
    assert read("明嶽⟨西寧⟩工廠", "明嶽西寧", kind="PLACE") == ["西寧"]


def test_a_town_is_one_with_the_county_that_was_read_as_one_that_acts() -> None:
    text = "與佐賀縣伊萬里市締結"
    row = Row("key", OrganizationType.GOVERNMENT, "JP", "佐賀縣伊萬里市", "", "", "", (), (), None, "", (), (), "")
    spans = [Found(1, 4, "ORG", 0.9), Found(4, 8, "PLACE", 0.6)]
    assert [(s.start, s.end, s.kind) for s in with_known(text, spans, [(1, 8, row)])] == [(1, 8, "ORG")]


def test_a_place_and_a_company_are_one_where_the_name_is_known() -> None:
    text = "為西寧金融控股旗下"
    row = Row("key", OrganizationType.COMPANY, "JP", "西寧金融控股", "", "", "", (), (), None, "", (), (), "")
    spans = [Found(1, 3, "PLACE", 0.9), Found(3, 7, "ORG", 0.7)]
    assert [(s.start, s.end) for s in with_known(text, spans, [(1, 7, row)])] == [(1, 7)]


def test_a_country_before_a_known_name_is_told_apart() -> None:
    assert read("⟨日本⟩⟨西寧官房⟩", "日本西寧官房") == ["日本", "西寧官房"]
