"""What tests of packages share: a district's site beside the city's, which know each other's keys."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections

from jianyou.actions.arrivals import register_paper
from jianyou.actions.collective import Line, Meeting, decide_together
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.partners import add_partner
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.packages.cards import Relation, SiteCard
from jianyou.domain.papers.together import Outcome, Person
from jianyou.jobs.packing import make_nomination
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.nominating import get_nominating
from jianyou.queries.partners import own_card
from jianyou.store.models import Office, SentPackage
from jianyou.store.sealed_files import open_sealed
from tests.site.kit import copied_site, counter, head, office, use_database
from tests.site.office import sent_city, typed
from tests.site.public import SCAN, opened_city

DISTRICT = "示例渝北区经济信息委"
BEARINGS, GEARS, LIFTS = "示例轴承有限公司", "示例齿轮厂", "示例电梯厂"
BELOW = "yubei-2024"
HEADER = {"department": DISTRICT, "contact": "赵示例", "phone": "023-60000009"}
MEETING = Meeting(
    held_on=date(2026, 1, 5),
    minutes="示例区委办公会纪要〔2026〕3号",
    subject="研究推荐对象",
    participants=(Person("张示例", "主任"),),
)


@dataclass(frozen=True, slots=True)
class TwoSites:
    """The city's site, to which the process is pointed, and the district's, with their partners' keys.

    `below` is what the city calls the district; `above` what the district calls the city.
    """

    city: Path
    district: Path
    below: UUID
    above: UUID


@contextmanager
def pointed_to(folder: Path) -> Iterator[Path]:
    """The process works on another site (on SQLite) meanwhile; it is made where there is none."""
    home, files, database = (
        settings.JIANYOU_HOME,
        settings.JIANYOU_FILES,
        dict(connections.settings["default"]),
    )
    try:
        if folder.exists():
            settings.JIANYOU_HOME, settings.JIANYOU_FILES = folder, folder / "files"
            use_database(
                {**database, "ENGINE": "django.db.backends.sqlite3", "NAME": folder / "jianyou.sqlite3"}
            )
            yield folder
        else:
            with copied_site(folder):
                yield folder
    finally:
        settings.JIANYOU_HOME, settings.JIANYOU_FILES = home, files
        use_database(database)


def district_head() -> Actor:
    """处室负责人 of the office of the site that the process is pointed to."""
    return head()


def known_to_each_other(city: Path, district: Path) -> TwoSites:
    """Both sites with their offices; each has taken the other's card."""
    office()
    card = own_card(viewer=head())
    with pointed_to(district):
        theirs = _own(DISTRICT)
        above = add_partner(actor=head(), card=card, name=card.name, relation=Relation.UPPER)
    below = add_partner(actor=head(), card=theirs, name=DISTRICT, relation=Relation.LOWER, district="渝北区")
    return TwoSites(city, district, below, above)


@pytest.fixture
def sites(site: Path, tmp_path: Path) -> TwoSites:
    """The city with its call open, and a district that knows it."""
    found = known_to_each_other(site, tmp_path / "district")
    opened_city()
    return found


def _own(name: str) -> SiteCard:
    Office.objects.create(slug="office", name=name)
    return own_card(viewer=head())


def recommended_there(*names: str, slug: str = BELOW, scan: bool = True) -> list[EntryKey]:
    """A call of the site pointed to, with these entries filed on sealed paper, accepted and recommended."""
    opened_city(slug)
    return recommended(*names, slug=slug, scan=scan)


def recommended(*names: str, slug: str = BELOW, scan: bool = True) -> list[EntryKey]:
    """The same in a call that is open."""
    keys, lines = [], []
    clerk = Actor(role=Role.OFFICE_CLERK, person="qu-jingban", office=head().office)
    for order, name in enumerate(names, 1):
        sent = sent_city(typed(name, feature="一轴一档"), filer=name, scan=SCAN if scan else None)
        number = register_paper(actor=counter(), call_slug=slug, sent=sent).filing.number
        accept_entry(actor=clerk, looked=Looked(number, 1, 1))
        keys.append(EntryKey(number, 1))
        lines.append(Line(keys[-1], 1, "mayor", order, Outcome.RECOMMENDED, ""))
    decide_together(actor=clerk, call_slug=slug, meeting=MEETING, lines=lines, over_quota="")
    return keys


def nominated(above: UUID, *, slug: str = BELOW, their_call: str = "city", scans: bool = True) -> bytes:
    """A package of what stands recommended in a call of the site pointed to."""
    stamp = get_nominating(viewer=head(), slug=slug).stamp
    key = make_nomination(
        actor=head(),
        call_slug=slug,
        partner=above,
        their_call=their_call,
        header=HEADER,
        stamp=stamp,
        scans=scans,
    )
    return bytes_of(key)


def bytes_of(key: UUID) -> bytes:
    """A package as it was sent."""
    row = SentPackage.objects.get(id=key)
    assert row.file_key
    return open_sealed(row.file, bytes(row.file_key))


def brought(sites: TwoSites, names: Sequence[str] = (BEARINGS, GEARS)) -> bytes:
    """A package of these nominees from the district's site, which has nothing else."""
    with pointed_to(sites.district):
        recommended_there(*names)
        return nominated(sites.above)
