"""Letters about appointments bring a calendar file; later ones about the same replace it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jianyou.domain.mailbox.appointments import with_appointment
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.mailbox.samples import sample_params
from jianyou.terms.lang import Lang

AT = datetime(2026, 4, 20, 1, tzinfo=UTC)


def lines(kind: str, **more: Any) -> list[str]:
    """The lines of a letter's calendar file, unfolded; none where it has none."""
    params = {**sample_params(kind, Lang.ZH), **more}
    said = with_appointment(kind, params, rendered(kind, params, Lang.ZH), at=AT, host="site.example")
    if not said.attachments:
        return []
    (file,) = said.attachments
    assert (file.name, file.medium) == ("appointment.ics", "text/calendar")
    return file.data.decode().replace("\r\n ", "").split("\r\n")


def test_a_correction_is_due_at_the_end_of_its_appointment() -> None:
    found = lines("returned")
    for line in (
        "UID:due-7K3M-9QXA-2BCD-1-关于征集示例优质组织的通知@site.example",
        "DTSTART:20260428T093000Z",
        "DTEND:20260428T100000Z",
        "SUMMARY:需要补正：报送件 7K3M-9QXA-2BCD 第 1 条",
    ):
        assert line in found


def test_more_time_moves_the_same_appointment() -> None:
    uid = [
        line for kind in ("returned", "correction_extended") for line in lines(kind) if line.startswith("UID")
    ]
    assert len(uid) == 2
    assert uid[0] == uid[1]


def test_what_begins_and_ends_is_an_event_at_its_place() -> None:
    told = {"begins": "2026-05-20T09:00:00+08:00", "ends": "2026-05-20T17:00:00+08:00", "place": "示例大厦"}
    found = lines("accepted", **told)
    for line in ("DTSTART:20260520T010000Z", "DTEND:20260520T090000Z", "LOCATION:示例大厦"):
        assert line in found


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("accepted", {}),
        ("code", {}),
        ("returned", {"due": "2026-04-28"}),
        ("returned", {"due": "soon"}),
        ("accepted", {"begins": "2026-05-20T09:00:00+08:00", "ends": "2026-05-20T08:00:00+08:00"}),
        ("accepted", {"begins": 1, "ends": None}),
    ],
)
def test_no_appointment_no_file(kind: str, more: dict[str, Any]) -> None:
    params = {**sample_params(kind, Lang.ZH), **more}
    said = rendered("accepted", sample_params("accepted", Lang.ZH), Lang.ZH)
    assert with_appointment(kind, params, said, at=AT, host="h").attachments == ()
