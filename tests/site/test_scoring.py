"""评分检查: what it finds, on what it locks, when it is stale; requests to look again; official scores."""

import random
from decimal import Decimal

import pytest

from jianyou.actions.checking_scores import CheckWishes, ask_check, ask_many_again, take_report
from jianyou.actions.checking_scores_work import keep_check, read_check
from jianyou.actions.claims import claim_oldest, note_progress, release
from jianyou.actions.reviews import close_scoring
from jianyou.actions.sheets import save_sheet, submit_sheet
from jianyou.domain.judging.scores.official import official_scores as reckon
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.jobs.checking_scores import check_scores_due
from jianyou.queries.calls import file_of
from jianyou.queries.official import official_basis, official_scores
from jianyou.queries.scoring import CheckView, get_check
from jianyou.queries.scoring_again import list_requests
from jianyou.queries.scoring_found import Found
from jianyou.queries.scoring_report import get_report
from jianyou.store.models import Call, LogRow, Review, ScoringCheck, Sheet
from jianyou.terms.finding import Refused
from tests.site.judging_world import World, judging
from tests.site.kit import clerk, staff
from tests.site.scoring_world import ITEMS, Checked, checked, submitted
from tests.site.sheets_world import expert, joined, typed

pytestmark = pytest.mark.usefixtures("site")
LOOK = "请对照材料再看一次。"


def order(world: World, quota: int = 5, award: str = "") -> int:
    wishes = CheckWishes(quota, award)
    return ask_check(actor=clerk(), call_slug=world.slug, review=world.review, wishes=wishes)


def look(world: World) -> CheckView:
    return get_check(viewer=clerk(), slug=world.slug, number=world.review)


def found_in(world: World) -> Found:
    found = look(world).found
    assert found is not None
    return found


def asked(told: Checked, *places: tuple[int, int], reason: str = LOOK) -> int:
    done = ask_many_again(
        actor=clerk(),
        call_slug=told.world.slug,
        review=told.world.review,
        sheets=[told.sheets[place] for place in places],
        reason=reason,
    )
    assert done.refused == {}
    return done.done


def looked_again(told: Checked, place: tuple[int, int], points: tuple[str, str, str]) -> None:
    """The expert submits the sheet once more with these points."""
    key, row = told.sheets[place], told.sheet(*place)
    joined(told.review, place[0])
    was = {f"c-{at}-points": text for at, text in enumerate((row.points[key] for key in ITEMS), 1)}
    now = {f"c-{at}-points": text for at, text in enumerate(points, 1)}
    saved = save_sheet(actor=expert(place[0]), sheet=key, edits=typed(now, was))
    submit_sheet(actor=expert(place[0]), sheet=key, seen=saved.revision)


def award_of(world: World) -> str:
    call = Call.objects.get(slug=world.slug)
    return file_of(call.slug, call.source).awards[0].key


def test_the_wild_score_and_the_harsh_expert_are_found_and_nothing_is_changed() -> None:
    told = checked()
    before = list(Sheet.objects.order_by("id").values())
    assert order(told.world) == 1
    assert check_scores_due() == 1
    found = found_in(told.world)
    assert list(Sheet.objects.order_by("id").values()) == before
    assert [(one.expert, one.entry.name, one.points, one.sheet) for one in found.wild] == [
        ("专家丙3", "示例企业7有限公司", Decimal(4), told.sheets[3, 7])
    ]
    assert [one.name for one in found.flagged] == ["专家甲1", "专家丙3"]
    assert (found.count, found.missing, found.stale, found.locked, found.findings) == (97, 0, False, (), ())
    assert (found.quota, len(found.entries), len(found.digest)) == (5, 24, 64)
    row = LogRow.objects.get(act="check_scoring")
    assert row.content == {
        "review": 1,
        "check": 1,
        "quota": 5,
        "award": "",
        "act": "check_scoring",
        "actor": "jingban",
        "role": "office_clerk",
    }


def test_of_few_scores_nothing_is_said_but_what_is_missing() -> None:
    world = judging(2, 2)
    told = submitted(world, {(1, 1): ("20", "20", "20"), (2, 1): ("30", "20", "20"), (1, 2): None})
    order(told.world)
    check_scores_due()
    found = found_in(world)
    assert [one.code for one in found.locked] == [
        "calibration_locked_experts",
        "calibration_locked_entries",
        "calibration_locked_spare",
    ]
    assert (found.count, found.missing) == (2, 1)
    assert [(one.mean, one.rank, one.chance) for one in found.entries] == [(Decimal(65), None, None)]


