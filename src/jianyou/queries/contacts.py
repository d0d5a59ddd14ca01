"""联系人: whom to call about what was filed, masked until it was logged that they are shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.calls import file_of
from jianyou.queries.handling import handles
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, Filing, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
_AT_ONCE = 400
_REACHED = (FilingStatus.FILED, FilingStatus.LATE, FilingStatus.PREFILLED)
_PARTS = re.compile(r"([，,、；;：:\s（）()/]+)")
_DIGITS = re.compile(r"\d(?:[\d\- ]{5,}\d)")


@dataclass(frozen=True, slots=True)
class Contact:
    """A filing with its contacts: the header's by label, and each nominee's (name and what stands there)."""

    number: str
    filer: str
    status: FilingStatus
    header: tuple[tuple[str, str], ...]
    nominees: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """A page of them; `now` is in the site's zone.

    `handled`: the viewer handles the call and needs no reason to see them.
    """

    slug: str
    title: str
    total: int
    handled: bool
    now: datetime
    page: Page[Contact]


def get_contacts(*, viewer: Actor, slug: str, page: int = 1, shown: bool = False) -> Contacts:
    """A page of the contacts of what was filed or begun, by arrival; `shown` must have been logged.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    rows = Filing.objects.filter(call=call, status__in=_REACHED)
    total = rows.count()
    number = turned_to(page, total, LENGTH)
    some = list(rows.order_by("sent_at", "id")[(number - 1) * LENGTH : number * LENGTH])
    found = tuple(_contacts(call, some, shown=shown))
    return Contacts(
        slug=call.slug,
        title=call.title,
        total=total,
        handled=handles(viewer, call),
        now=localtime(database_now()),
        page=Page(found, number, total, LENGTH),
    )


def every_contact(*, viewer: Actor, slug: str) -> Iterator[Contact]:
    """All of them unmasked, some at a time; that they are taken away must have been logged.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    ordered = Filing.objects.filter(call=call, status__in=_REACHED).order_by("sent_at", "id")
    ids = list(ordered.values_list("id", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        some = Filing.objects.in_bulk(ids[start : start + _AT_ONCE])
        yield from _contacts(call, [some[one] for one in ids[start : start + _AT_ONCE]], shown=True)


def masked(text: str) -> str:
    """Enough to recognize what one knows already: `138****1234`, `张**`."""
    phones = _DIGITS.sub(lambda found: _masked_number(found[0]), text)
    return "".join(part if at % 2 else _masked_word(part) for at, part in enumerate(_PARTS.split(phones)))


def _masked_number(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 7 else "****" + digits[-2:]


def _masked_word(word: str) -> str:
    return word if not word or "****" in word else f"{word[0]}**"


def _contacts(call: Call, filings: Sequence[Filing], *, shown: bool) -> Iterator[Contact]:
    schema = file_of(call.slug, call.source).annex
    labels = {f"0.{field.key}": field.label for field in schema.header if field.personal}
    columns = [column.key for column in schema.columns if column.personal]
    told = _told([filing.id for filing in filings])
    names: dict[UUID, list[tuple[int, str]]] = {}
    for filing_id, ordinal, name in _entries(filings):
        names.setdefault(filing_id, []).append((ordinal, name))
    look = str if shown else masked
    for filing in filings:
        own = told.get(filing.id, {})
        yield Contact(
            number=filing.number,
            filer=filing.filer,
            status=FilingStatus(filing.status),
            header=tuple((label, look(own[key])) for key, label in labels.items() if own.get(key)),
            nominees=tuple(
                (name, look("；".join(filter(None, (own.get(f"{ordinal}.{key}", "") for key in columns)))))
                for ordinal, name in names.get(filing.id, [])
            ),
        )


def _entries(filings: Sequence[Filing]) -> Any:
    from_these = [filing.id for filing in filings]
    found = Entry.objects.filter(filing__in=from_these).order_by("ordinal")
    return found.values_list("filing_id", "ordinal", "name")


def _told(subjects: Sequence[UUID]) -> Mapping[UUID, dict[str, str]]:
    keys = site_keys()
    found: dict[UUID, dict[str, str]] = {}
    for datum in PersonalDatum.objects.filter(subject__in=subjects):
        if datum.field[:1].isdigit():
            found.setdefault(datum.subject, {})[datum.field] = keys.decrypt(bytes(datum.value))
    return found
