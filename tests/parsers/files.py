"""Small Word and zip files made by hand, so that a test holds exactly what it is about."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMESPACES = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
IDENTITY = {"FormBoard": "dyffryn", "FormId": "every-kind", "FormVersion": "2026-01"}


def make_zip(members: Mapping[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx_parts(
    body: str, *, identity: Mapping[str, str] = IDENTITY, main_type: str = DOCUMENT, space: str = W
) -> dict[str, bytes | str]:
    """Return the parts of a Word file with that body; `w:` names the given vocabulary."""
    entries = "".join(
        f'<property name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for name, value in identity.items()
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "docProps/custom.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f"{entries}</Properties>"
        ),
        "word/document.xml": f'<w:document xmlns:w="{space}" {_NAMESPACES}><w:body>{body}</w:body></w:document>',
    }


def make_docx(
    body: str, *, identity: Mapping[str, str] = IDENTITY, main_type: str = DOCUMENT, space: str = W
) -> bytes:
    return make_zip(docx_parts(body, identity=identity, main_type=main_type, space=space))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def control(tag: str, content: str, marker: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{marker}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def tick(tag: str, checked: str, shown: str) -> str:
    return control(tag, shown, f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>')


def table(*cells: str) -> str:
    """Return a table of one column, a row a cell."""
    return f"<w:tbl>{''.join(f'<w:tr><w:tc>{cell}</w:tc></w:tr>' for cell in cells)}</w:tbl>"
