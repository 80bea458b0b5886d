"""Have LibreOffice save a file as .docx: in a profile thrown away, with no way out, and under a deadline."""

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from parsers.errors import Failed
from parsers.programs import find_program

SECONDS = 60.0
"""The longest that a conversion may take."""
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: the discard port of this machine, on which nothing listens."""
_KEEPER = Path(__file__).with_name("keeper.py")
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
"""No macro runs, no link is followed or brought up to date."""
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


@cache
def find_libreoffice() -> Path | None:
    """Return the program of LibreOffice; None where it is not installed."""
    found = find_program("soffice") or find_program("libreoffice")
    places = (found,) if found else (Path(place) for place in _USUAL_PLACES)
    program = next((place.resolve() for place in places if place.is_file()), None)
    if program is None:
        return None
    itself = program.with_name("soffice.bin")  # the other is a script around it, which would outlive a kill
    return itself if itself.is_file() and sys.platform == "linux" else program


def convert(data: bytes, suffix: str, program: Path) -> bytes:
    """Return a file saved as .docx. `data` must hold no link to follow: see the modules beside this one.

    Raises Failed where LibreOffice takes too long, or makes nothing of the file.
    """
    with tempfile.TemporaryDirectory(prefix="boardforms-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / f"return.{suffix}", folder / "made" / "return.docx"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_profile(), encoding="utf-8")
        _run(program, folder, source)
        if not made.is_file():
            raise Failed("unreadable")
        return made.read_bytes()


def _profile() -> str:
    """Return the settings of a profile, as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(program: Path, folder: Path, source: Path) -> None:
    """Run LibreOffice under its keeper, which ends it when this process ends, however that comes about."""
    command = [
        sys.executable, "-I", str(_KEEPER), str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source),
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    ) as keeper:
        try:
            keeper.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise Failed("took-too-long") from None
        finally:
            if keeper.stdin is not None:
                keeper.stdin.close()


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of LibreOffice: its own home and temporary folder, and a proxy that leads nowhere."""
    held = {
        key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT", "FONTCONFIG_PATH") if key in os.environ
    }
    proxies = {key: _NOWHERE for name in ("http", "https", "ftp", "all") for key in _proxy_names(name)}
    home = str(folder)
    return {**held, **proxies, "no_proxy": "", "HOME": home, "TMPDIR": home, "TEMP": home, "TMP": home}


def _proxy_names(name: str) -> tuple[str, str]:
    return f"{name}_proxy", f"{name}_proxy".upper()
