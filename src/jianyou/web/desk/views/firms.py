"""按企业: each nominee once, over all the files that name it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.web.desk.listing import Listing, page_of
from jianyou.web.desk.views.opened import with_work
from jianyou.web.desk.work.work import Work


@require_safe
@with_work
def firms(request: HttpRequest, work: Work) -> HttpResponse:
    """All nominees, or those only that were filed more than once."""
    listing, repeated = Listing.of(request.GET), request.GET.get("only") == "repeated"
    found = work.firms(listing.search)
    several = [firm for firm in found if firm.repeated]
    told = {
        "here": "firms",
        "listing": listing,
        "repeated": repeated,
        "count": len(found),
        "count_repeated": len(several),
        "page": page_of(several if repeated else found, listing.page),
    }
    return render(request, "desk/firms.html", told)
