"""Write the answers in the README anew from the program: `python docs/refresh.py`, or `--check` to compare them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
# A console block whose first line asks a query; the rest of the block is the answer.
BLOCK = re.compile(r"```console\n\$ kg (query .+)\n(?:.*\n)*?```")


def answered(text: str, store: Path) -> str:
    """The text with each query's answer under it."""

    def answer(block: re.Match[str]) -> str:
        command = [sys.executable, "-m", "kg", *shlex.split(block[1]), "--store", str(store)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        return f"```console\n$ kg {block[1]}\n{done.stdout}```"

    return BLOCK.sub(answer, text)


def main(arguments: list[str]) -> int:
    """Read the sources into a store, ask, and write or compare."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ingest = [sys.executable, "-m", "kg", "ingest", "--store", str(store), "data/sources"]
        subprocess.run(ingest, check=True, cwd=ROOT, capture_output=True)
        current = answered(text, store)
    if arguments == ["--check"]:
        return int(current != text)
    README.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
