"""The server killed under load: whatever a client was told stays told, and nothing is filed unlogged."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.site.journey import Outcome, crowd
from tests.site.acknowledged import check_acknowledged, check_published
from tests.site.public import form, opened_city
from tests.site.serving import database_url, start_server


def filed_while_killed(site: Path, folder: Path, *, kills: int, clients: int, seconds: float) -> Outcome:
    """Clients file, and send again what didn't come through, while the server is killed so many times."""
    call = opened_city()
    server = start_server(site, database_url())
    stop = threading.Event()
    try:
        with ThreadPoolExecutor(1) as pool:
            going = pool.submit(
                crowd,
                server.address,
                call.slug,
                form(),
                clients=clients,
                going=lambda: not stop.is_set(),
                patience=60,
            )
            try:
                for kill in range(kills):
                    time.sleep(seconds + kill * 0.03)  # so that kills meet it at different places
                    server.kill()
                    server = start_server(site, database_url(), server.port)
            finally:
                stop.set()
            outcome = going.result()
        check_acknowledged(call, outcome.receipts)
        check_published(server.address, call, outcome.receipts, folder)
    finally:
        server.kill()
    return outcome


@pytest.mark.slow
def test_killed_ten_times_under_load_nothing_told_is_missing(site: Path, tmp_path: Path) -> None:
    outcome = filed_while_killed(site, tmp_path, kills=10, clients=16, seconds=1.0)
    assert outcome.failures == Counter()
    assert outcome.resent >= 10
    assert len(outcome.receipts) > 50


def test_killed_twice_nothing_told_is_missing(site: Path, tmp_path: Path) -> None:
    outcome = filed_while_killed(site, tmp_path, kills=2, clients=4, seconds=0.3)
    assert outcome.failures == Counter()
    assert outcome.resent >= 2
    assert len(outcome.receipts) >= 4
