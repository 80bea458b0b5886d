"""The rules of who may import whom, read off the source itself.

All is written and read through the frozen values of `escalation`, so `docgen` and `parsers` never need each
other, and each library stays at the rim, in the one place that is about it.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "escalation": {"escalation", "holidays", "pydantic"},
    "docgen": {"docgen", "escalation"},
    "parsers": {"escalation", "parsers"},
    "boardforms": {"boardforms", "docgen", "escalation", "parsers"},
}
"""The packages of the project that each may import; `escalation` is held to its libraries here as well."""

LIBRARY_HOMES = {
    "PIL": ("docgen/packs", "parsers/scan"),
    "click": ("boardforms/cli",),
    "docx": ("docgen",),
    "docxtpl": ("docgen",),
    "fitz": (),
    "fontTools": ("docgen",),
    "fontpkg_noto_sans": ("docgen",),
    "fontpkg_noto_sans_arabic": ("docgen",),
    "icalendar": ("docgen/packs",),
    "jinja2": ("docgen",),
    "numpy": ("parsers/scan",),
    "olefile": ("parsers/compound", "parsers/legacy", "parsers/mail"),
    "openpyxl": ("boardforms",),
    "oxmsg": ("parsers/mail",),
    "pdfplumber": ("parsers/pdf",),
    "pebble": ("boardforms/workers",),
    "pikepdf": ("docgen/packs", "docgen/pdf", "parsers/pdf"),
    "pypdf": ("docgen/packs",),
    "rich": ("boardforms",),
    "sqlite3": ("boardforms/receiving",),
    "typst": ("docgen",),
    "xlsxwriter": ("boardforms",),
    "zxingcpp": ("docgen", "parsers"),
}
"""Where each library at the rim may be imported: in a module or under a folder of that name."""


@dataclass(frozen=True)
class Import:
    """One import: who imports, what, and on which line."""

    importer: PurePosixPath
    module: str
    line: int

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.module}"


@cache
def read_imports(root: Path) -> list[Import]:
    """Return every import of every module of the four packages under a root."""
    sources = (source for package in MAY_IMPORT for source in sorted((root / package).rglob("*.py")))
    return [found for source in sources for found in imports_of(source, root)]


def imports_of(source: Path, root: Path) -> Iterator[Import]:
    importer = PurePosixPath(source.relative_to(root).as_posix())
    for node in ast.walk(ast.parse(source.read_bytes(), filename=str(source))):
        for module in modules_named(node, importer):
            yield Import(importer, module, getattr(node, "lineno", 0))


def modules_named(node: ast.AST, importer: PurePosixPath) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(module=module, level=0):
            return [module or ""]
        case ast.ImportFrom(module=module, level=level):
            above = importer.parts[: len(importer.parts) - level]
            return [".".join([*above, *([module] if module else [])])]
        case ast.Call(
            func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"), args=[argument, *_]
        ):
            return [str(argument.value)] if isinstance(argument, ast.Constant) else ["(a computed name)"]
        case _:
            return []


def broken_rules(imports: list[Import]) -> list[str]:
    return [f"{found}: {why}" for found in imports for why in objections(found)]


def objections(found: Import) -> Iterator[str]:
    package = found.importer.parts[0]
    allowed = MAY_IMPORT[package]
    if found.top in MAY_IMPORT and found.top not in allowed:
        yield f"{package} may not import {found.top}"
    elif package == "escalation" and found.top not in allowed | sys.stdlib_module_names:
        yield "escalation knows only pydantic, holidays and the standard library"
    homes = LIBRARY_HOMES.get(found.top)
    if homes is not None and not any(is_under(found.importer, home) for home in homes):
        yield f"{found.top} stays in {' or '.join(homes) or 'other projects'}"


def is_under(importer: PurePosixPath, home: str) -> bool:
    return importer == PurePosixPath(f"{home}.py") or importer.is_relative_to(home)


def test_no_import_crosses_a_layer() -> None:
    assert broken_rules(read_imports(ROOT)) == []


def test_the_four_packages_are_all_looked_at() -> None:
    seen = {found.importer.parts[0] for found in read_imports(ROOT)}
    assert seen == set(MAY_IMPORT)


def test_every_home_of_a_library_is_there_and_imports_it() -> None:
    imports = read_imports(ROOT)
    unused = {
        (library, home)
        for library, homes in LIBRARY_HOMES.items()
        for home in homes
        if not any(found.top == library and is_under(found.importer, home) for found in imports)
    }
    assert unused == set()


def test_every_folder_with_python_at_the_top_is_known() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "tools"}
    assert packages == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("escalation/case.py", "import lxml.etree"),
        ("escalation/case.py", "from docgen import word"),
        ("docgen/word/blank.py", "from parsers.word import read_blank"),
        ("docgen/word/blank.py", "import boardforms.cli"),
        ("docgen/word/blank.py", "from ...parsers import gate"),
        ("docgen/word/blank.py", "def late():\n    import parsers"),
        ("docgen/word/blank.py", "import pikepdf"),
        ("parsers/gate.py", "import docgen"),
        ("parsers/gate.py", "from boardforms import register"),
        ("parsers/gate.py", "import importlib\nimportlib.import_module('docgen')"),
        ("parsers/pdf/fields.py", "from docxtpl import DocxTemplate"),
        ("parsers/gate.py", "import pypdf"),
        ("boardforms/report.py", "import click"),
        ("boardforms/clichés.py", "import click"),
        ("boardforms/cli/returns.py", "from sqlite3 import connect"),
        ("boardforms/report.py", "import jinja2"),
    ],
)
def test_a_broken_rule_is_caught(tmp_path: Path, path: str, line: str) -> None:
    module = tmp_path / path
    module.parent.mkdir(parents=True)
    module.write_text(f"{line}\n", encoding="utf-8")
    broken = broken_rules(read_imports(tmp_path))
    assert len(broken) == 1
    assert broken[0].startswith(path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("escalation/case.py", "import datetime as dt\nfrom pydantic import BaseModel\nfrom . import stamps"),
        ("docgen/packs/join.py", "import pikepdf\nfrom escalation.records import Record"),
        ("docgen/packs.py", "import pikepdf"),
        ("parsers/pdf/words.py", "import pdfplumber"),
        ("boardforms/cli.py", "import click"),
        ("boardforms/cli/__init__.py", "import click"),
        ("boardforms/receiving/store.py", "import sqlite3"),
        ("boardforms/collect.py", "import docgen\nimport parsers\nimport escalation"),
    ],
)
def test_what_the_rules_allow_is_let_be(tmp_path: Path, path: str, line: str) -> None:
    module = tmp_path / path
    module.parent.mkdir(parents=True)
    module.write_text(f"{line}\n", encoding="utf-8")
    assert broken_rules(read_imports(tmp_path)) == []
