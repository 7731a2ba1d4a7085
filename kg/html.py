"""A saved page to its main text: paragraphs, headings, rows of lists and tables, without the furniture of the site."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg import knowledge
from kg.cells import table_row
from kg.decode import decode
from kg.furniture import ORNAMENT, furniture
from kg.layout import MARK
from kg.metadata import Document, known, one_line
from kg.model import ReadError

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_GROUPS = frozenset(("ul", "ol", "dl", "table", "div", "section", "p", "tr"))
_MAIN = frozenset(("article", "main"))
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_WEB = {
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "cp950",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af"
_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_READING = re.compile(r"[\sぁ-ゖァ-ヺー・ㄅ-ㄯˊˇˋ˙A-Za-z]+")
_NOTICE = 60  # characters of the longest notice of a site
_RIGHTS = re.compile("©|版權|版权|著作權|[Cc]opyright")
_CRUMBS = re.compile("(?:[^>＞›»]{1,30}[>＞›»]){2}")
_FIGURES = re.compile(r"\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d")  # of a date
_LINKED = 0.7  # share of its text in links from which a list is a list of links
_ALL = 0.95  # share of the sentences of a page that its main element holds
_HALF = 0.5
_FURIGANA = 0.2  # share of a page under ruby from which the readings are for learners, not of names


@cache
def _parts() -> dict[str, frozenset[str]]:
    """The words of `data/language/page_parts.tsv` by kind."""
    lists: dict[str, set[str]] = {}
    with knowledge.path("language", "page_parts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            lists.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in lists.items()}


def read_html(source: str, data: bytes) -> Document:
    """The main text of a page in any encoding and what its head says about it.

    Raises ReadError for a page without text, or one nested too deeply to be read whole.
    """
    text = _decoded(source, data)
    page = _parsed(source, text)
    tree = page.find("body") if page.find("body") is not None else page
    dropped = _furniture(tree)
    weights = _weigh(tree, dropped)
    main, linked = _main(tree, weights)
    dropped |= linked | _link_lists(main, weights)
    blocks = [block for block in _read(main, dropped) if not _is_notice(block)]
    everything = list(_read(tree, _furniture(tree, names=False)))
    if _size(blocks) < _HALF * _size(everything):
        blocks = everything
    headings = [one_line(" ".join(block.lines)) for block in _read(tree, set()) if block.kind in ("h1", "h2")]
    about = known(page, text[:2000])
    title = about.title(headings) or next((one_line(b.lines[0]) for b in blocks if b.kind == "h1"), None)
    body = _joined(blocks, title)
    if not body.strip():
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full, or give its text")
    japanese = bool(re.search("[ぁ-ゖ]{2}", body))
    return Document(
        body, title, about.publisher(), about.issued(japanese=japanese), next(iter(about.urls), None), about.language
    )


def _decoded(source: str, data: bytes) -> str:
    """The source of a page: in the encoding of its mark, of its meta element where that fits, or of its characters."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = _CHARSET.search(data[:4096])
        name = declared.group(1).decode("ascii", "replace").lower() if declared else "utf-8"
        try:
            text = data.decode(_WEB.get(name, name))
        except (LookupError, UnicodeDecodeError):
            try:
                text = data.decode("utf-8", "replace")
            except UnicodeDecodeError:
                text = ""
            # A few broken bytes in a page of UTF-8 are an accident; many are another encoding.
            if text.count("\ufffd") * 200 > len(text):
                return decode(source, data)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(source, data)


