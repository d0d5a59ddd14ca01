"""补正 by the filer: what was asked for is changed, looked at once more, and handed in."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.correcting import answer_correction
from jianyou.actions.showing import show_personal_data
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.states import CorrectionStatus
from jianyou.queries.annotating import has_form
from jianyou.queries.filings import CorrectionView, EntryView, FiledContent, FilingView, get_content
from jianyou.terms.finding import Refused
from jianyou.web.account.membership import opens_filing
from jianyou.web.public.correcting import Answer, open_columns
from jianyou.web.public.doors import opens
from jianyou.web.public.look import lang_of
from jianyou.web.public.views.calls import call_or_404
from jianyou.web.public.views.filings import key_for, let_in, look_up, to_filing, view_or_404

_FIELD = re.compile(r"c-[0-9]{1,5}-[a-z0-9_]+|version|do")
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Open:
    """A correction that can be answered now, with the filing that it stands in."""

    view: FilingView
    entry: EntryView
    correction: CorrectionView
    content: FiledContent

    def answer(self, request: HttpRequest, *, complete: bool = False) -> Answer:
        """What was typed; personal data are shown where they are asked for, or all of it is needed."""
        personal: dict[str, str] = {}
        if complete or any(column.personal for column in open_columns(self.content, self.correction)):
            number = self.view.number
            personal = show_personal_data(actor=filer_of(number), number=number, reason="")
        posted = request.POST if request.method == "POST" else None
        return Answer(self.content, self.entry.ordinal, self.correction, personal, posted)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: str, ordinal: str) -> HttpResponse:
    """Asks for what is to be corrected, shows what changed (`do=check`), and takes the answer (`do=send`)."""
    known = opens(request.GET.get("key", ""), number) or opens_filing(request, number)
    if request.method == "POST" and not known:
        asked = _asked_again(request, number, ordinal)
        if asked is not None:
            return asked
    else:
        let_in(request, number)
    found = _open(number, int(ordinal))
    if isinstance(found, FilingView):
        return _closed(request, found, int(ordinal))
    if request.method != "POST":
        return _page(request, found, found.answer(request))
    return _posted(request, found)


def _open(number: str, ordinal: int) -> _Open | FilingView:
    """The correction that waits for an answer; the filing alone where there is none any more."""
    view = view_or_404(number)
    entry = next((each for each in view.entries if each.ordinal == ordinal), None)
    if entry is None:
        raise Http404
    if entry.asked is None or not entry.asked.open:
        return view
    return _Open(view, entry, entry.asked, get_content(number=number))


def _closed(request: HttpRequest, view: FilingView, ordinal: int) -> HttpResponse:
    """Past due: by how much, and where to turn. Answered, or never asked: how the filing stands."""
    entry = next(each for each in view.entries if each.ordinal == ordinal)
    last = entry.corrections[-1] if entry.corrections else None
    if last is None or last.status not in (CorrectionStatus.ASKED, CorrectionStatus.EXPIRED):
        return to_filing(view.number, key_for(request, view.number))
    told = {
        "here": "filings",
        "view": view,
        "entry": entry,
        "correction": last,
        "call": call_or_404(view.call),
        "key": key_for(request, view.number),
        "sent": request.method == "POST",
    }
    return render(request, "public/correct_over.html", told, status=HTTPStatus.FORBIDDEN)


def _posted(request: HttpRequest, found: _Open) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "edit":
        return _page(request, found, found.answer(request))
    answer = found.answer(request, complete=do == "send")
    version = _version(request)
    if version != found.content.version:
        changed = Refused("public_correct_changed", newest=found.content.version)
        return _page(request, found, answer, changed)
    if answer.problems:
        return _page(request, found, answer)
    if do != "send":
        return _page(request, found, answer, checked=True)
    return _send(request, found, answer, version)


def _send(request: HttpRequest, found: _Open, answer: Answer, version: int) -> HttpResponse:
    number, ordinal = found.view.number, found.entry.ordinal
    try:
        answer_correction(
            actor=filer_of(number), number=number, ordinal=ordinal, version=version, sent=answer.sent()
        )
    except Refused as refused:
        # Meanwhile it was answered by the same button, taken back, or its time ended.
        now = _open(number, ordinal)
        if isinstance(now, FilingView):
            return _closed(request, now, ordinal)
        return _page(request, now, now.answer(request), refused)
    return to_filing(number, key_for(request, number))


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _page(
    request: HttpRequest,
    found: _Open,
    answer: Answer,
    problem: Refused | None = None,
    *,
    checked: bool = False,
) -> HttpResponse:
    problems = answer.problems if request.method == "POST" else {}
    mended = answer.mended(lang_of(request))
    told: dict[str, Any] = {
        "here": "filings",
        "view": found.view,
        "entry": found.entry,
        "correction": found.correction,
        "mended": mended,
        "closed": answer.closed(),
        "version": found.content.version,
        "key": key_for(request, found.view.number),
        "annotates": has_form(number=found.view.number),
        "order": list(problems.items()),
        "problem": problem,
        "changed": any(each.changed for each in mended),
    }
    status = HTTPStatus.OK
    if problem:
        status = HTTPStatus.CONFLICT
    elif problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "public/correct_check.html" if checked else "public/correct.html"
    return render(request, template, told, status=status)


def _asked_again(request: HttpRequest, number: str, ordinal: str) -> HttpResponse | None:
    """The page stood open too long: asks for the code, and keeps every word; None once the code was right."""
    problem = None
    if "code" in request.POST:
        try:
            look_up(request, number, request.POST["code"])
        except Refused as refused:
            problem = refused
        else:
            return None
    told = {
        "here": "filings",
        "number": number,
        "ordinal": ordinal,
        "kept": [(name, request.POST[name]) for name in request.POST if _FIELD.fullmatch(name)],
        "problem": problem,
    }
    status = HTTPStatus.FORBIDDEN if problem is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "public/correct_again.html", told, status=status)
