"""Old form fields (`w:ffData`: FORMTEXT, FORMCHECKBOX, FORMDROPDOWN), shown as text; ours as controls too.

Word draws a tick and the chosen entry of a list, and writes neither in the text (ECMA-376 Part 1, 17.16): here they
are written, so that their cells read as they look. A field whose bookmark is named as one of our boxes becomes a
content control with that tag.
"""

import re
from collections.abc import Sequence

from lxml import etree

from escalation.stamps import box_name
from parsers.word.names import attribute, child, word_name

_OURS = re.compile(r"[a-z][a-z0-9]*(?:__?[a-z0-9]+)+")
"""Names as of boxes: Word's own, such as Text1, begin with a capital; those of one word could be anybody's."""
_EMPTY = "\u2002"
"""The blanks (en spaces) that Word shows in a text field where nobody has written."""
_OFF = frozenset({"0", "false", "off"})


def show_legacy_fields(body: etree._Element) -> None:
    """Write what old form fields show into the document, which is changed in place."""
    for data in list(body.iter("{*}ffData")):
        begin = data.getparent()
        run = None if begin is None else begin.getparent()
        if run is not None and word_name(data) and word_name(run) == "r":
            _show(data, run)


def _show(data: etree._Element, run: etree._Element) -> None:
    runs = _runs_of(run)
    tick, entries = child(data, "checkBox"), child(data, "ddList")
    if tick is not None:
        _write(data, "☒" if _is_on(tick) else "☐")
    elif entries is not None and not _text_of(runs).strip():
        _write(data, _chosen(entries))
    elif not _text_of(runs).strip():
        _empty(runs)
    name = attribute(mark, "val") if (mark := child(data, "name")) is not None else None
    if name and _OURS.fullmatch(name) and runs:
        _wrap(runs, box_name(name), is_on=None if tick is None else _is_on(tick))


def _runs_of(begin: etree._Element) -> list[etree._Element]:
    """Return the runs of a field from its beginning to its end, where they stand side by side; else none."""
    depth, runs = 0, []
    for part in (begin, *begin.itersiblings()):
        runs.append(part)
        for mark in part.iter("{*}fldChar"):
            depth += {"begin": 1, "end": -1}.get(attribute(mark, "fldCharType") or "", 0)
        if depth == 0:
            return runs
    return []


def _text_of(runs: Sequence[etree._Element]) -> str:
    return "".join(text.text or "" for run in runs for text in run.iter("{*}t"))


def _empty(runs: Sequence[etree._Element]) -> None:
    for run in runs:
        for text in run.iter("{*}t"):
            text.text = (text.text or "").replace(_EMPTY, "")


def _is_on(tick: etree._Element) -> bool:
    """Say whether a box is ticked: by somebody, or else from the start."""
    state = child(tick, "checked")
    if state is None:
        state = child(tick, "default")
    return state is not None and (attribute(state, "val") or "1").casefold() not in _OFF


def _chosen(entries: etree._Element) -> str:
    texts = [attribute(entry, "val") or "" for entry in entries.iterchildren("{*}listEntry")]
    mark = child(entries, "result")
    if mark is None:
        mark = child(entries, "default")
    number = (attribute(mark, "val") or "0") if mark is not None else "0"
    return texts[int(number)] if number.isdecimal() and int(number) < len(texts) else ""


def _write(data: etree._Element, text: str) -> None:
    """Write what a field shows before its first mark: what follows that mark is its instruction."""
    begin = data.getparent()
    if begin is not None:
        written = etree.Element(f"{{{etree.QName(begin).namespace}}}t")
        written.text = text
        begin.addprevious(written)


def _wrap(runs: Sequence[etree._Element], tag: str, *, is_on: bool | None) -> None:
    """Put the runs of a field into a content control (`w:sdt`) of that tag."""
    space = f"{{{etree.QName(runs[0]).namespace}}}"
    control = etree.Element(f"{space}sdt")
    properties = etree.SubElement(control, f"{space}sdtPr")
    etree.SubElement(properties, f"{space}tag").set(f"{space}val", tag)
    if is_on is not None:
        box = etree.SubElement(properties, f"{space}checkbox")
        etree.SubElement(box, f"{space}checked").set(f"{space}val", str(int(is_on)))
    runs[0].addprevious(control)
    content = etree.SubElement(control, f"{space}sdtContent")
    content.extend(runs)
