"""换钥匙: everything stays readable at every step, and the former key opens nothing afterwards."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from jianyou.actions.outbox import Address, Kind, send_to
from jianyou.actions.renewing import begin_renewal, finish_renewal, renew
from jianyou.actions.showing import show_personal_data
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, OutboxMessage, PersonalDatum
from jianyou.store.sitekeys import FILE, add_encryption_key, load_keys, site_keys
from jianyou.terms.finding import Refused
from tests.site.kit import filed_paper

pytestmark = pytest.mark.usefixtures("site")
PERSONAL = {"1.contact": "示例人", "1.phone": "023-60000001"}


def a_message() -> OutboxMessage:
    """One that waits to be sent, with a secret."""
    return send_to(
        Address("mail", "a@example.org"),
        call=Call.objects.get(),
        kind=Kind.CODE,
        at=database_now(),
        params={},
        secret={"code": "123456"},
        lang="zh",
    )


def test_everything_is_encrypted_anew() -> None:
    number = filed_paper()
    message = a_message()
    before = site_keys()
    begin_renewal()
    assert len(site_keys().encryption) == 2
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == PERSONAL
    assert list(renew())[-1] == PersonalDatum.objects.count() + OutboxMessage.objects.count()
    assert finish_renewal(operator="root") == 0
    after = site_keys()
    assert len(after.encryption) == 1
    assert (after.signing, after.pages, after.lookup) == (before.signing, before.pages, before.lookup)
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == PERSONAL
    message.refresh_from_db()
    assert message.recipient is not None
    assert message.secret is not None
    assert after.decrypt(bytes(message.recipient)) == "a@example.org"
    assert json.loads(after.decrypt(bytes(message.secret))) == {"code": "123456"}
    for datum in PersonalDatum.objects.all():
        with pytest.raises(Refused):
            before.decrypt(bytes(datum.value))


def test_interrupted_it_goes_on_where_it_was() -> None:
    number = filed_paper()
    begin_renewal()
    made = site_keys().encryption
    assert finish_renewal(operator="root") > 0
    assert site_keys().encryption == made
    begin_renewal()
    assert site_keys().encryption == made
    list(renew())
    assert finish_renewal(operator="root") == 0
    assert site_keys().encryption == made[:1]
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == PERSONAL


def test_another_process_sees_the_new_key_and_the_file_stays_private() -> None:
    folder = Path(settings.JIANYOU_HOME)
    first = load_keys(folder)
    assert add_encryption_key(folder).encryption[1:] == first.encryption
    assert load_keys(folder).encryption[1:] == first.encryption
    assert (folder / FILE).stat().st_mode & 0o077 == 0
