"""The day that a document sets for a signing, apart from what it tells of it: behind 日時, in a programme, 簽署日."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreements.clauses import DATE, ORG, Sentence, Span, both_ways
from kg.model import PartialDate

NUMBER = r"[0-9０-９①-⑳一二三四五六七八九十ⅠⅡⅢⅣⅤ(（)）.．、・●○■◆▪\-\s]*"
_LABELS = "(?:日時|日期|時間|とき|日程|期日|(?:締結|調印|署名|契約|合意|協定|締約)(?:年月)?日|簽署日|簽約日|締約日)"
_WHEN = both_ways(f"^[^{DATE}]{{0,10}}{_LABELS}[^{DATE}]{{0,6}}{DATE}")
_LABEL_ALONE = both_ways(f"^[^{DATE}{ORG}]{{0,12}}{_LABELS}[期】］）：:〉》＞>\\s]{{0,3}}$")
_SIGNED_ON = both_ways(
    "(?:簽署|簽約|簽訂|訂約|締約|締結|調印|署名|契約|合意)日(?:期)?(?:[是為はが：:（(、]|當天)+[ 　]?$"
)
# 契約は3日付で、期間は5年: by what it bears
_DATED = re.compile(
    f"(?:契約|協定|覚書|合意|MOU|締結|調印|署名)書?(?:は、?(?P<day>{DATE})付|(?:の|への)?(?:締結|署名|調印)は、?(?P<own>{DATE})(?!に[^。]*予定))"
)
_PROGRAMME = both_ways("^(?:式)?(?:次第|プログラム|議程|流程|程序表)$")
_PAPER = "(?:協定書?|覚書|合意書|MOU|備忘錄|協議書?)?(?:への?|の|に)?"
_SIGNING = f"{_PAPER}(?:署名|調印|簽署|簽約|簽訂|締結)[^。、，0-9０-９①-⑳]{{0,6}}"
# An item of its own, or one of a programme that stands in one line: 4.挨拶5.協定書署名6.質疑応答
_SIGNING_ITEM = both_ways(f"^{NUMBER}{_SIGNING}$|^.{{0,80}}[0-9０-９][.．、]{_SIGNING}[0-9０-９][.．、]")


def ceremony_date(document: Sequence[Sentence]) -> PartialDate | None:
    """The day of a ceremony whose programme, with the signing as an item, is part of the document itself.

    Such a hand-out is given at the ceremony: what it lists takes place there. An invitation has no programme.
    """
    if not any(_PROGRAMME.match(s.masked) for s in document):
        return None
    return appointed(document) if any(_SIGNING_ITEM.match(s.masked) for s in document) else None


def appointed(document: Sequence[Sentence]) -> PartialDate | None:
    """The day behind 日時, 時間 and the like."""
    for number, sentence in enumerate(document):
        when = _WHEN.match(sentence.masked) if DATE in sentence.masked else None
        span = sentence.spans[when.end() - 1] if when else _below_label(document, number)
        if span is not None:
            return span.date.date if span.date else None
    return day_of_signing(document)


def _below_label(document: Sequence[Sentence], number: int) -> Span | None:
    """The date with which a row begins below one that is a label and nothing else: 1 締結日, 2月3日（火）."""
    below = document[number + 1] if number + 1 < len(document) else None
    if below is None or not below.masked.startswith(DATE) or not _LABEL_ALONE.match(document[number].masked):
        return None
    return below.spans[0]


def day_of_signing(document: Sequence[Sentence]) -> PartialDate | None:
    """The day that the first sentence to do so calls that of signing."""
    return next((day for sentence in document if (day := _called_so(sentence))), None)


def _called_so(sentence: Sentence) -> PartialDate | None:
    """The day that a sentence calls so: 合約簽署日是11月5日, 自簽署日（113/11/05）起生效."""
    if DATE not in sentence.masked and not sentence.hidden:
        return None  # most sentences: found out at once
    spans = (*sentence.hidden, *(s for _, s in sentence.find(DATE)))
    near = (s.date.date for s in spans if s.date and _SIGNED_ON.search(sentence.text, max(0, s.start - 12), s.start))
    borne = _DATED.search(sentence.masked) if sentence.language == "ja" else None
    own = sentence.spans[borne.start(borne.lastgroup or 0)].date if borne else None
    return next((date for date in (*near, *([own.date] if own else [])) if date.day), None)
