"""Mentions of whole releases, on invented texts of both languages."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import Annotator, load_annotator
from kg.model import Annotated, Kind, Language, OrganizationType, PartialDate, Passage, PassageKind, Release


def release(text: str, language: Language, *kinds: PassageKind) -> Release:
    """A release whose lines are its passages, BODY but for the kinds given first."""
    passages, start = [], 0
    for i, line in enumerate(text.split("\n")):
        offsets = array("q", range(start, start + len(line)))
        passages.append(Passage(kinds[i] if i < len(kinds) else PassageKind.BODY, line, offsets, ((0, len(line)),)))
        start += len(line) + 1
    return Release("test", "", language, PartialDate(2025, 7, 17), None, "", text, tuple(passages))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator()


def names(annotated: Annotated, kind: Kind) -> list[str]:
    return [m.text for m in annotated.mentions if m.kind is kind]


def test_chinese(annotator: Annotator) -> None:
    text = "國立東海海洋大學校長林文華與日本南海大學校長高橋健一今（17）日簽署合作備忘錄。"
    annotated = annotator.annotate(release(text, "zh-Hant"))
    assert {"林文華", "高橋健一"} <= set(names(annotated, Kind.PERSON))
    assert "校長" in names(annotated, Kind.TITLE)
    organizations = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION]
    assert {"國立東海海洋大學", "南海大學"} <= {m.text.removeprefix("日本") for m in organizations}
    assert all(m.type is OrganizationType.UNIVERSITY for m in organizations)


def test_japanese(annotator: Annotator) -> None:
    text = (
        "南海大学の高橋健一学長と国立東海海洋大学の林文華（りんぶんか）校長は17日、協定に署名した。高橋学長は握手した。"
    )
    mentions = annotator.annotate(release(text, "ja")).mentions
    full = {m.text for m in mentions if m.kind is Kind.PERSON and m.rule == "tagger"}
    assert {"高橋健一", "林文華"} <= full
    assert [m.text for m in mentions if m.rule == "reading"] == ["りんぶんか"]
    assert any(m.text == "高橋" and "surname" in m.rule for m in mentions)


def test_furniture_and_bylines_are_silent(annotator: Annotator) -> None:
    text = "記者高橋健一\n校長林文華表示歡迎。"
    annotated = annotator.annotate(release(text, "zh-Hant", PassageKind.BYLINE))
    assert names(annotated, Kind.PERSON) == ["林文華"]


def test_line_break_inside_a_name_stays_in_its_quote(annotator: Annotator) -> None:
    text = "南海大学の高橋\n健一学長が出席した。"
    joined = text.replace("\n", "")
    offsets = array("q", [i for i, char in enumerate(text) if char != "\n"])
    passage = Passage(PassageKind.BODY, joined, offsets, ((0, len(joined)),))
    page = Release("test", "", "ja", None, None, "", text, (passage,))
    assert "高橋\n健一" in names(annotator.annotate(page), Kind.PERSON)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet="國大學校長林文華高橋のは氏A a。、（）　𠮷﨑\u3099ア・1年月", max_size=60),
    st.sampled_from(["zh-Hant", "zh-Hans", "ja"]),
)
def test_every_mention_is_a_quote(annotator: Annotator, text: str, language: Language) -> None:
    page = release(text, language)
    annotated = annotator.annotate(page)
    assert all(0 <= m.start < m.end and page.text[m.start : m.end] == m.text for m in annotated.mentions)
    assert annotated == annotator.annotate(page)


def test_chinese_is_read_without_lac_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.annotate.tagging.lac.installed", lambda: False)
    text = "國立東海海洋大學校長林文華今（17）日表示，將與南海大學合作。"
    assert names(load_annotator().annotate(release(text, "zh-Hant")), Kind.PERSON) == ["林文華"]


def test_a_surname_in_two_pieces_is_one_name(annotator: Annotator) -> None:
    annotated = annotator.annotate(release("北九州國際交流協會長谷川秀樹執行長表示，此行收穫豐富。", "zh-Hant"))
    assert names(annotated, Kind.PERSON) == ["長谷川秀樹"]


def test_a_known_company_of_a_place_and_its_goods_is_one(annotator: Annotator) -> None:
    annotated = annotator.annotate(release("青海電子與豐田汽車簽約，看好台灣半導體。", "zh-Hant"))
    assert names(annotated, Kind.ORGANIZATION) == ["青海電子", "豐田汽車"]


def test_a_company_with_its_legal_form_is_no_subject(annotator: Annotator) -> None:
    annotated = annotator.annotate(release("先週は株式会社千歳化学の藤田大輔社長が来校した。", "ja"))
    assert names(annotated, Kind.ORGANIZATION) == ["株式会社千歳化学"]


def test_another_model_can_be_named() -> None:
    annotated = load_annotator(ja="ja_ginza").annotate(release("東京大学の高橋健一教授が話した。", "ja"))
    assert "高橋健一" in names(annotated, Kind.PERSON)


@pytest.mark.parametrize(
    ("text", "language", "agreeing", "fields"),
    [
        ("雙方簽署合作備忘錄，內容是先進封裝與ICT。", "zh-Hant", ["簽署", "合作備忘錄"], ["先進封裝"]),
        ("両社は半導体の覚書を締結した。", "ja", ["覚書", "締結"], ["半導体"]),
        ("台灣半導體協會拜會本校。", "zh-Hant", [], []),
    ],
)
def test_words_of_agreeing_and_fields_outside_names(
    annotator: Annotator, text: str, language: Language, agreeing: list[str], fields: list[str]
) -> None:
    annotated = annotator.annotate(release(text, language))
    assert names(annotated, Kind.TRIGGER) == agreeing
    assert names(annotated, Kind.FIELD) == fields


def test_a_bureau_of_subjects_is_of_a_town(annotator: Annotator) -> None:
    annotated = annotator.annotate(release("市長林大中偕觀光旅遊局局長吳文德出席。", "zh-Hant"))
    kinds = {m.text: m.type for m in annotated.mentions if m.kind is Kind.ORGANIZATION}
    assert kinds.get("觀光旅遊局") is OrganizationType.UNIT


def test_the_sign_of_its_form_before_a_name_says_what_it_is(annotator: Annotator) -> None:
    text = "（株）海山ラボの山本薫社長と、（公財）海山産業センターの大野一郎理事長があいさつした。"
    found = {m.text: m.type for m in annotator.annotate(release(text, "ja")).mentions if m.kind is Kind.ORGANIZATION}
    assert found["海山ラボ"] is OrganizationType.COMPANY
    assert found["海山産業センター"] is OrganizationType.ASSOCIATION
