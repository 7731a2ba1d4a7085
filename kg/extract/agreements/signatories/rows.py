"""Lists of signatories: 署名者：…, 簽署人 and the rows below, up to the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence, both_ways
from kg.model import PassageKind

_SIGNERS = (
    "(?:(?:署名|調印|簽署|簽約|締結|簽字|締約|立約|立書|簽訂)(?:權)?(?:者|人|代表[者人]?|人員)(?:名單|一覧)?"
    "|(?:署名|調印|記名|サイン)(?:を行った|(?:を)?(?:した|された))(?:方々?|者|人|代表者)"
    "|[甲乙丙丁]方?代表[者人]?)"
)
_LABEL = f"(?:協定書?|覚書|備忘錄|協議書?|契約|合約)?(?:の|之)?{_SIGNERS}"
_HEADING = both_ways(
    f"{_SIGNERS}(?:は、?(?:次|以下|下記|左記)の(?:とおり|通り)(?:です|である)?)?[】）)］\\]＞>：:。\\s　■]*$"
)
# ［署名］ A大学長 某, 簽署：甲大學校長某
_DONE = "(?:署名|調印|簽署|簽約|簽字|締約)"
_TAGGED = both_ways(
    f"^[\\s■●○◆・※]*(?:[［\\[【〔（(<＜]{_DONE}[］\\]】〕）)>＞]|{_DONE}[：:]|(?:署名|調印|簽署)[ 　]{{1,8}})(?=.)"
)
_ROW = both_ways(
    f"^[■●○◆・※【<＜│｜|┃\\s]*(?:[（(]?[0-9０-９]{{1,2}}[.．)）、])?{_LABEL}[】>＞：:│|｜]?(?=[{ORG}{PERSON}{PLACE}]|[^。，、{ORG}{PERSON}]{{0,12}}{PERSON})"
)
# ・署名　某市長　某, its blanks left out
_DONE_BY = both_ways(f"^[\\s■●○◆・※]*{_DONE}{ORG}[^。、，{ORG}{PERSON}]{{0,12}}{PERSON}")
# Another label ends the list: 見證者, 立会人, 出席者, 日時.
_OTHER = both_ways(
    f"^[^。{ORG}{PERSON}{DATE}]{{0,6}}(?:見證|觀禮|立会|立ち会い|出席|列席|陪同|与会|參加|同席|来賓|司會|司会|主持|日期|日時|地點|会場|場所|時間)"
)
_WITNESSES = both_ways("(?:見證|監簽|觀禮|立会|立ち会い|陪同)(?:人|者|貴賓|官)?[：:（(]?")
_ANY = re.compile("[署調调签簽締缔立甲乙丙丁订訂]|記名|サイン")  # one of them is in every such word
_APART = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]{1,4}(?=[\u3400-\u9fff])")  # 締　結　者
_MOST_ROWS = 12
_LONGEST = 60  # signs of a row; what is longer is a sentence


def heading_of_signers(sentence: Sentence) -> bool:
    """Whether a row, or what stands before its colon, is a word for those who sign."""
    if not _ANY.search(sentence.text):
        return False  # most sentences: found out at once
    if _HEADING.search(_APART.sub("", sentence.text)) or (
        PERSON in sentence.masked and _HEADING.search(sentence.text.split("：")[0])
    ):
        return True
    if (
        PERSON in sentence.masked
        and "。" not in sentence.masked
        and any(_TAGGED.match(text) for text in (sentence.text, _APART.sub("", sentence.text)))
    ):
        return True
    if sentence.kind is PassageKind.ITEM and _DONE_BY.match(sentence.masked):
        return True
    return sentence.kind is not PassageKind.BODY and bool(_ROW.match(sentence.masked))


def listed(document: Sequence[Sentence], number: int) -> tuple[str, ...]:
    """The persons of the row and of the rows below it, up to those of whom it says that they look on."""
    found: dict[str, None] = {}
    for row in signers_rows(document, number):
        looking = _WITNESSES.search(row.masked)
        for _, span in row.find(PERSON, 0, looking.start() if looking else None):
            found.update(dict.fromkeys(span.ids))
    return tuple(found)


def signers_rows(document: Sequence[Sentence], number: int) -> Iterator[Sentence]:
    """The row and those below it that go on with persons."""
    yield document[number]
    rows = document[number + 1 : number + _MOST_ROWS]
    for n, row in enumerate(rows):
        # A long name has a row to itself, above the one with who signed for it.
        named = PERSON in row.masked or (ORG in row.masked and any(PERSON in r.masked for r in rows[n + 1 : n + 2]))
        end = row.kind in (PassageKind.HEADING, PassageKind.TITLE) or len(row.masked) > _LONGEST
        if end or row.masked.endswith("。") or not named or _OTHER.match(row.masked):
            return
        yield row
