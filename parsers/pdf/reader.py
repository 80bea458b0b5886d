"""Read a returned PDF form: which form it is, and what stands in each of its fields."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain, pairwise
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary

from escalation.codes import notice
from escalation.definitions import FormReference
from escalation.findings import Finding
from escalation.stamps import box_name
from parsers.errors import Failed, Refused, Unread
from parsers.geometry.alignment import say_foreign
from parsers.pages import ReadPage
from parsers.pdf.fields import Note, PdfField, find_fields, find_notes
from parsers.pdf.foreign import MAX_FIELDS, page_fields
from parsers.pdf.held import Doubts, held_beside, held_in, is_answer
from parsers.pdf.identity import find_identity, has_files_attached
from parsers.pdf.makeup import read_makeup
from parsers.pdf.notes import TYPED, are_typed, draw_notes, is_seen, undrawn_words, with_words
from parsers.pdf.opening import open_pdf
from parsers.pdf.parting import Part, are_joined, part_fields, part_pages
from parsers.reading import Found, Reading, ReadRow
from parsers.scan import read_scans

PDF_FIELD = "pdf field"

_LEGIBLE = 0.3
"""The least share of words that have two letters side by side, on pages whose letters are what they look like."""
_HARMLESS = "common error handled correctly"
"""What qpdf says of a table of contents that every reader understands, such as pypdf's after an update."""
_NOTES_READ = (
    "There are notes with text on the pages: it was read as if it were printed there. Compare it with them."
)


class _File(NamedTuple):
    """A file, the pages of it that are a return's (None where all are), and all its fields, answers or not."""

    data: bytes
    pages: frozenset[int] | None = None
    fields: tuple[PdfField, ...] = ()

    def look_at_bare(self) -> Iterator[ReadPage]:
        """Yield the return's pages without what is laid over them."""
        from parsers.pdf.pages import read_pages  # noqa: PLC0415 - most returns have nothing behind their fields

        pages = read_pages(self.data, is_bare=True)
        return (page for page in pages if self.pages is None or page.number in self.pages)


def read_pdfs(data: bytes) -> tuple[Reading, ...]:
    """Return the readings of a PDF: one for each return that was joined into it.

    A PDF without fields is read as its pages look, which is for those who have the blank. A copy locked with an empty
    password is opened. Raises Refused for what is not one of our forms, or whose returns cannot be told apart,
    and Failed for a damaged file.
    """
    try:
        with open_pdf(data) as pdf:
            return tuple(_read(pdf, data))
    except Unread:
        raise
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, RuntimeError) as error:
        raise Failed("damaged") from error


def _read(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Reading]:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        raise Refused("xfa")
    notes = find_notes(pdf)
    all_fields = find_fields(pdf, notes)
    fields = tuple(field for field in all_fields if is_answer(field))
    about = (
        *_about_file(pdf, notes, has_fields=bool(fields)),
        *_about_signature(all_fields),
        *Doubts().about_nameless(all_fields),
    )
    if not fields and are_typed(notes):
        data, undrawn = draw_notes(data), undrawn_words(pdf, notes)
        look = cache(lambda: with_words(_look_at(data), undrawn))
    else:
        look = cache(partial(_look_at, data))
    said = find_identity(pdf)
    if not fields:
        is_scan = _is_drawn_on(data) if not any(page.words for page in look()) else _are_garbled(look())
        lines = partial(_look_at_lines, data)
        yield from _read_scan(data, said, about) if is_scan else _read_flat(look(), said, about, lines)
    elif are_joined(fields) or _has_bare_pages(pdf, fields):
        for part in part_fields(fields, look()):
            yield from _read_part(pdf, part, said, about, _File(data, fields=all_fields))
    else:
        file = _File(data, fields=all_fields)
        yield _read_fields(pdf, fields, said or _told_by(look()), about, look, file)


def _has_bare_pages(pdf: pikepdf.Pdf, fields: Sequence[PdfField]) -> bool:
    """Say whether some pages hold no field while others do: another return may have lost its fields there."""
    used = {number for field in fields for number in field.pages}
    return bool(used) and all(field.pages for field in fields) and len(used) < len(pdf.pages)


def _read_part(
    pdf: pikepdf.Pdf, part: Part, said: FormReference | None, about: Sequence[Finding], file: _File
) -> Iterator[Reading]:
    """Read one of a file's returns, and name the pages that do not say that they are of its form."""
    if not part.fields:
        yield from _read_flat(part.pages, said, about, lambda _: ())
        return
    told = _told_by(part.pages) or said
    used = {number for field in part.fields for number in field.pages}
    others = [page for page in part.pages if told and page.number not in used and page.reference is None]
    foreign = (page.number for page in others if not page.is_empty)
    extra = [notice("page-foreign", message=say_foreign(number)) for number in foreign]
    file = file._replace(pages=frozenset(page.number for page in part.pages))
    yield _read_fields(pdf, part.fields, told, (*about, *extra), partial(tuple, part.pages), file)


def _look_at(data: bytes) -> tuple[ReadPage, ...]:
    from parsers.pdf.pages import read_pages  # noqa: PLC0415 - most returns have all their fields

    return read_pages(data)


