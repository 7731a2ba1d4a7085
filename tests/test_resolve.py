"""Documents meet in one node for each thing, whatever the order in which they come and go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.archive import Version
from kg.export import sorted_nquads
from kg.extract.agreements import find_agreements
from kg.iri import document_iri
from kg.model import (
    Agreement,
    Entity,
    Evidence,
    Extraction,
    Kind,
    Mention,
    OrganizationType,
    PartialDate,
    Position,
    Release,
    Status,
)
from kg.pipeline import Reader, write
from kg.resolve import resolve, resolve_alone
from kg.resolve.alone import names_alone
from kg.resolve.clusters import clusters
from kg.resolve.identity import Judgement, judge, told_by
from kg.resolve.keys import asked, keys, shared_keys
from kg.resolve.known import Nothing
from kg.resolve.profiles import Profile
from kg.resolve.serialise import from_json, to_json
from kg.store import Store
from kg.training.marked import marked, told

TEXT = "甲乙丙丁" * 10


def mention(start: int, kind: Kind) -> Mention:
    return Mention(start, start + 2, TEXT[start : start + 2], kind, "test")


def person(identifier: str, *names: str) -> Entity:
    return Entity(identifier, Kind.PERSON, names, (mention(0, Kind.PERSON),))


def company(identifier: str, *names: str, country: str = "TW") -> Entity:
    mentions = (mention(4, Kind.ORGANIZATION),)
    return Entity(identifier, Kind.ORGANIZATION, names, mentions, OrganizationType.COMPANY, country)  # type: ignore[arg-type]


def stated(
    source: str, *entities: Entity, posts: tuple[tuple[str, str], ...] = (), agreed: str | None = "2025-07-11"
) -> Extraction:
    """A document with posts (person, institution) and, where it names two companies, an agreement of them."""
    issued = PartialDate(2025, 7, 20) if source != "z" else PartialDate(2021, 7, 20)
    release = Release(source, source * 64, "ja", issued, None, "題", TEXT, ())
    evidence = (Evidence(0, 8),)
    positions = tuple(Position(p, o, "社長", evidence, "test", role="president") for p, o in posts)
    parties = tuple(e.id for e in entities if e.kind is Kind.ORGANIZATION)
    signed = PartialDate.parse(agreed) if agreed else None
    pact = Agreement("a1", "Agreement", Status.SIGNED, parties, evidence, "test", signed_on=signed)
    return Extraction(release, entities, positions, (pact,) if len(parties) > 1 else ())


class Memory:
    """What was resolved before, held in memory: the same interface as the store's."""

    def __init__(self, *extractions: Extraction) -> None:
        """Resolve all of them together."""
        self.extractions = {document_iri(e.release.source): e for e in extractions}
        self.resolved = resolve(self.extractions, Nothing(), self.extractions.__getitem__).documents

    def iri(self, source: str, entity: str) -> str:
        """What an entity of a document was found to be."""
        return self.resolved[document_iri(source)][1].iri_of[entity]


def test_a_katakana_rendering_at_the_same_institution_is_the_same_person() -> None:
    known = Memory(
        stated("a", person("p1", "林志強"), company("o1", "甲乙電子"), posts=(("p1", "o1"),)),
        stated("b", person("p1", "チーチャン・リン"), company("o1", "甲乙電子"), posts=(("p1", "o1"),)),
        stated("c", person("p1", "チーチャン・リン"), company("o1", "丙丁工業", country="JP"), posts=(("p1", "o1"),)),
    )
    assert known.iri("a", "p1") == known.iri("b", "p1") != known.iri("c", "p1")


def employed(source: str, *names: str, role: str = "president") -> Extraction:
    """A document that names one person, with a post at one company."""
    told = stated(source, person("p1", *names), company("o1", "甲乙電子"), posts=(("p1", "o1"),))
    return replace(told, positions=tuple(replace(post, role=role) for post in told.positions))


def test_what_renders_two_names_of_one_sound_does_not_make_them_one() -> None:
    known = Memory(employed("a", "林志強"), employed("b", "林智強"), employed("c", "Lin Chih-chiang"))
    assert len({known.iri(source, "p1") for source in "abc"}) == 3


