"""Receive what people send: taken in, read, compared and accounted for in a journal.

`receive` goes through the steps, `Journal` keeps what they found, and `records_of` hands it on.
docs/decisions/0012-journal.md says what holds when it is killed, and what takes whose place.
"""
