"""The pages of a draft: its fields with what was found and what was typed elsewhere, and what can't go on."""

import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jianyou.actions.confirming import offered_channels
from jianyou.actions.uploads import code_again
from jianyou.domain.annexes.drafting import Conflict
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.queries.drafts import DraftView, token_of_filing
from jianyou.terms.display import in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.account.membership import opens_filing
from jianyou.web.components.forms.typed import (
    NO_CLASHES,
    Clash,
    Section,
    Typed,
    most_entries,
    problems_of,
    sections_of,
)
from jianyou.web.public.asking import address_in
from jianyou.web.public.doors import draft_door, open_draft_door
from jianyou.web.public.drafting import (
    answers_of_draft,
    clashes_of,
    marks_posted,
    marks_written,
    reading_of_draft,
    typed_of,
    with_yours,
    without_gaps,
)
from jianyou.web.public.look import lang_of

Problems = Mapping[str, Refused]
NONE: Problems = {}


def code_of(view: DraftView) -> str:
    """The code of a draft, in groups."""
    return in_groups(code_again(token=view.token))


def opened(request: HttpRequest, response: HttpResponse, view: DraftView) -> HttpResponse:
    """The answer, which lets this browser in from now on; what belongs to an organization is opened by it."""
    if view.organization is not None and not draft_door(request, view.number):
        return response
    return open_draft_door(request, response, view.number)


def draft_problems(view: DraftView) -> dict[str, Refused]:
    """What keeps a draft from being checked, by field."""
    problems: dict[str, Refused] = {}
    address_in(view.content.address, problems)
    return problems | problems_of(typed_of(view.content), view.call.file.annex)


def fields_page(
    request: HttpRequest,
    view: DraftView,
    problems: Problems = NONE,
    conflicts: Iterable[Conflict] = (),
    *,
    checked: bool = False,
    **told: Any,
) -> HttpResponse:
    """The fields of a draft; with what is still missing where it was `checked`."""
    unsaved, schema, lang = tuple(conflicts), view.call.file.annex, lang_of(request)
    reading = reading_of_draft(view.content, view.call.file)
    answers = answers_of_draft(view.content, reading, schema, lang)
    clashes, typed = clashes_of(view.content, unsaved), typed_of(with_yours(view.content, unsaved))
    found = answers if checked else without_gaps(answers)
    shown = sections_of(typed, schema, lang, problems, found, clashes)
    posted = marks_posted(request.POST)
    context = {
        "here": "home",
        "call": view.call,
        "view": view,
        "code": code_of(view),
        "order": in_order(problems),
        "drop_problem": problems.get("sure"),
        "clashes": [(name, titled(name, schema)) for name in clashes],
        "answers": answers if checked else None,
        "sections": sections(shown, typed, problems, most_entries(schema), told.pop("focus", 0), clashes),
        "marks": marks_written(view.content, {name: posted.get(name, "-") for name in clashes}),
        **told,
    }
    status = (
        HTTPStatus.CONFLICT if unsaved else HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    )
    return opened(request, render(request, "public/fill.html", context, status=status), view)


def sections(
    shown: list[Section],
    typed: Typed,
    problems: Problems,
    most: int,
    focus: int = 0,
    clashes: Mapping[str, Clash] = NO_CLASHES,
) -> SafeString:
    """The fields of a page, without anything that depends on the request."""
    header, *entries = shown
    told = {
        "header": header,
        "entries": entries,
        "filer": typed.filer,
        "address": typed.address,
        "channels": offered_channels(),
        "problems": problems,
        "clashes": clashes,
        "most": most,
        "focus": focus,
    }
    return render_to_string("public/fill_sections.html", told)


@lru_cache(maxsize=64)
def blank_sections(schema: AnnexSchema, lang: Lang, channels: tuple[str, ...]) -> SafeString:
    """The fields with nothing in them, made once: most people begin here. `lang` is the active language."""
    del channels  # they only tell one page from another
    return refused_sections(schema, lang, NONE)


def refused_sections(schema: AnnexSchema, lang: Lang, problems: Problems) -> SafeString:
    """The same with what has to be mended."""
    return sections(sections_of(Typed(), schema, lang, problems), Typed(), problems, most_entries(schema))


def titled(name: str, schema: AnnexSchema) -> str:
    """What the annex calls a field of that name, empty for those beside it."""
    titles = {one.key: one.label for one in schema.header}
    titles |= {column.key: column.title for column in schema.columns}
    return titles.get(name.rpartition("-")[2], "")


def in_order(problems: Problems) -> list[tuple[str, Refused]]:
    """The problems in the order of the page."""
    first = ("filer", "address")
    return sorted(problems.items(), key=lambda one: first.index(one[0]) if one[0] in first else len(first))


def gone_page(request: HttpRequest, reason: Refused) -> HttpResponse:
    """A draft that isn't there any more."""
    told = {"here": "home", "reason": reason}
    return render(request, "public/draft_gone.html", told, status=HTTPStatus.GONE)


def filed_meanwhile(request: HttpRequest, number: str) -> uuid.UUID | None:
    """The token of the filing that a draft became; None without one.

    It is for who was let in to the draft lately, and for the people of its organization.

    Raises:
        PermissionDenied: he was let in too long ago; number and code open the filing.
    """
    token = token_of_filing(number=number)
    if token and not (draft_door(request, number, filed=True) or opens_filing(request, number)):
        raise PermissionDenied
    return token
