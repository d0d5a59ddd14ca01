"""归档: an archive holds all of a call, verifies offline, and is made whole or not at all."""

import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from jianyou.actions.archiving import ask_archive, set_retention
from jianyou.actions.archiving_work import keep_made
from jianyou.cli.main import main
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.packages.archive_check import check_archive
from jianyou.domain.packages.keeping import Keeping
from jianyou.domain.packages.manifest import Kind, Manifest, sign
from jianyou.domain.packages.parcel import mark_of, open_parcel, parcel_bytes
from jianyou.jobs.archiving import archive_due
from jianyou.jobs.archiving_files import Gathering
from jianyou.queries.archives import get_archives
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Archive, LogRow, Retention
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from tests.site.archive_world import PERSON, PHONE, SCAN, closed_call, made, opened_parcel
from tests.site.kit import clerk, counter, head, somewhere_else
from tests.site.serving import database_url

pytestmark = pytest.mark.usefixtures("site")
TABLES = ("candidacies", "decided", "decisions", "entries", "filings", "letters", "versions")


def _expected(number: str, *, personal: bool) -> list[str]:
    names = [f"data/{table}.{kind}" for table in TABLES for kind in ("json", "xlsx")]
    names += ["README.en.txt", "README.zh.txt", "index.html", "index.json", "call/call.yaml"]
    names += ["ledger/contents.jsonl", "ledger/ledger.jsonl", f"receipts/{number}.json"]
    names += ["papers/decisions/01/report.pdf", "papers/decisions/01/纪要.txt"]
    names += [f"papers/letters/0001-{number}.pdf", "papers/master-table-01.pdf"]
    names += ["papers/decided-01.pdf", "papers/entries-01.pdf", "papers/filings-01.pdf"]
    if personal:
        names += ["personal/contacts.json", "personal/master-table-01.pdf", "personal/recommendation-01.pdf"]
        names += [f"personal/originals/{number}/01/盖章件.pdf"]
    return sorted(names)


