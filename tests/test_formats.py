"""Documents of all formats: their text and metadata, what they state, and what is refused."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import load_annotator
from kg.extract import extract
from kg.formats import completed, files, format_of, text_of
from kg.formats.columns import Piece
from kg.formats.files import documents_in, load, unread
from kg.formats.metadata import Document, iso_date
from kg.formats.wrapped import whole_cells
from kg.link import link
from kg.model import Extraction, PartialDate, ReadError, Release
from kg.names.authority import Authority
from kg.read import read

FIXTURES = Path(__file__).parent / "fixtures" / "formats"
sys.path[:0] = [str(FIXTURES), str(Path(__file__).parent)]

from fifth import FRESH  # noqa: E402
from fourth import LAST  # noqa: E402
from layouts import PAGES as LAYOUTS  # noqa: E402
from measured import BY_KEY, bare, recall_and_furniture  # noqa: E402
from sites import SITES  # noqa: E402
from sixth import ONCE  # noqa: E402
from third_ja import JAPANESE  # noqa: E402
from third_zh import CHINESE  # noqa: E402

PAGES = sorted((FIXTURES / "html").iterdir())
PDFS = sorted((FIXTURES / "pdf").glob("[!b]*"))
WORD = sorted((FIXTURES / "docx").iterdir())
SENTENCE = "兩校簽署合作備忘錄，推動半導體人才交流。"
# What a page tells: t title, p publisher, d date of issue, u canonical URL.
NAMED = {"campus": "tpdu", "bureau": "tpd", "blog": "tpdu", "old": "tpd", "paper": "tpdu", "app": "tdu", "city": "tpdu"}
NAMED |= {"city_old": "tpd", "campus_ja": "tpd", "wire": "tpdu", "paper_ja": "tpd"}
TELLS = {(key, layout.__name__): NAMED[layout.__name__] for key, layout, _ in LAYOUTS}
TELLS |= {(key, layout.__name__): told for key, layout, _, told in (*SITES, *CHINESE, *JAPANESE, *LAST, *FRESH, *ONCE)}
# What stays although it is not of the release: answers of other users, pleas of a program, a word on the author.
LEFT = {"zh-forum.forum.html": 0.24, "zh-hans.chat_app.html": 0.09, "ja-lab.creator.html": 0.07}
OWN = {"https://blog.example.tw/?p=7"}  # an address without the key of its release


@cache
def document(path: Path) -> Document:
    return text_of(path.name, path.read_bytes())


@pytest.mark.parametrize("path", [*PAGES, *PDFS, *WORD], ids=lambda path: path.name)
def test_the_text_is_whole_and_the_furniture_is_gone(path: Path) -> None:
    recall, furniture = recall_and_furniture(document(path).text, BY_KEY[path.name.split(".")[0]])
    assert recall >= 0.97
    # On a single printed page nothing tells a running head from a line of the text.
    assert furniture <= LEFT.get(path.name, 0.06)


@pytest.mark.parametrize("paths", [PAGES, PDFS, WORD], ids=["pages", "pdf", "docx"])
def test_no_more_than_three_in_a_hundred_characters_are_furniture(paths: list[Path]) -> None:
    shares = [recall_and_furniture(document(path).text, BY_KEY[path.name.split(".")[0]])[1] for path in paths]
    assert sum(shares) <= 0.03 * len(shares)
    assert len(paths) >= {".html": 105, ".pdf": 34, ".docx": 3}[paths[0].suffix]


@pytest.mark.parametrize("path", [*PAGES, *PDFS, *WORD], ids=lambda path: path.name)
def test_rows_of_tables_stay_rows(path: Path) -> None:
    lines = [bare(line) for line in document(path).text.split("\n")]
    rows = [row for kind, rows in BY_KEY[path.name.split(".")[0]].blocks if kind == "table" for row in rows]
    assert [row for row in rows if bare("".join(row)) not in lines] == []


def test_a_page_tells_title_publisher_date_language_and_address() -> None:
    wrong, total = [], 0
    for path in PAGES:
        key, layout, _ = path.name.split(".")
        made, release, address = BY_KEY[key], _release(path), document(path).url
        publisher = {"paper_ja": "津和日報"}.get(layout, made.publisher)
        found = {"t": release.title, "p": release.publisher, "d": str(release.issued), "l": release.language}
        right = {"t": made.title, "p": publisher, "d": made.issued, "l": made.language}
        told = TELLS[key, layout] + "l"
        total += len(told)
        wrong += [(path.name, found[field]) for field in "tpdl" if field in told and found[field] != right[field]]
        wrong += [(path.name, address)] if "u" in told and key not in (address or "") and address not in OWN else []
    assert wrong == []
    assert total > 400


def _release(path: Path) -> Release:
    found = document(path)
    return completed(read(path.name, found.text.encode()), found, "0" * 64)


@cache
def _reader() -> tuple[Authority, object]:
    return Authority.load(), load_annotator()


def _facts(release: Release) -> set[tuple[object, ...]]:
    authority, annotator = _reader()
    annotated = annotator.annotate(release)  # type: ignore[attr-defined]
    stated: Extraction = extract(annotated, link(annotated, authority))

    def name(entity: str | None) -> str:
        return bare(stated.by_id[entity].names[0]) if entity else ""

    posts = {("post", name(p.person), name(p.organization), p.title, p.former) for p in stated.positions}
    agreements = {
        ("agreement", a.kind, a.status, *sorted(map(name, (*a.parties, *a.signatories))), a.signed_on, a.planned_for)
        for a in stated.agreements
    }
    return posts | agreements


@pytest.mark.parametrize("paths", [PAGES, [*PDFS, *WORD]], ids=["pages", "others"])
def test_every_format_states_the_facts_of_the_plain_text(paths: list[Path]) -> None:
    differing = []
    for path in paths:
        release, made = _release(path), BY_KEY[path.name.split(".")[0]]
        # A document that does not print its date or publisher is compared with a text that has none either.
        text = made.plain(dated=release.issued is not None, signed=release.publisher is not None)
        plain = replace(read("plain.txt", text.encode()), publisher=release.publisher, issued=release.issued)
        if difference := _facts(release) ^ _facts(plain):
            differing.append((path.name, difference))
    assert differing == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("locked", "password"), ("mute", "which characters"), ("scan", "scan without text on 1 of 1"), ("cut", "damaged")],
)
def test_a_pdf_without_readable_text_is_refused(name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        text_of("page.pdf", (FIXTURES / "pdf" / f"bad.{name}.pdf").read_bytes())


def test_a_pdf_with_pictures_of_pages_says_that_they_are_not_read() -> None:
    writer = pypdf.PdfWriter()
    for name in ("zh-hall.paged", "bad.scan"):
        for page in pypdf.PdfReader(FIXTURES / "pdf" / f"{name}.pdf").pages:
            writer.add_page(page)
    writer.add_blank_page()
    buffer = io.BytesIO()
    writer.write(buffer)
    assert text_of("a.pdf", buffer.getvalue()).warning.startswith("1 of 4 pages are pictures")


def test_blanks_between_figures_do_not_turn_the_line() -> None:
    assert "2026 年 9 月 9 日" in document(FIXTURES / "pdf" / "ja-lines.disclosure.pdf").text


def test_a_line_set_wide_has_no_blanks_of_its_own() -> None:
    text = document(FIXTURES / "pdf" / "ja-report.stretched.pdf").text
    assert "帆波大学は2026年3月26日、" in text
    assert "定員  15名" in text


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    text = document(FIXTURES / "pdf" / "ja-short.printed_page.pdf").text
    assert "https://" not in text
    assert "10:20" not in text


def test_labels_beside_the_last_cells_of_a_page_do_no_harm() -> None:
    def row(x: float, y: float, text: str) -> list[Piece]:
        return [Piece(text, x, y, x + 10 * len(text), y + 10, 10)]

    rows = [
        row(100, 100, "甲大學與"),
        row(40, 95, "一"),
        row(100, 90, "乙大學"),
        row(40, 85, "二"),
        row(100, 80, "丙大學"),
    ]
    assert "".join(piece.text for found in whole_cells(rows) for piece in found).count("大學") == 3


def test_a_page_that_is_read_whole_says_so() -> None:
    page = f"<p>{SENTENCE}</p>" + f"<p><a href=x>{SENTENCE}第二段。</a></p>" * 9
    assert "all of it is read" in text_of("a.html", page.encode()).warning


@pytest.mark.parametrize("lost", ["\ufffd", "(cid:12)", "\ue123"])
def test_lost_characters_are_told_or_refused(lost: str) -> None:
    few = read("a.txt", (SENTENCE * 30 + lost).encode())
    assert completed(few, Document(few.text), "").warning == "1 characters of its text are unreadable"
    with pytest.raises(ReadError, match="unreadable"):
        read("a.txt", (SENTENCE + lost * 9).encode())


def test_ruby_of_a_name_becomes_one_reading() -> None:
    name = "<ruby>莊<rt>そう</rt></ruby><ruby>賀<rp>(</rp><rt>が</rt>喬<rt>きょう</rt></ruby>"
    page = f"<p>校長の{name}氏が、{SENTENCE * 3}"
    assert "校長の莊賀喬（そうがきょう）氏が、" in text_of("page.html", page.encode()).text


def test_a_page_for_learners_keeps_its_readings_out() -> None:
    page = "<p><ruby>協定<rt>きょうてい</rt></ruby>を<ruby>締結<rt>ていけつ</rt></ruby>しました。"
    assert text_of("page.html", page.encode()).text.strip() == "協定を締結しました。"


def test_cells_with_several_lines_stay_apart() -> None:
    page = "<table><tr><th>出席者<td>甲大學　校長　王<br>乙大學　校長　李<tr><th>地點<td>台北</table><p>" + SENTENCE
    lines = text_of("page.html", page.encode()).text.split("\n")
    assert lines[:3] == ["出席者  甲大學　校長　王", "            乙大學　校長　李", "地點  台北"]


def test_a_table_that_holds_the_page_is_no_table_of_data() -> None:
    page = f"<table><tr><th>標題<td>兩校簽約<tr><th>內容<td><p>{SENTENCE * 2}</p><p>{SENTENCE * 2}</p></table>"
    assert f"\n{SENTENCE * 2}\n" in text_of("page.html", page.encode()).text


def test_a_form_between_a_table_and_its_rows_costs_none() -> None:
    page = f"<table><form action=x><tr><td>日期<td>5月1日<tr><td>地點<td>台北</form></table><p>{SENTENCE}</p>"
    assert text_of("page.html", page.encode()).text.split("\n")[:2] == ["日期  5月1日", "地點  台北"]


def test_the_fields_of_an_announcement_are_its_headline_date_and_text() -> None:
    fields = ("公告日期", "2026-05-01"), ("標題", "兩校簽約典禮"), ("點閱次數", "12"), ("內容", SENTENCE * 3)
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in fields)
    found = text_of("page.html", f"<title>甲大學 公布欄</title><table>{rows}</table>".encode())
    assert found.title == "兩校簽約典禮"
    assert found.text == f"# 兩校簽約典禮\n\n\n公告日期  2026-05-01\n\n\n{SENTENCE * 3}\n"


@pytest.mark.parametrize("heading", ["延伸閱讀", "お問い合わせ先", "この情報はお役に立ちましたか？", "關於作者"])
def test_an_element_that_opens_as_another_section_is_left_out(heading: str) -> None:
    box = f"<div class=x1><p>{heading}</p><div>乙公司擴廠，預計明年量產新產品。</div></div>"
    text = text_of("page.html", f"<h1>兩校簽約典禮</h1><p>{SENTENCE * 3}</p>{box}<p>{SENTENCE}</p>".encode()).text
    assert "乙公司" not in text
    assert text.count(SENTENCE) == 4


def test_the_name_of_the_publisher_is_kept_from_the_head_of_the_site() -> None:
    head = "<title>兩校簽約典禮 | 甲大學</title><div><a href=/>甲大學</a></div><h1>兩校簽約典禮</h1>"
    page = f"{head}<p>{SENTENCE * 3}</p>"
    assert text_of("page.html", page.encode()).text.startswith("# 兩校簽約典禮\n\n\n甲大學\n")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<p>" + b"<b>x</b>" * 100_001, "100,000 elements"),
        (b"<p " + b" ".join(b"a%d=1" % n for n in range(2_000)) + b">", "1,000 attributes"),
        (f"<p>{SENTENCE * 60_000}".encode(), "1,000,000 characters"),
    ],
)
def test_a_page_that_holds_too_much_is_refused_at_once(page: bytes, reason: str) -> None:
    started = time.process_time()
    with pytest.raises(ReadError, match=reason):
        text_of("page.html", page)
    assert time.process_time() - started < 5


def test_a_picture_inside_a_page_is_one_attribute() -> None:
    picture = "data:image/png;base64," + "A b" * 5_000
    page = f'<p>{SENTENCE}<img alt="a b" src="{picture}"></p>'
    assert SENTENCE in text_of("page.html", page.encode()).text


@pytest.mark.parametrize(
    "title", ["兩校簽署備忘錄-甲乙大學", "兩校簽署備忘錄｜甲乙大學ホームページ", "兩校簽署備忘錄 | 甲乙大學官網"]
)
def test_the_institution_that_closes_the_title_is_the_publisher(title: str) -> None:
    page = f"<title>{title}</title><p>{SENTENCE}"
    assert text_of("page.html", page.encode()).publisher == "甲乙大學"


@pytest.mark.parametrize(
    "header", ["From: a:;", "From: ,", "Date: x", "Subject: =?x?q?=", 'From: "', "Date: Mon, 99 Foo"]
)
def test_odd_headers_of_a_mail_do_no_harm(header: str) -> None:
    _only_refuses("a.eml", f"{header}\nTo: c@d\nMIME-Version: 1.0\n\n{SENTENCE}\n".encode())


def test_a_page_whose_main_element_is_a_decoy_is_read_whole() -> None:
    page = f"<main><p>{SENTENCE}</p></main>" + f"<div class='ad'><p>{SENTENCE}第二段。</p></div>" * 9
    assert text_of("page.html", page.encode()).text.count("第二段") == 9


@pytest.mark.parametrize("codec", ["big5", "cp932", "euc_jp", "gb18030", "utf-16"])
def test_a_wrong_label_of_the_encoding_does_no_harm(codec: str) -> None:
    sentence = "両大学は、半導体の人材育成で連携する協定を締結しました。" if codec in ("cp932", "euc_jp") else SENTENCE
    page = f'<html><meta charset="utf-8"><body><p>{sentence * 4}</p>'
    assert sentence in text_of("page.html", page.encode(codec)).text


@pytest.mark.parametrize(
    ("text", "japanese", "date"),
    [
        ("2026-01-14T15:30:00Z", True, "2026-01-15"),
        ("2026-01-14T15:30:00Z", False, "2026-01-14"),
        ("2026-01-14T23:30:00+09:00", True, "2026-01-14"),
        ("2026/1/4", True, "2026-01-04"),
        ("2026-13-40", True, "None"),
        ("1970-01-01T00:00:00Z", True, "None"),
        ("昨日", True, "None"),
    ],
)
def test_a_time_stamp_is_the_day_of_its_readers(text: str, japanese: bool, date: str) -> None:
    assert str(iso_date(text, japanese=japanese)) == date


def test_a_page_moved_to_another_site_keeps_the_date_of_its_text() -> None:
    release = read("a.txt", f"發布日期：2024-03-01\n\n{SENTENCE}\n".encode())
    for day, expected in (("2024-03-05", "2024-03-05"), ("2026-03-01", "2024-03-01"), ("2023-01-01", "2023-01-01")):
        known = Document("", issued=PartialDate.parse(day))
        assert str(completed(release, known, "").issued) == expected


MAIL = """From: =?utf-8?b?5p2x5bm65aSn5a24?= <press@example.edu.tw>
To: news@example.com
Date: Thu, 12 Mar 2026 23:30:00 +0800
Subject: =?utf-8?b?5paw6IGe56i/77ya5YWp5qCh57C957SE?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{0}
--b
Content-Type: text/html; charset=big5
Content-Transfer-Encoding: 8bit

