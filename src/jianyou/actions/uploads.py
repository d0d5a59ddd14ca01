"""What the pages hand in together with a filing: its files, and the code to come back with."""

import uuid

from jianyou.actions.filing import SentFile, code_for
from jianyou.store.files import keep_file
from jianyou.store.sitekeys import site_keys


def keep_upload(*, name: str, data: bytes, purpose: str) -> SentFile:
    """The file as kept: on the disk before any row speaks of it. One that is never filed tells nobody."""
    return SentFile(name, keep_file(data), len(data), purpose)


def code_again(*, token: uuid.UUID) -> str:
    """The code that belongs to a token, for whoever has just filed with it."""
    return code_for(token, site_keys())
