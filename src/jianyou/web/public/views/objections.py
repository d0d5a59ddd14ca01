"""Coming back to an objection with number and code: how it stands, adding to it, withdrawing, the answer."""

import uuid
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.objecting import add_evidence, objection_by_code, withdraw_objection
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.objection_letters import ObjectionPaper, objection_paper
from jianyou.domain.publicity.objections import (
    LARGEST_FILE,
    LENGTHS,
    LONGEST_OBJECTION,
    MOST_FILES,
    Effect,
    ObjectionKind,
    Outcome,
)
from jianyou.queries.objection_answers import answer_for_objector
from jianyou.queries.objections import get_for_objector, get_objector_file
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message, say
from jianyou.web.components.kept import to_keep
from jianyou.web.components.language import page_lang
from jianyou.web.components.objecting.brought import Brought, brought_now
from jianyou.web.components.objecting.receipts import find_url, just_raised, receipt_file
from jianyou.web.components.objecting.typed import LONGEST_ABOUT, Typed, typed_in, who_problems
from jianyou.web.components.objecting.words import EFFECTS, KINDS, OUTCOMES
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.public.objecting_doors import ask_for_code, close_objection, objector_in, open_objection
from jianyou.web.public.paper import PDF_TYPE

_LONGEST = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Asks for number and code, and leads to the objection."""
    typed = request.POST if request.method == "POST" else request.GET
    number = in_groups(code_signs(typed.get("number", ""), _LONGEST))
    if request.method != "POST":
        return _find_page(request, number)
    try:
        code = code_signs(request.POST.get("code", ""), _LONGEST)
        objection_by_code(number=number, code=code, place=request.META.get("REMOTE_ADDR", ""))
    except Refused as refused:
        return _find_page(request, number, refused)
    return open_objection(HttpResponseRedirect(reverse("objection", args=[number])), number)


def _find_page(request: HttpRequest, number: str, problem: Refused | None = None) -> HttpResponse:
    status = HTTPStatus.OK
    if problem:
        often = problem.code == "public_too_often"
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    told = {"here": "home", "problem": problem, "number": number}
    return render(request, "public/objection_find.html", told, status=status)


@never_cache
@require_safe
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """How the objection stands; with its code for who has just raised it."""
    viewer = objector_in(request, number)
    return _page(request, viewer) if viewer else ask_for_code(number)


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The confirmation with its code, for who has just raised it."""
    viewer, told = objector_in(request, number), just_raised(request.GET.get("new", ""), number=number)
    if viewer is None or told is None:
        return ask_for_code(number)
    return receipt_file(request, told)


@never_cache
@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Adds files, words, or who raises it."""
    viewer = objector_in(request, number)
    if viewer is None:
        return ask_for_code(number)
    typed, problems = typed_in(request.POST), dict[str, Refused]()
    naming = typed.who not in ("", "nobody")
    if naming:
        problems |= dict(who_problems(typed))
    brought = brought_now(request, Brought(), request.META.get("REMOTE_ADDR", "") or "?", problems)
    if not problems:
        try:
            add_evidence(
                actor=viewer,
                number=number,
                files=brought.files,
                text=typed.text,
                person=typed.objector if naming else None,
            )
        except Refused as refused:
            problems["text"] = refused
    if problems:
        return _page(request, viewer, typed, problems)
    return HttpResponseRedirect(f"{reverse('objection', args=[number])}?done=added")


@never_cache
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraws it with a reason."""
    viewer = objector_in(request, number)
    if viewer is None:
        return ask_for_code(number)
    typed = typed_in({"text": request.POST.get("reason", "")})
    problems = {} if "sure" in request.POST else {"sure": Refused("objecting_withdraw_unsure")}
    if not problems:
        try:
            withdraw_objection(actor=viewer, number=number, reason=typed.text)
        except Refused as refused:
            problems["reason"] = refused
    if problems:
        return _page(request, viewer, withdrawing=typed.text, problems=problems)
    return HttpResponseRedirect(f"{reverse('objection', args=[number])}?done=withdrawn")


@never_cache
@require_POST
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """Forgets the objection in this browser."""
    del request, number
    return close_objection(HttpResponseRedirect(reverse("objection_find")))


@never_cache
@require_safe
def file(request: HttpRequest, number: str, key: str) -> HttpResponseBase:
    """A file of it, as it was sent."""
    viewer = objector_in(request, number)
    if viewer is None:
        return ask_for_code(number)
    try:
        name, data = get_objector_file(viewer=viewer, key=uuid.UUID(key))
    except (Refused, ValueError) as refused:
        raise Http404 from refused
    return to_be_kept(BytesIO(data), name)


@never_cache
@require_safe
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The letter that answers it, as a PDF."""
    viewer = objector_in(request, number)
    if viewer is None:
        return ask_for_code(number)
    try:
        told = answer_for_objector(viewer=viewer)
    except Refused as refused:
        raise Http404 from refused
    data = objection_paper(told, ObjectionPaper.ANSWER, pdf=True)
    return letter_file(data, "objection_letter_answer", number)


def letter_file(data: bytes, title: str, number: str) -> HttpResponse:
    """A letter to be kept, under its title (a code) and the objection's number."""
    name = f"{say(title, lang=page_lang())}-{number}.pdf"
    return to_keep(HttpResponse(data, content_type=PDF_TYPE), name)


def _page(
    request: HttpRequest,
    viewer: Actor,
    typed: Typed | None = None,
    problems: dict[str, Refused] | None = None,
    *,
    withdrawing: str | None = None,
) -> HttpResponse:
    try:
        view = get_for_objector(viewer=viewer)
    except Refused as refused:
        raise Http404 from refused
    found = problems or {}
    told: dict[str, Any] = {
        "here": "home",
        "view": view,
        "new": just_raised(request.GET.get("new", ""), number=view.number),
        "kind": dict(KINDS)[ObjectionKind(view.kind)],
        "missing": [Message(code) for code in view.missing],
        "refused_for": [Message(code) for code in view.refused_for],
        "outcome": OUTCOMES[Outcome(view.outcome)] if view.outcome else None,
        "effect": EFFECTS[Effect(view.effect)] if view.effect else None,
        # What was written isn't lost with an act that has just become impossible.
        "adds": Act.ADD_EVIDENCE in view.acts or typed is not None,
        "adding": typed is not None,
        "withdraws": Act.WITHDRAW_OBJECTION in view.acts or withdrawing is not None,
        "withdrawing": withdrawing is not None,
        "sure": "sure" in request.POST,
        "typed": typed or Typed(),
        "problems": found,
        "order": list(found.items()),
        "reason": withdrawing or "",
        "find": find_url(request, view.number),
        "done": request.GET.get("done", "") if request.method != "POST" else "",
        "most": most(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "public/objection.html", told, status=status)


def most() -> dict[str, int]:
    """How long what is typed may be, how many files, and how many megabytes each."""
    files = {"files": MOST_FILES, "mb": LARGEST_FILE // 1_000_000}
    return {**LENGTHS, "name": LONGEST_ABOUT, "text": LONGEST_OBJECTION, **files}
