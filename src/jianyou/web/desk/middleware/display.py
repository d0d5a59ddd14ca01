"""Each answer in the language that was chosen for it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from jianyou.terms.lang import Lang
from jianyou.web.desk.look import lang_of

_CODES = {Lang.ZH: "zh-hans", Lang.EN: "en"}

Respond = Callable[[HttpRequest], HttpResponseBase]


def display(respond: Respond) -> Respond:
    """Answers in the language that was chosen, by default the one that the desk was started in."""

    def in_language(request: HttpRequest) -> HttpResponseBase:
        with translation.override(_CODES[lang_of(request)]):
            return respond(request)

    return in_language
