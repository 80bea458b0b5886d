"""What a person must look at in the returns that were read, one thing at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.receiving.comparing import EARLIER_STANDS
from boardforms.receiving.corrections import given_in
from boardforms.receiving.decisions import about_correction, corrections_decided, last_decision
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import WHOLE_FILE, Standing, short, standing_by_key, standing_of
from escalation.boxes import Box, BoxValue, find_box, form_boxes, label_apart
from escalation.definitions import FormDefinition
from escalation.findings import Finding
from escalation.records import FieldReading, Record


@dataclass(frozen=True)
class Topic:
    """What a question is about: a record, and a box of it, the whole file, or which of two returns stands."""

    key: str
    about: str
    rival: str | None = None


@dataclass(frozen=True)
class Question:
    """Something to decide about a record: `box` is None where it is about the file as a whole.

    `crop` is a picture of the place. `rival` is the record that may be corrected by this one: then that is asked.
    """

    key: str
    record: Record
    form: FormDefinition | None
    findings: tuple[Finding, ...]
    box: Box | None = None
    reading: FieldReading | None = None
    crop: Path | None = None
    rival: str | None = None

    @property
    def about(self) -> str:
        """What a decision on it is about."""
        if self.rival is not None:
            return about_correction(self.rival)
        return self.box.name if self.box else WHOLE_FILE

    @property
    def topic(self) -> Topic:
        """What it is about, by which `question_on` asks it again."""
        return Topic(self.key, self.about, self.rival)

    @property
    def id(self) -> str:
        """The id of the return, as people see it."""
        return short(self.key)


def questions_in(journal: Journal, catalogue: Catalogue) -> Iterator[Question]:
    """Yield what waits for a person, in the order in which the returns came; what is decided meanwhile is left out.

    A return whose form is not at hand gives one question without a form: nothing of it can be decided.
    """
    waiting = "SELECT sha256 FROM content WHERE standing = 'review' ORDER BY rowid"
    for (sha256,) in journal.ask(waiting).fetchall():
        for one in standing_of(journal, sha256):
            if not one.superseded:
                yield from _questions(journal, catalogue, one)


def _questions(journal: Journal, catalogue: Catalogue, standing: Standing) -> Iterator[Question]:
    record = standing.record
    form = catalogue.find(record.form) if record.form else None
    if form is None:
        yield Question(standing.key, record, None, tuple(_asking(record)))
        return
    rival = _rival_of(journal, standing.key)
    if rival is not None:
        said = tuple(finding for finding in _asking(record) if finding.code == "may-correct")
        yield Question(standing.key, record, form, said, rival=rival)
    about_file = _about_file(record)
    if about_file:
        yield Question(standing.key, record, form, about_file)
    for box in _boxes_asked(record, form):
        yield _about_box(journal, standing, form, box)


def question_on(journal: Journal, catalogue: Catalogue, topic: Topic) -> Question | None:
    """Return a question anew, as the return was read, whatever was decided since.

    None where another return stands in the place of its own, unless that was said to this question, or where its form
    is not at hand.
    """
    standing = standing_by_key(journal, topic.key, as_read=True)
    record = standing.record
    form = catalogue.find(record.form) if record.form else None
    if form is None or (standing.superseded and not _is_passed_over(journal, topic)):
        return None
    if topic.rival is not None:
        said = tuple(finding for finding in _asking(record) if finding.code == "may-correct")
        return Question(topic.key, record, form, said, rival=topic.rival)
    box = find_box(form, topic.about) if topic.about != WHOLE_FILE else None
    if box is not None:
        return _about_box(journal, standing, form, box)
    return Question(topic.key, record, form, _about_file(record))


def _is_passed_over(journal: Journal, topic: Topic) -> bool:
    """Say whether a person said that the earlier of two returns holds, which may be taken back."""
    held = last_decision(journal, topic.key, topic.about) if topic.rival is not None else None
    return held is not None and held.new == EARLIER_STANDS


def topics_decided(journal: Journal, catalogue: Catalogue, sha256: str) -> Iterator[Topic]:
    """Yield all that was or is asked about the returns of a file, whether somebody decided it or not."""
    for one in standing_of(journal, sha256, as_read=True):
        for rival in corrections_decided(journal, one.key):
            yield Topic(one.key, about_correction(rival), rival)
        yield from (question.topic for question in _questions(journal, catalogue, one) if question.form)


def _about_box(journal: Journal, standing: Standing, form: FormDefinition, box: Box) -> Question:
    record = standing.record
    reading = record.fields.get(box.name)
    said = tuple(finding for finding in _asking(record) if finding.field == box.name)
    crop = journal.shelf.crops / Path(reading.crop).name if reading and reading.crop else None
    return Question(standing.key, record, form, said, box, reading, crop)


def _about_file(record: Record) -> tuple[Finding, ...]:
    return tuple(
        finding for finding in _asking(record) if not finding.field and finding.code != "may-correct"
    )


def _asking(record: Record) -> Iterator[Finding]:
    return (finding for finding in record.findings if finding.needs_a_person)


def _boxes_asked(record: Record, form: FormDefinition) -> Iterator[Box]:
    """Yield the boxes that a finding or a reader is not sure of, in the order of the form, then added rows."""
    unsure = {finding.field for finding in _asking(record) if finding.field}
    unsure |= {name for name, reading in record.fields.items() if not reading.sure}
    offered = [box for box in form_boxes(form) if box.name in unsure]
    yield from offered
    for name in sorted(unsure - {box.name for box in offered}):
        box = find_box(form, name)
        if box is not None:
            yield box


def differences(
    one: Record, other: Record, form: FormDefinition
) -> tuple[tuple[str, BoxValue, BoxValue], ...]:
    """Return the answers in which two returns of a form differ: the label of each, and what either says.

    In the order of the form, then of rows that the blank did not offer. What differs is what makes one a correction.
    """
    here, there = given_in(one), given_in(other)
    offered = [box.name for box in form_boxes(form)]
    added = sorted((here.keys() | there.keys()) - set(offered))
    differing = [name for name in (*offered, *added) if here.get(name) != there.get(name)]
    boxes = {name: find_box(form, name) for name in differing}
    return tuple(
        (
            label_apart(form, box) if box else name,
            as_printed(box, here.get(name)),
            as_printed(box, there.get(name)),
        )
        for name, box in boxes.items()
    )


def as_printed(box: Box | None, value: BoxValue) -> BoxValue:
    """Return a value as the form prints it: of a choice, the option's words instead of its key."""
    return box.asks.options.get(value, value) if box and isinstance(value, str) else value


def _rival_of(journal: Journal, key: str) -> str | None:
    """Return the earlier return that this one may correct, where nobody has said."""
    question = "SELECT earlier FROM correction WHERE later = ? AND verdict = 'unsure'"
    found = journal.ask(question, key).fetchone()
    return None if found is None else str(found[0])
