"""Names read alike wherever a document writes them, on names written by hand."""

from __future__ import annotations

from test_borders import marked

from kg.annotate.name import Name
from kg.annotate.repeats import as_elsewhere, as_government, repeats, surest, without_verb


def _again(read: str, text: str, *, chinese: bool = True) -> list[str]:
    plain, names = marked(read)
    here, own = marked(text)
    found = repeats(here, own, surest([plain], [names]), chinese=chinese)
    return [here[name.start : name.end] for name in found]


def test_what_was_read_once_is_read_wherever_it_stands() -> None:
    assert _again("⟨北原電子⟩說", "與北原電子簽約，北原電子表示") == ["北原電子", "北原電子"]
    assert _again("⟨北原電子⟩說", "⟨北原電子工業⟩說") == []
    assert _again("⟨ABC⟩說", "XABC與ABCD") == []
    assert _again("⟨北原⟩說", "與北原簽約") == []  # too short to be sure


def test_the_surest_reading_of_a_form_counts() -> None:
    names = [Name(0, 3, "PERSON", 0.7), Name(4, 7, "ORG", 0.9), Name(8, 11, "ORG", 0.3)]
    best = surest(["林文華 林文華 北原會"], [names])
    assert {form: name.kind for form, name in best.items()} == {"林文華": "ORG"}
    assert as_elsewhere("林文華 林文華", Name(0, 3, "PERSON", 0.6), best).kind == "ORG"
    assert as_elsewhere("林文華 林文華", Name(0, 3, "PERSON", 0.8), best).kind == "PERSON"


def test_a_place_that_acts_elsewhere_acts_here() -> None:
    best = surest(["北原縣簽約"], [[Name(0, 3, "ORG", 0.9)]])
    assert as_government("到北原縣", Name(1, 4, "PLACE", 0.9), best).kind == "ORG"
    assert as_government("到南原縣", Name(1, 4, "PLACE", 0.9), best).kind == "PLACE"


def test_a_verb_before_an_institution_that_is_named_elsewhere_is_not_of_it() -> None:
    plain, names = marked("⟨南海大學⟩說")
    text, [name] = marked("要⟨拉南海大學⟩入夥")
    cut = without_verb(text, name, surest([plain], [names]))
    assert text[cut.start : cut.end] == "南海大學"
    other, [whole] = marked("⟨北南海大學⟩說")
    assert without_verb(other, whole, surest([plain], [names])) == whole
