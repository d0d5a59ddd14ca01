"""What tests of offices below share: a city with districts, entries that came there and were accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.district import Part, name_districts
from jianyou.actions.offices import make_office
from jianyou.actions.ranking import rank_entries
from jianyou.actions.reporting_up import Compiling, names_for_table
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.district import get_upward
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.models import Call, Office
from tests.site.kit import clerk, office
from tests.site.office import sent_city, typed
from tests.site.public import opened_city

YUBEI, JIANGBEI = "yubei", "jiangbei"
NAMES = {YUBEI: ("示例渝北区经济信息委", "渝北区"), JIANGBEI: ("示例江北区经济信息委", "江北区")}
LOWER = "city-yubei"
BEARINGS, GEARS, LIFTS = "示例轴承有限公司", "示例齿轮厂", "示例电梯厂"
HEADER = {"department": "示例渝北区经济信息委", "contact": "赵示例", "phone": "023-60000009"}


def offices() -> None:
    """The city's office and two below it."""
    office()
    for slug, (name, district) in NAMES.items():
        make_office(operator="root", slug=slug, name=name, upper="office", district=district)


def of_district(slug: str = YUBEI, role: Role = Role.OFFICE_CLERK) -> Actor:
    """Somebody of an office below."""
    return Actor(role=role, person=f"{slug}-jingban", office=Office.objects.get(slug=slug).id.hex)


def opened_below(*, most: int | None = 2, at_once: bool = True, names: Sequence[str] = (YUBEI,)) -> Call:
    """The city's call, and one of each of these districts an hour earlier; the city's."""
    offices()
    call = opened_city()
    deadline = call.deadline - timedelta(hours=1)
    parts = [Part(slug, most, deadline) for slug in names]
    name_districts(actor=clerk(), call_slug="city", parts=parts, at_once=at_once)
    return call


def accepted_below(*names: str, slug: str = YUBEI) -> list[EntryKey]:
    """Entries that came to a district on paper, one filing each, and were accepted there."""
    keys = []
    actor = of_district(slug)
    counter = replace(actor, role=Role.COUNTER_CLERK)
    for name in names:
        sent = sent_city(typed(name, feature="一轴一档"), filer=name)
        number = register_paper(actor=counter, call_slug=f"city-{slug}", sent=sent).filing.number
        accept_entry(actor=actor, looked=Looked(number, 1, 1))
        keys.append(EntryKey(number, 1))
    return keys


def stamp(slug: str = LOWER) -> str:
    """That of the list as it stands."""
    return get_upward(viewer=of_district(slug.removeprefix("city-")), slug=slug).stamp


def ranked(ranks: Mapping[EntryKey, int], slug: str = LOWER) -> None:
    """The order is kept."""
    actor = of_district(slug.removeprefix("city-"))
    rank_entries(actor=actor, call_slug=slug, ranks=ranks, stamp=stamp(slug))


def compiling(entries: Sequence[EntryKey], slug: str = LOWER) -> Compiling:
    """A table of these entries, as its page sends it."""
    number, token = names_for_table()
    return Compiling(entries=tuple(entries), header=HEADER, stamp=stamp(slug), number=number, token=token)
