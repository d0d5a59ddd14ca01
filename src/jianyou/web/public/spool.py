"""What was read between "upload" and "check your answers": in a folder of its own, for a day at most.

Nothing of it is in the database before somebody presses the button.
"""

import contextlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from jianyou.actions.confirming import Asking, opened_asking, sealed_asking
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.reading import Reading, clean, reading_of
from jianyou.officefiles.files import storable_name
from jianyou.terms.finding import Refused
from jianyou.web.public.uploaded import MOST_BYTES

SECONDS = 24 * 3600
_TOLD = "told.json"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Spooled:
    """A table that waits: by its token, for which call, whose, the names of form and scan, the reading.

    `scan` is empty where none was sent, `seen` what was seen on it; `asking` is the address that is being
    confirmed, None where none was left.
    """

    token: uuid.UUID
    slug: str
    filer: str
    form: str
    scan: str
    reading: Reading
    asking: Asking | None = None
    seen: Mapping[str, Plain] = field(default_factory=dict)

    def data(self, purpose: str) -> bytes:
        """The bytes of `form` or `scan`.

        Raises:
            Refused: they are gone.
        """
        try:
            return next(_folder(self.token).glob(f"{purpose}.*")).read_bytes()
        except (OSError, StopIteration):
            raise Refused("public_spool_gone") from None


def new_token() -> uuid.UUID:
    """A token that nobody guesses, with its empty folder; what is older than a day goes."""
    _sweep()
    token = uuid.uuid4()
    _root().mkdir(mode=0o700, parents=True, exist_ok=True)
    _folder(token).mkdir(mode=0o700)
    return token


def keep(token: uuid.UUID, upload: "UploadedFile[bytes]", purpose: str) -> tuple[Path, str]:
    """Writes an upload beside the others of its token; where it lies, and its name made fit to keep.

    Raises:
        Refused: it is empty or too large.
    """
    name = shown_name(upload)
    if not upload.size:
        raise Refused("public_file_empty", name=name)
    if upload.size > MOST_BYTES:
        raise Refused("public_file_too_large", name=name, most=MOST_BYTES // 1024 // 1024)
    suffix = Path(name).suffix.lower()
    path = _folder(token) / (purpose + (suffix if _SUFFIX.fullmatch(suffix) else ".bin"))
    with path.open("xb") as file:
        for chunk in _chunks(upload):
            file.write(chunk)
    return path, name


def shown_name(upload: "UploadedFile[bytes]") -> str:
    """The last part of an upload's name, as any system can hold it."""
    return clean(storable_name(upload.name or "_").rpartition("/")[2])


def tell(spooled: Spooled) -> None:
    """Writes down what was read."""
    plain = {
        "slug": spooled.slug,
        "filer": spooled.filer,
        "form": spooled.form,
        "scan": spooled.scan,
        "reading": spooled.reading.as_plain(),
        "seen": dict(spooled.seen),
        "asking": sealed_asking(spooled.asking) if spooled.asking else "",
    }
    (_folder(spooled.token) / _TOLD).write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def load(token: uuid.UUID, slug: str) -> Spooled:
    """What waits under a token for that call.

    Raises:
        Refused: nothing does, any more.
    """
    path = _folder(token) / _TOLD
    try:
        if time.time() - path.stat().st_mtime > SECONDS:
            raise Refused("public_spool_gone")
        plain = json.loads(path.read_text("utf-8"))
    except OSError:
        raise Refused("public_spool_gone") from None
    if plain["slug"] != slug:
        raise Refused("public_spool_gone")
    reading, sealed = reading_of(plain["reading"]), plain["asking"]
    asking = opened_asking(sealed) if sealed else None
    return Spooled(token, slug, plain["filer"], plain["form"], plain["scan"], reading, asking, plain["seen"])


def named(token: str, slug: str) -> Spooled:
    """The same by a token as it stands in a page or its address.

    Raises:
        Refused: it is none, or nothing waits under it.
    """
    try:
        return load(uuid.UUID(token), slug)
    except ValueError:
        raise Refused("public_spool_gone") from None


def drop(token: uuid.UUID) -> None:
    """Removes all of a token; nobody sees half of it."""
    folder = _folder(token)
    gone = folder.with_name(f"{folder.name}.gone")
    with contextlib.suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _chunks(upload: "UploadedFile[bytes]") -> Iterable[bytes]:
    chunks: Iterable[bytes] = upload.chunks()
    return chunks


def _root() -> Path:
    return Path(settings.JIANYOU_HOME) / "spool"


def _folder(token: uuid.UUID) -> Path:
    return _root() / token.hex


def _sweep() -> None:
    """Removes what nobody came back for."""
    with contextlib.suppress(OSError), os.scandir(_root()) as folders:
        for each in folders:
            if time.time() - each.stat().st_mtime > SECONDS:
                shutil.rmtree(each.path, ignore_errors=True)
