"""What people write in the minutes beside an action, and what is made of it."""

import pytest

from boardforms.minutes.told import understand


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
