"""What stands around an act: its rows under the call's lock, the moment, and whether it may be done."""

from datetime import datetime
from typing import NamedTuple

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import check
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import filing_numbered
from jianyou.store.models import Call, Filing


class OnFiling(NamedTuple):
    """A filing with its call, locked, and the moment read under the lock."""

    call: Call
    filing: Filing
    at: datetime


def on_filing(number: str) -> OnFiling:
    """The filing of that number, for the transaction that is running.

    Raises:
        Refused: the site has none.
    """
    found = filing_numbered(number)
    lock_call_shared(found.call.slug)
    locked = Filing.objects.select_for_update(of=("self",)).select_related("call__office")
    filing = locked.get(id=found.id)
    return OnFiling(filing.call, filing, database_now())


def check_act(actor: Actor, act: Act, subject: Subject, call: Call, *, approver: Actor | None = None) -> None:
    """Look at whether this person may do this now, with the second person where the call's office wants one.

    Raises:
        NotAllowed: role, office, state or moment forbids it.
    """
    check(actor, act, subject, approver=approver, second_person=call.office.second_person)
