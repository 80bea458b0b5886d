"""Every command and option is in the docs, and the docs name none that does not exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from boardforms.cli import cli
from boardforms.errors import ExitCode

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    [row] = [line for line in DOCS.splitlines() if line.startswith(f"| {code.value} |")]
    assert code.name.lower().replace("_", " ") in row
