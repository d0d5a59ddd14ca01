"""One folder, one desk: a small file in the folder tells where the work is open already."""

import contextlib
import http.client
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from jianyou.officefiles.files import why
from jianyou.terms.finding import Refused

LOCK = ".jianyou/open.json"
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Address:
    """The machine, port and key of a running desk."""

    machine: str
    port: int
    key: str

    @property
    def url(self) -> str:
        """Where to open it."""
        return f"http://127.0.0.1:{self.port}/?key={self.key}"

    def answers(self) -> bool:
        """Whether a desk with that key is listening there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        with contextlib.closing(connection):
            try:
                connection.request("GET", f"/?key={self.key}")
                return connection.getresponse().status == http.HTTPStatus.FOUND
            except (OSError, http.client.HTTPException):
                return False


class FolderTaken(Refused):
    """The work is open in another desk, at `url`."""

    def __init__(self, url: str) -> None:
        super().__init__("desk_folder_taken")
        self.url = url


class FolderLock:
    """The lock on one folder, which is made if it isn't there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._taken = False

    def take(self, address: Address) -> None:
        """Writes the address down; a lock that nobody stands behind any more is taken over.

        Raises:
            FolderTaken: a desk on this machine has the folder open.
            Refused: a desk on another machine may have it open; the folder can't be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            while not self._write(address):
                self._check_holder(address.machine)
                self._path.unlink(missing_ok=True)
        except OSError as error:
            folder = str(self._path.parent.parent)
            raise Refused("desk_folder_unusable", folder=folder, reason=why(error)) from error
        self._taken = True

    def release(self) -> None:
        """Takes the lock away again, if it is ours."""
        if self._taken:
            with contextlib.suppress(OSError):  # a folder that is gone needs no lock
                self._path.unlink(missing_ok=True)
        self._taken = False

    def _write(self, address: Address) -> bool:
        """Whether there was none before."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(address), file)
        return True

    def _check_holder(self, machine: str) -> None:
        holder = self._holder()
        if holder is None:
            return
        if holder.machine != machine:
            raise Refused("desk_folder_elsewhere", machine=holder.machine, lock=str(self._path))
        if holder.answers():
            raise FolderTaken(holder.url)

    def _holder(self) -> Address | None:
        """Whoever the file names; None where it can't be read as an address."""
        try:
            told = json.loads(self._path.read_text("utf-8"))
            return Address(str(told["machine"]), int(told["port"]), str(told["key"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
