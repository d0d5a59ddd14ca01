"""What a call leaves open that its office must settle before the call opens."""

from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.awards import Quota, QuotaHolder
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import StageKind
from jianyou.domain.calls.read_annex import REGIONS
from jianyou.terms.message import NO_PARAMS, Message, Param


class Question(NamedTuple):
    """One thing to settle: the path of its key in the call file (items from 1), and what is asked."""

    key: str
    message: Message


def open_questions(call: Call) -> tuple[Question, ...]:
    """What is still to be settled, in the order of the call file."""
    parts = (_regions, _filing, _contacts, _awards, _quotas, _publicity, _choices)
    return tuple(question for part in parts for question in part(call))


def _ask(key: str, code: str, **params: Param) -> Question:
    return Question(key, Message(code, params or NO_PARAMS))


def _regions(call: Call) -> Iterator[Question]:
    for column in call.annex.columns:
        if column.kind is ColumnKind.REGION_INDUSTRY and not call.regions:
            yield _ask("regions", "call_open_regions", title=column.title, known=" / ".join(REGIONS))
            return


def _filing(call: Call) -> Iterator[Question]:
    if call.filing.completes_on is None:
        yield _ask("filing.completes_on", "call_open_completes_on")


def _contacts(call: Call) -> Iterator[Question]:
    if not call.contacts:
        yield _ask("contacts", "call_open_contacts")
    for number, contact in enumerate(call.contacts, 1):
        if not contact.phone:
            who = contact.unit or contact.name
            yield _ask(f"contacts.{number}.phone", "call_open_contact_phone", who=who)


def _awards(call: Call) -> Iterator[Question]:
    for number, award in enumerate(call.awards, 1):
        if (award.rules or award.conditions) and award.as_of is None:
            yield _ask(f"awards.{number}.as_of", "call_open_as_of", award=award.name)


def _quotas(call: Call) -> Iterator[Question]:
    if not any(quota.holder is QuotaHolder.OFFICE for quota in _all_quotas(call)):
        yield _ask("quotas", "call_open_office_quota")


def _all_quotas(call: Call) -> Iterator[Quota]:
    yield from call.quotas
    yield from (tier.quota for award in call.awards for tier in award.tiers if tier.quota)


def _publicity(call: Call) -> Iterator[Question]:
    if call.publicity is None:
        if any(stage.kind is StageKind.PUBLICITY for stage in call.stages):
            yield _ask("publicity", "call_open_publicity")
        return
    if not call.publicity.places:
        yield _ask("publicity.places", "call_open_publicity_places")
    if call.objections is None:
        yield _ask("objections", "call_open_objections")


def _choices(call: Call) -> Iterator[Question]:
    for number, choice in enumerate(call.choices, 1):
        for at, tier in enumerate(choice.tiers, 1):
            if tier.n is None:
                yield _ask(f"choices.{number}.tiers.{at}.n", "call_open_places", tier=tier.name)
