"""归档, as a job makes it: what was asked of an archive, and where its file is kept."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings

from jianyou.actions.claims import Claim, settle
from jianyou.officefiles.files import sync_folder
from jianyou.store.files import path_of
from jianyou.store.models import Archive
from jianyou.terms.message import Message

_PIECE = 1024 * 1024
_BEGINS = "archive-"
_LEFT = 24 * 3600.0


class Kept(NamedTuple):
    """A file that is kept: its digest and size."""

    digest: str
    size: int


def read_archive(claim: Claim) -> Archive:
    """What is asked for, with its call."""
    return Archive.objects.select_related("call__office").get(id=claim.key)


@contextmanager
def workshop(claim: Claim) -> Iterator[Path]:
    """A folder of this maker alone, on the disk of kept files; empty at first, gone afterwards.

    What makers that were killed left there is removed after a day.
    """
    files = Path(settings.JIANYOU_FILES)
    for left in files.glob(f"{_BEGINS}*"):
        if left.stat().st_mtime < time.time() - _LEFT:
            shutil.rmtree(left, ignore_errors=True)
    folder = files / f"{_BEGINS}{claim.key.hex}-{uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_made(made: Path) -> Kept:
    """Moves a file to where its digest leads, on the disk before any row speaks of it."""
    digest, size = hashlib.sha256(), 0
    with made.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
        os.fsync(file.fileno())
    path = path_of(digest.hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    made.replace(path)
    sync_folder(path.parent)
    sync_folder(path.parent.parent)
    return Kept(digest.hexdigest(), size)


def settle_archive(claim: Claim, made: Path, *, manifest: str, log_size: int, files: int) -> bool:
    """Keeps the file, then says that it is there; False where nobody wants it any more."""
    kept = keep_made(made)
    told = {"status": "made", "digest": kept.digest, "size": kept.size, "manifest": manifest}
    if settle(claim, **told, log_size=log_size, summary={"files": files}):
        return True
    # The same input gives the same bytes: whoever came first has this file.
    if not Archive.objects.filter(digest=kept.digest).exists():
        path_of(kept.digest).unlink(missing_ok=True)
    return False


def fail_archive(claim: Claim, reason: Message) -> bool:
    """Writes why there is no archive; False where nobody wants it any more."""
    return settle(claim, status="failed", summary={"reason": [reason.code, dict(reason.params)]})
