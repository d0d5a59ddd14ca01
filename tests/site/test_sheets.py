"""Score sheets: saved while they are typed, submitted, looked at again; what an expert does before."""

import uuid
from datetime import timedelta

import pytest

from jianyou.actions.assigning import ask_again
from jianyou.actions.joining import declare_ties, sign_undertaking
from jianyou.actions.recusals import recuse
from jianyou.actions.reviews import close_scoring, set_review
from jianyou.actions.sheets import save_sheet, submit_sheet
from jianyou.domain.annexes.drafting import Conflict, text_mark
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.reviews import undertaking_sha256
from jianyou.queries.sheets import get_sheet
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, LogRow, Panelist, Recusal, SheetVersion
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.judging_world import UNDERTAKING, judging
from tests.site.kit import clerk
from tests.site.sheets_world import POINTS, expert, scoring, sheet_row, submitted, typed

pytestmark = pytest.mark.usefixtures("site")


def test_a_text_is_written_where_its_field_says_what_was_seen() -> None:
    key = scoring().sheets[1, 1]
    first = save_sheet(actor=expert(), sheet=key, edits=typed({"c-1-points": "35", "c-1-comment": " 好\r\n"}))
    assert (first.revision, first.saved, first.conflicts) == (1, ("c-1-points", "c-1-comment"), ())
    row = sheet_row(key)
    assert (row.points, row.comments, row.status) == (
        {"leading": "35"},
        {"leading": "好"},
        SheetStatus.ASSIGNED,
    )
    # The same once more, as a script does whose answer was lost.
    again = save_sheet(actor=expert(), sheet=key, edits=typed({"c-1-points": "35"}))
    assert (again.revision, again.saved, again.conflicts) == (1, ("c-1-points",), ())
    # A tab that had seen it empty.
    other = save_sheet(actor=expert(), sheet=key, edits=typed({"c-1-points": "20", "c-2-points": "9"}))
    assert (other.revision, other.saved) == (2, ("c-2-points",))
    assert other.conflicts == (Conflict("c-1-points", "35", "20"),)
    # By the mark of what was seen, as a form without scripts has it; a field left as seen changes nothing.
    marked = [one._replace(was=None, mark=text_mark("35")) for one in typed({"c-1-points": "36"})]
    left = [one._replace(was=None, mark=text_mark("7")) for one in typed({"c-2-points": "7"})]
    last = save_sheet(actor=expert(), sheet=key, edits=[*marked, *left])
    assert (last.saved, last.conflicts, sheet_row(key).points) == (
        ("c-1-points",),
        (),
        {"leading": "36", "method": "9"},
    )
    assert LogRow.objects.filter(act__in=[Act.SAVE_SHEET, Act.SUBMIT_SHEET]).count() == 0


def test_too_much_is_refused_and_nothing_of_it_kept() -> None:
    key = scoring().sheets[1, 1]
    with pytest.raises(Refused, match="draft_too_many_edits"):
        save_sheet(actor=expert(), sheet=key, edits=typed({f"c-{at}-points": "1" for at in range(401)}))
    with pytest.raises(Refused, match="draft_body_too_large"):
        save_sheet(actor=expert(), sheet=key, edits=typed({"c-0-gaps": "长" * 180_000}))
    assert sheet_row(key).revision == 0


def test_submitting_keeps_a_version_and_logs_points_and_fingerprint() -> None:
    made = scoring()
    key = made.sheets[1, 1]
    digest = submitted(key, texts={**POINTS, "c-2-points": "２４．５０", "c-0-strengths": "数据扎实"})
    row = sheet_row(key)
    assert (row.status, str(row.total), row.points["method"]) == (SheetStatus.SUBMITTED, "79.5000", "24.5")
    version = SheetVersion.objects.get(sheet=key)
    content = {"points": row.points, "comments": {}, "strengths": "数据扎实", "gaps": ""}
    assert (version.ordinal, version.content, version.total, version.by) == (1, content, row.total, "expert1")
    entry = Entry.objects.select_related("filing").get(id=made.world.entries[0])
    logged = LogRow.objects.get(act=Act.SUBMIT_SHEET)
    assert logged.content == {
        "act": "submit_sheet",
        "actor": "expert1",
        "role": "expert",
        "review": 1,
        "expert": "专家甲1",
        "number": entry.filing.number,
        "ordinal": 1,
        "name": "示例企业1有限公司",
        "version": 1,
        "points": [
            {"item": "引领性", "points": "35"},
            {"item": "方法", "points": "24.5"},
            {"item": "成效", "points": "20"},
        ],
        "total": "79.5",
        "sha256": digest,
    }
    # A filer reads the rows of his filing: none of them tells who judged it.
    assert logged.filing_id is None


