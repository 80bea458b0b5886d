"""A letter says what the records say, leaves open what they do not, and makes nothing up."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.letters.gaps import Gap
from docgen.letters.render import RenderedLetter, render_letter
from docgen.letters.template import make_template
from docgen.word.elements import qualify, spell_out
from docgen.word.prose import find_template
from escalation.cases import Case
from escalation.faults import DefinitionError
from escalation.letters import Letter
from escalation.records import Record
from tests.clients.libreoffice import convert
from tests.escalation.returns import made_up, make_case, make_return, shipped
from tests.roundtrip.answers import AWKWARD, texts
from tests.validators import openxml

BOARD = made_up("tarnside")
[LETTER] = BOARD.letters
TODAY = dt.date(2026, 6, 1)
ANSWERS: dict[str, str | bool] = {
    "child_name": "Nia Example",
    "met_on": "2026-03-04",
    "sent_on": "2026-03-06",
    "outcome": "settled",
    "agreed": "A joint visit.\nThen a plan.",
    "actions.1.action": "Visit {together} & report <b>",
    "actions.1.owner": "Łucja Ŵ",
    "actions.1.due": "2026-03-20",
    "child_told": True,
    "chair.name": "A. N. Other",
    "chair.role": "Head",
    "chair.agency": "Education",
}


def record(answers: dict[str, str | bool], *, number: int = 1, unsure: tuple[str, ...] = ()) -> Record:
    return make_return(BOARD.form("record"), answers, number=number, unsure=unsure)


def write(*records: Record, letter: Letter = LETTER, template: Path | None = None) -> RenderedLetter:
    return render_letter(letter, BOARD, make_case(BOARD, *records), TODAY, template)


def opened(rendered: RenderedLetter) -> Document:
    return docx.Document(io.BytesIO(rendered.content))


def texts_of(rendered: RenderedLetter) -> list[str]:
    return [paragraph.text for paragraph in opened(rendered).paragraphs if paragraph.text]


def facts_of(rendered: RenderedLetter) -> dict[str, str]:
    return {row.cells[0].text: row.cells[1].text for table in opened(rendered).tables for row in table.rows}


def highlighted(rendered: RenderedLetter) -> list[str]:
    document = opened(rendered)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*(one for cell in cells for one in cell.paragraphs), *document.paragraphs]
    return [
        run.text
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


def test_the_letter_says_what_the_records_say_in_its_own_words() -> None:
    rendered = write(record(ANSWERS))
    assert texts_of(rendered)[:7] == [
        "Outcome of the meeting",
        "We met on 4 March 2026. The matter is Settled, as below. Told: Ticked.",
        "What was agreed",
        "A joint visit.\nThen a plan.",
        "What will be done, and by whom",
        "Each of us answers for what stands beside our name.",
        "Actions",
    ]
    assert "1. Visit {together} & report <b> (Owner: Łucja Ŵ; Due date: 20 March 2026)" in texts_of(rendered)
    facts = facts_of(rendered)
    assert facts["Date"] == "6 March 2026"
    assert facts["From"] == "A. N. Other, Head, Education"
    assert facts["Case reference"] == "MADE-UP-1"


def test_what_the_records_do_not_say_is_a_gap_that_can_be_seen() -> None:
    rendered = write(record({"outcome": "open"}))
    asked = [
        "the date of this letter",
        "who it is to, with role and agency",
        "who it is from, with role and agency",
        "Date of the meeting",
        "What was agreed",
        "Actions",
        "Views of each agency",
    ]
    assert sorted(gap.asks for gap in rendered.gaps) == sorted(asked)
    assert sorted(highlighted(rendered)) == sorted(f"[to complete: {one}]" for one in asked)
    assert (
        "We met on [to complete: Date of the meeting]. The matter is Not settled. Told: Not ticked."
        in texts_of(rendered)
    )


def test_a_case_without_the_letters_form_leaves_all_of_it_open() -> None:
    other = make_return(BOARD.form("note"), {})
    assert "The matter is [to complete: Outcome]" in " ".join(texts_of(write(other)))


def test_an_answer_that_is_not_sure_is_left_to_a_person() -> None:
    rendered = write(record(ANSWERS, unsure=("met_on",)))
    gap = Gap("Date of the meeting", "look at what was written in the record")
    assert gap in rendered.gaps
    assert str(gap) in highlighted(rendered)
    assert "4 March 2026" not in " ".join(texts_of(rendered))


def test_records_that_do_not_say_the_same_are_left_to_a_person() -> None:
    rendered = write(record(ANSWERS), record({**ANSWERS, "agreed": "Nothing."}, number=2))
    assert Gap("What was agreed", "the records do not say the same") in rendered.gaps
    assert "A joint visit." not in " ".join(texts_of(rendered))


def test_a_cell_left_empty_in_a_row_is_a_gap_of_that_row() -> None:
    rendered = write(
        record({"actions.1.action": "Visit", "actions.2.action": "Report", "actions.2.owner": "B"})
    )
    assert (
        "1. Visit (Owner: [to complete: Owner, row 1]; Due date: [to complete: Due date, row 1])"
        in texts_of(rendered)
    )
    assert "2. Report (Owner: B; Due date: [to complete: Due date, row 2])" in texts_of(rendered)


def test_an_earlier_version_of_the_form_is_quoted_in_its_own_words() -> None:
    old = make_return(BOARD.form("record", "2024-04"), {"outcome": "settled", "views": "They differ."})
    told = " ".join(texts_of(write(old)))
    assert "The matter is Settled." in told
    assert "They differ." in told


def test_the_answers_of_another_form_are_not_taken_for_those_of_the_letters_form() -> None:
    """MSCB's minutes hold actions as well, under the same key: they are not those of ¶7."""
    mscb = shipped("mscb")
    [letter] = mscb.letters
    record = make_return(mscb.form("escalation-record"), {"actions.1.action": "Of the record"})
    minutes = make_return(
        mscb.form("case-progression-meeting-minutes"), {"actions.1.action": "Of the meeting"}
    )
    rendered = render_letter(letter, mscb, make_case(mscb, record, minutes), TODAY)
    told = " ".join(texts_of(rendered))
    assert "1. Of the record" in told
    assert "Of the meeting" not in told


