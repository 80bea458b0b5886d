"""Where each box sits in the Word form: the same tables that the writer writes, counted."""

from collections.abc import Iterator
from dataclasses import replace

from docgen.tables import Cell, Row, Table, arrange
from escalation.boxes import Answers
from escalation.definitions import FormDefinition, Section
from escalation.layouts import Layout, WordPlace

REQUIRED_MARK = "(required)"


def shown_tables(
    form: FormDefinition, answers: Answers | None = None
) -> tuple[tuple[Section, tuple[Table, ...]], ...]:
    """Return each section of a form with its tables as they are printed.

    Where a Board published the form, its wording stands exactly as published: an answer is then marked as
    required only in a section that was added to the form.
    """
    return tuple(
        (section, tuple(_unmarked(table) for table in tables) if form.is_published(section) else tables)
        for section in form.sections
        for tables in (arrange(section, answers),)
    )


def _unmarked(table: Table) -> Table:
    rows = (
        Row(tuple(replace(cell, required=False) for cell in row.cells), row.is_header) for row in table.rows
    )
    return Table(table.caption, tuple(rows))


def runs_on(cell: Cell) -> bool:
    """Return whether a label shares its line with the answer: one that ends in a colon does (`Date:`)."""
    return cell.box is not None and not cell.hint and cell.label.endswith(":")


def printed_in(cell: Cell) -> str:
    """Return what is printed in a cell, a line a paragraph; it always stands before the answer."""
    label = f"{cell.label} {REQUIRED_MARK}" if cell.required and cell.label else cell.label
    return "\n".join(line for line in (label, cell.hint) if line)


def word_layout(form: FormDefinition, answers: Answers | None = None) -> Layout:
    """Return where each box sits in the Word form, without writing it.

    Tables (`w:tbl`) are counted through the body, rows (`w:tr`) through their table and cells (`w:tc`)
    through their row, as they stand in the file, from 1. Answers matter where they need more rows than the
    blank offers.
    """
    return Layout(form=form.reference, format="word", places=dict(_places(form, answers)))


def _places(form: FormDefinition, answers: Answers | None) -> Iterator[tuple[str, WordPlace]]:
    tables = (table for _, tables in shown_tables(form, answers) for table in tables)
    for number, table in enumerate(tables, start=1):
        for line, row in enumerate(table.rows, start=1):
            for position, cell in enumerate(row.cells, start=1):
                if cell.box:
                    place = WordPlace(table=number, row=line, cell=position, printed=printed_in(cell))
                    yield cell.box.name, place
