"""Release → mentions of names, titles and dates; one spaCy pipeline per language, loaded at its first release.

`tagging` reads spans of names in the characters of each sentence. `mending` corrects them by what the lists know, and
`document` makes of them the names of a whole release, by the rules of `persons`, `posts` and `institutions` one after
the other, those for rows of like cells (`cells`) and those for forms that are read elsewhere (`repeats`). `terms` finds
what else is mentioned: words of agreeing and fields of technology.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.annotate.document import settle
from kg.annotate.institutions.letterhead import letterheads, speaks_of_itself
from kg.annotate.institutions.senders import senders
from kg.annotate.lexicon import Lists
from kg.annotate.mending import mend
from kg.annotate.name import Name, Rows
from kg.annotate.tagging import analysers
from kg.annotate.tagging.tagger import Found, Tagger
from kg.annotate.terms import find_terms
from kg.dates import find_dates
from kg.model import Annotated, Kind, Language, Mention, OrganizationType, Release, Rule
from kg.models import ModelError
from kg.names import type_of_name
from kg.names.authority import Authority
from kg.names.departments import is_bureau_of_subjects

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_AT_ONCE = 5000  # tokens of texts that are read at once
MODELS = Path(__file__).parent / "models"
# Found by a sweep over the development documents; the figures hardly change for 0.1 more or less.
CAUTION = {"ORG": 0.3, "PLACE": 0.3, "PERSON": 0.1}
# What may stand before the institution of a letterhead: an ornament, in Japanese a date.
_ORNAMENT = re.compile(r"[【〔［\[◆■●★\s]*")
_DATED = re.compile(rf"{_ORNAMENT.pattern}(?:[\d０-９年月日元令和平成.．/／\-（）()火水木金土曜\s]{{4,30}})?")
_INNER_OFFICE = re.compile(r"[^駐驻總总]{2,3}[處处科課课室組组]")  # of a town, whose own offices have long names
# （株）甲ラボ, （公財）乙センター: what the sign of its form says
_SIGN_BEFORE = re.compile(r"(?:(㈱|㈲|[（(][株有同][）)])|[（(](?:公財|一財|公社|一社|特非|NPO)[）)])[ \u3000]?\Z")
_EMPTY_LINE = re.compile(r"[ \u3000]{0,9}\n[ \t\u3000]{0,9}\n\s{0,9}")
_KINDS = {
    "PERSON": (Kind.PERSON, Rule.TAGGER),
    "SURNAME": (Kind.PERSON, Rule.SURNAME),
    "READING": (Kind.PERSON, Rule.READING),
    "ORG": (Kind.ORGANIZATION, Rule.TAGGER),
    "UNIT": (Kind.ORGANIZATION, Rule.TAGGER),
    "PLACE": (Kind.PLACE, Rule.TAGGER),
    "TITLE": (Kind.TITLE, Rule.TAGGER),
    "EVENT": (Kind.EVENT, Rule.TAGGER),
    "FACILITY": (Kind.FACILITY, Rule.TAGGER),
}
# Entity labels of the spaCy models that a configuration may name instead (OntoNotes, GiNZA's and Universal NER's).
SPACY_LABELS = {
    **dict.fromkeys(("PERSON", "PER", "Person"), "PERSON"),
    **dict.fromkeys(
        ("ORG", "Company", "Government", "School", "International_Organization", "Corporation_Other"), "ORG"
    ),
    **dict.fromkeys(("GPE", "LOC", "City", "Province", "Country"), "PLACE"),
    **dict.fromkeys(("FAC", "Facility_Other"), "FACILITY"),
    **dict.fromkeys(("EVENT", "Conference"), "EVENT"),
    **dict.fromkeys(("TITLE_AFFIX", "Position_Vocation"), "TITLE"),
}


class Annotator(Protocol):
    """What finds the mentions of a release."""

    def annotate(self, release: Release) -> Annotated:
        """The release with its mentions in order of place, the longer first where they nest."""


class Reader:
    """Finds names with the trained tagger, institutions of the authority file, titles and dates."""

    def __init__(self, authority: Authority, zh: str | None = None, ja: str | None = None) -> None:
        """`zh` and `ja` name spaCy models whose entities are taken instead of the tagger's."""
        self._authority = authority
        self._models = {"zh": zh, "ja": ja}

    @cached_property
    def _lists(self) -> Lists:
        return Lists.load()

    @cached_property
    def _chinese(self) -> Pipeline:
        return self._pipeline("zh")

    @cached_property
    def _japanese(self) -> Pipeline:
        return self._pipeline("ja")

    def _pipeline(self, language: str) -> Pipeline:
        import spacy
        from spacy.language import Language as Pipeline

        named = self._models[language]
        if named is not None:
            try:
                return spacy.load(named)
            except Exception as error:  # what goes wrong in a package that is no model, or for another spaCy
                raise ModelError(f"cannot load the model {named}: {' '.join(str(error).split())[:200]}") from error
        nlp = analysers.load_chinese() if language == "zh" else analysers.load_japanese()
        tagger = Tagger(sorted(MODELS.glob(f"names-{language}-*")), self._lists, CAUTION)
        factory = f"names_{language}"
        # spaCy knows components by name only, so the factory is registered here, for this pipeline, and not on import.
        Pipeline.factory(factory, func=lambda nlp, name: _Names(tagger))
        nlp.add_pipe(factory, name="names")
        return nlp

    def annotate(self, release: Release) -> Annotated:
        """The mentions of names, titles and dates outside page furniture and bylines."""
        nlp = self._japanese if release.language == "ja" else self._chinese
        passages = [p for p in release.passages if p.text and not p.kind.silent]
        rows = [self._authority.find(p.text, release.language) for p in passages]
        found = self._names(nlp, [(p.text, known) for p, known in zip(passages, rows, strict=True)])
        mentions: dict[tuple[int, int, Kind], Mention] = {}
        chinese = release.language != "ja"
        settled = settle([p.text for p in passages], found, rows, self._lists, chinese=chinese)
        for passage, names in zip(passages, settled, strict=True):
            for name in names:
                for start, end in _paragraphs(release.text, *passage.to_release(name.start, name.end)):
                    mention = _mention(release, start, end, name)
                    mentions.setdefault((start, end, mention.kind), mention)
            taken = [(name.start, name.end) for name in names]
            for start, end, kind in find_terms(passage.text, release.language, taken):
                start, end = passage.to_release(start, end)
                mentions[start, end, kind] = Mention(start, end, release.text[start:end], kind, "list")
            for date in find_dates(passage.text, release.issued, release.language):
                start, end = passage.to_release(date.start, date.end)
                mentions[start, end, Kind.DATE] = Mention(
                    start, end, release.text[start:end], Kind.DATE, "date", date=date.date
                )
        for mention in self._publishers(nlp, release):
            mentions.setdefault((mention.start, mention.end, mention.kind), mention)
        ordered = sorted(mentions.values(), key=lambda m: (m.start, -m.end, m.kind.value))
        return Annotated(release, tuple(ordered))

    def _publishers(self, nlp: Pipeline, release: Release) -> Iterator[Mention]:
        """Institutions with which a row of furniture begins, of a kind as which the text speaks of its publisher."""
        kinds = speaks_of_itself(release)
        for passage in letterheads(release):
            known = self._authority.find(passage.text, release.language)
            [names] = self._names(nlp, [(passage.text, known)])
            found = mend(passage.text, names, known, self._lists)
            if release.language == "ja":
                found = senders(passage.text) or found
            rows = {(start, end): row for start, end, row in known}
            for span in found:
                before = passage.text[: span.start]
                if span.kind == "ORG" and (_DATED if release.language == "ja" else _ORNAMENT).fullmatch(before):
                    name = Name(
                        span.start, span.end, "ORG", span.confidence, rows.get((span.start, span.end)), "letterhead"
                    )
                    mention = _mention(release, *passage.to_release(span.start, span.end), name)
                    of = mention.type.value if mention.type is not None else None
                    bureau = of == "OrganizationalUnit" and "GovernmentBody" in kinds
                    if of is not None and ("any" in kinds or of in kinds or bureau):
                        yield mention

    def _names(self, nlp: Pipeline, texts: Sequence[tuple[str, Rows]]) -> list[list[Found]]:
        """The names in each text, in which the authority file has found these rows."""
        docs = []
        for number, (text, rows) in enumerate(texts):
            for offset in range(0, len(text), analysers.LONGEST):
                doc = analysers.made(nlp, text[offset : offset + analysers.LONGEST])
                doc.user_data["known"] = [
                    (start - offset, end - offset, row.type.value)
                    for start, end, row in rows
                    if start >= offset and end <= offset + analysers.LONGEST
                ]
                doc.user_data["place"] = number, offset
                docs.append(doc)
        found: list[list[Found]] = [[] for _ in texts]
        for doc in nlp.pipe(docs):
            number, offset = doc.user_data["place"]
            own = doc.user_data.get("names")
            found[number] += [
                replace(name, start=name.start + offset, end=name.end + offset)
                for name in (_entities(doc) if own is None else own)
            ]
        return found


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a name on the two sides of an empty line: no name reaches over one."""
    for gap in _EMPTY_LINE.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


class _Names:
    """The component of a pipeline that finds names: as many texts at once as memory should hold the features of."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        docs: list[Doc] = []
        for doc in stream:
            docs.append(doc)
            if sum(map(len, docs)) > _AT_ONCE:
                yield from self._named(docs)
                docs = []
        yield from self._named(docs)

    def _named(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        texts = [(analysers.text_of(doc), analysers.analysis_of(doc), doc.user_data["known"]) for doc in docs]
        for doc, names in zip(docs, self._tagger.find_all(texts), strict=True):
            doc.user_data["names"] = names
            yield doc


def _entities(doc: Doc) -> Iterator[Found]:
    for entity in doc.ents:
        kind = SPACY_LABELS.get(entity.label_)
        if kind is not None:
            yield Found(entity.start_char, entity.end_char, kind, 0.8)


def _mention(release: Release, start: int, end: int, name: Name) -> Mention:
    text = release.text[start:end]
    kind, rule = _KINDS[name.kind]
    type_ = None
    if kind is Kind.ORGANIZATION:
        type_ = name.row.type if name.row else type_of_name(text, release.language)
        if name.kind == "UNIT":
            type_ = OrganizationType.UNIT
        elif name.row is None and type_ is OrganizationType.GOVERNMENT and _is_inner(text, release.language):
            type_ = OrganizationType.UNIT  # 產發處
        elif type_ is None and name.rule == Rule.OF_MEMBERS:
            type_ = OrganizationType.ASSOCIATION
        elif type_ is None and len(text) > 2 and text[-1] == "大":  # 熊本大
            type_ = OrganizationType.UNIVERSITY
        if name.row is None and (sign := _SIGN_BEFORE.search(release.text, max(0, start - 6), start)):
            type_ = OrganizationType.COMPANY if sign.group(1) else OrganizationType.ASSOCIATION
    return Mention(
        start, end, text, kind, name.rule or rule, round(name.confidence, 3), type_, name.row.key if name.row else None
    )


def _is_inner(name: str, language: Language) -> bool:
    """Whether a name is that of an office inside a town's government: 產發處, and in Chinese 觀光旅遊局."""
    bureau = language != "ja" and name.endswith("局") and is_bureau_of_subjects(name) and not name.endswith("管理局")
    return bureau or _INNER_OFFICE.fullmatch(name) is not None


def load_annotator(zh: str | None = None, ja: str | None = None) -> Annotator:
    """The reader of both languages; models are loaded at the first release of their language.

    `zh` and `ja` name other spaCy models, whose named entities then stand in for the trained tagger.
    """
    return Reader(Authority.load(), zh, ja)
