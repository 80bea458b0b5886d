"""Codes of returns: what stands in a file, and what an answer means."""

from escalation.codes.code import ask, note

READING = {
    "controls-lost": ask(
        "The program that saved this Word file removed the marks that name each answer, so nothing was read.",
        "Copy the answers into a blank form, or ask for a copy saved by Word.",
    ),
    "read-by-position": note(
        "Some answers have no mark that names them (a program removed it, or a row was added): those were read by "
        "their places.",
    ),
    "converted": note("The file was in an older format, and was read as LibreOffice saves it for Word."),
    "read-by-layout": note(
        "The form is one that this program did not make: it was read by the layout that was learned of it.",
    ),
    "place-learned": ask(
        "The answer was read from a page of a form that this program did not make, whose fonts may lack letters.",
        "Compare it with the page.",
    ),
    "word-printed": ask(
        "This is the Word form, printed or saved as PDF: its answers cannot all be read from it.",
        "Ask the sender for the Word file itself.",
    ),
    "read-by-rows": ask(
        "The answer was read from a page of the Word form, where nothing but its row says which it is.",
        "Compare it with the page, or ask for the Word file itself.",
    ),
    "drawn-elsewhere": ask(
        "The answers of this printed copy were drawn by another program, which may leave out letters that it lacks.",
        "Compare the page with what was sent, or ask for the form itself.",
    ),
    "as-in-blank": ask(
        "The box holds what stands in it in the blank form, or a part of that.",
        "See whether it is meant as an answer.",
    ),
    "told-by-words": note(
        "The file does not say which form it is: that was told by the words printed on it.",
    ),
    "other-answer": ask(
        "Something was written where the form that came back asks what ours does not.", "Read it in the file."
    ),
    "place-unsure": ask(
        "The form around this answer was changed, so that it may belong to another question.",
        "See in the file what it answers.",
    ),
    "text-doubled": ask(
        "The program that saved this Word file may have written parts of the answer more than once.",
        "Look at it in the file.",
    ),
    "repeats-undone": note(
        "The program that saved the file (LibreOffice) wrote the answer several times over: it was taken once.",
    ),
    "duplicate-box": ask("An answer box stands in the file more than once.", "See which of them is meant."),
    "macros-ignored": note("The file holds macros, which were not run."),
    "cells-merged": ask(
        "Cells were merged, so that two answers stand in one.", "See which words answer what."
    ),
    "tracked-insertion": note("Tracked insertions were read as part of the answer."),
    "tracked-deletion": ask("Tracked deletions were left out of the answer.", "See that they are meant."),
    "struck-through": ask(
        "Words of the answer are struck through; they were read with the others.",
        "See in the file what is meant to stand.",
    ),
    "hidden-text": ask(
        "Words of the answer are hidden in the file; they were read with the others.",
        "Show hidden text in Word, and see whether they are meant.",
    ),
    "raised-letters": ask(
        "Letters of the answer are raised or lowered; they were read as if they stood in the line.",
        "See in the file what is meant.",
    ),
    "form-marked": ask(
        "Printed words beside the answer, or its row, are highlighted, underlined, coloured, hidden or crossed out:"
        " that may be an answer, or take one back.",
        "See in the file what is meant.",
    ),
    "comment": ask("There are comments beside the answers, which were not read.", "Read them in the file."),
    "footnote": ask("The answer has a footnote, which was not read.", "Read it in the file."),
    "picture": ask(
        "There is a picture or drawing in the answer, which was not read.", "Look at it in the file."
    ),
    "text-box": ask(
        "There is a text box in the answer, whose words were read with the others.",
        "See in the file whether they belong to it.",
    ),
    "content-elsewhere": ask(
        "The file holds another document, whose content was not read.",
        "Open the file in Word, and read it there.",
    ),
    "cell-deleted": ask(
        "A tracked change takes a cell of the form away; what it holds was read all the same.",
        "See in the file whether it is meant to stand.",
    ),
    "field-recalculated": ask(
        "The document works this answer out by itself when it is opened or printed, as it does the day’s date.",
        "Ask the sender what was meant, or look in what they printed or sent as PDF.",
    ),
    "field-unread": ask(
        "The answer has a field of Word's that shows what is not in the text of the file: it was not read.",
        "Look at the answer in Word.",
    ),
    "numbers-left-out": ask(
        "The lines of the answer are numbered by Word itself, in a way that could not be read: it has no numbers.",
        "See the numbers in the file.",
    ),
    "equation": ask(
        "The answer has an equation, which was read as one line: a half may stand as 12.",
        "See in the file how it reads.",
    ),
    "symbol-unknown": ask("A symbol in the answer has no plain letter.", "See in the file what it is."),
    "text-outside": ask("Something was written outside the answer boxes.", "Read it in the file."),
    "pdf-repaired": ask(
        "The PDF is damaged and was repaired to be read.", "Compare the answers with the file."
    ),
    "pdf-notes": ask("There are notes or drawings on the PDF's pages, which were not read.", "Look at them."),
    "file-attached": ask(
        "Another file is attached to the PDF, which was not read.", "Take it out by hand, and see what it is."
    ),
    "text-undecodable": ask("Some letters of the answer could not be read.", "Look at them in the file."),
    "steering-characters": ask(
        "The answer holds characters that are not seen: they steer what shows the answer, or turn its writing round.",
        "See in the file what it says, or ask the sender; write it without them.",
    ),
    "letters-moved": ask(
        "The answer has emoji or other rare letters, which the program that saved the file (AbiWord) may have moved.",
        "See in the file where they stand, or ask the sender.",
    ),
    "question-mark": ask(
        "The answer has a question mark, which some programs draw for each letter that they do not have.",
        "See in the file whether it is a question.",
    ),
    "words-apart": ask(
        "There is more room between the words of the answer, or before them, than a space takes, as where a program "
        "left letters out.",
        "Ask the sender for the filled-in original, or what the answer says.",
    ),
    "letters-left-out": ask(
        "The answer is drawn in pieces, as where a program such as Chrome leaves out letters that it does not have.",
        "Ask for the filled-in original, or ask the sender.",
    ),
    "break-lost": ask(
        "The program that saved this Word file left out line breaks of the answer: there may have been more.",
        "Look at it in the file.",
    ),
    "blank-lines-lost": note(
        "The program that saved the file (LibreOffice) left blank lines of the answer out: its words are whole.",
    ),
    "read-by-place": note("The PDF has lost boxes: their answers were read by their places on the page."),
    "answer-cut": ask(
        "The answer fills its box or does not show whole, so that parts of it may be missing.",
        "Ask for the filled-in original, or ask the sender.",
    ),
    "over-edge": ask(
        "There is writing over the edge of the answer's box or close to it.",
        "See in the file what it belongs to.",
    ),
    "break-unclear": ask(
        "A word at the end of a line may go on in the next.", "See in the file how the answer reads."
    ),
    "page-missing": ask("A page of the form is missing.", "Ask the sender for it."),
    "page-twice": ask("A page of the form is in the file more than once.", "See which of them is meant."),
    "page-more": ask(
        "The file has a page of the form that the blank does not have, such as a continuation of answers.",
        "Read it in the file.",
    ),
    "page-foreign": ask("A page of the file is not of this form, and was not read.", "See what it is."),
    "pages-joined": ask(
        "Pages of the PDF were put together from more than one file, so that they may be of different returns.",
        "See whether they all are about the same child, or ask the sender for the form as one file.",
    ),
    "read-from-picture": note("The pages are pictures: what could be told from them was read."),
    "read-unsure": ask(
        "The answer was read from a picture and may be wrong.", "Compare it with the picture."
    ),
    "handwriting": ask(
        "There is handwriting, a picture or something crossed out in the box, which was not read.",
        "Look at it, and write down what it says.",
    ),
    "ink-faint": ask("There may be something written faintly in the box.", "Look at it in the file."),
    "tick-filled": ask(
        "The whole tick box is filled in, as people do to tick it and as they do to take a tick back.",
        "See which is meant.",
    ),
    "answers-lost": ask(
        "Nothing is written on any page of the PDF: a program may have lost its answers.",
        "Ask for the filled-in original.",
    ),
    "readings-differ": ask(
        "The box's own field or control holds another answer than its place in the form does.",
        "See in the file which is meant.",
    ),
    "pdf-signed": note("The PDF is signed. Whether the signature is valid was not checked."),
}

