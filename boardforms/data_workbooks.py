"""An empty workbook for `boardforms fill`: a column for each box of a form, and what may be written there."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from boardforms.outputs import open_whole
from boardforms.prefill import say_accepted
from escalation.boxes import Box, form_boxes
from escalation.definitions import FormDefinition, Kind

COLUMNS = ("column", "part of the form", "question", "what to write", "required", "answers to choose from")
"""What the second sheet says of each column of the first; the answers take as many cells as there are."""

ROWS = 500
"""How many rows offer the answers to choose from."""

_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}


def write_data_workbook(form: FormDefinition, path: Path) -> None:
    """Write a workbook to fill in, a row for each form to be made; `read_rows` reads its first sheet.

    Its cells are text, so that Excel makes no date of a case reference. Raises OSError.
    """
    boxes = form_boxes(form)
    with open_whole(path) as stream, xlsxwriter.Workbook(stream, _AS_TEXT) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        cases, explained = book.add_worksheet("Cases"), book.add_worksheet("Columns")
        cases.set_column(0, len(boxes) - 1, 24, text)
        cases.freeze_panes(1, 1)
        cases.write_row(0, 0, [box.name for box in boxes], bold)
        explained.set_column(0, len(COLUMNS) - 1, 34)
        explained.write_row(0, 0, COLUMNS, bold)
        for number, box in enumerate(boxes):
            answers = _answers(box)
            explained.write_row(number + 1, 0, (*_explain(form, box), *answers))
            if answers:
                beside = xl_range_abs(
                    number + 1, len(COLUMNS) - 1, number + 1, len(COLUMNS) + len(answers) - 2
                )
                offered = {"validate": "list", "source": f"=Columns!{beside}", "show_error": False}
                cases.data_validation(1, number, ROWS, number, offered)


def _answers(box: Box) -> tuple[str, ...]:
    return ("yes", "no") if box.kind is Kind.TICK else tuple(box.asks.options.values())


def _explain(form: FormDefinition, box: Box) -> tuple[str, ...]:
    parts = {field.key: section.title for section in form.sections for field in section.fields}
    return (box.name, parts[box.field.key], box.label, say_accepted(box), "yes" if box.required else "")
