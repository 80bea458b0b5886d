"""Answers that LibreOffice writes several times over: undone where their fields are left, and else noticed."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from parsers.word.repeats import Once, may_be_repeated, read_once
from parsers.word.text import read_words
from tests.matrix.returns import IN_A_LINE, NAMES, SPREAD
from tests.parsers.files import W, paragraph, run

LETTERS = "ab7, .한글漢字שלםعلनते\u200d\ufeff😀"
FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

Save = Callable[[Sequence[str]], str]
"""What LibreOffice leaves of a field whose text it cuts into pieces."""


def as_controls(pieces: Sequence[str]) -> str:
    """Return what it saves as .docx: a control at each cut, with the piece and the whole text in one run."""
    whole = "".join(pieces)
    held = [
        f"<w:t>{whole}</w:t>",
        *((f"<w:t>{piece}</w:t>" if piece else "") + f"<w:t>{whole}</w:t>" for piece in pieces[1:]),
    ]
    return "".join(f"<w:sdt><w:sdtContent><w:r>{texts}</w:r></w:sdtContent></w:sdt>" for texts in held)


def as_fields(pieces: Sequence[str]) -> str:
    """Return what it saves as .docx where the file was .odt: a FILLIN field at each cut, with the pieces between."""
    filled = field("FILLIN", "".join(pieces))
    between = ["", *(f"<w:t>{piece}</w:t>" if piece else "" for piece in pieces[1:])]
    return "".join(f'<w:r>{before}<w:fldChar w:fldCharType="begin"/></w:r>{filled}' for before in between)


def as_form_fields(pieces: Sequence[str]) -> str:
    """Return what it reads of its .rtf: form fields, whose text is in several runs, and a nought before the last."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
    between = ["", *(run(piece) if piece else "" for piece in pieces[1:])]
    between[-1] = run(f"{pieces[-1]}0")
    return "".join(before + begin + field("FORMTEXT", *pieces) for before in between)


def field(instruction: str, *shown: str) -> str:
    texts = "".join(run(text) for text in shown if text)
    return (
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{texts}{FIELD_ENDS}'
    )


@st.composite
def cut_texts(draw: st.DrawFn) -> list[str]:
    """A text with letters of another script, cut into pieces: of the first and the last, nothing may be left."""
    text = draw(st.text(LETTERS, min_size=1, max_size=12))
    assume(re.search(r"[^ -~]", text))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    pieces = [text[: cuts[0]], *(text[one:other] for one, other in pairwise(cuts)), text[cuts[-1] :]]
    assume(pieces[1].strip())
    return pieces


def once(*blocks: str) -> Once:
    cell = etree.fromstring(f'<w:tc xmlns:w="{W}">{"".join(blocks)}</w:tc>')
    return read_once(cell, read_words)


@pytest.mark.parametrize("save", [as_controls, as_fields, as_form_fields])
@given(pieces=cut_texts())
def test_what_libreoffice_made_of_a_text_gives_the_text_back(save: Save, pieces: list[str]) -> None:
    typed = "".join(pieces)
    assume(typed.strip() == typed)
    held = once(paragraph(save(pieces)))
    assert (held.words.text, held.words.noticed) == (typed, frozenset({"repeats-undone"}))
    assert held.stood is not None
    assert held.stood.count(typed) >= len(pieces)


@pytest.mark.parametrize("save", [as_controls, as_fields, as_form_fields])
def test_the_label_over_an_answer_stays_and_is_said_once(save: Save) -> None:
    held = once(paragraph(run("Name")), paragraph(save(["Ali ", "محمد", ", 7"])))
    assert held.words.text == "Name\nAli محمد, 7"


def test_an_answer_that_libreoffice_wrote_over_several_paragraphs_of_a_doc_is_taken_once() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = [
        begin + run("한글"),
        FIELD_ENDS + run("한글") + begin + run("한글"),
        FIELD_ENDS + begin + run("한글"),
        FIELD_ENDS,
    ]
    assert once(*map(paragraph, lines)).words.text.strip() == "한글"


