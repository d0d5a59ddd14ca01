"""清除个人信息: what tells of somebody is gone, the ledger verifies as before, nothing goes too early."""

import uuid
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from jianyou.actions.archiving import ask_archive
from jianyou.actions.erasing import erase_now
from jianyou.domain.ledger.log import check_log
from jianyou.domain.ledger.receipts import check_receipt
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.jobs.erasing import erase_due
from jianyou.jobs.sealing import seal_all
from jianyou.queries.archives import personal_to_erase
from jianyou.queries.ledger import get_receipt, list_ledger
from jianyou.queries.ledger_check import Walk, begin_check, go_on
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file, path_of
from jianyou.store.models import (
    Archive,
    Call,
    Draft,
    Erasure,
    Filing,
    LogRow,
    Objection,
    OutboxMessage,
    Partner,
    PersonalDatum,
    Publicity,
    Retention,
    SentPackage,
    StoredFile,
    TakenPackage,
)
from jianyou.store.sealed_files import keep_sealed
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from tests.site.archive_world import PHONE, SCAN, closed_call, made
from tests.site.kit import clerk, head, office, opened

pytestmark = pytest.mark.usefixtures("site")


def _furnished(*, originals: bool = False, days: int = 30) -> Call:
    """A closed call with all kinds of personal data, and a retention."""
    call = closed_call()
    keys, at = site_keys(), database_now()
    filing = Filing.objects.get()
    Draft.objects.create(
        office=office(),
        call=call,
        number="ABCD-EFGH",
        token="0" * 32,
        code_index="x",
        body=keys.encrypt(PHONE),
        begun_at=at,
        saved_at=at,
    )
    OutboxMessage.objects.create(
        office=office(),
        call=call,
        filing=filing,
        kind="filed",
        at=at,
        channel="mobile",
        recipient=keys.encrypt(PHONE),
    )
    publicity = Publicity.objects.create(
        office=office(), call=call, number=1, title="公示", days=5, prepared_by="jingban", prepared_at=at
    )
    Objection.objects.create(
        office=office(),
        call=call,
        publicity=publicity,
        number="HJKL-MNPQ",
        token="1" * 32,
        code_index="y",
        channel="web",
        kind="substance",
        named=True,
        person=keys.encrypt('{"name": "示例异议人"}'),
        text=keys.encrypt("我是示例异议人"),
        at=at,
        moment=at,
        in_time=True,
    )
    keep(call, days=days, originals=originals)
    return call


def keep(call: Call, *, days: int, originals: bool = False) -> None:
    """A retention with its day so many days from now, as if it had been set long ago."""
    at = database_now()
    told = {"office": office(), "category": "years_10", "originals": originals, "by": "chuzhang", "at": at}
    day = localtime(at).date() + timedelta(days=days)
    Retention.objects.update_or_create(call=call, defaults={**told, "erase_on": day})


def walked(call: Call) -> Walk:
    """The whole check of the call's ledger."""
    walk = begin_check(viewer=clerk(), slug=call.slug)
    while not walk.finished:
        walk = go_on(viewer=clerk(), walk=walk)
    return walk


def test_what_tells_of_somebody_is_gone_and_the_ledger_verifies_as_before() -> None:
    call = _furnished()
    seal_all()
    before, ledger = walked(call), list(list_ledger(call_slug=call.slug))
    number = Filing.objects.get().number
    receipt = get_receipt(number=number)
    counts = {"contacts": 3, "drafts": 1, "messages": 1, "objectors": 1}
    assert personal_to_erase(viewer=head(), slug=call.slug).counts == counts
    erase_now(actor=head(), call_slug=call.slug, seen=counts)
    assert PersonalDatum.objects.count() == 0
    assert Draft.objects.count() == 0
    assert set(OutboxMessage.objects.values_list("recipient", "secret", "next_try_at")) == {
        (None, None, None)
    }
    objection = Objection.objects.get()
    assert (objection.person, bytes(objection.text), objection.reply) == (None, b"", None)
    assert list(list_ledger(call_slug=call.slug)) == ledger
    after = walked(call)
    assert (before.troubles, after.troubles) == ((), ())
    assert (after.size, after.root, after.told, after.erased) == (
        before.size,
        before.root,
        before.told,
        before.erased,
    )
    assert check_log(ledger).troubles == ()
    again = get_receipt(number=number)
    assert again == receipt
    assert all(check.holds is not False for check in check_receipt(again))
    row = Erasure.objects.get()
    assert (row.counts, row.by, row.files) == (counts, "chuzhang", [])
    logged = LogRow.objects.get(call=call, act=Act.ERASE_PERSONAL_DATA)
    assert logged.content is not None
    assert (logged.content["erased"], logged.content["approved_by"], logged.actor) == (
        counts,
        "chuzhang",
        "system",
    )
    seal_all()
    assert walked(call).troubles == ()


