"""The offices of a site, and who acts from the command line: under a name, in a role of an office."""

from typing import NamedTuple

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.store.lookups import call_named, filing_numbered
from jianyou.store.models import Office
from jianyou.terms.finding import Refused


class OfficeLine(NamedTuple):
    """An office by its short name; `upper` is that of the one above it, empty for none."""

    slug: str
    name: str
    district: str
    upper: str


def list_offices() -> tuple[OfficeLine, ...]:
    """Every office of the site, by short name."""
    rows = Office.objects.select_related("upper").order_by("slug")
    return tuple(
        OfficeLine(row.slug, row.name, row.district, row.upper.slug if row.upper else "") for row in rows
    )


def actor_in(*, office: str, role: Role, person: str) -> Actor:
    """Somebody of the office of that short name.

    Raises:
        Refused: the site has no such office.
    """
    found = Office.objects.filter(slug=office).first()
    if found is None:
        raise Refused("site_no_office", name=office)
    return Actor(role=role, person=person, office=found.id.hex)


def actor_for_call(*, call_slug: str, role: Role, person: str) -> Actor:
    """Somebody of the office whose call that is.

    Raises:
        Refused: the site has no such call.
    """
    return Actor(role=role, person=person, office=call_named(call_slug).office_id.hex)


def actor_for_filing(*, number: str, role: Role, person: str) -> Actor:
    """Somebody of the office that the filing came to.

    Raises:
        Refused: the site has no such filing.
    """
    return Actor(role=role, person=person, office=filing_numbered(number).office_id.hex)
