"""Files that came in before the objection was sent: kept encrypted, and named in the form by a signed field.

So nothing has to be chosen again after a mistake, and the site remembers nothing of who never sends.
"""

import uuid
from typing import NamedTuple

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from jianyou.actions.objecting_rows import KeptFile
from jianyou.actions.objecting_uploads import keep_brought_file, kept_again, plain_of
from jianyou.domain.publicity.objections import LARGEST_FILE, MOST_FILES, FileRole
from jianyou.officefiles.files import storable_name
from jianyou.queries.objected import ObjectedRow
from jianyou.terms.finding import Refused

_SALT = "objection.brought"
_SECONDS = 24 * 3600
_FIELDS = {"files": FileRole.EVIDENCE, "letters": FileRole.IDENTITY}
_LONGEST_NAME = 80


class Brought(NamedTuple):
    """What waits in the form: its files, and the entry that was chosen while the list was still shown."""

    files: tuple[KeptFile, ...] = ()
    entry: uuid.UUID | None = None
    name: str = ""

    def choosing(self, row: ObjectedRow | None, *, listed: bool) -> "Brought":
        """With the row that is chosen; the former one where the list isn't shown any more."""
        if not listed:
            return self
        return self._replace(entry=row.entry if row else None, name=row.name if row else "")

    def without(self, digests: list[str]) -> "Brought":
        """Without the files of these digests."""
        return self._replace(files=tuple(file for file in self.files if file.sealed.digest not in digests))

    def signed(self, token: uuid.UUID) -> str:
        """It as it stands in a form of that token."""
        plain = [token.hex, [plain_of(file) for file in self.files], self.entry and self.entry.hex, self.name]
        return signing.dumps(plain, salt=_SALT, compress=True)


def brought_again(signed: str, token: uuid.UUID) -> Brought:
    """What waits in a form of that token; nothing where it has no such field yet.

    Raises:
        Refused: it is too old, or wasn't signed for it.
    """
    if not signed:
        return Brought()
    try:
        of_token, files, entry, name = signing.loads(signed, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        raise Refused("objecting_files_lost") from None
    if of_token != token.hex:
        raise Refused("objecting_files_lost")
    return Brought(tuple(map(kept_again, files)), uuid.UUID(entry) if entry else None, name)


def brought_now(
    request: HttpRequest,
    before: Brought,
    place: str,
    problems: dict[str, Refused],
    roles: FileRole | None = None,
) -> Brought:
    """With the files that this request brings; those refused are told in `problems` by their field.

    `roles` is what all of them are for, where the form has one field for them.
    """
    files = list(before.files)
    for field, role in _FIELDS.items():
        uploads = request.FILES.getlist(field)
        if len(files) + len(uploads) > MOST_FILES:
            problems[field] = Refused(
                "objecting_files_total", most=MOST_FILES, count=len(files) + len(uploads)
            )
            continue
        for upload in uploads:
            try:
                files.append(_kept(upload, roles or role, place))
            except Refused as refused:
                problems.setdefault(field, refused)
    return before._replace(files=tuple(files))


def _kept(upload: "UploadedFile[bytes]", role: FileRole, place: str) -> KeptFile:
    name = storable_name(upload.name or "_").rpartition("/")[2][-_LONGEST_NAME:]
    if not upload.size:
        raise Refused("public_file_empty", name=name)
    if upload.size > LARGEST_FILE:
        raise Refused("objection_file_large", name=name, most=LARGEST_FILE // 1_000_000)
    return keep_brought_file(name=name, data=upload.read(), role=role, place=place)
