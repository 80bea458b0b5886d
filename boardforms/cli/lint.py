"""`boardforms lint`: find every fault in the boards' files at once."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, count, say, today_option
from boardforms.errors import CannotWork, ExitCode


@click.command("lint")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@boards_option
@today_option
def command(folder: Path | None, outside: Path | None, today: dt.date) -> ExitCode:
    """Check the boards' files, and say all that is wrong at once.

    FOLDER is one board's folder, or a folder of boards; without it, every board at hand is checked.
    Warnings leave a board usable; errors do not.

    Example: boardforms lint forms
    """
    from boardforms.catalogue import board_folders
    from escalation.faults import Weight
    from escalation.loading import BOARD_FILE
    from escalation.loading.lint import lint_board

    if folder and (folder / BOARD_FILE).exists():
        folders: tuple[Path, ...] = (folder,)
    elif folder:
        folders = _boards_meant(folder)
    else:
        folders = board_folders(outside)
    faults = [fault for one in folders for fault in lint_board(one, today)]
    for fault in faults:
        click.echo(fault)
    errors = sum(fault.weight is Weight.ERROR for fault in faults)
    warnings = len(faults) - errors
    say(f"{count(len(folders), 'board')}: {count(errors, 'error')}, {count(warnings, 'warning')}.")
    return ExitCode.NEEDS_A_PERSON if errors else ExitCode.WELL


def _boards_meant(folder: Path) -> tuple[Path, ...]:
    """Return the folders in a folder that are meant as boards, or else the folder itself.

    Raises CannotWork where there is no TOML file in it or below.
    """
    from boardforms.catalogue import say_no_board

    below = sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.toml")))
    if not below and not any(folder.glob("*.toml")):
        raise CannotWork(say_no_board(folder))
    return tuple(below) or (folder,)
