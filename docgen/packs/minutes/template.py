"""The template of the minutes as it is first made, for staff to edit in Word.

`templates/word/minutes.docx` is made by `python -m docgen.packs.minutes.template` and kept. An office
edits a copy of the kept file (`boardforms template`). `docgen.word.prose_template` says what it may hold.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from lxml import etree

from docgen.word.elements import element, paragraph, run
from docgen.word.prose_template import Column, each, facts, make_document, rows, text, when
from escalation.content import content_folder

_FACTS = (
    ("Case reference", "{{ case }}"),
    ("Stage", "{{ stage }}"),
    ("Date", "{{ day }}"),
    ("Time", "{{ time }}"),
    ("Place", "{{ place }}"),
    ("Minutes circulated on", "{{ minutes_circulated }}"),
)
_OFFICES: tuple[Column, ...] = (
    ("For the meeting", "{{ one.office }}", 3),
    ("Name", "{{ one.name }}", 3),
    ("Role", "{{ one.role }}", 3),
    ("Agency", "{{ one.agency }}", 3),
)
_ATTENDANCE: tuple[Column, ...] = (
    ("Name", "{{ one.name }}", 3),
    ("Role", "{{ one.role }}", 3),
    ("Agency", "{{ one.agency }}", 4),
    ("Attendance", "{{ one.presence }}", 2),
)
_INFORMATION: tuple[Column, ...] = (
    ("Agency", "{{ one.agency }}", 3),
    ("What it told the meeting", "{{ one.text }}", 9),
)
_OPEN_ACTIONS: tuple[Column, ...] = (
    ("Action", "{{ one.action }}", 5),
    ("Owner", "{{ one.owner }}", 2),
    ("Agency", "{{ one.agency }}", 2),
    ("Due", "{{ one.due }}", 2),
    ("Done?", "{{ one.done }}", 1),
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
    ("Action", "{{ one.action }}", 4),
    ("Owner", "{{ one.owner }}", 2),
    ("Agency", "{{ one.agency }}", 2),
    ("Due", "{{ one.due }}", 3),
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
    yield paragraph("FormGap")
    yield rows("Who chairs and who takes the minutes", "offices", _OFFICES)
    yield from _list("Attendance, apologies and absence", "attendance", _ATTENDANCE)
    yield from _prose("Purpose of the meeting", "purpose")
    yield from _each("Who chairs, and why", "chairs")
    yield from _prose("{{ views_title }}", "child_views")
    yield from when("open_actions", *_list("Actions from before", "open_actions", _OPEN_ACTIONS))
    yield from _list("Information from each agency", "information", _INFORMATION)
    yield from _prose("Discussion", "discussion")
    yield from _list("Decisions, and the reasons for them", "decisions", _DECISIONS)
    yield from _list("Who did not agree, and why", "dissent", _DISSENT)
    yield from _list("What the procedure asks the meeting to consider", "considered", _CONSIDERED)
    yield from _list("Actions", "actions", _ACTIONS)
    yield from _each("Circulation", "circulation_due")
    yield rows("Who receives the minutes", "circulation", _CIRCULATION)
    yield paragraph("FormGap")


def _prose(title: str, name: str) -> Iterator[etree._Element]:
    yield _heading(title, name)
    yield text(run(f"{{{{ {name} }}}}"))


def _each(title: str, name: str) -> Iterator[etree._Element]:
    yield _heading(title, name)
    yield from each(name, text(run("{{ one }}")))


def _list(title: str, name: str, columns: tuple[Column, ...]) -> Iterator[etree._Element]:
    yield _heading(title, name)
    yield rows(title, name, columns)


def _heading(title: str, name: str) -> etree._Element:
    """Return a heading with a bookmark, by which its part of returned minutes is found whatever it then says."""
    number = int.from_bytes(sha256(name.encode()).digest()[:3], "big")
    begins = element("w:bookmarkStart", id=number, name=f"minutes_{name}")
    return paragraph("Heading2", begins, run(title), element("w:bookmarkEnd", id=number))


if __name__ == "__main__":
    (Path(content_folder("templates")) / "word" / "minutes.docx").write_bytes(make_template())
