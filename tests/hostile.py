"""Tasks that do to a process what a hostile file could, for the tests of the worker processes."""

import ctypes
import datetime as dt
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from boardforms import intake
from boardforms.catalogue import Catalogue
from boardforms.cli import run
from boardforms.workers import Limits
from escalation.records import Record

MEGABYTE = 2**20


def hang() -> None:
    while True:
        time.sleep(60)


def hang_and_hear_nothing() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang()


def exit_at_once() -> NoReturn:
    os._exit(3)


def exit_as_if_well() -> NoReturn:
    os._exit(0)


def touch_no_ones_memory() -> None:
    ctypes.string_at(0)


def eat_memory() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 * MEGABYTE))


def complain() -> NoReturn:
    raise RuntimeError("a fault of the reader itself")


def die_once_idle() -> None:
    threading.Timer(0.3, exit_at_once).start()


DEEDS: dict[str, Callable[[], None]] = {
    deed.__name__: deed
    for deed in (
        hang,
        hang_and_hear_nothing,
        exit_at_once,
        exit_as_if_well,
        touch_no_ones_memory,
        eat_memory,
        complain,
        die_once_idle,
    )
}


def begin_deeds() -> Callable[[str], str]:
    return do_deed


def do_deed(name: str) -> str:
    """Do what is named, if it is a deed; then say the name and whose process it was."""
    if name in DEEDS:
        DEEDS[name]()
    return f"{name} {os.getpid()}"


def never_begin() -> NoReturn:
    sys.exit("this process cannot begin")


def begin_reading(
    catalogue: Catalogue, received: dt.date | None, crops: Path | None = None
) -> Callable[[Path], tuple[Record, ...]]:
    """Stand in for the reader of returned files: a file named for a deed does it."""
    read = REALLY_BEGIN(catalogue, received, crops)

    def read_or_do(path: Path) -> tuple[Record, ...]:
        if path.stem in DEEDS:
            path.with_suffix(".taken").write_text(str(os.getpid()))
            DEEDS[path.stem]()
        return read(path)

    return read_or_do


REALLY_BEGIN = intake._begin_reading


def parse(folder: str, seconds: float, grace: float) -> None:
    """Run `boardforms parse` on a folder, with that reader and those limits."""
    # A test run in the background may have inherited that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "LIMITS", Limits(seconds=seconds, grace=grace))
        patch.setattr(intake, "_begin_reading", begin_reading)
        sys.exit(run(["parse", folder]))
