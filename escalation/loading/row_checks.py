"""Whether the rows of a section lay out each of its fields once, in cells that fill the page."""

from collections import Counter
from collections.abc import Iterator

from escalation.definitions import GRID, LABEL_OF, Field, FieldRow, Kind, LabelPosition
from escalation.faults import Fault
from escalation.loading.drafts import Piece, SectionDraft
from escalation.loading.model_faults import say_near

_TWO_CELLS = frozenset({LabelPosition.LEFT, LabelPosition.RIGHT})
_WHOLE_ROW = frozenset({Kind.PERSON, Kind.ROWS})


def check_layout(section: SectionDraft) -> Iterator[Fault]:
    """Yield what is wrong with the `row` list of a section; nothing where each field has a row to itself."""
    if not section.rows:
        return
    fields = {field.key: field.value for field in section.fields}
    rows = [row for row in section.rows if row.value]
    yield from _check_coverage(
        section, fields, [entry for row in rows if row.value for entry in row.value.fields]
    )
    for row in rows:
        yield from _check_row(row, fields)


def _check_coverage(
    section: SectionDraft, fields: dict[str, Field | None], entries: list[str]
) -> Iterator[Fault]:
    placed = Counter(entries)
    for key in fields:
        if placed[key] != 1:
            found = f'"{key}" {placed[key]} times' if placed[key] else f'no place for "{key}"'
            yield section.place.fault("row", found, "each field of the section in one row")
    printed = {entry.removeprefix(LABEL_OF) for entry in entries if entry.startswith(LABEL_OF)}
    shared = {
        key for row in section.rows if row.value and len(row.value.fields) > 1 for key in row.value.fields
    }
    for key, field in fields.items():
        if field and key in shared - printed and field.position is LabelPosition.ABOVE:
            accepted = f'"{LABEL_OF}{key}" in a row, or label_position = "left", "inside" or "hidden"'
            yield section.place.fault("row", f'"{key}" beside others, with nowhere for its label', accepted)


def _check_row(row: Piece[FieldRow], fields: dict[str, Field | None]) -> Iterator[Fault]:
    held = row.value
    if held is None:
        return
    if not held.fields:
        yield row.place.fault("fields", "none", "the keys of the fields in the row")
    asked = [fields.get(entry.removeprefix(LABEL_OF)) for entry in held.fields]
    for entry in held.fields:
        if entry.removeprefix(LABEL_OF) not in fields:
            yield row.place.fault(
                "fields", f'"{entry}", which is not in the section', say_near(entry, fields)
            )
    for field in asked:
        if field and field.kind in _WHOLE_ROW and len(held.fields) > 1:
            yield row.place.fault(
                "fields", f'"{field.key}" beside others', f"a {field.kind} field in a row alone"
            )
    if held.widths and None not in asked:
        yield from _check_widths(row, held, [field for field in asked if field])


def _check_widths(row: Piece[FieldRow], held: FieldRow, asked: list[Field]) -> Iterator[Fault]:
    cells = sum(_cells(entry, field) for entry, field in zip(held.fields, asked, strict=True))
    takes_none = len(asked) == 1 and (
        asked[0].kind in _WHOLE_ROW
        or (asked[0].position is LabelPosition.ABOVE and LABEL_OF not in held.fields[0])
    )
    said = ", ".join(str(width) for width in held.widths)
    if takes_none:
        yield row.place.fault("widths", said, f'nothing: "{asked[0].key}" fills its row')
    elif len(held.widths) != cells:
        accepted = f"{cells} widths: a label beside its answer is a cell of its own"
        yield row.place.fault("widths", f"{len(held.widths)} ({said})", accepted)
    elif sum(held.widths) != GRID or min(held.widths) < 1:
        yield row.place.fault(
            "widths", f"{said}, together {sum(held.widths)}", f"widths that add up to {GRID}"
        )


def _cells(entry: str, field: Field) -> int:
    return 2 if field.position in _TWO_CELLS and not entry.startswith(LABEL_OF) else 1
