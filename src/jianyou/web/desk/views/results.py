"""成果: what goes out, what of it is still doubtful, and what was made so far."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.terms.finding import Refused
from jianyou.web.components.policies import OWN_REPORT
from jianyou.web.desk import folders
from jianyou.web.desk.look import lang_of
from jianyou.web.desk.views.opened import posted, with_work
from jianyou.web.desk.work.records import FileLine, FileState, Result
from jianyou.web.desk.work.work import Work

MOST_LEFT_OUT = 200
_LEFT_OUT = (FileState.LOCKED, FileState.REJECTED, FileState.SET_ASIDE)
_SHOWN_IN_BROWSER = {".pdf": "application/pdf", ".html": "text/html; charset=utf-8"}


class Kind(NamedTuple):
    """A result that can be made; `usual` ones are ticked from the start."""

    key: str
    word: str | Promise
    told: str | Promise
    usual: bool = False


KINDS = (
    Kind(
        "master_docx",
        gettext_lazy("推荐汇总表（Word）"),
        gettext_lazy("通知所附的原表，可继续编辑"),
        usual=True,
    ),
    Kind("master_xlsx", gettext_lazy("推荐汇总表（Excel）"), gettext_lazy("便于筛选、统计"), usual=True),
    Kind("master_pdf", gettext_lazy("推荐汇总表（PDF）"), gettext_lazy("供打印、盖章")),
    Kind(
        "findings_xlsx",
        gettext_lazy("问题清单（Excel）"),
        gettext_lazy("每个问题的文件、位置和改法；附来源、按区县汇总和改动记录"),
        usual=True,
    ),
    Kind("summary_html", gettext_lazy("汇总情况（网页）"), gettext_lazy("一页图表，不含联系方式，可转发")),
    Kind(
        "annotated_zip",
        gettext_lazy("退回修改的表（压缩包）"),
        gettext_lazy("每家自己的文件，问题写成单元格旁的批注，可直接退回"),
    ),
    Kind("reminders_docx", gettext_lazy("催办提醒（Word）"), gettext_lazy("每家一段文字，含联系人和电话")),
)


class LeftOut(NamedTuple):
    """A file of which nothing goes into the master table, and why."""

    line: FileLine
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
@with_work
def results(request: HttpRequest, work: Work) -> HttpResponse:
    """Shows what would go in, and makes what was ticked."""
    if request.method != "POST":
        return _page(request, work)
    asked = request.POST.getlist("make")
    header = {field.key: request.POST.get(f"header-{field.key}", "") for field in work.call.annex.header}
    if not asked:
        return _page(request, work, problem=Refused("desk_nothing_ticked"), ticked=asked, header=header)
    try:
        work.make(asked, header, lang_of(request))
    except Refused as refused:
        return _page(request, work, problem=refused, ticked=asked, header=header)
    return HttpResponseRedirect(reverse("results") + "#made")


def _page(request: HttpRequest, work: Work, **again: Any) -> HttpResponse:
    counts = work.counts()
    left_out = [line for state in _LEFT_OUT for line in work.files(state=state)]
    told = {
        "here": "results",
        "counts": counts,
        "flawed": counts.files.get(FileState.ERRORS, 0),
        "doubtful": counts.files.get(FileState.WARNINGS, 0),
        "left_out": list(_reasons(left_out[:MOST_LEFT_OUT], request, work)),
        "count_left_out": len(left_out),
        "kinds": KINDS,
        "ticked": [kind.key for kind in KINDS if kind.usual],
        "fields": work.call.annex.header,
        "header": work.office_header(),
        "made": [(each, _kind(each), each.path.suffix in _SHOWN_IN_BROWSER) for each in work.results()],
        "can_show": folders.can_show(),
        "folder": _folder(work),
        **again,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if again else HTTPStatus.OK
    return render(request, "desk/results.html", told, status=status)


def _reasons(lines: list[FileLine], request: HttpRequest, work: Work) -> Iterator[LeftOut]:
    for line in lines:
        view = work.file(line.id, lang_of(request))
        yield LeftOut(view.line, view.set_aside_note or view.reason)


def _kind(result: Result) -> Kind:
    known = {kind.key: kind for kind in KINDS}
    return known.get(result.key, Kind(result.key, result.path.name, ""))


def _folder(work: Work) -> Path:
    made = work.results()
    return made[0].path.parent if made else work.folder


@require_safe
@with_work
def take(request: HttpRequest, work: Work, key: str) -> HttpResponseBase:
    """A result to be kept, or with `?look` to be looked at where a browser can."""
    found = next((each for each in work.results() if each.key == key), None)
    if found is None:
        raise Http404
    kind = _SHOWN_IN_BROWSER.get(found.path.suffix, "") if "look" in request.GET else ""
    response = FileResponse(
        found.path.open("rb"),
        as_attachment=not kind,
        filename=found.path.name,
        content_type=kind or "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = OWN_REPORT
    return response


@posted
@with_work
def show_folder(_request: HttpRequest, work: Work) -> HttpResponse:
    """Opens the folder with the results in the system's own window."""
    folders.show(_folder(work))
    return HttpResponseRedirect(reverse("results") + "#made")
