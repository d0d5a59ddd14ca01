"""Labels for registered papers."""

from collections.abc import Collection

from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.counter import call_of, registered_by
from jianyou.queries.counter_records import Label, Registered
from jianyou.queries.handing_in import registrations
from jianyou.store.models import FilingVersion

MOST_LABELS = 240


def list_labels(*, viewer: Actor, slug: str, numbers: Collection[str]) -> tuple[Label, ...]:
    """The labels of these papers, those that aren't registered left out, the first registered first.

    Raises:
        Refused: the office has no such call.
    """
    call = call_of(viewer, slug)
    wanted = list(numbers)[:MOST_LABELS]
    rows = registrations(call).filter(filing__number__in=wanted).order_by("at", "id")
    newest: dict[str, Registered] = {one.paper.number: one for one in registered_by(call, rows)}
    versions = FilingVersion.objects.filter(filing__call=call, filing__number__in=newest)
    told = versions.order_by("ordinal").values_list("filing__number", "content")
    marks = {number: mark_of(number, content).text for number, content in dict(told).items()}
    return tuple(Label(one, marks[number]) for number, one in newest.items())
