"""Words in no place of the template are kept in the meeting's file, and their place is said as Word shows it."""

import shutil
import tomllib
from pathlib import Path

import pytest
from docx.document import Document

from boardforms.errors import ExitCode
from boardforms.minutes.files import apply
from boardforms.minutes.merging import Keep, Merged, merge
from boardforms.minutes.told import LONGEST_PROSE, Left, ToldMinutes
from boardforms.minutes.unsettled import find_unsettled
from parsers.word.minutes import ReadMinutes
from tests.minutes.samples import minutes_of, paragraph_of, read_back, remove
from tests.minutes.test_pack_read import folder, meeting_in, read
from tests.packs.samples import MEETINGS, mscb

__all__ = ["folder"]


def places(minutes: ReadMinutes) -> dict[str, str]:
    return {one.text: one.place for one in minutes.outside}


def write_strays(document: Document) -> None:
    document.paragraphs[paragraph_of(document, "Actions")].insert_paragraph_before("Typed under the table")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Mine", "and more"), ("Yours", "")), strict=True):
        row.cells[0].text, row.cells[1].text = words
    document.add_paragraph("Any other business of Kofi’s", style="Heading 2")
    document.add_paragraph("The boiler")
    document.paragraphs[0].insert_paragraph_before("First of all")


def test_where_words_stand_is_said_by_the_headings_and_tables_that_word_shows() -> None:
    found = places(read_back(minutes_of(mscb(), write_strays)))
    assert found["First of all"] == "at the beginning"
    assert (
        found["Typed under the table"]
        == "after the table under ‘What the procedure asks the meeting to consider’"
    )
    assert (found["Mine"], found["Yours"]) == (
        "row 1 of a table under ‘Circulation’",
        "row 2 of a table under ‘Circulation’",
    )
    assert found["The boiler"] == "under a heading of its own after ‘Circulation’"
    assert "Kofi" not in "".join(found.values())


def test_a_text_in_its_own_part_says_the_parts_heading() -> None:
    assert read_back(minutes_of(mscb())).texts["discussion"].place == "under ‘Discussion’"


def test_stray_words_stand_in_the_file_as_a_comment_that_asks_once(folder: Path) -> None:
    shutil.copy(MEETINGS / "mscb-2024-017.toml", folder / "meeting.toml")
    before = meeting_in(folder)
    minutes = minutes_of(mscb(), write_strays)
    for _ in range(2):
        assert read(folder, minutes) == ExitCode.NEEDS_A_PERSON
    text = (folder / "meeting.toml").read_text(encoding="utf-8")
    for words in (
        "# Typed under the table",
        "# Mine\n# and more",
        "# Yours",
        "# The boiler",
        "# First of all",
    ):
        assert text.count(f"take this comment away:\n{words}\n") == 1 or words == "# The boiler"
    assert text.count("# The boiler") == 1
    assert text.index("# First of all") < text.index("# Typed under") < text.index("# The boiler")
    assert len(find_unsettled(text)) == text.count("ASK: the minutes")
    assert meeting_in(folder).model_dump(exclude={"records"}) == before.model_dump(exclude={"records"})


def test_a_discussion_whose_heading_was_deleted_is_kept_whole(folder: Path) -> None:
    said = mscb().but(discussion="First it was said.\n\nThen something else was said, and agreed.")
    shutil.copy(MEETINGS / "mscb-2024-017.toml", folder / "meeting.toml")

    def behead(document: Document) -> None:
        remove(document.paragraphs[paragraph_of(document, "Discussion")])

    assert read(folder, minutes_of(said, behead)) == ExitCode.NEEDS_A_PERSON
    text = (folder / "meeting.toml").read_text(encoding="utf-8")
    assert "# First it was said." in text
    assert "# Then something else was said, and agreed." in text


@pytest.mark.parametrize(
    "layout",
    ["x = 1\n[[action]]\naction = 'a'\n", "x = 1\n\n# About it\n[[action]]\naction = 'a'\n", "x = 1", ""],
)
def test_a_file_says_the_same_with_kept_words_in_it(layout: str) -> None:
    kept = Merged((Keep('[x]\ny = 1\r\x07"""\n\n' + "long " * 80, "header"), Keep("Two", "footer")), ())
    text = apply(layout, kept, "0123456789ab")
    assert tomllib.loads(text) == tomllib.loads(layout)
    assert len(find_unsettled(text)) == 2
    assert apply(text, kept, "0123456789ab") == text
    assert max(map(len, text.split("\n"))) <= 112


def test_words_without_end_are_kept_as_far_as_the_file_takes_a_text() -> None:
    text = apply("", Merged((Keep("word " * LONGEST_PROSE, ""),), ()), "0123456789ab")
    assert len(text) < 1.2 * LONGEST_PROSE
    assert "There is more: see the minutes" in text


def test_what_is_missing_has_no_words_to_keep() -> None:
    told = ToldMinutes(
        {},
        {},
        left=(Left("minutes-part-missing", "discussion"), Left("minutes-text-outside", "footer", "Hm")),
    )
    assert merge({}, told).steps == (Keep("Hm", "footer"),)
