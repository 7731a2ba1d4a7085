"""Agreements: each act of agreeing that a sentence tells is a candidate; those that mean one agreement are merged.

The parts, in the order in which they come:

1. `sentences` and `masking` make of a release the sentences that `clauses` describes; `principals` and `first_person`
   say for whom somebody acts.
2. `grammar` reads the `acts` of a sentence with the words of `agreement_words`. In each language (`acts_ja`, `acts_zh`)
   they are told by verbs of signing (`signings_…`), as deals (`deals_…`, `transfers`), as `ties` or of agreements that
   stand (`standing_…`); `stages_…` says how far things have come, `roles_…` and `particulars_…` who and when.
3. `told` makes candidates of acts: `sides` with `parties`, `named`, `unsaid` and `stand_ins` says who agreed, by what a
   reader has in mind (`scene`, `named_together`), `circumstances` when, where and under what title. Lists, tables and
   asides give more: `listed_agreements`, `taking_part`, `partner_tables`, `beside_acts`.
4. `rumours` takes out what is only reported and denied; `strangers` reads pages that do not name whose they are.
5. `signatories` says who signed.
6. `merge_agreements` puts together what means one agreement (`groups`, `kinship`): `same_agreement`, `placing`,
   `parties_elsewhere`, `dating`, `undersigned`; `stating` says it, with its class (`agreement_kinds`) and `topics`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.agreements.appointed_days import ceremony_date
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context
from kg.extract.agreements.clauses import DATE, ORG, Sentence
from kg.extract.agreements.first_person import interviewed, told_by_head
from kg.extract.agreements.listed_agreements import listed_candidates
from kg.extract.agreements.merge_agreements import merge
from kg.extract.agreements.partner_tables import paper_headings, partner_table
from kg.extract.agreements.principals import bureaus, centres, faculties, for_principals, principals
from kg.extract.agreements.rumours import without_denied
from kg.extract.agreements.scene import Scene
from kg.extract.agreements.signatories import signatories
from kg.extract.agreements.stand_ins import Posts
from kg.extract.agreements.strangers import among_known
from kg.extract.agreements.taking_part import candidates_of_lists
from kg.extract.agreements.told import Teller
from kg.link.publisher import publisher_of
from kg.model import Agreement, Annotated, Entity, OrganizationType


@dataclass(frozen=True, slots=True)
class Telling:
    """What the sentences of a release tell of agreements, before what means one is put together."""

    document: Sequence[Sentence]  # with who is a party in the place of those who act for them
    candidates: Sequence[Candidate]
    posts: Posts


def find_agreements(
    annotated: Annotated, entities: Sequence[Entity], document: Sequence[Sentence], posts: Posts | None = None
) -> list[Agreement]:
    """The agreements that a release tells, each once, with parties, stage, date and the sentences that say so.

    `document` are its sentences, `posts` where each person holds a post. What a sentence denies is no agreement.
    """
    told = telling(annotated, entities, document, posts)
    signings = signatories(told.document, told.posts, told.candidates)
    return merge(annotated, told.document, entities, told.candidates, signings, told.posts)


def telling(
    annotated: Annotated, entities: Sequence[Entity], document: Sequence[Sentence], posts: Posts | None = None
) -> Telling:
    """Every act of agreeing that a sentence tells, but for those that it denies."""
    acts_for = principals(entities)
    written, document = document, for_principals(document, acts_for)
    held = {person: tuple(acts_for.get(i, i) for i in ids) for person, ids in (posts or {}).items()}
    publisher = publisher_of(annotated, entities)
    # A city's bureau speaks for the city.
    speaker: tuple[str, ...] = (acts_for.get(publisher.id, publisher.id),) if publisher else ()
    document = told_by_head(document, annotated, entities, held, speaker)
    by_id = {e.id: e for e in entities}
    types = {e.id: e.type for e in entities}
    governments = frozenset(i for i, of in types.items() if of is OrganizationType.GOVERNMENT)
    asked = interviewed(document, held, speaker)
    speaker = asked or speaker
    issued = annotated.release.issued
    told = [s.date.date for sentence in document for _, s in sentence.find(DATE) if s.date]
    latest = max((d for d in told if d.day), default=None) or max(told, key=str, default=None)
    context = Context(issued, issued or latest, ceremony_date(document), types)
    named = tuple(dict.fromkeys(i for s in document for _, span in s.find(ORG) for i in span.ids))
    lands = {e.id: e.country for e in entities}
    scene = Scene(speaker, speaker, only=named if len(named) == 2 else (), asked=bool(asked), lands=lands)
    teller = Teller(context, scene, held, document)
    candidates = [*teller.candidates(), *candidates_of_lists(document)]
    candidates += listed_candidates(document, context)
    candidates += partner_table(document, scene.home, context)
    candidates += paper_headings(document, speaker)
    candidates = without_denied(candidates, document)
    candidates = among_known(candidates, document, entities, published=bool(speaker))
    for candidate in candidates:
        sentence = written[candidate.number]
        candidate.bureaus = (
            *bureaus(sentence, acts_for, governments),
            *faculties(sentence, acts_for),
            *centres(sentence, acts_for, by_id),
        )
    return Telling(document, candidates, held)
