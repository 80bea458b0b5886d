"""Our Word forms filled in and saved as PDF: told for what they are, read by their rows, and asked about."""

import io
from collections.abc import Mapping

import docx
import pikepdf
import pytest
from docx.document import Document

from boardforms.blanks import Format, render
from escalation.boxes import Answers, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.records import Record, State
from parsers.pdf.printed_word import WORD_ROW, find_word_pages
from tests.geometry.filled import awkward_answers, plain_answers
from tests.geometry.scoring import DESK, FORMS, read_file, score, score_all
from tests.learning.foreign import moray_published
from tests.learning.make_printed import print_forms
from tests.learning.reading import ALL as LEARNED
from tests.learning.reading import codes, read, said_on
from tests.programs import need
from tests.scans.simulated import SCANNERS, scan

SHORT, LONG, ROWS = (
    next(form for form in FORMS if str(form.reference).startswith(name))
    for name in ("mscb/locality", "moray/escalation", "medway/meeting-minutes")
)
TYPED = "Mrs Pugh rang again on Monday"
MORE_ROWS = 14


def filled(form: FormDefinition, answers: Answers) -> bytes:
    return render(form, DESK.catalogue.board(form.board), Format.WORD, answers).content


def with_more_rows() -> Answers:
    people = [{"name": f"Person {number}", "role": "Teacher"} for number in range(1, MORE_ROWS + 1)]
    return {**plain_answers(ROWS), "attendees": people}