def test_a_post_or_a_document_that_gives_both_tells_whom_a_rendering_means() -> None:
    known = Memory(
        employed("a", "林志強", role="dean"), employed("b", "林智強"), employed("c", "Lin Chih-chiang", role="dean")
    )
    assert known.iri("a", "p1") == known.iri("c", "p1") != known.iri("b", "p1")
    known = Memory(
        employed("a", "林志強"), employed("b", "林智強"), employed("c", "Lin Chih-chiang"),
        employed("d", "林智強", "Lin Chih-chiang"),
    )  # fmt: skip
    assert known.iri("b", "p1") == known.iri("c", "p1") == known.iri("d", "p1") != known.iri("a", "p1")


def test_a_rendering_or_a_vaguer_date_takes_nothing_its_name_away() -> None:
    known = Memory(*(employed(source, *names) for source, names in (("a", ["林志強"]), ("b", ["チーチャン・リン"]))))
    assert known.iri("a", "p1") == resolve_alone(employed("a", "林志強")).iri_of["p1"] == known.iri("b", "p1")
    both = (company("o1", "甲乙電子"), company("o2", "丙丁工業"))
    told = [stated("a", *both, agreed="2025-07"), stated("b", *both, agreed="2025-07-11")]
    assert Memory(*told).iri("a", "a1") == resolve_alone(told[1]).iri_of["a1"]


def test_a_person_in_many_documents_is_judged_no_more_often_in_the_last_of_them(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged, read = [0], [0]

    def counted(one: Profile, other: Profile) -> Judgement | None:
        judged[0] += 1
        return judge(one, other)

    def parsed(text: str) -> Profile:
        read[0] += 1
        return Profile.from_json(text)

    costs = []
    monkeypatch.setattr("kg.resolve.block.judge", counted)
    with Store(tmp_path) as store:
        monkeypatch.setattr("kg.store.Profile", SimpleNamespace(from_json=parsed))
        for number in range(120):
            name = ("林志強", "チーチャン・リン", "Lin Chih-chiang")[number % 3]
            # Each has another post as well, so no two documents say the same.
            companies = company("o1", "甲乙電子"), company("o2", f"丙丁{number}工業")
            told = stated(f"x{number}", person("p1", name), *companies, posts=(("p1", "o1"), ("p1", "o2")))
            judged[0] = read[0] = 0
            document = document_iri(told.release.source)
            write(store, document, told, Version(document, "0" * 64, "1", ()), reader)
            costs.append((judged[0], read[0]))
        placed = [p for source in range(120) for p in store.of_document(document_iri(f"x{source}"))]
        assert len({p.iri for p in placed if p.entity == "p1"}) == 1
    early, late = costs[30:60], costs[90:]
    assert sum(j for j, _ in late) <= 1.2 * sum(j for j, _ in early)
    assert sum(r for _, r in late) <= 1.2 * sum(r for _, r in early)


def test_two_people_of_one_name_in_two_countries_stay_two() -> None:
    known = Memory(
        stated("a", person("p1", "林直"), company("o1", "甲乙電子", country="TW"), posts=(("p1", "o1"),)),
        stated("b", person("p1", "林直"), company("o1", "丙丁工業", country="JP"), posts=(("p1", "o1"),)),
    )
    assert known.iri("a", "p1") != known.iri("b", "p1")


def test_institutions_meet_by_any_full_name_but_not_across_countries() -> None:
    known = Memory(
        stated("a", company("o1", "甲乙電子股份有限公司", "ABELEC")),
        stated("b", company("o1", "ABELEC")),
        stated("c", company("o1", "丙丁工業", "ABELEC", country="JP")),
    )
    assert known.iri("a", "o1") == known.iri("b", "o1") != known.iri("c", "o1")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2025-07-11", "2025-07-11", True),
        ("2025-07", "2025-07-11", True),
        ("2025-07-11", "2025-06-11", False),
        ("2025-07-11", None, True),
        ("2024-07-11", None, False),
    ],
)
def test_agreements_meet_by_parties_and_date(first: str, second: str | None, same: bool) -> None:
    both = (company("o1", "甲乙電子"), company("o2", "丙丁工業"))
    known = Memory(stated("a", *both, agreed=first), stated("b", *both, agreed=second))
    assert (known.iri("a", "a1") == known.iri("b", "a1")) is same


def test_two_things_of_one_document_are_never_joined_by_a_third() -> None:
    edges = [("p", "r", 0.9), ("q", "r", 0.8)]
    assert clusters("pqr", edges, lambda one, other: {one, other} == {"p", "q"}) == [["p", "r"], ["q"]]


