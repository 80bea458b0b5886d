"""The template of the invitation as it is first made, for staff to edit in Word.

`templates/word/invitation.docx` is made by `python -m docgen.packs.before.invitation_template` and kept. An office
edits a copy of the kept file (`boardforms template`). `docgen.word.prose_template` says what it may hold.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from docgen.word.elements import paragraph, run
from docgen.word.prose_template import Column, each, facts, make_document, rows, text, when
from escalation.content import content_folder

_FACTS = (
    ("Meeting", "{{ title }}"),
    ("Case reference", "{{ case }}"),
    ("Date", "{{ day }}"),
    ("Time", "{{ time }}"),
    ("Place", "{{ place }}"),
    ("Chair", "{{ chair }}"),
    ("Minutes taken by", "{{ minute_taker }}"),
)
_INVITED: tuple[Column, ...] = (
    ("Name", "{{ one.name }}", 4),
    ("Role", "{{ one.role }}", 4),
    ("Agency", "{{ one.agency }}", 4),
)


def make_template() -> bytes:
    """Return the template's bytes, the same each time."""
    return make_document("Template of the invitation", _blocks(), foot="{{ case }}, {{ date }}")


def _blocks() -> Iterator[etree._Element]:
    yield paragraph("Heading1", run("Invitation: {{ title }}"))
    yield facts("The meeting", "When and where, each with its name at its left.", _FACTS)
    yield paragraph("FormGap")
    yield text(run("You are invited to this meeting, which is held under {{ procedure }}, {{ stage }}."))
    yield text(
        run("If you cannot come, please say so, and send what your agency knows in writing, securely.")
    )
    yield text(run("The papers come separately. Please do not forward this invitation."))
    items = each("agenda", text(run("{{ loop.index }}. {{ one }}"), after=40))
    yield from when("agenda", paragraph("Heading2", run("Agenda")), *items)
    yield paragraph("Heading2", run("Who is invited"))
    yield rows("Who is invited", "invited", _INVITED)
    yield paragraph("FormGap")


if __name__ == "__main__":
    (Path(content_folder("templates")) / "word" / "invitation.docx").write_bytes(make_template())
