"""A draft as it will be filed: looked at, declared, confirmed, and filed as it was looked at."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.drafting import file_draft, mark_asked
from jianyou.actions.handing_in import handed_in
from jianyou.actions.outbox import Address
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.drafts import DraftView
from jianyou.terms.finding import Refused
from jianyou.web.components.forms.reading import filer_named
from jianyou.web.public.asking import TOO_LATE, send
from jianyou.web.public.check_pages import AGAIN, ToCheck, check_page, pressed
from jianyou.web.public.draft_pages import code_of, draft_problems, opened
from jianyou.web.public.drafting import (
    answers_of_draft,
    asking_of,
    changed_since,
    let_in,
    looked_written,
    reading_of_draft,
)
from jianyou.web.public.look import lang_of
from jianyou.web.public.views.drafts import gone
from jianyou.web.public.views.filing import to_receipt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Shows the table; with the declaration given, files it as it was shown and leads to the receipt."""
    try:
        view = let_in(request, number)
        if not view.call.open:
            return _late(request, view)
        if draft_problems(view):
            return HttpResponseRedirect(f"{reverse('draft', args=[number])}?checked")
        return _pressed(request, view) if request.method == "POST" else _page(request, view, {})
    except Refused as refused:
        if refused.code in TOO_LATE:
            return _late(request, let_in(request, number))
        return gone(request, number, refused)


def _pressed(request: HttpRequest, view: DraftView) -> HttpResponse:
    asking, problems = asking_of(view), dict[str, Refused]()
    if request.POST.get("do") == AGAIN and asking:
        return _again(request, view)
    if request.POST.get("seen") != str(view.revision):
        return _changed(request, view)
    confirmed = pressed(request, view.call, asking, problems)
    if problems:
        return _page(request, view, problems)
    try:
        return _filed(request, view, confirmed)
    except Refused as refused:
        if refused.code != "draft_changed":
            raise
        return _changed(request, let_in(request, view.number))


def _again(request: HttpRequest, view: DraftView) -> HttpResponse:
    asking = asking_of(view)
    if asking is None:
        return _page(request, view, {})
    try:
        send(request, view.slug, asking)
    except Refused as refused:
        if refused.code in TOO_LATE:
            raise
        return _page(request, view, {"code": refused})
    if view.content.asked != asking.address.text:
        mark_asked(actor=filer_of(view.number), number=view.number, address=asking.address.text)
    return _page(request, view, {}, again=True)


def _changed(request: HttpRequest, view: DraftView) -> HttpResponse:
    """The page as it is now, with what changed since it was looked at."""
    changes = tuple(changed_since(request.POST.get("looked", ""), view.content, view.call.file.annex))
    return _page(request, view, {"changes": Refused("draft_changed")}, changes=changes, declared=False)


def _filed(request: HttpRequest, view: DraftView, confirmed: Address | None) -> HttpResponse:
    sent = handed_in(
        reading_of_draft(view.content, view.call.file),
        view.call.file,
        filer=filer_named(view.content.filer),
        channel=Channel.WEB,
        token=view.token,
    )
    done = file_draft(
        actor=filer_of(view.number),
        call_slug=view.slug,
        number=view.number,
        seen=view.revision,
        sent=sent._replace(reach=confirmed, confirmed=confirmed is not None, lang=lang_of(request).value),
    )
    return opened(request, to_receipt(done.filing.number, view.token), view)


def _page(
    request: HttpRequest,
    view: DraftView,
    problems: dict[str, Refused],
    *,
    again: bool = False,
    **told: object,
) -> HttpResponse:
    reading = reading_of_draft(view.content, view.call.file)
    fields = reverse("draft", args=[view.number])
    table = ToCheck(
        view.call,
        view.content.filer,
        answers_of_draft(view.content, reading, view.call.file.annex, lang_of(request)),
        asking_of(view),
        action=reverse("draft_check", args=[view.number]),
        back=fields,
        mend=f"{fields}?checked",
        draft=view,
    )
    asking = table.asking
    context = {
        "view": view,
        "draft_code": code_of(view),
        "unsent": asking is not None and asking.address.text != view.content.asked and not again,
        "looked": looked_written(view.content),
        **told,
    }
    return opened(request, check_page(request, table, problems, again=again, **context), view)


def _late(request: HttpRequest, view: DraftView) -> HttpResponse:
    told = {"here": "home", "call": view.call, "view": view}
    return opened(request, render(request, "public/late.html", told, status=HTTPStatus.FORBIDDEN), view)
