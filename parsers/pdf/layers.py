"""Which layers of a PDF are switched off when it is opened (optional content, ISO 32000-1, 8.11)."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

from parsers.pdf.fields import entry

_Mark = tuple[int, int]


@dataclass(frozen=True)
class LayersOff:
    """The layers that are off, by their objects' numbers; where all are at first (8.11.4.3), those that are on."""

    marks: frozenset[_Mark]
    is_all: bool = False
    but: frozenset[_Mark] = frozenset()

    def hide(self, note: Dictionary) -> bool:
        """Say whether what is laid over a page is in a layer that is off, or in several of which any is."""
        layer = entry(note, "/OC")
        if not isinstance(layer, Dictionary):
            return False
        held = entry(layer, "/OCGs")
        members = held.as_list() if isinstance(held, Array) else [layer if held is None else held]
        return any(self._is_off(member.objgen) for member in members if isinstance(member, Dictionary))

    def _is_off(self, mark: _Mark) -> bool:
        return mark in self.marks or (self.is_all and mark not in self.but)


def find_layers_off(pdf: pikepdf.Pdf) -> LayersOff:
    """Return which layers of a file are off."""
    about = entry(pdf.Root, "/OCProperties")
    first = entry(about, "/D") if isinstance(about, Dictionary) else None
    if not isinstance(first, Dictionary):
        return LayersOff(frozenset())
    return LayersOff(_marks(first, "/OFF"), entry(first, "/BaseState") == "/OFF", _marks(first, "/ON"))


def _marks(configuration: Dictionary, key: str) -> frozenset[_Mark]:
    held = entry(configuration, key)
    layers = list(held.as_list()) if isinstance(held, Array) else []
    return frozenset(layer.objgen for layer in layers if isinstance(layer, Dictionary))
