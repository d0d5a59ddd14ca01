"""Drafts on the database: begun once, saved by several, filed as they were looked at, removed in time."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from time import process_time

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jianyou.actions.drafting import (
    MOST_EDITS,
    RowAct,
    begin_draft,
    drop_draft,
    file_draft,
    mark_asked,
    save_draft,
)
from jianyou.actions.filing import Sent, SentFile, code_for, submit
from jianyou.actions.forgetting import forget_drafts
from jianyou.actions.giving_proofs import add_to_draft
from jianyou.domain.annexes.drafting import Conflict, Edit
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.jobs.forgetting import forget_due
from jianyou.queries.drafts import get_draft, is_draft_code, list_drafts, list_opened
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Call,
    Count,
    Draft,
    DraftFile,
    Filing,
    LogRow,
    Organization,
    OutboxMessage,
    StoredFile,
)
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from tests.site.kit import counter, moved_deadline, opened, sent

pytestmark = pytest.mark.usefixtures("site")


def begun(name: str = "甲", **more: object) -> str:
    """A draft of one nominee; its number."""
    edits = [Edit("c-1-name", name, was=""), Edit("filer", "示例厂", was="")]
    return begin_draft(actor=PUBLIC, call_slug="call-1", lang="zh", edits=edits, **more).number  # type: ignore[arg-type]


def typed(number: str, text: str, was: str, name: str = "c-1-name") -> tuple[Conflict, ...]:
    return save_draft(actor=filer_of(number), number=number, edits=[Edit(name, text, was)]).conflicts


def name_in(number: str) -> str | None:
    return get_draft(number=number).content.text_of("c-1-name")


def sent_of(number: str) -> Sent:
    return sent("甲", get_draft(number=number).token)


def file(number: str, seen: int = 1) -> str:
    done = file_draft(
        actor=filer_of(number), call_slug="call-1", number=number, seen=seen, sent=sent_of(number)
    )
    return done.filing.number


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        do()
    return told.value.code


def test_begun_it_is_encrypted_and_nothing_is_logged() -> None:
    opened()
    number = begun("示例轴承有限公司")
    draft = Draft.objects.get()
    assert (draft.number, draft.filer, draft.revision) == (number, "示例厂", 1)
    assert "示例轴承".encode() not in bytes(draft.body)
    assert "示例轴承有限公司" in site_keys().decrypt(bytes(draft.body))
    assert (LogRow.objects.exclude(act="open_call").count(), OutboxMessage.objects.count()) == (0, 0)
    code = code_for(draft.token, site_keys())
    assert (is_draft_code(number=number, code=code), is_draft_code(number=number, code="A" * 12)) == (
        True,
        False,
    )
    assert not is_draft_code(number="2222-2222-2222", code=code)


def test_one_page_begins_one_draft_however_often_it_is_sent() -> None:
    opened()
    token = uuid.uuid4()
    first = begun(token=token)
    assert begun("乙", token=token) == first
    assert (name_in(first), Draft.objects.count()) == ("甲", 1)
    file(first)
    assert refused(lambda: begun(token=token)) == "draft_gone"
    assert Draft.objects.count() == 0


def test_begun_by_many_hands_at_once_it_is_one() -> None:
    opened()
    token, numbers = uuid.uuid4(), list[str]()
    at_once([lambda: numbers.append(begun(token=token))] * 4)
    assert (len(numbers), len({*numbers}), Draft.objects.count()) == (4, 1, 1)


def at_once(acts: list[Callable[[], object]]) -> None:
    def run(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    hands = [threading.Thread(target=run, args=(act,)) for act in acts]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()


def test_two_who_type_in_one_field_never_replace_each_other_unseen() -> None:
    opened()
    number = begun("")
    found: list[tuple[Conflict, ...]] = []
    at_once([lambda text=text: found.append(typed(number, text, "")) for text in "甲乙丙"])  # type: ignore[misc]
    won = name_in(number)
    assert sorted(len(conflicts) for conflicts in found) == [0, 1, 1]
    assert {one.theirs for conflicts in found for one in conflicts} == {won}
    assert sorted([won, *(one.yours for conflicts in found for one in conflicts)]) == ["丙", "乙", "甲"]  # type: ignore[type-var]


def test_what_changes_nothing_is_not_written() -> None:
    opened()
    number = begun()
    saved_at = Draft.objects.get().saved_at
    assert typed(number, "甲", "") == ()
    assert typed(number, "乙", "丙") == (Conflict("c-1-name", "甲", "乙"),)
    assert (Draft.objects.get().saved_at, Draft.objects.get().revision) == (saved_at, 1)
    assert typed(number, "乙", "甲") == ()
    assert (name_in(number), Draft.objects.get().revision) == ("乙", 2)


def test_rows_are_added_removed_and_brought_back_and_there_are_only_so_many() -> None:
    opened()
    number = begun()

    def do(row: RowAct, row_id: int = 0) -> list[int]:
        saved = save_draft(actor=filer_of(number), number=number, row=row, row_id=row_id, most_rows=2)
        return [each.id for each in saved.view.content.rows]

    assert [do(RowAct.ADD), do(RowAct.ADD), do(RowAct.REMOVE, 1), do(RowAct.RESTORE, 1)] == [
        [1, 2],
        [1, 2],
        [2],
        [1, 2],
    ]
    assert name_in(number) == "甲"


def test_only_who_was_let_in_may_touch_it() -> None:
    opened()
    number, other = begun(), begun()
    for actor in (PUBLIC, counter(), filer_of(other), filer_of("")):
        for act in (
            lambda: save_draft(actor=actor, number=number),  # noqa: B023
            lambda: drop_draft(actor=actor, number=number),  # noqa: B023
            lambda: mark_asked(actor=actor, number=number, address=""),  # noqa: B023
            lambda: file_draft(
                actor=actor,  # noqa: B023
                call_slug="call-1",
                number=number,
                seen=1,
                sent=sent_of(number),
            ),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert (Draft.objects.count(), Filing.objects.count()) == (2, 0)


def test_filed_it_keeps_number_code_and_organization_and_the_draft_is_gone() -> None:
    opened()
    organization = Organization.objects.create(name="示例厂", created_at=database_now())
    number = begun(organization=organization.id)
    assert [line.number for line in list_drafts(organization=organization.id)] == [number]
    draft = Draft.objects.get()
    add_to_draft(
        actor=filer_of(number),
        number=number,
        file=SentFile("证书.pdf", "a" * 64, 7, "proof", "system_certificate", 1),
    )
    seen = get_draft(number=number).revision
    assert file(number, seen) == number
    filing = Filing.objects.get()
    assert (filing.number, filing.token, filing.code_index, filing.organization_id) == (
        number,
        draft.token,
        draft.code_index,
        organization.id,
    )
    proof = StoredFile.objects.get()
    assert (proof.name, proof.purpose, proof.kind, proof.entry) == (
        "证书.pdf",
        "proof",
        "system_certificate",
        1,
    )
    assert (Draft.objects.count(), DraftFile.objects.count()) == (0, 0)
    assert refused(lambda: typed(number, "乙", "甲")) == "draft_gone"
    assert list(LogRow.objects.exclude(act="open_call").values_list("act", "kind")) == [("submit", "receipt")]


def test_filed_as_it_was_looked_at_or_not_at_all() -> None:
    opened()
    number = begun()
    kept = sent_of(number)
    typed(number, "乙", "甲")
    for seen in (0, 1, 3):
        assert refused(lambda seen=seen: file(number, seen)) == "draft_changed"  # type: ignore[misc]
    strange = kept._replace(token=uuid.uuid4())
    assert refused(lambda: file_with(number, strange)) == "draft_gone"
    assert (Filing.objects.count(), name_in(number)) == (0, "乙")
    assert file(number, 2) == number


def file_with(number: str, what: Sent) -> object:
    return file_draft(actor=filer_of(number), call_slug="call-1", number=number, seen=2, sent=what)


def test_filed_by_many_hands_at_once_it_is_filed_once() -> None:
    opened()
    number = begun()
    kept, receipts = sent_of(number), list[str]()

    def press() -> None:
        done = file_draft(actor=filer_of(number), call_slug="call-1", number=number, seen=1, sent=kept)
        receipts.append(done.receipt.id.hex)

    at_once([press] * 4)
    assert (len(receipts), len({*receipts}), Filing.objects.count()) == (4, 1, 1)


def test_saved_and_filed_at_once_nothing_acknowledged_is_missing() -> None:
    opened()
    for round_ in range(4):
        number = begun()
        kept, told = sent_of(number), dict[str, str]()

        def save(number: str = number, told: dict[str, str] = told) -> None:
            try:
                typed(number, "乙", "甲")
                told["save"] = "saved"
            except Refused as refused:
                told["save"] = refused.code

        def press(number: str = number, told: dict[str, str] = told, kept: Sent = kept) -> None:
            try:
                file_draft(actor=filer_of(number), call_slug="call-1", number=number, seen=1, sent=kept)
                told["file"] = "filed"
            except Refused as refused:
                told["file"] = refused.code

        at_once([save, press] if round_ % 2 else [press, save])
        assert told in ({"save": "saved", "file": "draft_changed"}, {"save": "draft_gone", "file": "filed"})


def test_after_the_deadline_it_is_saved_but_neither_begun_nor_filed() -> None:
    call = opened()
    number = begun()
    moved_deadline(call, -1)
    assert typed(number, "乙", "甲") == ()
    assert name_in(number) == "乙"
    assert refused(lambda: file(number, 2)) == "site_too_late"
    assert refused(begun) == "site_too_late"
    assert Draft.objects.count() == 1
    Call.objects.update(status="archived")
    with pytest.raises(NotAllowed):
        typed(number, "丙", "乙")
    assert refused(lambda: file(number, 2)) == "not_allowed_around"


def test_it_is_bounded() -> None:
    opened()
    number = begun()
    many = [Edit("filer", "甲")] * (MOST_EDITS + 1)
    assert refused(lambda: save_draft(actor=filer_of(number), number=number, edits=many)) == (
        "draft_too_many_edits"
    )
    assert refused(lambda: typed(number, "长" * 400_000, "甲")) == "draft_body_too_large"
    assert name_in(number) == "甲"
    begun(origin="192.0.2.1")
    Count.objects.update(taken=199)
    begun(origin="192.0.2.1")
    assert refused(lambda: begun(origin="192.0.2.1")) == "draft_begun_often"
    assert begun(origin="192.0.2.2")


def test_dropped_it_is_gone() -> None:
    opened()
    number = begun()
    drop_draft(actor=filer_of(number), number=number)
    assert (Draft.objects.count(), refused(lambda: get_draft(number=number))) == (0, "draft_gone")
    submit(actor=PUBLIC, call_slug="call-1", sent=sent())


def test_nobody_keeps_what_was_never_filed() -> None:
    call = opened()
    other = opened("call-2")
    numbers = [begun() for _ in range(3)]
    late = begin_draft(actor=PUBLIC, call_slug="call-2", lang="zh").number
    day = 86_400
    at = database_now()
    Draft.objects.filter(number=numbers[0]).update(saved_at=at - timedelta(days=181))
    assert (forget_due(), forget_due()) == (1, 0)
    moved_deadline(call, -30 * day + 60)
    assert forget_due() == 0
    moved_deadline(call, -30 * day - 60)
    add_to_draft(actor=filer_of(late), number=late, file=SentFile("甲.pdf", "b" * 64, 7, "proof"))
    assert (forget_due(), forget_due()) == (2, 0)
    assert [line.number for line in list_opened(numbers=[late, *numbers], slug="call-2")] == [late]
    moved_deadline(other, -31 * day)
    assert forget_drafts(at=database_now()) == 1
    assert (Draft.objects.count(), DraftFile.objects.count()) == (0, 0)


def test_lists_take_few_queries() -> None:
    opened()
    organization = Organization.objects.create(name="示例厂", created_at=database_now())
    for count in (1, 3):
        numbers = [begun(organization=organization.id) for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert {line.number for line in list_drafts(organization=organization.id)} >= {*numbers}
            assert {line.number for line in list_opened(numbers=numbers, slug="call-1")} == {*numbers}
            assert list_opened(numbers=(), slug="call-1") == ()
        assert len(captured) == 2


def test_what_a_save_costs() -> None:
    opened()
    number = begun()
    texts = ["甲", *(f"甲{at}" for at in range(60))]
    with CaptureQueriesContext(connection) as captured:
        typed(number, texts[1], texts[0])
    assert len(captured) == {"sqlite": 4, "postgresql": 4}[connection.vendor]
    before = process_time()
    for was, text in pairwise(texts[1:]):
        typed(number, text, was)
    milliseconds = (process_time() - before) / (len(texts) - 2) * 1000
    assert milliseconds < 25
