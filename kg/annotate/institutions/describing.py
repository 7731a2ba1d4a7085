"""What was read as an institution and only describes one, points at one or says of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kg.annotate.institutions.nameless import is_common_noun
from kg.annotate.lexicon import Lists
from kg.annotate.terms import is_field
from kg.names import fold, type_of_name
from kg.names.borders import border_words
from kg.names.forms import company_endings, cut_forms
from kg.names.places import place_of_key
from kg.names.postings import poster_of
from kg.names.referring import countries

# 日方由該所, 與本校: what points at an institution is no part of a name.
_ANAPHOR = re.compile(r"(?:^|[由與与和在向])[該该本貴贵同][校所院會会局社館馆處处系]$|[該该]公司$")
# 国立理工系大学: of what kind, not which.
_OF_A_KIND = re.compile(
    r"(?:国立|公立|私立|國立)?[\u3400-\u9fff]{1,4}系(?:大学|大學|企業|企业|学校|學校|機関|團體|団体)"
)
_BOTH_LANDS = ("台日", "臺日", "日台", "日臺", "两岸", "兩岸")
# 市政府 is the city of the document, named or not.
_SEATS = ("政府", "役所", "役場", "公所", "県庁", "府", "庁")


def stands_for_another(form: str) -> bool:
    """Whether it points at an institution that is named elsewhere: 該公司, 日方由該所."""
    return _ANAPHOR.search(form) is not None


def only_describes(form: str) -> bool:
    """A country or place with a word of trade behind it (台灣半導體), or somebody posted to one (日本駐台)."""
    if _OF_A_KIND.fullmatch(form):
        return True
    if (poster := poster_of(form)) is not None:
        return not poster or poster in countries()
    known = type_of_name(form) is not None
    return any(form[cut:] in border_words("describes") or (not known and is_field(form[cut:])) for cut in _places(form))


def is_of_fields(form: str) -> bool:
    """Whether a form names fields and no institution: 再生晶圓, スピントロニクスと省電力半導体."""
    parts = re.split("[と、・與与及和]", form)
    return is_field(form) or (len(parts) > 1 and all(is_field(part) or is_common_noun(part) for part in parts))


def is_trade(form: str) -> bool:
    """A country or place with a line of business behind it, and no name: 日本化學."""
    words = (*map(fold, border_words("describes")), *company_endings())
    return any(fold(form[cut:]) in words or is_field(form[cut:]) for cut in _places(form))


def is_generic(form: str, forms: AbstractSet[str], lists: Lists) -> bool:
    """A bare 管理局 or 審議会 names nothing where the document has no institution whose name it ends."""
    kind = lists.endings.kind(form)
    if kind is None or form.endswith(_SEATS) or (kind == "GovernmentBody" and form[-1] not in "局会會处處"):
        return False
    return not any(other.endswith(form) and other != form for other in forms)


def _places(form: str) -> Iterator[int]:
    """Where a place, or 台日, at the head of a name ends; nowhere in one with a legal form, which names somebody."""
    if cut_forms(form, "legal")[1]:
        return
    if form[:2] in _BOTH_LANDS and len(form) > 2:
        yield 2
    for cut in range(2, min(len(form) - 1, 7)):
        if form[:cut] in countries() or place_of_key(fold(form[:cut])) is not None:
            yield cut
