"""What a writer gives back: the file's bytes, where each box sits in it, and what was noticed."""

from dataclasses import dataclass

from escalation.findings import Finding
from escalation.layouts import Layout


@dataclass(frozen=True)
class RenderedForm:
    """A blank or prefilled form. The same input gives the same `content`, byte for byte."""

    content: bytes
    layout: Layout
    findings: tuple[Finding, ...] = ()
