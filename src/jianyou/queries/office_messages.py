"""消息 for the office: what filers did that it has to know of, and what it told one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.pages import page_of
from jianyou.store.models import Filing, OutboxMessage
from jianyou.terms.paging import Page

LENGTH = 50


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message: of what kind, with which values, about which filing (its number, empty for none).

    `channel` is how it was to be sent, empty where it stays in the site; `sent_at` when that was done,
    `problem` why it wasn't. `bounce` is the status with which it came back, as `5.1.1`: for good with a 5;
    `bounced_at` when.
    """

    kind: str
    params: Mapping[str, Any]
    audience: str
    at: datetime
    number: str
    call: str
    channel: str
    sent_at: datetime | None
    problem: str
    bounce: str = ""
    bounced_at: datetime | None = None


def list_office_messages(*, viewer: Actor, page: int) -> Page[MessageLine]:
    """The inbox of the viewer's office, the newest first."""
    found = OutboxMessage.objects.filter(office_id=viewer.office, audience="office")
    return page_of(found.select_related("filing", "call").order_by("-at", "-id"), page, LENGTH, _lines)


def messages_of(filing: Filing) -> tuple[MessageLine, ...]:
    """What was told about a filing to either side, the newest first."""
    return tuple(_lines(list(filing.messages.select_related("filing", "call").order_by("-at", "-id"))))


def _lines(messages: Sequence[OutboxMessage]) -> Sequence[MessageLine]:
    return [
        MessageLine(
            kind=one.kind,
            params=one.params,
            audience=one.audience,
            at=localtime(one.at),
            number=one.filing.number if one.filing else "",
            call=one.call.title if one.call else "",
            channel=one.channel,
            sent_at=localtime(one.sent_at) if one.sent_at else None,
            problem=one.problem,
            bounce=one.bounce,
            bounced_at=localtime(one.bounced_at) if one.bounced_at else None,
        )
        for one in messages
    ]
