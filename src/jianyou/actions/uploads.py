"""What the pages hand in together with a filing: its files, and the code to come back with."""

import uuid
from datetime import datetime, timedelta

from jianyou.actions.filing import SentFile, code_for
from jianyou.store.files import keep_file
from jianyou.store.models import ObjectionFile
from jianyou.store.sealed_files import (
    keep_sealed,
    open_sealed,
    remove_sealed,
    wait_no_more,
    waiting_since,
)
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

WAITED = timedelta(days=2)
"""Twice as long as any form can still be sent, so nothing that is being sent is ever swept."""
_BATCH = 500


def keep_upload(*, name: str, data: bytes, purpose: str) -> SentFile:
    """The file as kept: on the disk before any row speaks of it. One that is never filed tells nobody."""
    return SentFile(name, keep_file(data), len(data), purpose)


def code_again(*, token: uuid.UUID) -> str:
    """The code that belongs to a token, for whoever has just filed with it."""
    return code_for(token, site_keys())


def keep_package(data: bytes) -> tuple[str, bytes]:
    """A package that is looked at before it is taken, encrypted: where it lies, and its own encrypted key."""
    kept = keep_sealed(data, waits=True)
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


def sweep_uploads(*, at: datetime) -> int:
    """Removes encrypted uploads that waited for two days and that no row speaks of; how many."""
    waited, swept = waiting_since(at - WAITED), 0
    for start in range(0, len(waited), _BATCH):
        some = waited[start : start + _BATCH]
        held = set(ObjectionFile.objects.filter(digest__in=some).values_list("digest", flat=True))
        for digest in some:
            if digest not in held:
                remove_sealed(digest)
                swept += 1
            wait_no_more(digest)
    return swept
