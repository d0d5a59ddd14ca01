"""反馈: strengths and gaps that the letter on an entry's result tells, chosen and worded by the office."""

from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import on_call, short_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.choice_records import record_part
from jianyou.queries.feedback import standing_choice
from jianyou.store.models import Feedback, Sheet
from jianyou.terms.finding import Refused

_SHORTEST = 2


def save_feedback(
    *, actor: Actor, call_slug: str, number: int, entry: UUID, strengths: str, gaps: str
) -> None:
    """Keeps what the letter of an entry tells; nothing is sent by this, so nothing is logged.

    Raises:
        Refused: no such choice stands, it hasn't this entry, a text is too long or names one of the experts
            who judged the entry.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    told = {"strengths": short_text(strengths), "gaps": short_text(gaps)}
    with transaction.atomic():
        call, at = on_call(actor, Act.SEND_LETTERS, call_slug)
        row = standing_choice(call, number)
        if entry.hex not in {one["key"] for one in record_part(row.file, "choice")["candidates"]}:
            raise Refused("choice_unknown")
        names = Sheet.objects.filter(review__call=call, entry=entry).values_list("expert__name", flat=True)
        for name in sorted(set(names)):
            if len(name) >= _SHORTEST and any(name in text for text in told.values()):
                raise Refused("feedback_names_expert", name=name)
        Feedback.objects.update_or_create(
            entry_id=entry,
            award=row.award,
            defaults={**told, "office_id": call.office_id, "call": call, "by": actor.person, "at": at},
        )
