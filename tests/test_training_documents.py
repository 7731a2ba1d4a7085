"""Annotated documents as training material, and the folds of cross-validation."""

from __future__ import annotations

from pathlib import Path

from kg.annotate.lexicon import Lists
from kg.gold import Gold, groups, places
from kg.training.crossvalidation import folds
from kg.training.documents import samples, spans

LISTS = Lists.load()
TEXT = "北原市產業局局長 林 文華（リン・ウェンファ）拜訪神奈川縣。林局長說，研討會順利。"
GOLD: Gold = {
    "lang": "zh-Hant",
    "persons": [{"id": "p1", "names": ["林文華", "リン・ウェンファ"]}],
    "organizations": [
        {"id": "o1", "names": ["北原市"], "type": "Government", "country": "JP"},
        {"id": "o2", "names": ["北原市產業局", "產業局"], "type": "Unit", "country": "JP"},
    ],
    "positions": [{"person": "p1", "organization": "o2", "role": "局長"}],
    "events": [],
}


def test_names_are_found_over_spaces_and_line_breaks() -> None:
    assert list(places("林 文\n華與林文華", "林文華")) == [(0, 5), (6, 9)]


def test_a_passage_is_labelled_from_its_gold() -> None:
    found = [(TEXT[start:end], kind) for start, end, kind in spans(TEXT, GOLD, LISTS)]
    assert found == [
        ("北原市", "ORG"),
        ("產業局", "UNIT"),
        ("局長", "TITLE"),
        ("林 文華", "PERSON"),
        ("リン・ウェンファ", "READING"),
        ("神奈川縣", "PLACE"),
        ("林", "SURNAME"),
        ("局長", "TITLE"),
    ]


def test_a_title_takes_the_character_that_it_shares_with_its_institution() -> None:
    found = [("北原市產業局局長"[s:e], kind) for s, e, kind in spans("北原市產業局局長", GOLD, LISTS)]
    assert found[:2] == [("北原市", "ORG"), ("產業局", "UNIT")]
    text = "北原市產業局長林文華"
    assert [(text[s:e], kind) for s, e, kind in spans(text, GOLD, LISTS)] == [
        ("北原市", "ORG"),
        ("產業", "UNIT"),
        ("局長", "TITLE"),
        ("林文華", "PERSON"),
    ]


def test_varied_passages_keep_their_labels(tmp_path: Path) -> None:
    path = tmp_path / "01.txt"
    path.write_text(TEXT, encoding="utf-8")
    made = list(samples({path: GOLD}, "zh", LISTS, seed=1, variants=8))
    assert len({sample.text for sample in made}) > 4
    for sample in made:
        kinds = [kind for _, _, kind in sample.spans]
        assert kinds.count("PERSON") == 1
        assert all(sample.text[start:end].strip() for start, end, _ in sample.spans)
    assert list(samples({path: GOLD}, "ja", LISTS, seed=1)) == []


def test_publishers_and_events_are_in_one_fold() -> None:
    cases: dict[Path, Gold] = {
        Path(f"{number}.txt"): {"publisher": f"p{number % 7}", "event": f"e{number // 2}"} for number in range(6)
    } | {Path(f"{number}.txt"): {"publisher": f"q{number}", "event": f"f{number}"} for number in range(6, 20)}
    parts = folds(cases, 4)
    assert sorted(path for part in parts for path in part) == sorted(cases)
    for key in ("publisher", "event"):
        for value in {gold[key] for gold in cases.values()}:
            assert sum(any(gold[key] == value for gold in part.values()) for part in parts) == 1
    assert all(parts)


def test_no_held_out_document_is_trained_on() -> None:
    every = groups()
    assert not set(every["own"]) & set(every["held out"])
