"""Agreements: each act of agreeing that a sentence tells is a candidate; those that mean one agreement are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg import acts_ja, acts_zh
from kg.acts import Act, Role, Stage
from kg.clauses import DATE, ORG, PERSON, PLACE, Sentence, Span, both_ways, sentences, simplified
from kg.coreference import Reference, publisher_of
from kg.dates import FoundDate
from kg.listed_agreements import appointed, ceremony_date, listed, partner_rows
from kg.merge_agreements import Candidate, is_background, merge
from kg.model import Agreement, Annotated, Entity, OrganizationType, PartialDate, PassageKind
from kg.signatories import signatories

_PARTIES = (Role.SUBJECT, Role.DELEGATE, Role.PARTNER)
_MOST_PARTIES = 7
_RECENT_DAYS = 60  # news is told within this time
_SAME_DAY = both_ways("同日|當天|當日|当日|同じ日|會中|會上|席間|典禮上|儀式上|式中")
_VAGUE = both_ways("日前|近日|近期|最近|先ごろ|先頃|このほど|このたび|先般|先日")
_REPORT = both_ways("開催報告|実施報告|しました$|されました$|行われました|成果報告|活動報告")
_CEREMONY = both_ways("締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|簽約式")
_ACTING = both_ways(f"{ORG}(?:の)?[^。，、{ORG}{PERSON}{DATE}はがをに]{{0,16}}{PERSON}")
_VISIT = re.compile(simplified(f"(?:訪問|造訪|拜訪|拜會|參訪|走訪|前往)(?:日本|台灣)?{ORG}"))
_COUPLE = re.compile(f"{ORG}[と與与和及・]{ORG}")
_ONLOOKERS = both_ways("見證|觀禮|立ち会|見守|同席|出席|列席")
_OF_PLACE = re.compile(r"(?<![一-龥々])同?[市県町村府](?:と|との間で)")
_SIGNATURES = frozenset(("署名", "調印", "サイン", *map(simplified, ("簽字", "簽約"))))
_JOINT = both_ways("共同|[三四五六七3-7３-７](?:方|者|校|社|市|団体|機関|大学|所)|連名|合同")
_PRECEDENT = both_ways(
    f"{ORG}に(?:続|次)[いぐき][^。]{{0,12}}[0-9０-９一二三四五六七八九十]+(?:件|例|番|校|都市|[かカヶ]所|自治体|社)目"
    f"|繼{ORG}(?:之)?後[^。]{{0,30}}第[二三四五六七八九十2-9](?:個|所|座|家|間|份)"
)
_MONEY = re.compile(
    r"(?:約|约|总额|總額|総額|逾|超過|超过)?[0-9０-９][0-9０-９,，.．]*(?:兆|億|亿|萬|万|千|百)*[0-9０-９,]*(?:万|億|亿)?"
    r"(?:美元|美金|日圓|日圆|日元|円|ドル|米ドル|新台幣|新台币|台幣|台币|元)"
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the document says elsewhere that an act may lean on."""

    issued: PartialDate | None
    now: PartialDate | None  # issue, or the latest day that the text tells
    ceremony: PartialDate | None  # of a ceremony whose programme the document holds
    governments: frozenset[str]


def find_agreements(
    annotated: Annotated, entities: Sequence[Entity], references: Iterable[Reference]
) -> list[Agreement]:
    """The agreements that a release tells, each once, with parties, stage, date and the sentences that say so.

    `references` are 本学, 雙方 and the like with the entities they stand for. What a sentence denies is no agreement.
    """
    document = sentences(annotated, entities, references)
    publisher = publisher_of(annotated, entities)
    governments = frozenset(e.id for e in entities if e.type is OrganizationType.GOVERNMENT)
    issued = annotated.release.issued
    days = [s.date.date for sentence in document for _, s in sentence.find(DATE) if s.date and s.date.date.day]
    context = _Context(issued, issued or max(days, default=None), ceremony_date(document), governments)
    # A city's bureau speaks for the city.
    speaker = publisher.unit_of or publisher.id if publisher else None
    candidates = [*_told(document, context, speaker), *_listed(document, context)]
    return merge(annotated, document, entities, candidates, signatories(document))


def _told(document: Sequence[Sentence], context: _Context, publisher: str | None) -> Iterator[Candidate]:
    topic: tuple[str, ...] = (publisher,) if publisher else ()
    last: PartialDate | None = None
    for number, sentence in enumerate(document):
        grammar = acts_ja if sentence.language == "ja" else acts_zh
        for act in [] if sentence.speech else grammar.read_acts(sentence):
            if act.stage is not Stage.DENIED:
                yield from _of_act(sentence, act, number, topic, last, context)
        yield from _precedents(sentence, number)
        if _CEREMONY.search(sentence.masked):
            yield from _hosts(sentence, number)
        if sentence.aside:
            continue
        if sentence.kind is not PassageKind.ITEM:
            topic = grammar.topic(sentence) or topic
        if not topic and (named := sentence.find(ORG)):
            topic = named[0][1].ids
        dates = [s.date.date for _, s in sentence.find(DATE) if s.date]
        last = dates[-1] if dates else last


