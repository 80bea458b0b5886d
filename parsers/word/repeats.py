"""Answers that LibreOffice writes several times over, told from any that somebody typed, and taken once.

LibreOffice (7.4) takes a plain text control for an input field of its own. Saving one as .docx, .doc or .rtf, it cuts
the field where the script or the direction of its letters changes, and writes the *whole* field at each cut, after
the piece that stands there. A text T, cut into T₁ … Tₙ, is saved as

    T  T₂ T  T₃ T  …  Tₙ T

where T₁ and Tₙ may be nothing. Each T is a control or a field, and the pieces stand between them, or in .docx before
the text in the run of the next. Where these are still there, the first holds what was typed, and the rest must agree
with it: nobody types such a line. Where they are gone, nothing tells it from what somebody may have typed.

Whatever T is, and however often it is saved, the outcome begins with T T₂ T and ends with T. Other texts are whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple
from unicodedata import category

from lxml import etree

from parsers.word.names import attribute, live_children, word_name
from parsers.word.text import BREAK_LOST, LOST_BREAKS, ReadWords, Words, read_words

_FEWEST = 3
"""How often the text is written at least: the mark that ends LibreOffice's field is of a script of its own."""
_END_OF_FIELD = "0"
"""What LibreOffice reads where it marked the end of a field itself, in Rich Text Format, before the last field."""
_MOST_PARTS = 5_000
"""Fields' marks, controls and texts beyond which a block is taken as it stands."""
_LONGEST = 20_000
"""Letters beyond which a text with such letters is not looked through: a person is asked."""


@dataclass(frozen=True)
class _Piece:
    """A part of a line: a control (`sdt`), what a field shows (`fld`), or words between them."""

    kind: str
    text: str
    noticed: frozenset[str] = frozenset()


class Once(NamedTuple):
    """What a cell or paragraph holds with repeats taken once, and its text as it stood where there were any."""

    words: Words
    stood: str | None = None


def read_once(block: etree._Element, read: ReadWords) -> Once:
    """Return the text of a cell or a paragraph: an answer that LibreOffice wrote several times over once.

    `text-doubled` is noticed where that may be and cannot be undone, and `repeats-undone` where it was.
    """
    words, paragraphs = read(block), list(block.iter("{*}p"))
    whole = undo_repeats(block, read)
    if whole is not None:
        return Once(whole._replace(noticed=whole.noticed | {"repeats-undone"}), words.text)
    undone = {paragraph: once for paragraph in paragraphs if (once := undo_repeats(paragraph, read))}
    doubled = {"text-doubled"} if any(_is_doubled(one) for one in paragraphs if one not in undone) else set()
    if not undone or "\n".join(read(paragraph).text for paragraph in paragraphs) != words.text:
        return Once(words._replace(noticed=words.noticed | doubled | ({"text-doubled"} if undone else set())))
    held = [undone.get(paragraph) or read(paragraph) for paragraph in paragraphs]
    noticed = frozenset[str]().union(doubled, {"repeats-undone"}, *(one.noticed for one in held))
    return Once(Words("\n".join(one.text for one in held), noticed), words.text)


def undo_repeats(block: etree._Element, read: ReadWords) -> Words | None:
    """Return what was typed where LibreOffice wrote it several times over: in a paragraph, or a cell of several.

    None for any other, and where its parts do not agree in every word.
    """
    if not _has_several(block):
        return None
    pieces = _pieces(block)
    if pieces is None or sum(piece.kind != "" for piece in pieces) < _FEWEST or pieces[-1].kind == "":
        return None
    whole = pieces[0]
    if not whole.kind or _first_cut(whole.text) is None:
        return None
    between = _between(whole.text, pieces[1:])
    if not between or not _are_its_pieces(between, whole.text):
        return None
    noticed = read(block).noticed
    return Words(whole.text, noticed if BREAK_LOST in whole.noticed else noticed - LOST_BREAKS)


def _has_several(block: etree._Element) -> bool:
    parts = block.iter("{*}sdt", "{*}fldChar")
    return next(islice(parts, _FEWEST - 1, None), None) is not None


def _is_doubled(paragraph: etree._Element) -> bool:
    """Say whether a paragraph has several controls, or a run that says the same twice: what is left of repeats."""
    return next(islice(paragraph.iter("{*}sdt"), 1, None), None) is not None or any(
        one.text and one.text == other.text
        for run in paragraph.iter("{*}r")
        for one, other in pairwise(run.iterchildren("{*}t"))
    )


