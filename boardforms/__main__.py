"""Run the command line as `python -m boardforms`."""

from boardforms.cli import main

if __name__ == "__main__":
    main()
