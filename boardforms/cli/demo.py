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


@click.command("demo")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("build/demo"))
def command(folder: Path) -> None:
    """Do the main job on the samples: blanks made, returns read, cases checked, a pack assembled.

    Example: boardforms demo --to build/demo
    """
    from boardforms.casework import check_cases
    from boardforms.catalogue import load_catalogue

    samples = _samples()
    catalogue = load_catalogue()
    folder.mkdir(parents=True, exist_ok=True)
    made = [_make_blanks(catalogue, folder / "blanks")]
    records = _read_returns(catalogue, samples / "inbox", folder)
    made += [
        ("records, one line of JSON a return", folder / "records.jsonl"),
        ("the same as a workbook", folder / "returns.xlsx"),
    ]
    made += _make_packs(catalogue, samples / "meetings", folder / "packs")
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
    from boardforms.records import write_lines

    files = find_returns([inbox])
    records = list(
        show_progress(read_returns(files, catalogue, workers=WORKERS), len(files), "Reading returns")
    )
    with (folder / "records.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        write_lines(records, stream)
    write_xlsx(records, folder / "returns.xlsx")
    summarise(records)
    return records


def _make_packs(catalogue: "Catalogue", meetings: Path, folder: Path) -> list[tuple[str, Path]]:
    from boardforms.packs import make_minutes, make_pack, open_meeting

    folder.mkdir(exist_ok=True)
    made = []
    for path in sorted(meetings.glob("*.toml")):
        opened = open_meeting(path, catalogue, TODAY)
        pack = make_pack(opened, folder / f"{path.stem}.pdf")
        make_minutes(opened, folder / f"{path.stem}-minutes.docx")
        made.append((f"a minutes pack of {count(pack.pages, 'page')}", folder / f"{path.stem}.pdf"))
        made.append(("its minutes as Word", folder / f"{path.stem}-minutes.docx"))
    return made


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