def _of_act(
    sentence: Sentence, act: Act, number: int, topic: tuple[str, ...], last: PartialDate | None, context: _Context
) -> Iterator[Candidate]:
    """The candidates of one act: one, or one with each partner, or one for each of two nouns."""
    by_role = {role: _ids(sentence, act, role) for role in Role}
    subjects = by_role[Role.SUBJECT]
    explicit = tuple(dict.fromkeys(i for role in _PARTIES for i in by_role[role]))
    if not act.nouns and act.family == "sign" and sentence.masked[act.start : act.end] in ("署名", "サイン"):
        explicit = ()  # who puts their name to something is for `signatories`
    parties = explicit
    dated = act.family != "mention" or bool(act.past and (act.dates or act.told))
    if not explicit and act.nouns and dated and act.stage is not Stage.OPEN:
        # 雙方簽署備忘錄，甲由…、乙由…代表: the two that the sentence names are meant.
        named = dict.fromkeys(i for _, span in sentence.find(ORG) for i in span.ids)
        explicit = parties = tuple(named) if len(named) == 2 else ()
    if len(explicit) == 1 and act.stage is not Stage.OPEN:
        # 某大與某大的合作始於2017年的協定: a pair that belongs to another word still names the parties.
        couples = [{i for place in couple for i in sentence.spans[place].ids} for couple in _couples(sentence)]
        explicit = parties = next((tuple(c) for c in couples if explicit[0] in c), explicit)
    if len(explicit) == 1 and sentence.language == "ja":
        explicit = parties = (*explicit, *_indirect(sentence, act, explicit[0], context))
    if len(explicit) == 1 and act.family == "sign":
        visited = [i for place in _visited(sentence) for i in sentence.spans[place].ids if i not in explicit]
        explicit = parties = (*explicit, *visited[:1])
    if len(explicit) == 1 and not subjects and act.family in ("sign", "ceremony", "agree"):
        # 菊陽町で宝山郷との協定の調印があった: the town where it took place is the other one.
        hosts = [i for i in by_role[Role.PLACE] if i in context.governments and i not in explicit]
        extra = hosts[-1:] or [t for t in topic if t not in explicit]
        parties = (*extra, *explicit)
    sets = [parties]
    # 曾與乙、丙簽署: what one has with several, told as background, are as a rule pacts with each.
    one_by_one = act.past and len(subjects) == 1 and not _JOINT.search(sentence.masked)
    if (act.each or one_by_one) and len(parties) > 2:
        one = (subjects or parties)[0]
        sets = [(one, other) for other in parties if other != one]
    if act.pairs:
        sets = [tuple(sentence.spans[a].ids + sentence.spans[b].ids) for a, b in act.pairs]
    basis = act.family == "mention" and not act.dates and not act.told and act.stage is not Stage.OPEN
    if basis and len(explicit) < 2:
        return  # 協定に基づき: of the one that is told elsewhere
    date, vague = (act.told, False) if act.told else _date_of(sentence, act, last, context)
    stage = act.stage
    past = act.past or is_background(date, context.now)
    if act.family == "ceremony" and context.ceremony and stage in (Stage.OPEN, Stage.PLANNED):
        stage, date = Stage.SIGNED, context.ceremony
    elif stage is Stage.SIGNED and date and context.issued and str(date) > str(context.issued) and not act.announced:
        stage = Stage.PLANNED
    if act.family == "agree" and len(explicit) < 2:
        return
    if act.family == "laboratory":
        date = None
        if len(parties) < 2:
            return
    signature = sentence.masked[act.start : act.end] in _SIGNATURES
    pointed = [place for place, r in act.roles.items() if r in _PARTIES]
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
                place=_place_of(sentence, act),
                title=_title_of(sentence, nouns[0].start, nouns[0].end) if nouns else None,
                amount=money.group() if (money := _MONEY.search(sentence.written)) else None,
                several=len(act.nouns) > 1 or len(sets) > 1,
                signature=signature,
                basis=basis,
                pointed=bool(pointed)
                and all(sentence.spans[p].reference and len(sentence.spans[p].ids) > 1 for p in pointed),
            )


