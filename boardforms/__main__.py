"""Run the command line as `python -m boardforms`."""

import sys
from os.path import dirname, realpath

if __name__ == "__main__":
    here = dirname(dirname(realpath(__file__)))  # noqa: PTH120 - pathlib may lie in the current folder
    if not sys.flags.safe_path and realpath(sys.path[0]) != here:
        del sys.path[0]  # the current folder: a module in it may be what somebody sent
    from boardforms.cli import main

    main()
