"""What is drawn in a Word document: boxes with words, pictures, and what shows nothing that anybody would read."""

from lxml import etree

from parsers.word.markings import is_marking
from parsers.word.names import OFF, attribute, live_children, word_name

_FRAMES = ("{*}pic", "{*}imagedata")


def text_boxes(drawing: etree._Element) -> list[etree._Element]:
    """Return the boxes with words in something drawn, of alternatives those that Word shows."""
    found: list[etree._Element] = []
    for part in live_children(drawing):
        found += [part] if word_name(part) == "txbxContent" else text_boxes(part)
    return found


def is_picture(drawing: etree._Element) -> bool:
    """Say whether something drawn shows more than words in boxes, a line across the page, or a marking behind it."""
    if next(drawing.iter(*_FRAMES), None) is not None:
        return True
    return not (text_boxes(drawing) or _is_line_across(drawing) or _is_watermark(drawing))


def _is_line_across(drawing: etree._Element) -> bool:
    """Say whether it is a horizontal line (`o:hr`), as e-mail and web pages have between their parts."""
    lines = (attribute(shape, "hr") for shape in drawing.iter("{*}rect"))
    return any(line is not None and line not in OFF | {"f"} for line in lines)


def _is_watermark(drawing: etree._Element) -> bool:
    words = [attribute(path, "string") or "" for path in drawing.iter("{*}textpath")]
    return bool(words) and all(map(is_marking, words))
