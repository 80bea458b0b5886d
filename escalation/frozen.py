"""The base of every value in the middle: frozen, and strict about what it does not know."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot be changed once made, and that refuses keys nobody has defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
