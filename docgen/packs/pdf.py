"""The pack as one PDF: tagged, with an outline, and numbered from the cover to the circulation list."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import pikepdf

from docgen.packs.before.earlier import Earlier
from docgen.packs.enclosing.amiss import find_amiss, find_repeats
from docgen.packs.enclosing.enclosed import say_enclosures
from docgen.packs.enclosing.enclosures import Enclosure, Placed, findings_of, hide_names
from docgen.packs.enclosing.joining import join
from docgen.packs.issues import FOR_ALL, Issue, say_issue
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.earlier import say_earlier
from docgen.packs.naming import names_child
from docgen.packs.papers import Papers, gather_papers
from docgen.packs.records import tell_apart
from docgen.packs.wording import is_over, say_considered, say_meeting
from docgen.pdf.characters import printable, visible_code
from docgen.pdf.typeset import Data, typeset
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding

TEMPLATE = "pack.typ"
_BEFORE, _AFTERWARDS = "Papers for the meeting", "Papers and minutes"


@dataclass(frozen=True)
class PackPart:
    """A part of a pack, and the page on which it begins, counted from 1."""

    title: str
    page: int


@dataclass(frozen=True)
class RenderedPack:
    """A pack as PDF/UA-1. The same input gives the same `content`, byte for byte.

    `issue` says whether it is a draft or final, and its version where it has one (`docgen.packs.issues`).
    """

    content: bytes
    pages: int
    parts: tuple[PackPart, ...]
    findings: tuple[Finding, ...] = ()
    enclosed: tuple[Placed, ...] = ()
    issue: str = ""


def render_pack(
    meeting: Meeting,
    board: Board,
    case: Case,
    checked: CheckedCase,
    enclosures: Sequence[Enclosure] = (),
    issue: Issue = FOR_ALL,
    earlier: Iterable[Earlier] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> RenderedPack:
    """Return the papers of a meeting: cover, contents, details, attendance, records, timeline, minutes, circulation.

    The minutes of `earlier` meetings stand after the records.

    After them stand the `enclosures` as they came, numbered and labelled on; a pack with text that came with
    them does not claim PDF/UA-1. What the meeting does not say yet is left to be filled in by hand. What a person
    wrote never stops the pack: a character that its fonts do not have is printed as a code, with a finding.
    Each page says for whom these papers are, and whether they are a draft. `tell` is told what is being done.
    Raises DefinitionError or ValueError where meeting, board, case and check are not of one case.
    """
    papers = gather_papers(meeting, board, case, checked, "Papers")
    standing = say_issue(meeting, papers, issue.unsettled, enclosures)
    enclosures = hide_names(enclosures, lambda title: names_child(title, case, board))
    asks = (*_say_unsettled(issue.unsettled), *map(str, find_amiss(enclosures)))
    data = {
        **_lay_out(meeting, board, papers, checked, asks),
        **say_enclosures(enclosures, case, papers.records),
        "says": issue.says or (_AFTERWARDS if is_over(meeting) else _BEFORE),
        "issue": standing,
        "earlier": [*say_earlier(earlier, board)],
    }
    sheets = sum(len(one.sheets) for one in enclosures)
    tell(f"Setting the pages, with room for {sheets} that came" if sheets else "Setting the pages")
    typed = typeset(TEMPLATE, data)
    pages, parts = look_through(typed)
    content, enclosed = join(typed, enclosures, tell) if enclosures else (typed, ())
    findings = (*papers.findings, *findings_of(enclosures), *find_coded(data))
    findings += tuple(one.finding for one in find_repeats(enclosures))
    return RenderedPack(content, pages, parts, findings, enclosed, standing)


def _lay_out(
    meeting: Meeting, board: Board, papers: Papers, checked: CheckedCase, asks: Iterable[str]
) -> Mapping[str, Data]:
    told = asdict(papers)
    findings = [finding.message for finding in (*papers.findings, *checked.findings)]
    return told | {
        "records": [asdict(one) for one in tell_apart(papers.records)],
        "board": {"name": board.name, "marking": board.marking},
        "meeting": say_meeting(meeting),
        "considered": [*say_considered(meeting, papers.considers)],
        "said_empty": [*_said_empty(meeting)],
        "findings": findings,
        "attention": [*findings, *_attention(papers), *asks],
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


def _say_unsettled(lines: Sequence[int]) -> Iterator[str]:
    """Yield that the meeting's file still asks: what stands beside such a comment is no answer yet."""
    if lines:
        which = f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
        yield f"The meeting’s file still asks somebody to look ({which}): what stands there is not confirmed."


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
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return len(numbers), tuple(PackPart(one.title, numbers[_page_of(one)]) for one in outline.root)


def _page_of(part: pikepdf.OutlineItem) -> tuple[int, int]:
    """Return which object is the page to which an entry of the outline leads."""
    if not isinstance(part.destination, pikepdf.Array):
        raise TypeError("an entry of the outline leads to no page")
    return part.destination[0].objgen
