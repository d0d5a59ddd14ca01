"""An act in two steps: its form, if it asks anything, then what it will do; only then it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jianyou.terms.finding import Refused
from jianyou.web.office.context import page
from jianyou.web.office.forms import (
    Form,
    Given,
    Kind,
    Sent,
    fields_of,
    filled_in,
    lines_of,
    placed,
    sent_in,
    started,
)

_NOTHING = Sent({}, Given({}, {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act that is about to be done: its form, what does it, where that leads, and where giving up does.

    `about` is what the page tells of the thing that the act is done to. `do` may give another address that it
    leads to, where that tells what came of it.
    """

    form: Form
    do: Callable[[Given], str | None]
    done: str
    back: str
    about: Mapping[str, Any]


def in_two_steps(request: HttpRequest, made: Callable[[], Deed]) -> HttpResponse:
    """Asks, shows what will be done, does it; `made` is asked again for how things stand after a refusal."""
    deed = made()
    form = deed.form
    if request.method != "POST":
        asks = form.fields or form.stopped
        return _form_page(request, deed, started(form), {}) if asks else _preview(request, deed, _NOTHING)
    sent = sent_in(form, request.POST)
    if form.stopped:
        return _form_page(request, deed, sent.texts, {}, HTTPStatus.CONFLICT)
    if "fill" in request.POST:
        return _form_page(request, deed, filled_in(form, request.POST["fill"], request.POST), {})
    if sent.problems:
        return _form_page(request, deed, sent.texts, sent.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    if "edit" in request.POST:
        return _form_page(request, deed, sent.texts, {})
    return _done(request, deed, made, sent) if "sure" in request.POST else _preview(request, deed, sent)


def _preview(request: HttpRequest, deed: Deed, sent: Sent) -> HttpResponse:
    told = {"deed": deed, "lines": list(lines_of(deed.form, sent)), "texts": sent.texts}
    return page(request, "office/preview.html", {**told, **deed.about})


def _done(request: HttpRequest, deed: Deed, made: Callable[[], Deed], sent: Sent) -> HttpResponse:
    try:
        led = deed.do(sent.given)
    except Refused as refused:
        now = made()
        return _form_page(request, now, sent.texts, placed(now.form, refused), HTTPStatus.CONFLICT)
    return HttpResponseRedirect(led or deed.done)


def _form_page(
    request: HttpRequest,
    deed: Deed,
    texts: Mapping[str, str],
    problems: Mapping[str, Refused],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    told = {
        "deed": deed,
        "fields": fields_of(deed.form, texts, problems),
        "problems": list(problems.items()),
        "stale": status is HTTPStatus.CONFLICT,
        "unsent": _unsent(deed.form, texts) if status is HTTPStatus.CONFLICT else [],
    }
    return page(request, "office/act.html", {**told, **deed.about}, status)


def _unsent(form: Form, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was written into a form that can't be sent any more, so that it can be copied."""
    if not form.stopped:
        return []
    written = [asked for asked in form.fields if asked.kind in {Kind.TEXT, Kind.LINE}]
    return [(asked.label, texts[asked.name]) for asked in written if texts.get(asked.name)]
