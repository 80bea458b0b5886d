"""What commands share at the terminal: where things are said, progress, tables, and common options."""

import datetime as dt
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
Command = Callable[..., Any]

BOARDS_VARIABLE = "BOARDFORMS_BOARDS"
"""Names a folder of boards outside the program, as `--boards` does."""

OUT = click.Path(dir_okay=False, path_type=Path)
"""A file to write, as an option names it."""

WORKERS = 2
"""How many processes read returned files, where nothing else is asked for."""

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")

PLAIN_WIDTH = 132
"""How wide a table is where there is no terminal to ask."""


def boards_option(command: Command) -> Command:
    """Add `--boards FOLDER`, which finds boards outside the program."""
    return click.option(
        "--boards",
        "outside",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar=BOARDS_VARIABLE,
        show_envvar=True,
        help="The folder that holds your own boards.",
    )(command)


def workers_option(command: Command) -> Command:
    """Add `--workers N`, for how many processes read returned files."""
    return click.option(
        "--workers",
        type=click.IntRange(0, 64),
        default=WORKERS,
        show_default=True,
        help="How many processes read files at once. With 0, files are read in this one, unprotected.",
    )(command)


def journal_option(command: Command) -> Command:
    """Add `--journal FOLDER`, the folder that holds what came in."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option(
        "--journal",
        required=True,
        type=folder,
        help="The folder of the journal: what came in, and what became of it.",
    )(command)


def person_option(command: Command) -> Command:
    """Add `--who NAME`, for whoever decides something."""
    return click.option(
        "--who",
        default=_user,
        show_default="your user name on this machine",
        help="Who decides: written down with the decision.",
    )(command)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a machine that has no name for whoever is at it
        raise click.UsageError("this machine does not say who you are: give your name with --who") from None


def today_option(command: Command) -> Command:
    """Add `--today DATE`, for a check as of another day."""
    return click.option(
        "--today",
        type=Day(),
        default=lambda: dt.date.today().isoformat(),
        help="The day to take for today, as 2024-12-31 or 31/12/2024.",
    )(command)


def on_option(command: Command) -> Command:
    """Add `--on DATE`, for the versions of forms that are in force on another day."""
    return click.option(
        "--on",
        "on",
        type=Day(),
        default=lambda: dt.date.today().isoformat(),
        help="Take the version in force on this day, as 2024-12-31 or 31/12/2024, instead of today's.",
    )(command)


class Day(click.ParamType[dt.date]):
    """A day given on the command line, as 2024-12-31 or 31/12/2024."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; a usage error where it is not one."""
        if isinstance(value, dt.date):
            return value
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return dt.datetime.strptime(value, pattern).date()
            except ValueError:
                continue
        return self.fail("write a day as 2024-12-31 or 31/12/2024", param, ctx)


class DayGone(Day):
    """A day that is not after today: on a later one nothing can have come."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; a usage error where it is not one, or after today."""
        day = super().convert(value, param, ctx)
        if day > dt.date.today():
            self.fail(f"{uk_date(day)} is after today", param, ctx)
        return day


def print_json(line: str) -> None:
    """Print JSON on standard output: what would steer a terminal as codes, which in JSON is the same text.

    Sent to a file or another program, letters beyond ASCII are codes too: Windows PowerShell would turn `ŵ` into
    other letters on the way, and nothing would tell.
    """
    from escalation.steering import escape_steering

    shown = escape_steering(line)
    click.echo(shown if sys.stdout.isatty() else _BEYOND_ASCII.sub(_as_codes, shown))


def _as_codes(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


@contextmanager
def open_lines(to: Path | None) -> Iterator[Callable[[str], None]]:
    """Give what writes lines of JSON: to a file, which is there once all are written, or to standard output."""
    from boardforms.outputs import open_whole_text

    if to is None:
        yield print_json
        return
    with open_whole_text(to) as stream:
        yield lambda line: click.echo(line, file=stream)


def say(message: str) -> None:
    """Say something to the person at the terminal: never among the data on standard output."""
    from escalation.steering import escape_steering

    click.echo(escape_steering(message), err=True)


def plain(text: str) -> str:
    """Return a text from outside as it may be shown: what would steer a terminal or turn writing round, as codes."""
    return "".join(
        character if unicodedata.category(character)[0] != "C" else f"\\u{ord(character):04x}"
        for character in text
    )


def console(*, err: bool = False) -> "Console":
    """Return a console as wide as the terminal, or of a fixed width where there is none."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False)


def show_progress(items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """Yield the items, with a bar on standard error while it is a terminal; say nothing where it is not."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=doing)


@contextmanager
def show_steps() -> Iterator[Callable[[str], None]]:
    """Give what is told each step of some work: the step stands on standard error while that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with console(err=True).status("") as status:
        yield lambda step: status.update(f"{step} …")


def uk_date(day: dt.date | None) -> str:
    """Write a day as people here do, such as `9 Jan 2025`; nothing for no day."""
    return f"{day.day} {day:%b %Y}" if day else ""


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: `1 form`, `2 forms`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
