"""What was learned of a form: its layout, as it goes to a person."""

from dataclasses import dataclass
from pathlib import Path

from boardforms.learning.proposing import Proposal
from escalation.layouts import LearnedLayout


@dataclass(frozen=True)
class Learned:
    """A layout that was learned, the name of the file to write, and what was proposed."""

    path: Path
    layout: LearnedLayout
    proposal: Proposal
