"""The language of the desk: as chosen, else the one that it was started in."""

from django.http import HttpRequest

from jianyou.terms.lang import Lang
from jianyou.web.components.look import chosen, is_chosen
from jianyou.web.desk.desk import desk_of


def lang_of(request: HttpRequest) -> Lang:
    """The language of this answer."""
    return Lang(chosen(request, "lang")) if is_chosen(request, "lang") else desk_of(request).lang
