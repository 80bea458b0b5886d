"""A learned layout as a file that a person who is no programmer can read, correct and confirm."""

import json
from collections.abc import Iterator

from boardforms.learning.proposing import Proposal
from escalation.boxes import find_box
from escalation.definitions import FormDefinition
from escalation.layouts import NO_BOX, OTHER_BOX, LearnedCell, LearnedLayout

_HEAD = """\
# The layout of a form that did not come from this program, so that returns on it can be read.
# Each [[cell]] is a place of the form. Compare every one with the form itself, in the order of the page:
#   words   what is printed there, before the answer. Leave it as it is.
#   prompt  what stands in the blank where the answer goes. Leave it as it is.
#   rectangle, field  where on a PDF's page the answer goes (left, top, right, bottom, in points from the top left),
#           and the field that holds it. Leave them as they are.
#   box     which answer goes there: the name of a box, as listed below;
#           "{none}" for printed words alone; "{other}" for an answer that no box asks for.
#   merged  this cell was merged with one over or under it. Leave it as it is.
# Each [[margin]], and pictures, is what the blank has beside its answers. Leave them as they are: whatever a return
# has more goes to a person.
# When all is right, set confirmed = true below, or run: boardforms learn --confirm THIS-FILE
"""


def write_layout(layout: LearnedLayout, proposal: Proposal, form: FormDefinition) -> str:
    """Return the text of a layout's file: what was proposed, what is unsure, and the boxes that have no place."""
    return "\n".join((*_head(layout, proposal), *_cells(layout, proposal, form))) + "\n"


def confirm(text: str) -> str:
    """Return the text of a layout's file with its layout confirmed, and nothing else changed."""
    return text.replace("\nconfirmed = false\n", "\nconfirmed = true\n", 1)


def _head(layout: LearnedLayout, proposal: Proposal) -> Iterator[str]:
    yield _HEAD.format(none=NO_BOX, other=OTHER_BOX).rstrip("\n")
    if proposal.unplaced:
        yield "#\n# The form has no place for these boxes, or none was found:"
        yield from (f"#   {box.name}: {_one_line(box.label)}" for box in proposal.unplaced)
    yield ""
    yield f"form = {_quoted(layout.form)}"
    yield f"version = {_quoted(layout.version)}"
    yield f"format = {_quoted(layout.format)}"
    yield f"confirmed = {str(layout.confirmed).lower()}"
    yield f"source = {_quoted(layout.source)}"
    yield f"learned_on = {layout.learned_on.isoformat()}"
    if layout.sha256:
        yield "# Of the blank form, which is kept beside this file under the same name. Without it, nothing is read."
        yield f"sha256 = {_quoted(layout.sha256)}"
    if layout.pictures:
        yield f"pictures = {layout.pictures}"
    for margin in layout.margins:
        yield ""
        yield "[[margin]]"
        yield f"place = {_quoted(margin.place)}"
        yield f"words = {_quoted(margin.words)}"


def _cells(layout: LearnedLayout, proposal: Proposal, form: FormDefinition) -> Iterator[str]:
    for number, cell in enumerate(layout.cells):
        yield ""
        yield "[[cell]]"
        if number in proposal.unsure:
            yield "# NOT SURE: look at this one with care."
        yield f"place = {_quoted(cell.place)}"
        if cell.words:
            yield f"words = {_quoted(cell.words)}"
        if cell.prompt:
            yield f"prompt = {_quoted(cell.prompt)}"
        if cell.merged:
            yield "merged = true"
        yield from _page_lines(cell)
        yield f"box = {_quoted(cell.box)}{_said(cell, form)}"


def _page_lines(cell: LearnedCell) -> Iterator[str]:
    if cell.rectangle is not None:
        yield f"rectangle = [{', '.join(f'{edge:.1f}' for edge in cell.rectangle)}]"
    if cell.field:
        yield f"field = {_quoted(cell.field)}"


def _said(cell: LearnedCell, form: FormDefinition) -> str:
    box = find_box(form, cell.box)
    return f"  # {_one_line(box.label)}" if box else ""


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )  # TOML's own rules for text in quotes
