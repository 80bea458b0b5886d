"""The template of the minutes as it is first made, for staff to edit in Word.

`templates/word/minutes.docx` is made by `python -m docgen.packs.minutes_template` and kept: the office edits the
kept file, or a copy of it. `docgen.word.prose_template` says what it may hold.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from docgen.word.elements import paragraph, run, styled_run
from docgen.word.prose_template import Column, each, facts, make_document, prose, rows, text
from escalation.content import content_folder

_FACTS = (
    ("Case reference", "{{ case }}"),
    ("Stage", "{{ stage }}"),
    ("Date", "{{ day }}"),
    ("Time", "{{ time }}"),
    ("Place", "{{ place }}"),
    ("Chair", "{{ chair }}"),
    ("Minutes taken by", "{{ minute_taker }}"),
)
_ATTENDANCE: tuple[Column, ...] = (
    ("Name", "{{ one.name }}", 3),
    ("Role", "{{ one.role }}", 3),
    ("Agency", "{{ one.agency }}", 4),
    ("Attendance", "{{ one.presence }}", 2),
)
_DECISIONS: tuple[Column, ...] = (
    ("No.", "{{ loop.index }}", 1),
    ("Decision", "{{ one.decision }}", 6),
    ("Reason", "{{ one.reason }}", 5),
)
_DISSENT: tuple[Column, ...] = (("Who", "{{ one.who }}", 4), ("Why", "{{ one.why }}", 8))
_CONSIDERED: tuple[Column, ...] = (("Question", "{{ one.asked }}", 6), ("Answer", "{{ one.answer }}", 6))
_ACTIONS: tuple[Column, ...] = (
    ("No.", "{{ loop.index }}", 1),
    ("Action", "{{ one.action }}", 5),
    ("Owner", "{{ one.owner }}", 2),
    ("Agency", "{{ one.agency }}", 2),
    ("Due", "{{ one.due }}", 2),
)
_CIRCULATION: tuple[Column, ...] = (
    ("Name", "{{ one.name }}", 5),
    ("Agency", "{{ one.agency }}", 4),
    ("How", "{{ one.how }}", 3),
)


def make_template() -> bytes:
    """Return the template's bytes, the same each time."""
    return make_document("Template of the minutes", _blocks(), foot="{{ case }}, {{ date }}")


def _blocks() -> Iterator[etree._Element]:
    yield paragraph("Heading1", run("Minutes: {{ title }}"))
    yield facts("The meeting", "What is known of the meeting, each with its name at its left.", _FACTS)
    yield from _list("Attendance and apologies", "attendance", _ATTENDANCE)
    yield from prose("Purpose of the meeting", "purpose")
    yield from _each("Who chairs, and why", "chairs", text(run("{{ one }}")))
    yield from prose("{{ views_title }}", "child_views")
    yield from _each(
        "Information from each agency",
        "information",
        text(styled_run("{{ one.agency }}", "Strong"), after=40),
        text(run("{{ one.text }}")),
    )
    yield from prose("Discussion", "discussion")
    yield from _list("Decisions, and the reasons for them", "decisions", _DECISIONS)
    yield from _list("Who did not agree, and why", "dissent", _DISSENT)
    yield from _list("What the procedure asks the meeting to consider", "considered", _CONSIDERED)
    yield from _list("Actions", "actions", _ACTIONS)
    yield from _each("Circulation", "circulation_due", text(run("{{ one }}")))
    yield rows("Who receives the minutes", "circulation", _CIRCULATION)
    yield paragraph("FormGap")


def _each(title: str, name: str, *blocks: etree._Element) -> Iterator[etree._Element]:
    yield paragraph("Heading2", run(title))
    yield from each(name, *blocks)


def _list(title: str, name: str, columns: tuple[Column, ...]) -> Iterator[etree._Element]:
    yield paragraph("Heading2", run(title))
    yield rows(title, name, columns)


if __name__ == "__main__":
    (Path(content_folder("templates")) / "word" / "minutes.docx").write_bytes(make_template())
