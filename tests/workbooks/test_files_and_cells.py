"""TOML as it is written, and a value as the text of a cell."""

import datetime as dt
import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boardforms.workbooks.cells import Asked, CellKind, Misfit, read_cell, write_cell
from boardforms.workbooks.notes import take_notes
from boardforms.workbooks.tomlfile import write_toml

LISTS = st.lists(st.text(), max_size=3)
SIMPLE = st.one_of(st.text(), st.booleans(), st.integers(-(2**40), 2**40), st.dates(), LISTS)
NAMES = st.one_of(st.text(max_size=6), st.sampled_from(["key", "row", "column", "meets"]))
KEYS = NAMES.filter(lambda key: key != "#")
TABLES = st.recursive(
    st.dictionaries(KEYS, SIMPLE, max_size=4),
    lambda inner: st.dictionaries(
        KEYS, st.one_of(SIMPLE, inner, st.lists(inner, min_size=1, max_size=3)), max_size=4
    ),
    max_leaves=12,
)


@given(TABLES)
def test_what_is_written_as_toml_is_read_as_the_same(table: dict[str, Any]) -> None:
    assert tomllib.loads(write_toml(table)) == table


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
@example('"so"')
@example("_x000D_")
@example("")
@example('"""')
@example("\xa0")
def test_a_text_comes_back_from_its_cell(text: str) -> None:
    asked = Asked(CellKind.TEXT)
    written = write_cell(asked, text)
    assert written == written.strip() != ""
    assert read_cell(asked, written) == text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CellKind.DAY, dt.date(2026, 11, 1)),
        (CellKind.YES_NO, False),
        (CellKind.NUMBER, 0),
        (CellKind.NUMBERS, [4, 8]),
        (CellKind.KEYS, ["label of record", "review_date"]),
    ],
)
def test_any_value_comes_back_from_its_cell(kind: CellKind, value: object) -> None:
    assert read_cell(Asked(kind), write_cell(Asked(kind), value)) == value


@given(
    st.sampled_from(CellKind), st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes())
)
def test_whatever_a_cell_holds_it_is_read_or_said_to_be_wrong(kind: CellKind, held: object) -> None:
    try:
        value = read_cell(Asked(kind, ("one", "two")), held)
    except Misfit as misfit:
        value = misfit.found
    assert value is not None or not str(held).strip()


def test_a_file_is_laid_out_as_by_hand() -> None:
    table = {
        "#": "About the file.",
        "name": "A",
        "intro": "One\ntwo",
        "procedure": {"title": "T"},
        "section": [
            {
                "#": "Why.",
                "key": "a",
                "row": [{"fields": ["x"], "widths": [4, 8]}],
                "field": [
                    {"key": "x", "options": {"yes": "Yes", "no": "No"}},
                    {"#": "two\nlines", "key": "y"},
                ],
            }
        ],
    }
    text = write_toml(table)
    assert text == (
        '# About the file.\nname = "A"\nintro = """\nOne\ntwo"""\n\n[procedure]\ntitle = "T"\n\n'
        '# Why.\n[[section]]\nkey = "a"\nrow = [\n  { fields = ["x"], widths = [4, 8] },\n]\n\n'
        '  [[section.field]]\n  key = "x"\n  options = { yes = "Yes", no = "No" }\n\n'
        '  # two\n  # lines\n  [[section.field]]\n  key = "y"\n'
    )
    held = tomllib.loads(text)
    take_notes(held, text)
    assert held == table
