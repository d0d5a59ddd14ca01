"""换钥匙: everything stays readable at every step, and the former key opens nothing afterwards."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import BinaryField

from jianyou.actions.drafting import begin_draft
from jianyou.actions.outbox import Address, Kind, send_to
from jianyou.actions.renewing import ENCRYPTED, begin_renewal, finish_renewal, renew
from jianyou.actions.showing import show_personal_data
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.drafts import get_draft
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, ImportedFile, OutboxMessage, PersonalDatum, User
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


def reached(number: str) -> None:
    """An address of a draft and of a person, as they are kept."""
    kept = site_keys().encrypt('["mail", "a@example.org"]')
    Draft.objects.filter(number=number).update(reach=kept)
    own = site_keys().encrypt('["mail", "a@example.org", "zh"]')
    User.objects.create(username="shili", name="示例人", created_at=database_now(), reach=own)


def test_every_column_that_is_encrypted_is_known() -> None:
    plain = {"LogRow.body", "LogRow.salt", "LogRow.signature", "TreeHead.signature"}
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, BinaryField)
    }
    assert found - plain == {f"{rows.model.__name__}.{name}" for rows, names in ENCRYPTED for name in names}


def test_everything_is_encrypted_anew() -> None:
    number = filed_paper()
    message = a_message()
    before = site_keys()
    begin_renewal()
    assert len(site_keys().encryption) == 2
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == PERSONAL
    draft = begin_draft(actor=PUBLIC, call_slug="call-1", lang="zh", edits=[Edit("c-1-name", "甲")]).number
    reached(draft)
    rows = (PersonalDatum, OutboxMessage, Draft, User, ImportedFile)
    assert list(renew())[-1] == sum(model.objects.count() for model in rows)
    assert finish_renewal(operator="root") == 0
    after = site_keys()
    assert len(after.encryption) == 1
    assert (after.signing, after.pages, after.lookup) == (before.signing, before.pages, before.lookup)
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == PERSONAL
    assert get_draft(number=draft).content.rows[0].values == {"name": "甲"}
    for row in (Draft.objects.get(), User.objects.get()):
        assert (after.is_newest(bytes(row.reach or b"")), bytes(row.reach or b"") == b"") == (True, False)
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
