"""Codes of minutes packs, and of minutes that came back."""

from escalation.codes.code import ask, note

PACKS = {
    "pack-part-missing": ask(
        "The file is not where the meeting’s file says.", "Put it there, and make the pack again."
    ),
    "pack-part-changed": ask(
        "A file of that name is there, and it is not the one that was read: somebody changed it since.",
        "Find out which is right, and read it again.",
    ),
    "pack-part-misnamed": ask(
        "The file is not what its name says.", "Ask the sender what it is, and for a fresh copy."
    ),
    "pack-part-unsafe": ask(
        "The Word file holds macros, other files, or links that open by themselves: it is not attached.",
        "Its answers are set out among the records. Be careful with the file itself.",
    ),
    "pack-part-not-joined": ask(
        "The file is of a kind that is not put into a pack as it is.", "Save it as PDF, and use that."
    ),
    "pack-part-unseen": ask(
        "The file holds more than its pages show: the sheet before it lists it.", "Read that list."
    ),
    "pack-part-repaired": ask(
        "The file is damaged and was repaired as far as that can be done: pages may be lost.",
        "Compare its pages with the file, and ask the sender for a fresh copy.",
    ),
    "pack-part-names-child": note(
        "The title of a paper names the child or adult: its number stands in its place.",
        "Give it a title without the name.",
    ),
    "pack-part-attached": note(
        "The Word file is attached to the pack as it is, and has no pages in it.",
        "Save it as PDF to have its pages in the pack.",
    ),
    "pack-part-repeated": ask(
        "The meeting’s file names the same file twice.",
        "Name the one that was meant, or take one of the two out.",
    ),
    "pack-day-off": note(
        "The meeting is on a day on which the board does not work.", "See whether the day is right."
    ),
    "pack-part-cleaned": note("What acts or leads elsewhere was taken out; the sheet before it says what."),
    "pack-records-other-case": ask(
        "A file of records that the meeting’s file names holds records of other cases, and none of this one.",
        "Put right `records` or `case` in the meeting’s file.",
    ),
    "pack-agency-unknown": note(
        "The meeting’s file names an agency that neither the board nor a record of the case names.",
        "See whether it is spelt as it should be.",
    ),
    "pack-record-without-case": ask(
        "A return gives no case reference, so it is not in the pack.", "See whether it belongs there."
    ),
    "pack-title-names-child": ask(
        "The meeting’s title names the child or adult: the name of the stage stands in its place.",
        "Give the meeting a title without the name.",
    ),
    "pack-case-names-child": ask(
        "The case reference names the child or adult, and stands on every page of the pack.",
        "Give the case a reference without the name.",
    ),
    "pack-date-differs": ask(
        "The meeting file and the records give different dates for the meeting.",
        "Find out which is right; name earlier meetings of its stage with `after`.",
    ),
    "pack-after-not-before": ask(
        "The meeting file names an earlier meeting of the stage that is not before this one.",
        "Put right `after`, or the date.",
    ),
    "pack-circulated-in-future": ask(
        "The minutes are dated as circulated after the day of the check.", "Find out which day is meant."
    ),
    "pack-date-not-recorded": ask(
        "The meeting file alone gives the day of the meeting, so the check does not count from it.",
        "Give the date on a form as well.",
    ),
    "pack-circulated-before-meeting": ask(
        "The minutes are dated as circulated before the meeting.", "Find out which date is right."
    ),
}

MINUTES = {
    "minutes-place-changed": ask(
        "It was read from a place in the minutes that somebody has changed: a heading, or the head of a table.",
        "Look at it in the file.",
    ),
    "minutes-text-outside": ask(
        "Something is written in the minutes where the template has no place for it.",
        "It stands in the meeting’s file as a comment, ASK: write it there where it belongs.",
    ),
    "minutes-part-missing": ask(
        "A part of the template is not in the minutes: its heading or its table was taken out.",
        "Find out whether something was written there.",
    ),
    "minutes-later-meeting": note(
        "The meeting’s file says that these minutes are of a later meeting of the stage than its first."
    ),
    "minutes-no-form": ask(
        "No such form came back: this holds what minutes or the meeting’s file say of the meeting’s dates and"
        " outcome.",
        "File the form itself when it comes back.",
    ),
}
