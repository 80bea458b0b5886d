"""Run every contest and print how each stands: `python -m bench`."""

import argparse
import gc

from bench.casework import casework_contests
from bench.contest import Contest
from bench.pdf import pdf_contests
from bench.report import markdown, plain
from bench.samples import samples
from bench.starting import starting_contests
from bench.timing import time_contest
from bench.word import word_contests


def contests() -> tuple[Contest, ...]:
    """Return every contest, in the order of the work."""
    of = samples()
    return (*starting_contests(), *word_contests(of), *pdf_contests(of), *casework_contests(of))


def main() -> None:
    """Time the contests whose title holds the words asked for, and print each as it ends."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("words", nargs="*", help="only the contests with one of these words in their title")
    asked.add_argument("--seconds", type=float, default=5.0, help="about how long each takes (default 5)")
    asked.add_argument("--markdown", action="store_true", help="print Markdown, for docs/benchmarks.md")
    given = asked.parse_args()
    show = markdown if given.markdown else plain
    prepared = contests()
    gc.freeze()  # what was made to work on is not swept in anybody's time
    for contest in prepared:
        if not given.words or any(word.casefold() in contest.title.casefold() for word in given.words):
            print("\n".join(show(contest, time_contest(contest, given.seconds))), flush=True)


if __name__ == "__main__":
    main()
