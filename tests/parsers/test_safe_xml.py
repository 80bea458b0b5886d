"""How deep a document may go, to the element."""

import pytest

from parsers.errors import Refused
from parsers.safe_xml import MAX_DEPTH, parse_xml


def _nested(depth: int, beside: int = 0) -> bytes:
    return b"<a>" * depth + b"<b/>" * beside + b"</a>" * depth


def test_a_document_may_go_as_deep_as_the_limit() -> None:
    root = parse_xml(_nested(MAX_DEPTH))
    assert sum(1 for _ in root.iter()) == MAX_DEPTH


@pytest.mark.parametrize("beside", [0, 1, 5_000])
def test_one_element_deeper_is_refused_however_many_stand_there(beside: int) -> None:
    with pytest.raises(Refused):
        parse_xml(_nested(MAX_DEPTH + (beside == 0), beside))


def test_a_broad_document_is_not_taken_for_a_deep_one() -> None:
    assert len(parse_xml(_nested(1, 100_000))) == 100_000
