"""Count how flattened and printed copies of every form are read: `python -m tests.geometry.count`."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from boardforms.blanks import Format, render
from tests.geometry.filled import awkward_answers, plain_answers
from tests.geometry.flatteners import CHANGES, FLATTENERS
from tests.geometry.scoring import DESK, FORMS, Score, read_file, score_all, total

SETS = {"plain": plain_answers, "awkward": awkward_answers}


def count(flattener: str, change: str, kind: str, folder: Path, seeds: Iterable[int] = (0,)) -> Score:
    """Fill, flatten, change and read every form of every board."""
    scores = []
    for form in FORMS:
        for seed in seeds:
            answers = SETS[kind](form, seed)
            filled = render(form, DESK.catalogue.board(form.board), Format.PDF, answers).content
            flat = CHANGES[change](FLATTENERS[flattener](filled, folder), folder)
            scores.append(score_all(read_file(flat), form, answers))
    return total(scores)


def main(wanted: list[str]) -> int:
    whole: dict[str, list[Score]] = {kind: [] for kind in SETS}
    with tempfile.TemporaryDirectory() as folder:
        for kind in SETS:
            for flattener in FLATTENERS:
                for change in CHANGES:
                    if wanted and not {flattener, change, kind} & set(wanted):
                        continue
                    if flattener != "pdftk" and change != "as it is" and not wanted:
                        continue
                    found = count(flattener, change, kind, Path(folder))
                    whole[kind].append(found)
                    print(f"{kind:8} {flattener:12} {change:15} {found}", flush=True)  # noqa: T201
                    for wrong in found.wrong:
                        print("   ", wrong)  # noqa: T201
    for kind, scores in whole.items():
        print(f"{kind:8} in all {total(scores)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
