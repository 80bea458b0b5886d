"""Minutes in Word are read by the template as the map: what stands in its places comes back, and nothing is lost."""

import io
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boardforms.minutes.from_word import tell_word
from docgen.packs.minutes.template import make_template
from docgen.packs.minutes.word import render_minutes
from docgen.word.elements import spell_out
from escalation.faults import DefinitionError
from parsers.word.minutes import ReadMinutes, read_minutes
from tests.clients.libreoffice import DOCX, convert
from tests.minutes.samples import (
    SAMPLES,
    bare,
    edited,
    known,
    map_of,
    minutes_of,
    paragraph_of,
    read_back,
    remove,
    sample,
)
from tests.packs.samples import mscb


def said(read: ReadMinutes, name: str) -> list[dict[str, str]]:
    return [{part: one.text for part, one in entry.items()} for entry in read.lists[name]]


def outside(read: ReadMinutes) -> list[str]:
    return [one.text for one in read.outside]


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_a_meeting_says_is_read_back_from_its_minutes(name: str) -> None:
    prepared = sample(name)
    meeting, read = prepared.meeting, read_back(minutes_of(prepared))
    for key in ("purpose", "child_views", "discussion", "place"):
        assert (read.texts[key].text if key in read.texts else "") == getattr(meeting, key)
    assert [one["name"] for one in said(read, "attendance")] == [one.name for one in meeting.attendance]
    assert [(one["decision"], one["reason"]) for one in said(read, "decisions")] == [
        (one.decision, one.reason) for one in meeting.decisions
    ]
    assert [(one["action"], one["owner"]) for one in said(read, "actions")] == [
        (one.action, one.owner) for one in meeting.actions
    ]
    assert read.outside == ()
    missing = {one.partition(".")[0] for one in read.missing}
    assert missing == (set() if meeting.open_actions else {"open_actions"})


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80).map(str.strip),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=80).map(str.strip),
)
@example("Discussion", "Actions")
@example("one\n\n  two\tthree", "⟦purpose⟧ {{ x }} 1.")
@example("Purpose of the meeting\nActions", "1")
def test_any_text_is_read_back_to_the_letter(prose: str, cell: str) -> None:
    prepared = bare().but(
        discussion=prose,
        information=[{"agency": "Health", "text": cell}],
        actions=[{"action": "Visit", "owner": " ".join(cell.split())[:400]}],
    )
    read = read_back(minutes_of(prepared))
    held = read.texts["discussion"].text if "discussion" in read.texts else ""
    assert held == spell_out(prepared.meeting.discussion).strip()
    (told,) = said(read, "information")
    assert told["text"] == spell_out(prepared.meeting.information[0].text).strip()
    assert [one["action"] for one in said(read, "actions")] == ["Visit"]
    assert read.outside == ()


def test_what_staff_type_into_blank_minutes_is_read_where_it_belongs() -> None:
    def write(document: Document) -> None:
        at = paragraph_of(document, "Discussion") + 1
        document.paragraphs[at].add_run("First.")
        document.paragraphs[at + 1].insert_paragraph_before("Second.")
        actions = next(one for one in document.tables if one.rows[0].cells[1].text == "Action")
        for cell, text in zip(
            actions.rows[1].cells[1:], ("Visit weekly", "Dan", "Health", "6/1/25"), strict=True
        ):
            cell.text = text
        actions._tbl.append(deepcopy(actions.rows[4]._tr))
        added = actions.rows[5]
        added.cells[1].text = "Ring the school"

    read = read_back(minutes_of(bare(), write))
    assert read.texts["discussion"].text == "First.\nSecond."
    assert [one["action"] for one in said(read, "actions")] == ["Visit weekly", "Ring the school"]
    assert said(read, "actions")[0]["due"] == "6/1/25"
    assert read.lists["actions"][0]["due"].place == "table 8, row 2, cell 5"
    assert read.outside == ()


def test_words_in_no_part_and_tables_of_somebodys_own_are_reported_with_their_place() -> None:
    def write(document: Document) -> None:
        at = paragraph_of(document, "Actions")
        document.paragraphs[at].insert_paragraph_before("Typed under the table")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Mine", "and more"
        document.add_paragraph("Any other business", style="Heading 2")
        document.add_paragraph("The boiler")

    read = read_back(minutes_of(mscb(), write))
    assert outside(read) == ["Typed under the table", "Mine", "and more", "Any other business", "The boiler"]
    assert all(one.place for one in read.outside)
    assert read.texts["discussion"].text == mscb().meeting.discussion


