"""Events, programmes and numbers: marked sentences, and what the two press releases of the repository tell."""

from __future__ import annotations

import re
import time
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.agreements import find_agreements
from kg.extract.events import find_events
from kg.extract.programs import find_programs
from kg.extract.quantities import number, people, sizes
from kg.model import (
    Annotated,
    Entity,
    Event,
    Kind,
    Language,
    Mention,
    PartialDate,
    Passage,
    PassageKind,
    Program,
    Release,
)
from kg.training.marked import marked, told

SOURCES = Path(__file__).parent.parent / "data" / "sources"


def events(text: str, language: Language) -> list[Event]:
    return find_events(told(*marked(text, language)))


def programs(text: str, language: Language) -> list[Program]:
    annotated, entities = marked(text, language)
    document = told(annotated, entities)
    return find_programs(document, entities, find_agreements(annotated, entities, document))


def source(
    name: str, language: Language, issued: PartialDate, names: dict[str, tuple[str, ...]]
) -> tuple[Annotated, list[Entity]]:
    """A press release of the repository, one passage a line, with the given institutions found by their names."""
    text = (SOURCES / name).read_text("utf-8")
    passages = []
    for match in re.finditer(r"[^\n]*[^\s][^\n]*(?:\n(?=[^\s\W])[^\n]+)*", text):
        kind = PassageKind.BODY if "。" in match.group() else PassageKind.ITEM
        offsets = array("l", (i for i in range(*match.span()) if text[i] != "\n"))
        line = "".join(text[i] for i in offsets)
        sentences = tuple(m.span() for m in re.finditer("[^。]+。?", line))
        passages.append(Passage(kind, line, offsets, sentences))
    entities = []
    for key, forms in names.items():
        found = [m.span() for m in re.finditer("|".join(sorted(forms, key=len, reverse=True)), text)]
        mentions = tuple(Mention(s, e, text[s:e], Kind.ORGANIZATION, "test") for s, e in found)
        entities.append(Entity(key, Kind.ORGANIZATION, forms, mentions))
    release = Release(name, "0" * 64, language, issued, None, "", text, tuple(passages))
    return Annotated(release, tuple(sorted((m for e in entities for m in e.mentions), key=lambda m: m.start))), entities


NYCU = {"nycu": ("國立陽明交通大學", "陽明交大"), "kyushu": ("九州大學", "日本九州大學", "九大")}
KITAKYUSHU = {"city": ("北九州市",), "tech": ("台北科学技術大学", "国立台北科学技術大学", "台北科技大")}


def test_forum_of_the_first_source() -> None:
    annotated, entities = source("nycu-2025-07-17.txt", "zh-Hant", PartialDate(2025, 7, 17), NYCU)
    forum = find_events(told(annotated, entities))[0]
    assert forum.name == "第二屆台日全球半導體戰略合作夥伴暨創新創業論壇"
    assert (str(forum.start), str(forum.end), forum.place) == ("2025-07-10", "2025-07-11", "福岡")
    assert set(forum.organizers) == {"nycu", "kyushu"}
    assert forum.size is not None
    assert (forum.size.value, forum.size.unit, forum.size.text) == (270, "位", "超過270位")


def test_programmes_of_the_first_source() -> None:
    annotated, entities = source("nycu-2025-07-17.txt", "zh-Hant", PartialDate(2025, 7, 17), NYCU)
    document = told(annotated, entities)
    agreements = find_agreements(annotated, entities, document)
    found = find_programs(document, entities, agreements)
    campus = next(p for p in found if p.name.endswith("聯合校園"))
    assert (campus.facility, str(campus.starts), set(campus.run_by)) == (True, "2027", {"nycu", "kyushu"})
    sent = next(p for p in found if p.size)
    assert sent.size is not None
    assert (sent.size.value, sent.size.maximum, sent.size.unit, sent.size.text) == (10, 20, "名", "10至20名")


