"""Calibrating scores: what comes out, in any order of rows, and how bad input is answered."""

import json
import math
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.judging.simulation import BASE, Sample, simulate
from jianyou.datafiles.canonical import canonical
from jianyou.domain.judging.calibration.calibrate import calibrate
from jianyou.domain.judging.calibration.models import HeavyTails
from jianyou.domain.judging.calibration.reading import Row, group_entries, read_reviews
from jianyou.domain.judging.calibration.standing import Standing
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang

SMALL = simulate(replace(BASE, entries=60, experts=12, reviews=4), 3)


def codes(standing: Standing) -> list[tuple[str, str | None, str | None]]:
    return [(remark.message.code, remark.expert, remark.entry) for remark in standing.remarks]


def locks(standing: Standing) -> list[str]:
    return [message.code for message in standing.locked]


@pytest.fixture(scope="module")
def standing() -> Standing:
    return calibrate(SMALL.scores, SMALL.groups, quota=6, seed=5)


def test_every_entry_and_expert_is_told(standing: Standing) -> None:
    assert standing.method == "mixed"
    assert standing.locked == ()
    assert [entry.entry for entry in standing.entries] == sorted(SMALL.groups)
    assert [expert.expert for expert in standing.experts] == sorted({row[0] for row in SMALL.scores})
    assert sum(entry.reviews for entry in standing.entries) == standing.scores == 240
    assert sum(expert.scores for expert in standing.experts) == 240
    assert sorted(entry.rank or 0 for entry in standing.entries) == list(range(1, 61))


def test_ranks_chances_and_intervals_fit_each_other(standing: Standing) -> None:
    chances, ranks = Decimal(0), Decimal(0)
    for entry in standing.entries:
        assert entry.interval is not None
        assert entry.rank_interval is not None
        assert entry.adjusted is not None
        assert entry.expected_rank is not None
        assert entry.p_in_quota is not None
        assert entry.interval.low < entry.adjusted < entry.interval.high
        assert 1 <= entry.rank_interval.first <= entry.expected_rank <= entry.rank_interval.last <= 60
        chances += entry.p_in_quota
        ranks += entry.expected_rank
    assert chances == 6
    assert abs(ranks / 60 - Decimal("30.5")) < Decimal("0.001")


def test_a_quota_for_all_is_certain_for_all() -> None:
    found = calibrate(SMALL.scores, SMALL.groups, quota=10**12)
    assert {entry.p_in_quota for entry in found.entries} == {1}


def test_by_key_and_unknown_key(standing: Standing) -> None:
    assert standing.entry("E00007").entry == "E00007"
    assert standing.expert("R0003").expert == "R0003"
    with pytest.raises(KeyError):
        standing.entry("E99999")
    with pytest.raises(KeyError):
        standing.expert("E00007")


@pytest.mark.parametrize("heavy_tails", ["never", "always"])
def test_order_of_rows_changes_nothing(heavy_tails: HeavyTails) -> None:
    rows = list(SMALL.scores)
    random.Random(1).shuffle(rows)
    groups = dict(reversed(list(SMALL.groups.items())))
    both = [
        calibrate(given, named, quota=6, seed=5, heavy_tails=heavy_tails)
        for given, named in [(SMALL.scores, SMALL.groups), (rows, groups)]
    ]
    assert canonical(both[0].as_plain()) == canonical(both[1].as_plain())


def test_the_seed_moves_only_what_is_drawn(standing: Standing) -> None:
    other = calibrate(SMALL.scores, SMALL.groups, quota=6, seed=6)
    assert [entry.adjusted for entry in other.entries] == [entry.adjusted for entry in standing.entries]
    assert [entry.expected_rank for entry in other.entries] != [
        entry.expected_rank for entry in standing.entries
    ]


