"""Chinese institutions that were read with a word before their name, where the document has the name without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name

_LINKING = "自由與与和向對对在於于為为是從从把將将被讓让給给跟上了到赴及攜携找"
_HEADS = "大小新老全國国市縣县都日台臺中東东西南北總总前原本株財财私公州道府省區区郡町村"  # names begin so


def sure_names(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> frozenset[str]:
    """The institutions that a document surely names: known ones, and those that it names twice."""
    own = [
        ("".join(text[name.start : name.end].split()), name)
        for text, found in zip(texts, names, strict=True)
        for name in found
    ]
    counts = Counter(form for form, name in own if name.kind == "ORG")
    known = {form for form, name in own if name.row is not None}
    return frozenset(form for form, count in counts.items() if len(form) > 1 and (count > 1 or form in known))


def from_sure(text: str, name: Name, whole: str, sure: frozenset[str]) -> Name:
    """A name that stands once, from where a name begins that the document surely has: 自|甲協會, 轉而找上|甲機械."""
    form = text[name.start : name.end]
    if name.kind not in ("ORG", "UNIT") or name.row is not None or form in sure or whole.count(form) > 1:
        return name
    for cut in range(1, min(len(form) - 1, 6)):
        inside = any(form.startswith(other, cut) for other in sure)
        if inside and (form[cut - 1] in _LINKING or (cut == 1 and form[0] not in _HEADS)):
            return replace(name, start=name.start + cut)
    return name
