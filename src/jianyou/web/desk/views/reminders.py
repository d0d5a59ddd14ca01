"""催办: what to write to each sender whose form can't be used as it is."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.listing import Listing, page_of
from jianyou.web.desk.look import lang_of
from jianyou.web.desk.views.opened import posted, with_work
from jianyou.web.desk.work.work import Work

A_PAGE = 50


@require_safe
@with_work
def reminders(request: HttpRequest, work: Work) -> HttpResponse:
    """A text for each sender, ready to be copied into a message."""
    listing = Listing.of(request.GET)
    texts = work.reminders(lang_of(request))
    wanted = listing.search.casefold()
    found = [each for each in texts if wanted in f"{each.to} {each.contact} {each.file.name}".casefold()]
    page = page_of(found, listing.page, A_PAGE)
    made = [each for each in work.results() if each.key == "reminders_docx"]
    told = {"here": "reminders", "listing": listing, "page": page, "count": len(texts), "made": made}
    return render(request, "desk/reminders.html", told)


@posted
@with_work
def make(request: HttpRequest, work: Work) -> HttpResponse:
    """Writes them all into one Word file."""
    desk = desk_of(request)
    try:
        work.make(["reminders_docx"], work.office_header(), lang_of(request))
    except Refused as refused:
        desk.told.append(Message(refused.code, refused.params))
    return HttpResponseRedirect(reverse("reminders") + "#made")