def test_words_typed_into_a_header_or_footer_are_reported() -> None:
    def write(document: Document) -> None:
        document.sections[0].header.add_paragraph("Do not send before Friday")
        document.sections[0].footer.add_paragraph("Amended 6/1/25")

    read = read_back(minutes_of(mscb(), write))
    assert sorted(outside(read)) == ["Amended 6/1/25", "Do not send before Friday"]
    assert {one.place for one in read.outside} == {"header", "footer"}


def test_a_heading_reworded_is_known_by_its_bookmark_and_its_new_words_are_reported() -> None:
    def reword(document: Document) -> None:
        document.paragraphs[paragraph_of(document, "Discussion")].runs[0].text = "What we talked about"

    read = read_back(minutes_of(mscb(), reword))
    assert read.texts["discussion"].text == mscb().meeting.discussion
    assert outside(read) == ["What we talked about"]


def without_bookmarks(document: Document) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(document.element.body.iter(qn(name))):
            mark.getparent().remove(mark)


def test_without_bookmarks_headings_are_known_by_their_words() -> None:
    read = read_back(minutes_of(mscb(), without_bookmarks))
    assert read.texts["child_views"].text == mscb().meeting.child_views
    assert read.outside == ()


def test_headings_that_are_headings_no_longer_are_known_by_their_words_and_need_a_person() -> None:
    def flatten(document: Document) -> None:
        without_bookmarks(document)
        for paragraph in document.paragraphs:
            paragraph.style = "Form Answer"

    read = read_back(minutes_of(mscb(), flatten))
    assert read.texts["discussion"].text == mscb().meeting.discussion
    assert not read.texts["discussion"].sure
    assert said(read, "actions")


def test_where_the_next_heading_is_gone_what_stands_before_it_is_not_sure() -> None:
    def cut(document: Document) -> None:
        remove(document.paragraphs[paragraph_of(document, "Who chairs, and why")])

    read = read_back(minutes_of(mscb(), cut))
    assert read.texts["purpose"].text.startswith(mscb().meeting.purpose)
    assert not read.texts["purpose"].sure
    assert "chairs" in read.missing


def test_a_heading_taken_out_is_missing_and_its_text_is_not_taken_for_anothers() -> None:
    def cut(document: Document) -> None:
        remove(document.paragraphs[paragraph_of(document, "Discussion")])

    read = read_back(minutes_of(mscb(), cut))
    assert "discussion" in read.missing
    assert mscb().meeting.discussion in outside(read)


def test_columns_moved_are_read_by_their_heads_and_a_column_added_is_reported() -> None:
    def move(document: Document) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[0].text == "Who")
        for row in table.rows:
            row._tr.append(row.cells[0]._tc)
        for at, row in enumerate(
            next(t for t in document.tables if t.rows[0].cells[1].text == "Action").rows
        ):
            cell = OxmlElement("w:tc")
            cell.append(OxmlElement("w:p"))
            row._tr.append(cell)
            row.cells[-1].text = f"extra {at}"

    read = read_back(minutes_of(mscb(), move))
    assert said(read, "dissent")[0]["who"] == "Dr Anwen Prosser, Health"
    assert [one["owner"] for one in said(read, "actions")] == ["Pilar Quint", "Meera Hollins", "Dan Orrell"]
    assert outside(read) == ["extra 1", "extra 2", "extra 3"]


def test_a_table_whose_head_was_retyped_is_read_by_its_place_and_is_not_sure() -> None:
    def retype(document: Document) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[0].text == "Who")
        table.rows[0].cells[0].text = "Name of the person"

    read = read_back(minutes_of(mscb(), retype))
    assert said(read, "dissent")[0]["who"] == "Dr Anwen Prosser, Health"
    assert not read.lists["dissent"][0]["who"].sure


def test_a_row_whose_cells_were_merged_is_reported_and_not_guessed_at() -> None:
    def merge(document: Document) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[1].text == "Action")
        table.rows[1]._tr.remove(table.rows[1].cells[4]._tc)

    read = read_back(minutes_of(mscb(), merge))
    assert len(said(read, "actions")) == 2
    assert "Pilar Quint" in outside(read)


def test_tracked_changes_are_read_as_accepted_and_need_a_person() -> None:
    def delete(document: Document) -> None:
        run = document.paragraphs[paragraph_of(document, "Discussion") + 1].runs[0]._r
        deletion = OxmlElement("w:del")
        run.addprevious(deletion)
        deletion.append(run)
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")

    read = read_back(minutes_of(mscb(), delete))
    assert read.texts["discussion"].text == ""
    assert not read.texts["discussion"].sure


