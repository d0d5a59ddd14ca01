"""Making an office on a site; it belongs to no call, so no log tells of it."""

import re

from jianyou.store.models import Office
from jianyou.terms.finding import Refused

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def make_office(*, slug: str, name: str) -> None:
    """A new office; one of the same short name is left as it is.

    Raises:
        Refused: the short name or the name can't be used.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise Refused("site_office_slug", text=slug[:60])
    if not name.strip() or len(name) > 200:
        raise Refused("site_office_name")
    Office.objects.get_or_create(slug=slug, defaults={"name": name.strip()})
