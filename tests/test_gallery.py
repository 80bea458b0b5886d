"""The gallery shows every form of every board and every sample pack, with pictures that are there."""

import re
from pathlib import Path

from boardforms.catalogue import load_catalogue

DOCS = Path(__file__).parent.parent / "docs"
SHOWN = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (DOCS / "gallery.md").read_text(encoding="utf-8"))


def test_every_form_is_shown_as_word_and_as_pdf() -> None:
    forms = {
        f"pictures/{board.key}-{form.key}-{kind}.png"
        for board in load_catalogue().boards.values()
        for form in board.current_forms()
        for kind in ("word", "pdf")
    }
    assert forms <= set(SHOWN)


def test_every_picture_is_there() -> None:
    assert [shown for shown in SHOWN if not (DOCS / shown).exists()] == []
