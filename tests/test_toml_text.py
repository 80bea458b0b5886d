"""TOML that people type: what is wrong with each line is said in plain words, and the rest is read all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.loading.toml_text import read_toml

SLIPS = {
    "date = 16/12/2024": "a day that does not begin with the year",
    "date = 16.12.24 # a Monday": "a day that does not begin with the year",
    "date = 2024-13-40": "no day of any calendar, or one with a single digit",
    "date = 2024-1-4": "no day of any calendar, or one with a single digit",
    "time = 9:30": "a time without its seconds, or with am or pm",
    "time = 2:30 pm": "a time without its seconds, or with am or pm",
    "place = “Town hall”": "the curly quotes that Word types",
    r'file = "papers\minutes.pdf"': "a backslash between double quotes",
    "resolved = Yes": "yes or no",
    'place = "Town hall': "a text whose last quote is missing",
    "place = Town hall": "a text without quotes",
}


@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_is_said_in_plain_words_with_its_line_and_hides_nothing_else(line: str) -> None:
    read = read_toml(f'case = "A-1"\n{line}\nstage = "stage-2"\n')
    assert [(slip.line, slip.found) for slip in read.slips] == [(2, SLIPS[line])]
    assert read.table == {"case": "A-1", "stage": "stage-2"}


def test_every_slip_of_a_file_is_said_at_once() -> None:
    read = read_toml(
        'date = 16/12/2024\r\nplace = Town hall\r\n[chair]\r\nname = "A. Person\r\nrole = "Head"\r\n'
    )
    assert [slip.line for slip in read.slips] == [1, 2, 4]
    assert read.table == {"chair": {"role": "Head"}}


@pytest.mark.parametrize(
    ("text", "line"),
    [('a = 1\n[[action]\nowner = "x"\n', 2), ('a = 1\nb = """one\ntwo\n', 2), ("a = 1\n= 2\n", 2)],
)
def test_what_cannot_be_read_without_its_line_is_not_guessed_at(text: str, line: int) -> None:
    read = read_toml(text)
    assert (read.table, [slip.line for slip in read.slips]) == (None, [line])


def test_a_key_given_twice_is_said_where_it_stands_again() -> None:
    [slip] = read_toml("a = 1\nb = 2\na = 3\n").slips
    assert (slip.line, slip.found) == (3, "a key or table that the file has already")


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_is_raised(text: str) -> None:
    read = read_toml(text)
    assert read.slips or read.table is not None
