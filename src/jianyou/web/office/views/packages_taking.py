"""取入数据包: the file is verified and shown whole before any of it is taken; or it is refused whole."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from http import HTTPStatus
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.drafting_calls import Draftable, begin_call_draft
from jianyou.actions.exporting_packages import export_taken_file
from jianyou.actions.taking import refuse_package, take_package
from jianyou.actions.uploads import keep_package, kept_package
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.manifest import Kind
from jianyou.queries.arriving import Arriving, look_into
from jianyou.queries.packages import get_taken, get_taken_line
from jianyou.queries.rules_above import list_rules_above, source_from
from jianyou.terms.finding import Refused
from jianyou.web.components.policies import SOMEBODYS_FILE
from jianyou.web.office.context import DECIDERS, for_deciders, for_viewers, page
from jianyou.web.office.papers import REASON_WRONG, reason_typed
from jianyou.web.office.views.exports import to_keep

MOST_MB = 40
_SALT = "jianyou.office.package"
_LASTS = 4 * 3600
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_deciders
def take(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The file is chosen, looked at, and then taken or refused."""
    if request.method != "POST":
        return _choose(request, viewer)
    try:
        if "file" in request.FILES or "looked" not in request.POST:
            return _looked(request, viewer, *_brought(request, viewer))
        data = _again(request, viewer)
    except Refused as refused:
        return _choose(request, viewer, refused)
    return _settled(request, viewer, data)


def _settled(request: HttpRequest, viewer: Actor, data: bytes) -> HttpResponse:
    signed = request.POST["looked"]
    reason, too_long = reason_typed(request.POST)
    try:
        if too_long is not None:
            raise too_long
        if "refuse" in request.POST:
            key = refuse_package(actor=viewer, data=data, reason=reason)
            return HttpResponseRedirect(f"{reverse('office:package_taken', args=[key])}?done=refused")
        if "sure" not in request.POST:
            return _looked(request, viewer, data, signed)
        taken = take_package(actor=viewer, data=data)
    except Refused as refused:
        return _looked(request, viewer, data, signed, refused)
    return HttpResponseRedirect(f"{reverse('office:package_taken', args=[taken.key])}?done=taken")


def _brought(request: HttpRequest, viewer: Actor) -> tuple[bytes, str]:
    """The file that was chosen, kept encrypted, and what its second step sends to find it again."""
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        raise Refused("package_missing")
    if (upload.size or 0) > MOST_MB * 1024 * 1024:
        raise Refused("package_file_large", most=MOST_MB)
    data = upload.read()
    digest, key = keep_package(data)
    told = [viewer.person, viewer.office, digest, urlsafe_b64encode(key).decode()]
    return data, dumps(told, salt=_SALT)


def _again(request: HttpRequest, viewer: Actor) -> bytes:
    try:
        told = loads(request.POST["looked"][:4000], salt=_SALT, max_age=_LASTS)
    except BadSignature:
        raise Refused("package_gone") from None
    person, office, digest, key = told
    if (person, office) != (viewer.person, viewer.office):
        raise Refused("package_gone")
    return kept_package(digest, urlsafe_b64decode(key))


def _looked(
    request: HttpRequest, viewer: Actor, data: bytes, signed: str, problem: Refused | None = None
) -> HttpResponse:
    looked = look_into(viewer=viewer, data=data)
    nomination = looked.brought.nomination
    entries = nomination.entries if nomination else ()
    paired = list(zip_longest(entries, looked.doubles, fillvalue=None))
    paired.sort(key=lambda pair: pair[0].place if pair[0] else 0)
    told: dict[str, Any] = {
        "looked": looked,
        "signed": signed,
        "entries": [(at, *pair) for at, pair in enumerate(paired, 1)],
        "refusable": bool(looked.call) and not looked.findings,
        "problem": problem,
    }
    stands = problem is None and looked.takeable
    return page(request, "office/packages_look.html", told, HTTPStatus.OK if stands else _status(looked))


def _status(looked: Arriving) -> int:
    return _WRONG if looked.findings else HTTPStatus.CONFLICT


def _choose(request: HttpRequest, viewer: Actor, problem: Refused | None = None) -> HttpResponse:
    told = {
        "problems": [("file", problem)] if problem else [],
        "problem": problem,
        "most_mb": MOST_MB,
        "rules": list_rules_above(viewer=viewer),
    }
    return page(request, "office/packages_take.html", told, _WRONG if problem else HTTPStatus.OK)


@require_safe
@for_viewers
def taken(request: HttpRequest, viewer: Actor, package: UUID) -> HttpResponse:
    """A package that came: what became of it, its entries and where each comes from, its files."""
    return _taken_page(request, viewer, package)


def _taken_page(
    request: HttpRequest,
    viewer: Actor,
    package: UUID,
    problem: tuple[str, Refused] | None = None,
    typed: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """The page; `typed` are the reason and the name of a file, `problem` with the field that it is at."""
    view = get_taken(viewer=viewer, key=package)
    # Whoever only looks on sees all names alike.
    personal = [one for one in view.files if viewer.role in DECIDERS and view.line.tells_contacts(one[0])]
    told = {
        "view": view,
        "rules": view.line.kind is Kind.RULES,
        "open_files": [one for one in view.files if one not in personal],
        "personal_files": personal,
        "done": request.GET.get("done", ""),
        "reason": typed[0],
        "chosen": typed[1],
        "problems": [problem] if problem else [],
        "by_place": dict([problem] if problem else []),
    }
    return page(request, "office/packages_taken.html", told, _WRONG if problem else HTTPStatus.OK)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def file_in(request: HttpRequest, viewer: Actor, package: UUID) -> HttpResponse:
    """A file in a package that came; one that may tell contacts once its reason was logged."""
    line, posts = get_taken_line(viewer=viewer, key=package), request.method == "POST"
    name = (request.POST if posts else request.GET).get("name", "")[:400]
    if line.tells_contacts(name) and not posts:
        return HttpResponseRedirect(f"{reverse('office:package_taken', args=[package])}#take")
    reason, too_long = reason_typed(request.POST)
    if posts and not name:
        problem = ("files", Refused("package_file_choose"))
        return _taken_page(request, viewer, package, problem, (reason, name))
    try:
        if too_long is not None:
            raise too_long
        data = export_taken_file(actor=viewer, key=package, name=name, reason=reason)
    except Refused as refused:
        if refused.code not in REASON_WRONG:
            raise
        return _taken_page(request, viewer, package, ("reason", refused), (reason, name))
    response = to_keep(data, name.rpartition("/")[2], "application/octet-stream")
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def draft(request: HttpRequest, viewer: Actor, package: UUID) -> HttpResponse:
    """A draft of a call begun from rules that were taken in, under a name of one's own."""
    view, problem = get_taken(viewer=viewer, key=package), None
    name = request.POST.get("name", "").strip()[:100]
    if request.method == "POST":
        try:
            source = source_from(viewer=viewer, key=package, name=name)
            key = begin_call_draft(actor=viewer, draftable=Draftable(source))
            return HttpResponseRedirect(reverse("office:draft_answers", args=[key]))
        except Refused as refused:
            problem = refused
    problems = [("name", problem)] if problem else []
    told = {"view": view, "name": name, "problem": problem, "problems": problems}
    return page(request, "office/packages_draft.html", told, _WRONG if problem else HTTPStatus.OK)
