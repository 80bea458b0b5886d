"""Make docs/boards/BOARD.md, what a board's files say, in words: `python tools/make_board_pages.py`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from boardforms.catalogue import load_catalogue
from escalation.boards import Board, Clause, Consideration, LeftOut, Rule, Stage
from escalation.copies import Copy
from escalation.definitions import FormDefinition
from escalation.limits import Limit
from escalation.timeframes.plain_words import say_field, say_when

FOLDER = Path(__file__).parent.parent / "docs" / "boards"


def main() -> None:
    """Write a page for each board."""
    FOLDER.mkdir(exist_ok=True)
    for board in load_catalogue().boards.values():
        (FOLDER / f"{board.key}.md").write_text(page(board), encoding="utf-8", newline="\n")


def page(board: Board) -> str:
    """Return a board's page, for the board's own business manager to hold against the procedure."""
    parts = (_head(board), _forms(board), _stages(board), _limits(board), _rest(board))
    return "\n".join(line for part in parts for line in part)


def _head(board: Board) -> Iterator[str]:
    procedure = board.procedure
    yield f"# {board.name}\n"
    yield "Made from the board's files by `python tools/make_board_pages.py`: what boardforms takes this board's"
    yield "procedure to say. Please hold it against the procedure, and say where it is wrong.\n"
    yield f"**Procedure**: {procedure.title} ({procedure.source})\n"
    dates = (
        ("approved", procedure.approved),
        ("in force from", procedure.in_force_from),
        ("to be reviewed by", procedure.review_date),
    )
    yield "; ".join(f"{what} {day.day} {day:%B %Y}" for what, day in dates if day) + "\n"
    own = _own_days(board)
    yield f"**Bank holidays**: those of {board.nation}{', and the days below' if own else ''}.\n"
    yield from (f"- {day}" for day in own)


def _own_days(board: Board) -> list[str]:
    closed = [f"{day.date}: closed, {day.why} ({day.source})" for day in board.closures]
    return closed + [f"{day.date}: worked, {day.why} ({day.source})" for day in board.worked_days]


def _forms(board: Board) -> Iterator[str]:
    yield "\n## Forms\n"
    yield "| form | version | in force | standing | asks |\n|---|---|---|---|---|"
    for form in board.forms:
        until = f" until {form.in_force_until}" if form.in_force_until else ""
        yield (
            f"| {form.title} | {form.version} | from {form.in_force_from}{until} | {form.standing} | {_asks(form)} |"
        )


def _asks(form: FormDefinition) -> str:
    dates = sum(field.event != "" for field in form.fields)
    return f"{len(form.fields)} questions, of which {dates} date a step"


def _stages(board: Board) -> Iterator[str]:
    for stage in board.stages:
        yield f"\n## {stage.title} ({stage.clause})\n"
        if stage.exceptional:
            yield "For exceptional circumstances.\n"
        yield from _about(stage, board)


def _about(stage: Stage, board: Board) -> Iterator[str]:
    yield from (f"- **Level**: {one.title}" for one in board.line_management if one.level == stage.level)
    for what, rules in (
        ("Who meets", stage.meets),
        ("Who chairs", stage.chairs),
        ("Who takes the minutes", stage.minutes),
        ("Who receives copies", stage.receives),
    ):
        yield from (f"- **{what}**: {_say_rule(rule, board)}" for rule in rules)
    yield from (f"- **To consider**: {_say_consideration(one, board)}" for one in stage.considers)
    if stage.reached_when:
        yield f"- **Reached** when any of its dates or answers is given, or {say_when(stage.reached_when, board)}"
    if stage.resolved_when:
        yield f"- **Resolved here** when {say_when(stage.resolved_when, board)}"


def _say_rule(rule: Rule, board: Board) -> str:
    when = f", where {say_when(rule.when, board)}" if rule.when else ""
    return f"{rule.who}{when} ({rule.clause}){_say_quote(rule.quote)}"


def _say_consideration(one: Consideration, board: Board) -> str:
    when = f", where {say_when(one.when, board)}" if one.when else ""
    return f"{one.what}{when} ({one.clause}){_say_quote(one.quote)}"


def _say_clause(clause: Clause) -> str:
    return f"{clause.what} ({clause.clause}){_say_quote(clause.quote)}"


def _say_copy(copy: Copy) -> str:
    """Say what a board's own rule for copies releases."""
    kinds = f", only of kind {' or '.join(copy.kinds)}" if copy.kinds else ""
    withheld = f", but not {', '.join(copy.withholds)}" if copy.withholds else ""
    own = "; its own information and actions" if copy.own else ""
    limits = "; whether limits were kept" if copy.timeframes else ""
    shows = f"answers marked ‘{'’, ‘'.join(copy.releases)}’{kinds}{withheld}{own}{limits}"
    return f"{copy.role.capitalize()}: {shows} ({copy.clause}){_say_quote(copy.quote)}"


