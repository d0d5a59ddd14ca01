"""What the counter's views share: who stands there, the call, the page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.counter import get_counter_call
from jianyou.queries.counter_records import CounterCall
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import actor_of, person_of

ROLES = (Role.COUNTER_CLERK, Role.OFFICE_CLERK)
SIGNERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
"""Who signs for papers that are handed over."""
READERS = (*ROLES, Role.SECTION_HEAD)
"""Who sees the slips of papers handed over."""


def clerk_of(request: HttpRequest) -> Actor:
    """Who stands at the counter."""
    return actor_of(request, *ROLES)


def call_or_404(viewer: Actor, slug: str) -> CounterCall:
    """The call of the viewer's office; Http404 where it has none of that name."""
    try:
        return get_counter_call(viewer=viewer, slug=slug)
    except Refused as refused:
        raise Http404 from refused


def page(
    request: HttpRequest,
    template: str,
    told: Mapping[str, Any],
    *,
    problems: Mapping[str, Refused] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page; `problems` by field are told in a summary and at their fields."""
    person = person_of(request)
    whole = {
        "person": person,
        "clerk": bool(set(ROLES) & set(person.roles)),
        "here": "counter",
        "problems": problems or {},
        "order": list((problems or {}).items()),
        **told,
    }
    if problems and status is HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, whole, status=status)