def test_plain_form_is_json_with_decimal_text(standing: Standing) -> None:
    plain = json.loads(canonical(standing.as_plain()))
    assert plain["method"] == "mixed"
    first = plain["entries"][0]
    assert first["adjusted"] == str(standing.entries[0].adjusted)
    assert len(first["adjusted"].split(".")[1]) == 6
    assert first["rank_interval"] == list(standing.entries[0].rank_interval or ())
    assert set(plain["coverage"]) == {"connected", "parts", "apart", "groups"}


def test_known_harshness_is_found() -> None:
    """Expert A0 takes 15 points off, everybody else agrees up to small noise."""
    rng = random.Random(2)
    rows: list[Row] = []
    for entry in range(40):
        quality = rng.gauss(70, 8)
        for expert in rng.sample(range(8), 4):
            points = quality + rng.gauss(0, 2) - (15 if expert == 0 else rng.gauss(0, 0.2))
            rows.append((f"A{expert}", f"E{entry:02}", round(points, 1)))
    found = calibrate(rows, quota=4, heavy_tails="never")
    harsh = found.expert("A0")
    assert harsh.harshness_interval is not None
    assert harsh.harshness is not None
    others = [expert.harshness or Decimal(0) for expert in found.experts if expert.expert != "A0"]
    gap = harsh.harshness - sum(others, Decimal(0)) / len(others)
    assert 13 < gap < 17
    assert [code for code in codes(found) if code[0].startswith("calibration_expert")] == [
        ("calibration_expert_harsh", "A0", None)
    ]


def test_narrow_and_wide_experts_are_found() -> None:
    rng = random.Random(4)
    spread = {0: 0.25, 1: 2.2}
    rows: list[Row] = []
    for entry in range(100):
        quality = rng.gauss(0, 8)
        for expert in rng.sample(range(12), 5):
            points = 60 + spread.get(expert, 1) * quality + rng.gauss(0, 2)
            rows.append((f"A{expert:02}", f"E{entry:03}", Decimal(str(round(points, 1)))))
    found = calibrate(rows, quota=10, heavy_tails="never")
    assert found.scaled
    scales = {expert.expert: expert.scale or Decimal(0) for expert in found.experts}
    assert scales["A00"] < Decimal("0.5") < Decimal("1.7") < scales["A01"]
    told = {code[:2] for code in codes(found)}
    assert told >= {("calibration_expert_narrow", "A00"), ("calibration_expert_wide", "A01")}


def with_wild_score(by: int) -> tuple[Sample, str, str]:
    """The small sample with one score moved by so many points."""
    scores = list(SMALL.scores)
    expert, entry, points = scores[100]
    scores[100] = (expert, entry, points + by)
    return replace(SMALL, scores=scores), expert, entry


def test_a_wild_score_is_flagged_explained_and_hardly_counts() -> None:
    sample, expert, entry = with_wild_score(-55)
    before = calibrate(SMALL.scores, SMALL.groups, quota=6, heavy_tails="always")
    found = calibrate(sample.scores, sample.groups, quota=6)
    assert found.method == "heavy_tails"
    assert [(wild.expert, wild.entry) for wild in found.wild_scores] == [(expert, entry)]
    wild = found.wild_scores[0]
    assert wild.expected - wild.points == -wild.by
    assert -75 < wild.by < -35
    assert wild.why.code == "calibration_score_wild_low"
    assert expert in wild.why.text(Lang.ZH)
    assert entry in wild.why.text(Lang.EN)
    normal = calibrate(sample.scores, sample.groups, quota=6, heavy_tails="never")
    assert normal.method == "mixed"
    usual = before.entry(entry).adjusted
    heavy, mixed = found.entry(entry).adjusted, normal.entry(entry).adjusted
    assert usual is not None
    assert heavy is not None
    assert mixed is not None
    assert abs(heavy - usual) < 4
    assert abs(mixed - usual) > 4


def test_a_high_wild_score_is_called_high() -> None:
    sample, expert, entry = with_wild_score(60)
    found = calibrate(sample.scores, sample.groups, quota=6)
    assert [(wild.expert, wild.entry, wild.why.code) for wild in found.wild_scores] == [
        (expert, entry, "calibration_score_wild_high")
    ]