@given(st.lists(cut_texts(), min_size=1, max_size=2), st.data())
def test_what_libreoffice_made_of_a_text_is_noticed_without_its_fields_too(
    savings: list[list[str]], data: st.DataObject
) -> None:
    """Whatever white space is left of it, and also where the outcome was saved by LibreOffice again."""
    parts = controls_of(savings[0])
    if len(savings) > 1:
        parts = [more for part in parts for more in controls_of(cut(part, data))]
    text = re.sub(
        r"\s+",
        data.draw(st.sampled_from(["", " ", "\n"])),
        data.draw(st.sampled_from(["", " ", "\n"])).join(parts),
    )
    assert may_be_repeated(text)


def controls_of(pieces: Sequence[str]) -> list[str]:
    return ["".join(pieces), *(piece + "".join(pieces) for piece in pieces[1:])]


def cut(text: str, data: st.DataObject) -> list[str]:
    """Cut a text where a second saving may: its second piece says something."""
    start = data.draw(st.sampled_from([at for at, letter in enumerate(text) if letter.strip()]))
    end = data.draw(st.integers(start + 1, len(text)))
    return [text[:start], text[start:end], text[end:]]


@pytest.mark.parametrize(
    "text",
    [
        *IN_A_LINE, *SPREAD, *NAMES, "婷婷", "나나 김", "Anna 한글 Anna", "한글 and 한글", "😀 ok 😀", "999",
        "no no no no", "Same line\nSame line\nSame line", "שלום, he said; then שלום", "ab" * 5000,
    ],
)  # fmt: skip
def test_a_text_that_libreoffice_would_not_make_of_any_other_is_sure(text: str) -> None:
    assert not may_be_repeated(text)


@pytest.mark.parametrize(
    "text", ["哈哈哈哈", "한글 한글", "漢字 and more漢字 漢字 and moreand more漢字 and more"]
)
def test_a_text_that_may_be_typed_or_repeated_asks_and_stays_as_it_is(text: str) -> None:
    assert may_be_repeated(text)
    assert once(paragraph(run(text))).stood is None


@given(st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=4), st.integers(1, 4))
def test_what_stands_in_paragraphs_without_fields_is_never_undone(lines: list[str], times: int) -> None:
    held = once(*(paragraph(run(line)) for line in lines * times))
    assert (held.words.text, held.stood) == ("\n".join(lines * times), None)


@pytest.mark.parametrize(
    "pieces",
    [["한글", "", "", ""], ["한글", "x", ""], ["Ann", "n", ""]],
    ids=["copied", "typed between", "one script"],
)
def test_controls_that_somebody_copied_are_not_undone_and_ask(pieces: list[str]) -> None:
    whole, *others = pieces
    inside = "".join(
        f"<w:sdt><w:sdtContent>{run(before + whole)}</w:sdtContent></w:sdt>" for before in ("", *others)
    )
    held = once(paragraph(inside))
    assert held.stood is None
    assert "text-doubled" in held.words.noticed


def test_an_answer_corrected_after_it_was_repeated_asks() -> None:
    inside = as_controls(["", "한글", ""]).replace(
        "한글</w:t></w:r></w:sdtContent></w:sdt>", "한국</w:t></w:r></w:sdtContent></w:sdt>", 1
    )
    held = once(paragraph(inside))
    assert held.stood is None
    assert "text-doubled" in held.words.noticed


def test_a_line_break_that_only_the_pieces_show_asks() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    glued = begin + field("FORMTEXT", "한글 ab")
    broken = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
    held = once(paragraph(glued, run("한글 "), glued, broken, glued))
    assert held.stood is None
    assert may_be_repeated(held.words.text)


def test_a_cell_of_endless_fields_is_taken_as_it_stands_and_asks() -> None:
    held = once(paragraph(as_fields(["", "한", *["a"] * 1_200])))
    assert held.stood is None
    assert may_be_repeated(held.words.text)
