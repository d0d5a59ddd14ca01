"""录入: what stands on a paper that came to the counter is typed in afterwards."""

from django.db import transaction

from jianyou.actions.acting import OnFiling, check_act, newest_version, on_filing
from jianyou.actions.filing import Sent, add_version, rewrite_entry
from jianyou.actions.judging import judge_entries
from jianyou.actions.log import log_act
from jianyou.actions.personal import replace_personal
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.queries.subjects import subject_at
from jianyou.terms.finding import Refused


def enter_details(*, actor: Actor, number: str, version: int, sent: Sent) -> int:
    """Writes what stands on the paper as the next version, which it returns. Logs `enter_details`.

    `version` is the one that was being filled in. The receipt stays: it tells when the paper came.

    Raises:
        Refused: it wasn't begun at the counter, was changed meanwhile, an entry was decided already, or
            nominees are missing that were registered.
        NotAllowed: who asks may not, or the filing takes nothing (any more).
    """
    with transaction.atomic():
        on = on_filing(number)
        check_act(actor, Act.ENTER_DETAILS, subject_at(on.call, on.at, filing=on.filing), on.call)
        before = newest_version(on.filing, looked_at=version)
        _check_undecided(on, sent)
        made = add_version(on.filing, sent, on.at, before)
        for ordinal in range(1, len(sent.entries) + 1):
            rewrite_entry(on.filing, ordinal, sent)
        judge_entries(list(on.filing.entries.select_related("call")))
        replace_personal(on.filing, sent.personal)
        content: dict[str, Plain] = {
            "number": number,
            "version": made.ordinal,
            "entries": [entry.name for entry in sent.entries],
        }
        log_act(call=on.call, act=Act.ENTER_DETAILS, actor=actor, at=on.at, content=content, filing=on.filing)
        return made.ordinal


def _check_undecided(on: OnFiling, sent: Sent) -> None:
    """Look at the entries of now: none may be decided, and none may be missing.

    Raises:
        Refused: one is.
    """
    number, entries = on.filing.number, list(on.filing.entries.all())
    if on.filing.channel != Channel.COUNTER:
        raise Refused("site_not_from_paper", number=number)
    if any(entry.status != EntryStatus.PENDING or entry.corrections.exists() for entry in entries):
        raise Refused("site_details_late", number=number)
    if len(sent.entries) < len(entries):
        raise Refused("site_details_fewer", now=len(sent.entries), before=len(entries))
