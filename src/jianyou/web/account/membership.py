"""The organization of whoever is signed in."""

import uuid

from django.http import HttpRequest


def organization_of(request: HttpRequest) -> uuid.UUID | None:
    """The organization that what is begun now belongs to; None without one."""
    del request
    return None
