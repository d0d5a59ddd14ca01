"""Calendar files by RFC 5545: endings, folding, what has to be escaped."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.mailbox.calendars import Appointment, calendar_file

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 4, 30, 9, 0, tzinfo=BEIJING)


def appointment(title: str = "答辩", place: str = "", note: str = "") -> Appointment:
    return Appointment("7@jianyou", AT, AT + timedelta(hours=1), AT, title, place, note)


def unfolded(data: bytes) -> list[str]:
    """The lines as a calendar reads them."""
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar() -> None:
    assert unfolded(calendar_file("现场安排", [appointment(place="三楼，会议室", note="带材料")])) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jianyou//Jianyou//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:现场安排",
        "BEGIN:VEVENT",
        "UID:7@jianyou",
        "DTSTAMP:20260430T010000Z",
        "LAST-MODIFIED:20260430T010000Z",
        "SEQUENCE:29625180",
        "DTSTART:20260430T010000Z",
        "DTEND:20260430T020000Z",
        "SUMMARY:答辩",
        "LOCATION:三楼，会议室",
        "DESCRIPTION:带材料",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_what_is_off_is_taken_out_again() -> None:
    off = appointment()._replace(off=True, organizer="a@site.example")
    lines = unfolded(calendar_file("a", [off]))
    assert lines[4] == "METHOD:CANCEL"
    assert lines[12:15] == ["DTEND:20260430T020000Z", "STATUS:CANCELLED", "ORGANIZER:mailto:a@site.example"]
    assert "METHOD:PUBLISH" in unfolded(calendar_file("a", [off, appointment()]))
    assert "METHOD:PUBLISH" in unfolded(calendar_file("a", []))


def test_what_has_a_meaning_is_escaped() -> None:
    lines = unfolded(calendar_file("a", [appointment(title="a;b,c\\d\r\ne\x00f")]))
    assert "SUMMARY:a\\;b\\,c\\\\d\\ne f" in lines


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_and_no_line_is_too_long(text: str) -> None:
    data = calendar_file("a", [appointment(title=text)])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (line,) = [one for one in unfolded(data) if one.startswith("SUMMARY:")]
    plain = "".join(
        " " if (ord(one) < 32 and one not in "\t\n") or one == "\x7f" else one
        for one in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    assert line == f"SUMMARY:{escaped}"
