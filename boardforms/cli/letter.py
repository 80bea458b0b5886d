"""`boardforms letter`: letters that a procedure asks for."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import WORKERS, boards_option, count, say
from boardforms.errors import ExitCode


@click.command("letter")
@click.argument("board")
@click.argument("letter")
@click.argument("records", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--case", "reference", required=True, help="The reference of the case that the letter is about."
)
@click.option(
    "--to",
    "to",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The Word file to write.",
)
@boards_option
def command(
    board: str, letter: str, records: tuple[Path, ...], reference: str, to: Path, outside: Path | None
) -> ExitCode:
    """Make a letter about a case as Word, from its records.

    A person completes it and sends it.

    RECORDS are files of JSON lines from `boardforms parse`, returned forms themselves, or the folder of a
    journal. What they do not give, or not surely, is left open in the letter, highlighted, and listed here:
    nothing is made up.

    \b
    Examples:
      boardforms letter mscb confirmation-of-agreed-action records.jsonl --case MSCB-2024-017 --to letter.docx
      boardforms letter mscb confirmation-of-agreed-action inbox --case MSCB-2024-017 --to letter.docx
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.casework import check_apart, gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.letters import find_case, make_letter
    from boardforms.outputs import Kind, asked, board_inputs

    catalogue = load_catalogue(outside)
    of = catalogue.board(board)
    wanted = catalogue.letter(of, letter)
    check_apart(asked(("--to", to, Kind.WORD)), records, board_inputs(outside))
    case, loose = find_case(gather_records(records, catalogue, WORKERS, say), of, reference)
    made = make_letter(wanted, of, case, to, dt.date.today(), outside)
    click.echo(to)
    for finding in made.findings:
        say(finding.message)
    if loose:
        say(
            f"{count(loose, 'return')} could not be read or give no case reference: see whether any belongs here."
        )
    for gap in made.gaps:
        say(f"  to complete: {gap.asks}" + (f" ({gap.why})" if gap.why else ""))
    say(f"Made the letter, with {count(len(made.gaps), 'gap')} to complete.")
    needs_a_person = bool(made.findings or loose) or any(gap.why for gap in made.gaps)
    return ExitCode.NEEDS_A_PERSON if needs_a_person else ExitCode.WELL
