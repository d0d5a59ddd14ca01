"""Views that need an open work: without one, the start page comes first."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.work.work import Work

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def posted(view: View[Rest]) -> View[Rest]:
    """For addresses that only do something: whoever merely opens one is led to the page before it."""

    @wraps(view)
    def doing(request: HttpRequest, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        if request.method != "POST":
            query, before = request.META.get("QUERY_STRING", ""), request.path.rpartition("/")[0] or "/"
            return HttpResponseRedirect(f"{before}?{query}" if query else before)
        return view(request, *rest, **named)

    return cast("View[Rest]", doing)


def with_work(view: Callable[Concatenate[HttpRequest, Work, Rest], HttpResponseBase]) -> View[Rest]:
    """Hands the open work to the view."""

    @wraps(view)
    def opened(request: HttpRequest, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        work = desk_of(request).work
        if work is None:
            return HttpResponseRedirect(reverse("start"))
        return view(request, work, *rest, **named)

    return cast("View[Rest]", opened)