def test_an_erratic_expert_is_found() -> None:
    rng = random.Random(3)
    rows = [(x, e, rng.randint(30, 100) if x == "R0002" else points) for x, e, points in SMALL.scores]
    found = calibrate(rows, SMALL.groups, quota=6)
    assert found.method == "heavy_tails"
    assert ("calibration_expert_uneven", "R0002", None) in codes(found)
    noise = {expert.expert: expert.noise or Decimal(0) for expert in found.experts}
    assert max(noise, key=noise.__getitem__) == "R0002"


def test_tails_are_not_told_from_two_scores_an_entry() -> None:
    sample = simulate(replace(BASE, entries=60, experts=10, reviews=2), 1)
    found = calibrate(sample.scores, quota=6, heavy_tails="always")
    assert found.method == "mixed"
    assert ("calibration_no_heavy_tails", None, None) in codes(found)


@pytest.mark.parametrize(("heavy_tails", "of"), [("never", 2000), ("always", 1900)])
def test_progress_reaches_the_end(heavy_tails: HeavyTails, of: int) -> None:
    told: list[tuple[int, int]] = []
    calibrate(
        SMALL.scores, quota=6, heavy_tails=heavy_tails, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(done, of) for done in range(100, of + 1, 100)]


def test_an_interruption_goes_through() -> None:
    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calibrate(SMALL.scores, quota=6, progress=stop)


