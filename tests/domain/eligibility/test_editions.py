"""Which edition serves a filing, by its path and day."""

from datetime import date

import pytest

from jianyou.domain.eligibility.editions import choose, families
from jianyou.domain.eligibility.load import parse_pack
from jianyou.terms.finding import Refused
from tests.domain.eligibility.pack_samples import SMALLEST


def edition(name: str, *serves: str) -> str:
    services = "".join(f"  - {{{each}}}\n" for each in serves)
    return SMALLEST.replace("pack: tiny", f"pack: {name}\nfamily: giant\nserves:\n{services}".rstrip())


OLD = parse_pack(
    edition("old", "path: new, since: 2026-01-01, until: 2026-03-31", "path: recheck, since: 2026-01-01"),
    source="",
)
NEW = parse_pack(
    edition("new", "path: new, since: 2026-04-01", "path: recheck, since: 2027-01-01"), source=""
)


@pytest.mark.parametrize(
    ("path", "day", "chosen"),
    [
        ("new", date(2026, 1, 1), "old"),
        ("new", date(2026, 3, 31), "old"),
        ("new", date(2026, 4, 1), "new"),
        ("recheck", date(2026, 4, 1), "old"),
        ("recheck", date(2026, 12, 31), "old"),
        ("recheck", date(2027, 1, 1), "new"),
        ("recheck", date(2030, 1, 1), "new"),
    ],
)
def test_path_and_day_choose(path: str, day: date, chosen: str) -> None:
    assert choose("giant", path, day, [OLD, NEW]).id == chosen
    assert choose("giant", path, day, [NEW, OLD]).id == chosen


def test_nothing_serves_before_the_first_day() -> None:
    with pytest.raises(Refused) as refused:
        choose("giant", "new", date(2025, 12, 31), [OLD, NEW])
    assert (refused.value.code, refused.value.params) == (
        "pack_no_edition",
        {
            "name": "giant",
            "path": "new",
            "on": "2025-12-31",
            "known": "old（new 2026-01-01—2026-03-31、recheck 2026-01-01—）；"
            "new（new 2026-04-01—、recheck 2027-01-01—）",
        },
    )


def test_an_unknown_family_tells_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        choose("giants", "new", date(2026, 4, 1), [OLD, NEW])
    assert (refused.value.code, refused.value.params) == (
        "pack_no_family",
        {"name": "giants", "known": "giant"},
    )


def test_rechecks_of_2026_still_go_by_the_rules_of_2022() -> None:
    assert families()["little-giant"] == ("little-giant-2022", "little-giant-2026")
    assert choose("little-giant", "recheck", date(2026, 7, 1)).id == "little-giant-2022"
    assert choose("little-giant", "new", date(2026, 7, 1)).id == "little-giant-2026"
    assert choose("little-giant", "new", date(2026, 3, 31)).id == "little-giant-2022"
