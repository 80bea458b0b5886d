"""Put right what Typst tags: link boxes are form fields, and labels head the answers beside or below them.

ISO 32000-1, 14.8.4 and 14.8.5.7; PDF/UA-1 (ISO 14289-1), 7.5 and 7.18.4.
"""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from docgen.pdf.plan import has_columns, leading_rows
from docgen.pdf.strings import pdf_string
from docgen.tables import Cell, Row, Table
from escalation.definitions import Kind


def tag_fields(pdf: pikepdf.Pdf) -> None:
    """Make each Link element that holds a field's box a Form element."""
    for element in _elements(pdf.Root.StructTreeRoot):
        if Name.Link == element.S and _holds_widget(element):
            element.S = Name.Form


def _holds_widget(element: pikepdf.Object) -> bool:
    return any("/Obj" in kid and kid.Obj.get("/Subtype") == Name.Widget for kid in _kids(element))


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary):
            yield kid


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every structure element below one, in reading order."""
    for kid in _kids(element):
        if "/S" in kid:
            yield kid
            yield from _elements(kid)


def tag_tables(pdf: pikepdf.Pdf, tables: Sequence[Table]) -> None:
    """Give each table its caption as a summary, and each answer the label that heads it.

    Raises ValueError where the document's tables are not those given, in their order.
    """
    drawn = [element for element in _elements(pdf.Root.StructTreeRoot) if Name.Table == element.S]
    names: dict[str, pikepdf.Object] = {}
    for number, (element, table) in enumerate(zip(drawn, tables, strict=True), start=1):
        _attributes(element, "/Table").Summary = pdf_string(table.caption)
        rows = [kid for kid in _elements(element) if Name.TR == kid.S]
        if not has_columns(table):
            _head_answers(rows, table, f"table-{number}")
        names |= {str(cell.ID): cell for row in rows for cell in _kids(row) if "/ID" in cell}
    _list_names(pdf, names)


def _head_answers(rows: list[pikepdf.Object], table: Table, prefix: str) -> None:
    """Head each answer by the label at its left, or, in a row without labels, by those of the row above."""
    above: list[String] = []
    for number, (element, row, leads) in enumerate(
        zip(rows, table.rows, leading_rows(table), strict=True), start=1
    ):
        beside: list[String] = []
        for place, (tag, cell) in enumerate(zip(_kids(element), row.cells, strict=True), start=1):
            if cell.is_header:
                name = String(f"{prefix}-{number}-{place}")
                _make_header(tag, name, Name.Column if leads else Name.Row)
                beside.append(name)
        for tag, cell in zip(_kids(element), row.cells, strict=True):
            if not cell.is_header:
                _make_answer(tag, _headers_of(cell, row, beside, above))
        above = beside if leads else []


def _headers_of(cell: Cell, row: Row, beside: list[String], above: list[String]) -> list[String]:
    if cell.label and cell.box and cell.box.field.kind is not Kind.PERSON:
        return []
    return beside if any(other.is_header for other in row.cells) else above


def _make_header(tag: pikepdf.Object, name: String, scope: Name) -> None:
    tag.S, tag.ID = Name.TH, name
    attributes = _attributes(tag, "/Table")
    attributes.Scope, attributes.Headers = scope, Array([])


def _make_answer(tag: pikepdf.Object, headers: list[String]) -> None:
    tag.S = Name.TD
    attributes = _attributes(tag, "/Table")
    attributes.Headers = Array(headers)
    for owner, key in ((tag, "/ID"), (attributes, "/Scope")):
        if key in owner:
            del owner[key]


def _attributes(element: pikepdf.Object, owner: str) -> pikepdf.Object:
    """Return the element's attributes of that owner, made where it has none."""
    held = element.get("/A", Array())
    listed = held if isinstance(held, Array) else Array([held])
    for attributes in listed:
        if Name(owner) == attributes.O:
            return attributes
    made = Dictionary(O=Name(owner))
    listed.append(made)
    element.A = listed
    return made


def _list_names(pdf: pikepdf.Pdf, names: dict[str, pikepdf.Object]) -> None:
    """Write the tree by which a header is found from its name (ISO 32000-1, 7.9.6): sorted, in one node."""
    listed: list[String | pikepdf.Object] = []
    for name, element in sorted(names.items()):
        listed += [String(name), element]
    pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array(listed))
