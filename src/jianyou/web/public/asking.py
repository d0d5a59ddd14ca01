"""The address for messages: left on the first page, kept with what waits, confirmed at the button."""

import uuid

from django.http import HttpRequest

from jianyou.actions.confirming import Asking, address_of, check_code, offered_channels, send_code
from jianyou.actions.outbox import Address
from jianyou.queries.calls import CallView
from jianyou.terms.finding import Refused
from jianyou.web.public import spool
from jianyou.web.public.look import lang_of
from jianyou.web.public.spool import Spooled

TOO_LATE = ("site_too_late", "site_call_not_open")


def address_in(typed: str, problems: dict[str, Refused]) -> Address | None:
    """The address that was left; None where there is none, or `problems` tells why it is none."""
    if not typed.strip() or not offered_channels():
        return None
    try:
        return address_of(typed)
    except Refused as refused:
        problems["address"] = refused
        return None


def came_from(request: HttpRequest, slug: str) -> Spooled | None:
    """What waits under the token that the first page was opened with again, None where nothing does."""
    token = request.POST.get("from") or request.GET.get("from")
    try:
        return spool.named(token, slug) if token else None
    except Refused:
        return None


def asking_for(request: HttpRequest, call: CallView, address: Address | None) -> Asking | None:
    """Sends a code to the address; who comes back with the same address has his code already.

    Raises:
        Refused: too many were sent, or the deadline passed meanwhile.
    """
    if address is None:
        return None
    before = came_from(request, call.slug)
    if before and before.asking and before.asking.address == address:
        return before.asking
    asking = Asking(uuid.uuid4(), address)
    send(request, call.slug, asking)
    return asking


def send(request: HttpRequest, slug: str, asking: Asking) -> None:
    """Sends the code.

    Raises:
        Refused: too many were sent, or it is too late.
    """
    send_code(call_slug=slug, token=asking.token, address=asking.address, lang=lang_of(request))


def look_at_code(typed: str, call: CallView, asking: Asking) -> None:
    """Look at whether this is the code that was sent.

    Raises:
        Refused: it isn't, none was typed, or too many wrong ones were.
    """
    if not typed.strip():
        raise Refused("confirm_code_missing")
    if not check_code(token=asking.token, address=asking.address, code=typed, at=call.now):
        raise Refused("confirm_code_wrong")
