"""Read a returned Word form: which form it is, and what stands in each of its boxes."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from escalation.codes import notice
from escalation.findings import Finding
from parsers.errors import Failed, Refused, Unread
from parsers.reading import Found, Reading
from parsers.safe_xml import parse_xml
from parsers.word.controls import Control, find_controls
from parsers.word.identity import find_identity
from parsers.word.legacy_fields import show_legacy_fields
from parsers.word.lines import read_lines
from parsers.word.margins import read_margins
from parsers.word.marked import FORM_MARKED, find_marked_boxes, find_marked_cells
from parsers.word.marks import Marks
from parsers.word.merges import CELLS_MERGED, find_merged
from parsers.word.names import attribute, child, local_name
from parsers.word.numbering import Numbers, find_numbers, numbers_beside_labels
from parsers.word.package import Package
from parsers.word.rows import read_outline, read_rows
from parsers.word.styles import NO_STYLES, Styles, find_styles, may_be_rare
from parsers.word.text import CELL_DELETED, CONTENT_ELSEWHERE, ReadWords, Transcript, Words
from parsers.word.wrappers import unwrap

WORD_CONTROL = "word control"
MAX_GRID_SPAN = 63
"""The most columns that a Word table can have."""
MAX_CONTROLS = 2_000
"""The most controls that a form may have."""
_TOLD = {
    "commentReference": "comment",
    "altChunk": CONTENT_ELSEWHERE,
    "subDoc": CONTENT_ELSEWHERE,
    "OLEObject": CONTENT_ELSEWHERE,
    "cellDel": CELL_DELETED,
}
"""What is told of a file wherever in it it stands: what is in none of its texts (ISO 29500-1, 17.17.2), and more."""


def read_word(data: bytes) -> Reading:
    """Return what a Word file holds. Nothing in it is run, followed or fetched.

    A file of ours from which a program has taken the controls has none, with a finding; its rows are kept, to be
    laid beside the blank's (`parsers.word.alignment`).

    A file that does not say which form it is has no reference; its lines are to be laid beside the blanks at hand.

    Raises Refused for what is not safe, and Failed for a damaged file.
    """
    package = Package(data)
    body = _body(package)
    unwrap(body)
    show_legacy_fields(body)
    numbers = find_numbers(body, package)
    read = _transcribe(body, package, numbers)
    controls = find_controls(body)
    if len(controls) > MAX_CONTROLS:
        raise Refused("bomb")
    deleted = read.marks.deleted_rows
    found = tuple(_read_controls(controls, deleted, find_merged(body), read))
    passed_by = _owned(controls) | deleted
    outline = tuple(read_outline(body, controls, deleted, read))
    return Reading(
        format="word",
        reference=find_identity(package),
        found=tuple(item for item, _ in found),
        findings=(
            *_about_file(package, body, controls),
            *_about_boxes(found),
            *_about_marks(controls, read.marks),
        ),
        outside=tuple(part for part in outline if isinstance(part, str)),
        outline=outline,
        read_rows=lambda: read_rows(body, controls, passed_by, read, find_marked_cells(read.marks)),
        read_lines=lambda: read_lines(body, deleted, _beside_labels(body, package, numbers, read)),
        read_margins=lambda: read_margins(package),
    )


def _body(package: Package) -> etree._Element:
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise Failed("damaged")
    if any(not _is_span(span) for span in body.iter("{*}gridSpan")):
        raise Refused("unsafe-xml")
    return body


def _transcribe(body: etree._Element, package: Package, numbers: Numbers) -> Transcript:
    """Write out a body. LibreOffice puts two texts in a run only where a line break stood, or several."""
    read = Transcript(body, _rare_styles(package), numbers)
    if read.has_lost_breaks and package.is_from_libreoffice:
        read.trust_breaks()
    return read


def _beside_labels(body: etree._Element, package: Package, numbers: Numbers, read: Transcript) -> Transcript:
    """Return the words without the numbers of lists, which a form of somebody else's may have before its labels."""
    return _transcribe(body, package, numbers_beside_labels(numbers)) if numbers else read


def _rare_styles(package: Package) -> Styles:
    """Return the styles whose words are not shown as plain ones. A part that cannot be read says nothing of any."""
    try:
        part = package.styles
        return find_styles(parse_xml(part)) if may_be_rare(part) else NO_STYLES
    except Unread:
        return NO_STYLES


def _is_span(span: etree._Element) -> bool:
    value = attribute(span, "val") or "1"
    return value.isdecimal() and len(value) <= 2 and int(value) <= MAX_GRID_SPAN


def _read_controls(
    controls: tuple[Control, ...],
    deleted: frozenset[etree._Element],
    merged: frozenset[etree._Element],
    read: ReadWords,
) -> Iterator[tuple[Found, frozenset[str]]]:
    """Read each control with its cell."""
    for control in controls:
        own = _words(control.content, deleted, read)
        cell = None if control.cell is None else _words(control.cell, deleted, read)
        found, noticed = _read_control(control, own, cell)
        yield found, noticed | {CELLS_MERGED} if merged and _is_merged(control, merged) else noticed


def _is_merged(control: Control, merged: frozenset[etree._Element]) -> bool:
    """Say whether a control stands in a merged cell, or around one."""
    start = control.element if control.cell is None else control.cell
    inside = start.iter("{*}tc") if control.cell is None else (start,)
    return any(cell in merged for cell in (*start.iterancestors("{*}tc"), *inside))


def _read_control(control: Control, own: Words, cell: Words | None) -> tuple[Found, frozenset[str]]:
    ticked = control.ticked
    found = Found(
        box=control.tag,
        text=own.text if ticked is None else ticked,
        origin=WORD_CONTROL,
        place=control.place,
        cell=None if cell is None else cell.text,
        stored_date=control.stored_date,
    )
    return found, own.noticed if cell is None else own.noticed | cell.noticed


def _words(element: etree._Element | None, deleted: frozenset[etree._Element], read: ReadWords) -> Words:
    """Return an element's text: none where a tracked deletion took the row that it stands in."""
    if element is None:
        return Words("", frozenset())
    if deleted and any(row in deleted for row in element.iterancestors("{*}tr")):
        return Words("", frozenset({"tracked-deletion"}))
    return read(element)


def _about_file(package: Package, body: etree._Element, controls: tuple[Control, ...]) -> Iterator[Finding]:
    if not controls:
        yield notice("controls-lost")
    if package.has_macros:
        yield notice("macros-ignored")
    for code in sorted({_TOLD[local_name(part)] for part in body.iter(*(f"{{*}}{name}" for name in _TOLD))}):
        yield notice(code)
    for tag, times in Counter(control.tag for control in controls).items():
        if times > 1:
            yield notice("duplicate-box", tag)


def _about_boxes(found: tuple[tuple[Found, frozenset[str]], ...]) -> Iterator[Finding]:
    for item, noticed in found:
        for code in sorted(noticed):
            yield notice(code, item.box)


def _about_marks(controls: tuple[Control, ...], marks: Marks) -> Iterator[Finding]:
    """Tell where a form was marked. Without controls nobody knows here what is printed and what an answer."""
    boxes = find_marked_boxes(controls, marks) if controls else frozenset()
    return (notice(FORM_MARKED, box) for box in sorted(boxes, key=str))


def _owned(controls: tuple[Control, ...]) -> frozenset[etree._Element]:
    return frozenset(control.element if control.cell is None else control.cell for control in controls)
