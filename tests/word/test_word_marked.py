"""A question that was highlighted instead of ticked, struck out or hidden asks, and so do the answers in its row."""

from collections.abc import Callable

import pytest
from lxml import etree

from docgen import render_word
from escalation.boards import Board
from escalation.content import content_folder
from escalation.loading import load_board
from escalation.records import Record, State
from tests.parsers.alignments import WORD, controls, edit, plain_answers, read_return, unwrap, written

MORAY = load_board(content_folder("forms") / "moray")
FORM = next(form for form in MORAY.forms if form.key == "escalation-record")
ANSWERS = plain_answers(FORM)
Change = Callable[[etree._Element], object]
BOX = "reason_no_consensus"
"""A tick with its question beside it."""
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
YELLOW = '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'


def parse(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{WORD[1:-1]}">{xml}</w:x>')[0]


def row_of(root: etree._Element, box: str = BOX) -> etree._Element:
    return next(dict(controls(root))[box].iterancestors(f"{WORD}tr"))


def is_answer(run: etree._Element) -> bool:
    return next(run.iterancestors(f"{WORD}sdt"), None) is not None


def set_printed(properties: str, box: str = BOX) -> Change:
    """Give the printed words beside a box those properties."""

    def change(root: etree._Element) -> None:
        set_runs([run for run in row_of(root, box).iter(f"{WORD}r") if not is_answer(run)], properties)

    return change


def set_answer(properties: str, box: str) -> Change:
    def change(root: etree._Element) -> None:
        set_runs(list(dict(controls(root))[box].iter(f"{WORD}r")), properties)

    return change


def set_runs(runs: list[etree._Element], properties: str) -> None:
    assert runs
    for run in runs:
        if run.find(f"{WORD}rPr") is None:
            run.insert(0, parse("<w:rPr/>"))
        held = run.find(f"{WORD}rPr")
        assert held is not None
        held.append(parse(properties))


def set_cells(properties: str, *which: int) -> Change:
    def change(root: etree._Element) -> None:
        for number, cell in enumerate(row_of(root).iter(f"{WORD}tc")):
            held = cell.find(f"{WORD}tcPr")
            assert held is not None
            if number in which:
                held.append(parse(properties))

    return change


def hide_row(root: etree._Element) -> None:
    held = row_of(root).find(f"{WORD}trPr")
    assert held is not None
    held.append(parse("<w:hidden/>"))


def returned(*changes: Change) -> Record:
    return read_return(MORAY, FORM, edit(written(MORAY, FORM, ANSWERS), *changes))


def unsure(record: Record) -> set[str]:
    return {name for name, reading in record.fields.items() if not reading.sure}


DIAGONAL = '<w:tcBorders><w:tl2br w:val="single" w:sz="8"/></w:tcBorders>'
CHANGES: list[tuple[str, Change]] = [
    ("highlighted", set_printed(HIGHLIGHT)),
    ("underlined", set_printed('<w:u w:val="single"/>')),
    ("shaded by LibreOffice", set_printed(YELLOW)),
    ("struck through", set_printed("<w:strike/>")),
    ("hidden", set_printed("<w:vanish/>")),
    ("white", set_printed('<w:color w:val="FFFFFF"/>')),
    ("row coloured", set_cells(YELLOW, 0, 1)),
    ("question coloured", set_cells(YELLOW, 1)),
    ("tick coloured", set_cells(YELLOW, 0)),
    ("question crossed out", set_cells(DIAGONAL, 1)),
    ("tick crossed out", set_cells(DIAGONAL, 0)),
    ("row hidden", hide_row),
]


@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[name for name, _ in CHANGES])
def test_what_is_done_to_a_question_or_its_row_asks_about_its_box_and_no_other(
    name: str, change: Change
) -> None:
    as_sent, record = returned(), returned(change)
    assert unsure(record) == {BOX}, name
    assert record.fields[BOX].value == as_sent.fields[BOX].value
    assert record.state is State.REVIEW


WITH_ONE_MARK = [(name, change) for name, change in CHANGES if name != "tick coloured"]


@pytest.mark.parametrize(("name", "change"), WITH_ONE_MARK, ids=[name for name, _ in WITH_ONE_MARK])
def test_it_asks_as_well_where_a_program_took_the_controls_away(name: str, change: Change) -> None:
    assert unsure(returned(unwrap)) == set()
    assert unsure(returned(change, unwrap)) == {BOX}, name


def test_a_highlighted_heading_is_told_of_the_file() -> None:
    def change(root: etree._Element) -> None:
        heading = next(p for p in root.iter(f"{WORD}p") if "Escalation record" in "".join(p.itertext()))
        set_runs(list(heading.iter(f"{WORD}r")), HIGHLIGHT)

    record = returned(change)
    assert [finding.field for finding in record.findings if finding.code == "form-marked"] == [None]
    assert unsure(record) == set()


@pytest.mark.parametrize(
    "change",
    [
        set_answer(HIGHLIGHT, "escalating_agency"),
        set_answer('<w:u w:val="single"/>', "escalating_agency"),
        set_printed('<w:highlight w:val="none"/>'),
        set_printed('<w:u w:val="none"/>'),
        set_printed('<w:color w:val="000000"/><w:sz w:val="20"/>'),
        set_cells('<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>', 0, 1),
        set_cells('<w:tcBorders><w:tl2br w:val="nil"/><w:top w:val="single"/></w:tcBorders>', 0, 1),
    ],
)
def test_emphasis_in_an_answer_and_what_programs_write_by_themselves_ask_nothing(change: Change) -> None:
    for changes in ([change], [change, unwrap]):
        assert unsure(returned(*changes)) == set()


def every_form() -> list[tuple[Board, str]]:
    folder = content_folder("forms")
    boards = [load_board(path.parent) for path in sorted(folder.glob("*/board.toml"))]
    return [(board, form.key) for board in boards for form in board.current_forms()]


@pytest.mark.parametrize(("board", "key"), every_form(), ids=lambda held: getattr(held, "key", str(held)))
def test_no_blank_of_the_project_has_anything_marked(board: Board, key: str) -> None:
    form = board.form(key)
    record = read_return(board, form, render_word(form, board).content)
    assert not {"form-marked", "hidden-text", "struck-through"} & {
        finding.code for finding in record.findings
    }