def _between(whole: str, pieces: Sequence[_Piece]) -> list[str] | None:
    """Return what stands before each time that a text comes again; None where another text comes.

    Where both stand in one run they were read as two lines.
    """
    between, before = [], ""
    for piece in pieces:
        if piece.kind == "":
            before += piece.text
        elif not piece.text.endswith(whole) or (piece.kind == "fld" and piece.text != whole):
            return None
        else:
            between.append(before + piece.text.removesuffix(whole).removesuffix("\n"))
            before = ""
    return between


def _are_its_pieces(between: Sequence[str], whole: str) -> bool:
    """Say whether what stands between is a text cut in pieces, less its first; and no line break is lost in it."""
    if not _squeeze(between[0]) or ("\n" in "".join(between).strip() and "\n" not in whole):
        return False
    joined, wanted = _squeeze("".join(between)), _squeeze(whole)
    return wanted.endswith((joined, joined.removesuffix(_END_OF_FIELD)))


def _pieces(block: etree._Element) -> list[_Piece] | None:
    """Return the parts of a block; None where it has anything that LibreOffice would not put there."""
    pieces: list[_Piece] = []
    depth, is_shown = 0, False
    parts = list(islice(_parts(block), _MOST_PARTS + 1))
    if len(parts) > _MOST_PARTS:
        return None
    for kind, element in parts:
        if kind == "mark":
            state = attribute(element, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(state or "", 0)
            is_shown = state == "separate"
            if state == "begin":
                pieces.append(_Piece("fld", ""))
        elif depth > 1 or kind == "other" or (kind == "sdt" and depth):
            return None
        elif kind == "sdt":
            pieces.append(_Piece("sdt", *read_words(element)))
        elif depth == 0 or is_shown:
            words = Words("\n", frozenset()) if kind == "end" else read_words(element)
            _add(pieces, _Piece("fld" if depth else "", *words))
    if pieces and not pieces[-1].kind and not pieces[-1].text.strip():
        pieces.pop()
    return None if depth else [piece for piece in pieces if piece.kind or piece.text]


def _add(pieces: list[_Piece], more: _Piece) -> None:
    """Add words to the part before, where that is of the same kind: a field is written in several runs."""
    if pieces and pieces[-1].kind == more.kind:
        last = pieces.pop()
        more = _Piece(more.kind, last.text + more.text, last.noticed | more.noticed)
    pieces.append(more)


def _parts(block: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the controls of each line, the marks of fields and the words in its runs, and its end."""
    for part in block:
        name = word_name(part)
        if name == "p":
            yield from _parts(part)
            yield "end", part
        elif name == "r":
            for inside in live_children(part):
                yield ("mark" if word_name(inside) == "fldChar" else "words"), inside
        elif name == "sdt":
            yield "sdt", part
        elif name not in {"pPr", "tcPr", "bookmarkStart", "bookmarkEnd", "proofErr"}:
            yield "other", part


def may_be_repeated(text: str) -> bool:
    """Say whether a text may be what LibreOffice made of another, in any number of savings, with any white space."""
    squeezed = _squeeze(text)
    first = _first_cut(squeezed)
    if first is None:
        return False
    if len(squeezed) > _LONGEST:
        return True
    is_spaced = len(text.split()) > 1
    return any(
        length > first and _comes_again(squeezed, length, is_spaced=is_spaced)
        for length in _borders(squeezed)
    )


def _comes_again(text: str, length: int, *, is_spaced: bool) -> bool:
    """Say whether a text begins with its first letters, a piece of them, and them again.

    A piece of white space alone is no more to be seen; one of nothing there is only at the end.
    """
    whole, latest = text[:length], 3 * length + 1
    at = text.find(whole, length, latest)
    while at >= 0:
        piece = text[length:at]
        if (piece or is_spaced) and (piece in whole or piece.removesuffix(_END_OF_FIELD) in whole):
            return True
        at = text.find(whole, at + 1, latest)
    return False


def _borders(text: str) -> Iterator[int]:
    """Yield the lengths of what a text both begins and ends with, without overlap (Knuth, Morris and Pratt)."""
    longest = [0] * len(text)
    for at in range(1, len(text)):
        length = longest[at - 1]
        while length and text[at] != text[length]:
            length = longest[length - 1]
        longest[at] = length + (text[at] == text[length])
    length = longest[-1] if text else 0
    while length:
        if 2 * length <= len(text):
            yield length
        length = longest[length - 1]


def _first_cut(text: str) -> int | None:
    """Return where the first letter or mark stands at which LibreOffice (7.4) may cut a text; None without any.

    These are all that it cuts at, and more: tried with each character of the blocks up to U+3100, and samples beyond.
    """
    return next((at for at, c in enumerate(text) if _may_be_cut(c)), None)


def _may_be_cut(letter: str) -> bool:
    return "\u0590" <= letter < "\u1d00" or letter >= "\u2c00" or category(letter) == "Cf"


def _squeeze(text: str) -> str:
    return "".join(text.split())
