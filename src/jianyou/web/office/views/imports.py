"""成批导入: a folder is brought, read by itself, and looked at before anything of it is entered."""

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.actions.handing_in import handed_in
from jianyou.actions.importing import Brought, add_files, begin_import, choose, drop_import, keep_brought
from jianyou.domain.annexes.reading import Reading, ReadRow, finding_of
from jianyou.domain.lifecycle.completion import Channel, Means
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.importing import Choice
from jianyou.queries.import_records import FileView, ImportView
from jianyou.queries.imports import (
    get_import,
    get_import_file,
    import_ordinals,
    list_import_files,
    list_imports,
    may_import,
)
from jianyou.queries.office_calls import get_call_line
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.account.gate import actor_of, person_of
from jianyou.web.components.answers import Answers, answers_of
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import CLERKS, for_clerks, for_viewers, page, posted
from jianyou.web.office.import_listing import GROUPS, IMPORTS, MEANS, ImportListing, ways_told
from jianyou.web.office.there import telling

MOST_MB = 40
"""Of one file, and of all that come in one request."""
_MOST_BYTES = MOST_MB * 1024 * 1024
_LONGEST_ORDINAL = 6
there = telling(dict.fromkeys(("import_unknown", "import_no_file"), HTTPStatus.NOT_FOUND))
"""Says what is missing where there is no such import or file."""


