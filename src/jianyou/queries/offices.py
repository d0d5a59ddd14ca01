"""Who acts from the command line: whoever runs the site, under a name and in a role of an office."""

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.store.lookups import call_named, filing_numbered
from jianyou.store.models import Office
from jianyou.terms.finding import Refused


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