<p>{0}</p><table><tr><td>校長<td>王大同</table>
--b--
"""


def test_a_mail_has_the_text_of_its_page_and_says_who_sent_it_when() -> None:
    head, plain, page = MAIL.format(SENTENCE).partition("--b\nContent-Type: text/html")
    found = text_of("a.eml", head.encode() + (plain + page).encode("big5"))
    assert found.issued == PartialDate(2026, 3, 12)
    assert (found.title, found.publisher) == ("新聞稿：兩校簽約", "東幺大學")
    assert found.text == f"# 新聞稿：兩校簽約\n\n\n{SENTENCE}\n\n校長  王大同\n"


def _mail_with(text: str, name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "甲大學 <a@example.org>", "b@example.org", "新聞稿"
    message.set_content(text)
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def test_what_is_attached_to_a_mail_is_never_left_out_silently() -> None:
    found = text_of("a.eml", _mail_with(SENTENCE * 4, "新聞稿.docx"))
    assert found.warning == "what is attached is not read: 新聞稿.docx"
    assert text_of("a.eml", _mail_with(SENTENCE * 4, "logo.png")).warning == ""
    with pytest.raises(ReadError, match=r"attached \(新聞稿\.docx\); save that"):
        text_of("a.eml", _mail_with("附件為本校新聞稿，敬請採用。", "新聞稿.docx"))


def test_a_page_saved_as_one_file_is_read_as_that_page() -> None:
    data = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nSubject: x\n"
        "Date: Thu, 12 Mar 2026 23:30:00 +0800\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        f"--b\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n"
        f"<h1>兩校簽約典禮</h1><p>{SENTENCE}</p>\n--b--\n"
    )
    found = text_of("a.mhtml", data.encode())
    assert (found.url, found.issued, found.publisher) == ("https://example.org/a", None, None)
    assert SENTENCE in found.text


def test_markdown_loses_its_syntax_and_keeps_its_rows() -> None:
    source = (
        "---\ntitle: 兩校簽約\ndate: 2026-03-12\n---\n# 兩校簽約\n\n**兩校**[簽署](http://a.b)\n備忘錄。\n\n"
        f"- 甲\n- 乙\n\n| 職稱 | 姓名 |\n|--|--|\n| 校長 | 王 |\n\n{SENTENCE}\n"
    )
    found = text_of("a.md", source.encode())
    assert (found.title, found.issued) == ("兩校簽約", PartialDate(2026, 3, 12))
    assert found.text == f"# 兩校簽約\n\n\n兩校簽署備忘錄。\n\n・甲\n・乙\n\n\n職稱  姓名\n校長  王\n\n\n{SENTENCE}\n"


def test_word_shows_the_last_version_once() -> None:
    text = document(FIXTURES / "docx" / "zh-campus.revised.docx").text
    assert "刪去" not in text
    assert "補充：津久井（つくい）學長將於秋季訪台。" in text
    assert text.count("承辦人") == 1


def _zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_zipped(a="x"), "zip archive; unpack"),
        (_zipped(mimetype="application/epub+zip"), "EPUB"),
        (_zipped(word__document_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "document type"),
        (_zipped(word__document_xml=" " * 50_000_000), "unpacks to more than 40 MB"),
        (_zipped(word__document_xml="<a>"), "damaged"),
        (_zipped(word__document_xml="<a/>"), "no text"),
        (b"PK\x03\x04" + b"x" * 100, "damaged archive"),
        (b"\x1f\x8b\x08\0", "gzip archive"),
        (b"Rar!\x1a\x07\0", "RAR archive"),
        (b"x" * 257 + b"ustar\0", "tar archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        (b"{\\rtf1 a}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"<?xml version='1.0'?><rss><title>a</title></rss>", "XML"),
        (b"<html><body><script>var a</script></body></html>", "no visible text"),
        (b"From: a@b\nTo: c@d\nContent-Type: image/png\n\nxx", "without text"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        text_of("name.txt", data)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)


@pytest.mark.parametrize("path", [PAGES[0], PDFS[0], WORD[0]], ids=lambda path: path.suffix)
def test_the_name_of_a_file_does_not_tell_its_format(path: Path) -> None:
    assert format_of("page.txt", path.read_bytes()) is format_of(path.name, path.read_bytes())


def test_only_regular_files_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (
        tmp_path / "folder.txt",
        tmp_path / "pipe.txt",
        Path("/dev/zero"),
        tmp_path / "none",
        tmp_path / "a\0",
    ):
        with pytest.raises(ReadError):
            load(str(path))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(ReadError, match="larger than"):
        load(str(tmp_path / "a.txt"))


def test_a_folder_stands_for_its_documents(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "b.HTML",
        "b_files/frame.html",
        "c/d.pdf",
        ".hidden/e.txt",
        "~$f.docx",
        "g.jpg",
        "h_files/i.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b.html").touch()
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    found = {path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)}
    assert found == {"a.txt", "b.HTML", "b.html", "c/d.pdf", "h_files/i.md"}
    for name in ("c/j.odt", "k.zip", "b_files/l.doc", ".m.zip"):
        (tmp_path / name).touch()
    assert {path.relative_to(tmp_path).as_posix() for path in unread(tmp_path)} == {"c/j.odt", "k.zip"}


# Openings by which each reader is chosen; PDFs go to `test_sandbox`, since their library may end the process.
OPENINGS = [
    b"<html><body>",
    b"<p>",
    b"From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: ",
    b"PK\x03\x04",
    b"",
    b"\xff\xfe<\0p\0>\0",
]
MARKUP = [
    "<p>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<div",
    " class='nav'",
    ">",
    "<!--",
    "&#x",
    ";",
    SENTENCE,
    "\n",
    "\0",
]


def _only_refuses(name: str, data: bytes) -> None:
    try:
        found = text_of(name, data)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert found.text


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(OPENINGS), st.binary(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_random_bytes_are_read_or_refused(opening: bytes, data: bytes, name: str) -> None:
    _only_refuses(name, opening + data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=40), st.sampled_from(["a.html", "a.md", "a.eml"]))
def test_broken_markup_is_read_or_refused(parts: list[str], name: str) -> None:
    opening = "<html>" if name == "a.html" else "From: a@b\nTo: c@d\n\n" if name == "a.eml" else "#"
    _only_refuses(name, (opening + "".join(parts)).encode())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_word_files_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(WORD[0].read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    _only_refuses("a.docx", bytes(content))


@pytest.mark.parametrize(
    "text", ["<!---->" * 20_000, "<p " * 30_000, "\n" * 100_000, "A:\n" * 30_000, "A: b\n c\n" * 12_000]
)
def test_to_tell_the_format_takes_no_time(text: str) -> None:
    started = time.process_time()
    format_of("a.txt", text.encode())
    assert time.process_time() - started < 1
