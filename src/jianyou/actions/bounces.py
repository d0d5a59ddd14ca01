"""退信: a letter that came back is marked, and the office told; a dead address gets no more letters."""

from uuid import UUID

from django.db import transaction

from jianyou.actions.outbox import Audience, Kind, tell
from jianyou.domain.mailbox.bounces import Bounce
from jianyou.store.dialect import database_now
from jianyou.store.models import DeadAddress, Filing, OutboxMessage
from jianyou.store.sitekeys import site_keys

_PURPOSE = "bounces"


def address_finder(text: str) -> str:
    """What an address that takes no letters is found by; domains don't tell small letters from capitals."""
    return site_keys().finder(_PURPOSE, text.strip().casefold())


def record_bounce(*, bounce: Bounce) -> bool:
    """Marks the letter that came back; whether that was news.

    Who told it can't be known for sure: it must name a letter of ours by a name that only its recipient and
    the servers on the way have seen. A letter about a filing is told to the office, without its address; if
    it came back for good, its address gets no more letters before a code that is sent there was read.
    """
    with transaction.atomic():
        found = OutboxMessage.objects.select_for_update(no_key=True).filter(id=bounce.key, channel="mail")
        message = found.first()
        if message is None or not message.tries or _is_known(message, bounce):
            return False
        at = database_now()
        # A server tells of a letter that it took; whatever this sender still waits for is over then.
        message.bounced_at, message.bounce = at, bounce.status
        message.problem = f"bounced {bounce.status}"
        message.save(update_fields=["bounced_at", "bounce", "problem"])
        if message.filing_id:
            _tell_office(message.filing_id, message, bounce)
        if bounce.for_good and message.recipient:
            lookup = address_finder(site_keys().decrypt(bytes(message.recipient)))
            DeadAddress.objects.get_or_create(lookup=lookup, defaults={"status": bounce.status, "at": at})
    return True


def revive(*, address: str) -> None:
    """Somebody read a code that was sent to this address: letters go there again."""
    dead = DeadAddress.objects.filter(lookup=address_finder(address))
    # Most addresses are alive: nobody who writes has to wait for that.
    if dead.exists():
        dead.delete()


def _is_known(message: OutboxMessage, bounce: Bounce) -> bool:
    """Told before, the same or worse; what was put off first may come back for good later."""
    return bool(message.bounce) and (message.bounce == bounce.status or not bounce.for_good)


def _tell_office(filing_id: UUID, message: OutboxMessage, bounce: Bounce) -> None:
    filing = Filing.objects.select_related("call").get(id=filing_id)
    kind = Kind.BOUNCED if bounce.for_good else Kind.BOUNCED_FOR_NOW
    params = {"of": message.kind, "bounce": bounce.status}
    tell(filing, kind=kind, at=database_now(), params=params, audience=Audience.OFFICE)
