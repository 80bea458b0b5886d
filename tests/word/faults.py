"""What Word does not forgive and Microsoft's validator lets pass: a rule a function."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from tests.word.opened import OpenedForm, attribute, find, full

Rule: TypeAlias = Callable[[OpenedForm], Iterator[str]]


def find_faults(content: bytes) -> list[str]:
    """Return a line for each fault in a Word form; none means that all is well."""
    form = OpenedForm(content)
    return [fault for rule in RULES for fault in rule(form)]


def cells_end_with_a_paragraph(form: OpenedForm) -> Iterator[str]:
    for cell in form.document.iter(full("w:tc")):
        if len(cell) == 0 or cell[-1].tag != full("w:p"):
            yield "a cell does not end with a paragraph"


def rows_fill_the_grid(form: OpenedForm) -> Iterator[str]:
    for table in form.tables:
        widths = [int(column.get(full("w:w"), "0")) for column in find(table, "w:tblGrid/w:gridCol")]
        if len(widths) != 12:
            yield f"a grid of {len(widths)} columns"
        for row in find(table, "w:tr"):
            start = 0
            for cell in find(row, "w:tc"):
                span = int(attribute(cell, "w:tcPr/w:gridSpan") or "1")
                if attribute(cell, "w:tcPr/w:tcW", "w:w") != str(sum(widths[start : start + span])):
                    yield "a cell is not as wide as the columns that it spans"
                start += span
            if start != len(widths):
                yield f"a row spans {start} columns"


def controls_are_whole(form: OpenedForm) -> Iterator[str]:
    for control in form.controls:
        children = [child.tag for child in control]
        if children != [full("w:sdtPr"), full("w:sdtContent")] or not len(control[1]):
            yield "a control lacks its properties or its content"
        if attribute(control, "w:sdtPr/w:lock") != "sdtLocked":
            yield "a control can be deleted"


def controls_are_told_apart(form: OpenedForm) -> Iterator[str]:
    for name in ("w:tag", "w:id"):
        counted = Counter(attribute(control, f"w:sdtPr/{name}") for control in form.controls)
        yield from (f"{name} {value} is used {times} times" for value, times in counted.items() if times > 1)
    for control in form.controls:
        if not 0 < int(attribute(control, "w:sdtPr/w:id") or "0") < 2**31:
            yield "a control's id is no positive 32-bit number"
        for name in ("w:tag", "w:alias"):
            if not 0 < len(attribute(control, f"w:sdtPr/{name}") or "") <= 64:
                yield f"{name} is missing, or longer than the 64 characters that Word allows"


def controls_are_plain(form: OpenedForm) -> Iterator[str]:
    """Find what clients spoil: data binding, repeating sections, plain text of several lines, cell controls."""
    for name in ("dataBinding", "repeatingSection", "repeatingSectionItem"):
        if any(True for _ in form.document.iter(f"{{*}}{name}")):
            yield f"{name} is used"
    if any(text.get(full("w:multiLine")) for text in form.document.iter(full("w:text"))):
        yield "plain text of several lines"
    for control in form.controls:
        parent = control.getparent()
        if parent is None or parent.tag not in {full("w:p"), full("w:tc")}:
            yield "a control stands elsewhere than in a paragraph or a cell"
        elif (
            parent.tag == full("w:tc") and (following := control.getnext()) is not None and len(following) > 1
        ):
            yield "a block control is not followed by an empty paragraph"


def prompts_can_come_back(form: OpenedForm) -> Iterator[str]:
    glossary = form.xml("word/glossary/document.xml")
    held = {attribute(entry, "w:docPartPr/w:name") for entry in find(glossary, "w:docParts/w:docPart")}
    for control in form.controls:
        named = attribute(control, "w:sdtPr/w:placeholder/w:docPart")
        if named not in held and not find(control, "w:sdtPr/w14:checkbox"):
            yield f"the glossary has no prompt {named}"


def newer_elements_can_be_ignored(form: OpenedForm) -> Iterator[str]:
    ignorable = (form.document.get(full("mc:Ignorable")) or "").split()
    if "w14" not in ignorable or form.document.nsmap.get("w14") is None:
        yield "w14 is not declared on the root, or not ignorable"


def relationships_resolve(form: OpenedForm) -> Iterator[str]:
    reached = set()
    for part in form.parts:
        if part.endswith(".rels"):
            reached |= {target for _, target in form.targets(part)}
    yield from (f"no part {target}" for target in sorted(reached - set(form.parts)))
    content = {part for part in form.parts if not part.endswith(".rels") and part != "[Content_Types].xml"}
    yield from (f"nothing points to {part}" for part in sorted(content - reached))


def content_types_cover_all(form: OpenedForm) -> Iterator[str]:
    types = form.xml("[Content_Types].xml")
    named = {(entry.get("PartName") or "").lstrip("/") for entry in find(types, "ct:Override")}
    yield from (
        f"no content type for {part}"
        for part in sorted(set(form.parts) - named)
        if part.endswith(".xml") and not part.startswith("[")
    )
    yield from (f"a content type for no part: {part}" for part in sorted(named - set(form.parts)))


def styles_exist(form: OpenedForm) -> Iterator[str]:
    defined = {style.get(full("w:styleId")) for style in find(form.xml("word/styles.xml"), "w:style")}
    for part in form.parts:
        if part.startswith("word/") and part.endswith(".xml"):
            root = form.xml(part)
            used = {
                style.get(full("w:val"))
                for style in root.iter(*map(full, ("w:pStyle", "w:rStyle", "w:tblStyle")))
            }
            yield from (f"{part} uses a style {style} that is not there" for style in used - defined)


RULES: tuple[Rule, ...] = (
    cells_end_with_a_paragraph,
    rows_fill_the_grid,
    controls_are_whole,
    controls_are_told_apart,
    controls_are_plain,
    prompts_can_come_back,
    newer_elements_can_be_ignored,
    relationships_resolve,
    content_types_cover_all,
    styles_exist,
)
