"""The command line: the only place that prints, exits, or reads the environment.

Each command imports what it needs when it runs, so that `kg query` starts without the NLP libraries.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__
from kg.problems import Problem

if TYPE_CHECKING:
    from kg.pipeline import Report

DEFAULT_STORE = Path(".kg")


def store_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--store DIR`."""
    option = click.option(
        "--store",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        help="The folder of the graph (default: $KG_STORE, else .kg).",
    )
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """The Taiwan–Japan semiconductor partnership graph: read press releases, ask them, see them."""


@cli.command()
@store_option
@click.argument("sources", nargs=-1, required=True)
def ingest(folder: Path, sources: tuple[str, ...]) -> None:
    """Read press releases: text, HTML, PDF, Word, Markdown or mail files, or folders of them."""
    from kg import pipeline
    from kg.store import Store

    files = list(pipeline.sources(sources))
    if not files:
        raise click.ClickException(
            f"no document in {', '.join(sources)}; give files that end in .txt, .html, .pdf, .docx, .md or .eml"
        )
    failed = 0
    with Store(folder) as store:
        reader = pipeline.Reader()
        pipeline.install_ontology(store)
        with click.progressbar(files, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
            for source in progress:
                try:
                    report = pipeline.ingest(store, source, reader)
                except (Problem, KeyboardInterrupt):
                    raise
                except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
                    click.echo(f"kg: cannot read {source}: a fault of this program ({error!r}); report it", err=True)
                    failed += 1
                else:
                    failed += report.outcome is pipeline.Outcome.FAILED
                    _tell(report)
    if failed:
        raise SystemExit(1)


def _tell(report: Report) -> None:
    if report.reason:
        reason = report.reason.removeprefix(f"{report.source}: ")
        click.echo(f"kg: cannot read {report.source}: {reason}", err=True)
        return
    line = f"{report.outcome.value:9} {report.source}"
    if (found := report.extraction) is not None and report.change is not None:
        people = sum(entity.kind.value == "person" for entity in found.entities)
        parts = [
            _count(people, "person", "people"),
            _count(len(found.entities) - people, "institution"),
            _count(len(found.positions), "position"),
            _count(len(found.agreements), "agreement"),
            _count(len(found.events), "event"),
            _count(len(found.programs), "programme"),
        ]
        line += f": {', '.join(parts)} (+{report.change.added} −{report.change.removed} triples)"
    click.echo(line)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@cli.command()
@store_option
@click.option("--format", "output", default="table", help="table, json, csv, tsv, xml; for graphs ttl, trig, nt.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    help="Seconds it may take (default: 30).",
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries and their questions.")
@click.argument("query", required=False)
def query(folder: Path, output: str, timeout: float, listing: bool, query: str | None) -> None:
    """Answer a question in SPARQL: text, a .rq file, - for standard input, or the name of a saved query."""
    from kg import query as sparql
    from kg.query import open_read_only

    if listing:
        for name, question in sparql.saved_queries().items():
            click.echo(f"{name:28} {question}")
        return
    if query is None:
        raise click.UsageError("say what to ask: SPARQL text, a .rq file, - or a saved name (see --list)")
    if output not in sparql.FORMATS:
        raise click.UsageError(f"there is no format {output}; use one of {', '.join(sparql.FORMATS)}")
    text = sparql.find_query(query, iter(sys.stdin))
    click.echo(sparql.run(open_read_only(folder), text, output, timeout=timeout), nl=False)


@cli.command()
@store_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Default: graph.html in the store.",
)
def view(folder: Path, output: Path | None) -> None:
    """Write the interactive network as one HTML file that opens offline."""
    from kg.query import open_read_only
    from kg.view import write_view

    path = output or folder / "graph.html"
    summary = write_view(open_read_only(folder), path)
    click.echo(f"{path}: {_count(summary.nodes, 'node')}, {_count(summary.edges, 'edge')}; open it in a browser")


@cli.command()
@store_option
def validate(folder: Path) -> None:
    """Check the graph against the shapes of the ontology (SHACL)."""
    from kg.query import open_read_only
    from kg.validate import violations

    found = violations(open_read_only(folder))
    for violation in found:
        click.echo(violation)
    click.echo(f"{_count(len(found), 'violation')}" if found else "The graph conforms to the shapes of the ontology.")
    if found:
        raise SystemExit(1)


@cli.command()
@store_option
@click.option(
    "--format",
    "output",
    type=click.Choice(["nq", "trig", "ttl", "jsonld", "graphml", "csv"]),
    default="nq",
    help="Default: nq.",
)
@click.option(
    "-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="A file (default: standard output)."
)
def export(folder: Path, output: str, path: Path | None) -> None:
    """Write the graph: everything as nq or trig, the consolidated graph as ttl, jsonld, graphml or csv."""
    from kg.export import export as write
    from kg.query import open_read_only

    data = write(open_read_only(folder), output)
    if path is None:
        sys.stdout.buffer.write(data)
    else:
        path.write_bytes(data)
        click.echo(f"{path}: {len(data):,} bytes", err=True)


@cli.command()
@store_option
@click.argument("documents", nargs=-1, required=True)
def remove(folder: Path, documents: tuple[str, ...]) -> None:
    """Take documents out again, by IRI or by the source as it was given."""
    from kg import pipeline
    from kg.query import open_read_only
    from kg.store import Store

    open_read_only(folder)  # says so when there is no store, instead of making one
    missing = 0
    with Store(folder) as store:
        reader = pipeline.Reader()
        for document in documents:
            if pipeline.remove(store, document, reader):
                click.echo(f"removed   {document}")
            else:
                missing += 1
                click.echo(f"kg: {document} is not in the store; `kg status` lists what is", err=True)
    if missing:
        raise SystemExit(1)


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


@cli.command()
@decision_options
@click.argument("left")
@click.argument("right")
def same(folder: Path, left: str, right: str, why: str, by: str) -> None:
    """Decide that two things are one: LEFT and RIGHT are IRIs, names, or NAME@DOCUMENT."""
    _decide(folder, "same", left, right, why=why, by=by)


@cli.command()
@decision_options
@click.argument("left")
@click.argument("right")
def different(folder: Path, left: str, right: str, why: str, by: str) -> None:
    """Decide that two things are not one: LEFT and RIGHT are IRIs, names, or NAME@DOCUMENT."""
    _decide(folder, "different", left, right, why=why, by=by)


@cli.command()
@decision_options
@click.argument("fact")
def reject(folder: Path, fact: str, why: str, by: str) -> None:
    """Decide that a fact is wrong, by its IRI: it leaves every graph and stays out."""
    _decide(folder, "reject", fact, why=why, by=by)


@cli.command()
@decision_options
@click.option("--language", required=True, help="Of the name: zh-Hant, zh-Hans, ja, en …")
@click.argument("thing")
@click.argument("name")
def rename(folder: Path, thing: str, name: str, language: str, why: str, by: str) -> None:
    """Decide what a thing is called in one language."""
    _decide(folder, "rename", thing, name=name, language=language, why=why, by=by)


@cli.command()
@store_option
@click.argument("decision", required=False)
def undo(folder: Path, decision: str | None) -> None:
    """Take back a decision, by its id: by default the latest one."""
    from kg.deciding import Deciding

    with Deciding(folder) as deciding:
        undone, change = deciding.undo(decision)
    click.echo(f"undone    {undone.describe()} (+{change.added} −{change.removed} triples)")


@cli.command()
@store_option
def decisions(folder: Path) -> None:
    """List the decisions, with those that contradict an earlier one or mean nothing in the store."""
    from kg.deciding import Deciding

    with Deciding(folder) as deciding:
        for line in deciding.listed():
            click.echo(line)


@cli.command()
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


@cli.command()
@store_option
@click.option("--by", default=_user, help="Who decides (default: your user name).")
def review(folder: Path, by: str) -> None:
    """Look at the least certain merges and facts: y (right), n (wrong), s (skip), q (quit)."""
    from kg.deciding import Deciding
    from kg.deciding.review import review as walk

    def answer(prompt: str) -> str:
        click.echo(f"{prompt} ", nl=False)
        return sys.stdin.readline() or "q"

    with Deciding(folder) as deciding:
        taken = walk(deciding, answer, click.echo, by, _today())
    click.echo(f"{_count(taken, 'decision')}; `kg undo` takes them back")


@cli.command()
@store_option
def status(folder: Path) -> None:
    """Say what the store holds, what was read when, and what could not be read."""
    from kg.status import describe

    click.echo(describe(folder))


def main() -> None:
    """Run the command line; every expected failure is one line on standard error."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("kg: stopped", err=True)
        raise SystemExit(1) from None
    except click.UsageError as error:
        hint = f"; see `{error.ctx.command_path} --help`" if error.ctx else ""
        click.echo(f"kg: {' '.join(error.format_message().split())}{hint}", err=True)
        raise SystemExit(2) from None
    except (click.ClickException, Problem) as error:
        click.echo(f"kg: {getattr(error, 'message', error)}", err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has gone: nothing is wrong, and nothing is left to say.
        sys.stderr.close()
        raise SystemExit(0) from None