def _look_at_lines(data: bytes, pages: Sequence[ReadPage]) -> Sequence[ReadRow]:
    from parsers.pdf.learned_rows import read_lines  # noqa: PLC0415 - only forms of somebody else's are read so

    return read_lines(data, pages)


def _are_garbled(pages: Sequence[ReadPage]) -> bool:
    """Say whether pages of a form of ours, told by its code, have signs for words: their fonts say no letters.

    Some programs that print to PDF by way of PostScript write such fonts. What such pages show is read as a picture.
    """
    words = [word.text for page in pages if page.reference for word in page.words]
    return bool(words) and sum(map(_has_letters, words)) < _LEGIBLE * len(words)


def _has_letters(word: str) -> bool:
    return any(one.isalpha() and other.isalpha() for one, other in pairwise(word))


def _is_drawn_on(data: bytes) -> bool:
    from parsers.pdf.pages import has_drawings  # noqa: PLC0415 - as above

    return has_drawings(data)


def _read_fields(
    pdf: pikepdf.Pdf,
    fields: Sequence[PdfField],
    reference: FormReference | None,
    about: Iterable[Finding],
    look: Callable[[], Sequence[ReadPage]],
    file: _File,
) -> Reading:
    if reference is None:
        return _read_foreign(pdf, fields, about, look, file)
    found = tuple(_make_found(field) for field in fields)
    marks = {box.box: [one.objgen for one in field.widgets] for box, field in zip(found, fields, strict=True)}
    doubts = Doubts()
    about_fields = (doubts.about(*pair) for pair in zip(fields, found, strict=True))
    return Reading(
        format="pdf",
        reference=reference,
        found=found,
        findings=(*about, *doubts.about_drawn(file.fields), *chain.from_iterable(about_fields)),
        read_pages=look,
        read_bare_pages=file.look_at_bare,
        read_makeup=partial(read_makeup, file.data, marks, file.pages),
    )


def _read_foreign(
    pdf: pikepdf.Pdf,
    fields: Sequence[PdfField],
    about: Iterable[Finding],
    look: Callable[[], Sequence[ReadPage]],
    file: _File,
) -> Reading:
    """Read the fields of somebody else's form as they stand. Without printed words, nothing says which it is."""
    if len(fields) > MAX_FIELDS or not any(page.words for page in look()):
        raise Refused("not-our-form")
    doubts = Doubts()
    held = ((field, held_in(field), doubts.codes(field)) for field in fields)
    return Reading(
        format="pdf",
        reference=None,
        found=(),
        findings=tuple(about),
        fields=tuple(page_fields(pdf, held)),
        read_pages=look,
        read_bare_pages=file.look_at_bare,
    )


def _told_by(pages: Sequence[ReadPage]) -> FormReference | None:
    """Return the form that pages say they are of, where all that say anything say the same."""
    told = {page.reference for page in pages if page.reference}
    return told.pop() if len(told) == 1 else None


def _read_scan(data: bytes, said: FormReference | None, about: Sequence[Finding]) -> Iterator[Reading]:
    """Read the pictures of a scan; what the file says of itself counts where its pages do not say."""
    for reading in read_scans(data):
        findings = (*about, *reading.findings)
        yield replace(reading, reference=reading.reference or said, findings=findings)


def _read_flat(
    pages: Sequence[ReadPage],
    said: FormReference | None,
    about: Sequence[Finding],
    look_at_lines: Callable[[Sequence[ReadPage]], Sequence[ReadRow]],
) -> Iterator[Reading]:
    """Read a PDF without fields as it looks. Zero words are no success."""
    if not any(page.words for page in pages):
        raise Refused("pdf-no-fields")
    for group in part_pages(pages):
        reference = _told_by(group) or said
        yield Reading(
            format="pdf",
            reference=reference,
            found=(),
            findings=tuple(about),
            read_pages=partial(tuple, group),
            read_lines=partial(look_at_lines, group),
        )


def _make_found(field: PdfField) -> Found:
    place = f"page {field.pages[0]}" if field.pages else ""
    beside = held_beside(field)
    return Found(box=box_name(field.name), text=held_in(field), origin=PDF_FIELD, place=place, stood=beside)


def _about_file(pdf: pikepdf.Pdf, notes: Sequence[Note], *, has_fields: bool) -> Iterator[Finding]:
    kinds = {note.kind for note in notes if is_seen(note)}
    if kinds:
        is_read = kinds <= TYPED and not has_fields
        yield notice("pdf-notes", message=_NOTES_READ) if is_read else notice("pdf-notes")
    if has_files_attached(pdf) or any(note.kind == "/FileAttachment" for note in notes):
        yield notice("file-attached")
    if any(_HARMLESS not in str(warning) for warning in pdf.get_warnings()):
        yield notice("pdf-repaired")


def _about_signature(fields: Sequence[PdfField]) -> Iterator[Finding]:
    """Say that a PDF is signed or certified: its fields are read as they stand."""
    if any(field.type == "/Sig" and field.value is not None for field in fields):
        yield notice("pdf-signed")
