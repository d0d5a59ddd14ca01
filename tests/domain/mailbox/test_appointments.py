"""Letters about appointments bring a calendar file; later ones about the same replace it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jianyou.domain.mailbox.appointments import with_appointment
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.mailbox.samples import sample_params
from jianyou.terms.lang import Lang

AT = datetime(2026, 4, 20, 1, tzinfo=UTC)
SENDER = "示例 <calls@site.example>"


def lines(kind: str, **more: Any) -> list[str]:
    """The lines of a letter's calendar file, unfolded; none where it has none."""
    params = {**sample_params(kind, Lang.ZH), **more}
    said = with_appointment(kind, params, rendered(kind, params, Lang.ZH), at=AT, sender=SENDER)
    if not said.attachments:
        return []
    (file,) = said.attachments
    assert (file.name, file.medium) == ("appointment.ics", "text/calendar")
    return file.data.decode().replace("\r\n ", "").split("\r\n")


def test_a_correction_is_due_at_the_end_of_its_appointment() -> None:
    found = lines("returned")
    for line in (
        "UID:correction-7K3M-9QXA-2BCD-1-关于征集示例优质组织的通知@site.example",
        "DTSTART:20260428T093000Z",
        "DTEND:20260428T100000Z",
        "SUMMARY:需要补正：报送件 7K3M-9QXA-2BCD 第 1 条",
    ):
        assert line in found


def uid(kind: str, **more: Any) -> str:
    (line,) = [line for line in lines(kind, **more) if line.startswith("UID")]
    return line


def test_what_is_told_of_one_matter_replaces_what_was_told_before() -> None:
    correction = {uid(kind, ordinal=1) for kind in ("returned", "correction_extended", "urging_correction")}
    filing = {uid(kind, number="7K3M-9QXA-2BCD") for kind in ("reminder_filing", "extended")}
    assert (len(correction), len(filing)) == (1, 1)
    assert uid("objection_asked", part="a") == uid(
        "objection_asked", part="a", until="2026-06-01T18:00:00+08:00"
    )


def test_different_matters_of_one_filing_stand_side_by_side() -> None:
    same = {"number": "7K3M-9QXA-2BCD", "title": "征集", "ordinal": 1}
    found = [
        *(uid(kind, **same) for kind in ("returned", "reminder_filing", "needs_asked", "objection_asked")),
        uid("objection_asked", **same, part="b"),
        uid("objection_asked", **same | {"ordinal": 2}),
        uid("activity_opened", **same, part=1),
        uid("activity_opened", **same, part=2),
    ]
    assert len(set(found)) == len(found)


def test_a_seat_is_an_event_that_is_changed_and_called_off() -> None:
    told = {"begins": "2026-05-20T09:00:00+08:00", "ends": "2026-05-20T12:00:00+08:00", "event": "5e"}
    for kind in ("seat_given", "seat_moved_up", "activity_changed"):
        found = lines(kind, **told)
        for line in (
            *("METHOD:PUBLISH", "UID:5e@jianyou", "ORGANIZER:mailto:calls@site.example"),
            *("DTSTART:20260520T010000Z", "DTEND:20260520T040000Z", "LOCATION:示例大厦 301 会议室"),
        ):
            assert line in found
        assert "STATUS:CANCELLED" not in found
    for line in ("METHOD:CANCEL", "UID:5e@jianyou", "STATUS:CANCELLED"):
        assert line in lines("activity_cancelled", **told)


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
    assert with_appointment(kind, params, said, at=AT, sender="a@h").attachments == ()
