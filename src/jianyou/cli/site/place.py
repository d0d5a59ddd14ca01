"""Where the site of a command is, and what the command says."""

import argparse
import getpass
import os
from datetime import datetime
from pathlib import Path

from jianyou.config import environment
from jianyou.officefiles.files import write_atomically
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_KEYS = "keys.json"


def home_of(options: argparse.Namespace) -> Path:
    """The site's folder: `--home`, else what the environment says."""
    return Path(options.home).absolute() if options.home else environment.home()


def begin(home: Path) -> None:
    """Sets Django up for the site in that folder; what needs Django is imported after it.

    Raises:
        Refused: there is no site.
    """
    if not (home / _KEYS).is_file():
        raise Refused("site_not_there", path=str(home))
    os.environ["JIANYOU_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "jianyou.config.settings"
    import django  # noqa: PLC0415  — slow to load, and only now it knows where the site is

    django.setup()


def operator_name() -> str:
    """Under which account of the system the command runs."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "-"


def moment_of(text: str) -> datetime:
    """A moment as it was typed, with its offset.

    Raises:
        Refused: it is none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Refused("site_moment_bad", text=text[:60])
    return moment


def shown(at: datetime) -> str:
    """A moment to the second in the site's own time."""
    from django.utils.timezone import localtime  # noqa: PLC0415  — slow to load

    return localtime(at).isoformat(sep=" ", timespec="seconds")


def write(name: str, text: str, lang: Lang) -> None:
    """Writes a file and says so."""
    path = Path(name)
    write_atomically(path, text.encode())
    tell("site_written", lang, path=str(path))


def tell(code: str, lang: Lang, **params: Param) -> None:
    """Says something on the terminal, at once."""
    print(say(code, params, lang), flush=True)
