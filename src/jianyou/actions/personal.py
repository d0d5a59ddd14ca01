"""Contacts, phones and addresses of a filing: encrypted one by one, found by field."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from jianyou.store.models import Filing, PersonalDatum
from jianyou.store.prepared import insert
from jianyou.store.sitekeys import site_keys


def keep_personal(filing: Filing, told: Mapping[str, str]) -> None:
    """Writes values that the filing has none of yet."""
    keys = site_keys()
    insert(
        [
            PersonalDatum(
                office_id=filing.office_id,
                subject=filing.id,
                field=field,
                value=keys.encrypt(value),
                lookup=keys.finder(field.split(".")[-1], value),
            )
            for field, value in told.items()
        ]
    )


def replace_personal(filing: Filing, told: Mapping[str, str]) -> None:
    """Writes these values of its table in place of those kept; what didn't change stays as it is."""
    kept = personal_of([filing]).get(filing.id, {})
    changed = changed_fields(kept, told)
    PersonalDatum.objects.filter(subject=filing.id, field__in=changed).delete()
    keep_personal(filing, {field: told[field] for field in changed if told.get(field)})


def changed_fields(kept: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    """The fields whose values differ, those missing on either side included."""
    return [field for field in sorted({*kept, *told}) if kept.get(field, "") != told.get(field, "")]


def personal_of(filings: Iterable[Filing]) -> dict[UUID, dict[str, str]]:
    """The values of each filing's table by field, decrypted; addresses for messages are left out."""
    keys = site_keys()
    found: dict[UUID, dict[str, str]] = {}
    for datum in PersonalDatum.objects.filter(subject__in=[filing.id for filing in filings]):
        # The fields of a table begin with the ordinal of their entry.
        if datum.field[:1].isdigit():
            found.setdefault(datum.subject, {})[datum.field] = keys.decrypt(bytes(datum.value))
    return found
