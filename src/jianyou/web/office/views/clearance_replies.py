"""部门复函: a returned table is shown row by row, then recorded; or one reply is typed by hand."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.clearance_replies import Reply, record_replies
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.clearance_answers import LONGEST_ANSWER
from jianyou.officefiles.guard import admit
from jianyou.queries.clearance import EnquiryView, all_asked, get_asked, get_enquiry, get_returned
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.office.asking import day_of
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.replying import (
    AnswerField,
    ReplyPreview,
    Returned,
    answer_fields,
    answers_typed,
    picks_in,
    picks_told,
    preview_of,
    returned_file,
    rows_in,
)
from jianyou.web.office.views.clearance import letter_page

_MOST_SHOWN = 200
_GONE = frozenset({"clearance_unknown", "site_no_call"})
_DAYS = frozenset({"clearance_day_to_come", "clearance_reply_before_letter", "clearance_day_missing"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def reply(request: HttpRequest, viewer: Actor, slug: str, enquiry: int) -> HttpResponse:
    """What a returned table says, row by row, and recording it."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('office:clearance_letter', args=[slug, enquiry])}#reply")
    view = get_enquiry(viewer=viewer, slug=slug, number=enquiry)
    on, wrong = day_of(request.POST.get("reply_on", ""), "clearance_day_missing")
    problems = {"reply_on": wrong} if wrong else {}
    try:
        file = returned_file(request.FILES.get("file"), request.POST.get("signed", ""))
        rows = rows_in(file, view.questions)
    except Refused as refused:
        problems["file"] = refused
    if problems or on is None:
        return letter_page(request, viewer, slug, enquiry, problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    picks = picks_in(request.POST)
    asked = all_asked(viewer=viewer, slug=slug, number=enquiry)
    step = _Step(view, file, preview_of(enquiry, rows, asked, view.questions, picks), picks_told(picks), on)
    if "sure" not in request.POST or request.POST.get("looked") != step.looked:
        return _preview_page(request, step)
    return _record(request, viewer, step)


class _Step(NamedTuple):
    """A returned table that was understood; `looked` tells which entries were chosen for doubtful rows."""

    view: EnquiryView
    file: Returned
    preview: ReplyPreview
    looked: str
    on: date


def _record(request: HttpRequest, viewer: Actor, step: _Step) -> HttpResponse:
    slug, number = step.view.slug, step.view.line.number
    try:
        told = record_replies(
            actor=viewer,
            call_slug=slug,
            number=number,
            replies=step.preview.replies,
            on=step.on,
            seen=request.POST.get("stamp", ""),
            digest=step.file.digest,
        )
    except Refused as refused:
        if refused.code in _DAYS:
            found = {"reply_on": refused}
            return letter_page(request, viewer, slug, number, found, HTTPStatus.UNPROCESSABLE_ENTITY)
        return _preview_page(request, step, refused)
    address = reverse("office:clearance_letter", args=[slug, number])
    return HttpResponseRedirect(f"{address}?done=recorded.{told.rows}")


def _preview_page(request: HttpRequest, step: _Step, problem: Refused | None = None) -> HttpResponse:
    preview = step.preview
    told = {
        "view": step.view,
        "line": step.view.line,
        "file": step.file,
        "preview": preview,
        "record": preview.record[:_MOST_SHOWN],
        "more": max(0, len(preview.record) - _MOST_SHOWN),
        "missing": preview.missing[:_MOST_SHOWN],
        "missing_more": max(0, len(preview.missing) - _MOST_SHOWN),
        "silent": preview.silent[:_MOST_SHOWN],
        "silent_more": max(0, len(preview.silent) - _MOST_SHOWN),
        "looked": step.looked,
        "on": step.on,
        "problem": problem,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/clearance_reply.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def by_hand(
    request: HttpRequest, viewer: Actor, slug: str, enquiry: int, number: str, ordinal: int
) -> HttpResponse:
    """One entry's reply, typed from a paper or a scan."""
    view, key = get_enquiry(viewer=viewer, slug=slug, number=enquiry), EntryKey(number, ordinal)
    stands = get_asked(viewer=viewer, slug=slug, number=enquiry, key=key)
    typed = request.POST if request.method == "POST" else None
    fields = answer_fields(view.questions, typed, stands.answers)
    text = stands.text if typed is None else fit_text(typed.get("text", "")[: 2 * LONGEST_TEXT], lines=True)
    problems = _hand_recorded(viewer, view, key, fields, text, typed) if typed is not None else {}
    if typed is not None and not problems:
        address = reverse("office:clearance_letter", args=[slug, enquiry])
        return HttpResponseRedirect(f"{address}?done=recorded.1")
    told = {
        "view": view,
        "line": view.line,
        "stands": stands,
        "titles": {question.key: question.title for question in view.questions},
        "fields": fields,
        "text": text,
        "on": typed.get("reply_on", "")[:20] if typed is not None else "",
        "longest": LONGEST_ANSWER,
        "longest_text": LONGEST_TEXT,
        "problems": list(problems.items()),
        "by_place": problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/clearance_hand.html", told, status)


def _hand_recorded(
    viewer: Actor,
    view: EnquiryView,
    key: EntryKey,
    fields: Sequence[AnswerField],
    text: str,
    typed: QueryDict,
) -> dict[str, Refused]:
    """Records what was typed; what is wrong with it by field, nothing where it is recorded."""
    answers, problems = answers_typed(fields)
    on, wrong = day_of(typed.get("reply_on", ""), "clearance_day_missing")
    if wrong:
        problems["reply_on"] = wrong
    if problems or on is None:
        return problems
    try:
        record_replies(
            actor=viewer,
            call_slug=view.slug,
            number=view.line.number,
            replies=[Reply(key, answers, text)],
            on=on,
            seen=typed.get("stamp", ""),
        )
    except Refused as refused:
        if refused.code in _GONE:
            raise
        place = (
            "reply_on" if refused.code in _DAYS else "text" if refused.code == "site_text_long" else "told1"
        )
        return {place: refused}
    return {}


@require_safe
@for_deciders
def returned(request: HttpRequest, viewer: Actor, slug: str, enquiry: int, digest: str) -> HttpResponseBase:
    """The file that a department sent back, as it was uploaded."""
    del request
    path = get_returned(viewer=viewer, slug=slug, number=enquiry, digest=digest)
    ending = admit(path).kind.value
    return to_be_kept(path.open("rb"), f"{gettext('部门复函')}-{enquiry}.{ending}")
