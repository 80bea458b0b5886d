"""Blank and prefilled Word forms: that Word, other programs and readers of the screen can make sense of them."""

import subprocess
from pathlib import Path

import pytest

from docgen import render_word
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import WordPlace
from escalation.stamps import PROMPTS, word_tag
from tests import programs
from tests.clients.libreoffice import convert
from tests.validators import openxml
from tests.word.faults import find_faults
from tests.word.made_up import CHILD, FORMS, NAMES, dyffryn, make_answers
from tests.word.opened import OpenedForm, attribute, find, full, text_of

each_form = pytest.mark.parametrize(("board", "form"), FORMS, ids=NAMES)


def test_microsofts_validator_finds_nothing(tmp_path: Path) -> None:
    written = []
    for board, form in FORMS:
        for name, answers in (("blank", None), ("filled", make_answers(form))):
            written.append(tmp_path / f"{form.board}-{form.key}-{name}.docx")
            written[-1].write_bytes(render_word(form, board, answers).content)
    assert openxml.failures(written) == []


@each_form
def test_what_the_validator_misses_is_right_too(board: Board, form: FormDefinition) -> None:
    assert find_faults(render_word(form, board).content) == []
    assert find_faults(render_word(form, board, make_answers(form)).content) == []


@each_form
def test_every_box_has_one_control_under_its_own_tag(board: Board, form: FormDefinition) -> None:
    tags = [
        attribute(control, "w:sdtPr/w:tag")
        for control in OpenedForm(render_word(form, board).content).controls
    ]
    assert sorted(map(str, tags)) == sorted(word_tag(box.name) for box in form_boxes(form))


@each_form
def test_the_same_form_gives_the_same_bytes(board: Board, form: FormDefinition) -> None:
    answers = make_answers(form)
    assert render_word(form, board).content == render_word(form, board).content
    assert render_word(form, board, answers).content == render_word(form, board, answers).content


@each_form
def test_a_blank_asks_by_words_own_prompts_and_holds_no_answer(board: Board, form: FormDefinition) -> None:
    opened = OpenedForm(render_word(form, board).content)
    for box in form_boxes(form):
        assert opened.answer(box.name) in (PROMPTS if box.kind is not Kind.TICK else {"☐"})
        shown = find(opened.control(box.name), "w:sdtPr/w:showingPlcHdr")
        assert bool(shown) is (box.kind is not Kind.TICK)


@each_form
def test_the_file_says_which_form_it_is(board: Board, form: FormDefinition) -> None:
    opened = OpenedForm(render_word(form, board).content)
    custom = {entry.get("name"): entry[0].text for entry in opened.xml("docProps/custom.xml")}
    assert custom == {"FormBoard": form.board, "FormId": form.key, "FormVersion": form.version}
    core = {str(entry.tag).split("}")[1]: entry.text for entry in opened.xml("docProps/core.xml")}
    assert core["title"] == f"{form.title} – {board.name}"
    assert (core["creator"], core["language"]) == (board.name, "en-GB")
    assert core["created"] == core["modified"] == f"{form.in_force_from}T00:00:00Z"


