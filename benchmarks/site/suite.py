"""What a filing over the web costs the server, beside the least it could cost and beside pretalx."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.site import peer
from benchmarks.site.journey import FILLING, FLOOR, SIGNING_UP, Outcome, Step, confirming, crowd, signed_in
from benchmarks.site.mailbox import Mailbox
from benchmarks.site.processes import cpu_of
from benchmarks.site.weight import weigh
from benchmarks.timing import Table
from tests.postgres import postgres_missing, start_postgres
from tests.site.serving import Server, start_server, start_serving

ROUNDS = 3
SECONDS = 3.0
"""Of each contestant in each of the rounds, and of each crowd."""
CROWDS = (8, 32)
SLUG = "city"
LEAST_OF_PEER = {"plain": 20, "confirmed": 20, "signed in": 20, "sign-up": 7}
"""How much more CPU pretalx's new submitter takes at least."""
MOST_PAGES, MOST_KB, MOST_QUERIES = 4, 83, 38
_WAITING = 6
"""Clients who confirm: each waits for its mail, and the server is to be busy meanwhile."""
_ACCOUNTS = 20

Run = Callable[[float], float]
"""Files for so many seconds; CPU seconds of the server for each journey."""


def run(table: Table) -> None:
    """Weight and CPU of one filing on SQLite, CPU beside floor and peer; crowds on both databases."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory(dir="/tmp") as name, Mailbox() as mailbox:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's server runs as another account
        with _site(folder / "sqlite", mailbox) as site:
            confirmed = confirming(mailbox)
            _weights(table, mailbox, confirmed)
            _costs(table, site, confirmed, folder)
            _crowds(table, site, "SQLite")
        missing = postgres_missing()
        if missing:
            print(f"site: not measured on PostgreSQL, {missing}")
            return
        with start_postgres(folder) as url, _site(folder / "postgresql", mailbox, url) as site:
            _crowds(table, site, "PostgreSQL")


class Loaded:
    """A server that is filed with."""

    def __init__(self, server: Server, sessions: Sequence[str] = ()) -> None:
        self._server = server
        self.sessions = sessions
        """Of people who signed in at it before."""

    def file(self, steps: Sequence[Step], clients: int, seconds: float) -> tuple[Outcome, float]:
        """What so many clients did in so long, and the server's CPU seconds for each journey."""
        pid = self._server.process.pid
        before, end = cpu_of(pid), time.monotonic() + seconds

        def going() -> bool:
            return time.monotonic() < end

        outcome = crowd(self._server.address, SLUG, b"", clients=clients, going=going, steps=steps)
        return outcome, (cpu_of(pid) - before) / max(1, len(outcome.receipts))

    def run(self, steps: Sequence[Step], clients: int = 1) -> Run:
        """The same as a contestant, who must not fail."""

        def file(seconds: float) -> float:
            outcome, each = self.file(steps, clients, seconds)
            if outcome.failures or not outcome.receipts:
                raise RuntimeError(outcome.failures)
            return each

        return file


@contextmanager
def _site(home: Path, mailbox: Mailbox, url: str = "") -> Iterator[Loaded]:
    """Our site with an open call, served."""
    from tests.site.kit import site_at
    from tests.site.public import opened_city

    with site_at(home, url):
        opened_city(SLUG)
        sessions = _sessions()
        with _ended(start_server(home, url, JIANYOU_MAIL=mailbox.url)) as server:
            yield Loaded(server, sessions)


def _sessions() -> list[str]:
    """The sessions of people of as many organizations, as they are in their browsers."""
    from django.conf import settings

    from jianyou.actions.signing_up import sign_up
    from tests.site.nominee import PASSWORD, at_browser

    people = [
        sign_up(
            came_from=f"192.0.2.{number}",
            username=f"firm{number}",
            name="王示例",
            password=PASSWORD,
            organization="示例轴承有限公司",
        )
        for number in range(1, _ACCOUNTS + 1)
    ]
    cookies = [at_browser(person).cookies for person in people]
    return [each[settings.SESSION_COOKIE_NAME].value for each in cookies]


