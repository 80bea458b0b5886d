"""Read a Word return on a form that the project never made, by the layout that was learned from its blank.

The return is brought into the shape of the layout (paragraphs that an answer ran on to are joined to their label,
a line with several answers is parted at its labels), and then laid beside it like any blank.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from escalation.boxes import form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition
from escalation.findings import Finding
from escalation.layouts import NO_BOX, OTHER_BOX, LearnedCell, LearnedLayout
from parsers.reading import Margin, ReadCell, Reading, ReadRow
from parsers.word.alignment import MAX_ROWS, Aligned, RowMap, align_rows
from parsers.word.likeness import find_printed
from parsers.word.margins import notice_margins
from parsers.word.marked import FORM_MARKED
from parsers.word.merges import CELLS_MERGED
from parsers.word.pairing import BlankCell, BlankRow
from parsers.word.rows import PICTURE

LEARNED_LAYOUT = "learned layout"
_PICTURE_BESIDE = "There is a picture outside the answers. Look at it in the file."


@dataclass(frozen=True)
class TemplateRow:
    """A row of a learned layout: `parts` are its cells, each with its answers in order.

    `merged` says of each cell whether it was merged with others in the blank, as far as both still stand in the file.
    """

    table: int
    parts: tuple[tuple[BlankCell, ...], ...]
    merged: tuple[bool, ...] = ()

    @cached_property
    def line(self) -> BlankRow:
        """The row with each answer as a cell of its own."""
        return BlankRow(self.table, tuple(cell for cells in self.parts for cell in cells))

    def is_merged_as(self, row: ReadRow) -> bool:
        """Say whether the cells of a returned row that were merged with others are those of this one."""
        merged = [is_merged for cells, is_merged in zip(self.parts, self.merged, strict=True) for _ in cells]
        return merged == [CELLS_MERGED in cell.noticed for cell in row.cells]

    def shape(self, row: ReadRow) -> ReadRow | None:
        """Return a returned row with its cells parted as this one's are; None where they cannot be."""
        if len(row.cells) != len(self.parts) or (row.table > 0) != (self.table > 0):
            return None
        parted = [_part(cell, parts) for cell, parts in zip(row.cells, self.parts, strict=True)]
        if any(cells is None for cells in parted):
            return None
        return replace(row, cells=tuple(cell for cells in parted for cell in cells or ()))


def template_of(layout: LearnedLayout) -> tuple[TemplateRow, ...]:
    """Return the rows and paragraphs of a layout, in the order of the page."""
    rows: list[TemplateRow] = []
    table, others = 0, 0
    for line, group in groupby(layout.cells, key=lambda cell: cell.line):
        number, parts, merged = 0, [], []
        for _, same in groupby(group, key=lambda cell: cell.place):
            held = list(same)
            made = _parts_of(held, others)
            others += sum((cell.box or "").startswith(OTHER_BOX) for cell in made)
            parts.append(made)
            merged.append(held[0].merged)
        if line.startswith("table "):
            number = table = int(line.split(",")[0].removeprefix("table "))
        else:
            number = -table
        rows.append(TemplateRow(number, tuple(parts), tuple(merged)))
    return tuple(rows)


def _parts_of(cells: Sequence[LearnedCell], others: int) -> tuple[BlankCell, ...]:
    """Return the answers of one cell; words that follow the last of them stand after it."""
    made: list[BlankCell] = []
    for cell in cells:
        if cell.holds_answer:
            others += cell.box == OTHER_BOX
            box = f"{OTHER_BOX}:{others}" if cell.box == OTHER_BOX else cell.box
            made.append(BlankCell(box, cell.words, prompt=cell.prompt))
        elif made and cell.words:
            made[-1] = replace(made[-1], after=cell.words)
    return tuple(made) or (BlankCell(None, cells[0].words),)