# ---- what comes in wrong


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quota": 0}, "calibration_quota_wrong"),
        ({"quota": 1, "seed": -1}, "calibration_seed_wrong"),
        ({"quota": 1, "heavy_tails": "sometimes"}, "calibration_heavy_tails_wrong"),
    ],
)
def test_senseless_settings_are_refused(wrong: Mapping[str, int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        calibrate(SMALL.scores, **wrong)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.text()


def test_too_many_scores_are_refused_before_all_are_read() -> None:
    def endless() -> Iterator[Row]:
        while True:
            yield ("A", "E", 1)

    with pytest.raises(Refused) as refused:
        calibrate(endless(), quota=1)
    assert refused.value.code == "calibration_too_large"


def test_too_many_experts_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        calibrate(((f"A{at}", "E", 1) for at in range(3001)), quota=1)
    assert refused.value.code == "calibration_too_large"


def test_wrong_scores_are_told_and_left_out() -> None:
    wrong: list[Row] = [
        ("X1", "E00000", None),
        ("X2", "E00000", float("nan")),
        ("X3", "E00000", Decimal("Infinity")),
        ("X4", "E00000", 10**400),
        ("X41", "E00000", Decimal("1E-999999999")),
        ("X42", "E00000", Decimal("sNaN")),
        ("X5", "E00000", 101),
        ("X6", "E00000", 50),
        ("X6", "E00000", Fraction(101, 2)),
    ]
    twice: Row = SMALL.scores[0]
    found = calibrate([*SMALL.scores, *wrong, twice], SMALL.groups, quota=6, seed=5, band=(0, 100))
    said = [(remark.severity, *code) for remark, code in zip(found.remarks, codes(found), strict=True)]
    assert said == [
        (Severity.WARNING, "calibration_score_twice", *twice[:2]),
        (Severity.WARNING, "calibration_score_missing", "X1", "E00000"),
        (Severity.ERROR, "calibration_score_no_number", "X2", "E00000"),
        (Severity.ERROR, "calibration_score_no_number", "X3", "E00000"),
        (Severity.ERROR, "calibration_score_no_number", "X4", "E00000"),
        (Severity.ERROR, "calibration_score_no_number", "X41", "E00000"),
        (Severity.ERROR, "calibration_score_no_number", "X42", "E00000"),
        (Severity.ERROR, "calibration_score_out_of_band", "X5", "E00000"),
        (Severity.ERROR, "calibration_scores_differ", "X6", "E00000"),
        (Severity.INFO, "calibration_groups_joined", None, None),
    ]
    assert found.missing == 1
    assert found.scores == 240
    clean = calibrate(SMALL.scores, SMALL.groups, quota=6, seed=5)
    assert found.entries == clean.entries
    assert all(remark.message.text(lang) for remark in found.remarks for lang in Lang)


def test_small_and_missing_groups_share_a_mean() -> None:
    groups = dict.fromkeys(list(SMALL.groups)[:50], "大组")
    groups |= dict.fromkeys(list(SMALL.groups)[50:53], "小组")
    found = calibrate(SMALL.scores, groups, quota=6)
    assert [(group.group, group.entries) for group in found.coverage.groups] == [
        ("", 7),
        ("大组", 50),
        ("小组", 3),
    ]
    reviews = read_reviews(SMALL.scores)
    assert Counter(group_entries(reviews.entries, groups).joined.values()) == {"": 10, "大组": 50}
    assert found.entry(next(iter(groups))).group == "大组"
    without = sorted(entry for entry in SMALL.groups if entry not in groups)
    assert [code[2] for code in codes(found) if code[0] == "calibration_entry_without_group"] == without
    joined = [r.message.params for r in found.remarks if r.message.code == "calibration_groups_joined"]
    assert joined == [{"groups": "小组", "least": 5}]


# ---- too little to say anything


def test_no_scores_lock() -> None:
    found = calibrate([("A", "E", None)], quota=1)
    assert found.method == "locked"
    assert locks(found) == ["calibration_locked_no_scores"]
    assert (found.entries, found.experts, found.spread, found.missing) == ((), (), None, 1)
    assert canonical(found.as_plain())


def test_few_scores_lock_and_say_what_is_missing() -> None:
    rows: list[Row] = [(f"A{x}", f"E{e}", 60 + x + e) for x in range(4) for e in range(3)]
    found = calibrate(rows, quota=1)
    assert [(message.code, dict(message.params)) for message in found.locked] == [
        ("calibration_locked_experts", {"scores": 3, "least": 5, "count": 4}),
        ("calibration_locked_entries", {"reviews": 2, "least": 10, "count": 3}),
        ("calibration_locked_spare", {"least": 15, "count": 5, "more": 10}),
    ]
    assert all(message.text(lang) for message in found.locked for lang in Lang)
    entry = found.entry("E2")
    assert (entry.adjusted, entry.rank_interval, entry.p_in_quota) == (None, None, None)
    assert (entry.plainly.mean, entry.plainly.mean_rank) == (Decimal("63.5"), 1)


def test_equal_scores_lock() -> None:
    found = calibrate([(x, e, 80) for x, e, _ in SMALL.scores], SMALL.groups, quota=6)
    assert locks(found) == ["calibration_locked_equal"]


def test_two_parts_without_a_common_expert_lock() -> None:
    other = [(f"X{x}", f"F{e}", points) for x, e, points in SMALL.scores]
    found = calibrate([*SMALL.scores, *other], quota=6)
    assert found.coverage.parts == ((60, 12), (60, 12))
    assert not found.coverage.connected
    assert [(message.code, dict(message.params)) for message in found.locked] == [
        ("calibration_locked_parts", {"parts": 2, "sizes": "60×12、60×12", "entry": "FE00000"})
    ]


def test_one_entry_apart_is_told_and_the_rest_calibrated() -> None:
    found = calibrate([*SMALL.scores, ("X1", "F1", 99), ("X2", "F1", 98)], SMALL.groups, quota=6)
    assert found.method == "mixed"
    assert found.coverage.apart == ("F1",)
    assert ("calibration_entry_apart", None, "F1") in codes(found)
    apart, usual = found.entry("F1").interval, found.entry("E00000").interval
    assert apart is not None
    assert usual is not None
    assert apart.high - apart.low > usual.high - usual.low
    assert ("calibration_expert_few_scores", "X1", None) in codes(found)


def test_groups_that_few_experts_tie_together_are_told() -> None:
    rng = random.Random(1)
    rows: list[Row] = [
        (f"{part}{x}", f"{part}{e:02}", 60 + rng.randint(0, 30))
        for part in "AB"
        for e in range(15)
        for x in rng.sample(range(5), 3)
    ]
    rows.append(("A0", "B00", 70))
    groups = {entry: entry[0] for _, entry, _ in rows}
    found = calibrate(rows, groups, quota=3)
    assert found.method == "mixed"
    assert [(group.group, group.crossing) for group in found.coverage.groups] == [("A", 1), ("B", 1)]
    assert codes(found)[:2] == [("calibration_group_few_crossing", None, None)] * 2


def test_an_expert_who_gives_all_the_same_is_told() -> None:
    rows = [(x, e, 75 if x == "R0004" else points) for x, e, points in SMALL.scores]
    found = calibrate(rows, SMALL.groups, quota=6)
    assert ("calibration_expert_one_value", "R0004", None) in codes(found)


def test_scores_without_any_noise_are_handled() -> None:
    rows = [(f"A{x}", f"E{e:02}", 50 + e - 3 * x) for e in range(20) for x in range(6) if (e + x) % 3]
    found = calibrate(rows, quota=3)
    assert [entry.rank for entry in found.entries] == list(range(20, 0, -1))
    assert found.wild_scores == ()


scores = (
    st.none()
    | st.integers(0, 100)
    | st.sampled_from([Decimal("0.5"), float("nan"), 1e9, -1e300, 10**400, Decimal("1E+99999")])
)
rows_of_scores = st.lists(
    st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("abcdefghijklmnop"), scores), max_size=120
)


@settings(max_examples=25, deadline=None)
@given(rows_of_scores, st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.sampled_from("甲乙")))
def test_whatever_comes_in_is_answered(rows: list[Row], groups: dict[str, str]) -> None:
    found = calibrate(rows, groups, quota=2)
    assert canonical(found.as_plain())
    for entry in found.entries:
        assert (entry.adjusted is None) == (found.method == "locked")
        assert entry.adjusted is None or math.isfinite(entry.adjusted)
    assert all(remark.message.text(lang) for remark in found.remarks for lang in Lang)
    assert all(message.text(lang) for message in found.locked for lang in Lang)


