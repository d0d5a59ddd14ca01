"""What is looked up once for all messages that are sent together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from jianyou.actions.bounces import address_finder
from jianyou.actions.outbox import CODES, Kind
from jianyou.domain.mailbox.templates import Words
from jianyou.jobs.unsent import Unsent
from jianyou.store.models import DeadAddress, MessageTemplate, OutboxMessage
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_ASKED_FOR = (*CODES, Kind.CODE_AGAIN)
"""These go to every address: somebody waits there, and one that is read comes back to life."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The offices' own words by office, kind and language; the messages whose address takes no letters."""

    words: Mapping[tuple[UUID, str, str], Words]
    dead: Collection[UUID]

    def words_of(self, message: OutboxMessage) -> Words | None:
        """The office's own words for it, None where the shipped ones hold."""
        office = message.office_id
        return self.words.get((office, message.kind, message.lang)) if office else None

    def check_reachable(self, message: OutboxMessage) -> None:
        """Look at whether its address takes letters.

        Raises:
            Unsent: a letter to it came back for good, and nobody has read a code there since.
        """
        if message.id in self.dead:
            raise Unsent("bounced", for_good=True)


def batch_of(claimed: Collection[OutboxMessage]) -> Batch:
    """What these messages need."""
    finders = {}
    for message in claimed:
        if message.channel == "mail" and message.kind not in _ASKED_FOR and (finder := _finder(message)):
            finders[message.id] = finder
    dead = DeadAddress.objects.filter(lookup__in=set(finders.values())).values_list("lookup", flat=True)
    gone = set(dead) if finders else set()
    return Batch(_words(claimed), {key for key, finder in finders.items() if finder in gone})


def _finder(message: OutboxMessage) -> str:
    try:
        return address_finder(site_keys().decrypt(bytes(message.recipient or b"")))
    except Refused:
        return ""  # the one message that can't be read is told of when it is sent


def _words(claimed: Collection[OutboxMessage]) -> dict[tuple[UUID, str, str], Words]:
    offices = {message.office_id for message in claimed if message.office_id}
    if not offices:
        return {}
    rows = MessageTemplate.objects.filter(office__in=offices, kind__in={one.kind for one in claimed})
    return {(row.office_id, row.kind, row.lang): Words(row.subject, row.body) for row in rows}
