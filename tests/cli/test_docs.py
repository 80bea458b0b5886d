"""Every command and option is in the docs, and the docs name none that does not exist."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from boardforms.cli import cli
from boardforms.errors import ExitCode

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "boardforms") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(cli))


def section(name: str) -> str:
    found = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/commands.md has no section on `{name}`"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_its_options(name: str) -> None:
    options = [option for p in COMMANDS[name].params for option in p.opts if option.startswith("--")]
    shared = {"--boards"}
    missing = [option for option in options if option not in section(name) and option not in shared]
    assert missing == []


def test_the_docs_name_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"^## (boardforms .+)$", DOCS, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_gives_an_example(name: str) -> None:
    assert f"{name} " in (COMMANDS[name].help or "") or f"{name}\n" in f"{COMMANDS[name].help}\n"


@pytest.mark.parametrize("words", [[], ["pack"], ["workbook"]])
def test_a_list_of_commands_is_not_cut_short_at_eighty_columns(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = CliRunner().invoke(cli, [*words, "--help"]).output.partition("Commands:")[2]
    assert listed
    assert [line for line in listed.splitlines() if line.endswith("...")] == []


def test_help_waits_for_no_library_but_its_own() -> None:
    code = "import sys; from boardforms.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {"pydantic", "rich", "escalation"} & set(done.stderr.split()) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [param for param in COMMANDS[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    [row] = [line for line in DOCS.splitlines() if line.startswith(f"| {code.value} |")]
    assert code.name.lower().replace("_", " ") in row
