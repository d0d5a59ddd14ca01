"""What is known of a review's panel and of the entries that can tie one to the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from jianyou.codes.contact import Contact
from jianyou.codes.contact import parse as parse_contact
from jianyou.domain.annexes.nominees import NomineeKind, kind_of
from jianyou.domain.judging.recusal.facts import EntryFacts, ExpertFacts, Person
from jianyou.queries.calls import file_of
from jianyou.queries.experts import PHONE
from jianyou.queries.judged import judged_entries
from jianyou.store.models import Entry, Expert, PersonalDatum, Review
from jianyou.store.sitekeys import SiteKeys, site_keys

_AT_ONCE = 500
_FINDER = "tie"
_HEADER = "0"


class Facts(NamedTuple):
    """Of both sides; keys are those of the rows in hex, phones opaque tokens."""

    experts: tuple[ExpertFacts, ...]
    entries: tuple[EntryFacts, ...]


def facts_of(review: Review) -> Facts:
    """The facts of a review's panel, and of every entry that is judged in its call."""
    keys = site_keys()
    on_panel = Expert.objects.filter(panels__review=review, panels__left_at=None)
    experts = list(on_panel.exclude(panels__review=review, panels__state="declined").order_by("id"))
    phones = _values([expert.id for expert in experts], keys)
    entries = list(judged_entries(review.call).select_related("filing").order_by("id"))
    told = _values({entry.filing_id for entry in entries}, keys)
    personal = {column.key for column in file_of(review.call.slug, review.call.source).annex.columns}
    return Facts(
        tuple(_expert(one, phones.get(one.id, {}).get(PHONE, ""), keys) for one in experts),
        tuple(_entry(one, told.get(one.filing_id, {}), personal, keys) for one in entries),
    )


def _expert(row: Expert, phone: str, keys: SiteKeys) -> ExpertFacts:
    return ExpertFacts(
        key=row.id.hex,
        name=row.name,
        employer=row.employer,
        earlier_employers=tuple(row.earlier),
        group=row.group,
        phones=_tokens([parse_contact(phone)], keys),
    )


def _entry(row: Entry, told: Mapping[str, str], personal: set[str], keys: SiteKeys) -> EntryFacts:
    """`told` are the values of its filing by field: `<ordinal>.<key>`, those of the header under 0."""
    filer = row.filing.filer
    individual = kind_of(row.name) is NomineeKind.INDIVIDUAL
    unit = "" if individual else row.name
    own = [parse_contact(told[f"{row.ordinal}.{key}"]) for key in personal if f"{row.ordinal}.{key}" in told]
    header = [parse_contact(text) for field, text in told.items() if field.startswith(f"{_HEADER}.")]
    # An own filer stands for the firm; a district or an association is who put it forward.
    return EntryFacts(
        key=row.id.hex,
        units=tuple(filter(None, (unit,))),
        nominator=filer if filer != row.name else "",
        people=(
            *([Person(row.name)] if individual else []),
            *_people(own, unit),
            *_people(header, filer),
        ),
        phones=_tokens([*own, *header], keys),
    )


def _people(contacts: Iterable[Contact], unit: str) -> Iterator[Person]:
    for contact in contacts:
        for person in contact.persons:
            if person.name:
                yield Person(person.name, unit)


def _tokens(contacts: Sequence[Contact], keys: SiteKeys) -> tuple[str, ...]:
    numbers = {phone.number for contact in contacts for phone in contact.phones}
    return tuple(keys.finder(_FINDER, number) for number in sorted(numbers))


def _values(subjects: Iterable[UUID], keys: SiteKeys) -> dict[UUID, dict[str, str]]:
    """The personal data of these rows by field; addresses for messages are left out."""
    wanted = list(subjects)
    found: dict[UUID, dict[str, str]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for datum in PersonalDatum.objects.filter(subject__in=wanted[start : start + _AT_ONCE]):
            if datum.field == PHONE or datum.field[:1].isdigit():
                found.setdefault(datum.subject, {})[datum.field] = keys.decrypt(bytes(datum.value))
    return found