def test_originals_are_kept_unless_they_are_to_go() -> None:
    call = _furnished()
    digest = StoredFile.objects.get().digest
    ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    archive = path_of(made().digest)
    erase_now(actor=head(), call_slug=call.slug, seen=personal_to_erase(viewer=head(), slug=call.slug).counts)
    assert path_of(digest).read_bytes() == SCAN
    assert archive.is_file()
    keep(call, days=30, originals=True)
    counts = personal_to_erase(viewer=head(), slug=call.slug).counts
    assert counts == {"originals": 1, "archives": 1}
    erase_now(actor=head(), call_slug=call.slug, seen=counts)
    assert (path_of(digest).exists(), archive.exists()) == (False, False)
    assert StoredFile.objects.get().digest == digest
    assert Archive.objects.get().status == "gone"
    seal_all()
    assert walked(call).troubles == ()
    # An archive that is made afterwards has none, and says nothing it can't hold.
    ask_archive(actor=clerk(), call_slug=call.slug, personal=True)
    assert made().status == "made"


def test_packages_with_contacts_go_with_the_originals() -> None:
    call, at = _furnished(originals=True), database_now()
    sealed = [keep_sealed(PHONE.encode()) for _ in range(2)]
    told = {
        "office": office(),
        "call": call,
        "number": 1,
        "package": uuid.uuid4(),
        "digest": "0" * 64,
        "size": 11,
    }
    sent = SentPackage.objects.create(
        **told,
        kind="nomination",
        to="示例市",
        file=sealed[0].digest,
        file_key=sealed[0].key,
        made_by="jingban",
        made_at=at,
    )
    partner = Partner.objects.create(
        office=office(),
        slug="district",
        name="示例区",
        relation="lower",
        key="0" * 64,
        added_by="x",
        added_at=at,
    )
    taken = TakenPackage.objects.create(
        **told,
        partner=partner,
        kind="nomination",
        status="taken",
        file=sealed[1].digest,
        file_key=sealed[1].key,
        by="jingban",
        at=at,
    )
    counts = personal_to_erase(viewer=head(), slug=call.slug).counts
    assert (counts["packages"], counts["taken"]) == (1, 1)
    erase_now(actor=head(), call_slug=call.slug, seen=counts)
    for row in (sent, taken):
        row.refresh_from_db()
    assert (sent.file_key, taken.file_key) == (None, None)
    assert [path_of(one.digest).exists() for one in sealed] == [False, False]
    assert personal_to_erase(viewer=head(), slug=call.slug).counts == {}


def test_of_a_cancelled_call_too() -> None:
    call = _furnished(days=0)
    Call.objects.filter(id=call.id).update(status="cancelled")
    assert erase_due() == 1
    assert PersonalDatum.objects.count() == 0


def test_a_file_that_another_call_needs_stays() -> None:
    call, other = _furnished(originals=True), closed_call("call-2")
    erase_now(actor=head(), call_slug=call.slug, seen=personal_to_erase(viewer=head(), slug=call.slug).counts)
    digest = StoredFile.objects.get(version__filing__call=other).digest
    assert path_of(digest).read_bytes() == SCAN
    assert personal_to_erase(viewer=head(), slug=other.slug).counts["contacts"] == 3


def test_it_happens_on_its_day_and_once() -> None:
    call = _furnished(days=1)
    assert erase_due() == 0
    assert PersonalDatum.objects.count() == 3
    keep(call, days=0)
    assert erase_due() == 1
    assert PersonalDatum.objects.count() == 0
    assert erase_due() == 0
    assert Erasure.objects.get().by == "system"


def test_files_left_by_a_crash_are_removed_the_next_time() -> None:
    call = closed_call()
    digest = keep_file(b"left over")
    Erasure.objects.create(
        office=office(), call=call, by="system", at=database_now(), counts={"originals": 1}, files=[digest]
    )
    erase_due()
    assert not path_of(digest).exists()
    assert Erasure.objects.get().files == []


def _refused(actor: Actor, slug: str, seen: dict[str, int]) -> str:
    with pytest.raises(Refused) as refused:
        erase_now(actor=actor, call_slug=slug, seen=seen)
    return refused.value.code


def test_who_erases_and_when() -> None:
    call = _furnished()
    counts = personal_to_erase(viewer=head(), slug=call.slug).counts
    assert _refused(clerk(), call.slug, counts) == "erasing_head_only"
    assert _refused(head(), call.slug, {**counts, "contacts": 1}) == "erasing_changed"
    running = opened("running")
    assert _refused(head(), running.slug, {}) == "erasing_no_retention"
    keep(running, days=0)
    assert _refused(head(), running.slug, {}) == "erasing_call_runs"
    assert erase_due() == 0
    assert PersonalDatum.objects.count() == 3
