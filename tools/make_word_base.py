#!/usr/bin/env python3
"""Write `templates/word/base.docx`, the document that every Word form starts from.

Run by hand, in the checkout's own environment, after a change to the styles: `python tools/make_word_base.py`.
"""

from docgen.word.base import BASE, make_base
from escalation.content import content_folder

if __name__ == "__main__":
    (content_folder("templates") / BASE).write_bytes(make_base())
