"""Protective markings: what an office's programs print in the margins of every file that is saved, by themselves.

A text of these words alone (of the Government Security Classifications and of the scheme before 2014, of the police,
and of Microsoft Purview's labels) says how a file is to be handled, and is nobody's answer.
"""

import re

_LEVELS = frozenset(
    {"official", "secret", "unclassified", "protect", "restricted", "confidential", "internal", "public"}
    | {"general", "sensitive", "personal"}
)
_BESIDE = frozenset(
    {"classification", "classified", "sensitivity", "label", "marking", "level", "handling", "document"}
    | {"top", "highly", "strictly", "commercial", "locsen", "private", "nhs", "police", "partners", "none"}
    | {"this", "is", "has", "been", "as", "and", "in", "confidence", "all", "staff", "employees", "only"}
    | {"if", "once", "when", "complete", "completed"}
)
_WORD = re.compile(r"\w+")


def is_marking(text: str) -> bool:
    """Say whether a text is a protective marking, such as “Classification: OFFICIAL-SENSITIVE”, and nothing else."""
    words = set(_WORD.findall(text.casefold()))
    return not words.isdisjoint(_LEVELS) and words <= _LEVELS | _BESIDE