def _indirect(sentence: Sentence, act: Act, known: str, context: _Context) -> tuple[str, ...]:
    """The other party where it is marked as a giver or taker (B社に委託することで合意) or taken up by 市と."""
    for place, span in sentence.find(ORG, 0, act.start):
        other = [i for i in span.ids if i != known]
        if other and act.family == "agree" and re.match("(?:社)?(?:に|から)", sentence.masked[place + 1 :]):
            return tuple(other[:1])
        if other and other[0] in context.governments and _OF_PLACE.search(sentence.masked, place):
            return tuple(other[:1])
    return ()


def _couples(sentence: Sentence) -> list[tuple[int, int]]:
    """Places of institutions joined by a word for and."""
    return [(m.start(), m.end() - 1) for m in _COUPLE.finditer(sentence.masked)]


def _visited(sentence: Sentence) -> list[int]:
    """Places of the institutions that a visit in the sentence goes to."""
    if sentence.language == "ja":
        return [m.start() for m in re.finditer(f"{ORG}を(?:表敬)?訪(?:問|れ)", sentence.masked)]
    return [m.end() - 1 for m in _VISIT.finditer(sentence.masked)]


def _listed(document: Sequence[Sentence], context: _Context) -> Iterator[Candidate]:
    """Listed agreements: signed where the document reports a past event, else as the told ones say."""
    for number, ids in partner_rows(document):
        yield Candidate(ids, ids, Stage.OPEN, False, "hosts", (), None, False, document[number], number)
    reported = context.ceremony or any(_REPORT.search(s.masked) for s in document[:3])
    for head, number, noun, parties in listed(document):
        grammar = acts_ja if document[head].language == "ja" else acts_zh
        told = any(a.stage is Stage.SIGNED for a in grammar.read_acts(document[head]))
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


def _ids(sentence: Sentence, act: Act, role: Role) -> tuple[str, ...]:
    places = (place for place, r in sorted(act.roles.items()) if r is role)
    return tuple(dict.fromkeys(i for place in places for i in sentence.spans[place].ids))


def _of_this_year(sentence: Sentence, span: Span, issued: PartialDate) -> FoundDate | None:
    """The date of the news where its year is only inferred: 昨年2月の覚書に続き、8月20日に… is of the year of issue."""
    found = span.date
    if found is None or not found.date.day or "年" in sentence.text[span.start : span.end]:
        return found
    near = replace(found.date, year=issued.year)
    days = (issued.month or 1) * 30 + (issued.day or 1) - (near.month or 1) * 30 - (near.day or 1)
    return replace(found, date=near) if found.date.year < issued.year and 0 <= days <= _RECENT_DAYS else found


def _date_of(
    sentence: Sentence, act: Act, last: PartialDate | None, context: _Context
) -> tuple[PartialDate | None, bool]:
    """The date of the act as the sentence tells it, and whether the sentence is vague on purpose (日前)."""
    clause = sentence.masked[: act.end]
    for place in act.dates:
        found = sentence.spans[place].date
        if found and not act.past and context.issued:
            found = _of_this_year(sentence, sentence.spans[place], context.issued)
        only = act.announced and act.family == "sign" and len(act.dates) == 1
        if found and (not only or act.stage is Stage.PLANNED):
            return found.date, False
    if _SAME_DAY.search(clause):
        return last, False
    return None, bool(_VAGUE.search(clause)) or act.announced


def _place_of(sentence: Sentence, act: Act) -> str | None:
    """Where it was signed, as written, where the sentence says so right before the verb."""
    if sentence.language == "ja":
        rule = rf"(?P<place>[{PLACE}{ORG}](?:[^、。はがをに{ORG}{PLACE}]{{0,12}}?))(?:で(?!は)|にて|において|を会場に)"
        reach = act.start + 8
    else:
        rule = simplified(
            f"(?:在|於|假)(?:日本|台灣)?(?P<place>[{PLACE}{ORG}][^，。、與和由簽舉{ORG}]{{0,8}}?)"
            "(?=，|與|和|簽|舉|正式|共同|以|由|攜|締)"
        )
        reach = act.start
    found = list(re.finditer(rule, sentence.masked[:reach]))
    if not found:
        return None
    start, end = found[-1].span("place")
    span = sentence.spans.get(end - 1)
    return sentence.written[sentence.at[start] : span.end if span else sentence.at[end - 1] + 1]


def _title_of(sentence: Sentence, start: int, end: int) -> str | None:
    """The title in 「」 or 『』 that the word for the agreement closes."""
    left, right = sentence.at[start], sentence.at[end - 1] + 1
    opened = max(sentence.written.rfind(c, 0, left) for c in "「『“《")
    quoted = opened >= 0 and left - opened <= 40 and sentence.written[right : right + 1] in ("」", "』", "”", "》")
    if not quoted or re.search("[」』”》。]", sentence.written[opened:left]):
        return None
    return sentence.written[opened + 1 : right]
