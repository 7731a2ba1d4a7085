# ruff: noqa: E501 - lists of tokens read better whole
"""Random and damaged files for each reader of formats: `python tests/fuzz_formats.py [--count 10000] [--seed 1]`.

Each reader gets `count` files: random bytes behind an opening by which it is chosen, and valid files of `fixtures/formats`
with bytes changed, cut out, doubled, moved or swapped for tokens of the format. Ends with 1 where anything but a text or a
refusal of one line comes back; a child that dies is no fault, but is counted.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import SENTENCE, WORD, pdf_forms, pdf_pages, word, word_text  # noqa: E402

from kg.formats.sandbox import Sandbox  # noqa: E402
from kg.model import ReadError  # noqa: E402
from kg.read import read  # noqa: E402

FIXTURES = ROOT / "tests" / "fixtures" / "formats"
MAIL = f"From: a@b\nTo: c@d\nSubject: 題\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>{SENTENCE}</p>\n--b--\n"
MARKDOWN = f"---\ntitle: 題\n---\n# 題\n\n- a\n- b\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n> {SENTENCE}\n\n```\nx\n```\n"

OPENINGS = {
    "txt": b"", "html": b"<html><body>", "pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "md": b"# a\n", "eml": b"From: a@b\nTo: c@d\nMIME-Version: 1.0\n",
}  # fmt: skip
TOKENS: dict[str, tuple[bytes, ...]] = {
    "txt": ("。".encode(), "\u202e\u200b\u3000".encode(), b"\xed\xa0\x80", b"\xff\xfe", b"\0", "「（(".encode(), b"\r\n\t", "令和8年4月8日".encode()),
    "html": (b"<table><tr><td>", b"</div>", b"<ruby>a<rt>", b"<!--", b"&#xd800;", b"&#0;", b"<![CDATA[", b"<script>", b"<pre>", b" hidden ", b"<dl><dt>", b"<a href=x>", b"charset=utf-16"),
    "pdf": (b" obj", b"endstream", b"<<", b">>", b"[", b" R", b"/Kids", b"/Length 99999999", b"BT", b"Tj", b"(", b"-1", b"9" * 20, b"/Filter/JBIG2Decode", b"xref\n0 9"),
    "docx": (b"<w:tbl>", b"<w:tr>", b"</w:p>", b"<w:t>", b"<!DOCTYPE a>", b"&#55296;", b"PK\x01\x02", b"PK\x05\x06", b"\xff" * 4, b"<w:ruby><w:rt>"),
    "md": (b"[", b"](", b"|", b"\n> ", b"```", b"<div>", b"*", b"\n---\n", b"![", b"\n    ", b"<!--"),
    "eml": (b"\nContent-Type: ", b"boundary=", b"=?utf-8?b?", b"?=", b"\n--b\n", b"message/rfc822", b"charset=x", b"base64\n\n", b"Date: ", b"\n\n"),
}  # fmt: skip


def valid(kind: str) -> list[bytes]:
    """Good files of one format, the small ones, so that a changed byte counts."""
    made = {
        "txt": [SENTENCE.encode(), SENTENCE.encode("cp950"), SENTENCE.encode("utf-16")],
        "pdf": [pdf_pages(2, 2), pdf_forms(2)],
        "docx": [word(word_text()), word(f"<w:document {WORD}><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:document>")],
        "md": [MARKDOWN.encode()],
        "eml": [MAIL.encode(), MAIL.encode("utf-8").replace(b"<p>", b"<pre>")],
    }.get(kind, [])  # fmt: skip
    files = sorted(FIXTURES.glob(f"{kind}/*"), key=lambda path: path.stat().st_size)
    return [*made, *(path.read_bytes() for path in files[:20])]


def changed(data: bytes, tokens: tuple[bytes, ...], chance: random.Random) -> bytes:
    """A file with one to ten accidents."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at = chance.randint(0, len(content))
        to = min(len(content), at + chance.choice((1, 4, 30, 400)))
        match chance.randint(0, 5):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at:to]
            case 2:
                content[at:at] = content[at:to]
            case 3:
                content[at:at] = chance.choice(tokens)
            case 4:
                content[at:to] = chance.choice(tokens) * chance.choice((1, 3, 50))
            case _:
                part = content[at:to]
                del content[at:to]
                place = chance.randint(0, len(content))
                content[place:place] = part
    return bytes(content)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A .docx file whose parts, not whose archive, met accidents: most changes of the archive end at its checksums."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in ("word/document.xml", "docProps/core.xml"):
            if name in old.namelist():
                new.writestr(name, changed(old.read(name), TOKENS["docx"], chance))
    return buffer.getvalue()


