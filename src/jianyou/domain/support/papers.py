"""帮扶台账 and 签到表 as official tables: nobody's contact in them."""

from collections.abc import Sequence
from typing import NamedTuple

from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.terms.display import plain
from jianyou.terms.message import say

_LEDGER = (
    ("support_column_serial", 0.5, True),
    ("support_column_name", 2.0, False),
    ("support_column_district", 0.9, True),
    ("support_column_kind", 0.9, True),
    ("support_column_need", 2.4, False),
    ("support_column_department", 1.3, False),
    ("support_column_resource", 1.5, False),
    ("support_column_action", 1.9, False),
    ("support_column_outcome", 1.9, False),
    ("support_column_dates", 1.2, True),
    ("support_column_state", 0.8, True),
)
_SIGN_IN = (
    ("support_column_serial", 0.5, True),
    ("support_column_name", 3.0, False),
    ("support_column_district", 1.0, True),
    ("support_column_seat", 1.0, True),
    ("support_column_sign", 2.0, False),
    ("support_column_time", 1.2, False),
)


class LedgerRow(NamedTuple):
    """One department's part in a need, or a need that nobody has a part in yet."""

    name: str
    district: str
    kind: str
    need: str
    department: str = ""
    resource: str = ""
    action: str = ""
    outcome: str = ""
    dates: str = ""
    state: str = ""


class SeatRow(NamedTuple):
    """Who may come; `seat` tells its seat, or its place on the waiting list."""

    name: str
    district: str
    seat: str


def ledger_paper(call: str, office: str, rows: Sequence[LedgerRow]) -> Paper:
    """The ledger of a call."""
    return Paper(
        title=say("support_ledger"),
        header=((say("support_head_call"), plain(call)), (say("support_head_office"), plain(office))),
        columns=[PaperColumn(say(code), width, centered) for code, width, centered in _LEDGER],
        rows=[[str(number), *map(plain, row)] for number, row in enumerate(rows, 1)],
        note=say("support_ledger_note"),
    )


def sign_in_paper(title: str, when: str, place: str, rows: Sequence[SeatRow]) -> Paper:
    """The sheet that lies at the door."""
    return Paper(
        title=f"{plain(title)} {say('support_seats_list')}",
        header=((say("support_column_time"), when), (say("support_head_place"), plain(place))),
        columns=[PaperColumn(say(code), width, centered) for code, width, centered in _SIGN_IN],
        rows=[[str(number), *map(plain, row), "", ""] for number, row in enumerate(rows, 1)],
    )
