"""Schedules that can't be kept, and series of times."""

from datetime import UTC, datetime, timedelta

from jianyou.domain.judging.visits import Clash, ClashKind, Planned, find_clashes, slots

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def planned(key: str, minutes: tuple[int, int], *experts: str, place: str = "", entry: str = "") -> Planned:
    begins, ends = (MONDAY + timedelta(minutes=each) for each in minutes)
    return Planned(key=key, entry=entry or f"e{key}", begins=begins, ends=ends, place=place, experts=experts)


def test_one_after_the_other_is_no_clash() -> None:
    assert (
        find_clashes([planned("1", (0, 20), "x", place="p"), planned("2", (20, 40), "x", place="p")], ())
        == ()
    )


def test_an_expert_and_a_place_are_wanted_twice() -> None:
    visits = [planned("2", (10, 30), "x", "y", place="p"), planned("1", (0, 20), "x", place="p")]
    assert find_clashes(visits, ()) == (
        Clash(ClashKind.EXPERT, "2", "1", "x"),
        Clash(ClashKind.PLACE, "2", "1"),
    )


def test_a_long_visit_clashes_with_all_within_it() -> None:
    visits = [planned("1", (0, 100), "x"), planned("2", (10, 20), "y"), planned("3", (30, 40), "x")]
    assert find_clashes(visits, ()) == (Clash(ClashKind.EXPERT, "3", "1", "x"),)


def test_who_is_recused_and_what_is_seen_twice_are_told() -> None:
    visits = [planned("1", (0, 20), "x", entry="e"), planned("2", (60, 80), "y", entry="e")]
    assert find_clashes(visits, {("x", "e"), ("y", "f")}) == (
        Clash(ClashKind.RECUSED, "1", "1", "x"),
        Clash(ClashKind.ENTRY, "2", "1"),
    )


def test_places_left_open_never_clash() -> None:
    assert find_clashes([planned("1", (0, 20), "x"), planned("2", (0, 20), "y")], ()) == ()


def test_a_series_goes_on_the_next_working_day() -> None:
    friday = datetime(2026, 3, 6, 14, tzinfo=UTC)
    found = slots(5, first=friday, length=timedelta(minutes=30), pause=timedelta(minutes=10), a_day=2)
    assert [f"{one.begins:%d %H:%M}-{one.ends:%H:%M}" for one in found] == [
        "06 14:00-14:30",
        "06 14:40-15:10",
        "09 14:00-14:30",
        "09 14:40-15:10",
        "10 14:00-14:30",
    ]
