"""The reader of Word files (.docx, .docm, .dotx, and Strict Open XML)."""

from parsers.word.reader import read_word

__all__ = ["read_word"]