@each_form
def test_each_page_says_whose_form_it_is_and_how_it_is_marked(board: Board, form: FormDefinition) -> None:
    opened = OpenedForm(render_word(form, board).content)
    head, foot = opened.xml("word/header1.xml"), opened.xml("word/footer1.xml")
    assert text_of(head) == f"{board.name}\tOFFICIAL-SENSITIVE"
    assert text_of(foot) == f"{form.reference}\tPage 1 of 1\nOFFICIAL-SENSITIVE"
    fields = [field.get(full("w:instr"), "").strip() for field in foot.iter(full("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_prefilled_form_names_the_child_in_its_body_and_nowhere_else() -> None:
    form, board = dyffryn()
    opened = OpenedForm(render_word(form, board, make_answers(form)).content)
    holding = {part for part, content in opened.parts.items() if CHILD.encode() in content}
    assert holding == {"word/document.xml"}


@each_form
def test_headings_and_standing_are_on_the_face(board: Board, form: FormDefinition) -> None:
    body = OpenedForm(render_word(form, board).content).document[0]
    said = [(attribute(line, "w:pPr/w:pStyle"), text_of(line)) for line in find(body, "w:p")]
    assert said[:2] == [("Heading1", form.title), ("FormStanding", form.standing)]
    assert [text for style, text in said if style == "Heading2"] == [
        section.title for section in form.sections if section.show_title
    ]
    assert {section.intro for section in form.sections} - {""} <= {text for _, text in said}


@each_form
def test_tables_have_captions_and_descriptions_and_repeat_their_headings(
    board: Board, form: FormDefinition
) -> None:
    tables = OpenedForm(render_word(form, board).content).tables
    assert all(attribute(table, "w:tblPr/w:tblCaption") for table in tables)
    assert all(attribute(table, "w:tblPr/w:tblDescription") for table in tables)
    columns = [field for field in form.fields if field.kind is Kind.ROWS]
    assert sum(bool(find(table, "w:tr/w:trPr/w:tblHeader")) for table in tables) == len(columns)
    for table in tables:
        repeated = [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert repeated == sorted(repeated, reverse=True), "Word repeats only rows from the first on"


@each_form
def test_a_label_is_kept_with_the_answer_under_it(board: Board, form: FormDefinition) -> None:
    for table in OpenedForm(render_word(form, board).content).tables:
        rows = find(table, "w:tr")
        for row in rows[:-1]:
            if not find(row, ".//w:sdt"):
                assert all(find(line, "w:pPr/w:keepNext") for line in find(row, "w:tc/w:p"))
        assert not find(rows[-1], "w:tc/w:p/w:pPr/w:keepNext")


def test_a_row_breaks_across_pages_only_where_its_answer_is_long() -> None:
    form, board = dyffryn()
    for text, whole in (("short", True), ("a long story. " * 400, False)):
        opened = OpenedForm(render_word(form, board, {"summary": text}).content)
        row = next(opened.control("summary").iterancestors(full("w:tr")))
        assert bool(find(row, "w:trPr/w:cantSplit")) is whole


def test_a_required_tick_says_so_beside_its_box() -> None:
    form, board = dyffryn()
    section = form.sections[0]
    fields = (
        field.model_copy(update={"required": True}) if field.key == "reason_drift" else field
        for field in section.fields
    )
    asked = section.model_copy(update={"fields": tuple(fields)})
    strict = form.model_copy(update={"sections": (asked, *form.sections[1:])})
    row = next(
        OpenedForm(render_word(strict, board).content).control("reason_drift").iterancestors(full("w:tr"))
    )
    assert text_of(row).endswith("There is drift or delay in the plan (required)")


def test_answer_space_is_as_many_lines_as_the_form_asks() -> None:
    form, board = dyffryn()
    opened = OpenedForm(render_word(form, board).content)
    row = next(opened.control("summary").iterancestors(full("w:tr")))
    height = int(attribute(row, "w:trPr/w:trHeight") or "0")
    assert height / 567 > 8 * 0.55
    assert attribute(row, "w:trPr/w:trHeight", "w:hRule") == "atLeast"


def test_libreoffice_shows_every_word_of_a_long_answer_and_of_the_form_around_it(tmp_path: Path) -> None:
    form, board = dyffryn()
    words = [f"word{number}" for number in range(2_200)]
    (tmp_path / "long.docx").write_bytes(render_word(form, board, {"summary": " ".join(words)}).content)
    pdf = _convert(tmp_path / "long.docx", "pdf", tmp_path)
    command = [str(programs.need("pdftotext")), "-layout", str(pdf), "-"]
    shown = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", timeout=60
    ).stdout.split()
    assert [word for word in shown if word.startswith("word")] == words
    assert {"Attendees", "Chair", "dyffryn/every-kind"} <= set(shown)


def test_libreoffice_saves_answers_without_moving_their_lines(tmp_path: Path) -> None:
    form, board = dyffryn()
    answers = {"summary": "one\n\n  three\n\tfour", "record": "alone", "child_name": "Ffion\nap Huw"}
    rendered = render_word(form, board, answers)
    (tmp_path / "given.docx").write_bytes(rendered.content)
    saved = OpenedForm(_convert(tmp_path / "given.docx", "docx", tmp_path / "saved").read_bytes())
    for name, text in answers.items():
        place = rendered.layout.places[name]
        assert isinstance(place, WordPlace)
        row = find(saved.tables[place.table - 1], "w:tr")[place.row - 1]
        assert text_of(find(row, "w:tc")[place.cell - 1]).removesuffix("\n") == text


def _convert(docx: Path, kind: str, folder: Path) -> Path:
    convert([docx], kind, folder)
    return (folder / docx.name).with_suffix(f".{kind}")
