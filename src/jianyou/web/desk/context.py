"""What every page of the desk knows without being told by its view."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.look import COOKIES, chosen, lang_of


def of_page(request: HttpRequest) -> Mapping[str, Any]:
    """The work that is open, the look that was chosen, and what is to be said once."""
    desk = desk_of(request)
    return {
        "work": desk.work,
        "lang": lang_of(request),
        "look": {name: chosen(request, name) for name in COOKIES if name != "lang"},
        "take_told": desk.take_told,
    }
