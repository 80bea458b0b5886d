"""Minutes packs: from a meeting's file to the PDF pack and the Word minutes."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.enclosures import files_of, returns_among
from boardforms.errors import Unusable, WrongUsage
from boardforms.minutes.earlier import open_named
from boardforms.minutes.unsettled import find_unsettled
from boardforms.outputs import Input, Output, board_inputs, check_outputs, write_whole
from docgen.packs.agencies import find_parts, has_part, notice_agencies
from docgen.packs.before.earlier import Earlier
from docgen.packs.by_role.audiences import Audience, NoSuchAudience, find_audience
from docgen.packs.by_role.copies import RenderedCopy, find_everyone, render_copy
from docgen.packs.by_role.known_names import KnownNames
from docgen.packs.circulation import Circulated, last_day
from docgen.packs.completeness import Lacking, find_lacking, say_comments
from docgen.packs.dates import day_of, notice_day_off
from docgen.packs.enclosing.enclosures import Enclosure
from docgen.packs.issues import Issue
from docgen.packs.lines import find_about, find_item, find_named
from docgen.packs.locking import lock
from docgen.packs.manifest import say_manifest
from docgen.packs.meeting import Meeting
from docgen.packs.papers import gather_papers
from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.reading import look_over, read_case, read_meeting
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.faults import DefinitionError, Fault
from escalation.findings import Finding
from escalation.loading.toml_text import decode_text, read_toml
from escalation.timeframes import check_timeframes
from escalation.timeframes.facts import establish


@dataclass(frozen=True)
class OpenMeeting:
    """A meeting with its board, its case and the check of the case's timeframes.

    `unsettled` are the lines of its file on which a comment still asks a person to look or to choose; `outside`
    is the folder of one's own boards, which may hold the office's own templates (`docgen.word.prose`); `content`
    is the meeting's file as it was read. `earlier` are the meetings that it names as those before it.
    """

    meeting: Meeting
    board: Board
    case: Case
    checked: CheckedCase
    findings: tuple[Finding, ...]
    unsettled: tuple[int, ...] = ()
    outside: Path | None = None
    content: bytes = field(default=b"", repr=False)
    earlier: tuple[Earlier, ...] = ()

    @property
    def text(self) -> str:
        """The text of the meeting's file."""
        return decode_text(self.content)


def open_meeting(path: Path, catalogue: Catalogue, today: dt.date, *, is_joined: bool = False) -> OpenMeeting:
    """Read a meeting's file and the records it names, and check its case as of `today`.

    With `is_joined`, what came back goes with its papers, and the folder of returned forms must be there.
    Raises Unusable with every mistake of the file, and of the records it names, at once.
    """
    content = path.read_bytes()
    meeting, case, findings = _read_all(path, content, catalogue, is_joined=is_joined)
    board = catalogue.board(meeting.board)
    unsettled = find_unsettled(decode_text(content))
    checked = check_timeframes(case, board, today)
    facts = establish(case, board, today)
    noticed = (*notice_agencies(meeting, facts, decode_text(content)), *notice_day_off(meeting.date, board))
    findings = (*findings, *noticed)
    earlier = open_named(meeting, path.parent)
    return OpenMeeting(
        meeting, board, case, checked, findings, unsettled, catalogue.outside, content, earlier
    )


def _read_all(
    path: Path, content: bytes, catalogue: Catalogue, *, is_joined: bool
) -> tuple[Meeting, Case, tuple[Finding, ...]]:
    missing = tuple(_check_named(path, content, is_joined=is_joined))
    try:
        look_over(path, catalogue.boards)
        meeting = read_meeting(path)
        case, findings = read_case(meeting, path.parent)
    except DefinitionError as error:
        raise _mistaken((*_with_lines(error.faults, path, content), *missing)) from None
    if missing:
        raise _mistaken(missing)
    return meeting, case, findings


def _mistaken(faults: Iterable[Fault]) -> Unusable:
    return Unusable("\n".join(["the meeting's file has mistakes", *map(str, faults)]))


