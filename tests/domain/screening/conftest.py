"""A database for the tests of this room."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database; tests that ask for it are skipped where there is none."""
    # The module knows accounts of Unix: other systems have no such server to start.
    pytest.importorskip("pwd", reason="PostgreSQL is started on Unix only")
    from tests.postgres import postgres_missing, start_postgres

    if reason := postgres_missing():
        pytest.skip(reason)
    # A socket's path has little room, and root's own folders are closed to the server's account.
    with tempfile.TemporaryDirectory(prefix="jy", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with start_postgres(Path(folder)) as url:
            yield url
