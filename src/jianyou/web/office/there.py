"""What isn't there, or not yet: a page that says so, in place of the one asked for."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jianyou.domain.lifecycle.roles import Actor
from jianyou.terms.finding import Refused
from jianyou.web.office.context import Rest, View, page


def telling(statuses: Mapping[str, HTTPStatus]) -> Callable[[View[Rest]], View[Rest]]:
    """A decorator of views that tells refusals of these codes so, under that status."""

    def telling_view(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def found(
            request: HttpRequest, viewer: Actor, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            try:
                return view(request, viewer, *args, **kwargs)
            except Refused as refused:
                if refused.code not in statuses:
                    raise
                return page(request, "office/missing.html", {"problem": refused}, statuses[refused.code])

        return cast("View[Rest]", found)

    return telling_view
