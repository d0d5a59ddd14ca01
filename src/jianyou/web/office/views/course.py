"""The course of a call that runs: its stages, who handles it, and its end."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from jianyou.actions.acting import LONGEST_TEXT, reason_given
from jianyou.actions.calls import archive_call, cancel_call, change_course, check_course
from jianyou.actions.handling import assign_handlers
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.call_drafts import CourseView, get_course, read_source
from jianyou.queries.handling import list_clerks, list_handlers
from jianyou.queries.office_calls import OfficeCallView, get_office_call
from jianyou.terms.finding import Refused
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deeds import REASON
from jianyou.web.office.forms import Asked, Form, Given
from jianyou.web.office.stage_rows import (
    Row,
    free_kinds,
    moved,
    problems_in,
    rows_of,
    rows_sent,
    shown_rows,
    staged,
)

ENDS = {"cancel": Act.CANCEL_CALL, "archive": Act.ARCHIVE_CALL}
"""How a call ends, by the last part of the address."""

_MOST_HANDLERS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def course(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The stages of a call and how they were changed; changing them takes a reason and a second look."""
    view = get_course(viewer=viewer, slug=slug)
    rows = rows_of(view.file)
    if request.method != "POST" or Act.CHANGE_COURSE not in view.acts:
        status = HTTPStatus.FORBIDDEN if request.method == "POST" else HTTPStatus.OK
        return _course_page(request, view, rows, {}, status)
    rows = rows_sent(request.POST, view.file)
    reason = fit_text(request.POST.get("reason", "")[: LONGEST_TEXT * 2], lines=True)
    told: dict[str, Any] = {"reason": reason}
    if command := request.POST.get("move", ""):
        rows = moved(rows, command, request.POST.get("more", ""))
        return _course_page(request, view, rows, told)
    problems: dict[str, Any] = dict(problems_in(rows))
    if not problems:
        problems = _changed(view, rows, reason)
    if problems:
        told["wrong"] = problems
        return _course_page(request, view, rows, told, HTTPStatus.UNPROCESSABLE_ENTITY)
    if "sure" not in request.POST:
        before = shown_rows(rows_of(view.file), view.file, {}) if "edit" not in request.POST else None
        return _course_page(request, view, rows, {**told, "before": before})
    try:
        source = staged(view.source, view.file, rows)
        seen = request.POST.get("seen", "")
        change_course(actor=viewer, call_slug=slug, seen=seen, source=source, reason=reason)
    except Refused as refused:
        view = get_course(viewer=viewer, slug=slug)
        told["wrong"] = {"act": refused}
        return _course_page(request, view, rows_of(view.file), told, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{reverse('office:course', args=[slug])}?done=changed")


def _changed(view: CourseView, rows: list[Row], reason: str) -> dict[str, Any]:
    """What keeps these rows from becoming the course, by field."""
    try:
        reason_given(reason)
    except Refused as refused:
        return {"reason": refused}
    file, invalid = read_source(staged(view.source, view.file, rows))
    if isinstance(invalid, DataFileInvalid) or file is None:
        return {one.key.replace(".", "-") or "act": one for one in invalid.problems} if invalid else {}
    try:
        check_course(view.file, file)
    except Refused as refused:
        return {"act": refused}
    return {}


def _course_page(
    request: HttpRequest, view: CourseView, rows: list[Row], told: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    wrong = told.get("wrong", {})
    frame = {
        "view": view,
        "rows": shown_rows(rows, view.file, wrong),
        "free": free_kinds(rows),
        "may": Act.CHANGE_COURSE in view.acts,
        "problems": list(wrong.items()),
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/course_page.html", {**frame, "wrong": wrong, **told}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def handlers(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Who handles the call."""
    view = get_course(viewer=viewer, slug=slug)
    named = {one.username for one in list_handlers(viewer=viewer, slug=slug)}
    clerks, problem = list_clerks(viewer=viewer), None
    if request.method == "POST":
        wanted = request.POST.getlist("handler")[:_MOST_HANDLERS]
        try:
            assign_handlers(actor=viewer, call_slug=slug, usernames=wanted)
            return HttpResponseRedirect(f"{reverse('office:handlers', args=[slug])}?done=assigned")
        except Refused as refused:
            problem, named = refused, set(wanted)
    told = {
        "view": view,
        "clerks": [(clerk, clerk.username in named) for clerk in clerks],
        "named": named,
        "problem": problem,
        "may": Act.ASSIGN_HANDLERS in view.acts,
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/handlers_page.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def end(request: HttpRequest, viewer: Actor, slug: str, name: str) -> HttpResponse:
    """取消征集 or 归档."""
    act = ENDS[name]

    def made() -> Deed:
        view = get_office_call(viewer=viewer, slug=slug)
        form = _cancel_form(view) if act is Act.CANCEL_CALL else _archive_form(view)
        if act not in view.acts:
            form = Form(
                title=form.title,
                tells=form.tells,
                button=form.button,
                fields=(),
                stopped=_why_not(act),
            )
        back = reverse("office:call", args=[slug])
        do = partial(_end, viewer, slug, act)
        return Deed(form=form, do=do, done=f"{back}?done={name}", back=back, about={"of_call": view})

    return in_two_steps(request, made)


def _why_not(act: Act) -> str:
    if act is Act.CANCEL_CALL:
        return gettext("取消征集须由本部门的处室负责人登录后办理，且征集还没有归档或取消。")
    return gettext("截止并封存以后才能归档。")


def _cancel_form(view: OfficeCallView) -> Form:
    count = view.call.counts.all_filings
    return Form(
        title=gettext("取消征集"),
        tells=ngettext(
            "不能恢复：不再接收报送，征集页不再公开，已有的 {count} 件都会收到消息，看到理由。",
            "不能恢复：不再接收报送，征集页不再公开，已有的 {count} 件都会收到消息，看到理由。",
            count,
        ).format(count=count),
        button=ngettext("取消征集，告知 {count} 件", "取消征集，告知 {count} 件", count).format(count=count),
        fields=(Asked(REASON, gettext("理由"), gettext("申报单位会看到，并记入操作留痕。")),),
    )


def _archive_form(view: OfficeCallView) -> Form:
    pending = sum(n for status, n in view.call.counts.entries.items() if status in _UNDECIDED)
    return Form(
        title=gettext("归档"),
        tells=ngettext(
            "归档以后只能查看，不能再办理；还没有办完的 {count} 条停在现在的状态。",
            "归档以后只能查看，不能再办理；还没有办完的 {count} 条停在现在的状态。",
            pending,
        ).format(count=pending),
        button=gettext("归档 1 次征集"),
        fields=(Asked(REASON, gettext("说明（可不填）"), required=False),),
    )


_UNDECIDED = frozenset({"pending", "returned", "resubmitted"})


def _end(viewer: Actor, slug: str, act: Act, given: Given) -> None:
    reason = given.texts.get(REASON, "")
    if act is Act.CANCEL_CALL:
        cancel_call(actor=viewer, call_slug=slug, reason=reason)
    else:
        archive_call(actor=viewer, call_slug=slug, reason=reason)