def saved(document: Document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def without_foot(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.sections[0].footer.paragraphs:
        paragraph.clear()
    return saved(document)


def typed_between_tables(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.tables[1]._tbl.addprevious(document.add_paragraph(TYPED)._p)
    return saved(document)


def word_files() -> dict[str, bytes]:
    plain = filled(LONG, plain_answers(LONG))
    return {
        **{f"plain-{form.key}": filled(form, plain_answers(form)) for form in (SHORT, LONG, ROWS)},
        **{f"awkward-{form.key}": filled(form, awkward_answers(form)) for form in (LONG, ROWS)},
        "blank": filled(SHORT, {}),
        "more-rows": filled(ROWS, with_more_rows()),
        "typed-between": typed_between_tables(plain),
        "no-foot": without_foot(plain),
        "published": moray_published(said_on("moray published")),
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return each of the Word files as LibreOffice saves it as PDF."""
    return print_forms(word_files(), tmp_path_factory.mktemp("printed"))


def read_one(data: bytes) -> Record:
    [record] = read_file(data)
    return record


def messages(record: Record) -> str:
    return "\n".join(finding.message for finding in record.findings)


def pages_of(data: bytes, *numbers: int) -> bytes:
    """Return a PDF of some pages of another, counted from 1."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.new() as made:
        made.pages.extend(pdf.pages[number - 1] for number in numbers)
        made.save(held)
    return held.getvalue()


def joined(*files: bytes) -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as made:
        for data in files:
            made.pages.extend(pikepdf.open(io.BytesIO(data)).pages)
        made.save(held)
    return held.getvalue()


@pytest.mark.parametrize("form", [SHORT, LONG, ROWS], ids=lambda form: form.key)
def test_plain_answers_are_read_from_their_rows_and_none_is_sure(
    form: FormDefinition, printed: Mapping[str, bytes]
) -> None:
    record = read_one(printed[f"plain-{form.key}"])
    found = score(record, form, plain_answers(form))
    assert (found.right, found.wrong) == (found.answers, [])
    given = [one for one in record.fields.values() if one.value not in (None, False)]
    assert given
    assert not any(one.sure for one in given)
    assert {one.origin for one in given} == {WORD_ROW}


@pytest.mark.parametrize("form", [LONG, ROWS], ids=lambda form: form.key)
def test_no_awkward_answer_is_wrong_and_sure(form: FormDefinition, printed: Mapping[str, bytes]) -> None:
    found = score_all(read_file(printed[f"awkward-{form.key}"]), form, awkward_answers(form))
    assert found.wrong == []
    assert found.right >= 0.9 * found.answers, found


def test_the_return_says_that_it_is_the_word_form_and_that_no_page_is_missing(
    printed: Mapping[str, bytes],
) -> None:
    record = read_one(printed[f"plain-{LONG.key}"])
    assert record.state is State.REVIEW
    assert record.case == plain_answers(LONG)["case_reference"]
    assert "Ask the sender for the Word file itself" in messages(record)
    assert not codes(record) & {"page-missing", "page-more", "page-foreign", "text-outside", "read-by-place"}


def test_a_box_that_still_shows_words_prompt_is_surely_empty(printed: Mapping[str, bytes]) -> None:
    record = read_one(printed["blank"])
    empty = {box.name for box in form_boxes(SHORT) if box.kind is not Kind.TICK and not box.required}
    assert empty <= {name for name, one in record.fields.items() if one.sure and one.value is None}
    assert "required-missing" in codes(record)


def test_rows_that_were_added_are_read_over_the_end_of_the_page(printed: Mapping[str, bytes]) -> None:
    found = score_all(read_file(printed["more-rows"]), ROWS, with_more_rows())
    assert found.wrong == []
    assert found.right >= 0.99 * found.answers, found


def test_words_between_the_tables_are_noticed(printed: Mapping[str, bytes]) -> None:
    record = read_one(printed["typed-between"])
    assert "text-outside" in codes(record)
    assert score(record, LONG, plain_answers(LONG)).right >= len(form_boxes(LONG)) - 1


def test_of_some_pages_what_is_there_is_read_and_the_rest_is_missing(printed: Mapping[str, bytes]) -> None:
    record = read_one(pages_of(printed[f"plain-{LONG.key}"], 3, 4))
    missing = {finding.field for finding in record.findings if finding.code == "box-missing"}
    assert "child_name" in missing
    assert missing.isdisjoint(record.fields)
    assert score(record, LONG, plain_answers(LONG)).wrong == []
    assert any(one.value for one in record.fields.values())


def test_pages_of_two_returns_make_two_records(printed: Mapping[str, bytes]) -> None:
    one, other = read_file(joined(printed[f"plain-{SHORT.key}"], printed["blank"]))
    assert score(one, SHORT, plain_answers(SHORT)).right == len(form_boxes(SHORT))
    assert not any(field.value for field in other.fields.values())


def test_a_page_of_another_paper_is_named(printed: Mapping[str, bytes]) -> None:
    record = read_one(joined(printed[f"plain-{SHORT.key}"], pages_of(printed["published"], 1)))
    assert "Page 3 of the file is not of this form" in messages(record)


def test_a_word_form_whose_foot_was_taken_away_is_not_read_as_another(printed: Mapping[str, bytes]) -> None:
    record = read(printed["no-foot"], LEARNED)
    assert record.form in {None, LONG.reference}
    assert "Ask the sender for the Word file itself" in messages(record)
    assert not any(one.sure and one.value for one in record.fields.values())


def test_a_learned_word_form_saved_as_pdf_is_refused_and_the_word_file_asked_for(
    printed: Mapping[str, bytes],
) -> None:
    record = read(printed["published"], LEARNED)
    assert (record.state, codes(record)) == (State.REFUSED, {"word-saved-as-pdf"})
    assert "Ask the sender for the Word file itself" in messages(record)


def test_a_scan_of_the_word_form_says_so_and_that_nothing_was_read(printed: Mapping[str, bytes]) -> None:
    need("tesseract")
    record = read_one(scan(pages_of(printed[f"plain-{SHORT.key}"], 1), SCANNERS[0]))
    assert record.form == SHORT.reference
    assert {"word-printed", "box-missing"} <= codes(record)
    assert not codes(record) & {"page-missing", "page-foreign"}
    assert record.fields == {}


@pytest.mark.parametrize("form", {form.board: form for form in FORMS}.values(), ids=lambda form: form.board)
def test_the_pdf_form_of_no_board_has_the_head_of_its_word_form(form: FormDefinition) -> None:
    blank = DESK.map_of(form).reading
    assert [margin for margin in blank.margins if margin.place == "header"]
    assert find_word_pages(DESK.pdf_map_of(form).reading.pages, blank) == ()