full = st.lists(st.lists(st.integers(0, 20), min_size=6, max_size=6), min_size=12, max_size=16)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(full)
def test_any_full_table_of_scores_is_answered_with_heavy_tails(table: list[list[int]]) -> None:
    answered(table, "always")


@settings(max_examples=20, deadline=None)
@given(full)
def test_any_full_table_of_scores_is_answered(table: list[list[int]]) -> None:
    answered(table, "never")


def answered(table: list[list[int]], heavy_tails: HeavyTails) -> None:
    rows = [(f"A{x}", f"E{e:02}", points) for e, line in enumerate(table) for x, points in enumerate(line)]
    found = calibrate(rows, quota=2, heavy_tails=heavy_tails)
    assert locks(found) in ([], ["calibration_locked_equal"])
    assert canonical(found.as_plain())
    if found.method != "locked":
        assert sum(entry.p_in_quota or 0 for entry in found.entries) == pytest.approx(2, abs=1e-4)


PRINT_HASH = """
import hashlib
from benchmarks.judging.simulation import BASE, simulate
from jianyou.datafiles.canonical import canonical
from jianyou.domain.judging.calibration.calibrate import calibrate
sample = simulate(BASE, 1)
for heavy_tails in ("never", "always"):
    found = calibrate(sample.scores, sample.groups, quota=10, heavy_tails=heavy_tails)
    print(hashlib.sha256(canonical(found.as_plain())).hexdigest())
"""


@pytest.mark.slow
@pytest.mark.parametrize("kernel", ["Prescott", "Haswell"])
def test_other_kernels_and_threads_give_the_same_six_digits(kernel: str) -> None:
    """Floating point differs in its last digits between processors; what is told doesn't."""
    hashes = [
        subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            env=os.environ | more,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for more in (
            {"OPENBLAS_NUM_THREADS": "1"},
            {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "2"},
        )
    ]
    assert len(hashes[0].split()) == 2
    assert hashes[0] == hashes[1]
