"""Files as they are given: which of a folder are documents, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Set
from pathlib import Path

from kg.model import ReadError

LARGEST = 50_000_000  # bytes of a file
SUFFIXES = frozenset((".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".md", ".markdown", ".eml"))
# What holds documents as well, and is not read.
OTHERS = frozenset(
    (
        ".doc",
        ".docm",
        ".odt",
        ".rtf",
        ".pages",
        ".wps",
        ".xls",
        ".xlsx",
        ".ods",
        ".ppt",
        ".pptx",
        ".odp",
        ".epub",
        ".hwp",
    )
) | frozenset((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".webarchive", ".msg"))


def documents_in(folder: Path) -> Iterator[Path]:
    """The files under a folder that have the name of a format, in no order.

    Left out are hidden files, lock files of Office, what a browser saves beside a page (`page_files/`), and a README,
    which speaks of the folder.
    """
    return _files(folder, SUFFIXES)


def unread(folder: Path) -> Iterator[Path]:
    """The files under a folder that look like documents or archives of them in a format that is not read."""
    return _files(folder, OTHERS)


def _files(folder: Path, suffixes: Set[str]) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if path.suffix.lower() not in suffixes or any(name.startswith((".", "~$")) for name in inner):
            continue
        if path.stem.lower() == "readme":
            continue
        if any(_saved_parts(above) for above in path.parents[: len(inner) - 1]) or not path.is_file():
            continue
        yield path


def _saved_parts(folder: Path) -> bool:
    """Whether a folder holds the pictures and scripts of a page saved beside it."""
    page = folder.name.removesuffix("_files")
    return page != folder.name and any(folder.with_name(page + end).exists() for end in (".html", ".htm"))


def load(path: str) -> bytes:
    """The bytes of a regular file. Raises ReadError for folders, devices, pipes, and files that are too large."""
    try:
        # Not waiting: to open a pipe that nobody writes to would never return.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{reason}; give the path of a readable file") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ReadError(f"{path}: is no regular file; give the path of a readable file")
    with os.fdopen(handle, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadError(f"{path}: is larger than {LARGEST // 1_000_000} MB; give the press release alone")
    return data
