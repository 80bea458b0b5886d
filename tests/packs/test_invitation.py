"""An invitation says where and when, and never whom the meeting is about: in Word, and for calendars (RFC 5545)."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from icalendar import Calendar

from docgen.packs.before.invitation import WITHHELD, render_calendar, render_invitation
from docgen.packs.before.invitation_template import make_template
from docgen.word.prose import find_template
from tests.packs.samples import ROOT, Prepared, moray, mscb
from tests.validators import openxml

TODAY = dt.date(2024, 11, 15)
CHILD = "Isla Marchbank"


def invitation(prepared: Prepared) -> Document:
    return docx.Document(io.BytesIO(_invitation(prepared)))


def _invitation(prepared: Prepared) -> bytes:
    return render_invitation(prepared.meeting, prepared.board, prepared.case, TODAY)


def text_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def entry(prepared: Prepared) -> Any:
    [event] = Calendar.from_ical(calendar_of(prepared)).walk("VEVENT")
    return event


def calendar_of(prepared: Prepared) -> bytes:
    return render_calendar(prepared.meeting, prepared.board, prepared.case, TODAY)


def test_an_invitation_gives_day_time_place_agenda_and_who_else_is_invited() -> None:
    held = moray().but(ends=dt.time(15, 30), agenda=("Welcome", "Discussion"))
    said = text_of(invitation(held))
    for words in (
        "Monday 25 November 2024",
        "2pm to 3:30pm",
        "Council offices, meeting room 4",
        "MOR-2024-031",
        "2. Discussion",
        "Callum Strachan",
        "Stage 2: second line management (3.3)",
    ):
        assert words in said


def test_neither_says_what_the_meeting_is_for_nor_whom_it_is_about() -> None:
    held = moray().but(
        agenda=("Welcome", f"{CHILD.split(maxsplit=1)[0]}’s views"),
        title=f"About {CHILD}",
        place=f"At the house of {CHILD}",
        attendance=({"name": "A. Marchbank", "role": "Mother"},),
    )
    for said in (text_of(invitation(held)), calendar_of(held).decode()):
        assert "Isla" not in said
        assert "Marchbank" not in said
        assert "parenting programme" not in said
    assert f"2. {WITHHELD}" in text_of(invitation(held))
    assert entry(held)["description"] == f"Agenda\n1. Welcome\n2. {WITHHELD}"
    assert "Isla" not in invitation(held).core_properties.title
    assert entry(held)["summary"] == "Stage 2: second line management, MOR-2024-031"


def test_a_case_reference_that_holds_the_childs_name_is_withheld() -> None:
    case = moray().case.model_copy(update={"reference": "MARCHBANK 1"})
    meeting = moray().meeting.model_copy(update={"case": "MARCHBANK 1"})
    held = Prepared(meeting, moray().board, case, moray().checked)
    assert "MARCHBANK" not in text_of(invitation(held))
    assert WITHHELD in text_of(invitation(held))
    assert b"MARCHBANK" not in calendar_of(held)


@pytest.mark.parametrize(
    ("day", "begins"),
    [(dt.date(2024, 11, 25), "2024-11-25T14:00"), (dt.date(2024, 7, 1), "2024-07-01T13:00")],
)
def test_a_calendar_is_given_uk_time_summer_and_winter(day: dt.date, begins: str) -> None:
    event = entry(moray().but(date=day, ends=dt.time(15, 30)))
    assert event["dtstart"].dt == dt.datetime.fromisoformat(begins).replace(tzinfo=dt.UTC)
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=1, minutes=30)


def test_a_meeting_whose_time_is_not_known_takes_the_day() -> None:
    event = entry(moray().but(time=None))
    assert event["dtstart"].dt == dt.date(2024, 11, 25)
    assert "dtend" not in event


def test_the_entry_is_confidential_asks_nobody_and_is_the_same_each_time() -> None:
    calendar = Calendar.from_ical(calendar_of(moray()))
    assert calendar["method"] == "PUBLISH"
    assert entry(moray())["class"] == "CONFIDENTIAL"
    assert "attendee" not in entry(moray())
    assert calendar_of(moray()) == calendar_of(moray())


def test_another_day_is_another_entry() -> None:
    assert entry(moray())["uid"] != entry(moray().but(date=dt.date(2024, 11, 26)))["uid"]


def test_a_meeting_without_a_day_has_no_entry() -> None:
    with pytest.raises(ValueError, match="no date"):
        calendar_of(moray().but(date=None))


def test_a_place_cannot_add_lines_to_a_calendar() -> None:
    event = entry(moray().but(place="Room 4\r\nATTENDEE:mailto:someone@example.org"))
    assert "attendee" not in event
    assert event["location"].startswith("Room 4")


def test_an_invitation_without_names_leaves_room_for_them() -> None:
    tables = invitation(moray().but(attendance=())).tables
    assert [cell.text for cell in tables[-1].rows[1].cells] == ["", "", ""]


def test_the_same_invitation_is_the_same_bytes() -> None:
    assert _invitation(mscb()) == _invitation(mscb())


def test_a_template_made_anew_gives_what_the_kept_one_gives(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(make_template())
    held = moray()
    made = docx.Document(
        io.BytesIO(render_invitation(held.meeting, held.board, held.case, TODAY, template=path))
    )
    assert text_of(made) == text_of(invitation(held))
    assert find_template("invitation", held.board).name == "invitation.docx"


def test_word_has_nothing_to_say_against_an_invitation(tmp_path: Path) -> None:
    path = tmp_path / "invitation.docx"
    path.write_bytes(_invitation(moray()))
    assert openxml.failures([path, ROOT / "templates" / "word" / "invitation.docx"]) == []
