"""Word files whose XML is made to do harm: entities, depth, breadth and length without end, answers in answers."""

from collections.abc import Iterator

from tests.parsers.files import control, docx_parts, make_docx, make_zip, paragraph, run, table

BODY = paragraph(run("Siân"))
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
FAR = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


def xml_files() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield each file's name, its bytes, and the codes of which one says how reading it ends."""
    parts = docx_parts(BODY)
    for name, head in (("laughs", LAUGHS), ("outside", OUTSIDE), ("far", FAR)):
        for part, content in parts.items():
            yield (
                f"{name}-in-{part.rpartition('/')[2]}",
                make_zip(parts | {part: f"{head}{content!s}"}),
                {"unsafe-xml"},
            )
    yield "laughs-in-utf-16", make_zip(parts | {"word/document.xml": _declared("utf-16")}), {"unsafe-xml"}
    yield (
        "laughs-in-utf-7",
        make_zip(parts | {"word/document.xml": _declared("utf-7")}),
        {"damaged", "unsafe-xml"},
    )
    yield "deep", make_docx("<w:tbl>" * 250 + "</w:tbl>" * 250), {"unsafe-xml"}
    yield (
        "deep-without-end",
        make_docx("<w:p>" * 300_000 + "</w:p>" * 300_000),
        {"damaged", "bomb", "unsafe-xml"},
    )
    yield "broad", make_docx("".join(f'<w:p w:a="{n * 7919 % 10**7}"/>' for n in range(60_000))), {""}
    yield "attributes-50000", make_docx(f"<w:p {_attributes(50_000)}/>"), {"", "damaged"}
    yield "a-text-of-11-megabytes", make_docx(paragraph(run(_varied(10_100_000)))), {"damaged"}
    yield "controls-in-controls", make_docx(_nested(_varied(900_000))), {"", "unsafe-xml"}
    yield (
        "controls-in-one-cell",
        make_docx(table("".join(_controls(1_900)) + paragraph(run(_varied(500_000))))),
        {""},
    )
    yield "controls-beyond-all", make_docx("".join(_controls(2_001))), {"bomb"}
    yield "tables-in-tables", make_docx(_tables(45)), {"", "unsafe-xml"}
    yield "a-table-of-20000-rows", make_docx(table(*(paragraph(run(str(n))) for n in range(20_000)))), {""}
    yield "a-span-without-end", make_docx(_spanning("999999999")), {"unsafe-xml"}
    yield "no-body", make_zip(parts | {"word/document.xml": "<x/>"}), {"damaged"}
    yield "not-xml", make_zip(parts | {"word/document.xml": b"\xff\xfe\x00"}), {"damaged"}
    yield "a-part-that-leads-to-itself", _round_trip(), {"other-zip", "damaged"}
    yield "a-part-that-leads-out", _leading_to("../../../../etc/hostname"), {"other-zip"}
    yield "a-part-from-afar", _leading_to("http://127.0.0.1:9/document.xml"), {"other-zip"}


def _declared(encoding: str) -> bytes:
    document = docx_parts(BODY)["word/document.xml"]
    return f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{document!s}'.encode(encoding)


def _varied(length: int) -> str:
    """Return so much text, which packs no better than a person's."""
    words = (f"{number * 2654435761 % 2**32:x} " for number in range(length // 7))
    return "".join(words)[:length]


def _attributes(count: int) -> str:
    return " ".join(f'w:a{number}="1"' for number in range(count))


def _nested(text: str) -> str:
    inside = paragraph(run(text))
    for number in range(80):
        inside = control(f"box_{number}", inside)
    return inside


def _controls(count: int) -> Iterator[str]:
    return (control(f"box_{number}", paragraph(run("x"))) for number in range(count))


def _tables(depth: int) -> str:
    inside = paragraph(run("x"))
    for _ in range(depth):
        inside = table(inside + paragraph())
    return inside


def _spanning(columns: str) -> str:
    return table(f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p/>')


def _round_trip() -> bytes:
    return _leading_to("_rels/.rels")


def _leading_to(target: str) -> bytes:
    parts = docx_parts(BODY)
    relations = str(parts["_rels/.rels"]).replace("word/document.xml", target)
    return make_zip(parts | {"_rels/.rels": relations})
