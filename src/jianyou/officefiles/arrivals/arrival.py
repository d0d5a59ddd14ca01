"""One file that arrived, alone or inside a folder, an archive or a mail."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jianyou.terms.finding import Refused

Passwords = Callable[[str], str | None]
"""The password that a person gave for a file of that shown name; None where none was given."""


def no_password(_name: str) -> None:
    """Nobody was asked: every locked file stays locked."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be read, or one that could not be taken out of its container.

    `name` is shown everywhere: the path as given and, for a member of a container, its way inside,
    `来件.zip/渝北区/某公司.docx`. `path` is where its bytes lie now. `container` is the name of the
    outermost container, empty for a plain file. `refusal` says why there is nothing to read; then
    `path` is the container's, or the member's own where that is itself a container that stays shut.
    `spooled` tells a copy made while unpacking, which is the consumer's to keep or to `discard`.
    """

    name: str
    path: Path
    container: str = ""
    refusal: Refused | None = None
    spooled: bool = False

    def original(self) -> bytes | None:
        """The file's bytes; None where there is nothing to read, or no longer."""
        return self.path.read_bytes() if self.refusal is None and self.path.is_file() else None

    def discard(self) -> None:
        """Remove the copy made while unpacking; a file that somebody handed in is never touched."""
        if self.spooled:
            self.path.unlink(missing_ok=True)
