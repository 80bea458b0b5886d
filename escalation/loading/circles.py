"""What follows from what, however far: to find what hangs on itself."""

from collections.abc import Iterable, Mapping


def follow_all(start: str, leads_to: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return all that a thing leads to, by way of others too: the thing itself where they go round in a circle."""
    found: set[str] = set()
    ahead = list(leads_to.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += leads_to.get(name, ())
    return frozenset(found)
