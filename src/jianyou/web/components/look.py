"""How pages look and in which language, as their reader chose: kept in cookies that name no one."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

CHOICES = {
    "lang": ("zh", "en"),
    "scheme": ("auto", "light", "dark"),
    "text": ("normal", "large"),
    "density": ("compact", "roomy"),
    "keys": ("on", "off"),
}
"""What can be chosen; the first is meant where nothing was."""

_PREFIX = "jianyou_"
_A_YEAR = 365 * 24 * 3600


def is_chosen(request: HttpRequest, name: str) -> bool:
    """Whether the reader chose one of the values of that name."""
    return request.COOKIES.get(_PREFIX + name, "") in CHOICES[name]


def chosen(request: HttpRequest, name: str) -> str:
    """The value chosen for one of CHOICES, its default for anything unknown."""
    return request.COOKIES[_PREFIX + name] if is_chosen(request, name) else CHOICES[name][0]


def look_of(request: HttpRequest) -> Mapping[str, str]:
    """All that was chosen, by name, but for the language."""
    return {name: chosen(request, name) for name in CHOICES if name != "lang"}


def wanted_of(given: Mapping[str, str]) -> dict[str, str]:
    """What of a form or an address is a choice; anything else is left out."""
    return {name: given[name] for name, values in CHOICES.items() if given.get(name, "") in values}


def keep_look(request: HttpRequest, wanted: Mapping[str, str], back: str) -> HttpResponse:
    """Keeps choices for a year and goes back to where they were made; never to another site."""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    for name, value in wanted.items():
        response.set_cookie(
            _PREFIX + name, value, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response
