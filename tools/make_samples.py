#!/usr/bin/env python3
"""Make samples/inbox from samples/answers, each file by the program or the habit that its case is about.

Run by hand, in the checkout's own environment: `python tools/make_samples.py`. It needs pdftk, qpdf and
pdftocairo (poppler-utils). The same answers make the same bytes. samples/README.md says what each file is for.
"""

import datetime as dt
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

import docx
import pikepdf
import pypdf
import xlsxwriter
from lxml import etree

from boardforms.datarows import read_rows
from boardforms.prefill import fit_row, match_columns
from docgen import render_pdf, render_word
from escalation.boards import Board
from escalation.boxes import Answers, Box, flatten, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.loading import load_board
from escalation.stamps import PROMPT_TEXT, pdf_name

ROOT = Path(__file__).resolve().parent.parent
ANSWERS, INBOX, DATA = (ROOT / "samples" / name for name in ("answers", "inbox", "data"))
PASSWORD = "hawthorn-lane"  # noqa: S105 - made up, and printed in samples/README.md

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THE_SAME_TIME = dt.datetime(2025, 1, 13, 9, 30)
THE_SAME_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sent:
    """What went into a return: the form of a board, and its answers by field key."""

    board: Board
    form: FormDefinition
    answers: Answers

    @property
    def boxes(self) -> dict[str, Box]:
        """The boxes of the form, by name."""
        return {box.name: box for box in form_boxes(self.form, self.answers)}


def read_sent(name: str) -> Sent:
    """Return what samples/answers says went into a return."""
    held = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    board = load_board(ROOT / "forms" / held["board"])
    return Sent(board, board.form(held["form"]), held["answers"])


Edit = Callable[[etree._Element], None]
"""What a person does to the body of a Word form."""


def make_word(name: str, *edits: Edit) -> bytes:
    """Return a Word return, with edits made to its body as a person's typing makes them."""
    sent = read_sent(name)
    return edit_document(render_word(sent.form, sent.board, sent.answers).content, edits)


def edit_document(content: bytes, edits: tuple[Edit, ...]) -> bytes:
    """Return a Word file with its word/document.xml edited and all else as it was."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as taken:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/document.xml" and edits:
                root = etree.fromstring(data)
                for edit in edits:
                    edit(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            member = zipfile.ZipInfo(name, THE_SAME_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(member, data)
    return made.getvalue()


def find_control(root: etree._Element, box: str) -> etree._Element:
    """Return the content control tagged with a box's name."""
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val") == box:
            return control
    raise KeyError(box)


def find_content(root: etree._Element, box: str) -> etree._Element:
    """Return what a box's control holds."""
    return next(find_control(root, box).iterchildren(f"{W}sdtContent"))


def make_run(text: str) -> etree._Element:
    """Return a run of text as Word writes it."""
    run = etree.Element(f"{W}r")
    held = etree.SubElement(run, f"{W}t")
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def type_over(box: str, text: str) -> Edit:
    """Type over what a control shows: a tick stored behind it stays as it was."""

    def edit(root: etree._Element) -> None:
        find_content(root, box)[:] = [make_run(text)]
        properties = next(find_control(root, box).iterchildren(f"{W}sdtPr"))
        for shown in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(shown)

    return edit


def type_beside(box: str, text: str) -> Edit:
    """Type behind a control, in the same line of its cell."""

    def edit(root: etree._Element) -> None:
        find_control(root, box).addnext(make_run(text))

    return edit


def insert_tracked(box: str, text: str, author: str) -> Edit:
    """Type at the end of a long answer while Word tracks changes."""

    def edit(root: etree._Element) -> None:
        last = find_content(root, box).findall(f"{W}p")[-1]
        insertion = etree.SubElement(last, f"{W}ins")
        insertion.set(f"{W}id", "901")
        insertion.set(f"{W}author", author)
        insertion.set(f"{W}date", f"{THE_SAME_TIME:%Y-%m-%dT%H:%M:%SZ}")
        insertion.append(make_run(text))

    return edit


