"""What every view of the experts starts from: who it is, and what isn't there."""

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

_MISSING = frozenset({"site_no_call", "site_no_review", "site_no_sheet"})

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Actor, Rest], HttpResponseBase]
Gated = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def for_experts(view: View[Rest]) -> Gated[Rest]:
    """Hands the view the expert who acts; what wasn't given to him is not found."""

    @wraps(view)
    def found(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(request, actor_of(request, Role.EXPERT), *args, **kwargs)
        except Refused as refused:
            if refused.code not in _MISSING:
                raise
            return page(request, "expert/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)

    return staff_only(Role.EXPERT)(cast("Gated[Rest]", found))


def page(
    request: HttpRequest, template: str, told: Mapping[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    """A page of the experts, in its frame."""
    return render(request, template, {"person": person_of(request), "here": "expert", **told}, status=status)
