"""What the office's list of entries and its exports cost the server at 10,000 entries."""

import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.timing import Table
from tests.postgres import postgres_missing, start_postgres

ENTRIES = 10_000
ROUNDS = 5
MOST_MILLISECONDS = 150.0
LIST = "/office/calls/city/entries/"
PAGES = {
    "plain": "",
    "by initials": "?q=slqh",
    "by characters": "?q=青禾",
    "state": "?state=pending",
    "district": "?district=渝北区",
    "section": "?section=C",
    "errors": "?found=errors",
    "kind of finding": "?code=over_limit",
    "verdict": "?award=mayor&verdict=met",
    "any verdict": "?verdict=met",
    "willing": "?willing=yes",
    "channel": "?channel=web",
    "decided": "?since=2020-01-01",
    "by name": "?sort=name",
    "last page": "?sort=errors&page=200",
}
_DISTRICTS = ("渝北区", "江北区", "巴南区", "沙坪坝区", "九龙坡区", "万州区", "涪陵区", "")
_INDUSTRIES = ("C3441", "C3610", "C26", "C39", "D44", "B06", "P83", "")
_STATES = ("pending", "pending", "pending", "accepted", "accepted", "returned", "resubmitted", "refused")
_CODES = ("over_limit", "profile_lacks", "honors_old", "place_unknown")
_WORDS = tuple(f"{a}{b}{c}" for a in "青红蓝白金" for b in "禾峰林泉云" for c in ("轴承", "齿轮", "阀门"))


def run(table: Table) -> None:
    """On both databases: each filter's page, the entry beside one, and the master table out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")
    import django

    django.setup()
    from tests.site.kit import site_at

    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's server runs as another account
        with site_at(folder / "sqlite"):
            _measure(table, "SQLite")
        missing = postgres_missing()
        if missing:
            print(f"desk: not measured on PostgreSQL, {missing}")
            return
        with start_postgres(folder) as url, site_at(folder / "postgresql", url):
            _measure(table, "PostgreSQL")


def _measure(table: Table, database: str) -> None:
    from tests.site.office import CLERK, working

    fill(ENTRIES)
    client = working(CLERK)
    for what, query in PAGES.items():
        took = statistics.median(_answers(client, LIST + query))
        table.at_most(f"list of entries, {what}, {database}", took, MOST_MILLISECONDS, unit=" ms")
    began = time.perf_counter()
    answer = client.post("/office/calls/city/export", {"which": "all", "kind": "xlsx", "reason": "量一量"})
    size = sum(len(part) for part in answer) if answer.status_code == 200 else 0
    if not size:
        raise RuntimeError(answer.status_code)
    table.figure(f"master table of 10,000 as .xlsx, {database}", time.perf_counter() - began, unit=" s")


def _answers(client: Any, address: str) -> Iterator[float]:
    """Milliseconds of each answer, the first one aside."""
    for at in range(ROUNDS + 1):
        began = time.perf_counter()
        if client.get(address).status_code != 200:
            raise RuntimeError(address)
        if at:
            yield 1000 * (time.perf_counter() - began)


def fill(count: int) -> None:
    """A call with so many filings of one entry each, the same every time."""
    from django.db import connection

    from tests.site.public import opened_city

    call, chance = opened_city(), random.Random(8)
    made = [_filed(call, chance, at) for at in range(count)]
    for rows in zip(*made, strict=True):
        flat = [row for each in rows for row in each]
        type(flat[0]).objects.bulk_create(flat, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _filed(call: Any, chance: random.Random, at: int) -> tuple[list[Any], ...]:
    """A filing, its version, its entry and the awards that this one is for."""
    from jianyou.store.models import Filing, FilingVersion
    from tests.site.office import typed

    name = f"示例{chance.choice(_WORDS)}{at}有限公司"
    sent_at = call.opened_at - timedelta(seconds=chance.randrange(900_000))
    signs = uuid.UUID(int=chance.getrandbits(128)).hex.upper()
    filing = Filing(
        office_id=call.office_id,
        call=call,
        number=f"{signs[:4]}-{signs[4:8]}-{signs[8:12]}",
        token=uuid.uuid4(),
        code_index=signs,
        status="filed",
        channel=chance.choice(("web", "counter")),
        filer="示例区经济信息化局",
        sent_at=sent_at,
        filed_at=sent_at,
    )
    content = {"header": {"department": filing.filer}, "rows": [typed(name)]}
    version = FilingVersion(office_id=call.office_id, filing=filing, ordinal=1, content=content, at=sent_at)
    return ([filing], [version], *_entered(filing, chance, name))


def _entered(filing: Any, chance: random.Random, name: str) -> tuple[list[Any], list[Any]]:
    from jianyou.codes.names import name_key
    from jianyou.codes.pinyin import sound_of
    from jianyou.store.models import Candidacy, Entry

    codes = sorted(chance.sample(_CODES, chance.choice((0, 0, 1, 2))))
    state = chance.choice(_STATES)
    entry = Entry(
        office_id=filing.office_id,
        call=filing.call,
        filing=filing,
        ordinal=1,
        name=name,
        name_key=name_key(name),
        sound=sound_of(name),
        status=state,
        district=chance.choice(_DISTRICTS),
        industry=chance.choice(_INDUSTRIES),
        errors=len(codes),
        warnings=chance.choice((0, 0, 1)),
        codes=codes,
        decided_at=None if state == "pending" else filing.call.opened_at,
    )
    told = {"office_id": filing.office_id, "entry": entry}
    awards = [
        Candidacy(
            **told,
            award=award,
            willing=chance.choice((True, False, None)),
            verdict=chance.choice(("met", "not_met", "unknown")),
        )
        for award in ("china_quality", "mayor")
    ]
    return [entry], awards
