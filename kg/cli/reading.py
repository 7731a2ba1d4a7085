"""Commands that change which documents the graph holds: ingest, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import count, jobs_option, refreshing, store_option
from kg.cli.progress import Progress, progress
from kg.problems import printable

if TYPE_CHECKING:
    from kg.pipeline import Report
    from kg.store import Store

_LINES = 12  # of facts, for each document
_NAMED = 5  # files of no known format that are named


@click.command()
@store_option
@jobs_option
@click.argument("sources", nargs=-1, required=True)
def ingest(folder: Path, jobs: int | None, sources: tuple[str, ...]) -> None:
    """Read press releases: text, HTML, PDF, Word, Markdown or mail files, folders of them, or addresses of the web."""
    from kg import fingerprint, parallel, pipeline
    from kg.fetch import is_address
    from kg.formats.files import load
    from kg.store import Store

    files = list(pipeline.sources(sources))
    for given in sources:
        if not is_address(given) and Path(given).is_dir():
            _tell_unread(Path(given))
    if not files:
        raise click.ClickException(
            f"no document in {', '.join(sources)}; give files that end in .txt, .html, .pdf, .docx, .md or .eml"
        )
    reader = pipeline.Reader()
    number = jobs or parallel.processes(len(files))
    with Store(folder) as store, parallel.Readers(number, reader.understand) as readers:
        pipeline.install_ontology(store)
        loading = refreshing(store).load if any(map(is_address, files)) else load
        reports = pipeline.ingest_all(store, files, reader, readers, loading)
        told = progress(reports, len(files), "documents", lambda report: tell(report, store))
        failed = sum(bool(report.reason) for report in told)
        old = sum(reader != fingerprint.program() for reader in store.readers())
    if old:
        click.echo(
            f"kg: {count(old, 'document')} came from another version of kg; `kg rebuild` brings up what is old",
            err=True,
        )
    if failed:
        raise SystemExit(1)


def _tell_unread(given: Path) -> None:
    """Name the files of a folder that look like documents and are in no format that is read."""
    from kg.formats.files import unread

    if names := sorted(path.as_posix() for path in unread(given)):
        shown = ", ".join(names[:_NAMED]) + (" …" if names[_NAMED:] else "")
        what_to_do = "save them as .docx or PDF, unpack archives"
        click.echo(printable(f"kg: {count(len(names), 'file')} left out: {shown}; {what_to_do}"), err=True)


def tell(report: Report, store: Store | None = None) -> None:
    """Print what became of one source; with the store, what it says otherwise than other documents, too."""
    reason = report.reason.removeprefix(f"{report.source}: ")
    if report.outcome.value == "gone":
        click.echo(printable(f"gone      {report.source}: {reason}; what it stated stays until `kg remove`"))
        return
    if report.reason:
        click.echo(printable(f"kg: cannot read {report.source}: {reason}"), err=True)
        return
    line = f"{report.outcome.value:9} {report.source}"
    if (found := report.extraction) is not None and report.change is not None:
        people = sum(entity.kind.value == "person" for entity in found.entities)
        parts = [
            count(people, "person", "people"),
            count(len(found.entities) - people, "institution"),
            count(len(found.positions), "position"),
            count(len(found.agreements), "agreement"),
            count(len(found.events), "event"),
            count(len(found.programs), "programme"),
        ]
        line += f": {', '.join(parts)} (+{report.change.added} −{report.change.removed} triples)"
    click.echo(printable(line))
    if found is not None and found.release.warning:
        click.echo(printable(f"kg: {report.source}: {found.release.warning}"), err=True)
    _tell_facts(report, store)


def _tell_facts(report: Report, store: Store | None) -> None:
    """The facts that came, changed and went with a new version; of a new document, its agreements."""
    from kg.announcements import same_announcement
    from kg.differences import contested, differences

    if report.extraction is None or report.change is None:
        return
    lines = list(differences(report.before, report.extraction)) if report.outcome.value != "added" else []
    if report.outcome.value == "added":
        lines = [line for line in differences(None, report.extraction) if line.startswith("+ agreement")]
    if store is not None:
        lines += contested(store, report.document, report.before, report.extraction)
        same = same_announcement(store, report.document)
        if same:
            others = f" and {count(len(same) - 1, 'other', 'others')}" if same[1:] else ""
            lines.insert(0, f"= the same announcement as {same[0]}{others}: kg diff {report.source} {same[0]}")
    for line in lines[:_LINES]:
        click.echo(printable(f"  {line}"))
    if lines[_LINES:]:
        click.echo(printable(f"  … and {count(len(lines) - _LINES, 'more', 'more')}: kg diff {report.source}"))


@click.command()
@store_option
@click.argument("documents", nargs=-1, required=True)
def remove(folder: Path, documents: tuple[str, ...]) -> None:
    """Take documents out again, by IRI or by the source as it was given."""
    from kg import pipeline
    from kg.snapshots import require
    from kg.store import Store

    require(folder)  # says so when there is no store, instead of making one
    missing = 0
    with Store(folder) as store:
        reader = pipeline.Reader()
        for document in documents:
            if pipeline.remove(store, document, reader):
                click.echo(printable(f"removed   {document}"))
            else:
                missing += 1
                click.echo(printable(f"kg: {document} is not in the store; `kg status` lists what is"), err=True)
    if missing:
        raise SystemExit(1)


@click.command()
@store_option
@jobs_option
def rebuild(folder: Path, jobs: int | None) -> None:
    """Bring the graph up to a new program, model or authority file, or repair it, from the archive.

    Documents are read again only where this program would read them otherwise.
    """
    from kg import parallel, pipeline
    from kg.rebuild import Reading, rebuild
    from kg.snapshots import require
    from kg.store import Store

    require(folder)  # says so when there is no store, instead of making one
    reader = pipeline.Reader()
    with Store(folder) as store:
        held = len(store.documents())
        with (
            parallel.Readers(jobs or parallel.processes(held), reader.understand) as readers,
            Progress(held, "documents") as progress,
        ):
            documents, known = rebuild(store, reader, readers, progress.step)
    for document in documents:
        if document.reading is Reading.FAILED:
            click.echo(printable(f"kg: {document.reason} (what was read in it before stays)"), err=True)
        elif document.change.added or document.change.removed:
            changed = f"(+{document.change.added} −{document.change.removed} triples)"
            click.echo(printable(f"changed   {document.source} {changed}"))
    again = sum(document.reading is Reading.AGAIN for document in documents)
    click.echo(
        f"{count(len(documents), 'document')}, {again} of them read again; "
        f"what is known: +{known.added} −{known.removed} triples"
    )
    if any(document.reading is Reading.FAILED for document in documents):
        raise SystemExit(1)