def make_letter(name: str) -> bytes:
    """Return a letter in Word that is none of our forms, as people send instead of one."""
    letter = docx.Document()
    letter.core_properties.created = letter.core_properties.modified = THE_SAME_TIME
    for line in (ANSWERS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        letter.add_paragraph(line)
    written = io.BytesIO()
    letter.save(written)
    return edit_document(written.getvalue(), ())


def make_pdf(name: str) -> bytes:
    """Return a PDF return as our own writer prefills it."""
    sent = read_sent(name)
    return render_pdf(sent.form, sent.board, sent.answers).content


def as_typed(box: Box, value: str | bool) -> str:
    """Return an answer as a person types or picks it: dates in UK order, a choice by its export value."""
    if isinstance(value, bool):
        return "Yes" if value else "Off"
    return f"{dt.date.fromisoformat(value):%d/%m/%Y}" if box.kind is Kind.DATE else value


def typed_answers(sent: Sent) -> dict[str, str]:
    """Return the answers of a return as typed, by PDF field name."""
    flat = flatten(sent.form, sent.answers)
    return {
        pdf_name(box): as_typed(sent.boxes[box], value) for box, value in flat.items() if value is not None
    }


def run_on(content: bytes, *command: str, xfdf: str = "") -> bytes:
    """Return what a program makes of in.pdf, and of data.xfdf, as out.pdf."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(content)
        (Path(folder) / "data.xfdf").write_text(xfdf, encoding="utf-8")
        subprocess.run(command, cwd=folder, check=True)
        return (Path(folder) / "out.pdf").read_bytes()


def fill_by_pdftk(name: str) -> bytes:
    """Return a blank filled by pdftk from an XFDF file."""
    sent = read_sent(name)
    fields = "".join(
        f"<field name={quoteattr(key)}><value>{escape(text)}</value></field>"
        for key, text in typed_answers(sent).items()
    )
    xfdf = f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'
    blank = render_pdf(sent.form, sent.board).content
    return run_on(blank, "pdftk", "in.pdf", "fill_form", "data.xfdf", "output", "out.pdf", xfdf=xfdf)


def fill_by_pypdf(name: str, **typed: str) -> bytes:
    """Return a blank filled by pypdf; `typed` are texts that a person typed as no answer should be."""
    sent = read_sent(name)
    ticks = {pdf_name(box.name) for box in sent.boxes.values() if box.kind is Kind.TICK}
    values = {key: f"/{text}" if key in ticks else text for key, text in typed_answers(sent).items()} | typed
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(render_pdf(sent.form, sent.board).content))
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def save_by_qpdf(name: str) -> bytes:
    """Return a filled form saved by qpdf for fast web view."""
    arguments = ("--deterministic-id", "--linearize", "--object-streams=generate")
    return run_on(make_pdf(name), "qpdf", *arguments, "in.pdf", "out.pdf")


def lock_by_qpdf(name: str) -> bytes:
    """Return a filled form that opens with a password only."""
    lock = ("--encrypt", PASSWORD, PASSWORD, "128", "--use-aes=y", "--", "--static-id", "--static-aes-iv")
    return run_on(make_pdf(name), "qpdf", *lock, "in.pdf", "out.pdf")


def print_by_poppler(name: str) -> bytes:
    """Return a filled form printed to PDF: it looks the same, and has no fields."""
    printed = run_on(make_pdf(name), "pdftocairo", "-pdf", "in.pdf", "out.pdf")
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        del pdf.docinfo["/CreationDate"]
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


SAMPLES: Mapping[str, Callable[[str], bytes]] = {
    "01-moray-record.docx": lambda name: make_word(
        name, insert_tracked("stage_1_record", " They will be given the plan in Polish.", "Ailsa Geddes")
    ),
    "02-moray-dates.docx": make_word,
    "03-moray-record.pdf": fill_by_pdftk,
    "04-moray-dates.pdf": fill_by_pypdf,
    "05-moray-record.docx": lambda name: make_word(name, type_over("reason_no_consensus", "X")),
    "06-mscb-record.docx": make_word,
    "07-mscb-record.docx": make_word,
    "08-mscb-request.pdf": make_pdf,
    "09-mscb-minutes.docx": make_word,
    "10-mscb-locality.pdf": fill_by_pdftk,
    "11-mscb-record.docx": lambda name: make_word(
        name, type_beside("safeguarding_lead.role", " (ext. 4418)")
    ),
    "12-mscb-minutes.pdf": save_by_qpdf,
    "13-mscb-record.pdf": lambda name: fill_by_pypdf(name, completed_on="2/27/2025"),
    "14-mscb-record.docx": lambda name: make_word(
        name,
        type_over("early_resolution_concluded_on", "31/02/2025"),
        type_over("completed_by.name", PROMPT_TEXT),
    ),
    "15-letter.docx": make_letter,
    "16-locked.pdf": lambda _: lock_by_qpdf("01-moray-record"),
    "17-printed.pdf": lambda _: print_by_poppler("03-moray-record"),
    "18-cut-short.docx": lambda _: make_word("06-mscb-record")[:7000],
}
"""How each file of the inbox is made, given its name without the ending."""


def write_workbook() -> None:
    """Write samples/data/mscb-requests.xlsx from the JSON of that name, its dates as Excel's own."""
    form = load_board(ROOT / "forms" / "mscb").form("case-progression-meeting-request")
    rows = read_rows(DATA / "mscb-requests.json")
    boxes = match_columns(form, rows)
    with xlsxwriter.Workbook(str(DATA / "mscb-requests.xlsx")) as book:
        book.set_properties({"created": THE_SAME_TIME})
        british = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Requests")
        sheet.write_row(0, 0, list(boxes))
        for line, row in enumerate(rows, start=1):
            answers, _ = fit_row(form, row, boxes)
            flat = flatten(form, answers)
            for column, box in enumerate(boxes.values()):
                value = flat.get(box.name)
                if isinstance(value, str) and box.kind is Kind.DATE:
                    sheet.write_datetime(line, column, dt.datetime.fromisoformat(value), british)
                elif value is not None:
                    sheet.write(line, column, value)


def main() -> None:
    """Make every sample again."""
    INBOX.mkdir(parents=True, exist_ok=True)
    for file, make in SAMPLES.items():
        (INBOX / file).write_bytes(make(Path(file).stem))
    write_workbook()


if __name__ == "__main__":
    main()
