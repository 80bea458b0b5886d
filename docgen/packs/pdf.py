"""The pack as one PDF: tagged, with an outline, and numbered from the cover to the circulation list."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pypdf import PdfReader

from docgen.packs.meeting import Meeting
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


def render_pack(meeting: Meeting, board: Board, case: Case, checked: CheckedCase) -> RenderedPack:
    """Return the papers of a meeting: cover, contents, details, attendance, records, timeline, minutes, circulation.

    What the meeting does not say yet is left to be filled in by hand. What a person wrote never stops the
    pack: a character that its fonts do not have is printed as a code, with a finding.
    Raises DefinitionError or ValueError where meeting, board, case and check are not of one case.
    """
    papers = gather_papers(meeting, board, case, checked, "Papers")
    data = _lay_out(meeting, board, papers, checked)
    content = typeset(TEMPLATE, data)
    pages, parts = _look_through(content)
    return RenderedPack(content, pages, parts, (*papers.findings, *_coded(data)))


def _lay_out(meeting: Meeting, board: Board, papers: Papers, checked: CheckedCase) -> Mapping[str, Data]:
    told = asdict(papers)
    findings = [finding.message for finding in (*papers.findings, *checked.findings)]
    return told | {
        "board": {"name": board.name, "marking": board.marking},
        "meeting": say_meeting(meeting),
        "records_said": _count_records(len(papers.records)),
        "considered": [*say_considered(meeting, papers)],
        "findings": findings,
        "attention": [*findings, *_attention(papers)],
    }


def _count_records(count: int) -> str:
    return "No record has come in" if not count else f"{count} record{'' if count == 1 else 's'} of the case"


def _attention(papers: Papers) -> Iterator[str]:
    """Yield, for the page of contents, each timeframe and record that a person must look at."""
    for timeframe in papers.timeframes:
        if timeframe.needs_a_person:
            yield f"{timeframe.title} ({timeframe.clause}): {timeframe.answer.lower()}."
    for record in papers.records:
        if record.notes:
            yield f"{record.title}, return {record.id}: read the marks beside its answers."


def _coded(data: Data) -> Iterator[Finding]:
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


def _look_through(content: bytes) -> tuple[int, tuple[PackPart, ...]]:
    """Return how many pages a pack has, and its parts as the outline gives them."""
    reader = PdfReader(io.BytesIO(content))
    parts = [item for item in reader.outline if not isinstance(item, list)]
    return len(reader.pages), tuple(
        PackPart(str(part.title), (reader.get_destination_page_number(part) or 0) + 1) for part in parts
    )
