"""What the openers of containers share: a member, and how a container's file is read within bounds."""

import io
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from jianyou.officefiles.arrivals.budget import ContainerLimits
from jianyou.terms.finding import Refused

CHUNK = 256 * 1024


def nothing() -> Iterable[bytes]:
    """The content of what is passed over or refused."""
    return ()


class Member(NamedTuple):
    """A file inside a container, before it is taken out.

    `name` is as the container says, not yet safe; empty for a refusal of the container itself. `size`
    is declared and may lie, 0 where unknown. `pieces` gives its bytes in pieces of at most a few
    megabytes, or raises Refused. `skipped` is the code that says why it is passed over, `refusal`
    why it can't be had. `inline` marks a picture that belongs to a mail's text when it is small,
    `same_name` what is only another layer of its container and goes by that one's name.
    """

    name: str
    size: int = 0
    pieces: Callable[[], Iterable[bytes]] = nothing
    skipped: str = ""
    refusal: Refused | None = None
    inline: bool = False
    same_name: bool = False


Opened = AbstractContextManager[Iterable[Member]]
"""An open container; its members' pieces can be had while it is open."""


class Source(NamedTuple):
    """A container to be opened: its bytes, the name it is shown under, how to get its password.

    `bytes_left` is how much may still come out of it.
    """

    path: Path
    name: str
    password: Callable[[], str | None]
    limits: ContainerLimits
    bytes_left: int


Opener = Callable[[Source], Opened]
"""Opens a container; anything at all may be raised for a damaged one, Refused for what is known."""


class BoundedFile(io.BufferedReader):
    """A file of which nobody reads more than `most` bytes at once: a header's size may lie."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(io.FileIO(path))
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file does; Refused for more than the bound."""
        wanted = self._most + 1 if size is None or size < 0 else size
        if wanted <= self._most:
            return super().read(wanted)
        data = super().read(self._most + 1)
        if len(data) > self._most:
            raise Refused("archive_directory_too_large")
        return data
