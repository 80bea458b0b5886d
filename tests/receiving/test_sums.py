"""Whatever comes, again or anew, is settled, retried or taken away: the sums add up, and nothing is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from boardforms.receiving.journal import open_journal
from boardforms.receiving.quarantine import quarantined, retry, settle
from tests.receiving.inboxes import NOON, catalogue, letter, receive_into, records_in, sheet, sums_of, zipped

FORM, OTHER = sheet("MOR-2024-700"), sheet("MOR-2024-700", stage_1_escalated_on="2024-05-28")
CONTENTS = (
    FORM,
    OTHER,
    b"not a form",
    b"",
    FORM[:900],
    letter(("form.docx", FORM), ("notes.txt", b"notes")),
    letter(number=2),
    zipped([("form.docx", OTHER), ("again.docx", OTHER), ("deep.zip", zipped([("a.txt", b"a")]))]),
)


class Journals(RuleBasedStateMachine):
    """An inbox that people fill, empty and change, and a journal that takes it in now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.inbox, self.journal = self.folder / "inbox", self.folder / "journal"
        self.inbox.mkdir()
        self.came: set[tuple[str, bytes]] = set()
        receive_into(self.journal, self.inbox)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(name=st.sampled_from("abc"), content=st.sampled_from(CONTENTS))
    def put(self, name: str, content: bytes) -> None:
        (self.inbox / name).write_bytes(content)

    @rule(name=st.sampled_from("abc"))
    def take_away(self, name: str) -> None:
        (self.inbox / name).unlink(missing_ok=True)

    @rule()
    def receive(self) -> None:
        receive_into(self.journal, self.inbox)
        self.came |= {(path.name, path.read_bytes()) for path in self.inbox.iterdir()}

    @rule(chosen=st.integers(0, 9))
    def settle_one(self, chosen: int) -> None:
        with open_journal(self.journal) as opened:
            held = list(quarantined(opened))
            if held:
                settle(opened, [held[chosen % len(held)]], "looked at", "A. Person", NOON)

    @rule()
    def retry_all(self) -> None:
        with open_journal(self.journal) as opened:
            retry(opened, list(quarantined(opened)), catalogue(), 0, NOON, lambda _: None)

    @invariant()
    def everything_is_counted_once(self) -> None:
        sums = sums_of(self.journal)
        assert sums.copies >= 0
        assert "waiting" not in sums.standings
        assert len(records_in(self.journal, every=True)) == sums.records + sums.unopened

    @invariant()
    def every_file_that_came_is_there(self) -> None:
        with open_journal(self.journal) as opened:
            for name, _ in self.came:
                shown = str(self.inbox / name)
                found = opened.ask(
                    "SELECT count(*) FROM arrival JOIN delivery ON delivery.id = delivery WHERE key = ?",
                    shown,
                )
                assert found.fetchone()[0] > 0


Journals.TestCase.settings = settings(max_examples=12, stateful_step_count=8)
test_the_sums_of_a_journal_add_up = Journals.TestCase
