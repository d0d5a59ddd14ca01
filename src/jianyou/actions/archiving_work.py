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
from jianyou.domain.packages.parcel_check import Step
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

    What makers of the same that were killed left there goes at once, what others left after a day.
    """
    files, begins = Path(settings.JIANYOU_FILES), f"{_BEGINS}{claim.key.hex}-"
    for left in files.glob(f"{_BEGINS}*"):
        if left.name.startswith(begins) or left.stat().st_mtime < time.time() - _LEFT:
            shutil.rmtree(left, ignore_errors=True)
    folder = files / f"{begins}{uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_made(made: Path, step: Step) -> Kept:
    """Moves a file to where its digest leads, on the disk before any row speaks of it.

    `step` is told now and then how many bytes are done, and of how many; what it raises ends the work.
    """
    digest, size, of = hashlib.sha256(), 0, made.stat().st_size
    with made.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            step(size, of)
        os.fsync(file.fileno())
    path = path_of(digest.hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    made.replace(path)
    sync_folder(path.parent)
    sync_folder(path.parent.parent)
    return Kept(digest.hexdigest(), size)


def settle_archive(claim: Claim, kept: Kept, *, manifest: str, log_size: int, files: int) -> bool:
    """Says that the file is there, which is kept; where nobody wants it any more it is removed, and False."""
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
