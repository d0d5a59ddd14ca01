"""开始: which call, and in which folder the work lies."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.datafiles.nodes import MOST_BYTES
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls import DEFAULT_CALL
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import builtin_names, load_call
from jianyou.officefiles.files import why
from jianyou.terms.finding import Refused
from jianyou.web.desk import folders
from jianyou.web.desk.desk import Desk, desk_of
from jianyou.web.desk.lock import FolderTaken
from jianyou.web.desk.work.recent import default_folder, recent

OWN_FILE = "own_file"


@dataclass(frozen=True, slots=True)
class Offer:
    """A call to choose, and the folder where its work would begin."""

    name: str
    call: Call
    folder: Path


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The files where a work is open, else the start."""
    return HttpResponseRedirect(reverse("inbox" if desk_of(request).work else "start"))


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Asks for call and folder, and opens the work there."""
    if request.method != "POST":
        return _page(request)
    desk, folder = desk_of(request), request.POST.get("folder", "").strip()
    asked = "" if "again" in request.POST else request.POST.get("call", DEFAULT_CALL)
    try:
        with _call_named(request, desk, asked) as name:
            desk.open(_folder(folder, name), name)
    except FolderTaken as taken:
        return _page(request, folder_problem=taken, taken_at=taken.url)
    except DataFileInvalid as invalid:
        return _page(request, call_problem=invalid)
    except Refused as refused:
        about_call = refused.code == "desk_call_file_missing"
        return _page(request, **{"call_problem" if about_call else "folder_problem": refused})
    except OSError as error:
        return _page(
            request, folder_problem=Refused("desk_folder_unusable", folder=folder, reason=why(error))
        )
    return HttpResponseRedirect(reverse("inbox"))


def _page(request: HttpRequest, **problems: Any) -> HttpResponse:
    desk, chosen = desk_of(request), request.POST.get("call") or desk_of(request).call or DEFAULT_CALL
    told = {
        "offers": list(_offers()),
        "own_file": OWN_FILE,
        "given_file": desk.call if desk.call not in builtin_names() else "",
        "chosen": chosen if chosen in builtin_names() else OWN_FILE,
        "folder": request.POST.get("folder", ""),
        "recent": [path for path in recent() if desk.work is None or path != desk.work.folder],
        "sources": desk.sources,
        "here": "start",
        **problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "desk/start.html", told, status=status)


def _offers() -> Iterator[Offer]:
    for name in builtin_names():
        call = load_call(name)
        yield Offer(name, call, default_folder(call))


@contextmanager
def _call_named(request: HttpRequest, desk: Desk, asked: str) -> Iterator[str]:
    """The name of a built-in call, or the path of a call file: an uploaded one lies there only now."""
    if asked != OWN_FILE:
        yield asked
        return
    upload = request.FILES.get("call_file")
    if upload is None:
        if not desk.call or desk.call in builtin_names():
            raise Refused("desk_call_file_missing")
        yield desk.call
        return
    with tempfile.TemporaryDirectory(prefix="jianyou-") as folder:
        kept = Path(folder) / "call.yaml"
        kept.write_bytes(_bytes(upload))
        yield str(kept)


def _bytes(upload: "UploadedFile[Any]") -> bytes:
    """No more than shows that there is too much."""
    data: bytes = upload.read(MOST_BYTES + 1)
    return data


def _folder(given: str, call: str) -> Path:
    """The folder that was written, else the one where work on that call begins."""
    return folders.whole_path(given) if given else default_folder(load_call(call or DEFAULT_CALL))
