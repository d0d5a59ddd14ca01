"""征求部门意见: the letters of a call, new ones in two steps, one letter with its papers, the matrix."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.clearance import (
    LONGEST_HOW,
    MOST_ENTRIES,
    ask_clearance,
    drop_enquiry,
    export_matrix,
    mark_sent,
    note_reminder,
)
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.papers.clearance import (
    ANSWER_WORDS,
    FIRST_ANSWER_COLUMN,
    enquiry_letter,
    enquiry_table,
    matrix_sheet,
    reminder_text,
)
from jianyou.domain.papers.clearance_answers import Overall
from jianyou.domain.papers.letters import letter_docx, letter_pdf
from jianyou.officefiles.writing.choices import with_choices
from jianyou.officefiles.writing.render import render_table, render_workbook
from jianyou.queries.clearance import EnquiryState, enquiry_told, get_desk, get_enquiry, list_asked
from jianyou.queries.clearance_asking import AskForm, AskPreview, get_ask_form, preview_asking
from jianyou.queries.clearance_matrix import CellState, get_matrix
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.office.asking import (
    AskTyped,
    LetterListing,
    MatrixListing,
    ask_carried,
    ask_problems,
    ask_started,
    ask_typed,
    day_of,
    titles_of,
)
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.entry_listing import selection_of
from jianyou.web.office.exporting import LONGEST_REASON, MEDIA
from jianyou.web.office.papers import reason_typed
from jianyou.web.office.views.exports import to_keep

LETTER_ACTS = ("sent", "remind", "drop")
_MOST_SHOWN = 200
_FILTERS = (CellState.SOME, CellState.UNCLEAR, CellState.PARTIAL, CellState.SILENT, CellState.OVERDUE)


@require_safe
@for_viewers
def letters(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The letters of a call with what came back."""
    view = get_desk(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "may": Act.ASK_CLEARANCE in allowed_acts(view.status),
        "made": _made(request.GET),
        "answers": list(Overall),
    }
    return page(request, "office/clearance_list.html", told)


