"""联系人: the list of whom to call, and the same to take away."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from jianyou.actions.exporting import Listing, export_list, show_list
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Actor
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.contacts import Contact, every_contact, get_contacts
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import DECIDERS, for_viewers, page
from jianyou.web.office.exporting import LONGEST_REASON, MEDIA
from jianyou.web.office.listing import Inbox, page_number
from jianyou.web.office.views.exports import to_keep

_SHOWN = "contacts_shown"
_MOST_SHOWN = 50
_TAKE = "take"


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def contacts(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """The list, masked until it was logged, once a session, that it is shown; `take` makes a file of it.

    Who handles the call sees it at once; others give a reason first.
    """
    reason = fit_text(request.POST.get("reason", ""), lines=False)
    problem: Refused | None = None
    try:
        if request.method == "POST":
            _check(reason)
        if request.method == "POST" and _TAKE in request.POST:
            return _taken(viewer, slug, reason)
        _show(request, viewer, slug, reason)
    except Refused as refused:
        if refused.code not in {"site_reason_missing", "site_text_long"}:
            raise
        problem = refused
    return _list(request, viewer, slug, reason=reason, problem=problem)


def _check(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Refused("site_text_long", most=LONGEST_REASON)


def _show(request: HttpRequest, viewer: Actor, slug: str, reason: str) -> None:
    """From now on in this session, if it was asked for; whoever handles the call asks by opening the list."""
    if _shown(request, slug) or request.method == "HEAD":
        return
    view = get_contacts(viewer=viewer, slug=slug)
    if request.method == "POST" or view.handled:
        show_list(actor=viewer, call_slug=slug, listing=Listing.CONTACTS, count=view.total, reason=reason)
        request.session[_SHOWN] = [*request.session.get(_SHOWN, []), slug][-_MOST_SHOWN:]


def _list(
    request: HttpRequest, viewer: Actor, slug: str, *, reason: str, problem: Refused | None
) -> HttpResponse:
    shown = _shown(request, slug)
    view = get_contacts(viewer=viewer, slug=slug, page=page_number(request.GET), shown=shown)
    told = {
        "view": view,
        "page": view.page,
        "listing": Inbox(view.page.number),
        "shown": shown,
        "reason": reason,
        "problem": problem,
        "problems": [("reason", problem)] if problem else [],
        "takes": viewer.role in DECIDERS,
    }
    response = page(request, "office/contacts_list.html", told, 422 if problem else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _taken(viewer: Actor, slug: str, reason: str) -> HttpResponseBase:
    if viewer.role not in DECIDERS:
        raise PermissionDenied
    view = get_contacts(viewer=viewer, slug=slug)
    export_list(actor=viewer, call_slug=slug, listing=Listing.CONTACTS, count=view.total, reason=reason)
    columns = [
        PaperColumn(gettext("报送编号"), 1.6),
        PaperColumn(gettext("状态"), 1.2),
        PaperColumn(gettext("申报单位"), 2.4),
        PaperColumn(gettext("填报联系"), 2.6),
        PaperColumn(gettext("推荐对象"), 2.6),
        PaperColumn(gettext("推荐对象的联系人"), 3.2),
    ]
    rows = [row for one in every_contact(viewer=viewer, slug=slug) for row in _rows(one)]
    sheet = SheetPaper(gettext("联系人"), columns, rows)
    data = render_workbook(Path("contacts.xlsx"), [sheet]).written.data
    return to_keep(data, f"{gettext('联系人')}-{slug}-{view.now:%Y%m%d-%H%M}.xlsx", MEDIA["xlsx"])


def _rows(one: Contact) -> list[list[str]]:
    header = gettext("；").join(f"{label}：{text}" for label, text in one.header)
    first = [one.number, say(label_code(one.status), lang=page_lang()), one.filer, header]
    return [[*first, name, contact] for name, contact in one.nominees or (("", ""),)]


def _shown(request: HttpRequest, slug: str) -> bool:
    found: list[str] = request.session.get(_SHOWN, [])
    return slug in found