def _with_lines(faults: Iterable[Fault], path: Path, content: bytes) -> Iterator[Fault]:
    """Yield faults, those of a file of records with the line of the meeting's file that names it."""
    names = {name for _, name in _named(content, "records")}
    for fault in faults:
        if fault.file in names:
            where = _place_of(path, content, "records", fault.file)
            yield fault.model_copy(update={"file": f"{fault.file} ({where})"})
        else:
            yield fault


def _check_named(path: Path, content: bytes, *, is_joined: bool) -> Iterator[Fault]:
    """Yield what the meeting's file names and is not there: each once, however much of the papers it concerns."""
    for key, name in _named(content, *(("returns", "earlier") if is_joined else ("earlier",))):
        named = path.parent / name.strip()
        if not (named.is_dir() if key == "returns" else named.is_file()):
            where = _place_of(path, content, key, name)
            found = f'"{name}", and there is no such {_NAMED[key][0]}'
            yield Fault(file=where, table="", key=key, found=found, accepted=_NAMED[key][1])


_NAMED = {
    "returns": ("folder", "the folder of returned forms, seen from the meeting's file; or take the line out"),
    "earlier": ("file", "files of earlier meetings, seen from this one"),
}
"""What a key of a meeting's file names."""


def _named(content: bytes, *keys: str) -> Iterator[tuple[str, str]]:
    """Yield the files and folders that keys at the top of a meeting's file name, as far as it can be read."""
    try:
        table = read_toml(decode_text(content)).table or {}
    except UnicodeDecodeError:
        return
    for key in keys:
        held = table.get(key)
        for name in held if isinstance(held, list) else (held,):
            if isinstance(name, str) and name.strip():
                yield key, name


def _place_of(path: Path, content: bytes, key: str, name: str) -> str:
    line = find_named(decode_text(content), key, name)
    return f"{path.name}, line {line}" if line else path.name


def check_paper_outputs(
    opened: OpenMeeting, path: Path, outputs: Iterable[Output], others: Iterable[Input] = ()
) -> None:
    """See that writing papers of a meeting harms no file they are made of, and that no file's name names anybody.

    `path` is the meeting's file, `others` what else the command reads. Raises WrongUsage, which names nobody.
    """
    written = tuple(outputs)
    returned = returns_among((one.path for one in written), opened.case)
    read = (*files_of(opened.meeting, path), *returned, *others, *board_inputs(opened.outside))
    check_outputs(written, read)
    check_names(written, find_everyone(opened.meeting, opened.board, opened.case))


def check_names(outputs: Iterable[Output], everyone: KnownNames) -> None:
    """See that no file is called by a name, a day of birth or a number of a case.

    Raises WrongUsage, which names nobody.
    """
    for one in outputs:
        if everyone.are_in(one.path.stem):
            raise WrongUsage(
                f"the name of the file for {one.option} names somebody of this case: give it another"
            )


