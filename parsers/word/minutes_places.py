"""Where something stands in minutes, as a person finds it in Word: that shows headings and tables, and no numbers."""

from dataclasses import dataclass


@dataclass
class Whereabouts:
    """How far the reader of a document has come: the template's heading before it, and what has come since."""

    heading: str = ""
    is_past_table: bool = False
    is_under_another: bool = False

    def begin(self, heading: str) -> None:
        """Pass a heading of the template, by the words that the template gives it."""
        self.heading, self.is_past_table, self.is_under_another = heading, False, False

    def pass_table(self) -> None:
        """Pass a table."""
        self.is_past_table = True

    def pass_heading(self) -> None:
        """Pass a heading that the template has not; its words may name somebody, and are not repeated."""
        self.is_past_table, self.is_under_another = False, True

    def __str__(self) -> str:
        """Say where a paragraph stands that comes now."""
        return f"after the table {self._part}" if self.is_past_table else self._part

    def say_table(self, row: int) -> str:
        """Say where a row of a table stands that comes now, counted from 1."""
        return f"row {row} of a table {self._part}"

    @property
    def _part(self) -> str:
        if self.is_under_another:
            return (
                f"under a heading of its own after ‘{self.heading}’"
                if self.heading
                else "under a heading of its own"
            )
        return f"under ‘{self.heading}’" if self.heading else "at the beginning"