def test_what_isnt_complete_or_was_changed_meanwhile_is_not_submitted() -> None:
    key = scoring().sheets[1, 1]
    saved = save_sheet(
        actor=expert(), sheet=key, edits=typed({**POINTS, "c-3-points": "31", "c-1-points": ""})
    )
    with pytest.raises(Refused) as incomplete:
        submit_sheet(actor=expert(), sheet=key, seen=saved.revision)
    assert (incomplete.value.code, incomplete.value.params) == ("sheet_incomplete", {"count": 2})
    mended = save_sheet(
        actor=expert(), sheet=key, edits=typed({"c-1-points": "35", "c-3-points": "20"}, {"c-3-points": "31"})
    )
    with pytest.raises(Refused, match="sheet_changed"):
        submit_sheet(actor=expert(), sheet=key, seen=saved.revision)
    submit_sheet(actor=expert(), sheet=key, seen=mended.revision)
    with pytest.raises(NotAllowed):
        save_sheet(actor=expert(), sheet=key, edits=typed({"c-1-points": "1"}, {"c-1-points": "35"}))
    with pytest.raises(NotAllowed):
        submit_sheet(actor=expert(), sheet=key, seen=mended.revision + 1)


def test_asked_to_look_again_the_earlier_version_stands_beside_the_new_one() -> None:
    key = scoring().sheets[1, 1]
    submitted(key, texts={**POINTS, "c-0-gaps": "缺少长期数据"})
    ask_again(actor=clerk(), sheet=key, reason="引领性与其他项不一致，请再看一次。")
    view = get_sheet(viewer=expert(), key=key, lang=Lang.ZH)
    assert (view.editable, view.again, view.status) == (
        True,
        "引领性与其他项不一致，请再看一次。",
        SheetStatus.AGAIN,
    )
    assert view.earlier is not None
    assert (view.earlier.total, view.earlier.gaps) == ("79.5", "缺少长期数据")
    assert [one.points_before for one in view.items] == ["35", "24.5", "20"]
    saved = save_sheet(actor=expert(), sheet=key, edits=typed({"c-1-points": "30"}, {"c-1-points": "35"}))
    submit_sheet(actor=expert(), sheet=key, seen=saved.revision)
    versions = SheetVersion.objects.filter(sheet=key).order_by("ordinal").values_list("ordinal", "total")
    assert [(ordinal, str(total)) for ordinal, total in versions] == [(1, "79.5000"), (2, "74.5000")]


