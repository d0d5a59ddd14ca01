"""换钥匙: personal data, drafts and secrets are encrypted anew with a key of today; the others go."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Manager, Model

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.store.models import (
    Activity,
    Draft,
    Draw,
    ImportedFile,
    Objection,
    ObjectionFile,
    ObjectionStep,
    OutboxMessage,
    PersonalDatum,
    Redaction,
    SentPackage,
    TakenPackage,
    User,
)
from jianyou.store.sitekeys import SiteKeys, add_encryption_key, drop_former_keys, site_keys

_BATCH = 500
ENCRYPTED: tuple[tuple[Manager[Any], tuple[str, ...]], ...] = (
    (PersonalDatum.objects, ("value",)),
    (OutboxMessage.objects, ("recipient", "secret")),
    (Draft.objects, ("body", "reach")),
    (User.objects, ("reach",)),
    (ImportedFile.objects, ("body",)),
    (Draw.objects, ("secret",)),
    (Activity.objects, ("secret",)),
    (Redaction.objects, ("noted",)),
    (SentPackage.objects, ("file_key",)),
    (TakenPackage.objects, ("file_key",)),
    (Objection.objects, ("person", "text", "reply")),
    (ObjectionFile.objects, ("name", "key")),
    (ObjectionStep.objects, ("text",)),
)
"""Every column that is encrypted, with its rows."""
_SECRETS = ("secret", "seed")
"""What second factors keep encrypted in their data."""


def begin_renewal() -> None:
    """Makes the new key. A renewal that was interrupted goes on with the one that it made."""
    if len(site_keys().encryption) == 1:
        add_encryption_key(settings.JIANYOU_HOME)


def count_encrypted() -> int:
    """How many rows `renew` goes through."""
    return sum(rows.count() for rows, _ in ENCRYPTED)


def renew() -> Iterator[int]:
    """Encrypts everything anew, giving how much is done after each batch; can be interrupted at any place."""
    done = 0
    for rows, fields in ENCRYPTED:
        for keys in _keys_of(rows):
            with transaction.atomic():
                for row in rows.select_for_update().filter(pk__in=keys):
                    _renew_row(row, fields)
            done += len(keys)
            yield done
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update():
            _renew_factor(factor)


def finish_renewal(*, operator: str) -> int:
    """Drops the former keys once nothing needs them; how much still does.

    Something may have been written with a former key while the new one was made: renew again then.
    """
    keys = site_keys()
    left = sum(_left(rows, fields, keys) for rows, fields in ENCRYPTED) + sum(
        not keys.is_newest(factor.data[name].encode())
        for factor in Authenticator.objects.all()
        for name in _SECRETS
        if name in factor.data
    )
    if not left:
        log_deed(SiteDeed.KEYS_RENEWED, subject="encryption", operator=operator)
        drop_former_keys(settings.JIANYOU_HOME)
    return left


def _keys_of(rows: Manager[Any]) -> Iterator[list[object]]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(keys), _BATCH):
        yield keys[begin : begin + _BATCH]


def _renew_row(row: Model, fields: tuple[str, ...]) -> None:
    for name in fields:
        value = getattr(row, name)
        if value:
            setattr(row, name, site_keys().renewed(bytes(value)))
    row.save(update_fields=fields)


def _renew_factor(factor: Authenticator) -> None:
    for name in _SECRETS:
        if name in factor.data:
            factor.data[name] = site_keys().renewed(factor.data[name].encode()).decode()
    factor.save(update_fields=["data"])


def _left(rows: Manager[Any], fields: tuple[str, ...], keys: SiteKeys) -> int:
    values = rows.values_list(*fields)
    return sum(not keys.is_newest(bytes(value)) for row in values.iterator() for value in row if value)
