"""Fill blanks as a person does in LibreOffice: run by the Python that has its bridge (package python3-uno).

Usage: fill_by_uno.py SOFFICE PROFILE JOBS. Each prompt and empty tick box of a blank is the place of the next box
in document order.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

PLACES = r"Click or tap here to enter text\.|Choose an item\.|Click or tap to enter a date\.|☐"
STARTS_WITHIN = 60


def main(soffice: str, profile: str, jobs: str) -> None:
    pipe = f"boardforms-{os.getpid()}"
    command = [soffice, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            desktop = connect(pipe)
            for job in json.loads(Path(jobs).read_bytes()):
                fill(desktop, job)
            end(desktop)
            office.wait(STARTS_WITHIN)
        finally:
            office.kill()


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def fill(desktop: Any, job: dict[str, Any]) -> None:
    document = desktop.loadComponentFromURL(job["blank"], "_blank", 0, (setting("Hidden", value=True),))
    wanted = document.createSearchDescriptor()
    wanted.SearchRegularExpression = True
    wanted.setSearchString(PLACES)
    found = document.findAll(wanted)
    if found.Count != len(job["boxes"]):
        raise ValueError(f"{found.Count} places for {len(job['boxes'])} boxes")
    for number, box in enumerate(job["boxes"]):
        if box in job["shown"]:
            found.getByIndex(number).setString(job["shown"][box])
    document.storeToURL(job["saved"], (setting("FilterName", value="Office Open XML Text"),))
    document.close(True)


def setting(name: str, *, value: str | bool) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def end(desktop: Any) -> None:
    try:
        desktop.terminate()
    except DisposedException:
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
