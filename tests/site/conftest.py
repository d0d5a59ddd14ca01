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
from tests.postgres import Emptied, postgres_missing, start_postgres  # noqa: E402
from tests.site.at_home import city, city_site, page  # noqa: E402, F401  — fixtures for all modules
from tests.site.kit import copied_site, pointed_at, site_at  # noqa: E402
from tests.site.two_sites import sites  # noqa: E402, F401  — the same
from tests.site.windows import chromium, seen, window  # noqa: E402, F401  — fixtures for all modules

PAGES = (
    "test_public_",
    "test_nominee_",
    "test_office_",
    "test_counter_",
    "test_sign",
    "test_staff",
    "test_confirm_",
    "test_clerk_",
    "test_routes",
    "test_choosing",
)
"""Modules that test pages and words: what differs between databases is in the acts, tested on both always.

Those of choices run on PostgreSQL with the slow tests too: every one of them needs a whole review.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages run on SQLite by default, and on PostgreSQL with the slow tests."""
    for item in items:
        if item.path.name.startswith(PAGES) and "[postgresql" in item.name:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL for this process."""
    missing = postgres_missing()
    if missing:
        pytest.skip(missing)
    with start_postgres(Path("/tmp")) as url:
        yield url


@pytest.fixture(scope="session")
def blank_postgres(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with its tables, to be copied."""
    name = _new_database(cluster)
    with site_at(tmp_path_factory.mktemp("blank") / "site", _url(cluster, name)):
        pass
    return name


@pytest.fixture(scope="session")
def postgres(cluster: str, blank_postgres: str) -> Iterator[Emptied]:
    """A database with its tables, emptied after each test: to copy it anew takes fifty times as long."""
    with Emptied(_url(cluster, _new_database(cluster, blank_postgres))) as emptied:
        yield emptied


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A fresh site; the test runs once on each database. A slow test has a database of its own."""
    folder = tmp_path / "site"
    if request.param == "sqlite":
        with copied_site(folder):
            assert connection.vendor == "sqlite"
            yield folder
    elif request.node.get_closest_marker("slow"):
        cluster = request.getfixturevalue("cluster")
        name = _new_database(cluster, request.getfixturevalue("blank_postgres"))
        with pointed_at(folder, _url(cluster, name)):
            yield folder
        _drop_database(cluster, name)
    else:
        emptied = request.getfixturevalue("postgres")
        with pointed_at(folder, emptied.url):
            assert connection.vendor == "postgresql"
            yield folder
        emptied.empty()


def _new_database(cluster: str, template: str = "template1") -> str:
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(cluster, autocommit=True) as plain:
        plain.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _drop_database(cluster: str, name: str) -> None:
    """Hundreds of them would fill a disk."""
    import psycopg

    with psycopg.connect(cluster, autocommit=True) as plain:
        plain.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _url(cluster: str, name: str) -> str:
    return cluster.replace("/postgres?", f"/{name}?")