@pytest.mark.slow
def test_without_a_sheet_or_with_nonsense_nothing_is_ordered() -> None:
    world = judging(1, 1)
    submitted(world, {(1, 1): None})
    for quota, award, code in (
        (5, "", "scoring_no_sheets"),
        (0, "", "scoring_quota_wrong"),
        (20_001, "", "scoring_quota_wrong"),
        (5, "none", "official_no_award"),
    ):
        with pytest.raises(Refused) as refused:
            order(world, quota, award)
        assert refused.value.code == code
    assert not ScoringCheck.objects.exists()


def test_a_check_is_stale_once_a_sheet_was_given_back_or_submitted() -> None:
    told = checked(entries=12, experts=6)
    order(told.world)
    check_scores_due()
    before = found_in(told.world)
    assert asked(told, (3, 7)) == 1
    assert found_in(told.world).stale is False
    looked_again(told, (3, 7), ("30", "20", "20"))
    assert found_in(told.world).stale is True
    order(told.world)
    check_scores_due()
    after = found_in(told.world)
    assert (after.stale, after.number, after.digest != before.digest) == (False, 2, True)
    assert (len(before.wild), after.wild) == (1, ())


@pytest.mark.slow
def test_the_same_scores_give_the_same_digest() -> None:
    told = checked(entries=12, experts=6)
    for _ in range(2):
        order(told.world)
        check_scores_due()
    first, second = ScoringCheck.objects.order_by("number")
    assert first.digest == second.digest
    assert first.standing["standing"] == second.standing["standing"]


def test_a_killed_job_leaves_nothing_and_another_begins_anew() -> None:
    told = checked(entries=12, experts=6)
    order(told.world)
    dead = claim_oldest(ScoringCheck.objects.all(), by="at")
    assert dead is not None
    assert (claim_oldest(ScoringCheck.objects.all(), by="at"), look(told.world).found) == (None, None)
    assert note_progress(dead._replace(at=dead.at.replace(year=2000)), 1, 2) is None
    release(dead)
    alive = claim_oldest(ScoringCheck.objects.all(), by="at")
    assert alive is not None
    assert keep_check(dead, read_check(dead), "0" * 64, {}) is False
    release(alive)
    assert check_scores_due() == 1
    assert look(told.world).found is not None
    assert check_scores_due() == 0


@pytest.mark.slow
def test_a_job_that_is_told_to_stop_leaves_the_check_to_others() -> None:
    told = checked(entries=12, experts=6)
    order(told.world)
    answers = iter([True])
    assert check_scores_due(going=lambda: next(answers, False)) == 1
    check = ScoringCheck.objects.get()
    assert (check.status, check.claimed_at, "standing" in check.standing) == ("running", None, False)


@pytest.mark.slow
def test_a_newer_order_gives_the_older_up() -> None:
    told = checked(entries=12, experts=6)
    order(told.world, 3)
    order(told.world, 4)
    assert check_scores_due() == 1
    assert list(ScoringCheck.objects.order_by("number").values_list("status", flat=True)) == [
        "failed",
        "done",
    ]
    assert found_in(told.world).quota == 4


@pytest.mark.slow
def test_a_request_tells_before_and_after() -> None:
    told = checked(entries=12, experts=6)
    assert asked(told, (3, 7)) == 1
    (waiting,) = list_requests(viewer=clerk(), slug=told.world.slug, number=1)
    assert (waiting.before, waiting.after, waiting.status) == (Decimal(4), None, SheetStatus.AGAIN)
    looked_again(told, (3, 7), ("20", "20.5", "21"))
    asked(told, (3, 7), reason="再看一次。")
    second, first = list_requests(viewer=clerk(), slug=told.world.slug, number=1)
    assert (first.before, first.after, first.change) == (Decimal(4), Decimal("61.5"), Decimal("57.5"))
    assert (second.before, second.after, second.reason) == (Decimal("61.5"), None, "再看一次。")


