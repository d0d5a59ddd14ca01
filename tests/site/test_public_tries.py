"""Wrong codes are counted for all processes of a site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.web.public.tries import MOST, Tries
from tests.site.serving import database_url

pytestmark = pytest.mark.usefixtures("site")

WHO = ("198.51.100.7", "7K3M-9QXA-2BCD")
OTHER = ("198.51.100.8", "7K3M-9QXA-2BCD")


def test_an_asker_waits_after_so_many() -> None:
    tries = Tries()
    for _ in range(MOST):
        assert not tries.too_many(WHO)
        tries.failed(WHO)
    assert (tries.too_many(WHO), tries.too_many(OTHER)) == (True, False)
    tries.forget(WHO)
    assert not tries.too_many(WHO)


def test_askers_are_told_apart_by_their_parts() -> None:
    tries = Tries()
    for _ in range(MOST):
        tries.failed(("a", "bc"))
    assert (tries.too_many(("a", "bc")), tries.too_many(("ab", "c"))) == (True, False)


def test_only_a_wrong_try_writes() -> None:
    tries = Tries()
    with CaptureQueriesContext(connection) as captured:
        tries.too_many(WHO)
        tries.forget(WHO)
    assert [each["sql"].split()[0] for each in captured.captured_queries] == ["SELECT", "SELECT"]


def test_a_count_ends_with_its_time_however_many_come() -> None:
    tries = Tries()
    ends = set()
    for _ in range(MOST):
        tries.failed(WHO)
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, value, expires FROM store_cache")
            ((key, value, expires),) = cursor.fetchall()
        assert not any(part in f"{key}{value}" for part in WHO)
        ends.add(str(expires))
    assert len(ends) <= 2  # whole seconds: one may have ended meanwhile
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_cache SET expires = '2020-01-01 00:00:00'")
    assert not tries.too_many(WHO)
    tries.failed(WHO)
    assert not tries.too_many(WHO)


def test_the_processes_of_a_site_count_together(site: Path) -> None:
    environ = {
        **os.environ,
        "JIANYOU_HOME": str(site),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "jianyou.config.settings",
    }

    def ask(code: str) -> str:
        begin = "import django; django.setup()\nfrom jianyou.web.public.tries import Tries\n"
        run = [sys.executable, "-c", begin + code]
        return subprocess.run(
            run, check=True, env=environ, timeout=60, capture_output=True, text=True
        ).stdout.strip()

    ask(f"for _ in range({MOST}): Tries().failed({WHO!r})")
    assert ask(f"print(Tries().too_many({WHO!r}), Tries().too_many({OTHER!r}))") == "True False"
