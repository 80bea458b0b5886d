"""`boardforms demo`: the main job on the samples, from blank forms to a minutes pack."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import WORKERS, console, count, say, show_progress, uk_date

if TYPE_CHECKING:
    from boardforms.casework import Casework
    from boardforms.catalogue import Catalogue
    from escalation.records import Record

TODAY = dt.date(2025, 3, 3)
"""The day as of which the samples are checked, so that the demonstration always says the same."""

RETURNED = "mer-2025-008"
"""The sample meeting whose minutes come back: a draft knows nothing of what was said at it."""


@click.command("demo")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/demo"),
    show_default=True,
    help="The folder to write to.",
)
def command(folder: Path) -> None:
    """Do the main job on the samples.

    Blanks are made, returns read, cases checked, packs made, and minutes read back.

    Example: boardforms demo --to build/demo
    """
    from boardforms.casework import check_cases
    from boardforms.catalogue import load_catalogue
    from boardforms.outputs import Input, Kind, Output, keep_apart

    samples = _samples()
    keep_apart([Output("--to", folder, Kind.ANY)], Input("the folder of the samples", samples))
    catalogue = load_catalogue()
    folder.mkdir(parents=True, exist_ok=True)
    made = [_make_blanks(catalogue, folder / "blanks")]
    records = _read_returns(catalogue, samples / "inbox", folder)
    made += [
        ("records, one line of JSON a return", folder / "records.jsonl"),
        ("the same as a workbook", folder / "returns.xlsx"),
    ]
    made += _make_packs(catalogue, samples / "meetings", folder / "packs")
    made += _read_minutes(catalogue, samples / "meetings", folder)
    _print(check_cases(records, catalogue, TODAY), made)


def _samples() -> Path:
    from boardforms.errors import CannotWork
    from escalation.content import content_folder

    try:
        return content_folder("samples")
    except FileNotFoundError:
        raise CannotWork(
            "the samples are not part of an installed program: run `make demo` in a checkout"
        ) from None


def _make_blanks(catalogue: "Catalogue", folder: Path) -> tuple[str, Path]:
    from boardforms.blanks import Format, make_blanks

    forms = [(board, form) for board in catalogue.boards.values() for form in board.current_forms()]
    made = make_blanks(forms, tuple(Format), folder)
    number = len(list(show_progress(made, len(forms) * len(Format), "Making blank forms")))
    say(f"Made {count(number, 'blank form')}, Word and PDF.")
    return f"{number} blank forms, Word and PDF", folder


def _read_returns(catalogue: "Catalogue", inbox: Path, folder: Path) -> "list[Record]":
    from boardforms.cli.parse import summarise
    from boardforms.exports import write_xlsx
    from boardforms.intake import find_returns, read_returns
    from boardforms.outputs import open_whole_text
    from boardforms.records import write_lines

    files = find_returns([inbox])
    records = list(
        show_progress(read_returns(files, catalogue, workers=WORKERS), len(files), "Reading returns")
    )
    with open_whole_text(folder / "records.jsonl") as stream:
        write_lines(records, stream)
    write_xlsx(records, folder / "returns.xlsx")
    summarise(records)
    return records


def _make_packs(catalogue: "Catalogue", meetings: Path, folder: Path) -> list[tuple[str, Path]]:
    from boardforms.enclosures import find_enclosures, open_enclosures
    from boardforms.packs import make_minutes, make_pack, open_meeting

    folder.mkdir(exist_ok=True)
    made = []
    for path in sorted(meetings.glob("*.toml")):
        opened = open_meeting(path, catalogue, TODAY)
        wanted = find_enclosures(opened.meeting, opened.board, opened.case, meetings)
        enclosures = tuple(open_enclosures(wanted, WORKERS)) if wanted else ()
        pack = make_pack(opened, folder / f"{path.stem}.pdf", enclosures)
        make_minutes(opened, folder / f"{path.stem}-minutes.docx")
        came = f", {count(len(wanted), 'returned form')} with it" if wanted else ""
        made.append((f"a minutes pack of {count(pack.pages, 'page')}{came}", folder / f"{path.stem}.pdf"))
        made.append(("its minutes as Word", folder / f"{path.stem}-minutes.docx"))
    return made


def _read_minutes(catalogue: "Catalogue", meetings: Path, folder: Path) -> list[tuple[str, Path]]:
    """Draft a meeting from its case's records, make the form for its minutes, and read back what was written."""
    from boardforms.minutes.back import take_over
    from boardforms.minutes.to_form import make_minutes_form
    from boardforms.packs import open_meeting

    meeting = _draft(catalogue, meetings, folder / "minutes")
    opened = open_meeting(meeting, catalogue, TODAY)
    form = make_minutes_form(opened, meeting.with_name("minutes-form.pdf"))
    taken = take_over(folder / "packs" / f"{RETURNED}-minutes.docx", meeting, opened, catalogue, workers=1)
    entries = f"{count(taken.filled, 'answer')} and {count(taken.added, 'entry', 'entries')}"
    say(f"Read the minutes of {opened.case.reference} that came back: {entries} taken over.")
    for line in taken.on_record:
        say(line)
    made = [
        ("the form for a meeting's minutes, before it", form.path),
        ("the meeting's file, with what its minutes say", meeting),
    ]
    return made if taken.records is None else [*made, ("its minutes as records of the case", taken.records)]


def _draft(catalogue: "Catalogue", meetings: Path, folder: Path) -> Path:
    """Draft the file of the meeting anew, in place of an earlier demonstration's."""
    from boardforms.meeting_drafts import Wanted, draft_meeting, write_draft
    from boardforms.records import read_file
    from docgen.packs.reading import read_meeting

    records, path = meetings / "records" / f"{RETURNED}.jsonl", folder / f"{RETURNED}.toml"
    for old in folder.glob(f"{RETURNED}*"):
        old.unlink()
    held = read_meeting(meetings / f"{RETURNED}.toml")
    draft = draft_meeting(read_file(records), catalogue, Wanted(stage=held.stage, day=held.date), TODAY)
    write_draft(draft, path, (records,))
    return path


def _print(work: "Casework", made: list[tuple[str, Path]]) -> None:
    from rich.table import Table

    from boardforms.cli.answers import STYLES, days_text
    from escalation.answers import Answer

    table = Table(
        "Case", "Board", "Answer", "Limit", "Due", title=f"What the check found on {uk_date(TODAY)}"
    )
    silent = (Answer.NOT_APPLICABLE, Answer.ADVISORY)
    for case in work.checked:
        for answer in (answer for answer in case.answers if answer.answer not in silent):
            said = f"{answer.answer} {days_text(answer)}".rstrip()
            due = uk_date(answer.due)
            table.add_row(
                case.case,
                case.board,
                f"[{STYLES[answer.answer]}]{said}[/]",
                f"{answer.title} ({answer.clause})",
                due,
            )
        table.add_section()
    console().print(table)
    click.echo("\nMade:")
    for what, where in made:
        click.echo(f"  {where}  ({what})")
