"""Characters that look like plain ones, as text taken from PDFs is full of: one for one, so that offsets hold."""

from __future__ import annotations

import unicodedata
from typing import Final

# Radicals (U+2F00, ⽉ for 月), compatibility ideographs (U+F900), and the spaces and breaks beside the plain ones.
LOOKALIKES: Final[dict[int, str]] = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))
} | {0xA0: " ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
