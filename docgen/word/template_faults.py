"""What is wrong with a template that staff edited in Word: which sign, where it stands, and what to write instead.

jinja2 counts the lines of XML, which nobody sees in Word: here the place is said by the heading above it.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.parts.story import StoryPart
from jinja2 import Environment, TemplateError, meta, nodes
from lxml import etree

from escalation.faults import Fault

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_PRINTED = re.compile(r"\{_[{%]|[%}]_\}")
"""docxtpl's own signs for braces that are to be printed."""
_BLOCK = re.compile(r"\{%-?(?:p|tr|tc|r)?\s+(?P<said>(?P<word>\w+).*?)\s*-?%\}")
_EXPRESSION = re.compile(r"\{\{-?(?:r\s)?\s*(?P<said>.*?)\s*-?\}\}")
_LOOP = re.compile(r"for\s+(?P<one>\w+)\s+in\s+(?P<name>\w+)")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_SHOWN = 60
"""How many characters of a paragraph are shown: enough to find it by."""
_MARGINS = "the head or foot of the page"
_WHOLE = "{{ name }}: two braces on either side, no blank between the two, all in one paragraph"


@dataclass(frozen=True)
class _Line:
    """A paragraph of a template, and where it stands as a person finds it in Word."""

    text: str
    place: str


def find_broken_signs(document: Document, file: str) -> Iterator[Fault]:
    """Yield each sign of a template that is cut or doubled, and each block without its end or beginning.

    Such a sign would be printed as it stands, or take with it all up to the next.
    """
    lines = tuple(_lines(document))
    for line in lines:
        rest = _TAG.sub("", _PRINTED.sub("", line.text))
        if "{" in rest or "}" in rest:
            shown = line.text.strip()
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]} …"
            yield _fault(file, f"‘{shown}’ {line.place}: a brace is missing or too many", _WHOLE)
    yield from _unpaired(lines, file)


def find_wrong_names(
    document: Document, file: str, names: Mapping[str, object], signs: Environment
) -> Iterator[Fault]:
    """Yield each sign of a template that asks for a name that there is not, or that jinja2 cannot read.

    `names` are what the template is given; `signs` is where it runs.
    """
    loops: dict[str, str] = {}
    for line in _lines(document):
        for tag in _TAG.findall(line.text):
            if (loop := _BLOCK.fullmatch(tag)) and (over := _LOOP.match(loop["said"])):
                loops[over["one"]] = over["name"]
            for found, accepted in _wrong_in(tag.translate(_QUOTES), names, loops, signs):
                yield _fault(file, f"‘{tag}’ {line.place}: {found}", accepted)


def _lines(document: Document) -> Iterator[_Line]:
    """Yield the paragraphs of a document in their order, then those of the heads and feet of its pages."""
    styles = {style.style_id: (style.name or "").casefold() for style in document.styles}
    heading = ""
    for paragraph in document.element.body.iter("{*}p"):
        text = "".join(paragraph.itertext("{*}t"))
        is_heading = styles.get(paragraph.style or "", "").startswith(("heading", "title"))
        heading = text.strip() if is_heading else heading
        yield _Line(text, _say_place(paragraph, "" if is_heading else heading))
    for part in document.part.package.iter_parts():
        if isinstance(part, StoryPart) and part is not document.part:
            for paragraph in part.element.iter("{*}p"):
                yield _Line("".join(paragraph.itertext("{*}t")), f"in {_MARGINS}")


def _say_place(paragraph: etree._Element, heading: str) -> str:
    under = f"under ‘{heading}’" if heading else "above the first heading"
    is_in_table = next(paragraph.iterancestors("{*}tbl"), None) is not None
    return f"in a table {under}" if is_in_table else under if heading else "in a heading"


def _unpaired(lines: Sequence[_Line], file: str) -> Iterator[Fault]:
    """Yield each block that is not ended, and each end of none."""
    open_blocks: list[tuple[str, str, str]] = []
    for line in lines:
        for tag in _BLOCK.finditer(line.text):
            word = tag["word"]
            if word in {"for", "if"}:
                open_blocks.append((word, tag[0], line.place))
            elif word in {"endfor", "endif"}:
                if open_blocks and f"end{open_blocks[-1][0]}" == word:
                    open_blocks.pop()
                else:
                    begins = "{% " + word.removeprefix("end") + " … %}"
                    yield _fault(
                        file, f"‘{tag[0]}’ {line.place}: nothing is open there", f"{begins} before it"
                    )
    for word, tag_text, place in open_blocks:
        end = f"{tag_text[: tag_text.index(word)]}end{word} %}}"
        yield _fault(file, f"‘{tag_text}’ {place}: it has no end", f"{end} after what it repeats or shows")


def _wrong_in(
    tag: str, names: Mapping[str, object], loops: Mapping[str, str], signs: Environment
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one sign, and what is accepted in its place."""
    source = _source_of(tag)
    try:
        tree = signs.parse(source)
        signs.compile(source)
    except TemplateError as error:
        yield str(error).rstrip("."), "a name alone, such as {{ place }}, and no code"
        return
    for name in sorted(meta.find_undeclared_variables(tree) - {*names, *loops, "loop"}):
        yield f"there is no name {name}", _nearest(name, names)
    for part in tree.find_all(nodes.Getattr):
        row = _row_of(part.node, names, loops)
        if row and part.attr not in row:
            yield (
                f"an entry of {loops[_name_of(part.node)]} has no {part.attr}",
                f"one of {', '.join(sorted(row))}",
            )


def _source_of(tag: str) -> str:
    """Return a sign as a template by itself."""
    if shown := _EXPRESSION.fullmatch(tag):
        return "{{ " + shown["said"] + " }}"
    block = _BLOCK.fullmatch(tag)
    if block is None or block["word"] not in {"for", "if"}:
        return ""
    return "{% " + block["said"] + " %}{% end" + block["word"] + " %}"


def _name_of(node: nodes.Expr) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _row_of(
    node: nodes.Expr, names: Mapping[str, object], loops: Mapping[str, str]
) -> Mapping[str, object] | None:
    """Return an entry of the list that a loop goes through; None where that is not known, or it holds texts."""
    entries = names.get(loops.get(_name_of(node), ""))
    first = entries[0] if isinstance(entries, list | tuple) and entries else None
    return first if isinstance(first, Mapping) else None


def _nearest(name: str, known: Iterable[str]) -> str:
    held = sorted(known)
    near = difflib.get_close_matches(name, held, n=1)
    return f"{near[0]}, if that is meant" if near else f"one of {', '.join(held)}"


def _fault(file: str, found: str, accepted: str) -> Fault:
    return Fault(file=file, table="", key="", found=found, accepted=accepted)