def sound_word(chance: random.Random) -> bytes:
    """A .docx file that is well-formed XML of any sense."""
    names = [
        "tbl",
        "tr",
        "tc",
        "p",
        "r",
        "t",
        "ruby",
        "rt",
        "rubyBase",
        "del",
        "ins",
        "pPr",
        "pStyle",
        "numPr",
        "br",
        "tab",
        "txbxContent",
        "sdt",
        "drawing",
        "instrText",
    ]
    parts, opened = [f"<w:document {WORD}>"], []
    for _ in range(chance.randint(1, 80)):
        if opened and chance.random() < 0.45:
            parts.append(f"</w:{opened.pop()}>")
        elif chance.random() < 0.3:
            parts.append(chance.choice((SENTENCE, "a", "\n", "&#x3042;", "　")))
        else:
            opened.append(chance.choice(names))
            value = chance.choice(("", " w:val='Title'", " w:val=''"))
            parts.append(f"<w:{opened[-1]}{value}>")
    parts += [f"</w:{name}>" for name in reversed(opened)]
    return word("".join(parts) + "</w:document>")


def files(kind: str, count: int, chance: random.Random) -> Iterator[bytes]:
    """Files for one reader: one in five random, the others damaged."""
    good = valid(kind)
    for number in range(count):
        if kind == "docx" and number % 5 == 2:
            yield sound_word(chance)
        elif number % 5 == 0:
            yield OPENINGS[kind] + chance.randbytes(chance.randint(0, 600))
        elif number % 5 == 1:
            yield OPENINGS[kind] + b"".join(chance.choices((*TOKENS[kind], SENTENCE.encode()), k=chance.randint(1, 60)))
        elif kind == "docx" and number % 5 < 4:
            yield repacked(chance.choice(good), chance)
        else:
            yield changed(chance.choice(good), TOKENS[kind], chance)


def fuzz(kind: str, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """What came of `count` files of one format, and the faults."""
    chance = random.Random(f"{kind} {seed}")
    sandbox = Sandbox(seconds=10)
    outcomes: Counter[str] = Counter()
    faults = []
    for number, data in enumerate(files(kind, count, chance)):
        name = f"fuzz.{kind}"
        try:
            document = sandbox.text_of(name, data)
            outcomes["text"] += 1
            read(name, data if document.plain else document.text.encode())
            outcomes["release"] += 1
        except ReadError as error:
            said = str(error)
            outcomes["refused"] += 1
            outcomes["child died"] += "crashes its parser" in said or "break off" in said
            outcomes["too slow"] += "takes more than" in said
            if "\n" in said or not said.startswith(name) or "cannot be parsed (" in said:
                faults.append(f"{kind} {number}: {said}")
        except Exception as error:  # noqa: BLE001 - that there is none is what this looks for
            faults.append(f"{kind} {number}: {error!r}")
    sandbox.close()
    return outcomes, faults


def main() -> int:
    """Fuzz all readers, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("kinds", nargs="*", default=list(OPENINGS))
    given = parser.parse_args()
    failed = False
    for kind in given.kinds:
        outcomes, faults = fuzz(kind, given.count, given.seed)
        sys.stdout.write(f"{kind:5} {dict(outcomes)}, {len(faults)} faults\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in faults[:20])
        sys.stdout.flush()
        failed = failed or bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
