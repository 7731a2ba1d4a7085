"""The ontology, its lists of concepts, its shapes, and the constants that are generated from it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pyshacl
import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, Graph, URIRef
from rdflib.namespace import DefinedNamespace

from kg import model, vocab

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology"
LANGUAGES = {"en", "zh-Hant", "ja"}
OWN = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def graph(name: str) -> Graph:
    """One file of the ontology."""
    return Graph().parse(ONTOLOGY / f"{name}.ttl")


def everything() -> Graph:
    """The ontology with its lists."""
    return graph("tj") + graph("roles") + graph("topics")


def generator() -> ModuleType:
    """ontology/generate_vocab.py, which is a script and not part of the package."""
    spec = importlib.util.spec_from_file_location("generate_vocab", ONTOLOGY / "generate_vocab.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_terms() -> list[URIRef]:
    """Classes and properties that the ontology defines itself."""
    return sorted({t for kind in OWN for t in graph("tj").subjects(RDF.type, kind) if isinstance(t, URIRef)})


def test_vocabulary_is_generated_from_the_ontology() -> None:
    assert generator().module() == (ROOT / "kg" / "vocab.py").read_text(encoding="utf-8")


def test_generator_refuses_a_term_that_stands_twice() -> None:
    with pytest.raises(ValueError, match="org:role more than once"):
        generator().reused_terms("term\tuse\norg:role\tx\norg:role\ty\n")


@pytest.mark.parametrize("term", own_terms(), ids=lambda t: t.split("#")[-1])
def test_term_is_labelled_explained_and_aligned(term: URIRef) -> None:
    ontology = graph("tj")
    for predicate in (RDFS.label, RDFS.comment):
        assert sorted(getattr(o, "language", "") for o in ontology.objects(term, predicate)) == sorted(LANGUAGES)
    aligned = [o for p in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch) for o in ontology.objects(term, p)]
    assert aligned, "nothing says which published term is nearest"
    # A kind of agreement may be aligned through tj:Agreement.
    assert any(not str(o).startswith(vocab.TJ) or o == URIRef(vocab.TJ_AGREEMENT) for o in aligned) or any(
        not str(o).startswith(vocab.TJ) for a in aligned for o in ontology.objects(a, RDFS.subClassOf)
    )


def test_header_names_version_and_licence() -> None:
    header = URIRef(vocab.TJ.rstrip("#"))
    ontology = graph("tj")
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(ontology.value(header, OWL.versionInfo)))
    assert str(ontology.value(header, OWL.versionIRI)) == f"{header}/{ontology.value(header, OWL.versionInfo)}"
    assert "creativecommons.org/licenses/by/4.0" in str(ontology.value(header, DCTERMS.license))


def test_all_that_the_contract_promises_is_there() -> None:
    promised = """Document PressRelease NewsArticle University Company GovernmentBody ResearchInstitute Association
        Agreement MemorandumOfUnderstanding CooperationAgreement JointResearchAgreement AcademicExchangeAgreement
        LetterOfIntent JointVentureAgreement InvestmentAgreement Program Facility Planned Signed Ended
        country parentCompany roleTitle former party signatory status signedOn plannedFor signedAt title topic buildsOn
        amount confidence rule"""
    defined = {str(s) for s in graph("tj").subjects()}
    assert [name for name in promised.split() if vocab.TJ + name not in defined] == []


def test_types_of_the_model_are_classes_and_statuses() -> None:
    defined = {str(s) for s in graph("tj").subjects()}
    classes = {t.value for t in model.OrganizationType} - {"OrganizationalUnit"}
    assert {vocab.TJ + name for name in classes | {s.value for s in model.Status}} <= defined


@pytest.mark.parametrize("namespace", [DCTERMS, FOAF, ORG, PROV, SDO, SKOS], ids=lambda n: str(n._NS))
def test_published_terms_are_spelt_as_published(namespace: type[DefinedNamespace]) -> None:
    prefix = str(namespace._NS)
    used = {str(n) for triple in everything() for n in triple if isinstance(n, URIRef)}
    used |= {value for name, value in vars(vocab).items() if name.isupper() and isinstance(value, str)}
    # rdflib's list of schema.org is older than these.
    newer = {"https://schema.org/sha256", "https://schema.org/timeToComplete"}
    ours = {term for term in used if term.startswith(prefix) and term != prefix}
    assert sorted(term for term in ours - newer if URIRef(term) not in namespace) == []
    assert not any(term.startswith("http://schema.org/") for term in used)


def test_every_name_in_queries_and_shapes_is_in_the_vocabulary() -> None:
    namespaces = dict(vocab.NAMESPACES)
    known = {value for name, value in vars(vocab).items() if name.isupper() and isinstance(value, str)}
    known |= {str(s) for s in everything().subjects()}
    files = [*(ROOT / "kg" / "queries").glob("*.rq"), ONTOLOGY / "shapes.ttl"]
    for path in files:
        text = re.sub(r'#.*|"[^"\n]*"', "", re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")))
        for prefix, local in re.findall(r"(?<![\w:?])([a-z]+):([A-Za-z]\w*(?:-\w+)*)", text):
            shape = path.name == "shapes.ttl" and (prefix in ("sh", "xsd") or local.endswith("Shape"))
            shape = shape or (prefix, local) == ("rdf", "langString")
            assert shape or namespaces[prefix] + local in known, f"{path.name}: {prefix}:{local}"


def test_page_has_an_entry_for_each_term_and_loads_nothing(tmp_path: Path) -> None:
    target = tmp_path / "docs" / "ontology.html"
    subprocess.run([sys.executable, str(ONTOLOGY / "generate_page.py"), str(target)], check=True)
    page = target.read_text(encoding="utf-8")
    concepts = {s for name in ("roles", "topics") for s in graph(name).subjects(RDF.type, SKOS.Concept)}
    entries = {f'id="{str(term).removeprefix(vocab.TJ)}"' for term in {*own_terms(), *concepts}}
    assert sorted(entry for entry in entries if entry not in page) == []
    assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import", page)


# ---------------------------------------------------------------- Lists of concepts


@pytest.mark.parametrize("name", ["roles", "topics"])
def test_concepts_have_one_name_in_each_language_and_belong_to_the_list(name: str) -> None:
    scheme = URIRef(vocab.TJ + name)
    concepts = set(graph(name).subjects(RDF.type, SKOS.Concept))
    assert concepts == set(graph(name).subjects(SKOS.inScheme, scheme))
    for concept in concepts:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            found = sorted(getattr(o, "language", "") for o in graph(name).objects(concept, predicate))
            assert found == sorted(LANGUAGES), concept
        assert str(concept) == f"{vocab.TJ}{name.rstrip('s')}-{graph(name).value(concept, SKOS.notation)}"
        assert all(broader in concepts for broader in graph(name).objects(concept, SKOS.broader))


def labels(name: str) -> Counter[tuple[str, str]]:
    """How many concepts of a list each (label, language) leads to."""
    owners = {
        (str(o).casefold(), str(getattr(o, "language", "")), s)
        for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for s, o in graph(name).subject_objects(p)
    }
    return Counter((label, language) for label, language, _ in owners)


@pytest.mark.parametrize("name", ["roles", "topics"])
def test_a_written_label_leads_to_one_concept(name: str) -> None:
    assert [label for label, count in labels(name).items() if count > 1] == []


def test_many_written_titles_are_known() -> None:
    found = Counter(language for _, language in labels("roles"))
    assert min(found["zh-Hant"], found["zh-Hans"], found["ja"]) >= 200


@pytest.mark.parametrize(
    ("title", "language", "role"),
    [
        ("校長", "zh-Hant", "university-president"),
        ("总经理", "zh-Hans", "company-president"),
        ("総長", "ja", "university-president"),
        ("部長", "zh-Hant", "minister"),
        ("部長", "ja", "department-head"),
        ("主任", "zh-Hant", "director"),
        ("主任", "ja", "section-head"),
    ],
)
def test_a_title_means_what_it_means_in_its_language(title: str, language: str, role: str) -> None:
    found = {
        str(s)
        for p in (SKOS.prefLabel, SKOS.altLabel)
        for s, o in graph("roles").subject_objects(p)
        if (str(o), getattr(o, "language", "")) == (title, language)
    }
    assert found == {vocab.ROLE_PREFIX + role}


# ---------------------------------------------------------------- Shapes


def known_graph() -> Graph:
    """What `kg validate` looks at: the consolidated graph with the texts and spans of the documents."""
    store = pyoxigraph.Store()
    store.load(path=str(ROOT / "tests" / "fixtures" / "known.trig"), format=pyoxigraph.RdfFormat.TRIG)
    default = pyoxigraph.DefaultGraph()
    known = {quad.subject for quad in store.quads_for_pattern(None, None, None, default)}
    triples = [
        quad.triple
        for quad in store
        if quad.graph_name == default or quad.subject not in known or quad.predicate.value == vocab.NIF_IS_STRING
    ]
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert data is not None
    return Graph().parse(data=data, format="nt")


def messages(data: Graph, language: str = "en") -> set[str]:
    """What the shapes say about a graph, without the text that the library adds itself."""
    _, report, _ = pyshacl.validate(data, shacl_graph=graph("shapes"), advanced=True)
    assert isinstance(report, Graph)
    # pyshacl drops the language of the one message that belongs to a SPARQL constraint.
    return {str(o) for o in report.objects(None, SH.resultMessage) if getattr(o, "language", None) in (language, None)}


THINGS = {
    "a": "agreement",
    "d": "document",
    "e": "event",
    "g": "program",
    "m": "position",
    "o": "organization",
    "p": "person",
    "q": "quantity",
}


def changed(deleted: str, inserted: str) -> Graph:
    """The conforming graph after one SPARQL update; `?x` in `deleted` stands for anything."""
    data = known_graph()
    before = set(data)
    prefixes = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in vocab.NAMESPACES)
    prefixes += "".join(f"PREFIX {p}: <{vocab.THINGS}{kind}/>\n" for p, kind in THINGS.items())
    prefixes += (
        f"PREFIX d: <{vocab.THINGS}document/> PREFIX e: <{vocab.THINGS}event/> PREFIX q: <{vocab.THINGS}quantity/>"
    )
    prefixes += f"PREFIX g: <{vocab.THINGS}program/> BASE <{vocab.THINGS}document/>"
    if deleted:
        data.update(f"{prefixes} DELETE WHERE {{ {deleted} }}")
    if inserted:
        data.update(f"{prefixes} INSERT DATA {{ {inserted} }}")
    assert set(data) != before
    return data


def test_made_up_documents_conform() -> None:
    assert messages(known_graph()) == set()


BROKEN = [
    ("e:forum prov:wasDerivedFrom ?x", "", "a fact needs at least one sentence"),
    ("", "e:forum prov:wasDerivedFrom p:lin", "a fact needs at least one sentence"),
    ("m:lin-chair tj:rule ?x", "", "a fact needs the rule"),
    ("g:internship tj:confidence ?x", "", "a fact needs one confidence"),
    ("a:mou tj:confidence ?x", "a:mou tj:confidence 1.2", "a fact needs one confidence"),
    ("a:mou tj:party o:aoki", "", "an agreement needs two or more parties"),
    ("", "a:mou tj:party p:lin", "an agreement needs two or more parties"),
    ("a:mou tj:status ?x", "", "an agreement needs exactly one status"),
    ("", "a:mou tj:status tj:Ended", "an agreement needs exactly one status"),
    ("", "a:mou tj:signatory o:aoki", "a signatory is a person"),
    ("", 'a:mou tj:signedOn "July"', "the date of signing is"),
    ("", 'a:city tj:plannedFor "soon"', "the planned date is"),
    ("", 'a:city tj:signedOn "2025"^^xsd:gYear', "a planned agreement has no date of signing"),
    ("", "a:mou tj:topic tj:role-dean", "a topic is a concept"),
    ("", "a:mou tj:topic tj:topic-of-no-list", "the concept is in no list"),
    ("", "a:mou tj:buildsOn e:forum", "an agreement builds on an agreement"),
    ("m:lin-chair org:member ?x", "", "a position has exactly one person"),
    ("", "m:lin-chair org:organization o:aoki", "a position has exactly one institution"),
    ("", "m:lin-chair tj:unit o:aoki", "the unit of a position"),
    ("m:lin-chair tj:roleTitle ?x", 'm:lin-chair tj:roleTitle ""', "the title of a position"),
    ("", "m:lin-chair org:role tj:topic-ai", "a role is a concept"),
    ("", "m:lin-chair org:role tj:role-of-no-list", "the concept is in no list"),
    ("", 'm:lin-chair tj:former "yes"', "former is true or false"),
    ("p:lin skos:prefLabel ?x", "", "a person or institution needs a name"),
    ("", 'o:aoki skos:prefLabel "別名"@ja', "a person or institution needs a name"),
    ("", 'o:aoki skos:altLabel "Aoki"', "other names need a language tag"),
    ("", "o:aoki a tj:Company", "an institution is of one kind"),
    ("", "o:aoki tj:country <https://w3id.org/tjsp/id/country/TW>", "an institution has at most one country"),
    ("", "o:chip-centre org:unitOf p:lin", "a unit belongs to an institution"),
    ("e:forum schema:name ?x", "", "an event needs a name"),
    ("", 'e:forum schema:startDate "summer"', "the start of an event"),
    ("", 'e:forum schema:endDate "autumn"', "the end of an event"),
    ("", "e:forum schema:organizer p:lin", "an organiser is an institution"),
    ("g:internship schema:name ?x", "", "a programme or facility needs a name"),
    ("", "g:internship tj:runBy p:lin", "a programme or facility is run by"),
    ("", "g:internship tj:underAgreement e:forum", "a programme or facility carries out"),
    ("q:internship schema:maxValue ?x", "q:internship schema:maxValue 5.0", "a quantity needs one number"),
    ("q:internship tj:wording ?x", "", "a quantity needs the words"),
    ("<first#char=0,8> nif:referenceContext ?x", "", "a mention or sentence stands in"),
    ("<first#char=0,8> nif:anchorOf ?x", "", "a mention or sentence has its words"),
    ("<first#char=0,8> nif:endIndex ?x", "<first#char=0,8> nif:endIndex 0", "a mention or sentence begins before"),
    ("<first#char=0,8> nif:endIndex ?x", "", "a mention or sentence has one end"),
    (
        "<first#char=0,8> itsrdf:taConfidence ?x",
        "<first#char=0,8> itsrdf:taConfidence 7.0",
        "the confidence of a mention",
    ),
    ("<first#char=0,8> itsrdf:taIdentRef ?x", "", "a mention names a thing"),
    (
        "<first#char=0,8> nif:anchorOf ?x",
        '<first#char=0,8> nif:anchorOf "別的字"',
        "the words of a mention or sentence",
    ),
    ("d:first dcterms:source ?x", "", "a document needs the one source"),
    ("d:first dcterms:title ?x", "", "a document needs one title"),
    ("d:first dcterms:language ?x", 'd:first dcterms:language "zh"', "the language of a document"),
    ("", 'd:third dcterms:issued "yesterday"', "the date of a document"),
    ("", 'd:first schema:url "https://example.org/a"', "a document has at most one address"),
    ("d:first nif:isString ?x", "", "a document needs its one plain text"),
]


@pytest.mark.parametrize(("deleted", "inserted", "message"), BROKEN)
def test_a_break_of_each_rule_is_caught(deleted: str, inserted: str, message: str) -> None:
    assert [found for found in messages(changed(deleted, inserted)) if found.startswith(message)]


def test_each_message_has_its_break_and_stands_in_three_languages() -> None:
    texts = [(str(o), getattr(o, "language", None)) for o in graph("shapes").objects(None, SH.message)]
    by_language = Counter(language for _, language in texts)
    assert by_language.pop(None) == 1 and set(by_language) == LANGUAGES and len(set(by_language.values())) == 1
    english = {
        str(o) for o in graph("shapes").objects(None, SH.message) if getattr(o, "language", None) in ("en", None)
    }
    assert [m for m in sorted(english) if not any(m.startswith(start) for _, _, start in BROKEN)] == []


def test_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=graph("shapes"), meta_shacl=True)
    assert conforms, text
