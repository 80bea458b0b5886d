"""Equations in a Word document (ISO 29500-1, 22.1): which parts of them read as they stand."""

from parsers.word.names import local_name_of

EQUATION = "equation"
_MATHS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    }
)
_IN_LINE = frozenset({"oMath", "oMathPara", "r", "t"})


def is_maths(tag: object) -> bool:
    """Say whether an element's tag is one of the vocabulary of equations."""
    return str(tag).rpartition("}")[0].removeprefix("{") in _MATHS


def holds_nothing(tag: object) -> bool:
    """Say whether a part of an equation is properties, in which a reader sees nothing."""
    return local_name_of(tag).endswith("Pr")


def reads_in_line(tag: object) -> bool:
    """Say whether a part of an equation is letters one after the other: no fraction, root, bracket or index."""
    return local_name_of(tag) in _IN_LINE
