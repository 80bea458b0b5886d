"""What people write in the minutes beside an action, and what is made of it."""

import pytest

from boardforms.minutes.told import say_accepted, understand


@pytest.mark.parametrize(
    "written", ["yes", "Y", "Done", "done.", "COMPLETE", "Completed", "finished", " Yes "]
)
def test_what_says_that_an_action_is_done_is_understood(written: str) -> None:
    assert understand("done", written, "").value is True


@pytest.mark.parametrize(
    "written",
    [
        "No",
        "n",
        "not done",
        "Not yet",
        "Not completed",
        "ongoing",
        "On-going",
        "In  progress",
        "outstanding.",
    ],
)
def test_what_says_that_an_action_is_not_done_is_understood(written: str) -> None:
    assert understand("done", written, "").value is False


@pytest.mark.parametrize(
    "written", ["partly done", "done?", "see above", "done 5/1", "half complete", "undone"]
)
def test_what_may_say_either_is_asked(written: str) -> None:
    told = understand("done", written, "")
    assert (told.value, told.sure) == (None, False)


def test_such_words_answer_no_other_question() -> None:
    assert understand("referral_required", "done", "").value is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Attended", "present"),
        ("In attendance.", "present"),
        ("Apologies received", "apologies"),
        ("Sent apologies", "apologies"),
        ("Did not attend", "absent"),
        ("DNA", "absent"),
    ],
)
def test_what_people_write_of_somebodys_attendance_is_understood(written: str, meant: str) -> None:
    assert understand("presence", written, "").value == meant


@pytest.mark.parametrize("written", ["Present for items 1 to 4", "Deputy sent", "Apologies, left at 3"])
def test_attendance_with_more_to_it_is_asked_with_where_the_rest_can_stand(written: str) -> None:
    assert understand("presence", written, "").value is None
    assert "can stand in role" in say_accepted("presence")


def test_blanks_at_the_ends_of_lines_are_no_part_of_a_text() -> None:
    assert understand("discussion", "One. \nTwo.\u00a0\n Three.", "").value == "One.\nTwo.\n Three."
