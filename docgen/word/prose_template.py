"""What templates of prose are built from, when they are first made for staff to edit in Word.

A template holds `{{ name }}` where a text goes, and a row or a paragraph between `for` and `endfor` where a list
goes (docxtpl's `{%tr ... %}` and `{%p ... %}`).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from docgen.word.base import open_base
from docgen.word.elements import element, paragraph, run, styled_run
from docgen.word.margins import write_margins
from docgen.word.package import pack
from docgen.word.styles import SHADE, TEXT_WIDTH

Column = tuple[str, str, int]
"""A column of a list: its head, what each row holds, and its share of twelve."""

_TWELFTH = TEXT_WIDTH // 12
_MADE = dt.datetime(2026, 1, 1)
"""The day that stands in every template, so that it is made the same each time."""


def make_document(title: str, blocks: Iterable[etree._Element], foot: str) -> bytes:
    """Return a template of those blocks, the same each time: `foot` stands at the foot, before the page."""
    document = open_base()
    core = document.core_properties
    core.title, core.language, core.last_modified_by = title, "en-GB", "boardforms"
    core.created = core.modified = _MADE
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, block)
    write_margins(document, "{{ board }}", "{{ marking }}", foot)
    return pack(document)


def text(held: etree._Element, *, after: int = 120) -> etree._Element:
    """Return a paragraph of running text; `after` is the space below it, in twentieths of a point."""
    layout = (element("w:pStyle", val="FormAnswer"), element("w:spacing", before=0, after=after))
    return element("w:p", element("w:pPr", *layout), held)


def prose(title: str, name: str) -> Iterator[etree._Element]:
    """Yield a heading and the text of that name."""
    yield paragraph("Heading2", run(title))
    yield text(run(f"{{{{ {name} }}}}"))


def each(name: str, *blocks: etree._Element, item: str = "one") -> Iterator[etree._Element]:
    """Yield blocks that stand once for each item of a list; the paragraphs of the signs go when it is filled in."""
    yield text(run(f"{{%p for {item} in {name} %}}"))
    yield from blocks
    yield text(run("{%p endfor %}"))


def when(name: str, *blocks: etree._Element) -> Iterator[etree._Element]:
    """Yield blocks that stand only where there is something of that name."""
    yield text(run(f"{{%p if {name} %}}"))
    yield from blocks
    yield text(run("{%p endif %}"))


def rows(caption: str, name: str, columns: Sequence[Column]) -> etree._Element:
    """Return a table with a head, and a row for each item of a list."""
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


def facts(caption: str, described: str, lines: Iterable[tuple[str, str]]) -> etree._Element:
    """Return a table of a label and what it holds, a line each."""
    widths = (4 * _TWELFTH, 8 * _TWELFTH)
    held = [
        element("w:tr", _cell(styled_run(label, "Strong"), widths[0], SHADE), _cell(run(value), widths[1]))
        for label, value in lines
    ]
    return element(
        "w:tbl",
        _properties(caption, described, has_head=False),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
        *held,
    )


def _sign(sign: str, widths: Sequence[int]) -> etree._Element:
    """Return a row that holds only a sign of docxtpl's, which takes the row away."""
    return element("w:tr", *(_cell(run(sign if not at else ""), width) for at, width in enumerate(widths)))


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
