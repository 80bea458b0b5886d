"""`boardforms quarantine`: what was refused or failed, why, and what to do."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.receive import as_typed
from boardforms.cli.terminal import count, journal_option, plain, print_json, say
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.receiving.quarantine import Held


@click.command("quarantine")
@journal_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line for each, instead of sentences.")
def command(journal: Path, as_json: bool) -> ExitCode:
    """List what was refused or failed and nobody has dealt with.

    Each stands with why, and what to do.

    \b
    Examples:
      boardforms quarantine --journal returns
      boardforms quarantine --journal returns --json
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.quarantine import quarantined

    with open_journal(journal, only_read=True) as opened:
        everything = tuple(quarantined(opened))
    for held in everything:
        if as_json:
            print_json(_as_json(held))
        else:
            click.echo(_as_text(held))
    say(f"{count(len(everything), 'thing')} in quarantine.")
    if not everything:
        return ExitCode.WELL
    where = f"--journal {as_typed(journal)}"
    say(f"To read one again:       boardforms retry ID {where}")
    say(f"To get the file itself:  boardforms release ID --to FILE {where}")
    say(f'When it is dealt with:   boardforms release ID --settled "how" {where}')
    if sum(held.brought_no_form for held in everything) > 1:
        say(f'Messages without a form: boardforms release --without-form --settled "all read" {where}')
    return ExitCode.NEEDS_A_PERSON


def _as_text(held: "Held") -> str:
    said = [finding.message for finding in held.findings if finding.needs_a_person]
    before = [f"came again after it was dealt with: {plain(each)}" for each in held.settled.splitlines()]
    return "\n".join(
        (f"{held.id}  {held.state}  {plain(held.shown)}", *(f"  {each}" for each in [*said, *before]))
    )


def _as_json(held: "Held") -> str:
    asked = [{"code": each.code, "message": each.message} for each in held.findings if each.needs_a_person]
    said = {
        "id": held.id,
        "state": held.state,
        "file": held.shown,
        "findings": asked,
        "kept": bool(held.sha256),
        "settled": held.settled.splitlines(),
    }
    return json.dumps(said, ensure_ascii=False)
