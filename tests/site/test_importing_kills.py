"""The site killed in the middle of an import, as by a power cut: it goes on, and nothing is there twice."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jianyou.actions.importing import start_entering
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.mailbox.importing import FileStatus, ImportStatus
from jianyou.store.models import Filing, Import, ImportedFile, LogRow
from tests.site.importing import brought, view_of
from tests.site.kit import clerk
from tests.site.public import form, opened_city, row
from tests.site.serving import database_url, start_server

pytestmark = pytest.mark.slow
FORMS = 120
SECONDS = 90


def until(there: Callable[[], bool]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def killed_once(site: Path, begun: Callable[[], bool], done: Callable[[], bool]) -> None:
    """Serves the site, kills it as soon as the work has begun, and serves it again until that is done."""
    server = start_server(site, database_url())
    try:
        until(begun)
    finally:
        server.kill()
    assert not done()
    server = start_server(site, database_url())
    try:
        until(done)
    finally:
        server.kill()


def test_an_import_outlives_the_site(site: Path) -> None:
    opened_city()
    names = [f"示例第{at}制造有限公司" for at in range(FORMS)]
    number = brought({f"{name}.docx": form(row(name)) for name in names})
    waiting = ImportedFile.objects.filter(status=FileStatus.WAITING)
    killed_once(
        site,
        lambda: waiting.count() < FORMS - 5,
        lambda: Import.objects.get().status == ImportStatus.READY,
    )
    assert view_of(number).chosen == FORMS
    start_entering(actor=clerk(), call_slug="city", number=number, count=FORMS, means=Means.WEB)
    killed_once(
        site,
        lambda: Filing.objects.count() > 5,
        lambda: Import.objects.get().status == ImportStatus.ENTERED,
    )
    assert sorted(Filing.objects.values_list("entries__name", flat=True)) == sorted(names)
    (told,) = LogRow.objects.filter(act="import_forms").values_list("content", flat=True)
    assert told
    assert (told["filings"], LogRow.objects.filter(act="register_form").count()) == (FORMS, FORMS)
