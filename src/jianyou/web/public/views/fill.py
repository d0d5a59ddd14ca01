"""报送 without a form: the annex's fields on an empty page; the first text that is sent begins a draft."""

import uuid
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jianyou.actions.confirming import offered_channels
from jianyou.actions.drafting import MOST_BYTES, RowAct, Saved, begin_draft, save_draft
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.calls import CallView
from jianyou.queries.drafts import list_opened
from jianyou.queries.filings import number_of
from jianyou.terms.finding import Refused
from jianyou.web.account.membership import organization_of
from jianyou.web.components.forms.typed import Typed, most_entries, problems_of
from jianyou.web.public.asking import TOO_LATE, address_in
from jianyou.web.public.doors import opened_drafts
from jianyou.web.public.draft_pages import NONE, Problems, blank_sections, in_order, refused_sections, titled
from jianyou.web.public.drafting import Unread, edits_posted, edits_sent, token_sent
from jianyou.web.public.look import lang_of
from jianyou.web.public.views.calls import call_or_404
from jianyou.web.public.views.drafts import after_saving, begun_answer, problem, row_act_of
from jianyou.web.public.views.filing import late, to_receipt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for what the annex asks for; what is sent becomes a draft, and every button goes on there."""
    if request.method != "POST":
        call = call_or_404(slug)
        return _blank_page(request, call) if call.open else late(request, call)
    edits = edits_posted(request.POST)
    if not any(fit_text(edit.text, lines=True).strip() for edit in edits) and request.POST.get("do") != "add":
        call = call_or_404(slug)
        if not call.open:
            return late(request, call)
        asked = {} if request.POST.get("do") == "save" else problems_of(Typed(), call.file.annex)
        return _blank_page(request, call, asked)
    token = _token(request.POST.get("token", ""))
    try:
        saved = _begun(request, slug, edits, token, _address(request))
    except Refused as refused:
        return _not_begun(request, slug, token, refused)
    return _first(request, saved)


def _first(request: HttpRequest, saved: Saved) -> HttpResponse:
    """Where the button leads that began the draft."""
    do = request.POST.get("do", "")
    row, row_id = row_act_of(do)
    if row is not RowAct.NONE and not saved.conflicts:
        saved = save_draft(
            actor=filer_of(saved.number),
            number=saved.number,
            row=row,
            row_id=row_id,
            most_rows=most_entries(saved.view.call.file.annex),
        )
    return after_saving(request, saved, do)


def _not_begun(request: HttpRequest, slug: str, token: uuid.UUID, refused: Refused) -> HttpResponse:
    call = call_or_404(slug)
    if refused.code == "draft_gone" and (number := number_of(token=token)):
        return to_receipt(number, token)
    if refused.code in TOO_LATE:
        schema = call.file.annex
        typed = [(titled(edit.name, schema), edit.text) for edit in edits_posted(request.POST) if edit.text]
        return late(request, call, typed)
    return _blank_page(request, call, {"filer": refused})


def _begun(
    request: HttpRequest, slug: str, edits: tuple[Edit, ...], token: uuid.UUID, asked: str = ""
) -> Saved:
    return begin_draft(
        actor=PUBLIC,
        call_slug=slug,
        lang=lang_of(request).value,
        edits=edits,
        organization=organization_of(request),
        token=token,
        asked=asked,
        origin=request.META.get("REMOTE_ADDR", ""),
    )


def _address(request: HttpRequest) -> str:
    """The address that a code goes to where the page is sent to be checked, empty where to none."""
    leads_to_check = (
        request.POST.get("do") != "save" and row_act_of(request.POST.get("do", ""))[0] is RowAct.NONE
    )
    address = address_in(request.POST.get("address", ""), {}) if leads_to_check else None
    return address.text if address else ""


def _token(told: str) -> uuid.UUID:
    """The token of the page that was sent: sent twice, it begins one draft."""
    try:
        return uuid.UUID(told)
    except ValueError:
        return uuid.uuid4()


def _blank_page(request: HttpRequest, call: CallView, problems: Problems = NONE) -> HttpResponse:
    schema, lang = call.file.annex, lang_of(request)
    if problems:
        shown = refused_sections(schema, lang, problems)
    else:
        shown = blank_sections(schema, lang, offered_channels())
    told = {
        "here": "home",
        "call": call,
        "view": None,
        "clashes": (),
        "order": in_order(problems),
        "sections": shown,
        "token": uuid.uuid4(),
        "begun": list_opened(numbers=opened_drafts(request), slug=call.slug),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "public/fill.html", told, status=status)


@never_cache
@require_POST
def draft_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begins a draft with what a script sends."""
    lang = lang_of(request)
    try:
        saved = _begun(request, slug, edits_sent(request.body), _token(token_sent(request.body)))
    except Unread:
        return problem(Refused("draft_body_unreadable"), lang)
    except RequestDataTooBig:
        return problem(Refused("draft_body_too_large", most=MOST_BYTES // 1024), lang)
    except Refused as refused:
        return problem(refused, lang)
    return begun_answer(request, saved)
