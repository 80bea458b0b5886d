"""Codes of files: those that were not read, how they came in, and what carried them."""

from escalation.codes.code import ask, note

_ASK_AGAIN = "Ask the sender for the form itself, filled in and saved as Word or PDF."

_FRESH_COPY = "Be careful with it: harmful files do this, and damaged ones. Ask the sender for a fresh copy."

REFUSALS = {
    "empty-file": ask("The file is empty.", "Ask the sender to attach it again."),
    "too-big": ask("The file is far bigger than a form can be.", _ASK_AGAIN),
    "bomb": ask("The file would unpack to far more than a form can hold, as harmful files do.", _ASK_AGAIN),
    "password": ask("The file is locked with a password.", "Ask the sender for a copy without one."),
    "old-word": ask(
        "The file is in Word's format of before 2007, or another old Office format.",
        "Open it in Word, choose Save As and Word Document (.docx), and send that copy in.",
    ),
    "no-libreoffice": ask(
        "The file is in an older format (.doc, .odt or .rtf), which is read where LibreOffice is installed.",
        "Install LibreOffice Writer, or open the file, choose Save As and Word Document (.docx), and use that copy.",
    ),
    "other-format": ask("The file is neither Word (.docx) nor PDF.", _ASK_AGAIN),
    "other-zip": ask("The file is a zip folder or another program's document, not Word.", _ASK_AGAIN),
    "unsafe-zip": ask(
        "The file is put together in a way that Word never does and harmful files do.", _ASK_AGAIN
    ),
    "unsafe-xml": ask(
        "The file holds instructions that no Word document has and harmful files do.", _ASK_AGAIN
    ),
    "xfa": ask("The file is an Adobe XFA form, which is not one of ours.", _ASK_AGAIN),
    "pdf-no-fields": ask("The PDF has neither boxes nor words to read.", "Ask for the filled-in original."),
    "scan-unreadable-here": ask(
        "The file is a scan, and what reads scans is not installed.",
        "Install the extra `scan` and Tesseract, as docs/install.md says, or type it into a blank form.",
    ),
    "scan-too-small": ask(
        "The picture has too few dots to be read.", "Ask for a scan of 200 dots an inch or more."
    ),
    "pdf-scan": ask(
        "The file is a scan: pictures of pages, none of which could be told to be a page of our forms.",
        "Type it into a blank form, or ask for the original.",
    ),
    "merged-returns": ask(
        "The PDF holds more than one return joined together.", "Ask for each return as a file of its own."
    ),
    "not-our-form": ask(
        "The file does not say that it is one of our forms, and fits none that is known.", _ASK_AGAIN
    ),
    "word-saved-as-pdf": ask(
        "This is a Word form, printed or saved as PDF: its answers cannot be read from it.",
        "Ask the sender for the Word file itself.",
    ),
    "layout-unconfirmed": ask(
        "The file is a Board's own form, whose layout was learned and nobody has confirmed.",
        "Confirm the layout with `boardforms learn --confirm`, and read the file again.",
    ),
}

FAILURES = {
    "damaged": ask("The file is damaged or incomplete.", "Ask the sender to attach it again."),
    "unreadable": ask("The file could not be read.", "Open it by hand, and ask the sender for a fresh copy."),
    "scan-tool-failed": ask(
        "Tesseract, the program that reads print in pictures, did not work.",
        "See that it runs on this machine with its English data, and read the file again.",
    ),
    "took-too-long": ask("Reading the file took too long and was given up.", _FRESH_COPY),
    "too-much-memory": ask("Reading the file took too much memory and was given up.", _FRESH_COPY),
    "reader-crashed": ask("The program that reads files crashed on this one.", _FRESH_COPY),
}

