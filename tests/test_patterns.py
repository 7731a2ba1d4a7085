"""The regular expressions of the program are quick on hostile text; `patterns.py` tries them in another process."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from patterns import LIMIT, SIZE, recorded, seconds, slow

SCRIPT = Path(__file__).parent / "patterns.py"


def test_no_pattern_takes_a_second_on_hostile_text() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    tried = re.search(r"(\d+) patterns, 0 slow", done.stdout)
    assert tried and int(tried.group(1)) > 400  # 595 when this was written


@pytest.mark.parametrize("pattern", ["(?:ア|アア)+$", r"\s+(?=・)"])
def test_a_slow_pattern_is_stopped_and_named(pattern: str) -> None:
    assert [line.split(" on ")[0] for line in slow({"kg.model:0 1": re.compile(pattern)})] == ["kg.model:0 1"]


def test_a_linear_pattern_is_quick() -> None:
    assert seconds(re.compile("[ァ-ヺ]{1,30}・"), "ア", SIZE, searched=True) < LIMIT


def test_patterns_are_recorded_with_the_place_that_asks_for_them() -> None:
    from kg.gold import fold

    re.purge()
    assert [place.split(":")[0] for place in recorded(lambda: fold("a  b") and None)] == ["kg.gold"]
