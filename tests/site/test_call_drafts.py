"""Drafts of calls: begun, changed by one at a time, handed on, published; the course of a call that runs."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.calls import archive_call, cancel_call, change_course
from jianyou.actions.drafting_calls import (
    MOST_BYTES,
    Draftable,
    NoticeFile,
    Step,
    begin_call_draft,
    drop_call_draft,
    give_notice,
    hand_on_call_draft,
    publish_call_draft,
    save_call_draft,
)
from jianyou.actions.handling import assign_handlers
from jianyou.actions.sealing import seal
from jianyou.datafiles.edits import with_items, with_value
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.call_drafts import get_call_draft, get_course, list_call_drafts
from jianyou.queries.calls import get_call
from jianyou.queries.handling import handles, list_handlers
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, CallDraft, CourseChange, LogRow, Office, OutboxMessage, Post, User
from jianyou.terms.finding import Refused
from tests.site.kit import (
    TEMPLATE,
    clerk,
    counter,
    filed_paper,
    head,
    moved_deadline,
    office,
    opened,
    somewhere_else,
    staff,
)

pytestmark = pytest.mark.usefixtures("site")

NOTICE = NoticeFile("通知.txt", "关于征集的通知".encode(), "关于征集的通知")


def file_text(slug: str = "new-call", *, days: float = 9, completes_on: str = "either") -> str:
    """A call file that can be used, its deadline so many days from now."""
    at = localtime(database_now() + timedelta(days=days)).isoformat(timespec="seconds")
    return TEMPLATE.format(slug=slug, deadline=at, completes_on=completes_on, counts="no")


def begun(text: str = "", notice: NoticeFile | None = NOTICE) -> str:
    """A draft that the clerk begins; its key."""
    return begin_call_draft(actor=clerk(), draftable=Draftable(text or file_text(), "", notice))


def refusal(act: Any, **told: Any) -> str:
    """Why something is refused."""
    with pytest.raises(Refused) as refused:
        act(**told)
    return refused.value.code


def test_a_draft_is_published_and_the_log_says_what_it_rests_on() -> None:
    key = begun()
    draft = get_call_draft(viewer=clerk(), key=key)
    assert (draft.revision, draft.title, draft.ready_by) == (1, "关于征集示例优质组织的通知", "")
    assert publish_call_draft(actor=clerk(), key=key, seen=1) == "new-call"
    row = LogRow.objects.get(act="open_call")
    assert row.content is not None
    told = {name: row.content[name] for name in ("drafted_by", "ready_by", "revision", "notice_sha256")}
    digest = hashlib.sha256(NOTICE.data).hexdigest()
    assert told == {"drafted_by": "jingban", "ready_by": "", "revision": 1, "notice_sha256": digest}
    assert path_of(digest).read_bytes() == NOTICE.data
    assert get_call(slug="new-call").source == draft.source
    assert list_call_drafts(viewer=clerk()) == ()
    assert refusal(publish_call_draft, actor=clerk(), key=key, seen=1) == "call_draft_gone"


def test_who_looks_at_a_former_revision_is_refused() -> None:
    key = begun()
    text = file_text("other-name")
    assert save_call_draft(actor=clerk(), key=key, seen=1, source=text, step=Step.EDITED) == 2
    for act, told in (
        (save_call_draft, {"source": text, "step": Step.EDITED}),
        (give_notice, {"source": text, "notice": NOTICE}),
        (hand_on_call_draft, {}),
        (drop_call_draft, {}),
        (publish_call_draft, {}),
    ):
        with pytest.raises(Refused) as refused:
            act(actor=head(), key=key, seen=1, **told)
        assert (refused.value.code, dict(refused.value.params)) == (
            "call_draft_changed",
            {"seen": 1, "newest": 2, "by": "jingban"},
        )
    draft = get_call_draft(viewer=clerk(), key=key)
    assert (draft.revision, draft.source) == (2, text)
    assert [(one.revision, one.step) for one in draft.history] == [(2, "edited"), (1, "begun")]


def test_two_people_publish_where_the_office_wants_it() -> None:
    Office.objects.filter(id=office().id).update(second_person=True)
    key = begun()
    assert refusal(publish_call_draft, actor=clerk(), key=key, seen=1) == "not_allowed_without_head"
    assert refusal(publish_call_draft, actor=head(), key=key, seen=1) == "call_draft_not_ready"
    hand_on_call_draft(actor=head(), key=key, seen=1)
    assert refusal(publish_call_draft, actor=head(), key=key, seen=1) == "not_allowed_alone"
    # A change takes the readiness back: what was handed on is what is published.
    save_call_draft(actor=clerk(), key=key, seen=1, source=file_text(), step=Step.EDITED)
    assert refusal(publish_call_draft, actor=head(), key=key, seen=2) == "call_draft_not_ready"
    hand_on_call_draft(actor=clerk(), key=key, seen=2)
    publish_call_draft(actor=head(), key=key, seen=2)
    content = LogRow.objects.get(act="open_call").content
    assert content is not None
    assert (content["actor"], content["ready_by"], content["revision"]) == ("chuzhang", "jingban", 2)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"days": -1}, "call_draft_past"),
        ({"slug": "taken"}, "call_draft_name_taken"),
    ],
)
def test_what_must_be_mended_before_publishing(change: dict[str, Any], code: str) -> None:
    opened("taken")
    key = begun(file_text(**change))
    assert refusal(hand_on_call_draft, actor=clerk(), key=key, seen=1) == code
    assert refusal(publish_call_draft, actor=clerk(), key=key, seen=1) == code
    assert Call.objects.count() == 1


def test_an_unfinished_file_is_kept_but_not_published() -> None:
    text = file_text()
    for broken, code in (
        (text.replace("kind: name", "kind: nome"), "call_draft_problems"),
        (with_value(text, "filing.completes_on", ""), "call_draft_completes"),
        ("", "call_draft_unfinished"),
    ):
        key = begun()
        save_call_draft(actor=clerk(), key=key, seen=1, source=broken, step=Step.EDITED)
        assert refusal(publish_call_draft, actor=clerk(), key=key, seen=2) == code
        assert get_call_draft(viewer=clerk(), key=key).title == "关于征集示例优质组织的通知"


def test_a_draft_belongs_to_its_office_and_its_clerks() -> None:
    key = begun()
    assert refusal(get_call_draft, viewer=somewhere_else(), key=key) == "call_draft_gone"
    assert refusal(drop_call_draft, actor=somewhere_else(), key=key, seen=1) == "call_draft_gone"
    assert list_call_drafts(viewer=somewhere_else()) == ()
    for actor in (counter(), staff(Role.SUPERVISOR, "jiandu")):
        assert refusal(drop_call_draft, actor=actor, key=key, seen=1) == "not_allowed_role"
        assert refusal(begin_call_draft, actor=actor, draftable=Draftable()) == "not_allowed_role"
    drop_call_draft(actor=head(), key=key, seen=1)
    assert list_call_drafts(viewer=clerk()) == ()
    assert CallDraft.objects.count() == 1


def test_bounds() -> None:
    long = file_text() + "#" * MOST_BYTES
    assert refusal(begun, text=long) == "call_draft_large"
    key = begun()
    save = {"actor": clerk(), "key": key, "seen": 1, "step": Step.EDITED}
    assert refusal(save_call_draft, source=long, **save) == "call_draft_large"
    draft = CallDraft.objects.get()
    CallDraft.objects.bulk_create(
        CallDraft(
            office=draft.office, source="", made_by="x", made_at=draft.made_at, changed_at=draft.made_at
        )
        for _ in range(99)
    )
    assert refusal(begun) == "call_drafts_many"


def test_the_stages_of_a_running_call_change_with_a_reason() -> None:
    filed_paper()
    view = get_course(viewer=clerk(), slug="call-1")
    items: list[Any] = [{"stage": "filing"}, {"stage": "review"}, {"stage": "formal_check"}]
    source = with_items(view.source, "stages", items)
    told: dict[str, Any] = {"actor": clerk(), "call_slug": "call-1", "source": source}
    assert refusal(change_course, seen=view.digest, reason=" ", **told) == "site_reason_missing"
    assert refusal(change_course, seen="0" * 64, reason="先评审", **told) == "call_course_changed"
    change_course(seen=view.digest, reason="先评审", **told)
    call = Call.objects.get()
    assert (call.source, call.source_digest) == (source, hashlib.sha256(source.encode()).hexdigest())
    assert [stage.kind for stage in get_call(slug="call-1").file.stages] == [
        "filing",
        "review",
        "formal_check",
    ]
    change = CourseChange.objects.get()
    assert (change.before, change.after, change.reason, change.by) == (
        view.source,
        source,
        "先评审",
        "jingban",
    )
    content = LogRow.objects.get(act="change_course").content
    assert content is not None
    assert [stage["stage"] for stage in content["after"]] == ["filing", "review", "formal_check"]
    assert (content["before"], content["before_sha256"]) == ([], view.digest)
    assert (content["source_sha256"], content["reason"]) == (call.source_digest, "先评审")


def test_what_was_published_is_frozen() -> None:
    opened()
    view = get_course(viewer=clerk(), slug="call-1")
    stages = with_items(view.source, "stages", [{"stage": "filing"}, {"stage": "review"}])
    told = {"actor": clerk(), "call_slug": "call-1", "seen": view.digest, "reason": "有误"}
    for source, code in (
        (with_value(view.source, "deadline", "2099-01-01T00:00:00+08:00"), "call_course_frozen"),
        (with_value(stages, "annex.columns.1.title", "企业名称"), "call_course_frozen"),
        (with_value(stages, "filing.completes_on", "paper"), "call_course_frozen"),
        (with_items(view.source, "stages", [{"stage": "review"}]), "call_course_filing"),
        (with_value(stages, "stages.1.ends_on", "2099-01-01"), "call_course_filing"),
        (view.source, "call_course_same"),
    ):
        assert refusal(change_course, source=source, **told) == code
    assert CourseChange.objects.count() == 0
    moved_deadline(Call.objects.get(), -1)
    seal(call_slug="call-1")
    archive_call(actor=clerk(), call_slug="call-1")
    assert refusal(change_course, source=stages, **told) == "not_allowed_settled"


def test_a_call_is_cancelled_by_its_head_and_every_filer_is_told() -> None:
    number = filed_paper()
    assert refusal(cancel_call, actor=clerk(), call_slug="call-1", reason="不办了") == "not_allowed_role"
    assert refusal(cancel_call, actor=head(), call_slug="call-1", reason="") == "site_reason_missing"
    cancel_call(actor=head(), call_slug="call-1", reason="上级取消了评选")
    message = OutboxMessage.objects.get(kind="cancelled")
    assert (message.params["number"], message.params["reason"]) == (number, "上级取消了评选")
    assert Call.objects.get().status == "cancelled"
    assert LogRow.objects.get(act="cancel_call").content is not None
    assert refusal(get_call, slug="call-1") == "site_no_call"
    assert refusal(cancel_call, actor=head(), call_slug="call-1", reason="再一次") == "not_allowed_settled"


def test_a_call_is_archived_once_it_is_closed() -> None:
    call = opened()
    assert refusal(archive_call, actor=clerk(), call_slug="call-1") == "not_allowed_now"
    moved_deadline(call, -1)
    seal(call_slug="call-1")
    archive_call(actor=clerk(), call_slug="call-1", reason="已经上报")
    assert Call.objects.get().status == "archived"
    content = LogRow.objects.get(act="archive_call").content
    assert content is not None
    assert content["reason"] == "已经上报"


def clerk_named(name: str) -> Actor:
    """A clerk with an account."""
    user = User.objects.create(username=name, name=f"{name}示例", password="!", created_at=database_now())
    Post.objects.create(office=office(), user=user, role=Role.OFFICE_CLERK)
    return replace(clerk(), person=name)


def test_handlers_are_named_and_others_handle_no_more() -> None:
    call = opened()
    first, second = clerk_named("first"), clerk_named("second")
    assert [handles(one, call) for one in (first, second)] == [True, True]
    assign_handlers(actor=head(), call_slug="call-1", usernames=["first"])
    assert [handles(one, call) for one in (first, second)] == [True, False]
    assert [one.username for one in list_handlers(viewer=head(), slug="call-1")] == ["first"]
    assert refusal(assign_handlers, actor=head(), call_slug="call-1", usernames=["first"]) == (
        "call_handlers_same"
    )
    assert refusal(assign_handlers, actor=head(), call_slug="call-1", usernames=["jingban"]) == (
        "call_handler_unknown"
    )
    assert refusal(assign_handlers, actor=somewhere_else(), call_slug="call-1", usernames=[]) == (
        "not_allowed_office"
    )
    assign_handlers(actor=first, call_slug="call-1", usernames=[])
    assert [handles(one, call) for one in (first, second)] == [True, True]
    rows = LogRow.objects.filter(act="assign_handlers").order_by("at", "id")
    told = [(row.content["before"], row.content["after"]) for row in rows if row.content]
    assert told == [([], ["first"]), (["first"], [])]