def _part(cell: ReadCell, parts: Sequence[BlankCell]) -> tuple[ReadCell, ...] | None:
    """Part a cell's text at the words before each answer, which must stand in it once."""
    if len(parts) == 1:
        return (cell,)
    starts = [0]
    for part in parts[1:]:
        found = [start for start, _ in find_printed(cell.text, part.before.strip())]
        if len(found) != 1 or found[0] < starts[-1]:
            return None
        starts.append(found[0])
    ends = [*starts[1:], len(cell.text)]
    texts = [cell.text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    first = replace(cell, text=texts[0])
    return (first, *(replace(cell, text=text, paragraphs=()) for text in texts[1:]))


def shape_lines(template: Sequence[TemplateRow], lines: Sequence[ReadRow]) -> tuple[ReadRow, ...]:
    """Bring the lines of a return into the shape of a template: as many cells for each answer."""
    joined = tuple(_join_paragraphs(template, lines))
    return tuple(_shape(template, row) for row in joined)


def _join_paragraphs(template: Sequence[TemplateRow], lines: Sequence[ReadRow]) -> Iterator[ReadRow]:
    """Join each paragraph that begins with no printed words to the one before it, whose answer runs on."""
    labels = [row for row in template if row.table <= 0]
    held: ReadRow | None = None
    for row in lines:
        runs_on = held is not None and held.table == row.table and row.table <= 0
        if held is not None and runs_on and not _begins_line(labels, row):
            held = replace(held, cells=(_joined(held.cells[0], row.cells[0]),))
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _begins_line(labels: Sequence[TemplateRow], row: ReadRow) -> bool:
    text = row.cells[0].text
    firsts = (label.parts[0][0].before.strip() for label in labels)
    return any(first and (found := find_printed(text, first)) and found[0][0] == 0 for first in firsts)


def _joined(one: ReadCell, other: ReadCell) -> ReadCell:
    return replace(
        one,
        text=f"{one.text}\n{other.text}",
        paragraphs=(*one.paragraphs, *other.paragraphs),
        noticed=one.noticed | other.noticed,
    )


def _shape(template: Sequence[TemplateRow], row: ReadRow) -> ReadRow:
    for line in template:
        if any(len(parts) > 1 for parts in line.parts):
            shaped = line.shape(row)
            if shaped is not None and line.line.is_kept(shaped):
                return shaped
    return row


def read_by_layout(reading: Reading, layout: LearnedLayout, form: FormDefinition) -> Reading:
    """Return what a Word return holds by the place of its words, as the boxes of the form that the layout names.

    White space at the ends of an answer is left out: on a form of somebody else's it means nothing. Controls and
    their names are not asked: somebody else gave them.
    """
    template = template_of(layout)
    lines = shape_lines(template, reading.lines)
    if len(lines) > MAX_ROWS:
        return replace(reading, reference=form.reference, found=(), outside=())
    map_ = RowMap.of(tuple(row.line for row in template), lines)
    aligned = tuple(align_rows(map_, LEARNED_LAYOUT))
    own_merges = frozenset(_own_merges(template, map_))
    aligned = tuple(_without_own(item) if item.found.box in own_merges else item for item in aligned)
    boxed = [item for item in aligned if not item.found.box.startswith(f"{OTHER_BOX}:")]
    asked = {cell.box for cell in layout.cells}
    return Reading(
        format="word",
        reference=form.reference,
        found=tuple(replace(item.found, text=str(item.found.text).strip()) for item in boxed),
        findings=(
            *_about_file(reading),
            *_about_places(map_, aligned),
            *_about_beside(reading, layout, boxed),
        ),
        unasked=frozenset(box.name for box in form_boxes(form) if box.name not in asked),
    )


def _about_file(reading: Reading) -> Iterator[Finding]:
    own = {"controls-lost", "duplicate-box", FORM_MARKED}
    yield from (finding for finding in reading.findings if finding.field is None and finding.code not in own)
    yield notice("read-by-layout")


def _about_places(map_: RowMap, aligned: Iterable[Aligned]) -> Iterator[Finding]:
    is_other = False
    for item in aligned:
        if item.found.box.startswith(f"{OTHER_BOX}:"):
            is_other = is_other or str(item.found.text).strip() not in {"", "☐"}
        else:
            yield from (notice(code, item.found.box) for code in dict.fromkeys(item.codes))
    if is_other:
        yield notice("other-answer")
    if _has_more(map_):
        yield notice("text-outside")


def _own_merges(template: Sequence[TemplateRow], map_: RowMap) -> Iterator[str]:
    """Yield the boxes in cells that were merged in the blank already, and just so in the return.

    That is so where a table came back whole, with all the cells merged that the blank has merged and no others. Which
    of them are merged with which is not known: so where two answers stand in such cells under one another, which
    may by now be one cell, neither is yielded.
    """
    sure = map_.sure_rows()
    for _, group in groupby(range(len(template)), key=lambda index: template[index].table):
        table = list(group)
        if sure.issuperset(table) and all(
            template[index].is_merged_as(map_.rows[map_.pairs[index]]) for index in table
        ):
            yield from _alone_in_merges([template[index] for index in table])


def _alone_in_merges(table: Sequence[TemplateRow]) -> Iterator[str]:
    """Yield each box in a merged cell of a table that has no other answer in the merged cells over or under it."""
    for has_merged, group in groupby(table, key=lambda row: any(row.merged)):
        rows = list(group)
        is_even = len({len(row.parts) for row in rows}) == 1
        answers: dict[int, list[str]] = {}
        for row in rows if has_merged else ():
            for column, cells in enumerate(row.parts):
                if row.merged[column]:
                    boxes = (cell.box for cell in cells if cell.box is not None)
                    answers.setdefault(column if is_even else 0, []).extend(boxes)
        yield from (boxes[0] for boxes in answers.values() if len(boxes) == 1)


def _without_own(item: Aligned) -> Aligned:
    return replace(item, codes=tuple(code for code in item.codes if code != CELLS_MERGED))


def _about_beside(reading: Reading, layout: LearnedLayout, boxed: Sequence[Aligned]) -> Iterator[Finding]:
    """Look at what no line shows: headers, footers and notes, and pictures that are in no box's answer.

    What the blank has of them too is no news.
    """
    yield from notice_margins(reading.margins, [Margin(held.place, held.words) for held in layout.margins])
    if count_pictures(reading, boxed) > layout.pictures:
        yield notice("text-outside", message=_PICTURE_BESIDE)


def count_pictures(reading: Reading, answers: Iterable[Aligned]) -> int:
    """Count the paragraphs of a Word file that show a picture, less those in some answers."""
    return reading.outside.count(PICTURE) - sum(item.paragraphs.count(PICTURE) for item in answers)


def count_blank_pictures(blank: Reading, layout: LearnedLayout) -> int:
    """Count the paragraphs of a blank that show a picture where no answer goes."""
    template = template_of(layout)
    map_ = RowMap.of(tuple(row.line for row in template), shape_lines(template, blank.lines))
    return count_pictures(blank, align_rows(map_, LEARNED_LAYOUT))


def _has_more(map_: RowMap) -> bool:
    """Say whether the return has words where the blank has none, or others than the blank."""
    taken = {j: map_.blank[i] for i, j in map_.pairs.items()}
    return any(
        any(cell.text.strip() for cell in row.cells)
        if number not in taken
        else any(
            blank.box is None and not blank.is_kept(cell)
            for blank, cell in zip(taken[number].cells, row.cells, strict=True)
        )
        for number, row in enumerate(map_.rows)
    )


__all__ = [
    "LEARNED_LAYOUT",
    "NO_BOX",
    "TemplateRow",
    "count_blank_pictures",
    "read_by_layout",
    "shape_lines",
    "template_of",
]