def test_recipients_may_stand_in_rows_a_line_each() -> None:
    merton = shipped("merton")
    [letter] = merton.letters
    people = {
        "confirmed_between.1.name": "Ada Made-Up",
        "confirmed_between.1.role": "Head",
        "confirmed_between.2.name": "Bo Made-Up",
        "confirmed_between.2.agency": "Health",
    }
    rendered = render_letter(
        letter, merton, make_case(merton, make_return(merton.form("escalation-record"), people)), TODAY
    )
    assert facts_of(rendered)["To"] == "Ada Made-Up, Head\nBo Made-Up, Health"


@pytest.mark.parametrize("board", ["mscb", "merton"])
def test_no_shipped_letter_names_the_child(board: str) -> None:
    held = shipped(board)
    record = make_return(held.form("escalation-record"), {"child_name": "Nia Example"})
    for letter in held.letters:
        rendered = render_letter(letter, held, make_case(held, record), TODAY)
        with zipfile.ZipFile(io.BytesIO(rendered.content)) as package:
            assert b"Nia" not in b"".join(package.read(name) for name in package.namelist())


def test_a_case_reference_that_names_the_child_is_noticed_and_stays_out_of_the_title() -> None:
    case = Case(board="tarnside", reference="Example 2026", records=(record(ANSWERS),))
    rendered = render_letter(LETTER, BOARD, case, TODAY)
    assert [finding.code for finding in rendered.findings] == ["letter-case-names-child"]
    assert opened(rendered).core_properties.title == "Outcome of the meeting"


def test_the_file_says_what_it_is() -> None:
    core = opened(write(record(ANSWERS))).core_properties
    assert core.title == "Outcome of the meeting, MADE-UP-1"
    assert (core.author, core.language) == ("Tarnside Safeguarding Partnership", "en-GB")


