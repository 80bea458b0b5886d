"""Pages made by hand, of words laid on a grid, so that a test holds exactly what it is about."""

from collections.abc import Iterable

from escalation.definitions import FormReference
from escalation.layouts import Layout, PdfPlace
from parsers.pages import PageWord, ReadPage, Rectangle
from tests.parsers.returns import EVERY_KIND

WIDTH, HEIGHT = 600.0, 800.0
REFERENCE = EVERY_KIND.reference
BOXES = {
    "child_name": Rectangle(300, 100, 500, 122),
    "reason_threshold": Rectangle(300, 200, 314, 214),
    "summary": Rectangle(60, 300, 300, 420),
    "outcome": Rectangle(300, 500, 500, 522),
    "meeting_date": Rectangle(300, 600, 420, 622),
}


def word(text: str, left: float, top: float, confidence: float | None = None) -> PageWord:
    return PageWord(text, Rectangle(left, top, left + 5 * len(text), top + 7.3), confidence)


def printed_words(page: int) -> tuple[PageWord, ...]:
    """Return what the blank prints: a label before each box, words around, and a foot."""
    labels = (word(f"label{page}{n}", 60, box.top + 2) for n, box in enumerate(BOXES.values()))
    others = (word(f"word{page}{n}", 60 + 110 * (n % 5), 40 + 230 * (n // 5)) for n in range(16))
    return (*labels, *others, word("Foot", 60, 770), word(f"Page{page}", 500, 770))


def make_page(
    written: Iterable[PageWord] = (),
    *,
    number: int = 1,
    of: int = 1,
    reference: FormReference | None = REFERENCE,
    dark: Iterable[Rectangle] = (),
) -> ReadPage:
    """Return a page of the form with words written on it; words are dark, and what else is said to be."""
    words = (*printed_words(of), *written)
    black = (*(held.place for held in words), *dark)
    return ReadPage(
        number=number,
        width=WIDTH,
        height=HEIGHT,
        words=words,
        ink=lambda place: min(1.0, sum(_shared(place, one) for one in black)),
        picture=lambda _: b"",
        reference=reference,
        page=of if reference else None,
    )


def _shared(place: Rectangle, other: Rectangle) -> float:
    wide = min(place.right, other.right) - max(place.left, other.left)
    tall = min(place.bottom, other.bottom) - max(place.top, other.top)
    area = (place.right - place.left) * (place.bottom - place.top)
    return 0.3 * max(wide, 0.0) * max(tall, 0.0) / area


def make_layout(pages: int = 1) -> Layout:
    """Return the layout of a blank whose first page has the boxes, and whose others have one each."""
    places: dict[str, PdfPlace] = {name: _place(1, box) for name, box in BOXES.items()}
    for page in range(2, pages + 1):
        places[f"attendees.{page - 1}.name"] = _place(page, BOXES["child_name"])
    return Layout(form=REFERENCE, format="pdf", places=dict(places))


def _place(page: int, box: Rectangle) -> PdfPlace:
    return PdfPlace(
        page=page, left=box.left, bottom=HEIGHT - box.bottom, right=box.right, top=HEIGHT - box.top
    )
