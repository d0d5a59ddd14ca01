"""A call whose list is made public: entries accepted and recommended together, a round to publish."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jianyou.actions.calls import open_call
from jianyou.actions.collective import Line, Meeting, decide_together
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.publicity import prepare_publicity, publish_list
from jianyou.actions.publicity_asked import PublicityAsked
from jianyou.actions.workdays import Declared, declare_days
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.domain.papers.together import Outcome, Person
from jianyou.domain.publicity.lists import Contact
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.publicity import get_round
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Publicity
from tests.site.kit import clerk
from tests.site.office import filed_city, typed
from tests.site.public import CITY

SLUG = "city"
NAMES = ("示例轴承有限公司", "示例齿轮厂", "示例阀门集团")
PUBLICITY = """
publicity:
  days: 7
  shows: [name, location_industry, feature]
  places: [本委门户网站]
"""
CONTACT = Contact(
    "示例市经济信息化委员会质量处", "023-60000009", "示例市示例路1号", "zhiliang@example.gov.cn"
)
ASKED = PublicityAsked(
    award="mayor",
    title="关于示例市长质量奖拟推荐名单的公示",
    text="经集体研究，拟推荐下列对象。\n现予公示。",
    shows=("name", "location_industry", "feature"),
    days=7,
    working_days=False,
    contacts=(CONTACT,),
    places=("本委门户网站",),
)
MEETING = Meeting(
    held_on=date(2026, 1, 5),
    minutes="示例委办公会纪要〔2026〕3号",
    subject="研究推荐对象",
    participants=(Person("张示例"),),
)


def public_call(publicity: str = PUBLICITY, *, slug: str = SLUG, objections: str = "") -> Call:
    """The city's call with publicity in its file, open for a day; without, the clerk chooses the columns."""
    until = (database_now() + timedelta(days=1)).isoformat(timespec="seconds")
    text = source_of(CITY).replace("call: chongqing-2024", f"call: {slug}")
    text = text.replace("deadline: 2024-02-22T18:00:00+08:00", f"deadline: {until}")
    if publicity:
        text = text.replace("  - {stage: deliberation}", "  - {stage: deliberation}\n  - {stage: publicity}")
    text += publicity + objections
    return open_call(actor=clerk(), file=parse_call(text, source=slug), source=text)


def filed(*rows: Mapping[str, str], slug: str = SLUG) -> str:
    """A filing of these rows, all accepted; its number."""
    number = filed_city(*rows, slug=slug)
    for ordinal in range(1, len(rows) + 1):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
    return number


def rows_of(names: Sequence[str] = NAMES, **other: str) -> list[dict[str, str]]:
    """A row for each of these names, nothing in them to mend."""
    return [typed(name, **{"feature": "一轴一档，件件可追溯", **other}) for name in names]


def recommended(
    number: str, *outcomes: Outcome, award: str = "mayor", slug: str = SLUG, version: int = 1
) -> int:
    """A meeting's decision on the entries of a filing in their order; the decision's number."""
    lines = [
        Line(
            EntryKey(number, at),
            version,
            award,
            at,
            outcome,
            "" if outcome is Outcome.RECOMMENDED else "名额有限",
        )
        for at, outcome in enumerate(outcomes, 1)
    ]
    return decide_together(actor=clerk(), call_slug=slug, meeting=MEETING, lines=lines, over_quota="示例理由")


def proposed(publicity: str = PUBLICITY, names: Sequence[str] = NAMES, **world: Any) -> str:
    """A call with these entries, all recommended for the mayor's award; the filing's number."""
    public_call(publicity, **world)
    number = filed(*rows_of(names))
    recommended(number, *[Outcome.RECOMMENDED] * len(names))
    return number


def prepared(**other: Any) -> int:
    """A round that is prepared; its number."""
    return prepare_publicity(actor=clerk(), call_slug=SLUG, asked=replace(ASKED, **other))


def looked_at(number: int = 1) -> str:
    """The fingerprint of what the office sees of a round."""
    return get_round(viewer=clerk(), slug=SLUG, number=number).looked


def published(**other: Any) -> Publicity:
    """A round that is public."""
    number = prepared(**other)
    publish_list(actor=clerk(), call_slug=SLUG, number=number, looked=looked_at(number))
    return Publicity.objects.get(call__slug=SLUG, number=number)


def over(row: Publicity) -> None:
    """Puts the end of a round a minute ago: tests move ends, not clocks."""
    past = database_now() - timedelta(minutes=1)
    Publicity.objects.filter(id=row.id).update(ends_at=past, objections_until=past)


def every_day_known() -> None:
    """Declares the coming weeks as ordinary weekdays, so that no test depends on its year."""
    today = database_now().date()
    declare_days(
        actor=clerk(),
        first=today - timedelta(days=3),
        last=today + timedelta(days=50),
        declared=Declared.WEEKDAYS,
        reason="示例安排",
    )
