"""Who at a meeting is of the family: they come for no agency, and the copy for them is the family's."""

import re
from collections.abc import Iterator

from docgen.packs.meeting import Meeting, Person

_NEAR = frozenset(
    {"mother", "father", "mum", "mam", "dad", "stepmother", "stepfather", "stepmum", "stepdad", "grandmother",
     "grandfather", "grandma", "grandad", "granny", "nan", "nana", "gran", "aunt", "auntie", "uncle"}
)  # fmt: skip
"""Such a role is the family's, whatever is remarked of it: `Mother, by phone`, `Mother of Kofi`."""
_REMARKED = re.compile(r"([^\W\d_]+)(?:\s*[,;:(/–-]|\s+(?:of|by|via)\b|$)")
_KIN = _NEAR | {
    "family",
    "families",
    "parent",
    "parents",
    "grandparents",
    "relative",
    "relatives",
    "child",
    "brother",
}
_BESIDE = frozenset(
    {"the", "of", "a", "and", "s", "birth", "extended", "wider", "young", "person", "member", "members", "carer",
     "carers"}
)  # fmt: skip
"""What stands beside such words: `Birth family`, `Members of the family`, `Parent/carer`."""
_AGENCY = ({"child"}, {"family", "families"})
"""What stands together in the name of an agency alone: `Child and Family`."""


def is_family(said: str) -> bool:
    """Say whether a role, or what stands for an agency, is the family: `Birth parents`, `Mother, by phone`.

    An agency whose name holds such a word beside others (`Children and Families`, `Family Action`) is none.
    """
    near = _REMARKED.match(said.casefold().strip())
    if near and near[1] in _NEAR:
        return True
    held = set(re.findall(r"[^\W\d_]+", said.casefold()))
    return bool(held & _KIN) and held <= _KIN | _BESIDE and not all(held & part for part in _AGENCY)


def is_of_family(person: Person) -> bool:
    """Say whether somebody at a meeting is of the family, by the agency or role that its file gives them."""
    return is_family(person.agency) or is_family(person.role)


def family_names(meeting: Meeting) -> Iterator[str]:
    """Yield the names of those of the family who were asked to a meeting."""
    return (one.name for one in meeting.attendance if one.name and is_of_family(one))