def make_pack(
    opened: OpenMeeting,
    path: Path,
    enclosures: Sequence[Enclosure] = (),
    password: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> RenderedPack:
    """Write the pack of a meeting as PDF, making its folder, and return it as it is when it is open.

    `enclosures` are the files that go with it as they came (`boardforms.enclosures`). With a password, only
    what is locked with it is written. `tell` is told what is being done. Raises WeakPassword
    (`docgen.packs.locking`).
    """
    papers = (opened.meeting, opened.board, opened.case, opened.checked)
    issue = Issue(unsettled=opened.unsettled)
    pack = render_pack(*papers, enclosures, issue, opened.earlier, tell)
    if password is not None:
        tell("Locking the pack")
    write_whole(path, pack.content if password is None else lock(pack.content, password))
    return pack


def make_copy(opened: OpenMeeting, asked: str, path: Path, password: str | None = None) -> RenderedCopy:
    """Write the copy of a meeting's papers for `asked` (`agency: Education`, `family`, `learning`) as PDF.

    Raises WrongUsage for an audience that there is not, and for an agency without a part in the case; Unusable where
    the meeting's file releases what there is not. With a password, only what is locked with it is written.
    """
    try:
        audience = find_audience(asked, opened.meeting, opened.board)
        _check_part(audience, opened)
        papers = (opened.meeting, opened.board, opened.case, opened.checked)
        copy = render_copy(*papers, audience, opened.unsettled, opened.earlier)
    except NoSuchAudience as error:
        raise WrongUsage(str(error)) from None
    except DefinitionError as error:
        said = "\n".join(str(fault) for fault in error.faults)
        raise Unusable(f"the meeting's file has mistakes\n{said}") from None
    write_whole(path, copy.content if password is None else lock(copy.content, password))
    return copy


def _check_part(audience: Audience, opened: OpenMeeting) -> None:
    """See that a copy for an agency is for one with a part in the case. Raises NoSuchAudience."""
    facts = establish(opened.case, opened.board, opened.checked.checked_on)
    if audience.agency and not has_part(audience.agency, opened.meeting, facts):
        have = "; ".join(find_parts(opened.meeting, facts)) or "none"
        raise NoSuchAudience(
            f"‘{audience.agency}’ has no part in this case: neither a record nor the meeting’s file names it. These"
            f" have: {have}. If it should receive a copy, name it in the meeting’s file, under [[circulation]]"
        )


def write_manifest(
    opened: OpenMeeting, pack: RenderedPack, written: Path, path: Path, minutes: Path | None = None
) -> None:
    """Write what a pack is made of as JSON lines, with the SHA-256 of each part and of the files that were written.

    `minutes` are the Word minutes that were written with it.
    """
    held = b"" if minutes is None else minutes.read_bytes()
    manifest = say_manifest(pack, opened.case, written.read_bytes(), opened.content, held)
    write_whole(path, manifest.encode())


def make_minutes(opened: OpenMeeting, path: Path) -> tuple[str, ...]:
    """Write the minutes of a meeting as Word, and return what their template has no place for (`dissent.why`).

    Raises Unusable where the office's own template has mistakes.
    """
    from docgen.packs.minutes.marks import find_left_out  # noqa: PLC0415 - it takes all that writes Word files
    from docgen.packs.minutes.word import render_minutes  # noqa: PLC0415 - as above
    from docgen.word.prose import find_template  # noqa: PLC0415 - as above

    template = find_template("minutes", opened.board, opened.outside)
    try:
        content = render_minutes(opened.meeting, opened.board, opened.case, opened.checked, template)
        left_out = find_left_out(template)
    except DefinitionError as error:
        raise Unusable(f"the template of the minutes has mistakes\n{error}") from None
    write_whole(path, content)
    return left_out


@dataclass(frozen=True)
class Readiness:
    """How far a pack is from final: what it lacks, by when it must be with people, and whether that day is past."""

    lacking: tuple[Lacking, ...]
    circulation: tuple[Circulated, ...]
    is_overdue: bool

    @property
    def is_final(self) -> bool:
        """True where nothing is missing and the papers have been sent, or still may be in time."""
        return not self.lacking and not self.is_overdue


def check_pack(opened: OpenMeeting, enclosures: Sequence[Enclosure] = ()) -> Readiness:
    """Return what the pack of a meeting lacks, and by which day it is due with people.

    `enclosures` are the files that go with it as they came (`boardforms.enclosures`).
    """
    meeting, today = opened.meeting, opened.checked.checked_on
    papers = gather_papers(meeting, opened.board, opened.case, opened.checked, "Papers")
    facts = establish(opened.case, opened.board, today)
    last = last_day(opened.board, meeting.stage, day_of(meeting, facts))
    is_overdue = last is not None and last < today and meeting.minutes_circulated is None
    lacking = (
        replace(one, line=find_item(opened.text, one.key))
        for one in find_lacking(meeting, papers, enclosures=enclosures)
    )
    asked = _fold_comments(tuple(lacking), opened.unsettled, opened.text)
    return Readiness(asked, papers.circulation, is_overdue)


def _fold_comments(lacking: tuple[Lacking, ...], unsettled: Iterable[int], text: str) -> tuple[Lacking, ...]:
    """Return what is missing with what comments ask: a comment on what is missing anyway is said with that, once."""
    found = list(lacking)
    for comment in say_comments(unsettled):
        about = find_about(text, comment.line or 0)
        at = next((number for number, one in enumerate(found) if one.key == about), None)
        if at is None:
            found.append(comment)
        else:
            says = f"{found[at].says}; settle what the comment on line {comment.line} asks, and take it away"
            found[at] = replace(found[at], says=says)
    return tuple(found)
