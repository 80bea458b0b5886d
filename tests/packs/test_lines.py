"""A mistake in a meeting's file is said with its line."""

import pytest

from docgen.packs.lines import find_item, find_line, find_named

TEXT = '''board = "mscb"   # line 1
purpose = """
stage = "not a key, but a text"
[[action]]
"""
stage = "x"
[chair]
name = "A. Person"

[[action]]
action = "one"
[[action]]
action = """two"""
due = 5
views = \'\'\'a """ that ends nothing
owner = "still the text" \'\'\'
owner = "B. Person"
'''


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("", "board", 1),
        ("", "stage", 6),
        ("chair", "name", 8),
        ("chair", "", 7),
        ("chair", "agency", 7),
        ("action 1", "action", 11),
        ("action 2", "due", 14),
        ("action 2", "owner", 17),
        ("action 1", "due", 10),
        ('action 2 (key "x")', "due", 14),
        ("action 3", "due", None),
        ("", "date", 1),
        ("", "purpose.1", 2),
    ],
)
def test_a_key_is_found_in_its_own_table_and_never_within_a_text(
    table: str, key: str, line: int | None
) -> None:
    assert find_line(TEXT, table, key) == line


def test_line_ends_of_windows_are_line_ends() -> None:
    assert find_line(TEXT.replace("\n", "\r\n"), "action 2", "owner") == 17


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("board", 1),
        ("purpose", 2),
        ("chair", 7),
        ("action 2", 12),
        ("action", 10),
        ("action 3", None),
        ("date", None),
        ("name", None),
        ("line 3", None),
    ],
)
def test_an_item_of_the_check_has_the_line_at_which_it_begins(item: str, line: int | None) -> None:
    assert find_item(TEXT, item) == line


def test_an_entry_of_a_list_on_one_line_has_the_line_of_the_list() -> None:
    assert find_item('board = "x"\npaper = [{ title = "A", file = "a.pdf" }]\n', "paper 1") == 2


@pytest.mark.parametrize(
    ("key", "name", "line"),
    [
        ("records", "one.jsonl", 2),
        ("records", "a (2).jsonl", 4),
        ("records", "spelt\\u0020otherwise", 1),
        ("returns", "one.jsonl", 6),
        ("earlier", "one.toml", None),
        ("paper", "one.jsonl", None),
    ],
)
def test_a_file_that_is_named_is_found_on_its_own_line(key: str, name: str, line: int | None) -> None:
    text = (
        'records = [\n  "one.jsonl",  # the first\n  "two.jsonl",\n  \'a (2).jsonl\',\n]\nreturns = "one.jsonl"\n'
        '\n[[paper]]\nfile = "one.toml"\nearlier = "one.toml"\n'
    )
    assert find_named(text, key, name) == line