def test_a_sheet_is_its_experts_alone() -> None:
    made = scoring()
    for act in (
        lambda: save_sheet(actor=expert(2), sheet=made.sheets[1, 1], edits=typed(POINTS)),
        lambda: submit_sheet(actor=expert(2), sheet=made.sheets[1, 1], seen=0),
        lambda: save_sheet(actor=clerk(), sheet=made.sheets[1, 1], edits=typed(POINTS)),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(Refused, match="site_no_sheet"):
        save_sheet(actor=expert(), sheet=uuid.uuid4(), edits=())


def test_who_is_recused_has_no_sheet_any_more_even_where_its_row_stayed() -> None:
    made = scoring()
    key, entry = made.sheets[1, 1], made.world.entries[0]
    recuse(
        actor=expert(),
        call_slug=made.world.slug,
        review=made.world.review,
        expert=made.world.experts[0],
        entry=entry,
        reason="本人曾任该公司顾问。",
    )
    assert sheet_row(key).status == SheetStatus.DROPPED
    row = sheet_row(key)
    row.status = SheetStatus.ASSIGNED
    row.save()
    with pytest.raises(Refused, match="site_no_sheet"):
        get_sheet(viewer=expert(), key=key, lang=Lang.ZH)
    with pytest.raises(Refused, match="site_no_sheet"):
        save_sheet(actor=expert(), sheet=key, edits=typed(POINTS))


def test_nothing_is_read_or_scored_before_ties_and_undertaking() -> None:
    made = scoring(signs=False)
    key = made.sheets[1, 1]
    for _ in range(2):
        with pytest.raises(Refused, match="sheet_not_yet"):
            get_sheet(viewer=expert(), key=key, lang=Lang.ZH)
        with pytest.raises(Refused, match="sheet_not_yet"):
            save_sheet(actor=expert(), sheet=key, edits=typed(POINTS))
        declare_ties(actor=expert(), review=made.review, ties={})
    sign_undertaking(
        actor=expert(), review=made.review, digest=undertaking_sha256(UNDERTAKING), name=" 专家 甲1 "
    )
    assert get_sheet(viewer=expert(), key=key, lang=Lang.ZH).editable


def test_once_scoring_is_closed_only_what_was_submitted_is_read_without_its_dossier() -> None:
    made = scoring()
    submitted(made.sheets[1, 1])
    close_scoring(
        actor=clerk(), call_slug=made.world.slug, review=made.world.review, unfinished=3, reason="期限已过。"
    )
    view = get_sheet(viewer=expert(), key=made.sheets[1, 1], lang=Lang.ZH)
    assert (view.dossier, view.editable, view.total) == (None, False, "79.5")
    with pytest.raises(Refused, match="sheet_not_yet"):
        get_sheet(viewer=expert(), key=made.sheets[1, 2], lang=Lang.ZH)


def test_ties_are_told_with_reasons_and_drop_what_was_given() -> None:
    made = scoring()
    first, second, _ = made.world.entries
    assert declare_ties(actor=expert(), review=made.review, ties={first: "配偶在该公司任职。"}) == 1
    row = Recusal.objects.get(source="declared")
    assert (row.entry_id, row.expert_id, row.reason, row.blocks) == (
        first,
        made.world.experts[0],
        "配偶在该公司任职。",
        True,
    )
    assert sheet_row(made.sheets[1, 1]).status == SheetStatus.DROPPED
    assert sheet_row(made.sheets[2, 1]).status == SheetStatus.ASSIGNED
    # Told twice it is told once; more may follow.
    ties = {first: "再报一次。", second: "曾为其提供咨询。"}
    assert declare_ties(actor=expert(), review=made.review, ties=ties) == 1
    assert Recusal.objects.get(entry=first, source="declared").reason == "配偶在该公司任职。"
    assert LogRow.objects.filter(act=Act.RECUSE, actor="expert1").count() == 2


def test_ties_without_reason_or_of_elsewhere_declare_nothing() -> None:
    world = judging(2, 2)
    review = Panelist.objects.filter(expert=world.experts[0]).values_list("review_id", flat=True).get()
    first, second = world.entries
    for ties, code in [
        ({first: "同学", second: " "}, "site_reason_missing"),
        ({uuid.uuid4(): "同学"}, "sheet_tie_unknown"),
        (dict.fromkeys([uuid.uuid4() for _ in range(301)], "同学"), "sheet_too_many_ties"),
    ]:
        with pytest.raises(Refused, match=code):
            declare_ties(actor=expert(), review=review, ties=ties)
    assert Recusal.objects.filter(source="declared").count() == 0
    assert Panelist.objects.get(expert=world.experts[0]).declared_at is None
    with pytest.raises(Refused, match="site_no_review"):
        declare_ties(actor=expert(), review=uuid.uuid4(), ties={})


def test_the_undertaking_is_signed_as_it_was_shown_and_by_name() -> None:
    world = judging(1, 1)
    review = Panelist.objects.get().review_id
    digest = undertaking_sha256(UNDERTAKING)
    with pytest.raises(Refused, match="sheet_ties_first"):
        sign_undertaking(actor=expert(), review=review, digest=digest, name="专家甲1")
    declare_ties(actor=expert(), review=review, ties={})
    with pytest.raises(Refused, match="sheet_name_differs"):
        sign_undertaking(actor=expert(), review=review, digest=digest, name="专家乙2")
    due = database_now() + timedelta(days=8)
    changed = UNDERTAKING + "不私下接触申报单位。"
    settings = {"blind": False, "phones": False, "due": due, "undertaking": changed}
    set_review(actor=clerk(), call_slug=world.slug, review=world.review, **settings)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="sheet_undertaking_changed"):
        sign_undertaking(actor=expert(), review=review, digest=digest, name="专家甲1")
    sign_undertaking(actor=expert(), review=review, digest=undertaking_sha256(changed), name="专家甲1")
    place = Panelist.objects.get()
    assert (place.undertaken, place.undertaken_at is not None) == (undertaking_sha256(changed), True)
    told = LogRow.objects.filter(act=Act.SIGN_UNDERTAKING).latest("at").content or {}
    assert {key: told[key] for key in ("expert", "sha256", "declared", "review")} == {
        "expert": "专家甲1",
        "sha256": undertaking_sha256(changed),
        "declared": 0,
        "review": 1,
    }


def test_an_expert_of_another_review_signs_nothing_here() -> None:
    made = scoring(given={1: (1,)}, experts=1)
    with pytest.raises(Refused, match="site_no_review"):
        joined_by_a_stranger(made.review)


def joined_by_a_stranger(review: uuid.UUID) -> None:
    """Somebody in the experts' role who is on no panel."""
    declare_ties(actor=expert(9), review=review, ties={})
