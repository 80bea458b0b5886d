"""Where the pages of a pack end: no heading of a table with one row under it, no page for a few lines alone."""

import re
from dataclasses import replace

import pytest

from docgen.packs.meeting import OpenAction
from docgen.packs.pdf import render_pack
from tests.packs.samples import Prepared, moray, mscb, pages_of

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
