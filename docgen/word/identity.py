"""What a Word file says of itself: which form, in which version, of which Board; and nothing of a child."""

import datetime as dt

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from docgen.word.elements import spell_out, write_xml
from escalation.boards import Board
from escalation.definitions import FormDefinition, FormReference

LANGUAGE = "en-GB"

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2
"""Ids 0 and 1 are reserved ([MS-OLEPS], 2.1)."""


def identify(document: Document, form: FormDefinition, board: Board) -> None:
    """Write the form's identity into the document's properties, dated to the day the form came into force."""
    core = document.core_properties
    core.title = spell_out(f"{form.title} – {board.name}")
    core.author = core.last_modified_by = spell_out(board.name)
    core.language = LANGUAGE
    core.created = core.modified = dt.datetime.combine(form.in_force_from, dt.time())
    core.revision = 1
    _attach_reference(document, form.reference)


def _attach_reference(document: Document, reference: FormReference) -> None:
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _TYPES})
    held = {"FormBoard": reference.board, "FormId": reference.form, "FormVersion": reference.version}
    for number, (name, value) in enumerate(held.items(), start=_FIRST_ID):
        about = {"fmtid": _USER_DEFINED, "pid": str(number), "name": name}
        entry = etree.SubElement(root, f"{{{_PROPERTIES}}}property", about)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, write_xml(root), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
