"""Agencies that nobody else names are asked about; copies go to those with a part in the case alone."""

from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.agencies import find_parts, has_part, notice_agencies
from escalation.timeframes.facts import CaseFacts, establish
from tests.packs.samples import MEETINGS, Prepared, moray, mscb, prepare


def facts(prepared: Prepared) -> CaseFacts:
    return establish(prepared.case, prepared.board, prepared.checked.checked_on)


def noticed(prepared: Prepared, text: str = "") -> list[str]:
    return [one.message for one in notice_agencies(prepared.meeting, facts(prepared), text)]


def with_agency(agency: str) -> Prepared:
    return mscb().but(information=[{"agency": agency, "text": "Said"}])


def sample(name: str, folder: Path) -> Path:
    text = (MEETINGS / f"{name}.toml").read_text("utf-8")
    path = folder / "meeting.toml"
    path.write_text(text.replace("records/", f"{MEETINGS.as_posix()}/records/"), encoding="utf-8")
    return path


def test_an_agency_that_nobody_else_names_is_asked_about_with_its_line_and_the_nearest() -> None:
    (said,) = noticed(with_agency("Helth"), 'board = "mscb"\n[[information]]\nagency = "Helth"\n')
    assert "line 3, names ‘Helth’" in said
    assert "Is ‘Health’ meant?" in said


@pytest.mark.parametrize("agency", ["Health", "HEALTH", "  Health "])
def test_what_a_record_names_is_not_asked_about(agency: str) -> None:
    assert noticed(with_agency(agency)) == []


def test_what_steers_a_terminal_is_not_repeated() -> None:
    (said,) = noticed(with_agency("He\x1b[2Jlth"))
    assert said.isprintable()


def test_where_nobody_names_an_agency_none_is_strange() -> None:
    assert noticed(with_agency("Helth").with_records()) == []


def test_the_question_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sample("mscb-2024-017", tmp_path)
    text = path.read_text("utf-8")
    path.write_text(text.replace('agency = "Health"', 'agency = "Helth"', 1), encoding="utf-8")
    run(["pack", "check", str(path), "--today", "2025-01-10"])
    assert "‘Helth’" in capsys.readouterr().err


def test_agencies_of_the_meeting_and_of_the_records_have_a_part_each_once() -> None:
    parts = find_parts(moray().meeting, facts(moray()))
    assert len(parts) == len({one.casefold() for one in parts})
    assert set(parts) <= {*moray().board.agencies, "Moray Council"}
    assert has_part("education", moray().meeting, facts(moray()))


def test_an_agency_of_the_board_alone_has_no_part_and_gets_no_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = prepare("mor-2024-031")
    other = next(one for one in held.board.agencies if not has_part(one, held.meeting, facts(held)))
    to = tmp_path / "copy.pdf"
    asked = ["pack", "copy", str(sample("mor-2024-031", tmp_path)), "--for", f"agency: {other}"]
    assert run([*asked, "--to", str(to)]) == ExitCode.WRONG_USAGE
    said = capsys.readouterr().err
    assert f"‘{other}’ has no part in this case" in said
    assert all(one in said for one in find_parts(held.meeting, facts(held)))
    assert not to.exists()