def _made(query: QueryDict) -> int:
    """How many letters were made just now."""
    done, _, count = query.get("done", "").partition(".")
    return int(count[:6]) if done == "asked" and count.isascii() and count.isdigit() else 0


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def ask(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Which departments are asked what about which entries, what that will make, and making it."""
    form = get_ask_form(viewer=viewer, slug=slug)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = "which" in sent or "entry" in sent or bool(sent.get("entries", "").strip())
    typed = ask_typed(form, request.POST) if "name1" in request.POST else ask_started(form)
    preview = preview_asking(
        viewer=viewer,
        slug=slug,
        departments=[(one.department, one.asks) for one in typed.departments],
        wanted=selection_of(sent) if chosen else None,
    )
    if "name1" not in request.POST or "edit" in request.POST:
        return _ask_form(request, form, typed, preview, {})
    problems, due = ask_problems(typed, form.today)
    if problems or due is None:
        return _ask_form(request, form, typed, preview, problems)
    # Only those that the preview named: what a list selects may be others by now.
    if "sure" not in request.POST or not request.POST.get("entries", "").strip() or "which" in sent:
        return _ask_preview(request, form, typed, preview)
    try:
        numbers = ask_clearance(
            actor=viewer,
            call_slug=slug,
            departments=typed.departments,
            keys=[line.key for line in preview.entries],
            due=due,
            text=typed.text,
            again=typed.again,
        )
    except Refused as refused:
        return _ask_form(request, form, typed, preview, {"departments": refused}, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{reverse('office:clearance', args=[slug])}?done=asked.{len(numbers)}")


def _ask_form(
    request: HttpRequest,
    form: AskForm,
    typed: AskTyped,
    preview: AskPreview,
    problems: dict[str, Refused],
    status: HTTPStatus | None = None,
) -> HttpResponse:
    told = {
        **_ask_told(form, typed, preview),
        "problems": list(problems.items()),
        "by_place": problems,
    }
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/clearance_ask.html", told, status or usual)


def _ask_preview(request: HttpRequest, form: AskForm, typed: AskTyped, preview: AskPreview) -> HttpResponse:
    letters = [
        (one, titles_of(one.asks, form.questions), len(preview.entries) if typed.again else one.new)
        for one in preview.letters
    ]
    told = {
        **_ask_told(form, typed, preview),
        "letters": letters,
        "count": sum(1 for _, _, count in letters if count),
        "shown": preview.entries[:_MOST_SHOWN],
        "more": max(0, len(preview.entries) - _MOST_SHOWN),
        "carried": list(ask_carried(typed)),
    }
    return page(request, "office/clearance_preview.html", told)


def _ask_told(form: AskForm, typed: AskTyped, preview: AskPreview) -> dict[str, Any]:
    return {
        "view": form,
        "typed": typed,
        "preview": preview,
        "entries": " ".join(line.key.text for line in preview.entries),
        "most": MOST_ENTRIES,
    }


@require_safe
@for_viewers
def letter(request: HttpRequest, viewer: Actor, slug: str, enquiry: int) -> HttpResponse:
    """One letter: how it stands, its papers, who answered what."""
    return letter_page(request, viewer, slug, enquiry)


def letter_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    number: int,
    problems: dict[str, Refused] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The same with what was refused, by field."""
    view, listing = get_enquiry(viewer=viewer, slug=slug, number=number), LetterListing.of(request.GET)
    found = list_asked(
        viewer=viewer,
        slug=slug,
        number=number,
        answer=listing.answer,
        silent=listing.silent,
        page=listing.page,
    )
    open_letter = view.line.state in (EnquiryState.SENT, EnquiryState.OVERDUE)
    reminder = ""
    if open_letter:
        line = view.line
        reminder = reminder_text(view.told, silent=line.silent, count=line.asked, on=view.today)
    told = {
        "view": view,
        "may": Act.ASK_CLEARANCE in allowed_acts(view.status),
        "line": view.line,
        "page": found,
        "listing": listing,
        "filters": _letter_filters(view.line.counts, listing),
        "reminder": reminder,
        "by_place": problems or {},
        "problems": list((problems or {}).items()),
        "typed": {name: request.POST.get(name, "")[:1000] for name in ("on", "how", "reason", "reply_on")},
        "longest_how": LONGEST_HOW,
        "longest_reason": LONGEST_REASON,
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/clearance_letter.html", told, status)


def _letter_filters(counts: Any, listing: LetterListing) -> list[tuple[Overall, int, str, bool]]:
    return [
        (one, counts[one], listing.other(answer=one, silent=False).query, listing.answer is one)
        for one in Overall
        if one in counts
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, slug: str, enquiry: int, name: str) -> HttpResponse:
    """Marks a letter as sent, notes a reminder, or drops it."""
    address = reverse("office:clearance_letter", args=[slug, enquiry])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    problems = _ACTS[name](request.POST, viewer, slug, enquiry)
    if problems:
        return letter_page(request, viewer, slug, enquiry, problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    return HttpResponseRedirect(f"{address}?done={name}")


def _sent(posted: QueryDict, viewer: Actor, slug: str, enquiry: int) -> dict[str, Refused]:
    on, wrong = day_of(posted.get("on", ""), "clearance_day_missing")
    if wrong or on is None:
        return {"on": wrong or Refused("clearance_day_missing")}
    how = fit_text(posted.get("how", "")[: 2 * LONGEST_HOW], lines=False)
    try:
        mark_sent(actor=viewer, call_slug=slug, number=enquiry, on=on, how=how)
    except Refused as refused:
        return {"on" if refused.code == "clearance_day_to_come" else "how": _known(refused)}
    return {}


def _remind(posted: QueryDict, viewer: Actor, slug: str, enquiry: int) -> dict[str, Refused]:
    del posted
    try:
        note_reminder(actor=viewer, call_slug=slug, number=enquiry)
    except Refused as refused:
        return {"remind": _known(refused)}
    return {}


def _drop(posted: QueryDict, viewer: Actor, slug: str, enquiry: int) -> dict[str, Refused]:
    reason, too_long = reason_typed(posted)
    if too_long:
        return {"reason": too_long}
    try:
        drop_enquiry(actor=viewer, call_slug=slug, number=enquiry, reason=reason)
    except Refused as refused:
        return {"reason": _known(refused)}
    return {}


def _known(refused: Refused) -> Refused:
    """What a person can mend on the page; what isn't there at all is told by a page of its own."""
    if refused.code in {"clearance_unknown", "site_no_call"}:
        raise refused
    return refused


_ACTS: dict[str, Callable[[QueryDict, Actor, str, int], dict[str, Refused]]] = {
    "sent": _sent,
    "remind": _remind,
    "drop": _drop,
}


@require_safe
@for_viewers
def paper(request: HttpRequest, viewer: Actor, slug: str, enquiry: int, kind: str) -> HttpResponse:
    """The letter with its table in official layout."""
    del request
    told = enquiry_told(viewer=viewer, slug=slug, number=enquiry)
    made = enquiry_letter(told)
    data = letter_pdf(made) if kind == "pdf" else letter_docx(made)
    return to_keep(data, f"{gettext('征求意见函')}-{enquiry}-{told.department}.{kind}", MEDIA[kind])


@require_safe
@for_viewers
def table(request: HttpRequest, viewer: Actor, slug: str, enquiry: int, kind: str) -> HttpResponse:
    """The table alone, to be filled in; Excel offers the answers."""
    del request
    told = enquiry_told(viewer=viewer, slug=slug, number=enquiry)
    data = render_table(Path(f"table.{kind}"), enquiry_table(told)).written.data
    if kind == "xlsx":
        columns = range(FIRST_ANSWER_COLUMN, FIRST_ANSWER_COLUMN + len(told.questions))
        # Title, header and headings stand above the rows.
        rows = (4, 3 + len(told.rows))
        hint = say("clearance_choice_hint")
        data = with_choices(data, columns=list(columns), rows=rows, choices=ANSWER_WORDS, hint=hint)
    return to_keep(data, f"{gettext('征求意见表')}-{enquiry}-{told.department}.{kind}", MEDIA[kind])


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def matrix(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """Who answered what of whom; as a workbook, once the reason was logged."""
    if request.method == "POST":
        return _export(request, slug=slug)
    return _matrix_page(request, viewer, slug)


def _matrix_page(
    request: HttpRequest, viewer: Actor, slug: str, problem: Refused | None = None, typed: str = ""
) -> HttpResponse:
    listing = MatrixListing.of(request.GET)
    view = get_matrix(
        viewer=viewer, slug=slug, department=listing.department, state=listing.state, page=listing.page
    )
    told = {
        "view": view,
        "page": view.page,
        "listing": listing,
        "departments": [(one, listing.other(department=one).query) for one in view.departments],
        "every_department": listing.other(department="").query,
        "states": [(one, listing.other(state=one).query) for one in _FILTERS],
        "every_state": listing.other(state=None).query,
        "problem": problem,
        "problems": [("reason", problem)] if problem else [],
        "typed": typed,
        "longest": LONGEST_REASON,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/clearance_matrix.html", told, status)


@for_deciders
def _export(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    reason, too_long = reason_typed(request.POST)
    if too_long:
        return _matrix_page(request, viewer, slug, too_long, reason)
    try:
        found = export_matrix(actor=viewer, call_slug=slug, reason=reason)
    except Refused as refused:
        return _matrix_page(request, viewer, slug, _known(refused), reason)
    sheet = matrix_sheet(found.departments, found.rows)
    data = render_workbook(Path("matrix.xlsx"), [sheet]).written.data
    return to_keep(data, f"{gettext('部门意见')}-{slug}.xlsx", MEDIA["xlsx"])
