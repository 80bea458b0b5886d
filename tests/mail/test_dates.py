"""Which of a message's dates is evidence, and the day that it was in the United Kingdom."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail.dates import read_date, uk_day
from tests.mail.letters import FORM, letter, parts_of, with_files

MOMENTS = st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2037, 12, 31), timezones=st.just(dt.UTC))


def received(*lines: str) -> dt.date | None:
    message = with_files(letter(date=""), {"f.pdf": FORM})
    data = "".join(f"{line}\n" for line in lines).encode() + message.as_bytes()
    return next(part.received for part in parts_of(data) if part.content)


@given(MOMENTS)
def test_the_day_is_the_one_that_the_time_zone_database_gives(moment: dt.datetime) -> None:
    assert uk_day(moment) == moment.astimezone(ZoneInfo("Europe/London")).date()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-03-30T00:30:00+00:00", "2025-03-30"),
        ("2025-06-03T23:30:00+00:00", "2025-06-04"),
        ("2025-10-25T23:30:00+00:00", "2025-10-26"),
        ("2025-10-26T23:30:00+00:00", "2025-10-26"),
        ("2025-12-03T23:30:00+00:00", "2025-12-03"),
        ("2025-06-03T19:00:00-05:00", "2025-06-04"),
    ],
)
def test_a_day_begins_at_midnight_of_the_clock_on_the_wall(moment: str, day: str) -> None:
    assert uk_day(dt.datetime.fromisoformat(moment)) == dt.date.fromisoformat(day)


def test_the_server_that_delivered_the_message_is_believed_before_its_sender() -> None:
    day = received(
        "Received: from relay.example by mail.board.example; Thu, 5 Jun 2025 09:00:00 +0100",
        "Received: from pc.example by relay.example; Wed, 4 Jun 2025 09:00:00 +0100",
        "Date: Mon, 2 Jun 2025 09:00:00 +0100",
    )
    assert day == dt.date(2025, 6, 5)


@pytest.mark.parametrize(
    "topmost", ["by mail.example", "by mail.example; yesterday", "x" * 9_000 + "; Thu, 5 Jun 2025"]
)
def test_the_senders_date_counts_where_no_server_gave_one(topmost: str) -> None:
    assert received(f"Received: {topmost}", "Date: Mon, 2 Jun 2025 09:00:00 +0100") == dt.date(2025, 6, 2)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 03 Jun 2025 08:12:22 -0700 (PDT)", "2025-06-03T08:12:22-07:00"),
        ("3 Jun 2025 08:12 +0100", "2025-06-03T08:12:00+01:00"),
        ("Tue, 03 Jun 2025 08:12:22 GMT", "2025-06-03T08:12:22+00:00"),
        ("Tue, 03 Jun 2025 08:12:22 -0000", "2025-06-03T08:12:22+00:00"),
        ("Tue, 03 Jun 2025 08:12:22", None),
        ("Tue, 03 Jun 2025 08:12:22 BST", None),
        ("Tue, 31 Jun 2025 08:12:22 +0100", None),
        ("Tue, 03 Jun 1901 08:12:22 +0100", None),
        ("Tue, 03 Jun 9999 08:12:22 +0100", None),
        ("Tue, 03 Jun 2025 08:12:22 +9999", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_names_a_moment_or_none(text: str, moment: str | None) -> None:
    assert read_date(text) == (dt.datetime.fromisoformat(moment) if moment else None)


def test_a_remark_after_the_servers_date_does_not_hide_it() -> None:
    day = received(
        "Received: from a (b [1.2.3.4]; c) by d; Thu, 5 Jun 2025 09:00:00 +0100 (for <x@y>; seen)",
        "Date: Mon, 2 Jun 2025 09:00:00 +0100",
    )
    assert day == dt.date(2025, 6, 5)


def test_a_date_keeps_the_zone_that_it_was_given_in() -> None:
    moment = read_date("Tue, 03 Jun 2025 08:12:22 -0700")
    assert moment is not None
    assert moment.utcoffset() == -dt.timedelta(hours=7)


@given(st.text(max_size=60))
def test_no_text_for_a_date_raises(text: str) -> None:
    uk_day(read_date(text + " +0100"))
