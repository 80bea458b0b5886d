"""Find every fault of a board's files at once, and warn of what time has overtaken."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from escalation.faults import Fault, Weight
from escalation.loading.board_files import BOARD_FILE, BoardFiles, read_files
from escalation.loading.drafts import BoardDraft
from escalation.loading.layout_files import inspect_layouts
from escalation.loading.loader import build_board, inspect_files
from escalation.loading.version_checks import warn_of_gaps


def lint_board(folder: Path, today: dt.date) -> tuple[Fault, ...]:
    """Return every fault of a board's folder: the errors that `load_board` raises, then warnings as of a day."""
    files, faults = read_files(folder)
    found = (*faults, *inspect_files(files))
    is_whole = not any(fault.weight is Weight.ERROR for fault in found)
    layouts = inspect_layouts(folder, build_board(files).forms) if is_whole else ()
    return (*found, *layouts, *_misnamed(files, folder), *_overtaken(files, today))


def _misnamed(files: BoardFiles, folder: Path) -> Iterator[Fault]:
    """Warn of files that Notepad saved as `name.toml.txt`: nothing in them is read."""
    for name in sorted(path.name for path in folder.glob("*.toml.txt")):
        accepted = f"{name.removesuffix('.txt')}: rename it, or nothing in it is read"
        yield files.place(name).fault("", "a name that ends in .txt", accepted, Weight.WARNING)


def _overtaken(files: BoardFiles, today: dt.date) -> Iterator[Fault]:
    draft = BoardDraft(files)
    yield from _past_review(files, today)
    yield from _stale_days(draft, today)
    yield from _out_of_force(draft, today)
    yield from warn_of_gaps(draft)


def _past_review(files: BoardFiles, today: dt.date) -> Iterator[Fault]:
    procedure = (files.tables.get(BOARD_FILE) or {}).get("procedure")
    review = procedure.get("review_date") if isinstance(procedure, dict) else None
    if type(review) is dt.date and review < today:
        accepted = "a procedure that is not past its own review date: see whether the board has a newer one"
        yield files.place(BOARD_FILE).fault("procedure.review_date", str(review), accepted, Weight.WARNING)


def _stale_days(draft: BoardDraft, today: dt.date) -> Iterator[Fault]:
    for name in ("closure", "worked_day"):
        days = [piece.value.date for piece in draft.dated_days(name) if piece.value]
        if days and max(days).year < today.year:
            accepted = f"days of {today.year} as well, or nothing where there are none"
            yield draft.files.place(BOARD_FILE).fault(
                name, f"none after {max(days)}", accepted, Weight.WARNING
            )


def _out_of_force(draft: BoardDraft, today: dt.date) -> Iterator[Fault]:
    for versions in draft.versions:
        first, last = versions[0].period.first, versions[-1].period.last
        is_withdrawn = last < today and versions[-1].names_version
        if not first <= today <= last and not is_withdrawn:
            found = f"nothing in force before {first}" if today < first else f"nothing in force after {last}"
            yield versions[-1].place.fault(
                "in_force_from", found, f"a version in force on {today}", Weight.WARNING
            )
