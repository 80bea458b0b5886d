"""A Word file with lists that Word numbers by itself, which LibreOffice opens too."""

from tests.parsers.files import W, docx_parts, make_zip, paragraph, run

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def level(at: int, kind: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Return a level of a list: the kind of its numbers, and how they stand in the text before a paragraph."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, number: int, at: int = 0, *, mark: str = "") -> str:
    """Return a paragraph of a level of a list."""
    numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(f"<w:pPr>{numbered}{mark}</w:pPr>", run(text))


def write_lists(body: str, *levels: str, lists: str = "", styles: str = "") -> bytes:
    """Return a Word file. List 1 has the first of some levels, list 2 the second, and so on; `lists` are more."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{held}</w:abstractNum>'
        for at, held in enumerate(levels, start=1)
    )
    own = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(levels) + 1)
    )
    parts = docx_parts(body) | {
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{abstracts}{own}{lists}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
            f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}{name}+xml"/>'
        for name in ("numbering", "styles")
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    held = str(parts["[Content_Types].xml"]).replace("</Types>", f"{types}</Types>")
    parts["[Content_Types].xml"] = held.replace("<Override", f"{defaults}<Override", 1)
    return make_zip(parts)
