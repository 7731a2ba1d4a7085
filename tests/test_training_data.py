"""The training templates parse, use only known slots, and keep the variety that the tagger needs."""

import re
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "data" / "training"
SLOT = re.compile(r"\{([^{}]*)\}")
LITERALS = {"title", "org.unit", "org.fused", "event", "place", "facility", "field", "trigger"}
FILLED = re.compile(
    r"(?:person(?:\.tw|\.jp)?(?:\.spaced|\.kana|\.latin)?"
    r"|surname\.(?:tw|jp)"
    r"|reading\.(?:kana|latin)"
    r"|org\.(?:university|company|government|research|association|unit)(?:\.(?:tw|jp))?(?:\.short|\.latin)?"
    r"|place(?:\.(?:tw|jp))?"
    r"|date)(?:#[a-z])?"
)
KINDS = ("university", "company", "government", "research", "association")
# Lines, distinct literals by kind, and slots of each kind of institution, per language.
MINIMUM = {"lines": 700, "title": 300, "org.unit": 80, "event": 60, "facility": 30, "kind": 60}


def templates(language: str) -> list[str]:
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def slots(language: str) -> list[str]:
    return [slot for line in templates(language) for slot in SLOT.findall(line)]


@pytest.fixture(params=["zh", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_line_parses(language: str) -> None:
    for line in templates(language):
        rest = SLOT.sub("", line)
        assert "{" not in rest and "}" not in rest, line
        for slot in SLOT.findall(line):
            name, equals, value = slot.partition("=")
            known = name in LITERALS and value.strip() == value != "" if equals else FILLED.fullmatch(slot)
            assert known, f"{slot!r} in {line!r}"


def test_header_says_source_and_licence(language: str) -> None:
    head = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()[:3]
    assert all(line.startswith("#") for line in head)
    assert "Source:" in head[1] and "Licence:" in head[2]


def test_no_two_lines_share_a_structure(language: str) -> None:
    shapes = Counter(SLOT.sub(lambda slot: "{" + slot[1].partition("=")[0] + "}", line) for line in templates(language))
    assert not [shape for shape, count in shapes.items() if count > 1]


def test_surname_alone_refers_back_or_stands_by_a_title(language: str) -> None:
    for line in templates(language):
        for tied in re.findall(r"\{surname\.(?:tw|jp)#([a-z])\}", line):
            assert re.search(rf"\{{person[a-z.]*#{tied}\}}", line), line


def test_variety(language: str) -> None:
    found = slots(language)
    distinct = {name: len({slot for slot in found if slot.startswith(name + "=")}) for name in LITERALS}
    assert len(templates(language)) >= MINIMUM["lines"]
    for name in ("title", "org.unit", "event", "facility"):
        assert distinct[name] >= MINIMUM[name], (name, distinct[name])
    for kind in KINDS:
        count = sum(slot.startswith(f"org.{kind}") for slot in found)
        assert count >= MINIMUM["kind"], (kind, count)


def test_share_of_lines_without_names(language: str) -> None:
    lines = templates(language)
    without_person = sum("{person" not in line and "{surname" not in line for line in lines) / len(lines)
    without_name = sum(not re.search(r"\{(?:person|surname|org\.)", line) for line in lines) / len(lines)
    assert 0.12 <= without_person <= 0.3
    assert 0.05 <= without_name <= 0.12
