"""The command line: the only place that prints, exits, or (but for `kg.models`) reads the environment.

Each command imports what it needs when it runs, so that `kg query` starts without the NLP libraries.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from kg import __version__
from kg.problems import Problem, printable

# The commands by the modules that they stand in.
COMMANDS = {
    "asking": ("query", "view", "validate", "export", "status"),
    "deciding": ("same", "different", "reject", "rename", "undo", "decisions", "explain", "review"),
    "keeping_up": ("refresh", "follow", "unfollow"),
    "reading": ("ingest", "remove", "rebuild"),
    "safekeeping": ("backup", "restore"),
    "versions": ("diff",),
    "watching": ("watch",),
}


class _Commands(click.Group):
    """Loads the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(name for names in COMMANDS.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, names in COMMANDS.items():
            if cmd_name in names:
                command: click.Command = getattr(import_module(f"kg.cli.{module}"), cmd_name)
                return command
        return None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """The Taiwan–Japan semiconductor partnership graph: read press releases, ask them, see them."""


def main() -> None:
    """Run the command line; every expected failure is one line on standard error."""
    # NumPy multiplies on every core unless told otherwise when it is loaded: for arrays as small as ours the cores only
    # wait for each other, and what is read must not depend on how many there are.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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
        click.echo(f"kg: {printable(str(getattr(error, 'message', error)))}", err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has gone: nothing is wrong, and nothing is left to say.
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: {where}{error.strerror or error}; check the path and the room on the disk", err=True)
        raise SystemExit(1) from None
