"""Where the pages of a pack end: no heading of a table with one row under it, no page for a few lines alone."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from docgen.packs.by_role.audiences import agencies_at, find_audience
from docgen.packs.by_role.copies import render_copy
from docgen.packs.meeting import OpenAction
from docgen.packs.pdf import render_pack
from tests.packs.samples import DAY_OF_CHECK, Prepared, moray, mscb, pages_of, prepare

LINES = range(19, 31, 2)
"""How long the text before a table is made, so that the table begins at every height of the page."""


@pytest.mark.parametrize("lines", LINES)
def test_a_long_tables_heading_stands_over_two_rows_at_least(lines: int) -> None:
    actions = tuple(OpenAction(action=f"Task{number:02}") for number in range(1, 21))
    purpose = "\n\n".join(f"Line {number}" for number in range(lines))
    meeting = moray().meeting.model_copy(update={"open_actions": actions, "purpose": purpose})
    prepared = replace(moray(), meeting=meeting)
    pages = pages_of(render_pack(*prepared.papers()).content)
    [begins] = [text for text in pages[2:] if "Actions still open" in text]
    assert len(re.findall(r"Task\d\d", begins)) >= 2
    assert sum(len(re.findall(r"Task\d\d", text)) for text in pages) == len(actions)


def records_on(prepared: Prepared) -> list[int]:
    """Return the page on which each record begins."""
    pages = pages_of(render_pack(*prepared.papers()).content)
    return [
        number
        for record in prepared.case.records
        for number, text in enumerate(pages, start=1)
        if f"Return {record.id} (" in text
    ]


def test_a_record_begins_below_the_last_few_lines_of_the_one_before() -> None:
    first, second = records_on(moray())
    assert second == first + 1, "the first runs over by a few lines, and the second begins below them"


def test_a_record_begins_on_a_page_of_its_own_where_the_one_before_takes_more() -> None:
    assert records_on(mscb()) == [5, 7, 9]


def filled(content: bytes) -> list[float]:
    """Return how far down each page something stands between its head and its foot, from 0 to 1."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.render(scale=0.4, grayscale=True).to_pil() for page in pdf]
    found = []
    for page in pages:
        inside = page.crop((0, int(page.height * 0.07), page.width, int(page.height * 0.91)))
        lowest = inside.point([255 if light < 200 else 0 for light in range(256)]).getbbox()
        found.append(lowest[3] / inside.height if lowest else 0)
    return found


@pytest.mark.parametrize("name", DAY_OF_CHECK)
@pytest.mark.parametrize("role", ["family", "learning", "agency"])
def test_no_page_of_a_copy_stands_for_a_few_lines_alone(name: str, role: str) -> None:
    prepared = prepare(name)
    whom = f"agency: {agencies_at(prepared.meeting)[0]}" if role == "agency" else role
    audience = find_audience(whom, prepared.meeting, prepared.board)
    content = render_copy(*prepared.papers(), audience).content
    assert [number for number, share in enumerate(filled(content), start=1) if share < 0.15] == []
