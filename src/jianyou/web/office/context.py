"""What every view of the office starts from: who it is, in which role, and what isn't there."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import actor_of, person_of, staff_only

DECIDERS = (Role.SECTION_HEAD, Role.OFFICE_CLERK)
"""Who works here. A section head may do all that a clerk may."""

CLERKS = (Role.OFFICE_CLERK,)
"""Who types in what stands on papers."""

VIEWERS = (*DECIDERS, Role.SUPERVISOR)
"""Who reads here."""

_MISSING = frozenset(
    {
        "site_no_call",
        "title_unknown",
        "titles_list_gone",
        "site_no_filing",
        "site_no_entry",
        "site_no_review",
        "site_no_sheet",
        "district_no_upper",
        "office_no_version",
        "office_no_file",
        "call_draft_gone",
        "clearance_unknown",
        "clearance_file_gone",
        "letter_unknown",
        "together_unknown",
        "together_file_gone",
        "expert_unknown",
        "lots_unknown",
        "recusal_unknown",
        "redact_copy_gone",
        "choice_unknown",
        "ballot_unknown",
        "archiving_unknown",
        "support_activity_unknown",
        "support_need_unknown",
        "package_gone",
        "partner_unknown",
        "intentions_none",
        "publicity_unknown",
    }
)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Actor, Rest], HttpResponseBase]
Gated = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def for_viewers(view: View[Rest]) -> Gated[Rest]:
    """Hands the view who looks; what another office has is not found."""
    return staff_only(*VIEWERS)(_as_actor(view, VIEWERS))


def for_deciders(view: View[Rest]) -> Gated[Rest]:
    """Hands the view who acts; what another office has is not found."""
    return staff_only(*DECIDERS)(_as_actor(view, DECIDERS))


def for_clerks(view: View[Rest]) -> Gated[Rest]:
    """Hands the view the clerk who acts, for what a section head leaves to him."""
    return staff_only(*CLERKS)(_as_actor(view, CLERKS))


def _as_actor(view: View[Rest], roles: tuple[Role, ...]) -> Gated[Rest]:
    @wraps(view)
    def found(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(request, actor_of(request, *roles), *args, **kwargs)
        except Refused as refused:
            if refused.code not in _MISSING:
                raise
            return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)

    return cast("Gated[Rest]", found)


def page(
    request: HttpRequest, template: str, told: Mapping[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    """A page of the office, in its frame."""
    person = person_of(request)
    roles = set(person.roles)
    frame = {
        "person": person,
        "here": "office",
        "decides": bool(set(DECIDERS) & roles),
        "types": bool(set(CLERKS) & roles),
    }
    return render(request, template, {**frame, **told}, status=status)


def posted(view: Gated[Rest]) -> Gated[Rest]:
    """For addresses that only do something: whoever merely opens one is led to the page that it is on."""

    @wraps(view)
    def doing(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        of_filing = "number" in kwargs
        address = reverse("office:filing" if of_filing else "office:call", args=[next(iter(kwargs.values()))])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    return cast("Gated[Rest]", doing)
