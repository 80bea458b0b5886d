"""Prompts in a Word document: the words that a content control says (`w:showingPlcHdr`) are nobody's answer.

Some programs leave that said where words were typed, so that it is never taken at its word.
"""

from collections.abc import Iterator

from lxml import etree

from parsers.values import is_unanswered
from parsers.word.names import OFF, attribute, child

AS_IN_BLANK = "as-in-blank"
_CHECKED_OTHERWISE = ("{*}date", "{*}dropDownList", "{*}comboBox", "{*}checkbox")
"""Controls whose answer is a day, an entry or a tick, and no other words: LibreOffice leaves it said of them."""


def find_prompting(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the controls under an element that may say that they show their prompt."""
    for mark in root.iter("{*}showingPlcHdr"):
        properties = mark.getparent()
        control = None if properties is None else properties.getparent()
        if control is not None:
            yield control


def calls_it_prompt(control: etree._Element, text: str) -> bool:
    """Say whether a control for any words calls a text its prompt that is none of Word's own."""
    if not text.strip() or is_unanswered(text):
        return False
    properties = child(control, "sdtPr")
    mark = child(properties, "showingPlcHdr")
    if properties is None or mark is None or (attribute(mark, "val") or "") in OFF:
        return False
    return next(properties.iterchildren(*_CHECKED_OTHERWISE), None) is None
