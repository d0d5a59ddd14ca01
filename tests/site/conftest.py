"""Django with the site's settings, and every test on SQLite and on PostgreSQL.

The desk's tests set Django up without a database, once a process: these run in processes of their own
(`make test` calls them apart).
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")

import django
from django.db import connection

django.setup()

# Models can be imported only now.
from tests.postgres import postgres_missing, start_postgres  # noqa: E402
from tests.site.kit import site_at  # noqa: E402


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL for this process."""
    missing = postgres_missing()
    if missing:
        pytest.skip(missing)
    with start_postgres(Path("/tmp")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A fresh site; the test runs once on each database."""
    url = ""
    if request.param == "postgresql":
        url = _new_database(request.getfixturevalue("cluster"))
    with site_at(tmp_path / "site", url) as folder:
        assert connection.vendor == request.param
        yield folder


def _new_database(cluster: str) -> str:
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(cluster, autocommit=True) as plain:
        plain.execute(f'CREATE DATABASE "{name}"')
    return cluster.replace("/postgres?", f"/{name}?")
