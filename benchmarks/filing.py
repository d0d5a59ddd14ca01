"""Filing on PostgreSQL: what the ledger costs beside the same rows without it, and how many a second."""

import os
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from benchmarks.timing import Table, interleaved
from tests.postgres import postgres_missing, start_postgres

COUNT = 150
ROUNDS = 7
CLIENTS = 32
MOST = 1.2


def run(table: Table) -> None:
    """Times filings with and without the ledger, interleaved, then a crowd."""
    missing = postgres_missing()
    if missing:
        print(f"filing: not measured, {missing}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")
    import django

    django.setup()
    from tests.site.kit import opened, site_at

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)  # the server runs as another account
        with start_postgres(Path(folder)) as url, site_at(Path(folder) / "site", url):
            opened()
            _cost(table)
            _crowd()


def _cost(table: Table) -> None:
    from jianyou.actions import filing

    plain = patch.multiple(filing, log_act=_plain_row, lock_call_shared=lambda _call: None)
    wall = interleaved({"with": _file, "without": plain(_file)}, rounds=ROUNDS, clock=time.perf_counter)
    cpu = interleaved({"with": _file, "without": plain(_file)}, rounds=ROUNDS)
    each = 1000 / COUNT
    print(f"  filing: {wall['with'] * each:.2f} ms, {cpu['with'] * each:.2f} ms CPU of ours, with the ledger")
    print(f"  filing: {wall['without'] * each:.2f} ms, {cpu['without'] * each:.2f} ms CPU without")
    table.at_most("filing: the ledger's cost, time", wall["with"] / wall["without"], MOST)
    table.at_most("filing: the ledger's cost, CPU of ours", cpu["with"] / cpu["without"], MOST)


def _plain_row(**told: object) -> object:
    """The audit row as it would be without a ledger: what was done, nothing hashed or signed."""
    from jianyou.store.models import LogRow

    call, filing = told["call"], told["filing"]
    return LogRow.objects.create(
        office_id=call.office_id,  # type: ignore[attr-defined]
        call=call,
        kind="receipt",
        act=str(told["act"]),
        actor=str(told["actor"]),
        filing=filing,
        at=told["at"],
        body=b"",
        content=told["content"],
    )


def _file(count: int = COUNT) -> None:
    from jianyou.actions.filing import submit
    from jianyou.domain.lifecycle.roles import PUBLIC
    from tests.site.kit import sent

    for _ in range(count):
        submit(actor=PUBLIC, call_slug="call-1", sent=sent(token=uuid.uuid4()))


def _crowd() -> None:
    """So many clients at once, in threads of one process."""
    each = 20
    clients = [threading.Thread(target=_client(each)) for _ in range(CLIENTS)]
    start = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    taken = time.perf_counter() - start
    print(f"  filing: {CLIENTS} clients in one process: {CLIENTS * each / taken:.0f} a second")


def _client(count: int) -> Callable[[], None]:
    def run() -> None:
        from django.db import connections

        try:
            _file(count)
        finally:
            connections.close_all()

    return run