def test_a_template_of_the_offices_own_is_its_own_map(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        without_bookmarks(document)
        document.paragraphs[paragraph_of(document, "Discussion")].runs[0].text = "Summary of what was said"
        table = next(one for one in document.tables if one.rows[0].cells[1].text == "Action")
        table.rows[0].cells[1].text = "What will be done"

    template = tmp_path / "minutes-own.docx"
    template.write_bytes(edited(make_template(), change))
    read = read_minutes(render_minutes(*mscb().papers(), template=template), map_of(template))
    assert read.texts["discussion"].text == mscb().meeting.discussion
    assert [one["action"] for one in said(read, "actions")] == [one.action for one in mscb().meeting.actions]
    assert read.outside == ()


@pytest.mark.parametrize("gone", ["{{ views_title }}", "{{ child_views }}"])
def test_a_template_without_the_childs_views_is_refused_and_says_why(gone: str, tmp_path: Path) -> None:
    def cut(document: Document) -> None:
        remove(document.paragraphs[paragraph_of(document, gone)])

    template = tmp_path / "minutes-own.docx"
    template.write_bytes(edited(make_template(), cut))
    with pytest.raises(DefinitionError, match="may not leave out what the child and the family think"):
        render_minutes(*mscb().papers(), template=template)


def test_a_template_in_which_the_views_have_no_heading_is_refused(
    tmp_path: Path,
) -> None:
    def hide(document: Document) -> None:
        document.paragraphs[paragraph_of(document, "{{ views_title }}")].style = "Form Answer"

    template = tmp_path / "minutes-own.docx"
    template.write_bytes(edited(make_template(), hide))
    with pytest.raises(DefinitionError, match="views_title"):
        render_minutes(*mscb().papers(), template=template)


def test_every_name_that_a_template_can_use_has_a_mark() -> None:
    names = {name.partition(".")[0] for name in known().names}
    assert {"purpose", "child_views", "discussion", "decisions", "dissent", "actions", "considered"} <= names


def test_libreoffice_gives_back_all_that_the_minutes_said(tmp_path: Path) -> None:
    path, folder = tmp_path / "minutes.docx", tmp_path / "saved"
    path.write_bytes(minutes_of(mscb()))
    convert([path], DOCX, folder)
    saved = (folder / "minutes.docx").read_bytes()
    assert docx.Document(io.BytesIO(saved)).tables
    before, after = read_back(minutes_of(mscb())), read_back(saved)
    assert {name: one.text for name, one in after.texts.items()} == {
        name: one.text for name, one in before.texts.items()
    }
    assert {name: said(after, name) for name in after.lists} == {
        name: said(before, name) for name in before.lists
    }
    assert after.outside == ()
    assert all(one.sure for one in after.texts.values())


def test_a_person_on_one_line_in_a_template_of_the_offices_own_is_parted_and_not_sure(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.tables[0].rows[4].cells[1].paragraphs[0].runs[0].text = "{{ chair }}"
        remove(document.tables[1])

    template = tmp_path / "minutes-own.docx"
    template.write_bytes(edited(make_template(), change))
    told = tell_word(read_minutes(render_minutes(*mscb().papers(), template=template), map_of(template)), ())
    assert (told.texts["chair.name"].value, told.texts["chair.name"].sure) == ("Sunita Rao", False)
    assert told.texts["chair.agency"].value == "Children and Families"


def test_a_list_that_a_template_sets_out_as_paragraphs_is_reported_and_not_lost(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        at = paragraph_of(document, "Information from each agency")
        heading = document.paragraphs[at]
        table = next(
            one for one in document.tables if one.rows[0].cells[1].text == "What it told the meeting"
        )
        remove(table)
        following = document.paragraphs[at + 1]
        assert heading.text == "Information from each agency"
        for text in ("{%p for one in information %}", "{{ one.agency }}: {{ one.text }}", "{%p endfor %}"):
            following.insert_paragraph_before(text)

    template = tmp_path / "minutes-own.docx"
    template.write_bytes(edited(make_template(), change))
    read = read_minutes(render_minutes(*mscb().papers(), template=template), map_of(template))
    assert [text.partition(":")[0] for text in outside(read)] == [
        "Health",
        "Children and Families",
        "Education",
        "Police",
    ]


def test_a_comment_in_the_margin_needs_a_person() -> None:
    def comment(document: Document) -> None:
        mark = OxmlElement("w:commentReference")
        mark.set(qn("w:id"), "1")
        document.paragraphs[paragraph_of(document, "Discussion") + 1].runs[0]._r.append(mark)

    assert [finding.code for finding in read_back(minutes_of(mscb(), comment)).findings] == ["comment"]
