"""What a copy may show, taken from a meeting's papers as data: what is typeset holds nothing else.

Everything is left out until something lets it in. Dates and limits are established again from what was released, so
that nothing which is said of them can come from what was not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.packs.by_role.audiences import Audience
from docgen.packs.by_role.guarding import RESTS_ON_WITHHELD, Guard, Withheld
from docgen.packs.by_role.known_names import (
    WHOM,
    KnownNames,
    find_family,
    find_professionals,
    find_whom_it_is_about,
)
from docgen.packs.by_role.releasing_meeting import is_as_released, part_names, release_meeting, say_part
from docgen.packs.by_role.releasing_records import ReleasedRecord, release_record
from docgen.packs.by_role.traces import Traces, take_references
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.own import find_own_minutes
from escalation.answers import CheckedCase, LimitAnswer
from escalation.boards import Board
from escalation.cases import Case
from escalation.copies import Copy
from escalation.definitions import Kind, Sensitivity
from escalation.timeframes import check_timeframes
from escalation.timeframes.statements import form_of

WITHHELD_REFERENCE = "Withheld"
"""What stands for the case reference in a copy that does not give it."""

THE_LIMITS = "The Board’s timeframes"

NOT_RELEASED_HERE = "Only parts of this meeting’s own file can be released"


@dataclass(frozen=True)
class Released:
    """What a copy shows, what it does not, and the texts that it shows because a person has released them.

    Where `gives_days` is false, the answers to limits say whether, and never when.
    """

    meeting: Meeting
    case: Case
    records: tuple[ReleasedRecord, ...]
    checked: CheckedCase
    gives_days: bool
    withheld: tuple[Withheld, ...]
    lifted: tuple[str, ...]


def release(meeting: Meeting, board: Board, case: Case, checked: CheckedCase, audience: Audience) -> Released:
    """Return what a copy for an audience shows, and what it does not.

    Raises ValueError for a full copy, of which nothing is withheld: that is the pack itself.
    """
    if audience.rule is None:
        raise ValueError("a full copy withholds nothing")
    guard = _guard(audience, audience.rule, meeting, board, case)
    parts, withheld = release_meeting(meeting, guard)
    reference = _reference(meeting, guard)
    records, of_records = _release_records(meeting, board, case, guard)
    shown = Case(board=board.key, reference=reference, records=tuple(one.record for one in records))
    again = check_timeframes(shown, board, checked.checked_on)
    answers, of_limits = _release_answers(checked, again, audience.rule)
    no_reference = [] if reference == meeting.case else [_reference_withheld(meeting, guard)]
    return Released(
        Meeting(board=meeting.board, case=reference, stage=meeting.stage, **parts),
        shown,
        tuple(one for one in records if one.is_set_out),
        again.model_copy(update={"answers": answers, "findings": ()}),
        not guard.ground(Sensitivity.NEUTRAL, Kind.DATE),
        tuple(dict.fromkeys((*no_reference, *withheld, *of_records, *_earlier(meeting), *of_limits))),
        tuple(_lifted(meeting, board, case, guard)),
    )


def _guard(audience: Audience, rule: Copy, meeting: Meeting, board: Board, case: Case) -> Guard:
    """Return what is asked before anything is released: the rule, and the names and traces that it does not give."""
    guard = Guard(audience, rule, _names_withheld(rule, meeting, case, board))
    gives_reference = _reference(meeting, guard) == meeting.case
    given = (meeting.case, case.reference, *(record.case for record in case.records))
    traces = Traces(
        references=frozenset() if gives_reference else take_references(given),
        days=bool(guard.ground(Sensitivity.NEUTRAL, Kind.DATE)),
        addresses=not rule.gives(Sensitivity.PROFESSIONAL),
    )
    return replace(guard, traces=traces)


def _names_withheld(rule: Copy, meeting: Meeting, case: Case, board: Board) -> KnownNames:
    whom = frozenset(one for one in WHOM if not rule.gives(one))
    about = find_whom_it_is_about(case, board, whom) | (find_family(meeting) if whom else KnownNames())
    gives_names = rule.gives(Sensitivity.PROFESSIONAL)
    return about if gives_names else about | find_professionals(meeting, case, board)


def _reference(meeting: Meeting, guard: Guard) -> str:
    is_withheld = guard.ground(Sensitivity.NEUTRAL, Kind.TEXT) or guard.ground_in((meeting.case,))
    return WITHHELD_REFERENCE if is_withheld else meeting.case


def _reference_withheld(meeting: Meeting, guard: Guard) -> Withheld:
    ground = guard.ground(Sensitivity.NEUTRAL, Kind.TEXT) or guard.ground_in((meeting.case,))
    return Withheld("Case reference", "Every page", ground)


def _release_records(
    meeting: Meeting, board: Board, case: Case, guard: Guard
) -> tuple[tuple[ReleasedRecord, ...], tuple[Withheld, ...]]:
    released: list[ReleasedRecord] = []
    withheld: list[Withheld] = []
    gives_text = not guard.ground(Sensitivity.NEUTRAL, Kind.TEXT)
    numbers = {record.id: str(number) for number, record in enumerate(case.records, start=1)}
    own = find_own_minutes(meeting, board, case) - {one.record for one in meeting.releases}
    for record in case.records:
        form = form_of(record, board)
        name = record.id if gives_text else numbers[record.id]
        if form is None:
            withheld.append(
                Withheld("A return whose form is not known", f"Return {name}", "No rule can release it")
            )
        else:
            one, of_record = release_record(record, form, name, meeting, guard)
            is_own = (
                record.id in own
            )  # the copy gives the minutes themselves: their days and answers count alone
            released.append(replace(one, is_set_out=not is_own))
            withheld.extend(() if is_own else of_record)
    return tuple(released), tuple(withheld)


def _earlier(meeting: Meeting) -> Iterator[Withheld]:
    """Yield that the minutes of earlier meetings are withheld whole: what is released is parts of this one's file."""
    if meeting.earlier:
        yield Withheld("Minutes of earlier meetings", "Earlier minutes", NOT_RELEASED_HERE)


