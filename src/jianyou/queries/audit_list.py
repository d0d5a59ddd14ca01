"""操作留痕 over all calls of an office, found by what, who, when, on what, and by words; page by page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.timezone import localtime, make_aware

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import STAFF, Actor, Role
from jianyou.domain.lifecycle.who_may import DECIDED_BY_HEAD
from jianyou.queries.audit_kinds import GROUPS, WATCHED, ActGroup, Watch
from jianyou.queries.office_calls import names_of
from jianyou.store.models import Filing, LogRow, Office, User
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
MOST = 2_000
"""How many rows a list counts and turns to; whoever wants older ones narrows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which rows of the log, the newest first.

    `person` is a name or an account, `since` and `until` are days of the site's zone, both included;
    `words` stand anywhere in what was told, without regard to case.
    """

    call: str = ""
    group: ActGroup | None = None
    act: Act | None = None
    watch: Watch | None = None
    person: str = ""
    role: Role | None = None
    since: date | None = None
    until: date | None = None
    number: str = ""
    ordinal: int | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `who` is a name, empty where nobody of the office did it; `at` is in the site's zone.

    `role` is None, `told` and `approved_by` are empty where the content was erased. `ordinal` is 0 where no
    entry is meant; `place` (from 0) is None until the row is sealed. `number` is that of the filing, if any.
    """

    key: UUID
    act: Act
    at: datetime
    who: str
    role: Role | None
    call: str
    call_title: str
    number: str
    filer: str
    ordinal: int
    name: str
    told: str
    approved_by: str
    alone: bool
    place: int | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log; `more`: there are more than `MOST`, and only those can be turned to."""

    page: Page[AuditLine]
    more: bool


def list_audit(*, viewer: Actor, sought: Sought) -> AuditPage:
    """The rows of the viewer's office that are sought, in a fixed number of statements."""
    found = found_rows(viewer, sought)
    counted = found.order_by()[: MOST + 1].values("id").count()
    total = min(counted, MOST)
    number = turned_to(sought.page, total, LENGTH)
    keys = _newest_first(found).values_list("id", flat=True)[(number - 1) * LENGTH : number * LENGTH]
    lines = lines_of(viewer, list(keys))
    return AuditPage(Page(lines, number, total, LENGTH), counted > MOST)


def list_audit_keys(*, viewer: Actor, sought: Sought, most: int) -> list[UUID]:
    """The keys of the newest `most` rows that are sought."""
    return list(_newest_first(found_rows(viewer, sought)).values_list("id", flat=True)[:most])


def lines_of(viewer: Actor, keys: Sequence[UUID]) -> tuple[AuditLine, ...]:
    """These rows of the viewer's office, the newest first."""
    office = Office.objects.filter(id=viewer.office).values_list("second_person", flat=True)
    rows = LogRow.objects.filter(id__in=keys, office_id=viewer.office).select_related("call", "filing")
    told = list(_newest_first(rows.defer("body", "salt", "signature", "call__source")))
    people = [row.actor for row in told] + [_text(row.content, "approved_by") for row in told]
    names = names_of(viewer, people)
    second_person = any(office)
    return tuple(_line(row, names, second_person=second_person) for row in told)


def found_rows(viewer: Actor, sought: Sought) -> QuerySet[LogRow]:
    """The rows of the viewer's office that are sought, in no order."""
    rows = LogRow.objects.filter(office_id=viewer.office)
    if sought.call:
        rows = rows.filter(call__slug=sought.call)
    if sought.act:
        rows = rows.filter(act=sought.act)
    if sought.group:
        rows = rows.filter(act__in=GROUPS[sought.group])
    if sought.watch:
        rows = rows.filter(watched(sought.watch))
    if sought.person:
        rows = rows.filter(actor__in=_accounts(sought.person))
    if sought.since:
        rows = rows.filter(at__gte=_morning(sought.since))
    if sought.until:
        rows = rows.filter(at__lt=_morning(sought.until + timedelta(days=1)))
    if sought.number:
        filings = Filing.objects.filter(office_id=viewer.office, number__contains=sought.number.upper())
        rows = rows.filter(filing__in=filings)
    if sought.number and sought.ordinal:
        rows = rows.filter(Q(content__ordinal=sought.ordinal) | Q(content__corrected=sought.ordinal))
    return _worded(rows, sought)


def watched(watch: Watch) -> Q:
    """Which rows deserve that look."""
    if watch is Watch.ALONE:
        return alone()
    condition = Q(act__in=WATCHED[watch])
    return condition & ~Q(actor=Role.FILER.value) if watch is Watch.SHOWN else condition


def alone() -> Q:
    """What a head decides or approves was done by one person, though the office wants two."""
    by_one = Q(content__approved_by__isnull=True) | Q(Exact(KT("content__approved_by"), F("actor")))
    return Q(act__in=tuple(DECIDED_BY_HEAD), office__second_person=True) & by_one


def _newest_first(rows: QuerySet[LogRow]) -> QuerySet[LogRow]:
    return rows.order_by("-at", "-id")


def _accounts(person: str) -> list[str]:
    """The accounts that may be meant; those of other offices have no rows here."""
    named = User.objects.filter(Q(username__iexact=person) | Q(name__icontains=person))
    return [person, *named.values_list("username", flat=True)[:200]]


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _worded(rows: QuerySet[LogRow], sought: Sought) -> QuerySet[LogRow]:
    """Those whose content holds role and words as text: reading it as JSON takes three times as long.

    A quote within a value is written with a backslash, so no value can pass for another role.
    """
    if not (sought.role or sought.words):
        return rows
    rows = rows.annotate(written=Cast("content", TextField()))
    if sought.role:
        rows = rows.filter(written__contains=f'"role": "{sought.role.value}"')
    if sought.words:
        # Where JSON is kept as text, it is ASCII.
        native = connection.features.has_native_json_field
        rows = rows.filter(written__icontains=json.dumps(sought.words, ensure_ascii=not native)[1:-1])
    return rows


def _line(row: LogRow, names: Mapping[str, str], *, second_person: bool) -> AuditLine:
    content: Mapping[str, Any] = row.content or {}
    told = _text(content, "role")
    role = Role(told) if told in set(Role) else None
    act, approved_by = Act(row.act), _text(content, "approved_by")
    by_one = approved_by in {"", row.actor}
    return AuditLine(
        key=row.id,
        act=act,
        at=localtime(row.at),
        who=names[row.actor] if role in STAFF or role is None else "",
        role=role,
        call=row.call.slug,
        call_title=row.call.title,
        number=row.filing.number if row.filing else "",
        filer=row.filing.filer if row.filing else "",
        ordinal=ordinal_in(content),
        name=_text(content, "name"),
        told=_text(content, "reason") or _text(content, "note"),
        approved_by=names[approved_by],
        alone=second_person and by_one and act in DECIDED_BY_HEAD,
        place=row.place,
    )


def ordinal_in(content: Mapping[str, Any]) -> int:
    """The entry that a row speaks of, 0 where none is meant."""
    ordinal = content.get("ordinal", content.get("corrected", 0))
    return ordinal if isinstance(ordinal, int) else 0


def _text(content: Mapping[str, Any] | None, key: str) -> str:
    value = (content or {}).get(key)
    return value if isinstance(value, str) else ""
