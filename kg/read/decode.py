"""Bytes to text: which of the encodings of Chinese and Japanese pages it is, and in which language it is written."""

from __future__ import annotations

import csv
import re
from functools import cache

from kg import knowledge
from kg.model import Language, ReadError

# Each old encoding with the codec that also knows its makers' extensions, and the national standard whose
# first level (its everyday characters) lies between two lead bytes.
_LEGACY = (
    ("cp950", "big5", 0xA4, 0xC6),
    ("cp932", "euc_jp", 0xB0, 0xCF),
    ("euc_jp", "euc_jp", 0xB0, 0xCF),
    ("gb18030", "gb2312", 0xB0, 0xD7),
    ("gb18030", "big5", 0xA4, 0xC6),  # traditional characters, which GB2312 has not
)
_HIRAGANA = re.compile("[ぁ-ん]")
_SAYS_SOMETHING = 12  # characters
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HAN = re.compile("[㐀-䶿一-鿿\uf900-\ufaff𠀀-𳑿]")
_HANGUL = re.compile("[가-힣]")
_PUNCTUATION = frozenset("、。，；：？！「」『』（）《》〈〉【】〔〕・…—　“”‘’～％／－０１２３４５６７８９")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SAMPLE = 4000  # characters looked at when encodings are compared
_PLAUSIBLE = 0.75  # share of everyday characters; running text in the right encoding has over 0.9


def decode(source: str, data: bytes) -> str:
    """The text of a file: byte order mark dropped, line ends as LF, nothing else changed.

    Raises ReadError for what is empty, not text, in no known encoding, or garbled beforehand.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ReadError(f"{source}: is empty; give the text of a press release")
    if data.startswith(b"%PDF"):
        raise ReadError(f"{source}: is a PDF; save its text as a UTF-8 .txt file and read that")
    text = _decoded(source, data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError(f"{source}: is empty; give the text of a press release")
    if "\0" in text:
        raise ReadError(f"{source}: is binary, not text; save the text as a UTF-8 .txt file and read that")
    broken = text.count("\ufffd") + len(_PRIVATE.findall(text)) + 5 * text.count("(cid:")
    if broken > 2 and broken * 50 > len(re.sub(r"\s", "", text)):
        raise ReadError(f"{source}: has {broken} unreadable characters; extract the text again, from the page itself")
    return text


def _decoded(source: str, data: bytes) -> str:
    """The text in the encoding that its mark names, else UTF-8, else the most plausible of the old ones."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            raise ReadError(f"{source}: breaks off in its UTF-16 text; save it again as UTF-8") from error
    if b"\0" in data:
        raise ReadError(f"{source}: is binary, not text; save the text as a UTF-8 .txt file and read that")
    best, text = 0.0, ""
    for codec, standard, first, last in _LEGACY:
        try:
            candidate = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if (standard, codec) == ("big5", "gb18030") and best >= _PLAUSIBLE:
            break
        if (score := _plausibility(candidate, standard, first, last)) > best:
            best, text = score, candidate
    if best < _PLAUSIBLE:
        raise ReadError(f"{source}: is in no encoding of Chinese or Japanese that we know; save it again as UTF-8")
    return text


def _plausibility(text: str, standard: str, first: int, last: int) -> float:
    """Share of characters outside ASCII that running text of this encoding is made of, from 0 to 1.

    The kana of the Japanese standard lie where the Chinese one has its own: they count against a Chinese reading,
    and a Japanese one without any is doubted, since no Japanese page does without.
    """
    sample = [char for char in text[: 4 * _SAMPLE] if char > "\x7f" and not char.isspace()][:_SAMPLE]
    if not sample:
        return 0.0
    japanese = standard == "euc_jp"
    kana = sum(bool(_KANA.match(char)) for char in sample)
    everyday = sum(char in _PUNCTUATION or _everyday(char, standard, first, last) for char in sample)
    if not japanese:
        return (everyday - kana) / len(sample)
    return (everyday + kana) / len(sample) - (0.3 if kana * 20 < len(sample) else 0.0)


@cache
def _everyday(char: str, standard: str, first: int, last: int) -> bool:
    """Whether a character belongs to the first level of a national standard."""
    try:
        code = char.encode(standard)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and first <= code[0] <= last


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    """Characters by the one language that uses them."""
    with knowledge.path("language", "script.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {row["language"]: re.compile(f"[{row['characters']}]") for row in rows}


def _is_running_japanese(text: str) -> bool:
    """Whether most rows long enough to say something have particles, as on a page full of Chinese names and titles."""
    rows = [row for row in text.splitlines() if len(row) >= _SAYS_SOMETHING]
    return 2 * sum(len(_HIRAGANA.findall(row)) > 1 for row in rows) >= len(rows) > 0


def language_of(source: str, text: str) -> Language:
    """The language of most of a text: Japanese by its kana, the two Chinese scripts by characters only they have.

    Raises ReadError when the text is in another language.
    """
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]+", text))
    # A page of ours may carry English menus and names, but not more English words than characters of its own.
    if kana + han < 6 or kana + han < latin or len(_HANGUL.findall(text)) > kana + han:
        raise ReadError(f"{source}: is not in Chinese or Japanese; give the Chinese or Japanese version")
    scripts = _scripts()
    hant, hans, ja = (len(scripts[name].findall(text)) for name in ("zh-Hant", "zh-Hans", "ja"))
    # A Chinese page may quote Japanese names and lines; running Japanese is at least a third kana, lists less.
    some = kana * 25 >= kana + han
    if kana * 5 >= kana + han or (some and (ja > hant + hans or _is_running_japanese(text))):
        return "ja"
    return "zh-Hans" if hans > hant else "zh-Hant"
