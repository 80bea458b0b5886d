"""Settings and fixtures that all tests share.

Every Hypothesis profile but `hunt` is deterministic, so that a run says the same thing twice. Another one is
chosen with `make test ARGS=--hypothesis-profile=ci`; what `hunt` finds becomes an `@example` or a sample.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

GOLDENS = Path(__file__).with_name("goldens")

settings.register_profile("dev", max_examples=60, derandomize=True, deadline=None)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=400)
settings.register_profile(
    "hunt", settings.get_profile("dev"), max_examples=5000, derandomize=False, print_blob=True
)
settings.load_profile("dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one way in which goldens change."""
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing them")


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check that a text is what `tests/goldens/` holds under a name, such as `moray/due-list.txt`."""
    updating = bool(request.config.getoption("--update-goldens"))

    def check(name: str, text: str) -> None:
        golden = GOLDENS / name
        if updating:
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert golden.exists(), f"no golden {name}: run with --update-goldens, then read what it wrote"
        assert text == golden.read_text(encoding="utf-8")

    return check
