"""Typeset a template with data: Typst, with our fonts only, as tagged PDF/UA-1 (ISO 14289-1)."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

import typst

from docgen.pdf.characters import printable
from docgen.pdf.fonts import typst_fonts
from escalation.content import content_folder

Data: TypeAlias = "str | int | float | bool | Sequence[Data] | Mapping[str, Data] | None"
"""What a template can be given: anything that JSON can say."""

_MOMENT = 1_767_225_600
"""The moment (1 January 2026) that stands in every document, so that the same input makes the same bytes."""


@cache
def _compiler(template: str) -> typst.Compiler:
    folder = content_folder("templates") / "pdf"
    return typst.Compiler(str(folder / template), root=str(folder), font_paths=typst_fonts())


def typeset(template: str, data: Mapping[str, Data], *, keep: bool = False) -> bytes:
    """Return `templates/pdf/TEMPLATE` (such as `form.typ`) with the data set in it, as tagged PDF/UA-1.

    The data reach the template as values (`json(bytes(sys.inputs.data))`), so that what a person wrote is
    printed and never run. A character that the fonts do not have is printed as a code: `characters.printable`
    tells which. The template can read nothing outside its folder. `keep`: the same data are typeset once a process,
    which is for pages that hold nobody's answers. Raises typst.TypstError for a faulty template.
    """
    return typeset_once(template, json.dumps(data, ensure_ascii=False)) if keep else _compile(template, data)


@lru_cache(maxsize=32)
def typeset_once(template: str, given: str) -> bytes:
    """Return the template with data, as JSON, set in it: from memory where it has been asked for before."""
    return _compile(template, json.loads(given))


def _compile(template: str, data: Mapping[str, Data]) -> bytes:
    given = json.dumps(_made_printable(data), ensure_ascii=False)
    content = _compiler(template).compile(
        format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": given}, timestamp=_MOMENT
    )
    if not isinstance(content, bytes):
        raise TypeError(f"{template} made no PDF")
    return content


def _made_printable(data: Data) -> Data:
    if isinstance(data, str):
        return printable(data)[0]
    if isinstance(data, Mapping):
        return {key: _made_printable(value) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_made_printable(value) for value in data]
    return data
