"""How the standings are set out: a table a contest, then every aim with what was reached."""

from collections.abc import Iterable, Iterator

from bench.contest import OURS, Aim, Contest
from bench.timing import Standing, Verdict, judge

HEADER = ("", "median", "middle half", f"{OURS} ÷ it", "what it does not do")


def plain(contest: Contest, standings: tuple[Standing, ...]) -> Iterator[str]:
    """Yield the lines of a contest for a terminal."""
    rows = [HEADER, *rows_of(standings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    yield f"{contest.title} ({contest.sample})"
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield from (f"  aim {line}" for line in verdict_lines(judge(contest, standings)))
    yield ""


def markdown(contest: Contest, standings: tuple[Standing, ...]) -> Iterator[str]:
    """Yield the lines of a contest for `docs/benchmarks.md`."""
    yield from (f"### {contest.title}", "", f"Sample: {contest.sample}.", "")
    yield "| " + " | ".join(HEADER) + " |"
    yield "|---|---:|---:|---:|---|"
    yield from ("| " + " | ".join(row) + " |" for row in rows_of(standings))
    yield ""
    for line in verdict_lines(judge(contest, standings)):
        yield from (f"Aim {line}.", "")


def rows_of(standings: Iterable[Standing]) -> list[tuple[str, ...]]:
    """Return a row for each contestant."""
    return [
        (
            standing.contestant.name,
            show_time(standing.median),
            f"{show_time(standing.low)} to {show_time(standing.high)}",
            "" if standing.contestant.name == OURS else show_ratio(standing.ratio),
            standing.contestant.lacks,
        )
        for standing in standings
    ]


def verdict_lines(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield a line for each aim: what it is, and what was reached."""
    for verdict in verdicts:
        said = "met" if verdict.is_met else "missed"
        yield f"{said}: {verdict.aim.words}; reached {_show_reached(verdict.aim, verdict.reached)}"


def _show_reached(aim: Aim, reached: float) -> str:
    if not aim.against:
        return show_time(reached)
    return f"{1 / reached:.1f} times faster" if aim.at_most < 1 else f"{show_ratio(reached)} times"


def show_time(seconds: float) -> str:
    """Write a time in milliseconds, to three figures."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds * 1000:.0f} ms"


def show_ratio(ratio: float) -> str:
    """Write a ratio to two figures."""
    return f"{ratio:.2g}" if ratio < 100 else f"{ratio:.0f}"
