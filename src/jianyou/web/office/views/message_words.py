"""消息文字: the words of each kind of message, and an office's own for them; letters about its inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.inbox_letters import LAST_HOUR, How, choose_inbox_letters
from jianyou.actions.message_words import KINDS, Which, keep_message_words, reset_message_words
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.messages import Said, rendered
from jianyou.domain.mailbox.samples import sample_params, sample_secret
from jianyou.domain.mailbox.segments import Segments, segments
from jianyou.domain.mailbox.templates import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Words,
    check_words,
    names_of,
    needed_names,
)
from jianyou.queries.message_words import KindWords, inbox_choice, list_own_words, words_of_kind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.account.gate import key_of
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.there import telling

_LONGEST_SEEN = 80
_PLACE = "body"
_LINK = "https://shili.example.cn/filings/"


class Preview(NamedTuple):
    """A letter with sample values, and the parts that its text makes on a mobile."""

    said: Said
    parts: Segments


@dataclass(frozen=True, slots=True)
class _Typed:
    words: Words
    seen: str
    problems: tuple[tuple[str, Refused], ...] = ()


@require_safe
@for_viewers
def all_words(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Every kind, with the languages in which the office has words of its own."""
    own, lang = list_own_words(viewer=viewer), page_lang()
    lines = [
        {
            "kind": kind.value,
            "said": rendered(kind, sample_params(kind, lang), lang),
            "own": [own[kind.value, each] for each in Lang if (kind.value, each) in own],
        }
        for kind in KINDS
    ]
    return page(request, "office/words_list.html", {"lines": lines, "at": "messages"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@telling({"template_kind_unknown": HTTPStatus.NOT_FOUND})
def words(request: HttpRequest, viewer: Actor, kind: str) -> HttpResponse:
    """The words of a kind: shipped, own, with a preview; kept only as they were previewed."""
    if kind not in KINDS:
        raise Refused("template_kind_unknown")
    lang = Lang.EN if request.GET.get("lang") == "en" else Lang.ZH
    if request.method != "POST":
        return _page(request, viewer, kind, lang)
    posted = Words(
        fit_text(request.POST.get("subject", "")[: 2 * LONGEST_BODY], lines=False),
        fit_text(request.POST.get("body", "")[: 4 * LONGEST_BODY], lines=True),
    )
    typed = _Typed(posted, request.POST.get("seen", "")[:_LONGEST_SEEN])
    which = Which(kind=kind, lang=lang, seen=typed.seen)
    do = request.POST.get("do", "")
    problems = () if do == "reset" else tuple(check_words(kind, lang, posted))
    if problems or do not in ("keep", "reset"):
        return _page(request, viewer, kind, lang, _Typed(posted, typed.seen, problems))
    try:
        if do == "reset":
            reset_message_words(actor=viewer, which=which)
        else:
            keep_message_words(actor=viewer, which=which, words=posted)
    except Refused as refused:
        return _page(request, viewer, kind, lang, _Typed(posted, typed.seen, ((_PLACE, refused),)))
    done = "reset" if do == "reset" else "kept"
    address = reverse("office:message_words_of", args=[kind])
    return HttpResponseRedirect(f"{address}?lang={lang.value}&done={done}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def inbox_letters(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """How the person who looks is told of the office's inbox."""
    del viewer
    user_id, problem = key_of(request), None
    if request.method == "POST":
        hour = request.POST.get("hour", "")
        number = int(hour) if hour.isascii() and hour.isdigit() and len(hour) < len("000") else -1
        try:
            choose_inbox_letters(user_id=user_id, how=request.POST.get("how", "")[:20], hour=number)
        except Refused as refused:
            problem = refused
        else:
            return HttpResponseRedirect(f"{reverse('office:inbox_letters')}?done=kept")
    told = {
        "choice": inbox_choice(user_id=user_id),
        "ways": tuple(How),
        "hours": range(LAST_HOUR + 1),
        "problems": [("how", problem)] if problem else [],
        "problem": problem,
        "done": request.GET.get("done", ""),
        "at": "messages",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/words_letters.html", told, status)


def _page(
    request: HttpRequest, viewer: Actor, kind: str, lang: Lang, typed: _Typed | None = None
) -> HttpResponse:
    both = words_of_kind(viewer=viewer, kind=kind)
    here = next(one for one in both if one.lang is lang)
    stale = typed is not None and typed.seen != here.version
    shown = here.words if typed is None or stale else typed.words
    problems = typed.problems if typed else ()
    if stale and not problems:
        problems = ((_PLACE, Refused("template_stale", by=here.own.by if here.own else "—")),)
    told = {
        "kind": kind,
        "name": rendered(kind, sample_params(kind, page_lang()), page_lang()).subject,
        "lang": lang.value,
        "other": next(one.lang.value for one in both if one.lang is not lang),
        "here": here,
        "shown": shown,
        "names": _names(kind, lang),
        "problems": problems,
        "by_place": dict(problems),
        "preview": None if problems else _preview(kind, lang, shown, here),
        "tried": typed is not None and not problems,
        "longest": {"subject": LONGEST_SUBJECT, "body": LONGEST_BODY},
        "done": request.GET.get("done", ""),
        "at": "messages",
    }
    status = HTTPStatus.OK
    if problems:
        status = HTTPStatus.CONFLICT if stale else HTTPStatus.UNPROCESSABLE_ENTITY
    return page(request, "office/words_one.html", told, status)


def _names(kind: str, lang: Lang) -> list[Mapping[str, object]]:
    """Each name that may stand in braces, what it may look like, and whether it must stay."""
    params, needed = sample_params(kind, lang), needed_names(kind, lang)
    return [
        {
            "name": f"{{{name}}}",
            "sample": rendered(kind, params, lang, own=Words("-", f"{{{name}}}")).body.split("\n", 1)[0],
            "needed": name in needed,
        }
        for name in names_of(kind)
    ]


def _preview(kind: str, lang: Lang, words: Words, here: KindWords) -> Preview:
    """The letter as it would be sent; the shipped words hold where they are what is shown."""
    own = None if words == here.shipped else words
    params = sample_params(kind, lang)
    said = rendered(kind, params, lang, link=_LINK, secret=sample_secret(kind), own=own)
    return Preview(said, segments(said.body))
