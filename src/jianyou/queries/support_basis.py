"""席位的依据: what the rule compares of those who ask for a seat, as it stands at the moment."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.plain import from_plain, plain_of
from jianyou.domain.lifecycle.states import ActivityStatus, EntryStatus, FilingStatus
from jianyou.domain.support.rules import Request, Rule
from jianyou.queries.proposed import upward_list
from jianyou.store.models import Activity, Call, Entry, Result, SeatRequest, Title

ASKED, SEATED, WAITING, DECLINED, WITHDRAWN = "asked", "seated", "waiting", "declined", "withdrawn"
GONE = (EntryStatus.REFUSED, EntryStatus.WITHDRAWN)
_TAKEN_PLACE = (ActivityStatus.SEATED, ActivityStatus.HELD)
_MONTHS = 12


def helped(call: Call) -> QuerySet[Entry]:
    """The nominees of a call: what is in a complete filing and neither refused nor withdrawn."""
    return _nominees().filter(call=call)


def helped_of(number: str) -> QuerySet[Entry]:
    """Those of the filing of that number, with the filing, its call and its office."""
    rows = _nominees().filter(filing__number=number.strip().upper())
    return rows.select_related("filing", "call__office")


def _nominees() -> QuerySet[Entry]:
    return Entry.objects.filter(filing__status=FilingStatus.FILED).exclude(status__in=GONE)


def rule_of(activity: Activity) -> Rule:
    """The rule as it was kept."""
    return from_plain(Rule, activity.rule)


def rule_plain(rule: Rule) -> Plain:
    """The rule as it is kept."""
    return plain_of(rule)


def requests_of(activity: Activity, rows: Sequence[SeatRequest]) -> tuple[Request, ...]:
    """These requests (entries loaded) as the rule compares them."""
    groups = _groups(activity.call, [row.entry for row in rows])
    rule = rule_of(activity)
    served = _served(activity, [row.entry for row in rows], back(activity.begins_at, rule.months))
    return tuple(
        Request(
            key=row.id.hex,
            groups=groups[row.entry_id],
            district=row.entry.district,
            organization=organization_key(row.entry),
            served=served[organization_key(row.entry)],
        )
        for row in rows
    )


def organization_key(entry: Entry) -> str:
    """What tells whether two entries are of one organization: its credit code, else its name."""
    return entry.uscc or entry.name_key


def back(at: datetime, months: int) -> datetime:
    """The moment so many months earlier, by the site's calendar; of a day that isn't there the 1st after."""
    local = localtime(at)
    year, month = divmod(local.year * _MONTHS + local.month - 1 - months, _MONTHS)
    try:
        return local.replace(year=year, month=month + 1)
    except ValueError:
        return local.replace(year=year, month=month + 2, day=1)


def _groups(call: Call, entries: Sequence[Entry]) -> dict[UUID, tuple[str, ...]]:
    """The groups of each, narrowest first. A title that was revoked is no title."""
    recommended = {one.entry_id for one in upward_list(call)}
    revoked = Title.objects.filter(entry__in=entries, status="revoked").values("entry")
    results = Result.objects.filter(entry__in=entries, outcome="conferred", replaced_at=None)
    conferred = set(results.exclude(entry__in=revoked).values_list("entry_id", flat=True))
    return {
        entry.id: tuple(
            group
            for group, of_it in (
                ("conferred", entry.id in conferred),
                ("recommended", entry.id in recommended),
                ("nominated", entry.status not in GONE),
            )
            if of_it
        )
        for entry in entries
    }


def _served(activity: Activity, entries: Sequence[Entry], since: datetime) -> Counter[str]:
    """Seats of organizations in other activities of the office since then, without those who stayed away."""
    rows = SeatRequest.objects.filter(
        status=SEATED,
        activity__office_id=activity.office_id,
        activity__status__in=_TAKEN_PLACE,
        activity__begins_at__gte=since,
    )
    rows = rows.exclude(activity=activity).exclude(attended=False).select_related("entry")
    ours = {organization_key(entry) for entry in entries}
    known = rows.only("entry__uscc", "entry__name_key", "activity_id", "entry_id")
    return Counter(key for row in known if (key := organization_key(row.entry)) in ours)
