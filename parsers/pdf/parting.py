"""Part a PDF into the returns that were joined in it: by the pages on which fields stand, and what those pages say.

A joiner renames the later return's fields (`summary+1` by qpdf, `1.summary` by pdftk) or leaves two of each name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.errors import Refused
from parsers.pages import ReadPage
from parsers.pdf.fields import PdfField

_RENAMED = re.compile(r"^[0-9]+\.|\+[0-9]+$")


def are_joined(fields: Sequence[PdfField]) -> bool:
    """Say whether the fields are those of more than one return."""
    names = {field.name for field in fields}
    return len(names) < len(fields) or any(
        _RENAMED.search(name) for name in names if "+" in name or name[:1].isdigit()
    )


@dataclass(frozen=True)
class Part:
    """One of the returns of a file: its pages, and the fields on them under their own names."""

    fields: tuple[PdfField, ...]
    pages: tuple[ReadPage, ...]


def part_fields(fields: Sequence[PdfField], pages: Sequence[ReadPage]) -> tuple[Part, ...]:
    """Return each return of a file with fields, where some of it is joined or some pages have none.

    Raises Refused where it cannot be told which field is of which return: one of them stands on no page, or pages
    of several are mixed.
    """
    by_page: dict[int, list[PdfField]] = {page.number: [] for page in pages}
    for field in fields:
        if not field.pages or field.pages[0] not in by_page:
            raise Refused("merged-returns")
        by_page[field.pages[0]].append(field._replace(name=_RENAMED.sub("", field.name)))
    groups = list(_runs(by_page, pages))
    if not _are_all_begun(groups, by_page):
        raise Refused("merged-returns")
    return tuple(
        Part(tuple(field for page in group for field in by_page[page.number]), tuple(group))
        for group in groups
    )


def _runs(by_page: Mapping[int, Sequence[PdfField]], pages: Sequence[ReadPage]) -> Iterator[list[ReadPage]]:
    """Yield the pages of each return: a name or page that is there already begins another, as another form does."""
    group: list[ReadPage] = []
    held: set[str] = set()
    for page in pages:
        names = [field.name for field in by_page[page.number]]
        if len(set(names)) < len(names):
            raise Refused("merged-returns")
        if held.intersection(names) or any(_begins_another(page, other) for other in group):
            yield group
            group, held = [], set()
        group.append(page)
        held.update(names)
    yield group


def _begins_another(page: ReadPage, other: ReadPage) -> bool:
    """Say whether two pages cannot be of one return: those of two forms, or the same page of one."""
    if page.reference is None or other.reference is None:
        return False
    return page.reference != other.reference or (page.page is not None and page.page == other.page)


def _are_all_begun(groups: Sequence[Sequence[ReadPage]], by_page: Mapping[int, Sequence[PdfField]]) -> bool:
    """Say whether no return begins in its middle, as one does where pages of several were mixed."""
    first = {field.name for page in groups[0][:1] for field in by_page[page.number]}
    return len(groups) == 1 or all(
        group[0].page == 1
        if group[0].page is not None
        else bool(first & {field.name for field in by_page[group[0].number]})
        for group in groups
    )


def part_pages(pages: Sequence[ReadPage]) -> tuple[tuple[ReadPage, ...], ...]:
    """Return the pages of each return in a file without fields.

    Another form begins another return, and so does a page that is there already, where all the returns that this
    makes begin with their first page or have all the pages of the first. Pages that do not say what they are stay
    with those before them. Pages twice in any other order are left in one return, for a person to see.
    """
    parted: list[tuple[ReadPage, ...]] = []
    for form in _by_form(pages):
        groups = list(_by_copies(form))
        parted += groups if _are_whole(groups) else [form]
    return tuple(parted)


def _by_form(pages: Sequence[ReadPage]) -> Iterator[tuple[ReadPage, ...]]:
    known = list(dict.fromkeys(page.reference for page in pages if page.reference))
    if len(known) < 2:
        yield tuple(pages)
        return
    current, held = known[0], dict[object, list[ReadPage]]((reference, []) for reference in known)
    for page in pages:
        current = page.reference or current
        held[current].append(page)
    for reference in known:
        yield tuple(held[reference])


def _by_copies(pages: Sequence[ReadPage]) -> Iterator[tuple[ReadPage, ...]]:
    group: list[ReadPage] = []
    for page in pages:
        if page.page is not None and any(page.page == held.page for held in group):
            yield tuple(group)
            group = []
        group.append(page)
    yield tuple(group)


def _are_whole(groups: Sequence[Sequence[ReadPage]]) -> bool:
    first = {page.page for page in groups[0]}
    return all(group[0].page == 1 or {page.page for page in group} == first for group in groups)
