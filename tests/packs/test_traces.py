"""What leads back to a case without a name: found in whatever form it is written."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.packs.by_role.days_in_text import holds_day
from docgen.packs.by_role.guarding import HOLDS_A_NAME
from docgen.packs.by_role.traces import Traces, take_references
from tests.packs.samples import mscb
from tests.packs.test_copies import releasing, text_for
from tests.packs.test_guarding import grounds_of, released

REFERENCE = Traces(take_references(["MSCB-2024-017"]))
DAYS = Traces(days=True)
ADDRESSES = Traces(addresses=True)

DASHES = sorted({"-", "−", *(chr(at) for at in range(0x10000) if unicodedata.category(chr(at)) == "Pd")})


@pytest.mark.parametrize("between", [*DASHES, "", " ", "\xa0", "/", "\u200b", "\n", "_", " / "])
def test_a_reference_is_found_however_it_is_parted(between: str) -> None:
    for written in (("MSCB", "2024", "017"), ("mscb", "2024", "017"), ("2024", "017")):
        assert REFERENCE.are_in(f"As in {between.join(written)}, it was agreed."), written


@pytest.mark.parametrize(
    "text", ["MSCB 2024/17", "case 2024-17", "case2024017", "ＭＳＣＢ－２０２４－０１７", "٢٠٢٤-٠١٧"]
)
def test_a_reference_is_found_as_people_shorten_it_and_in_other_letters(text: str) -> None:
    assert REFERENCE.are_in(text)


@pytest.mark.parametrize(
    "text", ["In 2024, 17 children moved", "MSCB agreed", "2024-018", "12024-0171", "017"]
)
def test_other_numbers_are_no_reference(text: str) -> None:
    assert not REFERENCE.are_in(text)


def test_a_short_reference_is_found_by_itself_alone() -> None:
    short = Traces(take_references(["A 7", "", None, " - "]))
    assert short.are_in("See a7.")
    assert not short.are_in("See A77, and 7 of them")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(DASHES))
def test_a_day_is_found_in_every_form(day: dt.date, dash: str) -> None:
    forms = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%y", "%d %b", "%B %d", "%d/%m")
    for form in (*forms, f"%d{dash}%m{dash}%Y"):
        assert DAYS.are_in(f"They met on {day.strftime(form)}."), form


@pytest.mark.parametrize("day", ["16th December", "the 3rd of May", "Sept. 4", "16December", "1 Mar"])
def test_a_day_without_a_year_is_one(day: str) -> None:
    assert holds_day(f"They met on {day}, it says.")


@pytest.mark.parametrize(
    "text", ["Staff are there 24/7", "¶9 to ¶12", "Stage 3/Third line", "17 marbles", "within 5 working days"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert not holds_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "dan.orrell@merton.example",
        "020 7946 0018",
        "+44 (0)20 7946-0018",
        "07700–900123",
        "485 777 3456",
        "02079460018",
    ],
)
def test_an_address_or_a_long_number_is_found(text: str) -> None:
    assert ADDRESSES.are_in(f"Write to {text}.")


@pytest.mark.parametrize(
    "text", ["16/12/2024 at 14.30", "2024-12-16 10:30", "16.12.2024 - 18.12.2024", "12 of 4,000", "@ 3 pm"]
)
def test_days_and_times_are_no_long_numbers(text: str) -> None:
    assert not ADDRESSES.are_in(text)


SAYS_IT = [
    "Case MSCB-2024-017",
    "mscb–2024–017",
    "On 16 December 2024",
    "By 16/12",
    "To x@y.example",
    "Ring 020 7946 0018",
]


@pytest.mark.parametrize("text", SAYS_IT)
def test_a_text_released_for_learning_is_withheld_where_it_leads_back(text: str) -> None:
    held = releasing(
        mscb().but(discussion=f"{text}, it was agreed."), {"part": "discussion", "to": ["learning"]}
    )
    assert grounds_of(released("learning", held), "Discussion") == {HOLDS_A_NAME}
    assert "it was agreed" not in text_for("learning", held)


def test_a_role_that_is_given_days_and_the_reference_keeps_what_holds_them() -> None:
    held = releasing(
        mscb().but(discussion="\n".join(SAYS_IT[:4])), {"part": "discussion", "to": ["family", "agency"]}
    )
    for role in ("family", "agency: Health"):
        assert released(role, held).meeting.discussion.startswith("Case MSCB-2024-017")


def test_addresses_are_withheld_from_the_family_alone() -> None:
    held = releasing(
        mscb().but(discussion="\n".join(SAYS_IT[4:])), {"part": "discussion", "to": ["family", "agency"]}
    )
    assert grounds_of(released("family", held), "Discussion") == {HOLDS_A_NAME}
    assert grounds_of(released("agency: Health", held), "Discussion") == set()
