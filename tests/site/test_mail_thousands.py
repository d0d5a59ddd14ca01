"""Ten thousand letters, several senders, kills in the middle: none lost, doubles by the same name only."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from jianyou.actions.outbox import Kind
from jianyou.domain.mailbox.samples import sample_params
from jianyou.store.dialect import database_now
from jianyou.store.models import OutboxMessage
from jianyou.store.prepared import insert
from jianyou.store.sitekeys import site_keys
from jianyou.terms.lang import Lang
from tests.site.kit import office
from tests.site.mailbox_sink import Sink, listening
from tests.site.serving import database_url

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

COUNT = 10_000
SENDERS = 3
KILLS = (1000, 2500, 4000, 5500, 7000, 8500)
"""After so many letters one of the senders is killed, and another begins."""


class Names(Sink):
    """Keeps the names of letters and to whom they went, nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[tuple[str, str]] = []

    def took(self, recipient: str, data: bytes) -> None:
        """Keeps the name."""
        line = next(line for line in data.splitlines() if line.startswith(b"Message-ID: "))
        self.names.append((line.decode().removeprefix("Message-ID: "), recipient))


def queued() -> dict[str, str]:
    """So many letters that wait; to whom each goes, by its name."""
    keys, at, place = site_keys(), database_now(), office()
    messages = [
        OutboxMessage(
            office_id=place.id,
            kind=Kind.RETURNED.value,
            params=sample_params(Kind.RETURNED, Lang.ZH),
            at=at,
            channel="mail",
            recipient=keys.encrypt(f"a{number}@example.com"),
            next_try_at=at,
        )
        for number in range(COUNT)
    ]
    with transaction.atomic():
        insert(messages)
    return {f"<{one.id.hex}@example.com>": f"a{number}@example.com" for number, one in enumerate(messages)}


@contextmanager
def senders(site: Path, port: int) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """What starts a sender's process; all are ended afterwards."""
    environ = {
        **os.environ,
        "JIANYOU_HOME": str(site),
        "DATABASE_URL": database_url(),
        "JIANYOU_MAIL": f"smtp://127.0.0.1:{port}?from=site@example.com",
    }
    running: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        running.append(subprocess.Popen([sys.executable, "-m", "tests.site.mail_sender"], env=environ))
        return running[-1]

    try:
        yield start
    finally:
        for process in running:
            process.kill()
            process.wait()


def left() -> int:
    return OutboxMessage.objects.exclude(next_try_at=None).count()


def test_none_is_lost_and_doubles_bear_the_same_name(site: Path) -> None:
    expected, sink = queued(), Names()
    connections.close_all()
    begun, killed = time.monotonic(), 0
    with listening(sink) as port, senders(site, port) as start:
        crew = [start() for _ in range(SENDERS)]
        while left():
            if killed < len(KILLS) and len(sink.names) >= KILLS[killed]:
                victim = crew.pop(0)
                victim.send_signal(signal.SIGKILL)
                assert victim.wait() == -signal.SIGKILL
                killed += 1
                crew.append(start())
            if all(one.poll() is not None for one in crew):
                assert [one.returncode for one in crew] == [0] * len(crew)
                # What the killed ones had claimed is due when their claims are over: tests move moments.
                OutboxMessage.objects.exclude(next_try_at=None).update(next_try_at=database_now())
                crew = [start()]
            time.sleep(0.05)
    seconds = time.monotonic() - begun
    times = Counter(name for name, _ in sink.names)
    doubles = sum(times.values()) - len(times)
    print(f"{connection.vendor}: {doubles} doubles, {seconds:.1f} s, {COUNT / seconds:.0f} a second")  # noqa: T201
    assert killed == len(KILLS)
    assert dict(sink.names) == expected
    assert OutboxMessage.objects.filter(sent_at=None).count() == 0
    # A sender has one letter in its hands: who is killed costs one that comes twice, if any.
    assert doubles <= killed
    assert max(times.values()) <= 2
