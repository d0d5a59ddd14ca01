"""Queries that are written once: the same rows as Django's own, for whatever value, on each database."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from jianyou.actions.drafting import begin_draft
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.queries.drafts import draft_now
from jianyou.store.models import Call, Draft, Office
from jianyou.store.prepared import Change, Prepared, columns, insert, remove, row_of
from tests.site.nominee import draft_of_anybody
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")


def begun(name: str) -> Draft:
    edits = (Edit("filer", name, was=""),)
    saved = begin_draft(actor=PUBLIC, call_slug="city", lang="zh", edits=edits)
    return Draft.objects.select_related("call__office").get(number=saved.number)


def values(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in columns(type(row))}
    return {name: bytes(one) if isinstance(one, memoryview) else one for name, one in told.items()}


def test_each_value_has_its_own_rows_as_django_would_read_them() -> None:
    opened_city()
    one, other = begun("示例轴承有限公司"), begun("示例齿轮厂")
    for draft in (one, other, one):
        found = draft_now(draft.number)
        assert found is not None
        assert values(found) == values(draft)
        assert values(found.call) == values(draft.call)
        assert values(found.call.office) == values(draft.call.office)
        assert found == draft
    assert draft_now("AAAA-AAAA-AAAA") is None


def test_a_row_that_was_read_can_be_written() -> None:
    opened_city()
    draft = draft_now(begun("示例轴承有限公司").number)
    assert draft is not None
    draft.filer = "改过"
    with CaptureQueriesContext(connection) as asked:
        draft.save(update_fields=["filer"])
    assert [one["sql"][:6] for one in asked] == ["UPDATE"]
    assert Draft.objects.get(number=draft.number).filer == "改过"


def test_values_of_two_kinds_find_their_places() -> None:
    call = opened_city()
    wanted = Prepared(
        lambda slug, key: Call.objects.filter(office_id=key, slug=slug).values_list("slug", "deadline"),
        str,
        uuid.UUID,
    )
    assert wanted.rows(call.slug, call.office_id) == [(call.slug, call.deadline)]
    assert wanted.rows(call.slug, uuid.uuid4()) == []
    assert wanted.first("elsewhere", call.office_id) is None


def test_a_change_writes_what_django_would_and_tells_in_how_many_rows() -> None:
    opened_city()
    one, other = begun("示例轴承有限公司"), begun("示例齿轮厂")
    at = one.begun_at - timedelta(days=1)
    change = Change(
        lambda at, key, seen: (
            Draft.objects.filter(id=key, revision=seen),
            {"saved_at": at, "reach": None, "revision": F("revision") + 5},
        ),
        datetime,
        uuid.UUID,
        int,
    )
    assert change.run(at, one.id, one.revision + 1) == 0
    assert change.run(at, one.id, one.revision) == 1
    assert [Draft.objects.get(id=key.id).saved_at for key in (one, other)] == [at, other.saved_at]
    assert [Draft.objects.get(id=key.id).revision for key in (one, other)] == [6, 1]


def test_rows_are_inserted_as_django_would_read_them() -> None:
    draft = draft_of_anybody(opened_city())
    rows = [
        Draft(**{**values(draft), "id": uuid.uuid4(), "number": f"N-{place}", "token": uuid.uuid4()})
        for place in range(450)
    ]
    insert(rows)
    insert([])
    for row in (rows[0], rows[-1]):
        assert values(Draft.objects.get(id=row.id)) == values(row)
    assert Draft.objects.count() == 451
    rows[0].filer = "改过"
    rows[0].save()
    assert Draft.objects.get(number="N-0").filer == "改过"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Draft(**{**values(draft), "id": uuid.uuid4(), "token": uuid.uuid4()})])


def test_those_rows_are_removed_and_no_others() -> None:
    opened_city()
    one, other = begun("示例轴承有限公司"), begun("示例齿轮厂")
    assert (remove(Draft, "id", one.id), remove(Draft, "id", one.id)) == (1, 0)
    assert list(Draft.objects.values_list("id", flat=True)) == [other.id]
    assert remove(Draft, "call", other.call_id) == 1


def test_a_lock_needs_a_transaction() -> None:
    opened_city()
    number = begun("示例轴承有限公司").number
    with pytest.raises(RuntimeError, match="outside of a transaction"):
        draft_now(number, locked=True)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert draft_now(number, locked=True) is not None
    ends = asked[0]["sql"].rstrip().endswith('FOR UPDATE OF "store_draft"')
    assert ends is (connection.vendor == "postgresql")


def test_columns_behind_a_way_belong_to_their_model() -> None:
    call = opened_city()
    told = Call.objects.filter(pk=call.pk).values_list(*columns(Call), *columns(Office, "office__"), "title")[
        0
    ]
    found, rest = row_of(Call, told)
    office, rest = row_of(Office, rest)
    assert (found, office, rest) == (call, call.office, (call.title,))
