"""Forms that were sent with more rows than their blank, so that boxes moved, and that came back without fields."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from docgen import render_pdf
from escalation.boxes import Answers
from escalation.definitions import FormDefinition
from escalation.records import Record, State
from tests.geometry.filled import plain_answers
from tests.geometry.flatteners import Change, by_pdfium, by_qpdf
from tests.geometry.scoring import DESK, read_file, score
from tests.programs import need
from tests.scans.simulated import SCANNERS, scan

SENT: Mapping[str, tuple[str, str, str, int]] = {
    "a table that ends on its page": ("medway", "stage-4-notification", "agencies_involved", 1),
    "a table before another": ("mscb", "escalation-record", "involved", 2),
    "a table that takes a page more": ("merton", "escalation-record", "actions", 3),
    "what stands under a table": ("mscb", "case-progression-meeting-minutes", "actions", 1),
    "a table whose heading went to the page before": (
        "mscb",
        "case-progression-meeting-minutes",
        "decisions",
        1,
    ),
    "rows that went to the page before": ("pan-cheshire", "meeting-minutes", "circulation", 2),
}
"""By what grew: the board, its form, the field, and how many rows more it has than the blank."""
FLATTENERS: Mapping[str, Change] = {"PDFium": by_pdfium, "qpdf": by_qpdf}


def sent(what: str) -> tuple[FormDefinition, Answers, bytes]:
    """Return a form, the answers to it, more rows of one field among them, and the PDF that holds them."""
    board_key, form_key, key, more = SENT[what]
    board = DESK.catalogue.board(board_key)
    form = DESK.catalogue.form(board, form_key)
    field = next(field for field in form.fields if field.key == key)
    rows = [row_of(form, key, seed) for seed in range(field.entries + more)]
    answers = {**plain_answers(form), key: rows}
    return form, answers, render_pdf(form, board, answers).content


def row_of(form: FormDefinition, key: str, seed: int) -> Mapping[str, str | bool | None]:
    """Return a made-up row of a field, unlike those of the seeds beside it."""
    rows = plain_answers(form, seed)[key]
    assert isinstance(rows, list)
    row = rows[0]
    assert isinstance(row, dict)
    return row


def is_told(record: Record) -> bool:
    """Say whether a record asks for a person, and says that there is more than its boxes hold."""
    codes = {finding.code for finding in record.findings if finding.needs_a_person}
    return record.state is State.REVIEW and bool(codes & {"text-outside", "page-more", "page-foreign"})


@pytest.mark.parametrize("flattener", FLATTENERS)
@pytest.mark.parametrize("what", SENT)
def test_a_flattened_return_with_more_rows_asks_and_nothing_sure_is_wrong(
    what: str, flattener: str, tmp_path: Path
) -> None:
    form, answers, data = sent(what)
    [record] = read_file(FLATTENERS[flattener](data, tmp_path))
    assert score(record, form, answers).wrong == []
    assert is_told(record)


def test_a_scanned_return_with_more_rows_asks_and_nothing_sure_is_wrong() -> None:
    need("tesseract")
    form, answers, data = sent("a table that ends on its page")
    [record] = read_file(scan(data, SCANNERS[0]))
    assert score(record, form, answers).wrong == []
    assert is_told(record)
