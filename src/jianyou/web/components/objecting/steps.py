"""The steps of objecting: the form, a look at what will be handed in, and handing it in, once."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from django.http import HttpRequest

from jianyou.actions.objecting import Raised, raise_objection
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.publicity import end_text
from jianyou.domain.publicity.objections import (
    LARGEST_FILE,
    LENGTHS,
    LONGEST_OBJECTION,
    MOST_FILES,
    Channel,
    Facts,
    FileRole,
    ObjectionKind,
    missing_of,
)
from jianyou.queries.objected import ObjectedList, entry_on_list
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.components.language import page_lang
from jianyou.web.components.objecting.brought import Brought, brought_again, brought_now
from jianyou.web.components.objecting.typed import (
    ANONYMOUS,
    LONGEST_ABOUT,
    WHOLE,
    Typed,
    arrival_in,
    problems_of,
    token_in,
    typed_in,
)
from jianyou.web.components.objecting.words import CHANNELS, KINDS

_TOGETHER = 40
"""Megabytes of one request that the site takes."""
_SEND, _BACK = "send", "back"
_ORDER = (
    *("channel", "arrival", "about", "about_name", "kind", "text", "files", "who", *LENGTHS, "uscc"),
    *("letters", "send"),
)

_OF_ARRIVAL = frozenset(
    {"objection_arrival_before", "site_no_arrival", "site_arrival_void", "site_arrival_used"}
)


class Entering(NamedTuple):
    """Who enters an objection to which list, by which ways it may have come.

    `place` is the address it comes from on the web, empty for staff; `lang` is the objector's.
    """

    actor: Actor
    listed: ObjectedList
    channels: tuple[Channel, ...]
    place: str
    lang: str


class Step(NamedTuple):
    """Where somebody stands: in the form, `checking` what is in it, or through (`raised`)."""

    token: uuid.UUID
    typed: Typed
    brought: Brought
    problems: Mapping[str, Refused]
    checking: bool = False
    raised: Raised | None = None

    def told(self, entering: Entering) -> dict[str, Any]:
        """What the templates of form and look are told."""
        return {
            "listed": entering.listed,
            "until": end_text(entering.listed.until, page_lang()),
            "typed": self.typed,
            "problems": self.problems,
            "order": [(field, self.problems[field]) for field in _ORDER if field in self.problems],
            "token": self.token,
            "files": self.brought.files,
            "brought": self.brought.signed(self.token),
            "about": self.brought.name,
            "kinds": KINDS,
            "kind": dict(KINDS).get(ObjectionKind(self.typed.kind)) if self.checking else None,
            "channels": [(each, CHANNELS[each]) for each in entering.channels],
            "staff": not entering.place,
            "missing": [Message(code) for code in _missing(self, entering)] if self.checking else [],
            "most": {
                **LENGTHS,
                "name": LONGEST_ABOUT,
                "text": LONGEST_OBJECTION,
                "files": MOST_FILES,
                "mb": LARGEST_FILE // 1_000_000,
                "together": _TOGETHER,
            },
            "hidden": [(name, value) for name, value in asdict(self.typed).items() if value],
            "whole": WHOLE,
            "anonymous": ANONYMOUS,
        }


def stepped(request: HttpRequest, entering: Entering) -> Step:
    """The step that a request leads to; whatever was typed and brought before stays with it."""
    posted = request.POST
    token = token_in(posted.get("token", ""))
    typed, problems = typed_in(posted), dict[str, Refused]()
    if request.method != "POST":
        return Step(token, typed, Brought(), problems)
    before = _again(posted.get("brought", ""), token, problems).without(posted.getlist("drop"))
    brought = brought_now(request, before, entering.place, problems)
    listed = entering.listed
    if listed.rows:
        brought = brought.choosing(typed.row_in(listed), listed=True)
    if posted.get("do") == _BACK:
        return Step(token, typed, brought, {})
    problems |= problems_of(typed, listed, entering.channels)
    step = Step(token, typed, brought, problems, checking=not problems)
    return _raised(step, entering) if posted.get("do") == _SEND and not problems else step


def _again(signed: str, token: uuid.UUID, problems: dict[str, Refused]) -> Brought:
    try:
        return brought_again(signed, token)
    except Refused as refused:
        problems["files"] = refused
        return Brought()


def _raised(step: Step, entering: Entering) -> Step:
    typed, listed = step.typed, entering.listed
    entry, text = _about(step, entering)
    try:
        raised = raise_objection(
            actor=entering.actor,
            call_slug=listed.slug,
            publicity=listed.number,
            token=step.token,
            channel=Channel(typed.channel) if len(entering.channels) > 1 else entering.channels[0],
            kind=ObjectionKind(typed.kind),
            about=entry,
            text=text,
            person=typed.objector,
            files=step.brought.files,
            lang=entering.lang,
            arrival=arrival_in(typed),
            place=entering.place,
        )
    except Refused as refused:
        field = "arrival" if refused.code in _OF_ARRIVAL else "send"
        return step._replace(checking=False, problems={field: refused})
    return step._replace(raised=raised)


def _about(step: Step, entering: Entering) -> tuple[uuid.UUID | None, str]:
    """The entry and the text: a name that stands in no row goes into the text."""
    typed, listed, entry = step.typed, entering.listed, step.brought.entry
    if listed.rows or entry is not None or not typed.about_name:
        return entry, typed.text
    found = entry_on_list(slug=listed.slug, number=listed.number, name=typed.about_name)
    if found is not None:
        return found, typed.text
    return None, f"{typed.about_name}\n{typed.text}"[:LONGEST_OBJECTION]


def _missing(step: Step, entering: Entering) -> tuple[str, ...]:
    """What it would lack; whether it is in time is left to the arrival where one is told."""
    roles = [file.role for file in step.brought.files]
    facts = Facts(
        kind=ObjectionKind(step.typed.kind),
        in_time=entering.listed.in_time or bool(step.typed.arrival),
        objector=step.typed.objector,
        evidence=roles.count(FileRole.EVIDENCE),
        letters=roles.count(FileRole.IDENTITY),
    )
    return missing_of(facts, entering.listed.rules)
