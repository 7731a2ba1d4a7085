"""Release → mentions of names, titles and dates; one spaCy pipeline per language, loaded on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kg import knowledge, lac
from kg.model import Annotated, Kind, Mention, OrganizationType, Passage, PassageKind, Release

if TYPE_CHECKING:
    from spacy.language import Language

_SILENT = {PassageKind.FURNITURE, PassageKind.BYLINE}
_HAN = r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ\U00020000-\U0003ffff]"
_SUFFIXES = (
    (OrganizationType.UNIVERSITY, "大學 大学 高専"),
    (OrganizationType.COMPANY, "公司 株式會社 株式会社 電子 集團 集团 科技 控股 銀行 银行 半導體 半导体"),
    (OrganizationType.GOVERNMENT, "政府 市 縣 県 町 村 鄉 郷 部 省 廳 庁 署 院 委員會 委員会 处 處 代表處 代表処"),
    (OrganizationType.RESEARCH_INSTITUTE, "研究院 研究所 総合研究所 研究機構 研究中心"),
    (
        OrganizationType.ASSOCIATION,
        "協會 協会 协会 聯盟 联盟 連盟 協議会 協議會 学会 學會 公會 公会 商工会議所 財團 財団 基金會 会",
    ),
    (OrganizationType.UNIT, "學院 学院 学部 研究科 中心 センター 實驗室 実験室 ラボ 處 室 課"),
)


class Annotator(Protocol):
    """What finds the mentions of a release."""

    def annotate(self, release: Release) -> Annotated:
        """The release with its mentions in order of place."""


def kind_of_name(name: str) -> OrganizationType | None:
    """The type that the last characters of an institution's name tell; the longest ending counts."""
    endings = ((len(ending), kind) for kind, words in _SUFFIXES for ending in words.split() if name.endswith(ending))
    return max(endings, key=lambda pair: pair[0], default=(0, None))[1]


class _Baseline:
    """First reader: tags of LAC or Sudachi, joined and checked against titles and known institutions."""

    def __init__(self) -> None:
        self._titles = {language: self._title_pattern(language) for language in ("zh-Hant", "zh-Hans", "ja")}

    @staticmethod
    def _title_pattern(language: str) -> re.Pattern[str]:
        rows = (line.split("\t") for line in knowledge.path("language", "titles.tsv").read_text("utf-8").splitlines())
        titles = {row[0] for row in rows if len(row) > 1 and row[1] == language}
        return re.compile("|".join(map(re.escape, sorted(titles, key=len, reverse=True))))

    @cached_property
    def _lac(self) -> lac.Lac:
        return lac.Lac()

    @cached_property
    def _ja(self) -> Language:
        import spacy

        return spacy.load(
            "ja_ginza",
            exclude=[
                "tok2vec",
                "parser",
                "attribute_ruler",
                "morphologizer",
                "ner",
                "compound_splitter",
                "bunsetu_recognizer",
            ],
        )

    @cached_property
    def _authority(self):  # type: ignore[no-untyped-def]
        try:
            from kg.authority import Authority
        except ImportError:
            return None
        return Authority.load()

    def annotate(self, release: Release) -> Annotated:
        """Mentions of persons, institutions, places, titles and dates outside page furniture."""
        found: dict[tuple[int, int, Kind], Mention] = {}
        for passage in release.passages:
            if passage.kind in _SILENT or not passage.text:
                continue
            for start, end, kind, rule, type_, key in self._passage(release, passage):
                left, right = passage.to_release(start, end)
                mention = Mention(left, right, release.text[left:right], kind, rule, 0.7, type_, key)
                found.setdefault((left, right, kind), mention)
        found.update({(m.start, m.end, m.kind): m for m in self._dates(release)})
        ordered = sorted(found.values(), key=lambda m: (m.start, -m.end, m.kind.value))
        return Annotated(release, tuple(ordered))

    def _dates(self, release: Release) -> Iterator[Mention]:
        try:
            from kg.dates import find_dates
        except ImportError:
            return
        for passage in release.passages:
            if passage.kind in _SILENT or not passage.text:
                continue
            for date in find_dates(passage.text, release.issued):
                left, right = passage.to_release(date.start, date.end)
                yield Mention(left, right, release.text[left:right], Kind.DATE, "date", date=date.date)

    def _passage(self, release: Release, passage: Passage):  # type: ignore[no-untyped-def]
        text = passage.text
        known = []
        if self._authority is not None:
            for start, end, row in self._authority.find(text):
                known.append((start, end))
                yield (
                    start,
                    end,
                    Kind.ORGANIZATION,
                    "authority",
                    getattr(row, "type", None) or kind_of_name(text[start:end]),
                    row.key,
                )
        titles = [match.span() for match in self._titles[release.language].finditer(text)]
        starts, ends = {s for s, _ in titles}, {e for _, e in titles}
        yield from ((s, e, Kind.TITLE, "title", None, None) for s, e in titles)
        words = self._japanese(text) if release.language == "ja" else lac.words(text, self._lac.tags(text))
        for start, end, tag in words:
            if any(start < e and s < end for s, e in known):
                continue
            name = text[start:end]
            if tag == "PER" and len(name) > 1:
                yield start, end, Kind.PERSON, "tag", None, None
            elif tag in ("PER", "SURNAME") and (end in starts or text[end : end + 1] == "氏"):
                yield start, end, Kind.PERSON, "tag-surname", None, None
            elif tag == "ORG" and len(name) > 2:
                yield start, end, Kind.ORGANIZATION, "tag", kind_of_name(name), None
            elif tag == "LOC":
                if end in starts or kind_of_name(name) is OrganizationType.GOVERNMENT or end in ends:
                    yield start, end, Kind.ORGANIZATION, "tag-place", OrganizationType.GOVERNMENT, None
                else:
                    yield start, end, Kind.PLACE, "tag", None, None

    def _japanese(self, text: str) -> list[tuple[int, int, str]]:
        names: list[tuple[int, int, str]] = []
        run: list[tuple[int, int, str]] = []
        doc = self._ja(text[:15000])
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            tag = token.tag_
            label = (
                "姓"
                if "人名-姓" in tag
                else "名"
                if "人名" in tag
                else "LOC"
                if "地名" in tag
                else "n"
                if tag.startswith("名詞")
                else "s"
                if "接尾" in tag and tag.startswith("接尾辞-名詞")
                else ""
            )
            run.append((start, end, label))
        i = 0
        while i < len(run):
            start, end, label = run[i]
            j = i + 1
            if label in ("姓", "名"):
                while (
                    j < len(run) and run[j][2] in ("姓", "名", "") and text[end : run[j][0]].strip() == "" and run[j][2]
                ):
                    end = run[j][1]
                    j += 1
                names.append((start, end, "PER" if j - i > 1 else "SURNAME"))
                i = j
                continue
            if label:
                while j < len(run) and run[j][2] in ("n", "s", "LOC") and run[j][0] == end:
                    end = run[j][1]
                    j += 1
                if kind_of_name(text[start:end]) and end - start > 2:
                    names.append((start, end, "ORG"))
                elif label == "LOC":
                    names.append((start, run[i][1], "LOC"))
            i = j
        return names


def load_annotator() -> Annotator:
    """The reader of both languages; models load at the first release of their language."""
    return _Baseline()
