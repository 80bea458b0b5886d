"""The template of the minutes as it is first made, for staff to edit in Word.

`templates/word/minutes.docx` is made by `python -m docgen.packs.minutes_template` and kept: the office edits the
kept file, or a copy of it. It holds `{{ name }}` where a text goes, and a row or a paragraph between `for` and
`endfor` where a list goes (docxtpl's `{%tr ... %}` and `{%p ... %}`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.document import Document
from lxml import etree

from docgen.word.base import open_base
from docgen.word.elements import element, paragraph, run, styled_run
from docgen.word.package import pack
from docgen.word.styles import SHADE, TEXT_WIDTH
from escalation.content import content_folder

Column = tuple[str, str, int]
"""A column of a list: its head, what each row holds, and its share of twelve."""

_TWELFTH = TEXT_WIDTH // 12

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
    document = open_base()
    document.core_properties.title = "Template of the minutes"
    document.core_properties.language = "en-GB"
    body = document.element.body
    for block in _blocks():
        body.insert(len(body) - 1, block)
    _write_margins(document)
    return pack(document)


def _blocks() -> Iterator[etree._Element]:
    yield paragraph("Heading1", run("Minutes: {{ title }}"))
    yield _facts()
    yield from _list("Attendance and apologies", "attendance", _ATTENDANCE)
    yield from _prose("Purpose of the meeting", "purpose")
    yield from _each("Who chairs, and why", "chairs", _text(run("{{ one }}")))
    yield from _prose("The child’s and the family’s views", "child_views")
    yield from _each(
        "Information from each agency",
        "information",
        _text(styled_run("{{ one.agency }}", "Strong"), after=40),
        _text(run("{{ one.text }}")),
    )
    yield from _prose("Discussion", "discussion")
    yield from _list("Decisions, and the reasons for them", "decisions", _DECISIONS)
    yield from _list("Who did not agree, and why", "dissent", _DISSENT)
    yield from _list("What the procedure asks the meeting to consider", "considered", _CONSIDERED)
    yield from _list("Actions", "actions", _ACTIONS)
    yield from _each("Circulation", "circulation_due", _text(run("{{ one }}")))
    yield _rows("Who receives the minutes", "circulation", _CIRCULATION)
    yield paragraph("FormGap")


def _prose(title: str, name: str) -> Iterator[etree._Element]:
    yield paragraph("Heading2", run(title))
    yield _text(run(f"{{{{ {name} }}}}"))


def _each(title: str, name: str, *blocks: etree._Element) -> Iterator[etree._Element]:
    yield paragraph("Heading2", run(title))
    yield _text(run(f"{{%p for one in {name} %}}"))
    yield from blocks
    yield _text(run("{%p endfor %}"))


def _text(held: etree._Element, *, after: int = 120) -> etree._Element:
    """Return a paragraph of running text; `after` is the space below it, in twentieths of a point."""
    layout = (element("w:pStyle", val="FormAnswer"), element("w:spacing", before=0, after=after))
    return element("w:p", element("w:pPr", *layout), held)


def _list(title: str, name: str, columns: Sequence[Column]) -> Iterator[etree._Element]:
    yield paragraph("Heading2", run(title))
    yield _rows(title, name, columns)


def _rows(caption: str, name: str, columns: Sequence[Column]) -> etree._Element:
    widths = [share * _TWELFTH for _, _, share in columns]
    heads = [
        _cell(styled_run(head, "Strong"), width, SHADE)
        for (head, _, _), width in zip(columns, widths, strict=True)
    ]
    cells = [_cell(run(held), width) for (_, held, _), width in zip(columns, widths, strict=True)]
    described = f"A row for each entry, with columns: {', '.join(head for head, _, _ in columns)}."
    return element(
        "w:tbl",
        _properties(caption, described, has_head=True),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
        element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *heads),
        _sign(f"{{%tr for one in {name} %}}", widths),
        element("w:tr", *cells),
        _sign("{%tr endfor %}", widths),
    )


def _sign(sign: str, widths: Sequence[int]) -> etree._Element:
    """Return a row that holds only a sign of docxtpl's, which takes the row away."""
    return element("w:tr", *(_cell(run(sign if not at else ""), width) for at, width in enumerate(widths)))


def _facts() -> etree._Element:
    widths = (4 * _TWELFTH, 8 * _TWELFTH)
    rows = [
        element("w:tr", _cell(styled_run(label, "Strong"), widths[0], SHADE), _cell(run(held), widths[1]))
        for label, held in _FACTS
    ]
    return element(
        "w:tbl",
        _properties(
            "The meeting", "What is known of the meeting, each with its name at its left.", has_head=False
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
        *rows,
    )


def _properties(caption: str, described: str, *, has_head: bool) -> etree._Element:
    return element(
        "w:tblPr",
        element("w:tblStyle", val="FormTable"),
        element("w:tblW", w=12 * _TWELFTH, type="dxa"),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblLook", val="0620" if has_head else "0680", firstRow=int(has_head), noHBand=1, noVBand=1
        ),
        element("w:tblCaption", val=caption),
        element("w:tblDescription", val=described),
    )


def _cell(held: etree._Element, width: int, fill: str = "") -> etree._Element:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    return element("w:tc", properties, paragraph("FormAnswer", held))


def _write_margins(document: Document) -> None:
    """Write the head and foot of each page: the marking on both, the case and the day, and the page."""
    section = document.sections[0]
    pages = (run("\tPage "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
    head = (paragraph("Header", run("{{ board }}\t"), styled_run("{{ marking }}", "Strong")),)
    foot = (
        paragraph("Footer", run("{{ case }}, {{ date }}"), *pages),
        paragraph("FormMarking", styled_run("{{ marking }}", "Strong")),
    )
    for margin, blocks in ((section.header, head), (section.footer, foot)):
        margin.is_linked_to_previous = False
        blank = margin.paragraphs[0]._p
        for block in blocks:
            blank.addprevious(block)
        blank.getparent().remove(blank)


def _field(instruction: str) -> etree._Element:
    return element("w:fldSimple", run("1"), instr=f" {instruction} ")


if __name__ == "__main__":
    (Path(content_folder("templates")) / "word" / "minutes.docx").write_bytes(make_template())