def test_what_was_submitted_counts_until_another_is_submitted() -> None:
    told = checked(entries=12, experts=6)
    before = official_scores(viewer=clerk(), slug=told.world.slug, award=award_of(told.world))
    asked(told, (3, 7))
    key = told.sheets[3, 7]
    joined(told.review, 3)
    save_sheet(actor=expert(3), sheet=key, edits=typed({"c-1-points": "39"}, {"c-1-points": "2"}))
    assert official_scores(viewer=clerk(), slug=told.world.slug, award=award_of(told.world)) == before
    close_scoring(actor=clerk(), call_slug=told.world.slug, review=1, unfinished=1, reason="专家未答复")
    after = official_scores(viewer=clerk(), slug=told.world.slug, award=award_of(told.world))
    assert [line.stages["material"] for line in after] == [line.stages["material"] for line in before]


def test_official_scores_are_exact_and_the_same_in_any_order() -> None:
    world = judging(3, 3)
    given = {
        (1, 1): ("40", "30", "30"),
        (2, 1): ("39", "30", "30"),
        (1, 2): ("20", "10.5", "10"),
        (2, 2): ("20", "10", "10"),
        (1, 3): ("40", "30", "30"),
        (2, 3): ("39", "30", "30"),
    }
    submitted(world, given)
    call = Call.objects.get(slug=world.slug)
    basis = official_basis(call, award_of(world))
    lines = official_scores(viewer=clerk(), slug=world.slug, award=award_of(world))
    stage = {line.entry.name: line.stages["material"].score for line in lines}
    assert stage == {
        "示例企业1有限公司": Decimal("99.50"),
        "示例企业2有限公司": Decimal("40.25"),
        "示例企业3有限公司": Decimal("99.50"),
    }
    assert basis.pending == ("material", "defence")
    assert [line.waits for line in lines] == [True] * 3
    shuffled = list(basis.sheets)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        again = reckon(basis.review, dict.fromkeys(basis.entries, basis.award), shuffled, basis.assigned)
        assert again == basis.scores()


def test_the_report_comes_once_scores_are_closed_and_taking_it_is_logged() -> None:
    told = checked(entries=12, experts=6)
    supervisor = staff(Role.SUPERVISOR, "jiandu")
    order(told.world, 3)
    check_scores_due()
    with pytest.raises(Refused) as refused:
        get_report(viewer=supervisor, slug=told.world.slug, number=1)
    assert refused.value.code == "scoring_report_open"
    close_scoring(actor=clerk(), call_slug=told.world.slug, review=1)
    report = get_report(viewer=supervisor, slug=told.world.slug, number=1)
    assert [line.rank for line in report.lines] == sorted(line.rank or 0 for line in report.lines)
    assert (len(report.lines), report.moved, report.lines[0].score is not None) == (12, 0, True)
    take_report(actor=supervisor, call_slug=told.world.slug, review=1, rows=12, reason="监督检查")
    row = LogRow.objects.get(act="export_evidence")
    assert row.content is not None
    assert (row.content["list"], row.content["rows"], row.content["reason"]) == (
        "scoring_report",
        12,
        "监督检查",
    )


@pytest.mark.slow
def test_who_may_not_check_or_ask_again() -> None:
    told = checked(entries=12, experts=6)
    wishes = CheckWishes(3)
    for actor in (expert(1), staff(Role.COUNTER_CLERK, "chuangkou")):
        with pytest.raises(NotAllowed):
            ask_check(actor=actor, call_slug=told.world.slug, review=1, wishes=wishes)
    supervisor = staff(Role.SUPERVISOR, "jiandu")
    assert ask_check(actor=supervisor, call_slug=told.world.slug, review=1, wishes=wishes) == 1
    refused = ask_many_again(
        actor=supervisor, call_slug=told.world.slug, review=1, sheets=[told.sheets[3, 7]], reason=LOOK
    ).refused
    assert [why.code for why in refused.values()] == ["not_allowed_role"]
    assert not Review.objects.filter(sheets__status=SheetStatus.AGAIN).exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheets", "reason", "code"),
    [(0, LOOK, "scoring_again_none"), (1, " ", "site_reason_missing"), (201, LOOK, "scoring_again_many")],
)
def test_bounds_of_a_request(sheets: int, reason: str, code: str) -> None:
    world = judging(1, 1)
    told = submitted(world, {(1, 1): ("20", "20", "20")})
    key = told.sheets[1, 1]
    keys = [key.__class__(int=key.int + at) for at in range(sheets)]
    with pytest.raises(Refused) as refused:
        ask_many_again(actor=clerk(), call_slug=world.slug, review=1, sheets=keys, reason=reason)
    assert refused.value.code == code
