"""给专家的消息: where experts read messages, and what is written to them."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.conf import settings

from jianyou.actions.confirming import address_of
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import Kind, send_to
from jianyou.actions.reaching import Reach, opened_reach
from jianyou.datafiles.canonical import Plain
from jianyou.queries.experts import MAIL
from jianyou.store.models import Expert, PersonalDatum, Review
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_PAGE: Final = "/expert/"
_LANG: Final = "zh"


def reaches_of(experts: Iterable[Expert]) -> dict[uuid.UUID, Reach]:
    """Where each is written to: the confirmed address of his account, else the mail address he gave.

    Who has neither isn't among them. The experts bring their users.
    """
    found: dict[uuid.UUID, Reach] = {}
    without = []
    for expert in experts:
        if expert.user and expert.user.reach:
            found[expert.id] = opened_reach(expert.user.reach)
        else:
            without.append(expert.id)
    keys = site_keys()
    for subject, value in PersonalDatum.objects.filter(subject__in=without, field=MAIL).values_list(
        "subject", "value"
    ):
        try:
            found[subject] = Reach(address_of(keys.decrypt(bytes(value))), _LANG)
        except Refused:
            # As somebody typed it; the office sees him among those to phone.
            continue
    return found


def tell_expert(
    expert: Expert, review: Review, *, kind: Kind, at: datetime, params: Mapping[str, Plain]
) -> bool:
    """Writes a message about a review to an expert; whether he can be reached.

    The review brings its call. No entry is named: who reads mail isn't known.
    """
    reach = reaches_of([expert]).get(expert.id)
    if reach:
        write_to(reach, expert, review, kind=kind, at=at, params=params)
    return reach is not None


def write_to(
    reach: Reach, expert: Expert, review: Review, *, kind: Kind, at: datetime, params: Mapping[str, Plain]
) -> None:
    """The same for an address that was looked up before."""
    url = settings.JIANYOU_MESSAGES.get("url", "")
    told: dict[str, Plain] = {
        "title": review.call.title,
        "review": review.title,
        "until": moment_for_people(review.due or at),
        "page": f"{url}{_PAGE}" if url else "—",
        "expert": expert.id.hex,
        "of": review.number,
    }
    send_to(
        reach.address,
        call=review.call,
        kind=kind,
        at=at,
        params={**told, **params},
        secret={},
        lang=reach.lang,
    )
