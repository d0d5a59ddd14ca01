"""Making an office on a site, perhaps below another; it belongs to no call, so no log tells of it."""

import re

from django.db import transaction

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.store.models import Office
from jianyou.terms.finding import Refused

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_DISTRICT = 60


def make_office(*, operator: str, slug: str, name: str, upper: str = "", district: str = "") -> None:
    """A new office; one of the same short name is left as it is, but may be put below `upper`.

    `upper` is the short name of the office that it collects for, and `district` its own, by the full name.

    Raises:
        Refused: a name can't be used, there is no such upper office, or it has another one already.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise Refused("site_office_slug", text=slug[:60])
    if not name.strip() or len(name) > 200:
        raise Refused("site_office_name")
    if upper and not 0 < len(district.strip()) <= LONGEST_DISTRICT:
        raise Refused("office_district_wrong", most=LONGEST_DISTRICT)
    with transaction.atomic():
        office, made = Office.objects.get_or_create(slug=slug, defaults={"name": name.strip()})
        below = bool(upper) and _put_below(office, upper, district.strip())
        if made or below:
            told = {"upper": upper, "district": district.strip()} if below else {}
            log_deed(SiteDeed.OFFICE_MADE, subject=slug, operator=operator, name=office.name, **told)


def _put_below(office: Office, upper: str, district: str) -> bool:
    """Puts the office below another one; whether it wasn't there before."""
    above = Office.objects.filter(slug=upper).first()
    if above is None:
        raise Refused("site_no_office", name=upper[:40])
    if office.upper_id not in {None, above.id} or _leads_to(above, office):
        raise Refused("office_upper_wrong", slug=office.slug, upper=upper)
    before = office.upper_id, office.district
    office.upper, office.district = above, district
    office.save(update_fields=["upper", "district"])
    return before != (above.id, district)


def _leads_to(office: Office | None, wanted: Office) -> bool:
    """Whether `wanted` is the office or stands somewhere above it."""
    while office is not None and office.id != wanted.id:
        office = office.upper
    return office is not None
