"""申报意向: who means to be named in a call, and how that compares with what was filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.packages.downward import Intended
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, IntentionList
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class IntentionVersion:
    """One version of somebody's list, from 1; `package`: it came in one. The moment is in the site's zone."""

    source: str
    ordinal: int
    items: tuple[Intended, ...]
    by: str
    at: datetime
    package: bool


class FiledUnasked(NamedTuple):
    """An entry whose nominee stands on no list."""

    key: EntryKey
    name: str
    filer: str


@dataclass(frozen=True, slots=True)
class IntentionsView:
    """The intentions of a call. `newest` are the lists that count, `former` those before, newest first.

    `missing` meant to be named and didn't file; `unasked` filed without having told. `stage` is `first`
    until the first date, then `amending`, then `over`.
    """

    slug: str
    title: str
    until: datetime
    amend_until: datetime
    now: datetime
    newest: tuple[IntentionVersion, ...]
    former: tuple[IntentionVersion, ...]
    intended: int
    missing: tuple[Intended, ...]
    unasked: tuple[FiledUnasked, ...]

    @property
    def stage(self) -> str:
        """Where in the round the call is."""
        if self.now <= self.until:
            return "first"
        return "amending" if self.now <= self.amend_until else "over"


def get_intentions(*, viewer: Actor, slug: str) -> IntentionsView:
    """Everything that was told, and what came of it.

    Raises:
        Refused: the viewer's office has no such call, or its file asks for no intentions.
    """
    call = own_call(viewer, slug)
    asked = file_of(call.slug, call.source).intentions
    if asked is None:
        raise Refused("intentions_none")
    rows = list(IntentionList.objects.filter(call=call).order_by("source", "-ordinal"))
    names = names_of(viewer, [row.by for row in rows])
    versions = [_version(row, names[row.by]) for row in rows]
    newest = _newest(versions)
    intended = [item for one in newest for item in one.items]
    missing, unasked = _compared(call, intended)
    return IntentionsView(
        slug=call.slug,
        title=call.title,
        until=localtime(asked.until),
        amend_until=localtime(asked.amend_until),
        now=localtime(database_now()),
        newest=newest,
        former=tuple(one for one in versions if one not in newest),
        intended=len(intended),
        missing=missing,
        unasked=unasked,
    )


def intended_in(call: Call) -> tuple[IntentionVersion, ...]:
    """The lists of a call that count: the newest of each source."""
    rows = IntentionList.objects.filter(call=call).order_by("source", "-ordinal")
    return _newest([_version(row, row.by) for row in rows])


def _newest(versions: Iterable[IntentionVersion]) -> tuple[IntentionVersion, ...]:
    found: dict[str, IntentionVersion] = {}
    for one in versions:
        found.setdefault(one.source, one)
    return tuple(found.values())


def _version(row: IntentionList, by: str) -> IntentionVersion:
    items = tuple(Intended(one["name"], one["uscc"], one["award"]) for one in row.items)
    return IntentionVersion(row.source, row.ordinal, items, by, localtime(row.at), row.partner_id is not None)


def _compared(
    call: Call, intended: Iterable[Intended]
) -> tuple[tuple[Intended, ...], tuple[FiledUnasked, ...]]:
    """Who told and didn't file, and who filed without having told; by credit code, else by name."""
    filed = Entry.objects.filter(call=call, filing__status__in=(FilingStatus.FILED, FilingStatus.PREFILLED))
    columns = ("name_key", "uscc", "filing__number", "ordinal", "name", "filing__filer")
    entries = list(filed.exclude(status=EntryStatus.WITHDRAWN).order_by("id").values_list(*columns))
    names, codes = {one[0] for one in entries}, {one[1] for one in entries if one[1]}
    told = list(intended)
    told_names, told_codes = {name_key(one.name) for one in told}, {one.uscc for one in told if one.uscc}
    missing = tuple(one for one in told if name_key(one.name) not in names and one.uscc not in codes)
    unasked = tuple(
        FiledUnasked(EntryKey(number, ordinal), name, filer)
        for key, uscc, number, ordinal, name, filer in entries
        if key not in told_names and uscc not in told_codes
    )
    return missing, unasked
