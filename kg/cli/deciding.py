"""Commands of people who know better: same, different, reject, rename, undo, decisions, explain, review."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from kg.cli.options import count, store_option


def decision_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--store DIR`, `--why TEXT` and `--by NAME`."""
    why = click.option("--why", default="", help="The reason, kept with the decision.")
    by = click.option("--by", default=_user, help="Who decides (default: your user name).")
    return store_option(why(by(command)))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _decide(folder: Path, verdict: str, left: str, right: str | None = None, **said: str) -> None:
    from kg.deciding import Deciding
    from kg.resolve.decisions import Verdict

    with Deciding(folder) as deciding:
        decision, change = deciding.decide(Verdict(verdict), left, right, date=_today(), **said)
    click.echo(f"{decision.describe()} (+{change.added} −{change.removed} triples)")


@click.command()
@decision_options
@click.argument("left")
@click.argument("right")
def same(folder: Path, left: str, right: str, why: str, by: str) -> None:
    """Decide that two things are one: LEFT and RIGHT are IRIs, names, or NAME@DOCUMENT."""
    _decide(folder, "same", left, right, why=why, by=by)


@click.command()
@decision_options
@click.argument("left")
@click.argument("right")
def different(folder: Path, left: str, right: str, why: str, by: str) -> None:
    """Decide that two things are not one: LEFT and RIGHT are IRIs, names, or NAME@DOCUMENT."""
    _decide(folder, "different", left, right, why=why, by=by)


@click.command()
@decision_options
@click.argument("fact")
def reject(folder: Path, fact: str, why: str, by: str) -> None:
    """Decide that a fact is wrong, by its IRI: it leaves every graph and stays out."""
    _decide(folder, "reject", fact, why=why, by=by)


@click.command()
@decision_options
@click.option("--language", required=True, help="Of the name: zh-Hant, zh-Hans, ja, en …")
@click.argument("thing")
@click.argument("name")
def rename(folder: Path, thing: str, name: str, language: str, why: str, by: str) -> None:
    """Decide what a thing is called in one language."""
    _decide(folder, "rename", thing, name=name, language=language, why=why, by=by)


@click.command()
@store_option
@click.argument("decision", required=False)
def undo(folder: Path, decision: str | None) -> None:
    """Take back a decision, by its id: by default the latest one."""
    from kg.deciding import Deciding

    with Deciding(folder) as deciding:
        undone, change = deciding.undo(decision)
    click.echo(f"undone    {undone.describe()} (+{change.added} −{change.removed} triples)")


@click.command()
@store_option
def decisions(folder: Path) -> None:
    """List the decisions, with those that contradict an earlier one or mean nothing in the store."""
    from kg.deciding import Deciding

    with Deciding(folder) as deciding:
        for line in deciding.listed():
            click.echo(line)


@click.command()
@store_option
@click.argument("thing")
def explain(folder: Path, thing: str) -> None:
    """Say why mentions are one THING, and what speaks against it: an IRI, a name, or NAME@DOCUMENT."""
    from kg.deciding.explain import explain as describe
    from kg.deciding.referents import Finder
    from kg.names.authority import Authority
    from kg.resolve.decisions import Decisions
    from kg.store import Store

    finder = Finder(Store.reading(folder), Decisions.load(folder))
    click.echo(describe(finder, thing, Authority.load()))


@click.command()
@store_option
@click.option("--by", default=_user, help="Who decides (default: your user name).")
@click.option("--only", type=click.Choice(["merges", "facts"]), help="Ask about these alone.")
def review(folder: Path, by: str, only: str | None) -> None:
    """Look at the least certain merges and facts: y (right), n (wrong), s (skip), q (quit)."""
    from kg.deciding import Deciding
    from kg.deciding.review import review as walk

    def answer(prompt: str) -> str:
        click.echo(f"{prompt} ", nl=False)
        return sys.stdin.readline() or "q"

    with Deciding(folder) as deciding:
        taken = walk(deciding, answer, click.echo, by, _today(), merges=only != "facts", facts=only != "merges")
    click.echo(f"{count(taken, 'decision')}; `kg undo` takes them back")
