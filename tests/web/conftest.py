"""Django without a database, and a desk of one's own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from jianyou.web.desk.settings import configure

if not settings.configured:
    configure()

from jianyou.web.desk.desk import Desk
from tests.cli.samples import GOOD, NAMELESS_CONTACT, UNDECIDED, write_form
from tests.web.visiting import Visitor

TOO_LONG = {**GOOD, "name": "重庆样例轴承有限公司", "feature": "质" * 30}
YEARLESS = {**GOOD, "name": "重庆样例泵业有限公司", "honors": "重庆市质量奖（重庆市人民政府）"}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "own"))


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    """Forms in each state that a sender brings about."""
    folder = tmp_path / "来件"
    write_form(folder / "渝北区" / "好.docx", [GOOD])
    write_form(folder / "渝北区" / "长.docx", [TOO_LONG])
    write_form(folder / "看不清.xlsx", [UNDECIDED, NAMELESS_CONTACT])
    write_form(folder / "无年份.docx", [YEARLESS])
    (folder / "坏.docx").write_bytes(b"nothing like it")
    return folder


@pytest.fixture
def closed() -> Iterator[Desk]:
    """A desk on which no work lies open."""
    desk = Desk(8765)
    yield desk
    desk.close()


@pytest.fixture
def desk(closed: Desk, tmp_path: Path, mailbox: Path) -> Desk:
    """A desk with the mailbox taken in and read."""
    closed.open(tmp_path / "工作")
    assert closed.work is not None
    closed.work.add_from(mailbox)
    assert closed.work.wait(60)
    return closed


@pytest.fixture
def visitor(desk: Desk) -> Visitor:
    """Whoever started the desk, with its key."""
    return Visitor(desk)
