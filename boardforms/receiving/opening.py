"""Open one delivery, in a process that may be killed: what it held is on the shelf before anybody is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from boardforms.openable import why_not_opened
from boardforms.receiving.arrivals import Arrival, Delivery, Role
from boardforms.receiving.messages import tell_of_messages
from boardforms.receiving.shelf import Shelf
from escalation.codes import notice
from escalation.records import State
from parsers import Failed, Unread
from parsers.containers import open_piece
from parsers.mail import Part, PartState

_UNREAD = {PartState.REFUSED: State.REFUSED, PartState.FAILED: State.FAILED}


@dataclass(frozen=True)
class Unkept:
    """The journal's folder cannot be written to, which is nobody's fault who sent something."""

    why: str


class _CannotKeep(Exception):
    pass


Opened = tuple[Arrival, ...] | Unkept


def begin_opening(shelf: Shelf) -> Callable[[Delivery], Opened]:
    """Return what opens a delivery and keeps what it held on a shelf."""
    return partial(_open, shelf=shelf)


def _open(delivery: Delivery, shelf: Shelf) -> Opened:
    try:
        arrivals = _arrivals_in(delivery, shelf)
        if any(arrival.role is Role.UNOPENED for arrival in arrivals):
            return tuple(_with_delivery(arrivals, delivery, shelf))
    except _CannotKeep as error:
        return Unkept(str(error))
    return arrivals


def _arrivals_in(delivery: Delivery, shelf: Shelf) -> tuple[Arrival, ...]:
    if (error := why_not_opened(delivery.piece.path)) is not None:
        return (_unopened(delivery, error),)
    try:
        parts = enumerate(open_piece(delivery.piece), start=1)
        taken = [(_arrival(part, place, delivery, shelf), part.chain) for place, part in parts]
        return tell_of_messages(taken)
    except OSError:
        return (_unopened(delivery, Failed("cannot-open")),)
    except (MemoryError, _CannotKeep):
        raise
    except Exception:  # noqa: BLE001 - one delivery that trips the program must not lose the others
        return (_unopened(delivery, Failed("unreadable")),)


def keep_lost(delivery: Delivery, code: str, shelf: Shelf) -> Arrival:
    """Return the arrival of a delivery whose opener never came back; what was delivered is kept, where it can be."""
    lost = _unopened(delivery, Failed(code))
    if not delivery.piece.path.is_file():  # what is no file may be what the opener hung on
        return lost
    try:
        return replace(lost, sha256=shelf.keep(delivery.piece.read()))
    except (OSError, Unread):
        return lost


def _unopened(delivery: Delivery, error: Unread) -> Arrival:
    return Arrival(
        Role.UNOPENED,
        1,
        delivery.shown,
        state=error.state,
        finding=notice(error.code, message=error.message),
        received=delivery.received,
    )


def _arrival(part: Part, place: int, delivery: Delivery, shelf: Shelf) -> Arrival:
    return Arrival(
        role=_role(part),
        place=place,
        shown=" › ".join((delivery.shown, *_inside(part))),
        sha256="" if part.content is None else _keep(shelf, part.content),
        state=_UNREAD.get(part.state),
        finding=part.finding,
        findings=part.findings,
        received=part.received or delivery.received,
        message=part.message,
    )


def _inside(part: Part) -> tuple[str, ...]:
    """Return the names under which a part lies in its delivery, which is the first of its chain."""
    if part.finding is not None and part.finding.code == "message-without-form":
        return part.chain[1:]  # it is the last of the chain itself
    return (*part.chain[1:], part.name) if part.chain else ()


def _role(part: Part) -> Role:
    if part.state is PartState.CONTENT:
        return Role.RETURN
    return Role.UNOPENED if part.state in _UNREAD else Role.IGNORED


def _keep(shelf: Shelf, data: bytes) -> str:
    try:
        return shelf.keep(data)
    except OSError as error:
        raise _CannotKeep(error.strerror or "it cannot be written") from error


def _with_delivery(arrivals: Iterable[Arrival], delivery: Delivery, shelf: Shelf) -> Iterable[Arrival]:
    """Keep all of a delivery of which something was not opened, so that a person can."""
    try:
        data = None if why_not_opened(delivery.piece.path) else delivery.piece.read()
    except (OSError, Unread):
        data = None
    whole = "" if data is None else _keep(shelf, data)
    for arrival in arrivals:
        yield replace(arrival, sha256=whole) if arrival.role is Role.UNOPENED else arrival
