"""A record of seats, for the tests of this room and of the command."""

from typing import Any

from jianyou.domain.judging.draw import Secret, commit, make_draw
from jianyou.domain.support.record import About, lots_plan, seats_record, written
from jianyou.domain.support.rules import Request, Rule

SECRET = Secret("示例经济信息委", "春江水暖", "0f" * 16)
ABOUT = About("city", 3, "质量培训", "2024-05-06T09:00:00+08:00", "0.1")


def record(**changed: Any) -> str:
    """Two seats among six of one district; some of its parts changed."""
    requests = [Request(f"{n:04}", ("recommended",), "渝北区", f"91500112MA0000{n:04}") for n in range(6)]
    plan = lots_plan("质量培训", [each.key for each in requests], "某日公布的数", (commit(SECRET),))
    _, parts = seats_record(ABOUT, Rule(), 2, requests, make_draw(plan, "3 8 11", [SECRET]))
    return written({**parts, **changed})
