"""What the message that brought a return adds to it: text of its own that somebody must read, and its date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from boardforms.receiving.arrivals import Arrival, Role
from escalation.codes import notice
from escalation.findings import Finding

Chain = tuple[str, ...]
"""What a part came through, outermost first, as `parsers.mail.Part` has it."""


def tell_of_messages(taken: Sequence[tuple[Arrival, Chain]]) -> tuple[Arrival, ...]:
    """Return the arrivals of a delivery, each return of a message with what there is to know about that message.

    A note where a message around it, however far out, has text that is read by nobody, and a finding that asks
    where no message around it says when it was sent: that day is evidence.
    """
    texts = {chain for arrival, chain in taken if arrival.finding and arrival.finding.code == "message-text"}
    return tuple(
        replace(arrival, findings=(*arrival.findings, *_told(arrival, chain, texts)))
        for arrival, chain in taken
    )


def _told(arrival: Arrival, chain: Chain, texts: set[Chain]) -> Iterator[Finding]:
    if arrival.role is not Role.RETURN or arrival.message is None:
        return
    if any(chain[: len(text)] == text for text in texts):
        yield notice("message-has-text")
    if arrival.received is None:
        yield notice("message-undated")