INTAKE = {
    "cannot-open": ask("The file cannot be opened on this machine.", "See that it is there and not in use."),
    "not-a-file": ask(
        "This is no file but a pipe, a device or the like: it was not opened.",
        "Find out who put it there, and why.",
    ),
    "linked-folder": ask(
        "This is a link to another folder: what that folder holds was not read.",
        "See whether it holds returns; if it does, name that folder itself.",
    ),
    "journal-folder": ask(
        "This is the folder of another journal: its files were not taken in, or what people decided on them would be"
        " lost.",
        "See with `boardforms records` what it holds, and keep it apart from what comes in.",
    ),
    "unknown-form": ask(
        "The file is a form of a board, or in a version, that is not at hand.",
        "Add the board's folder with --boards, or ask for the return on the current form.",
    ),
    "same-content": note("A file with the very same content was read before it in this run."),
    "received-again": note("The very same file came in more than once: it is one return, as it first came."),
    "gave-up": ask(
        "Reading the file was begun several times, and each time the whole program was ended.", _FRESH_COPY
    ),
    "corrects": note("This return corrects an earlier one, which is kept."),
    "repeated": note("A later return says the same as this one and is kept."),
    "superseded": note("Another return stands in place of this one, which is kept."),
    "may-correct": ask(
        "Two returns of one form, case and stage differ, and it is not plain that the later corrects the earlier.",
        "Say in `boardforms review` whether it does, the earlier holds, or both stand.",
    ),
    "replaced-again": ask(
        "A return in whose place this one stands came again after it, unchanged:"
        " an old copy, or meant to hold after all.",
        "Ask the sender which of the two holds. If it is this one, say in `boardforms review` that it was looked at;"
        " if the other, correct the answers of this one with `boardforms review --again`.",
    ),
}

MESSAGES = {
    "message-without-form": ask(
        "The message brought no form.",
        "See whether its text holds answers or a link, or whether the sender forgot to attach the form.",
    ),
    "message-encrypted": ask(
        "The message is encrypted.",
        "Open it in the mail program, save the form that is attached, and use that.",
    ),
    "message-sealed": ask(
        "The message is wrapped in its electronic signature.",
        "Open it in the mail program, save the form that is attached, and use that.",
    ),
    "winmail": ask(
        "The attachments are packed in Outlook’s own format (winmail.dat).",
        "Ask the sender to send the message again as HTML or plain text.",
    ),
    "attachment-linked": ask(
        "The message holds a link to the file, not the file.", "Open the link by hand and save the form."
    ),
    "attachment-cut": ask(
        "The message or zip folder is damaged or stops half way, so the file in it may be incomplete.",
        "Compare it with what the sender has.",
    ),
    "attachment-pasted": ask(
        "The message holds a file that is not attached to it: written out in its text, or outside its parts.",
        "Ask the sender to attach the form as a file.",
    ),
    "headers-too-long": ask(
        "The message has headers far longer than mail has, as harmful messages do.", _FRESH_COPY
    ),
    "too-deep": ask(
        "The file lies inside too many others: messages in messages, or zip folders in zip folders.",
        "Take it out by hand, and use that.",
    ),
    "too-many-parts": ask(
        "There are more files inside than are taken out of one; the rest were left.",
        "Take them apart by hand, and use those.",
    ),
    "zip-method": ask(
        "The file is packed in its zip folder by a method that is not read here.",
        "Unpack it by hand, and use that.",
    ),
    "message-text": note("The text of the message was not read."),
    "message-blank": note("The message has no text of its own."),
    "message-has-text": note(
        "The message that brought this return has text of its own, which was not read.",
        "Read it in the mail program: it may say that something on the form is wrong.",
    ),
    "message-undated": ask(
        "The message that brought this return gives no date that can be read, so the day it came is not known.",
        "Look in the mail program, and receive that message once more with --received DAY: the day is evidence of"
        " when the record was sent.",
    ),
    "message-signature": note("The message’s electronic signature was not checked."),
    "inline-picture": note("A small picture in the text of the message, such as a logo, was left out."),
    "system-file": note(
        "A file that a computer or mail program adds by itself was left out: a lock, a business card and the like."
    ),
}
