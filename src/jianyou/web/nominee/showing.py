"""A page of the organization's room: who looks, and to which of its places it belongs."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jianyou.web.account.gate import person_of
from jianyou.web.account.membership import membership_of

_DIGITS = 6


def shown(
    request: HttpRequest, template: str, told: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """The page of that template with what it tells; `here` is the template's bare name."""
    here = PurePosixPath(template).stem
    known = {"person": person_of(request), "own": membership_of(request), "here": here}
    return render(request, template, {**known, **told}, status=status)


def page_number(request: HttpRequest) -> int:
    """The page of a list that the address asks for, the first where it makes no sense."""
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _DIGITS else 1
