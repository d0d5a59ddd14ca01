"""What shows personal data is an act: it is logged with its reason before anything is shown."""

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.subjects import subject_at


def show_personal_data(*, actor: Actor, number: str, reason: str) -> dict[str, str]:
    """The personal data of a filing by field (`0.<key>` of the header, `<ordinal>.<key>` of an entry).

    Logs `show_personal_data` with the reason; a filer needs none for the own filing.

    Raises:
        Refused: no reason is given, or there is no such filing.
        NotAllowed: who asks may not see it.
    """
    reason = short_text(reason) if actor.filing == number else reason_given(reason)
    with transaction.atomic():
        call, filing, at = on_filing(number)
        check_act(actor, Act.SHOW_PERSONAL_DATA, subject_at(call, at, filing=filing), call)
        content: dict[str, Plain] = {"number": number, "reason": reason}
        log_act(call=call, act=Act.SHOW_PERSONAL_DATA, actor=actor, at=at, content=content, filing=filing)
        return personal_of([filing]).get(filing.id, {})
