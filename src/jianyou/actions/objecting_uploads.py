"""What comes in with an objection: counted by where it comes from, looked at, and kept encrypted."""

from collections.abc import Sequence
from datetime import timedelta

from jianyou.actions.limits import Limit
from jianyou.actions.objecting_rows import KeptFile, keep_objection_file
from jianyou.datafiles.canonical import Plain
from jianyou.domain.publicity.objections import FileRole
from jianyou.store.dialect import database_now
from jianyou.store.sealed_files import SealedFile, keep_waiting
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_UPLOADS = 60
"""Files from one place on the web within a day."""
_UPLOADS = Limit("objection files from", MOST_UPLOADS, timedelta(days=1))


def keep_brought_file(*, name: str, data: bytes, role: FileRole, place: str) -> KeptFile:
    """Keeps a file before the objection that it comes with; `place` is where from, empty where staff does.

    Raises:
        Refused: too many came from there today, or it is empty, too large, locked, or not harmless.
    """
    if place and not _UPLOADS.take(site_keys().finder("objection files", place), database_now()):
        raise Refused("objecting_uploads_often")
    return keep_objection_file(name=name, data=data, role=role)


def plain_of(file: KeptFile) -> list[Plain]:
    """A kept file as it waits, signed by the caller, in the form that it came in; its key stays encrypted."""
    sealed = file.sealed
    return [file.name, file.role.value, sealed.digest, sealed.plain_digest, sealed.size, sealed.key.decode()]


def kept_again(plain: Sequence[Plain]) -> KeptFile:
    """The kept file of what `plain_of` gave; it waits on, as long as any other form does."""
    name, role, digest, plain_digest, size, key = map(str, plain)
    keep_waiting(digest)
    return KeptFile(name, FileRole(role), SealedFile(digest, plain_digest, int(size), key.encode()))
