"""The command line: one file a command, each loaded only when it is called."""

import difflib
import importlib
import sys
from collections.abc import Sequence

import click

from boardforms.errors import CannotWork, ExitCode

COMMANDS = {
    "boards": "boards",
    "blank": "blank",
    "fill": "fill",
    "parse": "parse",
    "receive": "receive",
    "quarantine": "quarantine",
    "retry": "retry",
    "release": "release",
    "review": "review",
    "records": "records",
    "check": "check",
    "tally": "tally",
    "timeframes": "timeframes",
    "pack": "pack",
    "letter": "letter",
    "template": "template",
    "new-board": "new_board",
    "learn": "learn",
    "workbook": "workbook",
    "lint": "lint",
    "schema": "schema",
    "completion": "completion",
    "demo": "demo",
}
"""Each command and the module of this package that holds it, in the order of the work."""


class Commands(click.Group):
    """The commands, imported one at a time so that `--help` and completion answer at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which the work is done."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"boardforms.cli.{COMMANDS[cmd_name]}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - a module of this package without one is our mistake
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, naming those there are when the word is not one of them."""
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            ctx.fail(f"there is no command '{args[0]}'. {hint}There are: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="boardforms", message="boardforms %(version)s")
def cli() -> None:
    """Make, read and check the escalation records of safeguarding boards.

    \b
    Make blank forms:         boardforms blank moray --to blanks
    Read what came back:      boardforms parse inbox --to records.jsonl
    Check the timeframes:     boardforms check records.jsonl
    Assemble a minutes pack:  boardforms pack make meeting.toml --to pack.pdf

    Nothing leaves this machine. Exit codes: 0 all well, 1 something needs a person, 2 wrong usage, 3 could not work.
    """  # noqa: D301 - \b keeps click from joining the lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the program with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a file's name need not be UTF-8
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: the one place where exceptions become exit codes."""
    try:
        return cli.main(arguments, prog_name="boardforms", standalone_mode=False) or ExitCode.WELL
    except click.Abort:
        click.echo("Stopped.", err=True)
        return ExitCode.COULD_NOT_WORK
    except click.UsageError as error:
        error.show()
        return ExitCode.WRONG_USAGE
    except click.ClickException as error:
        error.show()
        return ExitCode.COULD_NOT_WORK
    except CannotWork as error:
        click.echo(f"boardforms: {error}", err=True)
        return error.code
    except OSError as error:
        click.echo(f"boardforms: {error.filename or 'a file'}: {error.strerror or error}", err=True)
        return ExitCode.COULD_NOT_WORK
