"""The files of earlier meetings, for the draft of the next: what they say, and the records that they name."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from boardforms.errors import Unusable, WrongUsage
from boardforms.minutes.unsettled import find_unsettled
from boardforms.receiving.current import files_of_returns, find_journal
from boardforms.records import RECORD_SUFFIXES
from docgen.packs.before.earlier import Earlier, in_order
from docgen.packs.lines import find_named
from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_meeting
from escalation.cases import Case, fold_reference
from escalation.faults import DefinitionError


def open_earlier(paths: Iterable[Path]) -> tuple[Earlier, ...]:
    """Return earlier meetings in the order of their days. Raises Unusable with every mistake of a file."""
    held = []
    for path in dict.fromkeys(path.resolve() for path in paths):
        try:
            held.append(
                Earlier(
                    read_meeting(path), path.name, len(find_unsettled(path.read_text(encoding="utf-8-sig")))
                )
            )
        except DefinitionError as error:
            raise Unusable(f"the file of an earlier meeting has mistakes\n{error}") from None
    return in_order(held)


def open_named(meeting: Meeting, folder: Path) -> tuple[Earlier, ...]:
    """Return the earlier meetings whose files a meeting's file names, relative to `folder`.

    Raises Unusable for a file that has mistakes, or that is of a meeting about another case; OSError for one that
    is not there.
    """
    earlier = open_earlier(folder / name for name in meeting.earlier)
    for one in earlier:
        if not _is_of(one, meeting.board, meeting.case):
            raise Unusable(_ANOTHER_CASE.format(file=one.file))
    return earlier


def _is_of(one: Earlier, board: str, case: str) -> bool:
    return one.meeting.board == board and fold_reference(one.meeting.case) == fold_reference(case)


_ANOTHER_CASE = "{file} is the file of a meeting about another case"


def find_earlier(meetings: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files of earlier meetings for the next one to name: those given, after those that they name."""
    found: dict[Path, Path] = {}
    for meeting in meetings:
        for path in (*(meeting.parent / name for name in read_meeting(meeting).earlier), meeting):
            found.setdefault(path.resolve(), path)
    return tuple(found.values())


def find_minutes(meetings: Iterable[Path]) -> tuple[tuple[str, Path], ...]:
    """Return the papers of earlier meetings that are minutes by their titles, each once: its title and its file."""
    found = (
        (paper.title, meeting.parent / paper.file)
        for meeting in meetings
        for paper in read_meeting(meeting).papers
        if "minutes" in paper.title.casefold()
    )
    return tuple({path.resolve(): (title, path) for title, path in found}.values())


def add_records(records: Sequence[Path], meetings: Iterable[Path]) -> tuple[Path, ...]:
    """Return files of records with those that earlier meetings name, each once. Raises Unusable for one not there."""
    paths = list(records)
    for meeting in meetings:
        for name in read_meeting(meeting).records:
            path = meeting.parent / name
            if not path.is_file():
                line = find_named(meeting.read_text(encoding="utf-8-sig"), "records", name)
                where = f"{meeting.name}, line {line}" if line else meeting.name
                raise Unusable(f"{where}, names the records {name}, which are not there")
            if path.resolve() not in {one.resolve() for one in paths}:
                paths.append(path)
    return tuple(paths)


def check_case(earlier: Iterable[Earlier], case: Case) -> None:
    """Raise WrongUsage for an earlier meeting of another case: its actions must not stand in this one's papers."""
    for one in earlier:
        if not _is_of(one, case.board, case.reference):
            raise WrongUsage(_ANOTHER_CASE.format(file=one.file))


def find_folder_of_returns(records: Iterable[Path], meetings: Iterable[Path]) -> Path | str:
    """Return the folder of returned forms, of those given or else those that earlier meetings name.

    Returns why there is none where they stand in several folders, and nothing where there are none.
    """
    given = [path for path in records if path.suffix.lower() not in RECORD_SUFFIXES or path.is_dir()]
    folders = [_folder_of(path) for path in given]
    if not folders:
        named = ((one, read_meeting(one).returns) for one in meetings)
        folders = [one.parent / returns for one, returns in named if returns]
    found = tuple(dict.fromkeys(folder.resolve() for folder in folders))
    if len(found) > 1:
        return "The returned forms are in several folders: name the one that holds them all with --returns."
    return folders[0] if found else ""


def _folder_of(path: Path) -> Path:
    if journal := find_journal(path):
        return files_of_returns(journal)
    return path if path.is_dir() else path.parent
