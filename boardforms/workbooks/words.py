"""What a workbook says about itself, and the few names and orders that the models do not give."""

from collections.abc import Mapping

TITLE = "A board's definitions as a workbook"

INTRODUCTION = (
    "Each sheet is one kind of thing, each row one thing, each column one key of it.",
    "The grey columns on the left name what a row belongs to, such as the form and section of a field.",
    "The order of the rows is the order on the page. Blank rows are passed over. A blank cell is a key not given.",
    "Sheets and columns may stand in any order, but must keep their names.",
    "Every cell is text. Where Excel makes a number or a date of it, format the cell as Text and type it again.",
    "No cell may hold a formula.",
    'Spaces around a text are not kept, nor quotation marks around it: an empty text is written "".',
    "A note says why a thing stands as it does. In the TOML files it is the comment above it.",
    "To make the board's folder of this workbook: boardforms workbook read FILE.xlsx --to FOLDER",
    "Everything that is wrong is then said by sheet, row and column, and nothing is written until nothing is.",
)

ABOUT: Mapping[str, str] = {
    "board": "Who the board is, and the text of the procedure that its files are drawn from: one setting a row.",
    "forms": "The forms, one version a row. `form` is its file's name; an earlier version is named form@version.",
    "sections": "The parts of each form: a heading, and one table of questions.",
    "fields": "The questions of each section, in order. XLSForm calls this sheet survey.",
    "rows": "Fields that share a row of their section's table, with the share of twelve that each cell has.",
    "options": "What a choice offers. XLSForm calls this sheet choices. `column` is for a choice within rows.",
    "columns": "What each row asks, in a field of kind rows.",
    "stages": "The steps of the procedure, in order.",
    "rules": "Who meets, chairs, minutes and receives copies at each stage; `when` is a condition.",
    "considers": "What must be considered at each stage.",
    "out_of_scope": "What the procedure says it is not for.",
    "duties": "What the procedure asks at no one stage.",
    "left_out": "What of the procedure's text is in none of these sheets, and why.",
    "copies": "What copies of a meeting's papers release to each role, where it is not the house rule.",
    "events": "What happens on a day, and the limits run between.",
    "limits": "The timeframes: from one event to another, within so long, by a clause and its words.",
    "no_limits": "Phrases of time that set no limit, and why.",
    "letters": "The letters that the procedure asks for.",
    "parts": "What each letter says, part by part: a title, words with {keys} of fields in them, answers below.",
    "agencies": "The agencies of the board.",
    "mailboxes": "Addresses of the board, by what they are for.",
    "line_management": "The levels of line management.",
    "roles": "Who stands at a level of line management, in each agency.",
    "closures": "Days on which the board is closed beside the bank holidays.",
    "worked_days": "Bank holidays on which the board works.",
}

SHARED: Mapping[str, str] = {"meets": "rules", "chairs": "rules", "minutes": "rules", "receives": "rules"}
"""Lists of one shape that stand in one sheet; any other list has a sheet of its own name."""

NAMED_BY: Mapping[str, str] = {"line_management": "level"}
"""The column that names a row to the lists it holds, where it is not its key."""

UNIQUE_IN_FORM = frozenset({"fields"})
"""The sheets whose rows are known to others by their form alone, without the section."""

LEFT_OUT = frozenset({("columns", "column")})
"""Lists without a place: what a row asks never has rows of its own."""

LISTS_OF_KEYS = frozenset({("FieldRow", "fields"), ("Copy", "releases"), ("Copy", "kinds")})
"""Lists that hold only keys or words of a list, so that a comma can stand between them."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    "options": ("key", "label"),
    "mailboxes": ("name", "address"),
    "roles": ("agency", "role"),
    "agencies": ("agency",),
}
"""The headers of what is not a list of tables."""

ORDER: Mapping[str, tuple[str, ...]] = {
    "Field": (
        *("key", "heading", "label", "hint", "kind", "required", "width", "entries", "options"),
        *("stage", "event", "office", "label_position"),
    )
}
"""The order in which a file gives a model's keys, where it is not the model's own; any others follow in that."""

REFERS: Mapping[str, tuple[str, str]] = {
    "form": ("forms", "form"),
    "section": ("sections", "key"),
    "field": ("fields", "key"),
    "stage": ("stages", "key"),
    "follows": ("stages", "key"),
    "event": ("events", "key"),
    "from": ("events", "key"),
    "to": ("events", "key"),
    "level": ("line_management", "level"),
    "agency": ("agencies", "agency"),
}
"""The columns that offer what stands in a column of another sheet."""
