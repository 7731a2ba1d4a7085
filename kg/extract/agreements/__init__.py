"""Agreements: each act of agreeing that a sentence tells is a candidate; those that mean one agreement are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements import acts_ja, acts_zh, roles_ja, roles_zh
from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context, amount_of, date_of, is_background, place_of, title_of
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways, simplified
from kg.extract.agreements.listed_agreements import appointed, ceremony_date, listed, partner_rows
from kg.extract.agreements.merge_agreements import merge
from kg.extract.agreements.parties import PARTY_ROLES, parties_of
from kg.extract.agreements.principals import bureaus, for_principals, principals
from kg.extract.agreements.signatories import signatories
from kg.link.coreference import publisher_of
from kg.model import Agreement, Annotated, Entity, OrganizationType, PartialDate, PassageKind

_MOST_PARTIES = 7
_REPORT = both_ways("開催報告|実施報告|しました$|されました$|行われました|成果報告|活動報告")
_CEREMONY = both_ways("締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|簽約式")
_ACTING = both_ways(f"{ORG}(?:の)?[^。，、{ORG}{PERSON}{DATE}はがをに]{{0,16}}{PERSON}")
_ONLOOKERS = both_ways("見證|觀禮|立ち会|見守|同席|出席|列席")
_SIGNATURES = frozenset(("署名", "調印", "サイン", *map(simplified, ("簽字", "簽約"))))
_ALL_SIGNED = re.compile(
    simplified("(?:以上|上述|上列|前述|各項|這些|所有)[^。]{0,12}(?:均|皆|都|已)[^。]{0,16}(?:簽署|簽訂|簽約|簽妥)")
)
_NEAR = 12  # sentences below a list in which a remark on all of it stands
_PRECEDENT = both_ways(
    f"{ORG}に(?:続|次)[いぐき][^。]{{0,12}}[0-9０-９一二三四五六七八九十]+(?:件|例|番|校|都市|[かカヶ]所|自治体|社|行|大学|機関|団体|市|町|県|者|番手|か国|カ国|地域|本)目"
    f"|繼{ORG}(?:之)?後[^。]{{0,30}}第[二三四五六七八九十2-9](?:個|所|座|家|間|份)"
)


def find_agreements(annotated: Annotated, entities: Sequence[Entity], document: Sequence[Sentence]) -> list[Agreement]:
    """The agreements that a release tells, each once, with parties, stage, date and the sentences that say so.

    `document` are its sentences. What a sentence denies is no agreement.
    """
    acts_for = principals(entities)
    written, document = document, for_principals(document, acts_for)
    publisher = publisher_of(annotated, entities)
    governments = frozenset(e.id for e in entities if e.type is OrganizationType.GOVERNMENT)
    issued = annotated.release.issued
    days = [s.date.date for sentence in document for _, s in sentence.find(DATE) if s.date and s.date.date.day]
    context = Context(issued, issued or max(days, default=None), ceremony_date(document), governments)
    # A city's bureau speaks for the city.
    speaker = acts_for.get(publisher.id, publisher.id) if publisher else None
    candidates = [*_told(document, context, speaker), *_listed(document, context)]
    for candidate in candidates:
        candidate.bureaus = bureaus(written[candidate.number], acts_for, governments)
    return merge(annotated, document, entities, candidates, signatories(document))


def _told(document: Sequence[Sentence], context: Context, publisher: str | None) -> Iterator[Candidate]:
    topic: tuple[str, ...] = (publisher,) if publisher else ()
    last: PartialDate | None = None
    for number, sentence in enumerate(document):
        japanese = sentence.language == "ja"
        read = acts_ja.read_acts if japanese else acts_zh.read_acts
        for act in [] if sentence.speech else read(sentence):
            if act.stage is not Stage.DENIED:
                yield from _of_act(sentence, act, number, topic, last, context)
        yield from _precedents(sentence, number)
        if _CEREMONY.search(sentence.masked):
            yield from _hosts(sentence, number)
        if sentence.aside:
            continue
        if sentence.kind is not PassageKind.ITEM:
            topic = (roles_ja if japanese else roles_zh).topic(sentence) or topic
        if not topic and (named := sentence.find(ORG)):
            topic = named[0][1].ids
        dates = [s.date.date for _, s in sentence.find(DATE) if s.date]
        last = dates[-1] if dates else last


def _of_act(
    sentence: Sentence, act: Act, number: int, topic: tuple[str, ...], last: PartialDate | None, context: Context
) -> Iterator[Candidate]:
    """The candidates of one act: one, or one with each partner, or one for each of two nouns."""
    found = parties_of(sentence, act, topic, context.governments)
    explicit, sets = found.explicit, found.sets
    basis = act.family == "mention" and not act.dates and not act.told and act.stage is not Stage.OPEN
    if basis and len(explicit) < 2:
        return  # 協定に基づき: of the one that is told elsewhere
    date, vague = (act.told, False) if act.told else date_of(sentence, act, last, context)
    stage = act.stage
    past = act.past or is_background(date, context.now)
    if act.family == "ceremony" and context.ceremony and stage in (Stage.OPEN, Stage.PLANNED):
        stage, date = Stage.SIGNED, context.ceremony
    elif stage is Stage.SIGNED and date and context.issued and str(date) > str(context.issued) and not act.announced:
        stage = Stage.PLANNED
    if stage is Stage.PLANNED and date and date.day and context.issued and str(date) < str(context.issued):
        date = None  # the day on which the plan was told
    if act.family in ("agree", "transfer") and len(explicit) < 2:
        return
    if act.family == "laboratory":
        date = None
        if not sets or len(sets[0]) < 2:
            return
    signature = sentence.masked[act.start : act.end] in _SIGNATURES
    pointed = [place for place, r in act.roles.items() if r in PARTY_ROLES]
    pointed = pointed or [place for place, s in sentence.find(ORG) if set(s.ids) & set(explicit)]
    for chosen in sets:
        for nouns in [[n] for n in act.nouns] if len(act.nouns) > 1 else [act.nouns]:
            yield Candidate(
                parties=chosen[:_MOST_PARTIES],
                explicit=explicit if len(sets) == 1 else chosen,
                stage=stage,
                past=past,
                family=act.family,
                kinds=tuple((n.kind, n.formal) for n in nouns),
                date=date,
                vague=vague or act.announced,
                sentence=sentence,
                number=number,
                place=place_of(sentence, act),
                title=title_of(sentence, nouns[0].start, nouns[0].end) if nouns else None,
                amount=amount_of(sentence),
                several=len(act.nouns) > 1 or len(sets) > 1,
                signature=signature,
                basis=basis,
                pointed=bool(pointed)
                and all(sentence.spans[p].reference and len(sentence.spans[p].ids) > 1 for p in pointed),
            )


def _listed(document: Sequence[Sentence], context: Context) -> Iterator[Candidate]:
    """Listed agreements: signed where the document reports a past event, else as the told ones say."""
    for number, ids in partner_rows(document):
        yield Candidate(ids, ids, Stage.OPEN, False, "hosts", (), None, False, document[number], number)
    reported = context.ceremony or any(_REPORT.search(s.masked) for s in document[:3])
    for head, number, noun, parties in listed(document):
        grammar = acts_ja if document[head].language == "ja" else acts_zh
        told = any(a.stage is Stage.SIGNED for a in grammar.read_acts(document[head])) or any(
            _ALL_SIGNED.search(s.masked) for s in document[number : number + _NEAR]
        )
        yield Candidate(
            parties=parties,
            explicit=parties,
            stage=Stage.SIGNED if reported or told else Stage.PLANNED,
            past=False,
            family="list",
            kinds=((noun.kind, noun.formal),),
            date=context.ceremony or appointed(document),
            vague=False,
            sentence=document[number],
            number=number,
            several=True,
        )


def _precedents(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """三重県に続いて2件目: an earlier agreement of the same sort, with one side of the news."""
    for match in _PRECEDENT.finditer(sentence.masked):
        place = next(p for p, _ in sentence.find(ORG, *match.span()))
        ids = sentence.spans[place].ids
        yield Candidate(ids, ids, Stage.SIGNED, True, "precedent", (), None, False, sentence, number)


def _hosts(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """A ceremony names, through those who act at it, institutions that may turn out to be the parties."""
    # Those who look on stand in a clause of their own: …主持，…見證.
    clauses = [(m.start(), m.end()) for m in re.finditer("[^，、。]+(?:、[^，。]+)?", sentence.masked)]
    looking = [span for span in clauses if _ONLOOKERS.search(sentence.masked, *span)]
    acting = (m for m in _ACTING.finditer(sentence.masked) if not any(a <= m.start() < b for a, b in looking))
    ids = [i for m in acting for i in sentence.spans[m.start()].ids]
    if ids:
        parties = tuple(dict.fromkeys(ids))
        yield Candidate(parties, parties, Stage.OPEN, False, "hosts", (), None, False, sentence, number)