def _release_answers(
    checked: CheckedCase, again: CheckedCase, rule: Copy
) -> tuple[tuple[LimitAnswer, ...], tuple[Withheld, ...]]:
    """Return the answers that follow from what was released, or may be said without days, and those withheld."""
    answers: list[LimitAnswer] = []
    withheld: list[Withheld] = []
    for full, from_released in zip(checked.answers, again.answers, strict=True):
        if _says(full) == _says(from_released):
            same = (full.why, full.notes) == (from_released.why, from_released.notes)
            answers.append(
                from_released if same else from_released.model_copy(update={"why": "", "notes": ()})
            )
        elif rule.timeframes:
            answers.append(_without_days(full))
        else:
            withheld.append(Withheld(f"{full.title} ({full.clause})", THE_LIMITS, RESTS_ON_WITHHELD))
    return tuple(answers), tuple(withheld)


def _says(answer: LimitAnswer) -> tuple[object, ...]:
    return (
        answer.limit,
        answer.answer,
        answer.due,
        answer.days,
        answer.from_.date,
        answer.to.date,
        answer.readings,
    )


def _without_days(full: LimitAnswer) -> LimitAnswer:
    """Return an answer with nothing in it but words of the board and of the check, and how many days."""
    nowhere = {"date": None, "record": None, "source": ""}
    cleared = {"why": "", "notes": (), "due": None, "skipped": (), "readings": (), "target_due": None}
    ends = {"from_": full.from_.model_copy(update=nowhere), "to": full.to.model_copy(update=nowhere)}
    return full.model_copy(update={**cleared, **ends, "provisional": False})


def _lifted(meeting: Meeting, board: Board, case: Case, guard: Guard) -> Iterator[str]:
    """Yield the labels of the texts that a person has released to this copy, in the words that stand there."""
    names = {said: name for name, said in part_names().items()}
    for one in meeting.releases:
        if one.part and guard.is_for(one.to) and is_as_released(one, meeting):
            part, _, number = one.part.partition(" ")
            yield f"{say_part(names[part])}{f', {number}' if number else ''}"
        elif one.record and guard.is_for(one.to):
            yield from (
                form.field(one.field).label.rstrip(": ")
                for record in case.records
                if record.id == one.record and (form := form_of(record, board))
            )
