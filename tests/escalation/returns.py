"""Made-up returns, as the parsers give them: every box of the form, with what stood in it."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from escalation.boards import Board
from escalation.boxes import form_boxes, gather
from escalation.cases import Case
from escalation.content import content_folder
from escalation.definitions import FormDefinition
from escalation.findings import Finding
from escalation.loading import load_board
from escalation.records import FieldReading, Record, Source, State

NO_DATE = "soon"
"""What a person may write where a date is wanted."""

MADE_UP = Path(__file__).parent.parent / "boards"


@cache
def shipped(board: str) -> Board:
    """Return a board of this project's own."""
    return load_board(content_folder("forms") / board)


@cache
def made_up(board: str) -> Board:
    """Return a board of the tests."""
    return load_board(MADE_UP / board)


def make_return(
    form: FormDefinition,
    answers: Mapping[str, str | bool],
    *,
    number: int = 1,
    received: dt.date | None = None,
    unsure: tuple[str, ...] = (),
    no_date: tuple[str, ...] = (),
    gone: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
) -> Record:
    """Return a record of a form with answers by box: some of them unsure, some no date, some boxes gone."""
    fields = {
        box.name: FieldReading(
            raw=NO_DATE if box.name in no_date else answers.get(box.name, ""),
            value=answers.get(box.name),
            origin="control",
            sure=box.name not in (*unsure, *no_date),
            place="table 1",
        )
        for box in form_boxes(form)
        if box.name not in gone
    }
    digest = f"{number:02d}{form.key.encode().hex()}"[:12]
    return Record.model_validate(
        {
            "id": digest,
            "form": form.reference,
            "case": "MADE-UP-1",
            "source": Source(path="return.docx", sha256=digest, received=received),
            "state": State.COMPLETE,
            "values": gather(form, dict(answers)),
            "fields": fields,
            "findings": findings,
        }
    )


def make_case(board: Board, *records: Record) -> Case:
    """Return the case that the records make together."""
    return Case(board=board.key, reference="MADE-UP-1", records=records)