@pytest.mark.parametrize("personal", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_an_archive_holds_all_of_a_call_and_verifies(
    personal: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    call = closed_call()
    assert ask_archive(actor=clerk(), call_slug=call.slug, personal=personal) == 1
    row = made()
    assert row.status == "made", row.summary
    path = path_of(row.digest)
    with opened_parcel(row) as parcel:
        assert parcel.findings == ()
        assert check_archive(parcel) == ()
        files = {name: parcel.read(name, 1 << 24) for name in parcel.manifest.files}
        assert parcel.manifest.digest == row.manifest
    number = next(name for name in files if name.startswith("receipts/"))[9:-5]
    assert sorted(files) == _expected(number, personal=personal)
    assert row.summary == {"files": len(files)}
    plain = {name: data for name, data in files.items() if not name.startswith("personal/")}
    for mark in (PERSON, PHONE):
        assert [name for name, data in plain.items() if mark.encode() in data] == []
    for name, data in files.items():
        if name.endswith(".pdf") and "originals" not in name:
            assert b"<pdfaid:part>2</pdfaid:part>" in data, name
            assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data, name
            assert b"/OutputIntents" in data, name
    if personal:
        assert files[f"personal/originals/{number}/01/盖章件.pdf"] == SCAN
        assert PERSON in files["personal/contacts.json"].decode()
    key = site_keys().signing.public.raw.hex()
    assert main(["verify", "archive", str(path), "--key", key]) == 0
    assert "核验通过" in capsys.readouterr().out
    assert list(Path(settings.JIANYOU_FILES).glob("archive-*")) == []


def test_what_does_not_belong_to_the_ledger_is_found() -> None:
    call = closed_call()
    ask_archive(actor=clerk(), call_slug=call.slug, personal=False)
    with opened_parcel(made()) as parcel:
        files = {name: parcel.read(name, 1 << 24) for name in parcel.manifest.files}
        manifest = parcel.manifest
    contents = files["ledger/contents.jsonl"].decode()
    receipt = next(name for name in files if name.startswith("receipts/"))
    for name, data, code in (
        ("ledger/contents.jsonl", contents.replace("chuangkou", "bieren", 1), "archive_content_differs"),
        (
            "ledger/ledger.jsonl",
            files["ledger/ledger.jsonl"].decode().replace("receipt", "audit", 1),
            "archive_ledger_wrong",
        ),
        (receipt, files[receipt].decode().replace("示例", "另一", 1), "archive_receipt_wrong"),
    ):
        forged = {**files, name: data.encode()}
        marks = {one: mark_of(content) for one, content in forged.items()}
        signed = sign(manifest._replace(files=marks), SigningKey.new())
        with open_parcel(parcel_bytes(signed, forged)) as opened:
            assert opened.findings == ()
            assert code in {each.code for each in check_archive(opened)}


def test_making_is_cut_off_anywhere_and_begun_anew() -> None:
    call, asked = closed_call(), count()
    ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    archive_due(going=lambda: next(asked) >= 0)
    steps_of_all = next(asked) - 1
    ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    with pytest.raises(Refused) as refused:
        ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    assert refused.value.code == "archiving_running"
    for steps in (1, 4, 30, steps_of_all * 2 // 3, steps_of_all - 1):
        left = iter(range(steps))
        archive_due(going=lambda left=left: next(left, None) is not None)  # type: ignore[misc]
        row = Archive.objects.get(number=2)
        assert (row.status, row.digest, row.claimed_at) == ("running", "", None), steps
        assert list(Path(settings.JIANYOU_FILES).glob("archive-*")) == []
    assert made().status == "made"


def test_a_long_file_tells_all_along_that_the_work_goes_on(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    manifest = Manifest(
        Kind.ARCHIVE, uuid4(), 1, "2024-03-01T09:00:00+08:00", "office", "示例委", "call-1", "", {}
    )
    gathering = Gathering(tmp_path, manifest, "示例", lambda done, of: told.append((done, of)))
    gathering.expect(8)
    gathering.write_long("data/long.json", (f"{line}\n" for line in range(3)))
    assert (told, gathering.marks["data/long.json"].size) == ([(0, 9)] * 3, 6)
    told.clear()
    made = tmp_path / "archive.jyp"
    made.write_bytes(b"x" * (5 << 19))
    kept = keep_made(made, lambda done, of: told.append((done, of)))
    assert told == [(2 << 19, 5 << 19), (4 << 19, 5 << 19), (5 << 19, 5 << 19)]
    assert (path_of(kept.digest).stat().st_size, made.exists()) == (kept.size, False)


_KILLED = """
import os, signal, sys
import django
django.setup()
from jianyou.jobs.archiving import archive_due
left = int(sys.argv[1])
def going():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return True
archive_due(going=going)
"""


@pytest.mark.slow
@pytest.mark.parametrize("steps", [2, 40, 90])
def test_a_maker_that_is_killed_leaves_no_half_archive(steps: int) -> None:
    call = closed_call()
    ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    env = {**os.environ, "JIANYOU_HOME": str(settings.JIANYOU_HOME), "DATABASE_URL": database_url()}
    env["DJANGO_SETTINGS_MODULE"] = "jianyou.config.settings"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(steps)], env=env, check=False)
    assert done.returncode == -9
    assert [line.status for line in get_archives(viewer=clerk(), slug=call.slug).archives] == ["running"]
    Archive.objects.update(claimed_at=database_now() - timedelta(minutes=1))
    row = made()
    assert row.status == "made"
    with opened_parcel(row) as parcel:
        assert (parcel.findings, check_archive(parcel)) == ((), ())
    assert list(Path(settings.JIANYOU_FILES).glob("archive-*")) == []


def test_who_may_and_when() -> None:
    call = closed_call()
    for actor in (counter(), somewhere_else()):
        with pytest.raises((NotAllowed, Refused)):
            ask_archive(actor=actor, call_slug=call.slug, personal=False)
    assert Archive.objects.count() == 0


def test_retention_is_set_with_its_end_and_no_day_beyond() -> None:
    call = closed_call()
    today = database_now().date()
    end = date(call.deadline.year + 10, 12, 31)

    def keep(day: date | None, stamp: str = "") -> None:
        set_retention(
            actor=head(),
            call_slug=call.slug,
            keeping=Keeping.YEARS_10,
            erase_on=day,
            originals=True,
            reason="办公室规定",
            stamp=stamp,
        )

    for day, code in (
        (today - timedelta(days=1), "archiving_erase_past"),
        (end + timedelta(days=1), "archiving_erase_late"),
    ):
        with pytest.raises(Refused) as refused:
            keep(day)
        assert refused.value.code == code
    keep(end)
    row = Retention.objects.get()
    assert (row.category, row.keep_until, row.erase_on, row.originals) == ("years_10", end, end, True)
    with pytest.raises(Refused) as refused:
        keep(None)
    assert refused.value.code == "archiving_retention_changed"
    keep(None, get_archives(viewer=clerk(), slug=call.slug).stamp)
    row.refresh_from_db()
    assert (row.erase_on, row.originals) == (None, False)
    assert LogRow.objects.filter(call=call, act=Act.MAKE_ARCHIVE).count() == 2


@pytest.mark.slow
def test_the_command_makes_and_copies_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = closed_call()
    path = tmp_path / "归档.jyp"
    told = ["--actor", "jingban", "--without-personal", "--home", str(settings.JIANYOU_HOME)]
    assert main(["site", "archive", call.slug, "-o", str(path), *told]) == 0
    row = Archive.objects.get()
    assert row.manifest in capsys.readouterr().out
    assert (row.personal, path.read_bytes()) == (False, path_of(row.digest).read_bytes())
    assert [one.name for one in tmp_path.iterdir() if one.name != "site"] == [path.name]


def test_the_command_asks_for_nothing_where_it_could_not_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = closed_call()
    told = ["--actor", "jingban", "--home", str(settings.JIANYOU_HOME)]
    for output, words in ((tmp_path / "none" / "归档.jyp", "没有“"), (tmp_path, "是文件夹")):
        assert main(["site", "archive", call.slug, "-o", str(output), *told]) == 2
        assert words in capsys.readouterr().err
    assert Archive.objects.count() == 0
