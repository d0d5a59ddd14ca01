"""The language of the pages for anyone."""

from django.http import HttpRequest

from jianyou.terms.lang import Lang
from jianyou.web.components.look import chosen


def lang_of(request: HttpRequest) -> Lang:
    """The language that was chosen, Chinese where none was."""
    return Lang(chosen(request, "lang"))
