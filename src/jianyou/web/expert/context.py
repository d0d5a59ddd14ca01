"""What every view of the experts starts from: who it is, and what isn't there."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import actor_of, person_of, staff_only

_MISSING = frozenset({"site_no_call", "site_no_review", "site_no_sheet", "proof_file_gone"})
_PHONE = re.compile(r"\bMobi|iPhone|iPod|Windows Phone|Opera Mini", re.IGNORECASE)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Actor, Rest], HttpResponseBase]
Gated = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def for_experts(view: View[Rest]) -> Gated[Rest]:
    """Hands the view the expert who acts; what wasn't given to him is not found, what can't be says why."""

    @wraps(view)
    def found(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(request, actor_of(request, Role.EXPERT), *args, **kwargs)
        except Refused as refused:
            status = HTTPStatus.NOT_FOUND if refused.code in _MISSING else HTTPStatus.CONFLICT
            return page(request, "expert/missing.html", {"problem": refused}, status)

    return staff_only(Role.EXPERT)(cast("Gated[Rest]", found))


def page(
    request: HttpRequest, template: str, told: Mapping[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    """A page of the experts, in its frame."""
    return render(request, template, {"person": person_of(request), "here": "expert", **told}, status=status)


def on_phone(request: HttpRequest) -> bool:
    """Whether a phone asks, as far as it tells: by the browser's own hint, else by its name.

    Tablets and whoever poses as a desktop pass: it keeps dossiers off phones that people carry about, it
    doesn't stop anybody who means to look.
    """
    hint = request.headers.get("Sec-CH-UA-Mobile", "")
    return hint == "?1" or bool(_PHONE.search(request.headers.get("User-Agent", "")))


def no_phone(request: HttpRequest) -> HttpResponse:
    """The page that says to take a computer; nothing of any dossier stands on it."""
    return page(request, "expert/no_phone.html", {}, HTTPStatus.FORBIDDEN)
