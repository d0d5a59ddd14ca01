"""Passwords of locked files: from a list that somebody made, or asked for at the terminal; never guessed."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from getpass import getpass
from pathlib import Path

from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_MOST_BYTES = 1024 * 1024


class GivenPasswords:
    """Answers for each locked file, by its name as shown or by the last part of it.

    `hidden` takes a progress bar away while a person is asked, which happens only at a terminal.
    """

    def __init__(
        self, listed: str | None, lang: Lang, hidden: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._listed = read_list(Path(listed)) if listed else {}
        self._lang = lang
        self._hidden = hidden
        self._asks = sys.stdin.isatty() and sys.stderr.isatty()

    def __call__(self, name: str) -> str | None:
        """The password given for the file of that name, None where there is none."""
        known = self._listed.get(name, self._listed.get(name.replace("\\", "/").rpartition("/")[2]))
        if known is not None or not self._asks:
            return known
        with self._hidden():
            try:
                prompt = say("password_prompt", {"name": plain(name)}, self._lang)
                asked = getpass(f"{prompt} ", sys.stderr)
            except EOFError:
                asked = ""
        return asked or None


def read_list(path: Path) -> dict[str, str]:
    """The passwords of a text file, one line a file: its name, a tab, its password.

    Raises:
        Refused: the list can't be read, or a line of it has no tab.
    """
    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refused("passwords_unreadable", name=str(path), reason=type(error).__name__) from error
    listed = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, tab, password = line.partition("\t")
        if not tab or not password:
            raise Refused("passwords_line", name=str(path), line=number)
        listed[name.strip()] = password
    return listed
