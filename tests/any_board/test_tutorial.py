"""The tutorial does what it says: its files are saved and its commands run, in the order of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.test_docs_run import ROOT, Shown, commands_in, matches, run

PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>[a-z]+) ?(?P<file>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMMERS_WORDS = (
    "API", "array", "boolean", "class", "code", "dictionary", "environment variable", "function", "git", "JSON",
    "library", "module", "object", "parameter", "Python", "regular expression", "repository", "schema", "script",
    "string", "syntax", "TOML", "variable",
)  # fmt: skip


@dataclass(frozen=True)
class Saved:
    """A file that the page asks its reader to save, and the line of the page that names it."""

    name: str
    text: str
    named_in: str


def steps() -> Iterator[Saved | Shown]:
    for block in BLOCK.finditer(PAGE):
        if block["kind"] == "console":
            yield from commands_in(block["body"])
        else:
            before = PAGE[: block.start()].rstrip().rpartition("\n")[2]
            yield Saved(block["file"], block["body"], before)


def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    for step in steps():
        if isinstance(step, Saved):
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
        else:
            printed = run(step.command, tmp_path)
            assert matches(step.output, printed), f"$ {step.command}\n{printed}"


def test_each_step_is_there_from_the_first_file_to_the_checked_case() -> None:
    ran = [step.command.split()[1] for step in steps() if isinstance(step, Shown)]
    order = ["new-board", "lint", "lint", "timeframes", "blank", "fill", "parse", "check"]
    assert ran == order


def test_the_reader_sees_the_name_of_each_file_to_save() -> None:
    for step in steps():
        if isinstance(step, Saved):
            assert f"`{step.name}`" in step.named_in or f"`{Path(step.name).name}`" in step.named_in


def test_every_quotation_of_the_files_stands_in_the_procedure_of_the_page() -> None:
    procedure = " ".join(re.sub(r"^> ?", "", PAGE, flags=re.MULTILINE).split())
    quoted = [
        text
        for step in steps()
        if isinstance(step, Saved)
        for text in re.findall(r'quote = "([^"]+)"', step.text)
    ]
    assert len(quoted) >= 8
    assert [text for text in quoted if text not in procedure.partition("## 1.")[0]] == []


@pytest.mark.parametrize("word", PROGRAMMERS_WORDS)
def test_the_page_is_without_a_word_of_programming(word: str) -> None:
    said = re.sub(r"`[^`]+`", "", BLOCK.sub("", PAGE))
    assert re.search(rf"\b{re.escape(word)}s?\b", said, re.IGNORECASE) is None
