"""The language of a page, kept in a cookie that names no one."""

from django.http import HttpRequest

from jianyou.terms.lang import Lang

COOKIE = "jianyou_lang"


def lang_of(request: HttpRequest) -> Lang:
    """The language that was chosen, Chinese where none was."""
    value = request.COOKIES.get(COOKIE, "")
    return Lang(value) if value in set(Lang) else Lang.ZH
