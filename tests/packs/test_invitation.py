"""An invitation says where and when, and never whom the meeting is about: in Word, and for calendars (RFC 5545)."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from icalendar import Calendar

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.before.calendar_entry import render_calendar
from docgen.packs.before.invitation import WITHHELD, render_invitation
from docgen.packs.before.invitation_template import make_template
from docgen.word.prose import find_template
from tests.packs.samples import MEETINGS, ROOT, Prepared, moray, mscb
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


def entry(prepared: Prepared, *sent: bytes) -> Any:
    [event] = Calendar.from_ical(calendar_of(prepared, *sent)).walk("VEVENT")
    return event


def calendar_of(prepared: Prepared, *sent: bytes, today: dt.date = TODAY) -> bytes:
    return render_calendar(prepared.meeting, prepared.board, prepared.case, today, sent).content


def kept(folder: Path) -> Path:
    """Write Moray's sample meeting into a folder, and return its file."""
    text = (MEETINGS / "mor-2024-031.toml").read_text("utf-8")
    path = folder / "meeting.toml"
    path.write_text(text.replace("records/", f"{MEETINGS.as_posix()}/records/"), encoding="utf-8")
    return path


def invite(meeting: Path, calendar: Path) -> int:
    to = meeting.with_name("invitation.docx")
    return run(
        [
            "pack",
            "invite",
            str(meeting),
            "--to",
            str(to),
            "--calendar",
            str(calendar),
            "--today",
            "2024-11-15",
        ]
    )


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


def test_a_meeting_that_is_moved_keeps_its_entry_which_is_the_newer_one() -> None:
    """RFC 5545, 3.8.7.4: SEQUENCE begins at 0, and goes up where the day, the time or the place changes."""
    first = calendar_of(moray())
    moved = moray().but(date=dt.date(2024, 11, 26))
    assert entry(moved, first)["uid"] == entry(moray())["uid"]
    assert (entry(moray())["sequence"], entry(moved, first)["sequence"]) == (0, 1)
    second = calendar_of(moved, first)
    assert entry(moray().but(place="Room 5"), second, first)["sequence"] == 2
    assert entry(moray(), second, first)["sequence"] == 2


def test_an_entry_made_again_is_the_same_bytes_and_on_another_day_the_same_but_for_its_stamp() -> None:
    first = calendar_of(moray())
    assert calendar_of(moray(), first) == first
    later = calendar_of(moray(), first, today=dt.date(2024, 11, 18))
    assert later.replace(b"DTSTAMP:20241118", b"DTSTAMP:20241115") == first


def test_the_next_meeting_of_the_stage_has_an_entry_of_its_own() -> None:
    first = calendar_of(moray())
    review = moray().but(date=dt.date(2024, 12, 16), after=(dt.date(2024, 11, 25),))
    assert entry(review, first)["uid"] != entry(moray())["uid"]
    assert entry(review, first)["sequence"] == 0
    assert entry(review.but(date=dt.date(2024, 12, 17)))["uid"] == entry(review)["uid"]


def test_what_is_no_entry_of_this_meeting_is_passed_over() -> None:
    uid = entry(moray())["uid"]
    others = (b"", b"no calendar", f"UID:{uid}\r\n".encode(), calendar_of(mscb()))
    assert calendar_of(moray(), *others) == calendar_of(moray())


def test_who_replaces_the_entry_of_another_day_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = kept(tmp_path)
    assert invite(meeting, tmp_path / "first.ics") == ExitCode.WELL
    assert "takes the place" not in capsys.readouterr().err
    moved = meeting.read_text("utf-8").replace("date = 2024-11-25", "date = 2024-11-28")
    meeting.write_text(moved, encoding="utf-8")
    assert invite(meeting, tmp_path / "second.ics") == ExitCode.WELL
    said = capsys.readouterr().err
    assert "takes the place of the one for 25 Nov 2024" in said
    assert "`after = [2024-11-25]`" in said
    [event] = Calendar.from_ical((tmp_path / "second.ics").read_bytes()).walk("VEVENT")
    assert event["sequence"] == 1


def test_what_is_withheld_is_said_with_its_line_and_never_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = kept(tmp_path)
    text = 'agenda = [\n  "Welcome",\n  "What Isla wants",\n]\n' + meeting.read_text("utf-8")
    text = re.sub("(?m)^place = .*", 'place = "At the Marchbanks: Marchbank house"', text)
    meeting.write_text(text, encoding="utf-8")
    assert invite(meeting, tmp_path / "meeting.ics") == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    assert "agenda 2, line 3: withheld from the invitation" in said
    assert f"place, line {text[: text.index('place = ')].count(chr(10)) + 1}: withheld" in said
    assert said.count("Write it without a name.") == 2
    assert not {"Isla", "Marchbank"} & set(re.findall(r"\w+", said))


def test_a_namesake_who_is_invited_is_said_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = kept(tmp_path)
    meeting.write_text(
        meeting.read_text("utf-8") + '\n[[attendance]]\nname = "A. Marchbank"\nrole = "Mother"\n',
        encoding="utf-8",
    )
    assert invite(meeting, tmp_path / "meeting.ics") == ExitCode.WELL
    assert "the name is withheld from the invitation" in capsys.readouterr().err


def test_an_invitation_without_an_agenda_has_no_heading_for_one() -> None:
    headings = [one.text for one in invitation(moray().but(agenda=())).paragraphs]
    assert "Agenda" not in headings
    assert "Agenda" in [one.text for one in invitation(moray().but(agenda=("Welcome",))).paragraphs]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2024-12-02", "Monday 2 December 2024, which is no working day (Saint Andrew"),
        ("2024-11-30", "Saturday 30 November 2024, which is no working day (a weekend)"),
        ("2024-11-28", ""),
    ],
)
def test_a_meeting_on_a_day_off_is_said_by_whoever_opens_its_file(
    day: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """2 December 2024 is a bank holiday in Scotland, where Moray is."""
    meeting = kept(tmp_path)
    moved = meeting.read_text("utf-8").replace("date = 2024-11-25", f"date = {day}")
    meeting.write_text(moved, encoding="utf-8")
    assert invite(meeting, tmp_path / "meeting.ics") == ExitCode.WELL
    invited = capsys.readouterr().err
    run(["pack", "check", str(meeting), "--today", "2024-11-15", "--workers", "0"])
    for said in (invited, capsys.readouterr().err):
        assert why in said
        assert ("no working day" in said) is bool(why)


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
