"""纸质评分表: printed for an expert, and typed in twice once it came back signed."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.sheets import Entered, Entering, enter_sheet
from jianyou.domain.judging.filling import filled_of, findings_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.paper_sheets import PaperSheet, get_paper, list_papers, print_papers
from jianyou.terms.finding import Refused
from jianyou.web.components.edits import texts_posted
from jianyou.web.components.sheet_page import fields_shown, problems_shown
from jianyou.web.office.context import for_deciders, for_viewers, page


@require_safe
@for_viewers
def papers(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """The experts of a review, and the sheets of one of them."""
    view = list_papers(viewer=viewer, slug=slug, number=review, expert=_key(request.GET.get("expert", "")))
    done = request.GET.get("done", "")
    told = {"view": view, "done": done if done in set(Entering) else ""}
    return page(request, "office/paper_list.html", told)


@require_safe
@for_viewers
def printed(request: HttpRequest, viewer: Actor, slug: str, review: int, expert_key: UUID) -> HttpResponse:
    """An expert's sheets to print, empty for the pen unless `?filled`."""
    sheets = print_papers(viewer=viewer, slug=slug, number=review, expert=expert_key)
    told = {"sheets": sheets, "empty": "filled" not in request.GET, "slug": slug, "number": review}
    return page(request, "office/paper_print.html", told | {"expert": expert_key})


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def enter(request: HttpRequest, viewer: Actor, slug: str, review: int, sheet_key: UUID) -> HttpResponse:
    """The first typing, or the second; where the two differ, both are shown beside each other."""
    view = get_paper(viewer=viewer, slug=slug, number=review, key=sheet_key)
    if request.method != "POST":
        return _enter_page(request, view)
    texts = texts_posted(request.POST)
    found = tuple(findings_of(filled_of(texts, view.sheet.rubric), view.sheet.rubric))
    if found:
        return _enter_page(request, view, texts=texts, found=found)
    if "signed" not in request.POST:
        return _enter_page(request, view, texts=texts, trouble=Refused("sheet_paper_unsigned"))
    anew = request.POST.get("do") == "anew"
    try:
        came = enter_sheet(
            actor=viewer, sheet=sheet_key, texts=texts, seen=request.POST.get("first", ""), anew=anew
        )
    except Refused as refused:
        now = get_paper(viewer=viewer, slug=slug, number=review, key=sheet_key)
        return _enter_page(request, now, texts=texts, trouble=refused)
    if came.state is Entering.DIFFERS:
        return _enter_page(request, view, texts=texts, came=came)
    address = reverse("office:papers", args=[slug, review])
    return HttpResponseRedirect(f"{address}?expert={view.expert}&done={came.state}")


def _enter_page(
    request: HttpRequest,
    view: PaperSheet,
    *,
    texts: dict[str, str] | None = None,
    found: tuple[Any, ...] = (),
    trouble: Refused | None = None,
    came: Entered | None = None,
) -> HttpResponse:
    problems = problems_shown(found)
    shown = {**view.remarks.texts(view.sheet.rubric), **(texts or {})}
    told = {
        "view": view,
        "sheet": view.sheet,
        "fields": fields_shown(view.sheet.items, shown, problems, {}, ()),
        "problems": list(problems.items()),
        "trouble": trouble,
        "signed": "signed" in request.POST,
        "differ": [
            (one, view.first.points.get(one.item.key, ""), shown[one.points_name])
            for one in view.sheet.items
            if came and one.item.key in came.differ
        ],
        "act": Act.ENTER_SHEET,
    }
    status = HTTPStatus.OK
    if problems or trouble:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if came:
        status = HTTPStatus.CONFLICT
    return page(request, "office/paper_enter.html", told, status)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused("site_no_sheet") from None