VALUES = {
    "box-missing": ask(
        "The box for this answer is gone from the return.", "See whether there was an answer."
    ),
    "not-asked": note("The form that came back has no place for this answer."),
    "unknown-box": ask(
        "The return has a box that this version of the form does not.", "Read it in the file."
    ),
    "required-missing": ask("A required answer is missing.", "Ask the sender for it."),
    "answer-stands-for-none": ask(
        "A required box holds words that stand for no answer, such as “N/A”, “TBC” or a dash.",
        "See whether they are meant, or ask the sender for the answer.",
    ),
    "row-incomplete": ask("A row was begun and a required part of it is missing.", "Ask the sender for it."),
    "row-gap": note("Empty rows before this one were left out."),
    "rows-removed": note("The last rows of a list were taken out of the form: they count as unanswered."),
    "typed-beside": ask(
        "There is writing in the cell outside its answer box; all of it was taken as the answer.",
        "See that it belongs to the answer.",
    ),
    "too-long": ask(
        "The answer is longer than the form allows; all of it was kept.", "See that it is right."
    ),
    "date-impossible": ask("There is no such date.", "Ask the sender which day is meant."),
    "date-ambiguous": ask("The date can be read in more than one way.", "Ask the sender which day is meant."),
    "date-unreadable": ask("The answer is not a date alone.", "Write it as day/month/year once you know it."),
    "date-stale": ask(
        "The date shown and the date stored behind it differ.", "Ask the sender which is meant."
    ),
    "tick-unclear": ask("It is not clear whether the box is ticked.", "Look at it in the file."),
    "tick-differs": ask("The tick shown and the tick stored behind it differ.", "Look at it in the file."),
    "kind-differs": ask(
        "The box holds another kind of answer than the form asks.", "Look at it in the file."
    ),
    "choice-unknown": ask("The answer is none of the choices.", "See which of the choices is meant."),
}
