"""SPARQL in, rows out: read-only, bounded in time, and safe against queries that would take the process down."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.problems import QueryError, StoreError
from kg.snapshots import open_latest
from kg.vocab import NAMESPACES

PREFIXES = dict(NAMESPACES)
SAVED = Path(__file__).parent / "queries"
RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nt": RdfFormat.N_TRIPLES}
FORMATS = ("table", *RESULT_FORMATS, *GRAPH_FORMATS)

# What may hold a bracket or a keyword without meaning it: IRIs, strings, comments.
_LONG_STRING = re.compile(r'""".*?"""|' + r"'''.*?'''", re.DOTALL)
_QUOTED = re.compile(r"""<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""")
_SERVICE = re.compile(r"(?<![\w:?$@.-])SERVICE(?![\w:-])", re.IGNORECASE)
# The parser recurses without a limit: 3,000 nested braces end the process with a segmentation fault. People write 10.
_DEEPEST = 200
_CHAIN = re.compile(r"[!+^/|*?-]{200,}")
_LONGEST = 100_000
_WIDEST = 72


def open_read_only(folder: Path) -> Store:
    """The graph of a store for queries, as its writer last published it.

    Raises StoreError when there is none.
    """
    try:
        return open_latest(folder)
    except OSError as error:
        raise StoreError(f"cannot open the store at {folder}: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """The message of an error of another library on one line."""
    return " ".join(str(error).split())


def find_query(text: str, stdin: Iterator[str]) -> str:
    """The SPARQL that `text` stands for: itself, a file ending in .rq, `-` for standard input, or a saved name.

    Raises QueryError when it is none of these.
    """
    if text == "-":
        return "".join(stdin)
    if text.endswith(".rq"):
        try:
            return Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"cannot read the query file {text}: {error}; give the path of a UTF-8 text file"
            ) from error
    if re.fullmatch(r"[\w-]+", text):
        if (SAVED / f"{text}.rq").is_file():
            return (SAVED / f"{text}.rq").read_text(encoding="utf-8")
        raise QueryError(f"no saved query is called {text}; `kg query --list` names them")
    return text


def saved_queries() -> dict[str, str]:
    """Name and question of each saved query, by name."""
    return {
        path.stem: path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ") for path in sorted(SAVED.glob("*.rq"))
    }


def check(query: str) -> None:
    """Refuse what must not reach the engine.

    Raises QueryError for SERVICE (it would send requests from this machine) and for nesting
    so deep, or a text so long, that the parser would overflow its stack.
    """
    if len(query) > _LONGEST:
        raise QueryError(f"the query is longer than {_LONGEST:,} characters; shorten it")
    bare = _QUOTED.sub(" ", _LONG_STRING.sub(" ", query))
    if _SERVICE.search(bare):
        raise QueryError("SERVICE is not allowed: a query reads this store only; remove the SERVICE block")
    depth = deepest = 0
    for character in bare:
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
    chains = max((len(run) for run in _CHAIN.findall(re.sub(r"\s", "", bare))), default=0)
    if deepest > _DEEPEST or chains or len(re.findall(r"(?i)\bUNION\b", bare)) > 2 * _DEEPEST:
        raise QueryError(f"the query nests deeper than {_DEEPEST} levels; simplify it")


def run(store: Store, query: str, output: str, *, timeout: float) -> str:
    """Answer a query as text.

    `output` is one of FORMATS, `timeout` is in seconds. The engine cannot be interrupted, so
    when the time is over the process says so and ends. Raises QueryError for a wrong query,
    and for a format that does not fit its kind of result.
    """
    check(query)
    with _deadline(timeout):
        try:
            result = store.query(query, prefixes=PREFIXES)
            return _render(result, output)
        except SyntaxError as error:
            raise QueryError(f"the query is not valid SPARQL: {one_line(error)}") from error
        except RuntimeError as error:
            raise QueryError(f"the query failed while it was running: {error}") from error


def _render(result: QuerySolutions | QueryBoolean | QueryTriples, output: str) -> str:
    if isinstance(result, QueryTriples):
        if output in RESULT_FORMATS and output != "xml":
            raise QueryError(f"CONSTRUCT and DESCRIBE give a graph, not rows: use --format {', '.join(GRAPH_FORMATS)}")
        chosen = RdfFormat.RDF_XML if output == "xml" else GRAPH_FORMATS.get(output, RdfFormat.TURTLE)
        return (serialize(result, format=chosen, prefixes=PREFIXES) or b"").decode()
    if output in GRAPH_FORMATS:
        raise QueryError("SELECT and ASK give rows, not a graph: use --format table, json, csv, tsv or xml")
    if output == "table":
        return ("yes\n" if result else "no\n") if isinstance(result, QueryBoolean) else table(result)
    if isinstance(result, QueryBoolean) and output in ("csv", "tsv"):
        return f"{str(bool(result)).lower()}\n"
    return (result.serialize(format=RESULT_FORMATS[output]) or b"").decode()


def select(store: Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT of our own as plain strings, without the variables that are not bound."""
    solutions = store.query(query, prefixes=PREFIXES)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("this is not a SELECT query")
    names = [variable.value for variable in solutions.variables]
    return [{n: text_of(s[n]) for n in names if s[n] is not None} for s in solutions]


def table(solutions: QuerySolutions) -> str:
    """Rows as columns that align by display width, in which Chinese and Japanese characters take two places.

    Texts wider than a column of 72 are cut, with an ellipsis; IRIs, which one copies, are not.
    """
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(solution[name]) for name in names] for solution in solutions]
    widths = [max(map(_width, column)) for column in zip(names, *rows, strict=True)]
    lines = [
        "  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (names, *rows)
    ]
    rule = "  ".join("─" * width for width in widths)
    plural = "" if len(rows) == 1 else "s"
    return "\n".join([lines[0], rule, *lines[1:], f"({len(rows)} row{plural})", ""])


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Lines of cells that align by display width; control characters become spaces."""
    clean = [["".join(c if c.isprintable() else " " for c in cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*clean, strict=True)]
    return [indent + "  ".join(_pad(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in clean]


def _cell(term: object) -> str:
    value = text_of(term) if term is not None else ""
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and isinstance(term, NamedNode):
            return f"{prefix}:{value[len(namespace) :]}"
    # A control character would break the line, or drive the terminal.
    clean = "".join(character if character.isprintable() else " " for character in value)
    return clean if isinstance(term, NamedNode) else _clip(clean)


def _clip(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    while _width(text) >= _WIDEST:
        text = text[: min(len(text) - 1, _WIDEST)]
    return text + "…"


def text_of(term: object) -> str:
    """The IRI, the name of a blank node or the text of a literal, without its language or datatype."""
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _width(text: str) -> int:
    # Only tables need it, and it takes as long to load as the rest of a query.
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    def end() -> None:
        sys.stderr.write(f"kg: the query took longer than {seconds:g} s; narrow it, or allow more with --timeout\n")
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