def _say_left_out(one: LeftOut) -> str:
    return f"{one.what} ({one.clause}){_say_quote(one.quote)}. Why: {one.why}"


def _say_quote(quote: str) -> str:
    return f": “{quote}”" if quote else ""


def _limits(board: Board) -> Iterator[str]:
    yield "\n## Timeframes\n"
    yield "| limit | from | to | within | when | clause and words |\n|---|---|---|---|---|---|"
    for limit in board.limits:
        for one in limit.each_reading:
            yield _limit_row(one, board)
    for limit in board.limits:
        yield from _remarks(limit, board)


def _limit_row(limit: Limit, board: Board) -> str:
    basis = f" ({limit.basis} days)" if limit.basis else ""
    return (
        f"| {limit.title} | {board.event(limit.from_).title} | {board.event(limit.to).title} | {limit.within}{basis}"
        f" | {say_when(limit.when, board) or 'always'} | {limit.clause}: “{limit.quote}” |"
    )


def _remarks(limit: Limit, board: Board) -> Iterator[str]:
    if limit.reading:
        yield f"\n**{limit.title}** is read so: {limit.reading}."
    if limit.or_sooner:
        yield f"\n**{limit.title}**: the day given in ‘{say_field(limit.or_sooner, board)}’, where that is sooner."
    if limit.excused_by:
        yield f"\n**{limit.title}**: not asked where ‘{say_field(limit.excused_by, board)}’ is ticked."
    if limit.target:
        yield f"\n**{limit.title}**: the house aims at {limit.target} ({limit.target_source})."
    if limit.in_force_from or limit.in_force_until:
        since, until = limit.in_force_from or "the beginning", limit.in_force_until or "now"
        yield f"\n**{limit.title}** holds from {since} to {until}."


def _rest(board: Board) -> Iterator[str]:
    yield from _list("Asked of people at no one stage", map(_say_clause, board.duties))
    yield from _list("Letters", (f"{one.title} ({one.clause}): “{one.quote}”" for one in board.letters))
    yield from _list(
        "Copies of a meeting’s papers, where the house rule does not hold", map(_say_copy, board.copies)
    )
    yield from _list("Out of scope", map(_say_clause, board.out_of_scope))
    yield from _list(
        "Phrases of time that set no limit", (f"“{one.quote}”: {one.why}" for one in board.no_limits)
    )
    yield from _list("Left out, and why", map(_say_left_out, board.left_out))
    if board.line_management:
        yield "\n## Line management\n"
        agencies = tuple(dict.fromkeys(name for level in board.line_management for name in level.roles))
        yield f"| | {' | '.join(agencies)} |\n|---|{'---|' * len(agencies)}"
        for level in board.line_management:
            yield f"| {level.title} | {' | '.join(level.roles.get(name, '') for name in agencies)} |"
    yield ""


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = tuple(lines)
    if held:
        yield f"\n## {title}\n"
        yield from (f"- {line}" for line in held)


if __name__ == "__main__":
    main()
