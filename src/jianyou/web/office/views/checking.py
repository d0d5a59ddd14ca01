"""形式审查清单 of an entry: the machine's answers, and the officer's marks."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.checking import Mark, check_entry
from jianyou.actions.deciding import Looked
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.checklist import LONGEST_REMARK, Item
from jianyou.queries.checking import Checklist, get_checklist
from jianyou.queries.office_filing import get_office_filing
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.pane_ways import pane_address
from jianyou.web.office.views.filing import seen_changes, whole_number


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def checking(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponseBase:
    """The list; marked by who decides."""
    if request.method == "POST":
        return _mark(request, number=number, ordinal=ordinal)
    return _page(request, viewer, get_checklist(viewer=viewer, number=number, ordinal=ordinal), {})


@for_deciders
def _mark(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    listed = get_checklist(viewer=viewer, number=number, ordinal=ordinal)
    seen = request.POST.get("version", "")
    looked = Looked(number, ordinal, int(seen) if whole_number(seen) else 0)
    marks = dict(_marks(request.POST))
    problems = _wrong(marks)
    if not problems:
        try:
            check_entry(actor=viewer, looked=looked, marks=marks)
        except Refused as refused:
            problems = {"items": refused}
        else:
            address = reverse("office:checking", args=[number, ordinal])
            told = request.GET.copy()
            told["done"] = "checked"
            return HttpResponseRedirect(f"{address}?{told.urlencode()}")
    return _page(request, viewer, listed, problems, looked)


def _marks(posted: Mapping[str, str]) -> list[tuple[Item, Mark]]:
    marks = []
    for item in Item:
        answer = posted.get(f"m-{item}", "")
        remark = fit_text(posted.get(f"r-{item}", "")[: 2 * LONGEST_REMARK], lines=False)
        if answer in {"ok", "wrong"}:
            marks.append((item, Mark(answer == "ok", remark)))
    return marks


def _wrong(marks: Mapping[Item, Mark]) -> dict[str, Refused]:
    """Each remark that is missing or too long, at its field."""
    problems: dict[str, Refused] = {}
    for item, mark in marks.items():
        if not mark.ok and not mark.remark:
            problems[f"r-{item}"] = Refused(
                "check_remark_missing", item=say(f"check_{item}", lang=page_lang())
            )
        elif len(mark.remark) > LONGEST_REMARK:
            problems[f"r-{item}"] = Refused("site_text_long", most=LONGEST_REMARK)
    return problems


def _page(
    request: HttpRequest,
    viewer: Actor,
    listed: Checklist,
    problems: Mapping[str, Refused],
    looked: Looked | None = None,
) -> HttpResponse:
    marks = dict(_marks(request.POST))
    lines = []
    for line in listed.lines:
        item = line.told.item
        mark = marks.get(item) if request.method == "POST" else None
        marked = mark.ok if mark else line.marked if request.method != "POST" else None
        lines.append(
            {
                "item": item,
                "word": line.told.word,
                "machine": line.told.machine,
                "messages": line.told.messages,
                "marked": marked,
                "remark": mark.remark if mark else line.remark if request.method != "POST" else "",
                "problem": problems.get(f"r-{item}"),
                "error_id": f"r-{item}-error",
            }
        )
    stale = looked is not None and looked.version != listed.version
    changes = (
        seen_changes(viewer, get_office_filing(viewer=viewer, number=listed.number), looked)
        if looked and stale
        else ()
    )
    told = {
        "checklist": listed,
        "lines": lines,
        "problems": list(problems.items()),
        "changes": changes,
        "longest": LONGEST_REMARK,
        "done": request.GET.get("done", ""),
        "pane": pane_address(listed.number, listed.ordinal, request.GET),
    }
    status = HTTPStatus.OK
    if problems:
        status = HTTPStatus.CONFLICT if "items" in problems else HTTPStatus.UNPROCESSABLE_ENTITY
    return page(request, "office/checking_page.html", told, status)