def test_internship_of_the_second_source() -> None:
    annotated, entities = source("kitakyushu-2025-08-26.txt", "ja", PartialDate(2025, 8, 19), KITAKYUSHU)
    document = told(annotated, entities)
    agreements = find_agreements(annotated, entities, document)
    assert [(str(a.signed_on), a.status.value, set(a.parties)) for a in agreements] == [
        ("2025-08-26", "Signed", {"city", "tech"})
    ]
    (internship,) = find_programs(document, entities, agreements)
    assert "インターンシップ" in internship.name
    assert (str(internship.starts), internship.duration, internship.under) == ("2026-07", "約2か月間", "a1")


@pytest.mark.parametrize(
    ("text", "language", "name", "start", "size"),
    [
        (
            "［海山大學］8月20日在台北舉辦「台日半導體人才論壇」，吸引約300人參加。",
            "zh-Hant",
            "台日半導體人才論壇",
            "2025-08-20",
            "約300人",
        ),
        ("第49屆台日經貿大會28日登場，逾120位代表與會。", "zh-Hant", "第49屆台日經貿大會", "2025-08-28", "逾120位"),
        (
            "［瀬戸市］は8月21日、「日台半導体セミナー」を開き、約80人が参加した。",
            "ja",
            "日台半導体セミナー",
            "2025-08-21",
            "約80人",
        ),
    ],
)
def test_named_event(text: str, language: Language, name: str, start: str, size: str) -> None:
    (event,) = events(text, language)
    assert (event.name, str(event.start), event.size and event.size.text) == (name, start, size)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("雙方於會議上交換意見。", "zh-Hant"),
        ("会議を開いた。", "ja"),
        ("［東亞經濟會議］每年輪流在兩地開會。", "zh-Hant"),
    ],
)
def test_no_event(text: str, language: Language) -> None:
    assert events(text, language) == []


def test_rows_tell_place_and_organizers() -> None:
    text = "台日化合物半導體交流論壇⏎時　間：2025年7月3日⏎地　點：海山會館"
    text += "⏎主辦單位：［海山協會］、［瀨戶協會］⏎協辦單位：［東方科技］"
    (event,) = events(text, "zh-Hant")
    assert (str(event.start), event.place, event.organizers) == ("2025-07-03", "海山會館", ("1", "2"))


def test_internship_with_number_and_duration() -> None:
    text = "［海山大學］每年選派10至15名學生赴［瀨戶電機］，自2026年3月起展開為期6個月的海外實習。"
    found = programs(text, "zh-Hant")
    assert {str(p.starts) for p in found} == {"2026-03"}
    assert any(p.duration == "為期6個月" for p in found)
    assert any(p.size and (p.size.value, p.size.maximum) == (10, 15) for p in found)


def test_quantities() -> None:
    assert number("1,200") == 1200
    assert number("二百七十") == 270
    (only,) = [q for _, q in sizes("10至20名大學部三、四年級學生")]
    assert (only.value, only.maximum, only.unit) == (10, 20, "名")
    assert people("［海山大學］有200名員工。", "zh-Hant") is None


@given(st.text(alphabet="0123456789一二十百千萬位名人約至~、。", max_size=40))
def test_quantities_quote_their_text(text: str) -> None:
    for place, quantity in sizes(text):
        assert text[place : place + len(quantity.text)] == quantity.text
        assert quantity.maximum is None or quantity.maximum > quantity.value


@pytest.mark.parametrize("piece", ["1", "一", "第1屆", "「", "論壇", "フォーラムを開", "每年選派", "実習", "1,"])
@pytest.mark.parametrize("language", ["zh-Hant", "ja"])
def test_hostile_text_is_read_in_time(piece: str, language: Language) -> None:
    text = (piece * 30_000)[:30_000]
    start = time.perf_counter()
    events(text, language)
    programs(text, language)
    sizes(text)
    assert time.perf_counter() - start < 10
