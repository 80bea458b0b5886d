"""Read our own Word form that was filled in, and then printed or saved as PDF.

Its rows grew as somebody typed in them, so that no answer stands where a blank's does, and nothing names any. Its
tables are laid beside the Word blank's row by row. What stands in each cell is read, and a person is asked about each
answer: a page does not say what was struck through, left out or drawn over. Only where Word's own prompt still stands
is it sure that there is none. The Word file itself is better, and whoever has the return is told to ask for it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from escalation.codes import notice
from escalation.findings import Finding
from escalation.stamps import PROMPTS
from parsers.geometry.alignment import MAX_PAGES, say_foreign
from parsers.geometry.lines import find_lines
from parsers.pages import ReadPage
from parsers.pdf.printed_lines import group_rows, join_rows, ways_to_join
from parsers.pdf.printed_rows import LINE_TO_WRITE_ON
from parsers.reading import Reading, ReadRow
from parsers.word.alignment import MAX_ROWS, Aligned, RowMap, align_rows
from parsers.word.likeness import likeness
from parsers.word.pairing import BlankRow, read_blank

WORD_ROW = "pdf row (Word form)"
_TOP = 0.125
"""In which part of a page, from its top, its head is looked for."""
_LIKE_SEEN = 0.84
"""How like its head a scanned page's is at the least: a letter in fifteen may be read as another."""
_RULED = re.compile(rf"(?:^|\s){LINE_TO_WRITE_ON}(?=\s|$)")
"""A line of a table's own, which the reader of rows took for one to write on: the Word form has none of those."""
_PAGE_OF = re.compile(r"Page [0-9]{1,3} of [0-9]{1,3}")


def find_word_pages(pages: Sequence[ReadPage], blank: Reading) -> tuple[ReadPage, ...]:
    """Return the pages that have the head of a Word blank: the Board's name and the marking, side by side.

    The PDF form of the same board has the name under the marking, on its first page alone.
    """
    heads = [margin.text for margin in blank.margins if margin.place == "header"]
    return tuple(page for page in pages if any(_has_head(page, head.split()) for head in heads))


def _has_head(page: ReadPage, head: Sequence[str]) -> bool:
    top = find_lines([word for word in page.words if word.place.bottom < _TOP * page.height])
    lines = [[word.text for word in line.words] for line in top if len(line.words) >= len(head)]
    if any(word.confidence is not None for word in page.words):
        return any(likeness(" ".join(head), " ".join(line)) >= _LIKE_SEEN for line in lines)
    return any(line[: len(head)] == head for line in lines)


def read_word_pages(reading: Reading, blank: Reading) -> Reading:
    """Return what a PDF or a scan of our Word form holds; of a scan, only that it is one.

    `blank` is a reading of the form's Word blank. Every box that is found asks for a person, unless it shows Word's
    prompt and nothing else.
    """
    known = {page.number for page in find_word_pages(reading.pages, blank)}
    findings = [*reading.findings, notice("word-printed"), *_about_others(reading, known)]
    lines = _lines_of(reading, known)
    map_ = _lay_rows(read_blank(blank), [line for line in lines if line.table > 0])
    aligned = tuple(align_rows(map_, WORD_ROW))
    findings += _about_answers(aligned)
    words = _count_words([*map_.rows, *(line for line in lines if line.table <= 0)])
    if words - _count_printed(blank, len(known)) - _count_answers(aligned):
        findings.append(notice("text-outside"))
    return replace(reading, found=tuple(item.found for item in aligned), findings=tuple(findings))


def _about_others(reading: Reading, known: Collection[int]) -> Iterator[Finding]:
    """Name the pages of a PDF that are none of the form's. In a scan a head may not have been made out."""
    for page in reading.pages:
        if reading.format == "pdf" and page.number not in known:
            yield notice("page-foreign", message=say_foreign(page.number))


def _lines_of(reading: Reading, pages: Iterable[int]) -> list[ReadRow]:
    """Return the rows and blocks of words of some pages; none where there are more than a form has."""
    if len(reading.pages) > MAX_PAGES:
        return []
    places = {f"page {number}" for number in pages}
    lines = [_without_ruled(line) for line in reading.lines if line.cells and line.cells[0].place in places]
    return lines if sum(line.table > 0 for line in lines) <= MAX_ROWS else []


def _without_ruled(line: ReadRow) -> ReadRow:
    texts = ((cell, _RULED.sub("", cell.text).strip()) for cell in line.cells)
    return replace(line, cells=tuple(replace(cell, text=text, paragraphs=(text,)) for cell, text in texts))


def _lay_rows(blank: Sequence[BlankRow], rows: Sequence[ReadRow]) -> RowMap:
    """Lay the rows of tables beside the blank's: parts of rows are joined in the way that keeps most of them."""
    as_one = [replace(line, table=1) for line in blank]
    ways = (join_rows(rows, group_rows(rows, joined)) for joined in ways_to_join(rows))
    maps = [RowMap.of(as_one, [replace(row, table=1) for row in way]) for way in ways]
    best = max(maps, key=lambda map_: (_count_kept(map_), -abs(len(map_.rows) - len(blank))))
    return _by_tables(blank, best)


def _count_kept(map_: RowMap) -> int:
    return sum(
        map_.blank[i].is_kept(map_.rows[j]) and not map_.blank[i].is_bare for i, j in map_.pairs.items()
    )


def _by_tables(blank: Sequence[BlankRow], map_: RowMap) -> RowMap:
    """Give each row the table of the blank's row that it is, or of the row over it: pages part and join tables.

    A row of headings that is printed again where its table goes on is left out.
    """
    whose = {j: blank[i].table for i, j in map_.pairs.items()}
    headings = [line for line in blank if not line.boxes]
    rows: list[ReadRow] = []
    at: dict[int, int] = {}
    for number, row in enumerate(map_.rows):
        if number not in whose and any(line.is_kept(row) for line in headings):
            continue
        at[number] = len(rows)
        table = whose.get(number, rows[-1].table if rows else 1)
        rows.append(replace(row, table=table))
    return RowMap(blank, rows, {i: at[j] for i, j in map_.pairs.items()})


def _about_answers(aligned: Iterable[Aligned]) -> Iterator[Finding]:
    for item in aligned:
        if item.codes or not _is_untouched(item):
            yield notice("read-by-rows", item.found.box)
        yield from (notice(code, item.found.box) for code in dict.fromkeys(item.codes))


def _is_untouched(item: Aligned) -> bool:
    """Say whether a box still shows Word's own prompt, which goes when anything is typed in its place."""
    return item.found.text == "" and all(text.endswith(tuple(PROMPTS)) for text in item.paragraphs)


def _count_words(lines: Iterable[ReadRow]) -> Counter[str]:
    """Count the words of some rows and blocks, without the numbers of pages."""
    texts = (_PAGE_OF.sub("Page", cell.text) for line in lines for cell in line.cells)
    return Counter(word for text in texts for word in text.split())


def _count_printed(blank: Reading, pages: int) -> Counter[str]:
    """Count the words of a blank as they are printed on so many pages, prompts and heads and feet included."""
    printed = _count_words(blank.lines)
    for margin in blank.margins:
        words = _PAGE_OF.sub("Page", margin.text).split()
        printed.update({word: words.count(word) * pages for word in words})
    return printed


def _count_answers(aligned: Iterable[Aligned]) -> Counter[str]:
    return Counter(word for item in aligned for word in str(item.found.text).split())
