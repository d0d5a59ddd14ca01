"""What every page of the desk knows without being told by its view."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from jianyou.web.components.look import look_of
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.look import lang_of


def of_page(request: HttpRequest) -> Mapping[str, Any]:
    """The work that is open, the look that was chosen, and what is to be said once."""
    desk = desk_of(request)
    return {
        "work": desk.work,
        "lang": lang_of(request),
        "look": look_of(request),
        "take_told": desk.take_told,
    }
