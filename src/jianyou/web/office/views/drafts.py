"""Drafts of calls: begun from a notice, read beside it, their questions answered, their file edited."""

from difflib import unified_diff
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.drafting_calls import Draftable, Step, begin_call_draft, give_notice, save_call_draft
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.copying import next_edition
from jianyou.domain.calls.load import builtin_names, source_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.notices.marked import mark_values
from jianyou.domain.notices.remarks import remarks_in, without_remarks
from jianyou.domain.notices.supplement import Told, missing_in
from jianyou.queries.call_drafts import DraftView, get_call_draft, get_source, list_former_calls, read_source
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.components.moments import moment_typed
from jianyou.web.office.call_answers import Answers, answered, answers_in, shown_groups
from jianyou.web.office.call_desk import Asking, asking_of, facts_of
from jianyou.web.office.call_differences import adopted, differences_of
from jianyou.web.office.call_uploads import (
    call_file_in,
    draftable,
    drafted,
    is_call_file,
    notice_in,
    tidy,
)
from jianyou.web.office.context import for_deciders, page
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

_CONFLICT = "call_draft_changed"
_MOST_COLUMNS = 60
_LONGEST_COLUMN = 200
_MOST_LINES_COMPARED = 400
_PAGES = {
    "notice": "office/draft_notice.html",
    "answers": "office/draft_answers.html",
    "missing": "office/draft_missing.html",
    "stages": "office/draft_stages.html",
    "source": "office/draft_source.html",
    "differences": "office/draft_differences.html",
    "preview": "office/draft_preview.html",
}
WRONG, CHANGED = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT


def address(name: str, key: str) -> str:
    """Where a page of a draft is."""
    return reverse(f"office:{name}", args=[UUID(key)])


