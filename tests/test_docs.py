"""The README says what the program does: each command is there, and each answer is the program's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click

from kg.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_each_command_is_documented() -> None:
    documented = set(re.findall(r"`kg (\w+)", README))
    assert isinstance(cli, click.Group)
    assert set(cli.list_commands(click.Context(cli))) == documented


def test_each_answer_in_the_readme_is_the_programs_own() -> None:
    done = subprocess.run([sys.executable, "docs/refresh.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"run python docs/refresh.py\n{done.stderr}"


def test_each_link_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("ontology/*.md"), *ROOT.glob("data/**/*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_each_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:`|\$ )make ([a-z]+)", README)) - {"help"} <= targets
