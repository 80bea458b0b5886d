"""A page that holds nobody's answers is typeset once a process; one with an answer printed on it, each time."""

from collections.abc import Iterator

import pytest

from docgen.pdf.render import render_pdf
from docgen.pdf.typeset import typeset_once
from tests.word.made_up import CHILD, dyffryn


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    typeset_once.cache_clear()
    yield
    typeset_once.cache_clear()


def test_a_second_form_is_made_on_the_page_of_the_first_and_is_the_same_as_if_made_alone() -> None:
    form, board = dyffryn()
    alone = render_pdf(form, board, {"child_name": CHILD}).content
    typeset_once.cache_clear()
    render_pdf(form, board)
    assert render_pdf(form, board, {"child_name": CHILD}).content == alone
    assert typeset_once.cache_info().hits == 1


def test_a_page_with_a_continued_answer_on_it_is_not_kept() -> None:
    form, board = dyffryn()
    rendered = render_pdf(form, board, {"summary": f"{CHILD} " * 400})
    assert "answer-continued" in {finding.code for finding in rendered.findings}
    assert typeset_once.cache_info().currsize == 1
    render_pdf(form, board)
    assert typeset_once.cache_info().hits == 1