@require_safe
@for_viewers
def imports(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Every import of a call, and where a new one begins."""
    return _imports_page(request, viewer, slug)


def _imports_page(
    request: HttpRequest, viewer: Actor, slug: str, problem: Message | Refused | None = None
) -> HttpResponse:
    found = list_imports(viewer=viewer, slug=slug)
    told = {
        "call": get_call_line(viewer=viewer, slug=slug),
        "imports": [(line, IMPORTS[line.status]) for line in found],
        "may_import": may_import(viewer=as_clerk(request, viewer), slug=slug),
        "problem": problem,
        **upload_limits(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/import_list.html", told, status)


def upload_limits() -> dict[str, int]:
    """How many files one request takes, and how large they may be."""
    return {"most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES, "most_mb": MOST_MB}


def as_clerk(request: HttpRequest, viewer: Actor) -> Actor:
    """The viewer in the role that imports, where he has it."""
    is_clerk = set(CLERKS) & set(person_of(request).roles)
    return actor_of(request, *CLERKS) if is_clerk else viewer


@posted
@for_clerks
def begin(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """A new import of the files that came along; a script begins with none, and learns where to send them."""
    by_script = request.headers.get("Accept") == "application/json"
    get_call_line(viewer=viewer, slug=slug)
    brought, lost = _brought(request)
    if not brought and not by_script:
        return _imports_page(request, viewer, slug, lost[0][1] if lost else Message("import_nothing_brought"))
    try:
        number = begin_import(actor=viewer, call_slug=slug, files=brought)
    except Refused as refused:
        if by_script:
            return JsonResponse({"refused": refused.text(page_lang())}, status=HTTPStatus.CONFLICT)
        return _imports_page(request, viewer, slug, refused)
    address = reverse("office:import", args=[slug, number])
    if by_script:
        return JsonResponse({"add": reverse("office:import_add", args=[slug, number]), "then": address})
    return HttpResponseRedirect(address)


@posted
@for_clerks
@there
def add(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """More files for an import; a script gets the outcome as data."""
    by_script = request.headers.get("Accept") == "application/json"
    view = get_import(viewer=viewer, slug=slug, number=batch)
    brought, lost = _brought(request)
    problem: Message | Refused | None = lost[0][1] if lost else None
    try:
        if brought:
            add_files(actor=viewer, call_slug=slug, number=batch, files=brought)
    except Refused as refused:
        problem, lost, brought = refused, [(one.name, refused) for one in brought], []
    if by_script:
        told = [[name, why.text(page_lang())] for name, why in lost]
        return JsonResponse({"new": len(brought), "known": 0, "refused": told})
    if problem is None and not brought:
        problem = Message("import_nothing_brought")
    return import_page(request, viewer, view, problem) if problem else _to(view)


def _brought(request: HttpRequest) -> tuple[list[Brought], list[tuple[str, Message | Refused]]]:
    """The files of a request, kept, and those too large; a script tells their folders beside them."""
    uploads, names = request.FILES.getlist("files"), request.POST.getlist("names")
    brought: list[Brought] = []
    lost: list[tuple[str, Message | Refused]] = []
    for at, upload in enumerate(uploads):
        name = (names[at] if at < len(names) else upload.name) or "_"
        if (upload.size or 0) > _MOST_BYTES:
            lost.append((name, Message("import_file_large", {"name": name[-100:], "most": MOST_MB})))
        else:
            brought.append(keep_brought(name=name, data=upload.read()))
    return brought, lost


@require_safe
@for_viewers
@there
def opened(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """An import: how far it is, and what would become of each of its files."""
    viewer = as_clerk(request, viewer)
    view = get_import(viewer=viewer, slug=slug, number=batch)
    return import_page(request, viewer, view)


def import_page(
    request: HttpRequest, viewer: Actor, view: ImportView, problem: Message | Refused | None = None
) -> HttpResponse:
    """The page of an import; `problem` is what kept the last order from being carried out."""
    listing = ImportListing.of(request.GET)
    found = list_import_files(viewer=viewer, slug=view.call.slug, number=view.number, wanted=listing.wanted)
    told = {
        "view": view,
        "state": IMPORTS[view.status],
        "listing": listing,
        "every": listing.other(group=None),
        "filters": [
            (GROUPS[group], count, listing.other(group=group).query, group is listing.wanted.group)
            for group, count in view.groups.items()
        ],
        "page": found,
        "lines": [(line, GROUPS[line.group], _means_word(line.means)) for line in found.items],
        "means": [(means.value, MEANS[means]) for means in view.offered],
        "ways": ways_told(view.came or {view.means: 0}),
        "problem": problem,
        **upload_limits(),
    }
    return page(request, "office/import.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _means_word(means: str) -> str:
    return str(MEANS[Means(means)]) if means else ""


@require_safe
@for_viewers
@there
def progress(_request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """How far the step is that goes on, as data: done, total, percent, current, running."""
    view = get_import(viewer=viewer, slug=slug, number=batch)
    told = {"done": view.done, "total": view.total, "percent": view.percent, "running": view.running}
    return JsonResponse({**told, "current": ""})


@posted
@for_clerks
@there
def chosen(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """Notes what is to be done with one form, with those that are ticked, or with all of the list."""
    view = get_import(viewer=viewer, slug=slug, number=batch)
    do, _, one = request.POST.get("do", "").partition(".")
    ordinals = _ordinals([one] if one else request.POST.getlist("file"))
    if request.POST.get("which") == "all" and not one:
        wanted = ImportListing.of(request.GET).wanted
        ordinals = list(import_ordinals(viewer=viewer, slug=slug, number=batch, wanted=wanted))
    choice = Choice(do) if do in {Choice.ENTER, Choice.LEAVE} else None
    means = Means(do) if do in {one.value for one in view.offered} else None
    try:
        if ordinals and (choice or means):
            choose(actor=viewer, call_slug=slug, number=batch, ordinals=ordinals, choice=choice, means=means)
    except Refused as refused:
        return import_page(request, viewer, get_import(viewer=viewer, slug=slug, number=batch), refused)
    return HttpResponseRedirect(_address(view) + ImportListing.of(request.GET).query + "#files")


def _ordinals(texts: Sequence[str]) -> list[int]:
    return [
        int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ORDINAL
    ]


@posted
@for_clerks
@there
def dropped(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """Gives up an import of which nothing is entered."""
    view = get_import(viewer=viewer, slug=slug, number=batch)
    if request.POST.get("sure") != "yes":
        return import_page(request, viewer, view, Message("import_sure_missing"))
    try:
        drop_import(actor=viewer, call_slug=slug, number=batch)
    except Refused as refused:
        return import_page(request, viewer, get_import(viewer=viewer, slug=slug, number=batch), refused)
    return _to(view)


def _to(view: ImportView) -> HttpResponse:
    return HttpResponseRedirect(_address(view))


def _address(view: ImportView) -> str:
    return reverse("office:import", args=[view.call.slug, view.number])


@require_safe
@for_viewers
@there
def file(request: HttpRequest, viewer: Actor, slug: str, batch: int, ordinal: int) -> HttpResponse:
    """A form as it was read, findings at their cells; contacts and phones stay hidden."""
    viewer = as_clerk(request, viewer)
    view = get_import(viewer=viewer, slug=slug, number=batch)
    found = get_import_file(viewer=viewer, slug=slug, number=batch, ordinal=ordinal)
    told = {
        "view": view,
        "file": found,
        "line": found.line,
        "state": GROUPS[found.line.group],
        "answers": _answers(found),
        "query": ImportListing.of(request.GET).query,
    }
    return page(request, "office/import_file.html", told)


def _answers(found: FileView) -> Answers | None:
    """The table as the office would see it once entered: what is personal hidden, in findings too."""
    if found.reading is None:
        return None
    call = found.file
    sent = handed_in(found.reading, call, filer=found.line.filer, channel=Channel.IMPORT, token=uuid.uuid4())
    content: Any = sent.content
    hidden = dict.fromkeys(sent.personal, gettext("（已隐藏）"))
    rows = [
        ReadRow(number, {**row, **_hidden(hidden, number)}, {})
        for number, row in enumerate(content["rows"], 1)
    ]
    findings: Any = sent.findings
    header = {**content["header"], **_hidden(hidden, 0)}
    return answers_of(Reading(header, tuple(rows), tuple(map(finding_of, findings))), call.annex, page_lang())


def _hidden(fields: dict[str, str], entry: int) -> dict[str, str]:
    begin = f"{entry}."
    return {field.removeprefix(begin): told for field, told in fields.items() if field.startswith(begin)}
