"""同事: who belongs to the organization, who is asked to join, who goes, and how one comes to it."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.organizations import (
    Invited,
    cancel_invitation,
    found_organization,
    hand_over,
    invite,
    join,
    leave,
    remove_colleague,
)
from jianyou.queries.organizations import get_people
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import account_only, key_of, person_of
from jianyou.web.account.membership import members_only, membership_of
from jianyou.web.nominee.showing import shown

_LONGEST_CODE = 40
_LONGEST_NAME = 400


@require_safe
@members_only
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the organization."""
    return _people_page(request)


@require_POST
@members_only
def invited(request: HttpRequest) -> HttpResponse:
    """Makes an invitation and shows its code, this once."""
    try:
        made = invite(user_id=key_of(request))
    except Refused as refused:
        return _people_page(request, refused)
    return _people_page(request, made=made)


@require_POST
@members_only
def cancelled(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Takes an invitation back."""
    return _done(request, lambda: cancel_invitation(user_id=key_of(request), invitation=invitation))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def removed(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    """Removes a colleague, after a word of what that means."""
    if request.method != "POST":
        return _sure_page(request, "remove", member)
    return _done(request, lambda: remove_colleague(user_id=key_of(request), member=member))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def handed_over(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    """Hands the managing over to a colleague, after a word of what that means."""
    if request.method != "POST":
        return _sure_page(request, "hand_over", member)
    return _done(request, lambda: hand_over(user_id=key_of(request), member=member))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def left(request: HttpRequest) -> HttpResponse:
    """Leaves the organization, after a word of what that means."""
    if request.method != "POST":
        return shown(request, "nominee/sure.html", {"act": "leave", "here": "people"})
    try:
        leave(user_id=key_of(request))
    except Refused as refused:
        return _people_page(request, refused)
    return HttpResponseRedirect(reverse("my"))


@require_http_methods(["GET", "HEAD", "POST"])
@account_only
def join_by_code(request: HttpRequest) -> HttpResponse:
    """Joins an organization by an invitation, for who has an account already."""
    code = request.POST.get("code", "")[:_LONGEST_CODE]
    spoken = in_groups(code_signs(code, _LONGEST_CODE))
    return _become(
        request, "nominee/join.html", {"code": code}, lambda: join(user_id=key_of(request), code=spoken)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@account_only
def founded(request: HttpRequest) -> HttpResponse:
    """Makes a new organization, for who has an account already."""
    name = request.POST.get("organization", "")[:_LONGEST_NAME]
    return _become(
        request,
        "nominee/found.html",
        {"organization": name},
        lambda: found_organization(user_id=key_of(request), name=name),
    )


def _become(
    request: HttpRequest, template: str, typed: dict[str, str], act: Callable[[], None]
) -> HttpResponse:
    """The page with its one field, or the organization's desk once it is done."""
    problems = {}
    if request.method == "POST":
        try:
            act()
        except Refused as refused:
            problems = {next(iter(typed)): refused}
        else:
            return HttpResponseRedirect(reverse("my"))
    often = any(problem.code == "organization_tries_over" for problem in problems.values())
    wrong = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    told = {"person": person_of(request), "problems": problems, **typed}
    return render(request, template, told, status=wrong if problems else HTTPStatus.OK)


def _done(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _people_page(request, refused)
    return HttpResponseRedirect(reverse("my_people"))


def _people_page(
    request: HttpRequest, problem: Refused | None = None, made: Invited | None = None
) -> HttpResponse:
    own = membership_of(request)
    told = {
        "here": "people",
        "people": get_people(organization=own.organization, viewer=key_of(request)),
        "problem": problem,
        "code": made.code if made else "",
        "until": localtime(made.until) if made else None,
    }
    return shown(request, "nominee/people.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _sure_page(request: HttpRequest, act: str, member: uuid.UUID) -> HttpResponse:
    """Asks once more, naming whom it is about."""
    found = get_people(organization=membership_of(request).organization, viewer=key_of(request))
    about = next((line for line in found.members if line.key == member and not line.own), None)
    if about is None:
        return _people_page(request, Refused("organization_no_colleague"))
    return shown(request, "nominee/sure.html", {"act": act, "about": about, "here": "people"})
