"""The password of a file that is to be sent: asked for, or read from a file; never a word of the command itself.

What stands in a command stays in the shell's history, and every other user of the machine can see it.
"""

import os
import sys
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from boardforms.cli.terminal import Command

if TYPE_CHECKING:
    from boardforms.outputs import Input


@dataclass(frozen=True)
class Lock:
    """What a file is locked with: nothing where `password` is None. `file` is what it was read from."""

    password: str | None
    file: Path | None

    def inputs(self) -> "tuple[Input, ...]":
        """Return the password's file, which must not be written over."""
        from boardforms.outputs import Input

        return (Input("the password's file", self.file),) if self.file else ()


VARIABLE = "BOARDFORMS_PACK_PASSWORD"
"""Holds the password where nobody is there to be asked."""


def lock_options(command: Command) -> Command:
    """Add `--lock` and `--password-file FILE`, and give the command its `lock`."""

    @wraps(command)
    def with_password(*arguments: Any, lock: bool, password_file: Path | None, **options: Any) -> Any:
        password = find_password(lock=lock, file=password_file)
        return command(*arguments, lock=Lock(password, password_file), **options)

    from_file = click.option(
        "--password-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Lock it with the password on the first line of this file.",
    )
    asked = click.option(
        "--lock", is_flag=True, help=f"Lock it with a password: asked for, or taken from {VARIABLE}."
    )
    return asked(from_file(with_password))


def find_password(*, lock: bool, file: Path | None) -> str | None:
    """Return the password to lock with, asked for twice where it must be; None where nothing is to be locked.

    Raises click.UsageError for one that would not keep a file closed.
    """
    from docgen.packs.locking import WeakPassword, check_password

    if file is None and not lock:
        return None
    try:
        return check_password(_from_file(file) if file else os.environ.get(VARIABLE) or _ask())
    except WeakPassword as error:
        raise click.UsageError(str(error)) from None


def _from_file(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise click.UsageError("the password's file cannot be read as text in UTF-8") from None


def _ask() -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"nobody is there to be asked for a password: use --password-file, or set {VARIABLE}"
        )
    return str(
        click.prompt("Password for the pack", hide_input=True, confirmation_prompt="The same again", err=True)
    )
