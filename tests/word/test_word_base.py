"""The base document is what its script makes, and what it looks like can be read."""

from itertools import product

import pytest

from docgen.word.base import make_base
from docgen.word.styles import GREY, LOOKS, PROMPT, SHADE
from escalation.content import content_folder
from tests.word.opened import OpenedForm, attribute, find, full

WHITE = "FFFFFF"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_base_document_is_what_its_script_makes() -> None:
    kept = (content_folder("templates") / "word" / "base.docx").read_bytes()
    assert OpenedForm(kept).parts == OpenedForm(make_base()).parts


@pytest.mark.parametrize(("text", "ground"), list(product([GREY, PROMPT], [WHITE, SHADE])))
def test_grey_text_has_a_contrast_of_at_least_4_5_to_1(text: str, ground: str) -> None:
    assert (luminance(ground) + 0.05) / (luminance(text) + 0.05) >= 4.5


def test_the_page_is_a4_with_margins_of_two_centimetres_in_british_english() -> None:
    base = OpenedForm(make_base())
    page, margins = find(base.document, "w:body/w:sectPr/*")
    assert (page.get(full("w:w")), page.get(full("w:h"))) == ("11906", "16838")
    assert {margins.get(full(f"w:{side}")) for side in ("top", "right", "bottom", "left")} == {"1134"}
    defaults = find(base.xml("word/styles.xml"), "w:docDefaults/w:rPrDefault/w:rPr")[0]
    assert attribute(defaults, "w:lang") == "en-GB"
    assert attribute(defaults, "w:rFonts", "w:ascii") == "Arial"


def test_no_text_is_smaller_than_nine_points() -> None:
    assert min(look.size for look in LOOKS if look.id != "FormGap") >= 9
