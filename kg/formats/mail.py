"""A mail, or a page that a browser saved as one (.mhtml), to its text, subject, sender and date."""

from __future__ import annotations

import email
import email.policy
import re
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

from kg.formats.files import OTHERS, SUFFIXES
from kg.formats.html import read_html
from kg.formats.metadata import Document, one_line
from kg.model import PartialDate, ReadError
from kg.read.decode import decode

_CJK = re.compile("[぀-ヿ㐀-鿿]")
_COVERING = 60  # characters of the longest text that only goes with what is attached
_NAMED = 5  # attached files that are named
_PASSED_ON = re.compile(r"(?:(?:re|fwd?|轉寄|回覆|転送|返信)\s?[:：]\s?)+", re.I)


def read_mail(source: str, data: bytes) -> Document:
    """The body of a mail, its HTML before its plain text; subject, sender and day of sending as metadata.

    Attachments are named and not read. Raises ReadError for a mail without a readable body.
    """
    try:
        message = email.message_from_bytes(data.replace(b"\0", b""), policy=email.policy.default)
        if not isinstance(message, EmailMessage):
            raise ValueError("no message")
        body = _body(source, message)
        attached = _attached(message)
        subject = _PASSED_ON.sub("", one_line(str(message["subject"] or "")))[:300] or None
        sender, date = _sender(message), _date(message)
        address = one_line(str(message["content-location"] or message["snapshot-content-location"] or ""))
    except (ValueError, LookupError, AttributeError, IndexError, TypeError, email.errors.MessageError) as error:
        raise ReadError(f"{source}: is a mail whose parts cannot be read; save its text and give that") from error
    if attached and len(_CJK.findall(body.text)) < _COVERING:
        raise ReadError(f"{source}: is a mail about what is attached ({', '.join(attached)}); save that and give it")
    saved = message["snapshot-content-location"] is not None  # a saved page: its own head knows better
    title = body.title or subject if saved else subject or body.title
    text = body.text
    if title and title not in text[: 2 * len(title) + 200]:
        text = f"# {title}\n\n\n{text}"
    return Document(
        text,
        title,
        body.publisher or (None if saved else sender),
        body.issued or (None if saved else date),
        body.url or (address if address.startswith(("http://", "https://")) else None),
        body.language,
        "; ".join(filter(None, (body.warning, _left_out(attached)))),
    )


def _left_out(attached: list[str]) -> str:
    return f"what is attached is not read: {', '.join(attached)}" if attached else ""


def _attached(message: EmailMessage) -> list[str]:
    """The names of attached files that may be documents."""
    named = (one_line(part.get_filename() or "")[:80] for part in message.iter_attachments())
    return [name for name in named if Path(name).suffix.lower() in SUFFIXES | OTHERS][:_NAMED]


def _body(source: str, message: EmailMessage) -> Document:
    """The reading of the part that holds the text."""
    part = message.get_body(preferencelist=("html", "plain"))
    if part is None:
        part = next((p for p in message.walk() if p.get_content_maintype() == "text"), None)
    if part is None:
        raise ReadError(f"{source}: is a mail without text; save what is attached and give that")
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise ReadError(f"{source}: is a mail without text; save what is attached and give that")
    charset = part.get_content_charset()
    # A wrong label is passed over: the characters tell the encoding.
    with suppress(LookupError, UnicodeDecodeError):
        content = b"\xef\xbb\xbf" + content.decode(charset).encode() if charset else content
    if part.get_content_subtype() == "html":
        return read_html(source, content)
    return Document(decode(source, content))


def _sender(message: EmailMessage) -> str | None:
    """The name of the sender, without the address."""
    header = message["from"]
    names = [address.display_name for address in getattr(header, "addresses", ())]
    return one_line(names[0])[:100] or None if names else None


def _date(message: EmailMessage) -> PartialDate | None:
    """The day of sending, by the clock of the sender."""
    when = getattr(message["date"], "datetime", None)
    return PartialDate(when.year, when.month, when.day) if when is not None and when.year >= 1990 else None
