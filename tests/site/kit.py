"""A site of a test's own: its folder, its keys, its database, calls to file in."""

import atexit
import contextlib
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import open_call
from jianyou.actions.exporting import MasterRow, begin_master, master_rows
from jianyou.actions.filing import Sent, SentEntry
from jianyou.config.environment import database
from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Office
from jianyou.store.sitekeys import make_keys

SQLITE = "jianyou.sqlite3"
TEMPLATE = """\
call: {slug}
notice: {{title: 关于征集示例优质组织的通知}}
deadline: {deadline}
filing: {{completes_on: {completes_on}, deadline_counts: {counts}}}
annex:
  title: 示例汇总表
  columns: [{{key: name, title: 名称, kind: name}}]
"""


def use_database(settings: dict[str, Any]) -> None:
    """Point this process at another database."""
    connections.close_all()
    connections.settings["default"] = connections.configure_settings({"default": settings})["default"]
    with contextlib.suppress(AttributeError):  # this thread may have asked for none yet
        del connections["default"]


@contextmanager
def site_at(folder: Path, url: str = "") -> Iterator[Path]:
    """A new site in that folder, its tables made, this process pointed at it."""
    with pointed_at(folder, url):
        call_command("migrate", verbosity=0)
        yield folder


@cache
def blank_sqlite() -> Path:
    """A database with its tables, to be copied: making them takes longer than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="blank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with site_at(folder / "site"), connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "site" / SQLITE


@contextmanager
def copied_site(folder: Path) -> Iterator[Path]:
    """A new site in that folder on SQLite, its tables copied."""
    blank = blank_sqlite()
    folder.mkdir(parents=True)
    shutil.copy(blank, folder / SQLITE)
    with pointed_at(folder):
        yield folder


@contextmanager
def pointed_at(folder: Path, url: str = "") -> Iterator[Path]:
    """A new site in that folder on a database that may have its tables already."""
    from django.conf import settings

    folder.mkdir(parents=True, exist_ok=True)
    settings.JIANYOU_HOME, settings.JIANYOU_FILES = folder, folder / "files"
    make_keys(folder)
    use_database(database({"JIANYOU_HOME": str(folder), "DATABASE_URL": url}))
    try:
        yield folder
    finally:
        connections.close_all()


def office() -> Office:
    """The one office of these tests."""
    return Office.objects.get_or_create(slug="office", defaults={"name": "示例市经济信息化委员会"})[0]


def staff(role: Role, person: str) -> Actor:
    """Somebody of the one office."""
    return Actor(role=role, person=person, office=office().id.hex)


def clerk() -> Actor:
    """经办人."""
    return staff(Role.OFFICE_CLERK, "jingban")


def head() -> Actor:
    """处室负责人."""
    return staff(Role.SECTION_HEAD, "chuzhang")


def counter() -> Actor:
    """窗口人员."""
    return staff(Role.COUNTER_CLERK, "chuangkou")


def somewhere_else() -> Actor:
    """经办人 of another office on the same site."""
    other = Office.objects.get_or_create(slug="elsewhere", defaults={"name": "示例市科学技术局"})[0]
    return Actor(role=Role.OFFICE_CLERK, person="bieren", office=other.id.hex)


def opened(
    slug: str = "call-1", *, seconds: float = 3600, completes_on: str = "either", counts: bool = False
) -> Call:
    """A call that is open for so many seconds."""
    deadline = database_now() + timedelta(seconds=seconds)
    text = TEMPLATE.format(
        slug=slug,
        deadline=deadline.isoformat(timespec="seconds"),
        completes_on=completes_on,
        counts="yes" if counts else "no",
    )
    call = open_call(actor=clerk(), file=parse_call(text, source=slug), source=text)
    # The call file knows whole seconds; tests want the exact moment.
    Call.objects.filter(id=call.id).update(deadline=deadline)
    call.refresh_from_db()
    return call


def sent(name: str = "示例轴承有限公司", token: uuid.UUID | None = None) -> Sent:
    """A filing of one nominee, as the web hands it in."""
    return Sent(
        token=token or uuid.uuid4(),
        filer="示例区经济信息化局",
        channel="web",
        content={"header": {}, "rows": [{"name": name}]},
        findings=(),
        entries=(SentEntry(name, name, {"award": True, "other": None}),),
        files=(),
        personal={"1.contact": "示例人", "1.phone": "023-60000001"},
    )


def filed_paper(slug: str = "call-1") -> str:
    """A filing that is complete: its sealed paper came to the counter of a call just opened; its number."""
    opened(slug)
    return register_paper(actor=counter(), call_slug=slug, sent=sent()).filing.number


def moved_deadline(call: Call, seconds: float) -> None:
    """Put the deadline so many seconds from now: tests move deadlines, not clocks."""
    Call.objects.filter(id=call.id).update(deadline=database_now() + timedelta(seconds=seconds))


def builtin() -> Any:
    """The built-in call."""
    return load_call("chongqing-2024")


def master_of(*, actor: Actor, call_slug: str, reason: str, accepted_only: bool = False) -> list[MasterRow]:
    """The rows of a call's master table, exported for that reason."""
    export = begin_master(actor=actor, call_slug=call_slug, reason=reason, accepted_only=accepted_only)
    return list(master_rows(export))