def test_a_replaced_document_is_judged_anew(tmp_path: Path, reader: Reader) -> None:
    other = stated("y", company("o1", "甲乙電子"))
    before, after = (
        stated("x", company("o1", *n, country=c)) for n, c in ((["甲乙電子"], "TW"), (["丙丁", "甲乙電子"], "JP"))
    )
    with Store(tmp_path) as store:
        for extraction in (before, other, after):
            document = document_iri(extraction.release.source)
            write(store, document, extraction, Version(document, "0" * 64, "1", ()), reader)
        assert len({p.iri for source in "xy" for p in store.of_document(document_iri(source))}) == 2


NAMES = ["林志強", "林智強", "チーチャン・リン", "Lin Chih-chiang", "王文芳"]
COMPANIES = ["甲乙電子", "甲乙電子股份有限公司", "丙丁工業", "ABELEC"]


@st.composite
def documents(draw: st.DrawFn, source: str) -> Extraction:
    """A document about some of a few people and companies, named in one way or another."""
    people = [
        person(f"p{i}", name) for i, name in enumerate(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2)))
    ]
    names = draw(st.lists(st.lists(st.sampled_from(COMPANIES), min_size=1, max_size=2, unique=True), max_size=2))
    companies = [company(f"o{i}", *forms, country=draw(st.sampled_from(["TW", "JP"]))) for i, forms in enumerate(names)]
    posts = tuple((p.id, draw(st.sampled_from(companies)).id) for p in people) if companies else ()
    return stated(
        source, *people, *companies, posts=posts, agreed=draw(st.sampled_from(["2025-07-11", "2025-07", None]))
    )


STEPS = st.lists(st.sampled_from("xyz").flatmap(lambda s: st.tuples(st.just(s), st.none() | documents(s))), max_size=6)


@given(STEPS)
@settings(max_examples=15)
def test_any_sequence_of_changes_equals_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, steps: list[tuple[str, Extraction | None]]
) -> None:
    def put(store: Store, source: str, extraction: Extraction | None) -> None:
        document = document_iri(source)
        write(store, document, extraction, Version(document, source * 64, "1", ()), reader)

    with Store(tmp_path_factory.mktemp("store")) as store:
        for source, extraction in steps:
            put(store, source, extraction)
        changed = list(sorted_nquads(store.graph))
    last = {source: extraction for source, extraction in steps if extraction is not None}
    last = {source: dict(steps)[source] for source in last}
    with Store(tmp_path_factory.mktemp("store")) as store:
        for source in sorted(source for source, extraction in last.items() if extraction is not None):
            put(store, source, last[source])
        assert changed == list(sorted_nquads(store.graph))


@given(documents("x"))
def test_an_extraction_survives_its_copy(extraction: Extraction) -> None:
    assert from_json(to_json(extraction)) == extraction


@given(documents("x"), documents("z"))
def test_judgements_are_symmetric_and_reachable_by_a_shared_key(x: Extraction, y: Extraction) -> None:
    for a in resolve_alone(x).profiles:
        for b in resolve_alone(y).profiles:
            assert judge(a, b) == judge(b, a)
            shared = set(shared_keys(a)) & set(shared_keys(b))
            told = [judgement for key in shared if (judgement := told_by(key, a, b))]
            if judge(a, b) is not None and not told:
                assert {key for key, _ in keys(a)} & set(asked(b)) or a.own == b.own
                assert {key for key, _ in keys(b)} & set(asked(a)) or a.own == b.own
            # What the keys alone say, judging says as well.
            assert all(judgement == judge(a, b) for judgement in told if judgement.score == 1)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The authority file; nothing is read with it."""
    return Reader()


def test_two_agreements_of_one_day_are_told_apart_by_their_class() -> None:
    def iris(text: str) -> dict[str, str]:
        annotated, entities = marked(text, "ja")
        agreements = find_agreements(annotated, entities, told(annotated, entities))
        alone = names_alone(Extraction(annotated.release, tuple(entities), agreements=tuple(agreements)))
        return {a.kind: alone[a.id] for a in agreements}

    both = "［瀬戸内大学］と［海山大学］が14日、{}に署名し、{}も同じ席で締結した。"
    one, other = iris(both.format("覚書", "学術交流協定")), iris(both.format("学術交流協定", "覚書"))
    assert len(set(one.values())) == 2
    assert one == other
