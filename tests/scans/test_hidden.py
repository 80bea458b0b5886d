"""Scans on which paper covers boxes, or is torn: what nobody sees is not an empty answer."""

from random import Random

import numpy as np

from docgen import render_pdf
from escalation.boxes import form_boxes, gather
from escalation.records import Record
from tests.programs import need
from tests.scans.measuring import WRONG, blank_of, interpret_scan, judge, make_answers
from tests.scans.simulated import SCANNERS, Grey, Scanner, draw_pages, pass_through, put_together
from tests.scans.test_limits import SHEET
from tests.scans.test_scans import MORAY

ANSWERS = make_answers(SHEET, Random(4))  # noqa: S311 - the same each time
NOTE = (0.45, 0.6)
"""From where to where, as shares of the page's height, a slip of paper lies over the right half of it."""


def scanned(scanner: Scanner, *, is_covered: bool) -> Record:
    [page, *_] = draw_pages(render_pdf(SHEET, MORAY, gather(SHEET, ANSWERS)).content, scanner.dpi)
    if is_covered:
        page = _cover(page)
    return interpret_scan(put_together([pass_through(page, scanner)], scanner), SHEET, MORAY)


def _cover(page: Grey) -> Grey:
    covered = np.array(page)
    rows = slice(*(round(share * len(page)) for share in NOTE))
    covered[rows, page.shape[1] // 2 :] = 235
    return covered


def test_a_box_under_a_slip_of_paper_asks_and_is_not_empty() -> None:
    need("tesseract")
    record = scanned(SCANNERS[0], is_covered=True)
    wrong = [box for box in form_boxes(SHEET) if judge(record, box, ANSWERS.get(box.name)) == WRONG]
    assert wrong == []
    on_form = blank_of(SHEET, MORAY)[0].layout.places
    hidden = {finding.field for finding in record.findings if finding.code == "place-unsure"}
    assert hidden
    assert hidden < {name for name, place in on_form.items() if getattr(place, "page", 0) == 1}


def test_no_box_is_hidden_where_a_black_and_white_scan_shows_no_lines() -> None:
    need("tesseract")
    record = scanned(SCANNERS[3], is_covered=False)
    assert "place-unsure" not in {finding.code for finding in record.findings}