def draft_page(
    request: HttpRequest, draft: DraftView, tab: str, told: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    """A page of a draft with its tabs."""
    asking = told.pop("asking", None) or asking_of(draft)
    frame = {"draft": draft, "tab": tab, "asking": asking, "key": UUID(draft.key)}
    return page(request, _PAGES[tab], {**frame, **told}, status)


def revision_in(request: HttpRequest) -> int:
    """The revision that somebody looked at."""
    seen = request.POST.get("revision", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def begin(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """A new draft: from a notice or a call file that is sent, a former call, or the built-in one."""
    problem: Refused | None = None
    chosen = request.POST.get("base", "file")
    if request.method == "POST":
        try:
            key = begin_call_draft(actor=viewer, draftable=_begun(request, viewer, chosen))
            return HttpResponseRedirect(address("draft_notice" if chosen == "file" else "draft_answers", key))
        except Refused as refused:
            problem = refused
    told = {
        "formers": list_former_calls(viewer=viewer),
        "builtins": builtin_names(),
        "chosen": chosen,
        "former": request.POST.get("former", "") or request.GET.get("former", ""),
        "problem": problem,
    }
    return page(request, "office/draft_begin.html", told, WRONG if problem else HTTPStatus.OK)


def _begun(request: HttpRequest, viewer: Actor, base: str) -> Draftable:
    if base == "former":
        slug = request.POST.get("former", "")
        if not slug:
            raise Refused("call_base_missing")
        source, call = get_source(viewer=viewer, slug=slug)
        return Draftable(next_edition(source, call), call.notice.title, based_on=slug)
    if base == "builtin" and request.POST.get("builtin", "") in builtin_names():
        source = source_of(request.POST["builtin"])
        file, _ = read_source(source)
        return Draftable(next_edition(source, file) if file else source)
    upload = request.FILES.get("file")
    if base != "file" or upload is None:
        raise Refused("call_file_missing")
    if is_call_file(upload):
        return Draftable(call_file_in(upload), upload.name or "")
    return draftable(notice_in(upload, page_lang()), page_lang())


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def notice(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """通知原文 with what was read marked in its place; another notice may take its place."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    problem: Refused | None = None
    if request.method == "POST":
        try:
            _take_notice(request, viewer, draft)
            tab = "draft_differences" if draft.file else "draft_notice"
            return HttpResponseRedirect(address(tab, draft.key))
        except Refused as refused:
            problem = refused
            draft = get_call_draft(viewer=viewer, key=begun.hex)
    told: dict[str, Any] = {"problem": problem}
    if draft.notice_text:
        told["marked"] = mark_values(*facts_of(draft.notice_text), page_lang())
    return draft_page(request, draft, "notice", told, WRONG if problem else HTTPStatus.OK)


def _take_notice(request: HttpRequest, viewer: Actor, draft: DraftView) -> None:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("call_file_missing")
    read = notice_in(upload, page_lang())
    source = draft.source or draftable(read, page_lang()).source
    give_notice(actor=viewer, key=draft.key, seen=revision_in(request), notice=read.file, source=source)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def answers(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """Everything that is asked of the draft, and everything that is settled, as fields."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    if not draft.source and draft.notice_text:
        return _missing(request, viewer, draft)
    if request.method != "POST" or draft.file is None:
        told = {"saved": "saved" in request.GET, "groups": shown_groups(asking_of(draft).groups, {}, {})}
        return draft_page(request, draft, "answers", told)
    asking = asking_of(draft)
    sent = answers_in(asking.groups, request.POST)
    problems: dict[str, Any] = dict(sent.problems)
    status = WRONG
    if not problems:
        source = answered(draft.source, draft.file, sent)
        problems = _unusable(source)
        if not problems:
            try:
                save = partial(save_call_draft, actor=viewer, key=draft.key, step=Step.ANSWERED)
                save(seen=revision_in(request), source=source)
                return HttpResponseRedirect(f"{address('draft_answers', draft.key)}?saved")
            except Refused as refused:
                problems, status = {"act": refused}, CHANGED
                draft = get_call_draft(viewer=viewer, key=begun.hex)
                asking = asking_of(draft)
    differing = _differing(asking, sent) if status is CHANGED else []
    shown = shown_groups(asking.groups, sent.texts, problems)
    told = {"asking": asking, "groups": shown, "problems": list(problems.items())}
    return draft_page(request, draft, "answers", {**told, "differing": differing}, status)


def _unusable(source: str) -> dict[str, Any]:
    """What is wrong with a call file, by the field that it is about."""
    _, invalid = read_source(source)
    return {} if invalid is None else {one.key.replace(".", "-") or "act": one for one in invalid.problems}


class Collision(NamedTuple):
    """A field that stands otherwise now than somebody typed it."""

    label: str
    now: str
    typed: str


def _differing(asking: Asking, sent: Answers) -> list[Collision]:
    return [
        Collision(field.label, field.text, sent.text(field))
        for group in asking.groups
        for field in group.fields
        if field.path in sent.texts and sent.texts[field.path] != field.texts
    ]


def _missing(request: HttpRequest, viewer: Actor, draft: DraftView) -> HttpResponse:
    """The deadline and the table, where the notice tells none: without them no call can be drafted."""
    text, facts = facts_of(draft.notice_text)
    missing, problems = missing_in(facts), {}
    typed = {name: fit_text(request.POST.get(name, "")[:20_000], lines=True) for name in ("at", "columns")}
    if request.method == "POST":
        told = Told()
        try:
            told = told._replace(deadline=moment_typed(typed["at"]) if missing.deadline else None)
        except Refused as refused:
            problems["at"] = refused
        try:
            told = told._replace(columns=_columns(typed["columns"]) if missing.columns else ())
        except Refused as refused:
            problems["columns"] = refused
        if not problems:
            try:
                source = drafted(text, facts, told, page_lang())
                save = partial(save_call_draft, actor=viewer, key=draft.key, step=Step.ANSWERED)
                save(seen=revision_in(request), source=source)
                return HttpResponseRedirect(address("draft_answers", draft.key))
            except Refused as refused:
                problems["act"] = refused
                draft = get_call_draft(viewer=viewer, key=draft.key)
    context = {"missing": missing, "typed": typed, "wrong": problems, "problems": list(problems.items())}
    return draft_page(request, draft, "missing", context, WRONG if problems else HTTPStatus.OK)


def _columns(typed: str) -> tuple[str, ...]:
    """The headings of a table, one a line.

    Raises:
        Refused: there are none, too many, or one twice.
    """
    columns = [" ".join(line.split()) for line in typed.split("\n") if line.strip()]
    if not columns:
        raise Refused("call_columns_few")
    if len(columns) > _MOST_COLUMNS:
        raise Refused("call_answer_many", most=_MOST_COLUMNS, count=len(columns))
    if any(len(column) > _LONGEST_COLUMN for column in columns):
        raise Refused("call_answer_long", most=_LONGEST_COLUMN)
    if twice := next((one for one in columns if columns.count(one) > 1), ""):
        raise Refused("call_columns_twice", name=twice[:40])
    return tuple(columns)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def stages(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """The course of the draft: its stages in any order."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    if draft.file is None:
        return HttpResponseRedirect(address("draft_answers", draft.key))
    rows, problems = rows_of(draft.file), {}
    if request.method == "POST":
        rows = rows_sent(request.POST, draft.file)
        command = request.POST.get("move", "")
        if command:
            rows = moved(rows, command, request.POST.get("more", ""))
        elif not (problems := dict[str, Any](problems_in(rows))):
            source = _staged(draft, draft.file, rows)
            problems = _unusable(source)
            if not problems:
                try:
                    seen = revision_in(request)
                    save_call_draft(actor=viewer, key=draft.key, seen=seen, source=source, step=Step.STAGED)
                    return HttpResponseRedirect(f"{address('draft_stages', draft.key)}?saved")
                except Refused as refused:
                    problems = {"act": refused}
                    draft = get_call_draft(viewer=viewer, key=begun.hex)
    told = {
        "rows": shown_rows(rows, draft.file, problems) if draft.file else (),
        "free": free_kinds(rows),
        "problems": list(problems.items()),
        "now_rows": rows_of(draft.file) if draft.file and "act" in problems else (),
        "saved": "saved" in request.GET,
    }
    return draft_page(request, draft, "stages", told, WRONG if problems else HTTPStatus.OK)


def _staged(draft: DraftView, call: Call, rows: list[Row]) -> str:
    """The call file with these stages; whoever keeps them has answered what was asked of them."""
    text = staged(draft.source, call, rows)
    return without_remarks(text, [one for one in remarks_in(text) if one.path == "stages"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def source(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """The call file as text; every problem is told with its line. It may be kept unfinished."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    typed, problem = draft.source, None
    if request.method == "POST":
        typed = tidy(request.POST.get("source", ""))
        try:
            seen = revision_in(request)
            save_call_draft(actor=viewer, key=draft.key, seen=seen, source=typed, step=Step.EDITED)
            return HttpResponseRedirect(f"{address('draft_source', draft.key)}?saved")
        except Refused as refused:
            problem = refused
            draft = get_call_draft(viewer=viewer, key=begun.hex)
    _, invalid = read_source(typed)
    lines = typed.split("\n")
    told = {
        "typed": typed,
        "problem": problem,
        "found": [(one, _line(lines, one.line)) for one in invalid.problems] if invalid else [],
        "compared": _compared(draft.source, typed) if problem and problem.code == _CONFLICT else [],
        "saved": "saved" in request.GET,
    }
    return draft_page(request, draft, "source", told, CHANGED if problem else HTTPStatus.OK)


def _line(lines: list[str], number: int | None) -> str:
    return lines[number - 1].strip()[:120] if number and number <= len(lines) else ""


def _compared(now: str, typed: str) -> list[tuple[str, str]]:
    """The lines that differ: what stands there now (`-`), what was typed (`+`)."""
    lines = list(unified_diff(now.split("\n"), typed.split("\n"), lineterm="", n=0))[2:]
    return [(line[0], line[1:]) for line in lines if line[:1] in ("-", "+")][:_MOST_LINES_COMPARED]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def differences(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """Where the draft and its notice differ; what is chosen is taken over from the notice."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    if draft.file is None or not draft.notice_text:
        return HttpResponseRedirect(address("draft_notice", draft.key))
    text, facts = facts_of(draft.notice_text)
    problem: Refused | None = None
    if request.method == "POST":
        chosen = {int(one) for one in request.POST.getlist("adopt") if one.isascii() and one.isdigit()}
        try:
            new = adopted(draft.source, chosen, text, facts, draft.file)
            seen = revision_in(request)
            save_call_draft(actor=viewer, key=draft.key, seen=seen, source=new, step=Step.ADOPTED)
            return HttpResponseRedirect(f"{address('draft_differences', draft.key)}?saved")
        except Refused as refused:
            problem = refused
            draft = get_call_draft(viewer=viewer, key=begun.hex)
    found = differences_of(text, facts, draft.file) if draft.file else []
    told = {"found": found, "problem": problem, "saved": "saved" in request.GET}
    return draft_page(request, draft, "differences", told, CHANGED if problem else HTTPStatus.OK)


@require_safe
@for_deciders
def download(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """The call file to keep."""
    del request
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    name = draft.file.id if draft.file else "draft"
    response = HttpResponse(draft.source, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response
