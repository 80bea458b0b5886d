"""The matrix as a table, for a terminal and for docs/matrix.md."""

from collections.abc import Iterable, Iterator, Sequence

from tests.matrix.clients import Group
from tests.matrix.counting import Judged, Tally, Verdict
from tests.matrix.returns import AWKWARDLY, PLAIN, PROMPTED
from tests.matrix.running import Row

DIGITAL = (Group.WORD, Group.FILLED)
DIGITAL_AIM, SCANNED_AIM = 0.995, 0.99
"""The least share right and sure: of all answers in returns that are still files of Word or forms of PDF, taken
together, but those that hold a prompt; and of the ticks, dates and choices in pictures of pages."""

HEADINGS = (
    "client", "files", "values", "right", "flagged, right", "flagged, wrong", "silently wrong", "sure",
    "plain, right", "awkward, right", "respaced",
)  # fmt: skip


def markdown(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the tables: one for each group of clients, a row a client, and all of them together."""
    for group in Group:
        held = [row for row in rows if row.client.group is group]
        if held:
            yield from _table(group, held)
    counted = [(group, tally_of(rows, group)) for group in Group]
    yield from ("## All together", "", *_heading())
    yield from (_line(group, tally, str(tally.files)) for group, tally in counted if tally.files)


def shortfalls(rows: Sequence[Row]) -> Iterator[str]:
    """Yield each aim that its clients, taken together, fall short of."""
    digital = tally_of(rows, *DIGITAL).without(PROMPTED).share(Verdict.RIGHT)
    if digital < DIGITAL_AIM:
        yield f"{digital:.2%} of answers in digital returns right, and {DIGITAL_AIM:.1%} is the aim"
    marks = tally_of(rows, Group.SCANNED).marks().share(Verdict.RIGHT)
    if marks < SCANNED_AIM:
        yield f"{marks:.2%} of ticks, dates and choices in pictures right, and {SCANNED_AIM:.1%} is the aim"


def _table(group: Group, rows: Sequence[Row]) -> Iterator[str]:
    yield from (f"## {group}", "", *_heading())
    for row in rows:
        if row.missing:
            yield f"| {row.client.name} | not run: {row.missing} |" + " |" * (len(HEADINGS) - 2)
        else:
            yield _line(row.client.name, row.tally, f"{row.tally.files}/{row.asked}")
    if group is Group.SCANNED:
        counted = tally_of(rows, group)
        yield _line("ticks, dates and choices of all", counted.marks(), str(counted.files))
    yield ""


def _heading() -> tuple[str, str]:
    return f"| {' | '.join(HEADINGS)} |", f"|---|{'---:|' * (len(HEADINGS) - 1)}"


def _line(name: str, tally: Tally, files: str) -> str:
    cells = (
        name,
        files,
        f"{len(tally):,}",
        _share(tally, Verdict.RIGHT),
        f"{tally.count(Verdict.RIGHT_FLAGGED):,}",
        f"{tally.count(Verdict.WRONG_FLAGGED):,}",
        f"{tally.count(Verdict.SILENTLY_WRONG):,}",
        _share(tally, Verdict.RIGHT, Verdict.SILENTLY_WRONG),
        *(_share(tally.answered(kind), Verdict.RIGHT) for kind in (PLAIN, AWKWARDLY)),
        f"{tally.respaced:,}",
    )
    return f"| {' | '.join(cells)} |"


def _share(tally: Tally, *verdicts: Verdict) -> str:
    return f"{tally.share(*verdicts):.2%}" if len(tally) else "–"


def tally_of(rows: Iterable[Row], *groups: Group) -> Tally:
    """Return the values of all clients of some groups, counted together."""
    joined = Tally()
    for row in rows:
        if row.client.group in groups:
            joined.files += row.tally.files
            joined.judged += row.tally.judged
    return joined


def explain(rows: Iterable[Row], *verdicts: Verdict) -> Iterator[str]:
    """Yield a line for each value that came to one of the verdicts, with what was found about it and its return."""
    for row in rows:
        yield from (_explain(row.client.name, one) for one in row.tally.judged if one.verdict in verdicts)


def _explain(client: str, one: Judged) -> str:
    found = f" ({', '.join(one.codes)})" if one.codes else ""
    return f"{one.verdict}: {client}: {one.sent}: {one.box}: answered {one.given!r}, read {one.read!r}{found}"
