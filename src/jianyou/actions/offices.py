"""Making an office on a site; it belongs to no call, so no log tells of it."""

import re

from django.db import transaction

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.store.models import Office
from jianyou.terms.finding import Refused

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def make_office(*, operator: str, slug: str, name: str) -> None:
    """A new office; one of the same short name is left as it is.

    Raises:
        Refused: the short name or the name can't be used.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise Refused("site_office_slug", text=slug[:60])
    if not name.strip() or len(name) > 200:
        raise Refused("site_office_name")
    with transaction.atomic():
        _, made = Office.objects.get_or_create(slug=slug, defaults={"name": name.strip()})
        if made:
            log_deed(SiteDeed.OFFICE_MADE, subject=slug, operator=operator, name=name.strip())
