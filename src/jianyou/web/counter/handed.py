"""份数 and 载体 of a paper as typed at the counter, and as they were told of the one before."""

import unicodedata
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from jianyou.terms.finding import Refused
from jianyou.terms.media import MOST_COPIES, NOT_COUNTED, Handed, Medium
from jianyou.web.counter.typed import number_in, plain_text

_COOKIE = "counter_handed"
_SECONDS = 12 * 60 * 60
_LONGEST = 20


class HandedForm(NamedTuple):
    """The fields: copies as typed, the media that are ticked, and what is wrong."""

    copies: str = ""
    media: tuple[Medium, ...] = ()
    problem: Refused | None = None

    @classmethod
    def of(cls, posted: QueryDict) -> "HandedForm":
        """What a browser sent."""
        typed = plain_text(unicodedata.normalize("NFKC", posted.get("copies", "")[: _LONGEST + 1]))
        ticked = posted.getlist("media")
        media = tuple(one for one in Medium if one.value in ticked)
        copies = number_in(typed)
        wrong = bool(typed) and (copies is None or not 1 <= copies <= MOST_COPIES)
        problem = Refused("counter_copies_bad", text=typed, most=MOST_COPIES) if wrong else None
        return cls(typed, media, problem)

    @property
    def handed(self) -> Handed:
        """What they say, once nothing is wrong."""
        return Handed(number_in(self.copies), self.media)


def remember(response: HttpResponse, handed: Handed) -> HttpResponse:
    """Lets the browser keep them for the next paper: a queue brings much of the same."""
    media = "-".join(one.value for one in handed.media)
    response.set_cookie(
        _COOKIE,
        f"{handed.copies or ''}.{media}",
        max_age=_SECONDS,
        path="/counter/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def remembered(request: HttpRequest) -> HandedForm:
    """The fields as they were told of the last paper, empty where nothing was."""
    told, _, media = request.COOKIES.get(_COOKIE, "").partition(".")
    copies = number_in(told)
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        return HandedForm()
    handed = NOT_COUNTED._replace(media=tuple(one for one in Medium if one.value in media.split("-")))
    return HandedForm(str(copies or ""), handed.media)
