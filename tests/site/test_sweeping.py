"""Uploads that nobody sent on are swept; what has its row, or may still be sent, never is."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from jianyou.actions.objecting_uploads import kept_again, plain_of
from jianyou.actions.uploads import WAITED, keep_package, kept_package, sweep_uploads
from jianyou.jobs.sweeping import sweep_due
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file, path_of
from jianyou.terms.finding import Refused
from tests.site.objection_world import a_file, objection, public_list, raised

pytestmark = pytest.mark.usefixtures("site")


def files() -> set[str]:
    """All that lies on the disk, by name."""
    return {path.name for path in Path(settings.JIANYOU_FILES).rglob("*") if path.is_file()}


def waited(digest: str, time: timedelta) -> None:
    """The file came so long ago."""
    mark = Path(settings.JIANYOU_FILES) / "waiting" / digest
    then = database_now().timestamp() - time.total_seconds()
    os.utime(mark, (then, then))


def test_a_package_that_was_only_looked_at_goes_in_two_days() -> None:
    digest, key = keep_package(b"a whole package")
    assert kept_package(digest, key) == b"a whole package"
    waited(digest, WAITED - timedelta(minutes=1))
    assert (sweep_due(), kept_package(digest, key)) == (0, b"a whole package")
    waited(digest, WAITED + timedelta(minutes=1))
    assert (sweep_due(), sweep_due()) == (1, 0)
    assert files() == set()
    with pytest.raises(Refused) as refused:
        kept_package(digest, key)
    assert refused.value.code == "package_gone"


def test_files_of_an_objection_that_was_never_sent_go_and_those_of_one_that_was_stay() -> None:
    public_list()
    plain = keep_file(b"a notice")
    sent, left, reposted = (a_file(f"{name}.pdf") for name in "甲乙丙")
    row = objection(raised(files=[sent], token=uuid.uuid4()).number)
    for each in (sent, left, reposted):
        waited(each.sealed.digest, 2 * WAITED)
    # Its form was posted once more just now, so it can be sent for another day.
    assert kept_again(plain_of(reposted)) == reposted
    assert sweep_due() == 1
    kept = {sent.sealed.digest, reposted.sealed.digest}
    assert path_of(left.sealed.digest).exists() is False
    assert {name for name in files() if name in kept} == kept
    assert path_of(plain).read_bytes() == b"a notice"
    assert row.files.get().digest == sent.sealed.digest
    waited(reposted.sealed.digest, 2 * WAITED)
    assert (sweep_due(), path_of(sent.sealed.digest).exists()) == (1, True)
    assert list((Path(settings.JIANYOU_FILES) / "waiting").iterdir()) == []


def test_marks_without_a_file_go_too() -> None:
    digest, _ = keep_package(b"cut off")
    path_of(digest).unlink()
    assert sweep_uploads(at=database_now() + 2 * WAITED) == 1
    assert files() == set()
