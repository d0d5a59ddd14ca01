"""An expert's visits as a calendar file, the same from the office and from his own pages."""

from collections.abc import Iterable

from django.utils.translation import gettext

from jianyou.domain.mailbox.calendars import Appointment, calendar_file
from jianyou.queries.visits import OwnVisit


def calendar_of(visits: Iterable[OwnVisit]) -> bytes:
    """The visits of an expert."""
    return calendar_file(
        gettext("现场安排"),
        (
            Appointment(
                uid=f"{one.key}@jianyou",
                begins=one.begins,
                ends=one.ends,
                changed_at=one.changed_at,
                title=gettext("{review}：{entry}").format(review=one.review, entry=one.entry)
                if one.entry
                else one.review,
                place=one.place,
                note="\n".join(part for part in (one.call, one.note) if part),
            )
            for one in visits
        ),
    )
