"""What is to be hidden of an entry: the names that are known of it, from its row, its people, its account."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jianyou.codes.contact import parse as parse_contact
from jianyou.domain.annexes.nominees import NomineeKind, kind_of
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.annexes.typed import typed_columns
from jianyou.domain.judging.hiding import Finder, Kind, Name, names_of_unit
from jianyou.domain.judging.recusal.names import bare_key, unit_key
from jianyou.queries.calls import file_of
from jianyou.store.models import Call, Entry, PersonalDatum
from jianyou.store.sitekeys import site_keys

_UNNAMED = frozenset({ColumnKind.TEXT, ColumnKind.HONORS, ColumnKind.REGION})
_DISTRICT = "市区县"
_HEADER = "0"


def columns_to_hide(call: Call) -> tuple[Column, ...]:
    """The columns whose texts experts read without names: those that aren't a name nor a contact."""
    schema: AnnexSchema = file_of(call.slug, call.source).annex
    columns = (column for _, column in typed_columns(schema))
    return tuple(one for one in columns if one.kind in _UNNAMED and not one.personal)


def row_of(entry: Entry) -> Mapping[str, str]:
    """What the newest version of its filing says of an entry, by column; without personal data."""
    rows: list[Mapping[str, str]] = entry.filing.versions.latest("ordinal").content["rows"]
    return rows[entry.ordinal - 1] if entry.ordinal <= len(rows) else {}


def finder_of(entry: Entry, words: Sequence[str] = ()) -> Finder:
    """Finds what is known of an entry, and `words` beside it; the entry brings its filing and call."""
    return Finder(_names(entry, words), _places(entry))


def _names(entry: Entry, words: Sequence[str]) -> Iterator[Name]:
    for word in words:
        yield Name(word, Kind.WORD)
    person = kind_of(entry.name) is NomineeKind.INDIVIDUAL
    yield from [Name(entry.name, Kind.PERSON)] if person else names_of_unit([entry.name])
    if entry.uscc:
        yield Name(entry.uscc, Kind.CONTACT)
    filing = entry.filing
    if filing.organization is not None:
        yield from names_of_unit([filing.organization.name])
    if filing.filer != entry.name:
        yield Name(filing.filer, Kind.NAME)
    yield from _told(entry)


def _told(entry: Entry) -> Iterator[Name]:
    """People and how to reach them, as its row and the head of its table tell."""
    schema = file_of(entry.call.slug, entry.call.source).annex
    texts = list(_personal(entry))
    row = row_of(entry)
    texts += [row[column.key] for column in schema.columns if column.personal and row.get(column.key)]
    for text in texts:
        contact = parse_contact(text)
        yield from _people(person.name for person in contact.persons)
        yield from (Name(phone.number, Kind.CONTACT) for phone in contact.phones)
    for column in schema.columns:
        if column.kind is ColumnKind.CREDIT_CODE and row.get(column.key):
            yield Name(row[column.key], Kind.CONTACT)


def _people(names: Iterable[str | None]) -> Iterator[Name]:
    yield from (Name(name, Kind.PERSON) for name in names if name)


def _personal(entry: Entry) -> Iterator[str]:
    keys = site_keys()
    for datum in PersonalDatum.objects.filter(subject=entry.filing_id):
        if datum.field.partition(".")[0] in (str(entry.ordinal), _HEADER):
            yield keys.decrypt(bytes(datum.value))


def _places(entry: Entry) -> Iterator[str]:
    """Its district, and the place that its name begins with."""
    if entry.district:
        yield entry.district
        yield entry.district.rstrip(_DISTRICT)
    unit, bare = unit_key(entry.name), bare_key(entry.name)
    if bare and unit.endswith(bare):
        place = unit.removesuffix(bare)
        yield place
        yield f"{place}市"
