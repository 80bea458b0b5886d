"""Content controls that are no box of any form: Google Docs puts them around runs, cells, rows and tables it saves.

They are tagged `goog_rdk_0` and on. Whoever takes one for a box of the form loses the answer that stands in it.
"""

import re

from lxml import etree

from parsers.word.names import attribute, live_children, local_name

_TAG = re.compile(r"goog_rdk_[0-9]+")


def unwrap(body: etree._Element) -> None:
    """Put what each such control holds in the control's own place: the body is changed."""
    for tag in list(body.iter("{*}tag")):
        properties = tag.getparent()
        if _TAG.fullmatch(attribute(tag, "val") or "") and properties is not None:
            control = properties.getparent()
            if control is not None and local_name(control) == "sdt":
                _put_in_place(control)


def _put_in_place(control: etree._Element) -> None:
    around = control.getparent()
    for part in list(live_children(control)):
        control.addprevious(part)
    if around is not None:
        around.remove(control)
