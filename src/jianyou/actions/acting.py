"""What stands around an act: its rows under the call's lock, the moment, and whether it may be done."""

from datetime import datetime
from typing import NamedTuple

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import filing_numbered
from jianyou.store.models import Call, Filing, FilingVersion
from jianyou.terms.finding import Refused

LONGEST_TEXT = 2000
"""Characters of a reason or a note."""


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


class OnCall(NamedTuple):
    """A call, locked against others who do the like, and the moment read under the lock."""

    call: Call
    at: datetime


def on_call(actor: Actor, act: Act, call_slug: str) -> OnCall:
    """A call of the actor's office, for the transaction that is running; filing goes on meanwhile.

    Raises:
        Refused: that office has none of that name.
        NotAllowed: the actor may not do this now.
    """
    # First of all: whoever holds it alone wants the row next.
    lock_call_shared(call_slug)
    rows = Call.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    call = rows.filter(slug=call_slug, office_id=actor.office).first()
    if call is None:
        raise Refused("site_no_call", name=call_slug[:64])
    at = database_now()
    check_act(actor, act, subject_at(call, at), call)
    return OnCall(call, at)


def newest_version(filing: Filing, *, looked_at: int) -> FilingVersion:
    """The newest version of a locked filing.

    Raises:
        Refused: it isn't the one that was looked at.
    """
    newest = filing.versions.latest("ordinal")
    if newest.ordinal != looked_at:
        raise Refused("site_entry_changed", seen=looked_at, newest=newest.ordinal)
    return newest


def reason_given(text: str) -> str:
    """A reason as it is kept.

    Raises:
        Refused: there is none, or it is too long.
    """
    told = short_text(text)
    if not told:
        raise Refused("site_reason_missing")
    return told


def short_text(text: str) -> str:
    """A note as it is kept, empty where there is none.

    Raises:
        Refused: it is too long.
    """
    told = text.strip()
    if len(told) > LONGEST_TEXT:
        raise Refused("site_text_long", most=LONGEST_TEXT)
    return told


def check_act(actor: Actor, act: Act, subject: Subject, call: Call, *, approver: Actor | None = None) -> None:
    """Look at whether this person may do this now, with the second person where the call's office wants one.

    Raises:
        NotAllowed: role, office, state or moment forbids it.
    """
    check(actor, act, subject, approver=approver, second_person=call.office.second_person)