def _parsed(source: str, text: str) -> HtmlElement:
    """The tree of a page; entities of its own are never expanded, nothing is fetched."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(f"{source}: is nested more than 2,000 elements deep; give its text")
    return page


def _furniture(tree: HtmlElement, *, names: bool = True) -> set[HtmlElement]:
    """The elements that are hidden or belong to the site, by tag, role and (with `names`) class and id."""
    found: set[HtmlElement] = set()
    weights: dict[HtmlElement, Weight] | None = None
    for element in tree.iter():
        if not isinstance(element.tag, str) or element is tree:
            continue
        if _is_hidden(element):
            found.add(element)
        elif _is_furniture(element, names=names):
            weights = weights or _weigh(tree, set())
            # A class is a word of the site's maker; what holds the news is not furniture, whatever its name.
            if weights.get(element, _NOTHING).sentences <= 0.3 * weights[tree].sentences:
                found.add(element)
    return found


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _parts()["hidden"] or element.get("hidden") is not None or "display:none" in style


def _is_furniture(element: HtmlElement, *, names: bool) -> bool:
    if element.tag in _parts()["tag"] or (element.get("role") or "").lower() in _parts()["role"]:
        return True
    if element.tag == "header" and not any(above.tag in _MAIN for above in element.iterancestors()):
        return True
    if not names or element.tag in _MAIN or element.tag in ("html", "body"):
        return False
    given = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not given.strip():
        return False
    words = {word.lower() for word in _CAMEL.split(given)}
    return bool(words & _parts()["name"]) or bool({name.lower() for name in given.split()} & _parts()["header"])


@dataclass(slots=True)
class Weight:
    """Characters of an element: all, in links, in sentences outside links; and the number of its links."""

    chars: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


_NOTHING = Weight()


def _weigh(tree: HtmlElement, dropped: set[HtmlElement]) -> dict[HtmlElement, Weight]:
    """The weight of each element under `tree` outside the dropped ones."""
    weights: dict[HtmlElement, Weight] = {}
    inside = 0  # links around the place
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            weights[element] = Weight()
            if element in dropped or element.tag in _parts()["hidden"]:
                walk.skip_subtree()
                continue
            if element.tag == "a":
                inside += 1
                weights[element].links += 1
            _count(weights[element], element.text, inside)
            continue
        if element in dropped or element.tag in _parts()["hidden"]:
            weights[element] = Weight()
        elif element.tag == "a":
            inside -= 1
        if element is tree:
            break
        own, above = weights[element], weights[element.getparent()]
        above.chars += own.chars
        above.linked += own.linked
        above.sentences += own.sentences
        above.links += own.links
        _count(above, element.tail, inside)
    return weights


def _count(weight: Weight, text: str | None, inside: int) -> None:
    chars = len("".join(text.split())) if text else 0
    weight.chars += chars
    if inside:
        weight.linked += chars
    elif chars >= 12 and text and ("。" in text or "，" in text or "、" in text):
        weight.sentences += chars


def _main(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> tuple[HtmlElement, set[HtmlElement]]:
    """The article, and what in it is made of links.

    The deepest element with nearly all sentences is the body of the text; tables of who took part and the headline
    often stand beside it, so all around it is kept that is not mostly links, up to an article or the whole page.
    """
    chain = [tree]
    while weights[tree].sentences:
        enough = _ALL * weights[tree].sentences
        inner = next((child for child in chain[-1] if weights.get(child, _NOTHING).sentences >= enough), None)
        if inner is None or inner.tag in ("p", "tr", "tbody", "table", "ul", "ol", "dl", "span", "font", "b"):
            break
        chain.append(inner)
    linked: set[HtmlElement] = set()
    while len(chain) > 1 and chain[-1].tag not in _MAIN and chain[-1].get("role") != "main":
        kept = chain.pop()
        for child in chain[-1]:
            weight = weights.get(child, _NOTHING)
            if child is not kept and weight.linked > _HALF * weight.chars:
                linked.add(child)
    return chain[-1], linked


def _link_lists(main: HtmlElement, weights: dict[HtmlElement, Weight]) -> set[HtmlElement]:
    """The lists of links inside the main element, with a heading that is left without any text of its own."""
    found: set[HtmlElement] = set()
    for element in main.iterdescendants():
        weight = weights.get(element)
        if element.tag not in _GROUPS or weight is None or weight.sentences:
            continue
        if weight.links >= 2 and weight.linked >= _LINKED * weight.chars:
            found.add(element)
            before = element.getprevious()
            if before is not None and before.tag in _HEADINGS:
                found.add(before)
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one paragraph, heading, list item or table row; `kind` is its tag, or p, or row."""

    kind: str
    lines: list[str]


# Ruby between noncharacters until the paragraph is whole: a name is often one ruby for each of its characters.
_RUBY = re.compile("\ufdd0([^\ufdd0-\ufdd2]{0,80})\ufdd1([^\ufdd0-\ufdd2]{0,200})\ufdd2")
_RUBIES = re.compile("(?:\ufdd0[^\ufdd0-\ufdd2]{0,80}\ufdd1[^\ufdd0-\ufdd2]{0,200}\ufdd2[ 　]?)+")


def _bracketed(match: re.Match[str]) -> str:
    """Neighbouring rubies as their bases with one reading: 莊賀喬（そうがきょう）."""
    run = match.group()
    end = run[len(run.rstrip(" 　")) :]
    base, reading = (_RUBY.sub(part, run).strip(" 　") for part in (r"\1", r"\2"))
    return f"{base}（{reading}）{end}" if reading and _READING.fullmatch(reading) else base + end


def _lines(pieces: list[str]) -> list[str]:
    """The lines of a paragraph, white space as a browser shows it; empties the list."""
    text = "".join(pieces)
    pieces.clear()
    if "\ufdd0" in text:
        text = re.sub("[\ufdd0-\ufdd2]", "", _RUBIES.sub(_bracketed, text))
    shown = (_SPACE.sub(" ", _BREAK.sub("", line)).replace("\xa0", " ").strip() for line in text.split("\v"))
    return [line for line in shown if line]


