"""Agreements: marked sentences with what they say, and the two press releases of the repository."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.agreements import clauses, find_agreements
from kg.extract.agreements.stand_ins import posts_of
from kg.extract.positions import find_positions
from kg.link import find_references
from kg.model import Agreement, Annotated, Entity, Kind, Language, OrganizationType, PartialDate, Status
from kg.training.marked import ISSUED, at_home, marked, marked_pages, marked_sentences, page, told

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = {
    "MemorandumOfUnderstanding": "MOU",
    "CooperationAgreement": "Coop",
    "JointResearchAgreement": "JR",
    "AcademicExchangeAgreement": "AE",
    "LetterOfIntent": "LOI",
    "JointVentureAgreement": "JV",
    "InvestmentAgreement": "Inv",
    "Agreement": "Agr",
}
LANGUAGES: dict[str, Language] = {"zh": "zh-Hant", "ja": "ja"}


def read(text: str, language: Language, issued: PartialDate | None = ISSUED) -> list[Agreement]:
    return found_in(*marked(text, language, issued), language)


def found_in(annotated: Annotated, entities: Sequence[Entity], language: Language) -> list[Agreement]:
    entities = at_home(entities, language)
    posts = posts_of(find_positions(annotated, entities, find_references(annotated, entities)))
    return find_agreements(annotated, entities, told(annotated, entities), posts)


def said(agreement: Agreement) -> str:
    """The agreement in the notation of the fixtures."""
    date = agreement.planned_for if agreement.status is Status.PLANNED else agreement.signed_on
    parties = "+".join(sorted(agreement.parties))
    signed = " / " + "+".join(sorted(p[1:] for p in agreement.signatories)) if agreement.signatories else ""
    background = " bg" if agreement.background else ""
    return f"{agreement.status.value} {KINDS[agreement.kind]} {date or '-'} {parties}{signed}{background}"


@pytest.mark.parametrize(("language", "text", "expected"), list(marked_sentences()))
def test_marked_sentence(language: Language, text: str, expected: str) -> None:
    want = [] if expected == "none" else sorted(expected.split(" ; "))
    assert sorted(map(said, read(text, language))) == want


@pytest.mark.parametrize(("language", "text", "expected"), list(marked_pages()))
def test_marked_page(language: Language, text: str, expected: str) -> None:
    annotated, entities = page(text)
    assert annotated.release.language == language
    want = [] if expected == "none" else sorted(expected.split(" ; "))
    assert sorted(map(said, found_in(annotated, entities, language))) == want


def test_simplified_chinese_reads_like_traditional() -> None:
    simplified = read("［海山大学］与日本［濑户内大学］于8月26日签署学术交流协定。", "zh-Hans")
    assert [said(a) for a in simplified] == ["Signed AE 2025-08-26 1+2"]


def test_evidence_is_the_sentences_that_say_it() -> None:
    annotated, entities = marked("［海山大學］28日說明會務。［海山大學］與［瀨戶大學］27日簽署備忘錄。", "zh-Hant")
    (agreement,) = find_agreements(annotated, entities, told(annotated, entities))
    (evidence,) = agreement.evidence
    assert annotated.release.text[evidence.start : evidence.end] == "海山大學與瀨戶大學27日簽署備忘錄。"


def _with_units(text: str, units: dict[str, str], governments: tuple[str, ...] = ()) -> list[str]:
    """What a text says when some institutions are units of others: id of unit → id of whole."""
    annotated, entities = marked(text, "zh-Hant")
    entities = [replace(e, type=OrganizationType.UNIT, unit_of=units[e.id]) if e.id in units else e for e in entities]
    entities = [replace(e, type=OrganizationType.GOVERNMENT) if e.id in governments else e for e in entities]
    return [said(a) for a in find_agreements(annotated, entities, told(annotated, entities))]


def test_a_unit_agrees_for_its_institution() -> None:
    text = "［海山大學］［工學院］院長〔陳明遠〕與［瀨戶大學］［理工學部］部長〔山本一郎〕28日簽署學術交流協定。"
    assert _with_units(text, {"2": "1", "4": "3"}) == ["Signed AE 2025-08-28 1+3 / 1+2"]


def test_a_bureau_agrees_beside_its_town_where_it_does_so_itself() -> None:
    text = "［嘉南市政府］［教育局］28日與［瀨戶縣］簽署教育交流備忘錄。"
    assert _with_units(text, {"2": "1"}, ("1", "3")) == ["Signed MOU 2025-08-28 1+2+3"]
    text = "［嘉南市政府］由［教育局］局長〔陳明遠〕代表，28日與［瀨戶縣］簽署教育交流備忘錄。"
    assert _with_units(text, {"2": "1"}, ("1", "3"))[0].split(" /")[0] == "Signed MOU 2025-08-28 1+3"


def test_a_centre_that_is_a_side_agrees_beside_its_university() -> None:
    text = "［海山大學］28日與［瀨戶大學］［材料研究所］簽署合作備忘錄。"
    assert _with_units(text, {"3": "2"}) == ["Signed MOU 2025-08-28 1+2+3"]
    text = "［海山大學］28日與［瀨戶大學］簽署合作備忘錄，［材料研究所］所長〔山本一郎〕到場。"
    assert _with_units(text, {"3": "2"}) == ["Signed MOU 2025-08-28 1+2"]


def test_faculties_agree_in_their_own_name_on_their_own_level() -> None:
    text = "［海山大學］［工學院］與［瀨戶大學］［理工學部］28日簽署院際交流協定。"
    assert _with_units(text, {"2": "1", "4": "3"}) == ["Signed AE 2025-08-28 1+2+3+4"]


def test_a_sentence_that_only_points_is_quoted_with_one_that_names() -> None:
    annotated, entities = marked("［海山大學］28日宴請［瀨戶大學］。席間賓主盡歡。兩校簽署備忘錄。", "zh-Hant")
    (agreement,) = find_agreements(annotated, entities, told(annotated, entities))
    quotes = [annotated.release.text[e.start : e.end] for e in agreement.evidence]
    assert quotes == ["兩校簽署備忘錄。", "海山大學28日宴請瀨戶大學。"]


@pytest.mark.parametrize("group", ["plan", "deny"])
def test_there_are_sixty_sentences_of_what_is_not_signed_in_chinese(group: str) -> None:
    lines = (FIXTURES / "agreements_zh.tsv").read_text("utf-8").splitlines()
    assert len({line for line in lines if line.startswith(f"{group}\t")}) >= 60


def test_quoted_speech_tells_no_agreement() -> None:
    assert read("〔陳明遠〕表示：「［海山大學］與［瀨戶大學］簽署備忘錄，我們很高興。」", "zh-Hant") == []


def test_list_of_pairs_below_a_ceremony() -> None:
    text = "交流会　開催報告⏎日時　令和7年8月20日（水）⏎MOU締結式"
    text += "⏎① ［東方社］　と　［株式会社瀬戸］⏎② ［北陸電機］　と　［台南工業］"
    found = [said(a) for a in read(text, "ja")]
    assert found == ["Signed MOU 2025-08-20 1+2", "Signed MOU 2025-08-20 3+4"]


def test_invitation_is_a_plan_and_programme_of_the_day_a_signing() -> None:
    invitation = "［瀬戸市］と［海山大学］は、下記のとおり連携協定締結式を開催します。⏎日時　令和7年9月10日"
    (plan,) = read(invitation, "ja")
    assert (plan.status, plan.signed_on) == (Status.PLANNED, None)
    programme = "［瀬戸市］と［海山大学］との連携協定締結式⏎日時　令和7年9月10日⏎次第⏎1．挨拶⏎2．協定書署名"
    (signed,) = read(programme, "ja")
    assert (signed.status, str(signed.signed_on)) == (Status.SIGNED, "2025-09-10")


@given(
    st.lists(
        st.sampled_from(["［甲大學］", "［乙公司］", "與", "簽署", "備忘錄", "8月26日", "，", "。", "將", "〔丙〕"]),
        max_size=30,
    )
)
def test_any_order_of_words_gives_whole_agreements(words: list[str]) -> None:
    for agreement in read("".join(words) or "。", "zh-Hant"):
        assert 2 <= len(set(agreement.parties)) <= 7
        assert agreement.evidence
        assert agreement.status is not Status.PLANNED or agreement.signed_on is None


@pytest.mark.parametrize(
    "piece", ["簽署", "與", "締結", "［", "協定を", "の", "（", "「", "將於", "2025年", "覚書に関する"]
)
@pytest.mark.parametrize("language", ["zh-Hant", "ja"])
def test_hostile_text_is_read_in_time(piece: str, language: Language) -> None:
    text = (piece * 30_000)[:30_000]
    start = time.process_time()
    read(text, language)
    assert time.process_time() - start < 10


def test_folding_keeps_places() -> None:
    assert len(clauses.simplified("簽署備忘錄、臺灣")) == len("簽署備忘錄、臺灣")


def test_place_title_and_amount_as_written() -> None:
    text = "［東方科技］8月20日於［熊野町］與［瀨戶電機］簽署「先進封裝合作備忘錄」，投資約120億日圓。"
    (agreement,) = read(text, "zh-Hant")
    assert (agreement.signed_at, agreement.title, agreement.amount) == ("熊野町", "先進封裝合作備忘錄", "約120億日圓")
    assert set(agreement.parties) == {"1", "3"}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ja", "［海山大学］は5日、［瀬戸大学］本部棟で［瀬戸大学］と協定を締結した。", "瀬戸大学本部棟"),
        ("ja", "国内初、［海山大学］と人材分野での連携協定を締結しました。", None),
        ("ja", "［海山大学］と［瀬戸大学］は5日、双方で協定書に署名した。", None),
        ("zh-Hant", "［海山大學］5日在［瀨戶大學］圖書館與［瀨戶大學］簽署備忘錄。", "瀨戶大學圖書館"),
        ("zh-Hant", "［海山大學］在［瀨戶大學］日前來訪時簽署備忘錄。", None),
    ],
)
def test_a_place_is_a_building_or_town_and_nothing_else(language: Language, text: str, place: str | None) -> None:
    assert {agreement.signed_at for agreement in read(text, language)} <= {place}
    assert place is None or read(text, language)


def test_new_agreement_builds_on_the_earlier_one() -> None:
    text = "［海山大學］與［瀨戶大學］8月26日簽署備忘錄，在2023年聯合研究協議的基礎上擴大合作。"
    news, earlier = read(text, "zh-Hant")
    assert (news.builds_on, earlier.background, str(earlier.signed_on)) == (earlier.id, True, "2023")
    assert earlier.kind == "JointResearchAgreement"


def _of_lands(text: str, language: Language, lands: str) -> list[str]:
    annotated, entities = marked(text, language)
    institutions = [e for e in entities if e.kind is Kind.ORGANIZATION]
    known = {e.id: "JP" if land == "j" else "TW" for e, land in zip(institutions, lands, strict=True)}
    placed = [replace(e, country=known.get(e.id)) for e in entities]
    return sorted(map(said, find_agreements(annotated, placed, told(annotated, placed))))


def test_guests_of_a_host_whom_nobody_names_agreed_with_the_host() -> None:
    headline = "台湾［海山大学］、［長浜大学］と大学間交流協定を締結⏎"
    assert _of_lands(headline + "本学では、28日に［海山大学］、［長浜大学］と協定を締結しました。", "ja", "tt") == []
    visit = (
        "林学長らが［長浜大学］および［海山大学］を訪れました。［海山大学］では、1999年に両大学で締結した協定を更新し、"
    )
    assert _of_lands(visit + "本学との協力を確認しました。", "ja", "tt") == []
    chinese = "［函港高專］與［松浦高專］至本校參與簽約儀式⏎［函港高專］及［松浦高專］副校長27日與本校簽署交流協議。"
    assert _of_lands(chinese, "zh-Hant", "jj") == []


def test_a_headline_that_names_two_guests_means_one_with_each() -> None:
    headline = "［海山大学］と［長浜大学］を訪問、協定を締結⏎"
    text = headline + "［瀬戸内大学］は28日、［海山大学］、［長浜大学］とそれぞれ協定を締結した。"
    assert _of_lands(text, "ja", "ttj") == ["Signed Coop 2025-08-28 1+3", "Signed Coop 2025-08-28 2+3"]


def test_two_of_one_country_agree_where_the_page_says_who_speaks() -> None:
    text = "［海山大学］と［長浜大学］は28日、学術交流協定を締結した。"
    assert _of_lands(text, "ja", "tt") == ["Signed AE 2025-08-28 1+2"]


def test_a_row_of_a_chronology_goes_on_about_whom_and_when_it_began() -> None:
    text = (
        "［瀬戸内大学］ニュース\n2025年8月22日\n\n"
        "［瀬戸内大学］は、研磨の技術について、［東方科技］と8月1日付けで実施許諾契約を締結しました。\n\n"
        "【経緯】\n　2022年　［瀬戸内大学］が研磨法を発明\n"
        "　2024年　［東方科技］が試作に着手。［瀬戸内大学］と秘密保持契約を締結\n　2025年　増産を決定\n"
    )
    annotated, entities = page(text)
    assert [said(a) for a in found_in(annotated, entities, "ja")] == [
        "Signed Agr 2025-08-01 1+2",
        "Signed Agr 2024 1+2 bg",
    ]


def test_what_a_board_resolves_is_signed_on_the_day_of_issue() -> None:
    text = (
        "販売代理店契約の締結に関するお知らせ⏎"
        "［瀬戸電機］は、本日開催の取締役会において、［東方科技］と販売代理店契約を締結することを決議しました。"
    )
    assert read(text, "ja")[0].signed_on == ISSUED


def test_half_width_commas_part_clauses_as_full_width_ones_do() -> None:
    text = (
        "［海山大學］團隊前往日本拜會［瀨戶大學］和［北浦大學］{0}並於8月27日與［瀨戶大學］簽署合作備忘錄{0}深化交流。"
    )
    for comma in (",", "，"):
        annotated, entities = page(f"［海山大學］新聞\n2025年8月28日\n\n{text.format(comma)}")
        assert [said(a) for a in found_in(annotated, entities, "zh-Hant")] == ["Signed MOU 2025-08-27 1+2"]


@pytest.mark.parametrize("text", ["両学長が署名し、更新した。", "学長が2016年に署名、10周年に署名した。"])
def test_signatures_without_a_word_for_what_was_signed_are_read(text: str) -> None:
    assert read(text, "ja") == []
