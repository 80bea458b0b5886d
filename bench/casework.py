"""What comes after reading: an answer made of what stood in each box, and a case held against its limits."""

from collections.abc import Iterator

import holidays

import parsers
from bench.contest import OURS, Contest, Contestant
from bench.samples import TODAY, Samples, make_answers
from docgen import render_word
from escalation.cases import Case
from escalation.definitions import FormDefinition
from escalation.records import Record, Source
from escalation.timeframes import check_timeframes
from parsers import interpret


def casework_contests(of: Samples) -> Iterator[Contest]:
    """Yield the contests about records and cases."""
    yield _interpreting(of)
    yield _checking(of)


def _interpreting(of: Samples) -> Contest:
    reading, blank = parsers.read(of.filled_word.content), parsers.read(of.blank_word.content)
    source = Source(path="returned.docx", sha256="0" * 64)
    line = interpret(reading, of.form, of.blank_word.layout, source, blank=blank).model_dump_json(
        by_alias=True
    )
    return Contest(
        "Interpret a reading",
        f"{of.about}, all answered, from Word",
        Contestant(OURS, lambda: interpret(reading, of.form, of.blank_word.layout, source, blank=blank)),
        (
            Contestant(
                "floor: the record from JSON",
                lambda: Record.model_validate_json(line),
                "finds nothing out: the same record, ready made",
            ),
        ),
    )


def _checking(of: Samples) -> Contest:
    case = make_case(of)
    days = [limit.allows.days for limit in of.board.limits if limit.allows.days is not None]
    return Contest(
        "Check a case",
        f"{len(case.records)} records, {len(of.board.limits)} limits",
        Contestant(OURS, lambda: check_timeframes(case, of.board, TODAY)),
        (
            Contestant(
                "holidays, one due date a limit",
                lambda: count_days(days),
                "knows no event, condition, reading, evidence, closure or skipped day",
            ),
        ),
    )


def make_case(of: Samples) -> Case:
    """Return a case of two records, each read from a Word file: the form, and the board's dates sheet."""
    forms = (of.form, of.board.form("dates-sheet"))
    return Case(
        board=of.board.key,
        reference="MOR-2026-014",
        records=tuple(_record(of, form, number) for number, form in enumerate(forms)),
    )


def _record(of: Samples, form: FormDefinition, number: int) -> Record:
    blank = render_word(form, of.board)
    reading = parsers.read(render_word(form, of.board, make_answers(form)).content)
    source = Source(path=f"{form.key}.docx", sha256=str(number) * 64)
    return interpret(reading, form, blank.layout, source, blank=parsers.read(blank.content))


def count_days(limits: list[int]) -> list[object]:
    """Return the day on which each limit falls due, counted from one day, on a calendar made once a call."""
    calendar = holidays.country_holidays("GB", subdiv="SCT", years=TODAY.year, expand=False)
    return [calendar.get_nth_working_day(TODAY, days) for days in limits]
