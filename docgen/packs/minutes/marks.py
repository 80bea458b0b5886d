"""The minutes with a mark in the place of each thing they say: the map by which returned minutes are read.

A template is the office's own, so where it puts the decisions only it can say. It is filled in with marks once, and
what stands around each mark (a heading, the head of a column) is where the answer will be found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from docx.document import Document

from docgen.word.package import pack
from docgen.word.prose import render_prose
from escalation.faults import DefinitionError, Fault

TEXTS = (
    "board", "marking", "case", "title", "stage", "day", "date", "time", "ends", "place", "chair", "minute_taker",
    "purpose", "child_views", "discussion", "resolved", "referral_required", "review_considered", "review_date",
    "minutes_circulated",
)  # fmt: skip
"""The names under which a template finds one text each; `views_title` beside them is what papers call the views."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "offices": ("office", "name", "role", "agency"),
    "attendance": ("name", "role", "agency", "presence"),
    "open_actions": ("action", "owner", "agency", "due", "source", "done"),
    "information": ("agency", "text"),
    "decisions": ("decision", "reason"),
    "dissent": ("who", "why"),
    "considered": ("asked", "answer"),
    "actions": ("action", "owner", "agency", "due"),
    "circulation": ("name", "agency", "how"),
}
"""The names of lists whose entries have parts, with the names of those."""

LINES = ("agenda", "chairs", "circulation_due")
"""The names of lists whose entries are lines of text, none of which the minutes ask anybody to write."""

VIEWS = "child_views"
_VIEWS_TITLE = "views_title"
_HEADINGS = ("heading", "title")


@dataclass(frozen=True)
class MarkedMinutes:
    """A template filled in with marks, and what each mark stands for: `purpose`, `actions.due`."""

    content: bytes
    marks: Mapping[str, str]


def mark_minutes(template: Path, views_title: str) -> MarkedMinutes:
    """Return a template of the minutes filled in with marks; `views_title` stands over the views, as in the minutes.

    Raises DefinitionError as `docgen.word.prose.render_prose` does.
    """
    document = render_prose(template, {**_marked(), _VIEWS_TITLE: views_title})
    return MarkedMinutes(pack(document), {_mark(name): name for name in (*TEXTS, *LINES, *_columns())})


def check_views(template: Path) -> None:
    """See that a template has the heading over what the child and the family think, and below it their views.

    Raises DefinitionError, saying which of the two it lacks.
    """
    _check_views(template, sha256(template.read_bytes()).hexdigest())


NEEDED = (
    "purpose", "discussion", "attendance.name", "attendance.presence", "information.agency", "information.text",
    "decisions.decision", "decisions.reason", "dissent.who", "dissent.why", "actions.action", "actions.owner",
    "actions.agency", "actions.due", "circulation.name",
)  # fmt: skip
"""What minutes say, beside the views, that a template may leave out, and somebody should know of."""


def find_left_out(template: Path) -> tuple[str, ...]:
    """Return what a template of the minutes has no place for: it is neither printed nor read back.

    Raises DefinitionError as `docgen.word.prose.render_prose` does.
    """
    document = render_prose(template, {**_marked(), _VIEWS_TITLE: _mark(_VIEWS_TITLE)})
    text = "\n".join(_text_of(document, is_heading=one) for one in (True, False))
    return tuple(name for name in NEEDED if _mark(name) not in text)


@lru_cache(maxsize=16)
def _check_views(template: Path, content: str) -> None:  # noqa: ARG001 - the content is what the answer rests on
    document = render_prose(template, {**_marked(), _VIEWS_TITLE: _mark(_VIEWS_TITLE)})
    texts = [_text_of(document, is_heading=one) for one in (True, False)]
    for name, where, text in zip((_VIEWS_TITLE, VIEWS), ("a heading", "a text"), texts, strict=True):
        if _mark(name) not in text:
            raise DefinitionError((_lacking(template, name, where),))


def _text_of(document: Document, *, is_heading: bool) -> str:
    """Return the text of a document's headings, or of all else in it, tables too."""
    held = document.element.body.iter("{*}p")
    styles = {style.style_id: (style.name or "").casefold() for style in document.styles}
    return "\n".join(
        "".join(paragraph.itertext("{*}t"))
        for paragraph in held
        if styles.get(paragraph.style or "", "").startswith(_HEADINGS) == is_heading
    )


def _lacking(template: Path, name: str, where: str) -> Fault:
    found = f"no {{{{ {name} }}}} in {where}"
    accepted = (
        f"a heading with {{{{ {_VIEWS_TITLE} }}}}, and below it {{{{ {VIEWS} }}}}: minutes may not leave out what the"
        " child and the family think"
    )
    return Fault(file=template.name, table="", key=name, found=found, accepted=accepted)


def _marked() -> dict[str, object]:
    return {
        "is_over": True,
        **{name: _mark(name) for name in TEXTS},
        **{name: [_mark(name)] for name in LINES},
        **{name: [{part: _mark(f"{name}.{part}") for part in parts}] for name, parts in LISTS.items()},
    }


def _columns() -> Iterator[str]:
    return (f"{name}.{part}" for name, parts in LISTS.items() for part in parts)


def _mark(name: str) -> str:
    """Return a sign that nobody writes, and that Word and jinja2 leave alone."""
    return f"⟦{name}⟧"
