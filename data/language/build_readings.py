"""Writes data/language/readings_on.tsv: how Japanese reads the characters of Chinese names.

    python data/language/build_readings.py Unihan_Readings.txt

The characters are the common ones of Big5, of which names are made; other forms of them share their match keys.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import jaconv

TARGET = Path(__file__).parent / "readings_on.tsv"
HEADER = """\
# How Japanese reads characters by their sound (on), for Chinese names in Japanese print: 林 is リン there.
# A reading, and the characters that have it. Written by build_readings.py.
# Source: Unihan 14.0.0, kJapaneseOn, of the common characters of Big5. Copyright 1991-2021 Unicode, Inc.
# Licence: Unicode-3.0 (unicode_license.txt).
reading\tcharacters
"""


def is_common(char: str) -> bool:
    """Whether Big5 has a character among the common ones."""
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xA440 <= int.from_bytes(code) <= 0xC67E


def main() -> None:
    """Write the table; the same source gives the same bytes."""
    characters: dict[str, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"U\+([0-9A-F]+)\tkJapaneseOn\t(.+)", line)
        if found and is_common(chr(int(found[1], 16))):
            for reading in found[2].split():
                characters[jaconv.alphabet2kata(reading.lower())].append(chr(int(found[1], 16)))
    rows = (f"{reading}\t{''.join(sorted(chars))}\n" for reading, chars in sorted(characters.items()))
    TARGET.write_text(HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