def _read(tree: HtmlElement, dropped: set[HtmlElement], *, readings: bool | None = None) -> Iterator[Block]:
    """The blocks of a tree, in order, without the dropped elements."""
    if readings is None:
        rubied = sum(len("".join(ruby.itertext())) for ruby in tree.iter("ruby"))
        readings = 0 < rubied < _FURIGANA * len("".join(tree.itertext()))
    pieces: list[str] = []
    kinds = ["p"]
    skipped: HtmlElement | None = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _parts()["block"] and (lines := _lines(pieces)):
                yield Block(kinds[-1], lines)
            rows = [] if element in dropped else _rows(element, dropped, readings)
            if element in dropped or tag in _parts()["hidden"] or rows or (tag == "rt" and not readings):
                yield from rows
                skipped = element
                walk.skip_subtree()
                continue
            if tag in _parts()["block"]:
                kinds.append(tag if tag in _KEPT else kinds[-1])
            pieces += [_MARKS.get(tag, "") if readings or tag == "br" else "", element.text or ""]
            continue
        if element is skipped:
            skipped = None
        elif tag in _parts()["block"]:
            if lines := _lines(pieces):
                yield Block(kinds[-1], lines)
            kinds.pop()
        elif tag in _CLOSING and readings:
            pieces.append(_CLOSING[tag])
        if element is not tree and element.tail:
            pieces.append(element.tail)
    if lines := _lines(pieces):
        yield Block(kinds[-1], lines)


_KEPT = _HEADINGS | {"li", "figcaption"}
_MARKS = {"br": "\v", "ruby": "\ufdd0", "rt": "\ufdd1"}
_CLOSING = {"rt": "\ufdd2\ufdd0", "ruby": "\ufdd1\ufdd2"}  # a base without a reading is closed as well
_CELL = 400  # characters of the longest cell of a table that holds data and not the layout of a page


def _rows(element: HtmlElement, dropped: set[HtmlElement], readings: bool) -> list[Block]:
    """The rows of a table of data or a list of terms; none where the element is another or holds a layout."""
    if element.tag not in ("table", "dl") or next(element.iterdescendants("table", "dl"), None) is not None:
        return []
    if element.tag == "table":
        groups = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        if any(
            len("".join(cell.itertext())) > _CELL or next(cell.iter("h1", "h2"), None) is not None
            for row in groups
            for cell in row
        ):
            return []
        groups = [[*element.iter("caption")], *groups]
    else:
        groups = []
        for item in element.iter("dt", "dd"):
            if item.tag == "dt" or not groups:
                groups.append([])
            groups[-1].append(item)
    found = []
    for group in groups:
        kept = [cell for cell in group if cell not in dropped]
        cells = [[line for block in _read(c, dropped, readings=readings) for line in block.lines] for c in kept]
        if cells := [lines for lines in cells if lines]:
            found.append(Block("row" if len(cells) > 1 else "p", table_row(cells)))
    return found


def _is_notice(block: Block) -> bool:
    """Whether a short block speaks of the site: 回首頁, 列印. Copyright and contacts stay: they name the publisher."""
    text, words = " ".join(block.lines), furniture()
    if len(text) > _NOTICE or block.kind == "row" or _RIGHTS.search(text) or words.opens("contact", text):
        return False
    if _CRUMBS.match(text):
        return True
    found = (
        words.has("furniture", "any", text) or words.opens("furniture", text) or text.strip(ORNAMENT) in words.pieces
    )
    return found and not _FIGURES.search(text)


def _size(blocks: list[Block]) -> int:
    """Characters in lines that are more than a label or a link."""
    return sum(len(line) for block in blocks for line in block.lines if "。" in line or len(line) >= 30)


def _joined(blocks: list[Block], title: str | None) -> str:
    """The text of a page: the title first, a blank line between paragraphs, none between rows of a list."""
    parts = [f"# {title}\n"] if title else []
    repeated = next((i for i, b in enumerate(blocks[:40]) if one_line(" ".join(b.lines)) == title), None)
    last = ""
    for index, block in enumerate(blocks):
        if index == repeated:
            continue
        lines = block.lines
        if block.kind == "li" and not MARK.match(lines[0]):
            lines = ["・" + lines[0], *lines[1:]]
        close = last == block.kind and last in ("li", "row")
        if parts and not close:
            # Two blank lines after what does not end in a full stop, so that it is never read on into the next.
            parts.append("\n" if parts[-1].endswith(("。\n", "\n\n")) else "\n\n")
        parts.append("\n".join(lines) + "\n")
        last = block.kind
    return "".join(parts)
