"""What the pages hand in together with a filing: its files, and the code to come back with."""

import uuid

from jianyou.actions.filing import SentFile, code_for
from jianyou.store.files import keep_file
from jianyou.store.sealed_files import keep_sealed, open_sealed
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused


def keep_upload(*, name: str, data: bytes, purpose: str) -> SentFile:
    """The file as kept: on the disk before any row speaks of it. One that is never filed tells nobody."""
    return SentFile(name, keep_file(data), len(data), purpose)


def code_again(*, token: uuid.UUID) -> str:
    """The code that belongs to a token, for whoever has just filed with it."""
    return code_for(token, site_keys())


def keep_package(data: bytes) -> tuple[str, bytes]:
    """A package that is looked at before it is taken, encrypted: where it lies, and its own encrypted key."""
    kept = keep_sealed(data)
    return kept.digest, kept.key


def kept_package(digest: str, key: bytes) -> bytes:
    """The same again.

    Raises:
        Refused: it isn't there any more, or the site's keys were changed.
    """
    try:
        return open_sealed(digest, key)
    except OSError:
        raise Refused("package_gone") from None
