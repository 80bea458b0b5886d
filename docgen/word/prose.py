"""Prose documents (minutes, letters) through a template that staff edit in Word (docxtpl).

A template is somebody's file, and so is all that it is given: it runs in jinja2's sandbox, sees plain text
and nothing else, and a name that it misspells is a fault and not an empty space.
"""

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.word.elements import spell_out
from docgen.word.package import pack
from docgen.word.template_faults import find_broken_signs, find_wrong_names
from escalation.boards import Board
from escalation.content import TEMPLATES_FOLDER, content_folder
from escalation.faults import DefinitionError, Fault

LANGUAGE = "en-GB"
_TEMPLATE_FAULTS = (
    TemplateError,
    BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template can raise: its code, or a file that is no Word document."""

_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "%": "&#37;"})
"""docxtpl takes `{_{` and its like for its own signs, also where a person wrote them."""


def find_template(kind: str, board: Board, outside: Path | None = None) -> Path:
    """Return the template of a kind of document (`minutes`, `invitation`, `letter`).

    That is the office's own, `BOARD/templates/KIND.docx` in the folder of its boards (`outside`); without it the
    shipped one of the board (`KIND-BOARD.docx`), or the one for all.
    """
    if outside is not None and own_template(kind, board, outside).is_file():
        return own_template(kind, board, outside)
    folder = content_folder(TEMPLATES_FOLDER) / "word"
    own = folder / f"{kind}-{board.key}.docx"
    return own if own.is_file() else folder / f"{kind}.docx"


def own_template(kind: str, board: Board, outside: Path) -> Path:
    """Return where an office's own template of a kind of document is, or would be, in the folder of its boards."""
    return outside / board.key / TEMPLATES_FOLDER / f"{kind}.docx"


def render_prose(template: Path, names: Mapping[str, object]) -> Document:
    """Return the document that a template gives: text, and lists and tables of text, by name.

    Text stands in it to the letter, but that what XML cannot hold is shown as a code. Raises DefinitionError
    for a template that asks for what there is not, or for what it may not do.
    """
    content = template.read_bytes()
    prose = DocxTemplate(io.BytesIO(content))
    told = {name: _spelled_out(value) for name, value in names.items()}
    try:
        broken = (*find_broken_signs(docx.Document(io.BytesIO(content)), template.name),)
        if not broken:
            prose.render(told, jinja_env=_sandbox(), autoescape=True)
    except _TEMPLATE_FAULTS as error:
        raise DefinitionError((*_say_faults(template, content, error, told),)) from error
    if broken:
        raise DefinitionError(broken)
    document: Document = prose.docx
    return document


def save_prose(document: Document, title: str, author: str, day: dt.date) -> bytes:
    """Return a document as a file that says its title, who wrote it and when; the same input, the same bytes.

    Title and author travel with the file: they must not name the child.
    """
    core = document.core_properties
    core.title = spell_out(title)
    core.author = core.last_modified_by = spell_out(author)
    core.language = LANGUAGE
    core.subject = core.keywords = core.comments = ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    core.revision = 1
    return pack(document)


def _sandbox() -> ImmutableSandboxedEnvironment:
    """Return where a template runs: it reaches no attribute of Python's own, no other file, and no raw XML."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_write)
    del sandbox.filters["safe"]
    return sandbox


def _write(value: object) -> Markup:
    """Return a value as text of the document, none of which docxtpl or Word can take for a sign of its own."""
    return Markup(str(escape(value)).translate(_SIGNS))  # noqa: S704 - escaped in the same breath


def _spelled_out(data: object) -> object:
    if isinstance(data, str):
        return spell_out(data)
    if isinstance(data, Mapping):
        return {name: _spelled_out(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_spelled_out(value) for value in data]
    return data


def _say_faults(
    template: Path, content: bytes, error: Exception, names: Mapping[str, object]
) -> tuple[Fault, ...]:
    """Say what a template got wrong, and where; by the error alone where no sign of it shows that."""
    try:
        document = docx.Document(io.BytesIO(content))
        found = (*find_wrong_names(document, template.name, names, _sandbox()),)
    except _TEMPLATE_FAULTS:  # it is no Word document
        found = ()
    return found or (_fault(template, error, names),)


def _fault(template: Path, error: Exception, names: Mapping[str, object]) -> Fault:
    """Say what a template got wrong. A message of jinja2's quotes the template, never what it was given."""
    said = str(error) if isinstance(error, TemplateError) else type(error).__name__
    accepted = f"only the names {', '.join(sorted(names))}, and no code"
    return Fault(file=template.name, table="", key="", found=said or type(error).__name__, accepted=accepted)
