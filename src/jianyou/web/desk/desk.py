"""One run of the desk: whose it is, where it listens, and the work that lies open on it."""

import secrets
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.http import HttpRequest

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message
from jianyou.web.desk.lock import Address, FolderLock
from jianyou.web.desk.work.records import Added
from jianyou.web.desk.work.work import Work

ENVIRON_KEY = "jianyou.desk"
HOST = "127.0.0.1"


class Said(NamedTuple):
    """What came of the last act: sentences, and the files that were refused with the reason."""

    told: Sequence[Message]
    refused: Sequence[tuple[str, Message]]


@dataclass
class Desk:
    """Handed to every request in its environment.

    `key` makes a browser this person's; `call` is what was asked for at the start; `sources` are
    still to be taken in once a folder is open; `told` waits for the next page that is shown.
    """

    port: int
    lang: Lang = Lang.ZH
    call: str = ""
    sources: list[Path] = field(default_factory=list)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    work: Work | None = None
    told: list[Message] = field(default_factory=list)
    refused: list[tuple[str, Message]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    _lock: FolderLock | None = None
    _opening: threading.Lock = field(default_factory=threading.Lock)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names, with the port, that a browser may call us by."""
        return tuple(f"{name}:{self.port}" for name in (HOST, "localhost"))

    @property
    def cookie(self) -> str:
        """The cookie's name: two desks on one machine are two ports of one host."""
        return f"jianyou_desk_{self.port}"

    @property
    def address(self) -> str:
        """Where to open the desk, with the key."""
        return f"http://{HOST}:{self.port}/?key={self.key}"

    def open(self, folder: Path, call: str = "") -> None:
        """Opens the work in a folder, or begins it there, and closes what was open.

        Raises:
            FolderTaken: another desk has it open.
            Refused: the folder or the call can't be used.
            DataFileInvalid: the call file has problems.
        """
        folder = folder.absolute()
        with self._opening:
            if self.work is not None and self.work.folder == folder:
                return
            lock = FolderLock(folder)
            lock.take(Address(socket.gethostname(), self.port, self.key))
            try:
                work = Work.open(folder, call)
            except BaseException:
                lock.release()
                raise
            self._close()
            self.work, self._lock = work, lock
            waiting, self.sources = self.sources, []
        for source in waiting:
            self.take_from(source)

    def take_from(self, source: Path) -> None:
        """Takes in what lies at a place on this machine; the next page tells what came of it."""
        assert self.work is not None
        try:
            self.tell(self.work.add_from(source))
        except Refused as refused:
            self.refused.append((str(source), Message(refused.code, refused.params)))

    def tell(self, *came: Added) -> None:
        """Lets the next page say what was taken in, what was known already and what was refused."""
        new, known = sum(each.new for each in came), sum(each.known for each in came)
        if new:
            self.told.append(Message("desk_added", {"count": new}))
        if known:
            self.told.append(Message("desk_known_already", {"count": known}))
        self.refused += [one for each in came for one in each.refused]

    def take_told(self) -> Said:
        """What the next page has to say, once."""
        told, self.told = self.told, []
        refused, self.refused = self.refused, []
        return Said(told, refused)

    def close(self) -> None:
        """Closes the work; the desk may open another."""
        with self._opening:
            self._close()

    def _close(self) -> None:
        if self.work is not None:
            self.work.close()
        if self._lock is not None:
            self._lock.release()
        self.work = self._lock = None


def desk_of(request: HttpRequest) -> Desk:
    """The desk that a request came to."""
    desk = request.META[ENVIRON_KEY]
    assert isinstance(desk, Desk)
    return desk
