"""The Data Matrix (ISO/IEC 16022) at the foot of our PDF pages: which form, version and page, and where it stands."""

import re
from dataclasses import dataclass
from typing import TypeAlias

import zxingcpp

from escalation.definitions import FormReference
from escalation.stamps import find_reference, page_code
from parsers.scan.pictures import Grey

Point: TypeAlias = tuple[float, float]
_LAST_NUMBER = re.compile(r" ([1-9][0-9]{0,2})$")


@dataclass(frozen=True)
class PageCode:
    """What a page says that it is. `corners` are top left, top right, bottom right, bottom left, in dots."""

    reference: FormReference
    page: int
    corners: tuple[Point, Point, Point, Point]


def find_code(grey: Grey) -> PageCode | None:
    """Return the code of a page; None where there is none of ours, or more than one."""
    seen = zxingcpp.read_barcodes(grey, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix))
    codes = [code for barcode in seen if (code := _read(barcode)) is not None]
    return codes[0] if len(codes) == 1 else None


def _read(barcode: zxingcpp.Barcode) -> PageCode | None:
    reference, number = find_reference(barcode.text), _LAST_NUMBER.search(barcode.text)
    if reference is None or number is None or page_code(reference, int(number[1])) != barcode.text:
        return None
    at = barcode.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    [first, second, third, fourth] = [(float(corner.x), float(corner.y)) for corner in corners]
    return PageCode(reference, int(number[1]), (first, second, third, fourth))