def test_marking_board_case_and_clause_stand_on_the_page() -> None:
    rendered = write(record(ANSWERS))
    section = opened(rendered).sections[0]
    head, foot = (
        "\n".join(one.text for one in margin.paragraphs) for margin in (section.header, section.footer)
    )
    assert "Tarnside Safeguarding Partnership" in head
    assert "OFFICIAL-SENSITIVE" in head
    assert "OFFICIAL-SENSITIVE" in foot
    assert "MADE-UP-1" in foot
    assert texts_of(rendered)[-1].endswith("paragraph 6: ‘the outcome is put in writing to those who met’")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(agreed=st.one_of(st.sampled_from(AWKWARD), texts(200, required=True)))
def test_what_a_person_wrote_stands_in_the_letter_to_the_letter(agreed: str) -> None:
    document = opened(write(record({"agreed": agreed, "outcome": "open"})))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[paragraphs.index("What was agreed") + 1] == spell_out(agreed)


def test_a_person_who_writes_what_a_gap_looks_like_loses_nothing() -> None:
    wrote = "see [to complete: Actions] and [to complete: nothing]"
    assert wrote in texts_of(write(record({"agreed": wrote})))


def test_the_same_input_makes_the_same_bytes() -> None:
    assert write(record(ANSWERS)).content == write(record(ANSWERS)).content


def test_the_kept_template_is_the_one_that_is_made() -> None:
    assert find_template("letter", BOARD).read_bytes() == make_template()


def edited(folder: Path, old: str, new: str) -> Path:
    """Return a template in which somebody changed a text in Word."""
    document = docx.Document(io.BytesIO(make_template()))
    [paragraph] = [one for one in document.paragraphs if one.text == old]
    paragraph.runs[0].text = new
    path = folder / "edited.docx"
    document.save(str(path))
    return path


def test_what_staff_change_in_the_template_is_what_comes_out(tmp_path: Path) -> None:
    template = edited(tmp_path, "{{ title }}", "{{ title|upper }} ({{ case }})")
    assert texts_of(write(record(ANSWERS), template=template))[0] == "OUTCOME OF THE MEETING (MADE-UP-1)"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ titel }}", "in a heading: there is no name titel; accepted: title, if that is meant"),
        ("{{ title|safe }}", "in a heading: No filter named 'safe'; accepted: a name alone"),
        ("{{ ''.__class__.__mro__ }}", "only the names .*title"),
        ("{{ 1 // 0 }}", "only the names .*title"),
    ],
)
def test_a_template_that_asks_for_what_there_is_not_is_a_fault(code: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=rf"edited\.docx.*{said}"):
        write(record(ANSWERS), template=edited(tmp_path, "{{ title }}", code))


def test_headings_are_headings_and_no_sign_of_the_template_is_left() -> None:
    rendered = write(record(ANSWERS))
    styles = [one.style.style_id for one in opened(rendered).paragraphs if one.style]
    assert styles.count("Heading1") == 1
    assert styles.count("Heading2") == 2
    body = opened(rendered).element.body
    assert all(one.find(f".//{qualify('w:tblCaption')}") is not None for one in body.iter(qualify("w:tbl")))
    assert all(cell.find(qualify("w:p")) is not None for cell in body.iter(qualify("w:tc")))
    assert "{%" not in " ".join(texts_of(rendered))


def test_microsofts_validator_finds_nothing(tmp_path: Path) -> None:
    held = {"full": write(record(ANSWERS)), "open": write(record({}))}
    for name, rendered in held.items():
        (tmp_path / f"{name}.docx").write_bytes(rendered.content)
    paths = [*sorted(tmp_path.glob("*.docx")), find_template("letter", BOARD)]
    assert openxml.failures(paths) == []


def test_libreoffice_opens_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(write(record(ANSWERS)).content)
    convert([path], "txt:Text", tmp_path / "text")
    said = (tmp_path / "text" / "letter.txt").read_text(encoding="utf-8-sig")
    assert "We met on 4 March 2026. The matter is Settled, as below." in said
    assert "Łucja Ŵ" in said
