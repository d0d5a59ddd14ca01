"""The hour of the deadline: crowds filing across it, sealers killed, nothing lost and nothing late."""

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from jianyou.actions.sealing import seal
from jianyou.domain.ledger.log import check_log, entry_lines
from jianyou.domain.ledger.receipts import check_receipt
from jianyou.queries.ledger import get_receipt, list_ledger
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Filing, LogRow, TreeHead
from jianyou.store.sitekeys import load_keys
from tests.conftest import ROOT
from tests.site.kit import opened

pytestmark = pytest.mark.slow


def crowd(site: Path, *arguments: str) -> "subprocess.Popen[str]":
    """A process of its own on the same site."""
    url = ""
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        url = f"postgresql://{told['USER']}@/{told['NAME']}?host={told['HOST']}&port={told['PORT']}"
    environ = {**os.environ, "JIANYOU_HOME": str(site), "DATABASE_URL": url}
    command = [sys.executable, "-m", "tests.site.crowd", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)


def acknowledged(process: "subprocess.Popen[str]") -> list[str]:
    """All that it said, until it ended."""
    output, _ = process.communicate(timeout=300)
    return output.splitlines()


def closes_in(call: Call, seconds: float) -> datetime:
    deadline = database_now() + timedelta(seconds=seconds)
    Call.objects.filter(id=call.id).update(deadline=deadline)
    return deadline


def close(call: Call) -> TreeHead:
    """Seal until the call is closed; its published head."""
    while not TreeHead.objects.filter(call=call, final=True).exists():
        seal(call_slug=call.slug)
        time.sleep(0.05)
    return TreeHead.objects.get(call=call, final=True)


def check_all(call: Call, deadline: datetime, said: list[str]) -> None:
    """Every acknowledged filing is under the published head, in time, once; the log is whole."""
    final = close(call)
    numbers = [line.split()[1] for line in said if line.startswith("filed")]
    moments = [datetime.fromisoformat(line.split()[2]) for line in said if line.startswith("filed")]
    assert [line for line in said if line.startswith("failed")] == []
    assert len(set(numbers)) == len(numbers)
    assert all(moment < deadline for moment in moments)
    assert set(numbers) <= set(Filing.objects.values_list("number", flat=True))
    assert not Filing.objects.filter(sent_at__gte=deadline).exists()
    receipts = LogRow.objects.filter(kind="receipt")
    assert Filing.objects.count() == receipts.count()
    assert receipts.filter(place__lt=final.size).count() == receipts.count()
    lines = list(list_ledger(call_slug=call.slug))
    checked = check_log(lines)
    assert checked.troubles == ()
    assert len(set(entry_lines(lines))) == LogRow.objects.count()
    key = load_keys(settings.JIANYOU_HOME).signing.public
    for number in numbers[:: max(1, len(numbers) // 10)]:
        receipt = get_receipt(number=number)
        assert receipt.inclusion is not None
        assert receipt.inclusion.head.head.root == final.root
        assert all(check.holds for check in check_receipt(receipt, key))


def test_thirty_two_clients_file_across_the_deadline(site: Path) -> None:
    call = opened()
    crowds = [crowd(site, "file", "8") for _ in range(4)]
    sealers = [crowd(site, "seal") for _ in range(2)]
    deadline = closes_in(call, 8)
    said = [line for each in crowds for line in acknowledged(each)]
    for each in sealers:
        each.kill()
        each.communicate()
    kinds = Counter(line.split()[0] for line in said)
    assert kinds["late"] == 32
    assert kinds["filed"] > 32
    check_all(call, deadline, said)


def test_killed_ten_times_nothing_acknowledged_is_lost(site: Path) -> None:
    call = opened()
    said: list[str] = []
    for _ in range(10):
        process, sealer = crowd(site, "file", "8"), crowd(site, "seal")
        time.sleep(2.0)
        process.kill()
        sealer.kill()
        said += acknowledged(process)
        sealer.communicate()
    assert len(said) > 100
    check_all(call, closes_in(call, 0), said)


def test_a_sealer_killed_anywhere_leaves_the_log_whole(site: Path) -> None:
    call = opened()
    filing = crowd(site, "file", "4")
    deadline = closes_in(call, 10)
    for wait in (0.9, 1.0, 1.1, 1.2, 1.3):
        sealers = [crowd(site, "seal"), crowd(site, "seal")]
        time.sleep(wait)
        for each in sealers:
            each.kill()
            each.communicate()
    check_all(call, deadline, acknowledged(filing))
