"""Rows by the names that people know them by."""

from jianyou.store.models import Arrival, Call, CallDraft, Filing
from jianyou.store.prepared import Prepared, columns, row_of
from jianyou.terms.finding import Refused

_CALL = Prepared(lambda slug: Call.objects.filter(slug=slug).values_list(*columns(Call)), str)


def call_named(slug: str) -> Call:
    """The call of that name.

    Raises:
        Refused: the site has none.
    """
    found = _CALL.first(slug)
    if found is None:
        raise Refused("site_no_call", name=slug[:64])
    return row_of(Call, found)[0]


def filing_numbered(number: str) -> Filing:
    """The filing of that number, however it was typed.

    Raises:
        Refused: the site has none.
    """
    filing = Filing.objects.filter(number=number.strip().upper()).select_related("call").first()
    if filing is None:
        raise Refused("site_no_filing", number=number[:20])
    return filing


def arrival_numbered(call: Call, number: int) -> Arrival:
    """The arrival of that number at a call's counter, locked, not yet given to a filing.

    Raises:
        Refused: there is none, it was voided, or its filing is registered already.
    """
    arrival = Arrival.objects.select_for_update().filter(call=call, number=number).first()
    if arrival is None:
        raise Refused("site_no_arrival", number=number)
    if arrival.voided_at is not None:
        raise Refused("site_arrival_void", number=number)
    if arrival.filing_id is not None:
        raise Refused("site_arrival_used", number=number)
    return arrival


def draft_of_call(office: str, key: str, *, locked: bool = False) -> CallDraft:
    """The draft of a call of that office (hex key), with its office; neither published nor dropped.

    Raises:
        Refused: the office has none of that key.
    """
    found = CallDraft.objects.filter(office_id=office, call=None, dropped_at=None)
    if locked:
        found = found.select_for_update(of=("self",))
    draft = found.filter(id=key).select_related("office", "based_on").first()
    if draft is None:
        raise Refused("call_draft_gone")
    return draft
