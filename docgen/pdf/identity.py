"""What says which form a document is: metadata, an attached `form.json`, and a Data Matrix on each page.

Printing destroys all but the last, and many programs all but the first: so there are several.
"""

import json
from functools import lru_cache

import pikepdf
import zxingcpp
from pikepdf import Name

from escalation.definitions import FormReference
from escalation.layouts import Layout, PdfPlace
from escalation.stamps import page_code

ATTACHMENT = "form.json"
_NAMESPACE = "urn:boardforms:form:"


@lru_cache(maxsize=512)
def draw_page_code(reference: FormReference, page: int) -> str:
    """Return the Data Matrix (ISO/IEC 16022) of a page, counted from 1, as SVG.

    It is square: an oblong one, which may have fewer modules, would have smaller ones in the same square of paper.
    """
    said = page_code(reference, page)
    return zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.DataMatrix, force_square=True).to_svg()


def add_identity(pdf: pikepdf.Pdf, layout: Layout) -> None:
    """Write the form's reference in the document's information and XMP, and attach `form.json`."""
    reference = layout.form
    said = {"FormId": reference.form, "FormVersion": reference.version, "FormBoard": reference.board}
    for key, value in said.items():
        pdf.docinfo[Name(f"/{key}")] = value
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.register_xml_namespace(_NAMESPACE, "boardforms")
        for key, value in said.items():
            metadata[f"{{{_NAMESPACE}}}{key}"] = value
    attached = pikepdf.AttachedFileSpec(
        pdf,
        describe(layout).encode("utf-8"),
        filename=ATTACHMENT,
        mime_type="application/json",
        creation_date="",
        mod_date="",
        description="Which form this is, and where each field sits",
    )
    attached.obj.AFRelationship = Name.Data
    pdf.attachments[ATTACHMENT] = attached


def describe(layout: Layout) -> str:
    """Return the layout as JSON: board, form, version, and each box's page (from 1) and rectangle in points."""
    reference = layout.form
    fields = {
        name: {"page": place.page, "rect": [place.left, place.bottom, place.right, place.top]}
        for name, place in layout.places.items()
        if isinstance(place, PdfPlace)
    }
    about = {"board": reference.board, "form": reference.form, "version": reference.version, "fields": fields}
    return json.dumps(about, ensure_ascii=False)
