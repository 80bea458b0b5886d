"""PDF blanks filled by the programs and libraries that put values into fields."""

import codecs
import io
import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pypdf

from escalation.stamps import pdf_name
from tests import npm, programs
from tests.clients.papers import Entry, Papers, Return, entries_of
from tests.clients.running import run

HERE = Path(__file__).parent

# pypdf says of each answer that it cannot draw some letter.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def pdftk_xfdf(papers: Papers, into: Path) -> None:
    """Fill by pdftk from XFDF, which is XML."""
    _by_pdftk(papers, into, ".xfdf", lambda sent: as_xfdf(sent).encode())


def pdftk_fdf(papers: Papers, into: Path) -> None:
    """Fill by pdftk from FDF, whose strings are UTF-16."""
    _by_pdftk(papers, into, ".fdf", as_fdf)


def _by_pdftk(papers: Papers, into: Path, suffix: str, tell: Callable[[Return], bytes]) -> None:
    told = into.with_suffix(".told")
    told.mkdir()
    for blank, sent in zip(papers.blanks("pdf"), papers.returns, strict=True):
        data = told / (sent.name + suffix)
        data.write_bytes(tell(sent))
        run(programs.need("pdftk"), blank, "fill_form", data, "output", into / blank.name)


def states_of(sent: Return) -> dict[str, str]:
    """Return what goes into each field, by its name: ticks as the names of their states."""
    return {pdf_name(entry.box): _state_of(entry) for entry in entries_of(sent)}


def _state_of(entry: Entry) -> str:
    if isinstance(entry.value, bool):
        return "Yes" if entry.value else "Off"
    return entry.value if entry.kind == "choice" else entry.shown


def as_xfdf(sent: Return) -> str:
    fields = "".join(
        f'<field name="{name}"><value>{escape(text)}</value></field>'
        for name, text in states_of(sent).items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'


def as_fdf(sent: Return) -> bytes:
    ticks = {pdf_name(entry.box) for entry in entries_of(sent) if entry.kind == "tick"}
    values = {
        name: f"/{text}" if name in ticks else f"<{_utf_16(text).hex()}>"
        for name, text in states_of(sent).items()
    }
    held = "".join(f"<</T({name})/V{value}>>\n" for name, value in values.items())
    return (
        f"%FDF-1.2\n1 0 obj\n<</FDF<</Fields[\n{held}]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    ).encode("ascii")


def _utf_16(text: str) -> bytes:
    return codecs.BOM_UTF16_BE + text.encode("utf-16-be")


def pypdf_whole(papers: Papers, into: Path) -> None:
    """Fill by pypdf, which draws the answers as well as it can, and write the whole file anew."""
    _by_pypdf(papers, into, incremental=False)


def pypdf_added(papers: Papers, into: Path) -> None:
    """Fill by pypdf, and add what changed to the end of the file."""
    _by_pypdf(papers, into, incremental=True)


def _by_pypdf(papers: Papers, into: Path, *, incremental: bool) -> None:
    for blank, sent in zip(papers.blanks("pdf"), papers.returns, strict=True):
        writer = pypdf.PdfWriter(io.BytesIO(blank.read_bytes()), incremental=incremental)
        ticks = {pdf_name(entry.box) for entry in entries_of(sent) if entry.kind == "tick"}
        values = {name: f"/{text}" if name in ticks else text for name, text in states_of(sent).items()}
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
        writer.write(into / blank.name)


def pikepdf_fills(papers: Papers, into: Path) -> None:
    """Set values by pikepdf and nothing else: no answer is drawn, and viewers are told to."""
    for blank, sent in zip(papers.blanks("pdf"), papers.returns, strict=True):
        with pikepdf.open(blank) as pdf:
            pdf.Root.AcroForm.NeedAppearances = True
            values = states_of(sent)
            for field in pdf.Root.AcroForm.Fields.as_list():
                if str(field.T) in values:
                    _set(field, values[str(field.T)])
            pdf.save(into / blank.name)


def _set(field: pikepdf.Object, text: str) -> None:
    if pikepdf.Name.Btn == field.FT:
        field.V = field.AS = pikepdf.Name(f"/{text}")
    else:
        field.V = pikepdf.String(text)


def qpdf_json(papers: Papers, into: Path) -> None:
    """Set values by writing a PDF out as JSON, editing that, and reading it in again: no answer is drawn."""
    qpdf, told = programs.need("qpdf"), into.with_suffix(".told")
    told.mkdir()
    for blank, sent in zip(papers.blanks("pdf"), papers.returns, strict=True):
        data = told / f"{sent.name}.json"
        run(qpdf, "--json-output", blank, data)
        held = json.loads(data.read_bytes())
        _edit_objects(held["qpdf"][1], states_of(sent))
        data.write_text(json.dumps(held), encoding="utf-8")
        run(qpdf, "--json-input", data, into / blank.name)


def _edit_objects(objects: dict[str, dict[str, Any]], values: dict[str, str]) -> None:
    """Put each value into its field: qpdf's JSON marks text with `u:` and leaves names as they are."""
    for held in objects.values():
        field = held.get("value")
        if not isinstance(field, dict) or field.get("/Subtype") != "/Widget":
            continue
        text = values.get(str(field.get("/T", "")).removeprefix("u:"))
        if text is not None and field["/FT"] == "/Btn":
            field["/V"] = field["/AS"] = f"/{text}"
        elif text is not None:
            field["/V"] = f"u:{text}"


def mutool(papers: Papers, into: Path) -> None:
    """Fill by MuPDF's own JavaScript."""
    run(programs.need("mutool"), "run", HERE / "fill_by_mutool.js", papers.jobs(into))


def pdf_lib(papers: Papers, into: Path) -> None:
    """Fill by pdf-lib; where its font lacks a letter, it leaves the drawing to the viewer."""
    run(programs.need("node"), _node("fill_by_pdf_lib.mjs", into), papers.jobs(into))


def pdf_js(papers: Papers, into: Path) -> None:
    """Fill by pdf.js as the viewer of Firefox does: values are put in its store, and the document saved."""
    run(programs.need("node"), _node("fill_by_pdf_js.mjs", into), papers.jobs(into))


def _node(script: str, into: Path) -> Path:
    """Return a script beside the libraries that it imports, as Node looks for them there."""
    placed = into.with_suffix(".node")
    placed.mkdir()
    (placed / "node_modules").symlink_to(npm.install(HERE / "package.json") / "node_modules")
    return Path(shutil.copy(HERE / script, placed))
