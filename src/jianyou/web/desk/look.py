"""The language and the look that a person chose, kept in cookies that name no one."""

from django.http import HttpRequest

from jianyou.terms.lang import Lang
from jianyou.web.desk.desk import desk_of

COOKIES = {
    "lang": ("zh", "en"),
    "scheme": ("auto", "light", "dark"),
    "density": ("compact", "roomy"),
    "keys": ("on", "off"),
}
"""What can be chosen; the first is meant where nothing was, but for the language, which the desk knows."""

COOKIE_PREFIX = "jianyou_"


def chosen(request: HttpRequest, name: str) -> str:
    """The value chosen for one of COOKIES, its default for anything unknown."""
    value = request.COOKIES.get(COOKIE_PREFIX + name, "")
    return value if value in COOKIES[name] else COOKIES[name][0]


def lang_of(request: HttpRequest) -> Lang:
    """The language of this answer."""
    value = request.COOKIES.get(COOKIE_PREFIX + "lang", "")
    return Lang(value) if value in COOKIES["lang"] else desk_of(request).lang
