"""What isn't there, or not yet, around the check of scores: a page that says so."""

from functools import wraps
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jianyou.domain.lifecycle.roles import Actor
from jianyou.terms.finding import Refused
from jianyou.web.office.context import Rest, View, page

_STATUS = {
    "consensus_no_entry": HTTPStatus.NOT_FOUND,
    "official_no_award": HTTPStatus.NOT_FOUND,
    "review_not_declared": HTTPStatus.NOT_FOUND,
    "scoring_report_open": HTTPStatus.CONFLICT,
}


def there(view: View[Rest]) -> View[Rest]:
    """Says what is missing instead of the page."""

    @wraps(view)
    def found(
        request: HttpRequest, viewer: Actor, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, viewer, *args, **kwargs)
        except Refused as refused:
            if refused.code not in _STATUS:
                raise
            return page(request, "office/missing.html", {"problem": refused}, _STATUS[refused.code])

    return cast("View[Rest]", found)
