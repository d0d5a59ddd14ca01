"""The reasons that an office keeps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.reasons import reason_in_words
from jianyou.store.models import Reason
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason: for which act, its title, text, clause and place; `retired_at` in the site's zone."""

    key: UUID
    act: Act
    title: str
    text: str
    clause: str
    order: int
    retired_at: datetime | None

    @property
    def words(self) -> str:
        """As it is put into a form."""
        return reason_in_words(self.text, self.clause)


def list_reasons(*, viewer: Actor, act: Act | None = None, retired: bool = False) -> tuple[ReasonLine, ...]:
    """The reasons of the viewer's office that are offered, for that act or any, in their order.

    With `retired` those that are offered no more, the newest first.
    """
    rows = Reason.objects.filter(office_id=viewer.office, retired_at__isnull=not retired)
    if act:
        rows = rows.filter(act=act)
    return tuple(map(_line, rows.order_by(*(("-retired_at",) if retired else ("act", "order", "id")))))


def get_reason(*, viewer: Actor, key: UUID) -> ReasonLine:
    """A reason of the viewer's office that is offered.

    Raises:
        Refused: that office offers none of that key.
    """
    row = Reason.objects.filter(office_id=viewer.office, id=key, retired_at=None).first()
    if row is None:
        raise Refused("reason_unknown")
    return _line(row)


def _line(row: Reason) -> ReasonLine:
    retired = localtime(row.retired_at) if row.retired_at else None
    return ReasonLine(row.id, Act(row.act), row.title, row.text, row.clause, row.order, retired)
