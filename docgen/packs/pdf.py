"""The pack as one PDF: tagged, with an outline, and numbered from the cover to the circulation list."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pypdf import PdfReader

from docgen.packs.enclosed import say_enclosures
from docgen.packs.enclosures import Enclosure, Placed, findings_of, hide_names
from docgen.packs.joining import join
from docgen.packs.meeting import Meeting
from docgen.packs.naming import names_child
from docgen.packs.papers import Papers, gather_papers
from docgen.packs.wording import say_considered, say_meeting
from docgen.pdf.characters import printable, visible_code
from docgen.pdf.typeset import Data, typeset
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding

TEMPLATE = "pack.typ"


@dataclass(frozen=True)
class PackPart:
    """A part of a pack, and the page on which it begins, counted from 1."""

    title: str
    page: int


@dataclass(frozen=True)
class RenderedPack:
    """A pack as PDF/UA-1. The same input gives the same `content`, byte for byte."""

    content: bytes
    pages: int
    parts: tuple[PackPart, ...]
    findings: tuple[Finding, ...] = ()
    enclosed: tuple[Placed, ...] = ()


def render_pack(
    meeting: Meeting,
    board: Board,
    case: Case,
    checked: CheckedCase,
    enclosures: Sequence[Enclosure] = (),
    says: str = "Papers for the meeting",
) -> RenderedPack:
    """Return the papers of a meeting: cover, contents, details, attendance, records, timeline, minutes, circulation.

    After them stand the `enclosures` as they came, numbered and labelled on; a pack with text that came with
    them does not claim PDF/UA-1. What the meeting does not say yet is left to be filled in by hand. What a person
    wrote never stops the pack: a character that its fonts do not have is printed as a code, with a finding.
    `says` stands at the foot of each page: what these papers are, or for whom.
    Raises DefinitionError or ValueError where meeting, board, case and check are not of one case.
    """
    papers = gather_papers(meeting, board, case, checked, "Papers")
    enclosures = hide_names(enclosures, lambda title: names_child(title, case, board))
    data = {
        **_lay_out(meeting, board, papers, checked),
        **say_enclosures(enclosures, len(papers.records)),
        "says": says,
    }
    typed = typeset(TEMPLATE, data)
    pages, parts = look_through(typed)
    content, enclosed = join(typed, enclosures) if enclosures else (typed, ())
    findings = (*papers.findings, *findings_of(enclosures), *find_coded(data))
    return RenderedPack(content, pages, parts, findings, enclosed)


def _lay_out(meeting: Meeting, board: Board, papers: Papers, checked: CheckedCase) -> Mapping[str, Data]:
    told = asdict(papers)
    findings = [finding.message for finding in (*papers.findings, *checked.findings)]
    return told | {
        "board": {"name": board.name, "marking": board.marking},
        "meeting": say_meeting(meeting),
        "considered": [*say_considered(meeting, papers.considers)],
        "said_empty": [*_said_empty(meeting)],
        "findings": findings,
        "attention": [*findings, *_attention(papers)],
    }


def _said_empty(meeting: Meeting) -> Iterator[str]:
    """Yield the lists that the meeting's file says are empty: `dissent = []` is an answer."""
    for name in ("decisions", "dissent", "actions"):
        if name in meeting.model_fields_set and not getattr(meeting, name):
            yield name


def _attention(papers: Papers) -> Iterator[str]:
    """Yield, for the page of contents, each timeframe and record that a person must look at."""
    for timeframe in papers.timeframes:
        if timeframe.needs_a_person:
            yield f"{timeframe.title} ({timeframe.clause}): {timeframe.answer.lower()}."
    for record in papers.records:
        if record.notes:
            yield f"{record.title}, return {record.id}: read the marks beside its answers."


def find_coded(data: Data) -> Iterator[Finding]:
    """Yield a note where the fonts lack characters: what was written is whole in the record all the same."""
    characters = tuple(dict.fromkeys(sign for text in _texts(data) for sign in printable(text)[1]))
    if characters:
        codes = ", ".join(visible_code(sign) for sign in characters[:10])
        message = f"The pack’s fonts cannot show every character: codes such as {codes} stand for them."
        yield notice("character-shown-as-code", message=message)


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _texts(value)


def look_through(content: bytes) -> tuple[int, tuple[PackPart, ...]]:
    """Return how many pages a pack has, and its parts as the outline gives them."""
    reader = PdfReader(io.BytesIO(content))
    parts = [item for item in reader.outline if not isinstance(item, list)]
    return len(reader.pages), tuple(
        PackPart(str(part.title), (reader.get_destination_page_number(part) or 0) + 1) for part in parts
    )
