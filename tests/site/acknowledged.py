"""What must hold of all that clients were told: it is there, once, logged, and under the published head."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.site.browsing import Http, Visitor
from benchmarks.site.journey import Receipted
from jianyou.actions.sealing import seal
from jianyou.cli.main import main
from jianyou.queries.overview import public_key
from jianyou.store.models import Call, Filing, LogRow, TreeHead
from tests.site.kit import moved_deadline


def check_acknowledged(call: Call, receipts: Sequence[Receipted]) -> None:
    """Every number told is a filing and every filing was told, each with exactly one receipt row."""
    numbers = [each.number for each in receipts]
    kept = Filing.objects.values_list("number", flat=True)
    assert sorted(numbers) == sorted(kept), set(numbers) ^ set(kept)
    assert len({each.code for each in receipts}) == len(numbers)
    rows = LogRow.objects.filter(call=call, kind="receipt").values_list("filing__number", flat=True)
    assert sorted(numbers) == sorted(rows), set(numbers) ^ set(rows)


def publish(call: Call) -> TreeHead:
    """Pass the deadline and seal until the call is closed; its published head."""
    moved_deadline(call, 0)
    until = time.monotonic() + 30
    while not TreeHead.objects.filter(call=call, final=True).exists():
        assert time.monotonic() < until
        seal(call_slug=call.slug)
    return TreeHead.objects.get(call=call, final=True)


def check_published(address: str, call: Call, receipts: Sequence[Receipted], folder: Path) -> None:
    """The ledger from the call's page verifies, and holds every receipt that a client took away."""
    head = publish(call)
    under = LogRow.objects.filter(call=call, place__lt=head.size)
    assert under.filter(kind="receipt").count() == len(receipts)
    assert under.count() == LogRow.objects.filter(call=call).count()
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(Visitor(Http(address)).get(f"/calls/{call.slug}/ledger.jsonl", "ledger").body)
    assert verified("ledger", str(ledger))
    files = []
    for each in receipts:
        files.append(folder / f"{each.number}.json")
        files[-1].write_text(json.dumps(each.receipt), "utf-8")
    assert verified("receipt", "--ledger", str(ledger), *map(str, files))


def verified(*arguments: str) -> bool:
    """Whether `jianyou verify` finds no fault."""
    kind, *rest = arguments
    return main(["verify", kind, "--key", public_key(), *rest]) == 0