@contextmanager
def _floor(folder: Path) -> Iterator[Loaded]:
    folder.mkdir()
    whole = [sys.executable, "-m", "benchmarks.site.floor", str(folder)]
    with _ended(start_serving(whole, os.environ)) as server:
        yield Loaded(server)


@contextmanager
def _ended(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.kill()


def _weights(table: Table, mailbox: Mailbox, confirmed: Sequence[Step]) -> None:
    """Within this process, while the server sends the mail."""
    from django.test import override_settings

    from jianyou.config.mail import mail_settings

    told = mail_settings({"JIANYOU_MAIL": mailbox.url})
    for what, steps in {"plain": FILLING, "confirmed": confirmed}.items():
        with override_settings(JIANYOU_MESSAGES=told):
            weight = weigh(SLUG, b"", steps)
        print(f"  site: queries of a filing, {what}: {dict(weight.queries)}")
        table.at_most(f"site: pages of a filing, {what}", weight.pages, MOST_PAGES, unit="")
        table.at_most(
            f"site: a filing with nothing cached, {what}", weight.received / 1024, MOST_KB, unit=" KB"
        )
        table.at_most(
            f"site: queries of a filing, {what}", sum(weight.queries.values()), MOST_QUERIES, unit=""
        )


def _costs(table: Table, site: Loaded, confirmed: Sequence[Step], folder: Path) -> None:
    from django.conf import settings

    with ExitStack() as stack:
        floor = stack.enter_context(_floor(folder / "floor"))
        contestants = {
            "plain": site.run(FILLING),
            "confirmed": site.run(confirmed, _WAITING),
            "signed in": site.run(signed_in(settings.SESSION_COOKIE_NAME, site.sessions)),
            "sign-up": site.run(SIGNING_UP),
            "floor": floor.run(FLOOR),
        }
        home = peer.folder()
        if home is None:
            print("site: pretalx not measured, JIANYOU_PEER_SITE names no folder where it is set up")
        else:
            contestants["pretalx"] = peer.run(home, stack.enter_context(peer.served(home)))
        taken: dict[str, list[float]] = {name: [] for name in contestants}
        for file in contestants.values():
            file(1.0)
        for _ in range(ROUNDS):
            for name, file in contestants.items():
                taken[name].append(file(SECONDS))

    def ratio(one: str, other: str) -> float:
        """The median of the rounds' own ratios: what disturbs a round disturbs both."""
        return statistics.median(a / b for a, b in zip(taken[one], taken[other], strict=True))

    for name, each in taken.items():
        table.figure(f"site: CPU of a filing, {name}", statistics.median(each) * 1000, unit=" ms")
    # No bar: the floor takes three requests, and reads, checks, encrypts and signs nothing; ours takes seven.
    floor_of = "site: CPU of a filing, plain / cached form, entry, audit row"
    table.figure(floor_of, ratio("plain", "floor"), unit="x")
    for name, least in LEAST_OF_PEER.items():
        if "pretalx" in taken:
            cheaper = ratio("pretalx", name)
            table.at_least(f"site: CPU of pretalx's new submitter / a filing, {name}", cheaper, least)


def _crowds(table: Table, site: Loaded, where: str) -> None:
    for clients in CROWDS:
        outcome, cpu = site.file(FILLING, clients, SECONDS)
        print(f"  site: {clients} clients on {where}: {cpu * 1000:.1f} ms CPU each, {dict(outcome.failures)}")
        speed = len(outcome.receipts) / outcome.seconds
        table.figure(f"site: filings of {clients} clients on {where}", speed, unit="/s")
        failed = outcome.failures.total() + (not outcome.receipts)
        table.at_most(f"site: failed of {clients} clients on {where}", failed, 0, unit="")
