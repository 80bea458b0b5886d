"""What is written into a form and what is read from it are the same, for every form of every board."""

from collections.abc import Iterator
from math import isqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.pdf.render import render_pdf
from docgen.word.document import render_word
from escalation.boards import Board
from escalation.boxes import Answers, flatten, form_boxes
from escalation.content import content_folder
from escalation.definitions import FormDefinition, Kind
from escalation.loading import load_board
from escalation.records import State
from escalation.steering import steers
from parsers.values import holds_prompt, stands_for_no_answer
from tests.parsers.returns import MADE_UP, Render, read_back
from tests.roundtrip.answers import AWKWARD, answers

RENDERERS: list[Render] = [render_word, render_pdf]
BOARDS = [load_board(folder.parent) for folder in sorted(content_folder("forms").glob("*/board.toml"))]
FORMS = [(board, form) for board in (*BOARDS, MADE_UP) for form in board.forms]

every_form = pytest.mark.parametrize(
    ("board", "form"), FORMS, ids=[f"{board.key}-{form.key}" for board, form in FORMS]
)
both_formats = pytest.mark.parametrize("render", RENDERERS, ids=["word", "pdf"])


def some_examples() -> int:
    """Return 7 examples a form for the usual profile and 20 for CI's: a PDF with further pages takes a second."""
    usual = settings.default
    return isqrt(usual.max_examples if usual else 60)


@every_form
@both_formats
@settings(max_examples=some_examples(), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_is_what_is_read(
    board: Board, form: FormDefinition, render: Render, data: st.DataObject
) -> None:
    written = data.draw(answers(form))
    record = read_back(board, form, render, written)
    asked = set(boxes_that_ask(form, written))
    assert record.values == dict(written)
    assert record.state is (State.REVIEW if asked else State.COMPLETE)
    assert {name for name, field in record.fields.items() if not field.sure} == asked


def boxes_that_ask(form: FormDefinition, written: Answers) -> Iterator[str]:
    """Yield the boxes whose text asks for a person although it was read to the letter."""
    flat = flatten(form, written)
    for box in form_boxes(form, written):
        text = flat.get(box.name)
        if not isinstance(text, str):
            continue
        is_typed = box.kind in {Kind.TEXT, Kind.LONG_TEXT}
        is_none = box.asks.required and stands_for_no_answer(text)
        if steers(text) or is_none or (is_typed and holds_prompt(text)):
            yield box.name


@both_formats
@pytest.mark.parametrize("length", [19_999, 20_000])
def test_a_long_answer_comes_back_whole(render: Render, length: int) -> None:
    form = MADE_UP.form("every-kind")
    text = ("Mae’r plentyn yn byw gyda’i nain; “ŵyr” =1+1 {{ 7*7 }}.\n\n\t• <b>x</b> \U0001f600 " * 400)[
        :length
    ]
    record = read_back(MADE_UP, form, render, {"case_reference": "DA-1", "summary": text})
    assert record.values["summary"] == text
    assert not any(finding.field == "summary" for finding in record.findings)


@both_formats
def test_every_awkward_text_comes_back_to_the_letter(render: Render) -> None:
    form = MADE_UP.form("every-kind")
    written: Answers = {"actions": [{"action": text, "done": False} for text in AWKWARD]}
    record = read_back(MADE_UP, form, render, written)
    rows = record.values["actions"]
    assert isinstance(rows, list)
    assert [row["action"] for row in rows if isinstance(row, dict)] == list(AWKWARD)


@every_form
@both_formats
def test_a_blank_holds_nothing_and_lacks_all_that_is_required(
    board: Board, form: FormDefinition, render: Render
) -> None:
    record = read_back(board, form, render, {})
    assert not any(record.values.values())
    assert {finding.code for finding in record.findings} == {"required-missing"}
    required = {box.name for box in form_boxes(form) if box.required and box.kind is not Kind.ROWS}
    assert {finding.field for finding in record.findings} == required
