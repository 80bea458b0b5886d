"""The template of the letters as it is first made, for staff to edit in Word.

`templates/word/letter.docx` is made by `python -m docgen.letters.template` and kept. An office edits a copy of
the kept file (`boardforms template`). `docgen.word.prose_template` says what it may hold.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from docgen.word.elements import paragraph, run, styled_run
from docgen.word.prose_template import each, facts, make_document, text, when
from escalation.content import content_folder

_FACTS = (
    ("Date", "{{ date }}"),
    ("To", "{{ to }}"),
    ("From", "{{ sender }}"),
    ("Case reference", "{{ case }}"),
)
_SIGNED = (("Signed", "\n\n"),)


def make_template() -> bytes:
    """Return the template's bytes, the same each time."""
    return make_document("Template of the letters", _blocks(), foot="{{ case }}")


def _blocks() -> Iterator[etree._Element]:
    yield paragraph("Heading1", run("{{ title }}"))
    yield facts("The letter", "When, to whom and from whom, each with its name at its left.", _FACTS)
    yield paragraph("FormGap")
    yield from each("parts", *_part())
    yield paragraph("FormGap")
    yield facts("Signature", "Room to sign.", _SIGNED)
    yield paragraph("FormGap")
    yield paragraph("FormHint", run("This letter is asked for by {{ procedure }}, {{ basis }}"))


def _part() -> Iterator[etree._Element]:
    yield from when("one.title", paragraph("Heading2", run("{{ one.title }}")))
    yield from when("one.text", text(run("{{ one.text }}")))
    yield from each(
        "one.answers",
        *when("answer.label", text(styled_run("{{ answer.label }}", "Strong"), after=40)),
        *each("answer.lines", text(run("{{ line }}")), item="line"),
        item="answer",
    )


if __name__ == "__main__":
    (Path(content_folder("templates")) / "word" / "letter.docx").write_bytes(make_template())
