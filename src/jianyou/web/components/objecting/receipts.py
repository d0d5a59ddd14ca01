"""What somebody gets who has just objected: number and code, on the page and on paper, for half an hour."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from jianyou.actions.objecting import Raised, objector_actor, raised_before
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.papers.objection_receipt import ObjectionReceipt, objection_receipt
from jianyou.domain.papers.publicity import end_text
from jianyou.domain.publicity.objections import ObjectionKind
from jianyou.officefiles.writing.facts_pdf import write_facts
from jianyou.queries.objected import get_objected
from jianyou.queries.objections import ObjectorView, get_for_objector
from jianyou.terms.display import in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message, say
from jianyou.web.components.kept import to_keep
from jianyou.web.components.language import page_lang
from jianyou.web.components.objecting.words import KINDS
from jianyou.web.components.templatetags.components import moment

_JUST_RAISED = "objection.just_raised"
_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An objection that was just raised, as its confirmation tells it."""

    raised: Raised
    view: ObjectorView
    until: datetime
    issuer: str
    token: uuid.UUID

    @property
    def missing(self) -> list[Message]:
        """What it lacks, in words."""
        return [Message(code) for code in self.raised.missing]

    @property
    def code(self) -> str:
        """The code to come back with, in groups."""
        return in_groups(self.raised.code)

    @property
    def until_told(self) -> str:
        """Until when objections are in time, in words."""
        return end_text(self.until, page_lang())

    @property
    def key(self) -> str:
        """The key that opens the confirmation again."""
        return key_of_token(self.token)

    @property
    def kind(self) -> Message:
        """The kind of problem."""
        return dict(KINDS)[ObjectionKind(self.view.kind)]


def key_of_token(token: uuid.UUID) -> str:
    """The key for who has just raised an objection with the token."""
    return TimestampSigner(salt=_JUST_RAISED).sign(token.hex)


def just_raised(key: str, *, number: str = "") -> Confirmed | None:
    """What the key was made of; None where it is false, too old, or of another objection than `number`."""
    try:
        token = uuid.UUID(TimestampSigner(salt=_JUST_RAISED).unsign(key, max_age=_SECONDS))
    except (BadSignature, ValueError):
        return None
    raised = raised_before(token=token)
    if raised is None or (number and raised.number != number):
        return None
    view = get_for_objector(viewer=objector_actor(raised.number))
    try:
        listed = get_objected(viewer=PUBLIC, slug=view.slug, number=view.publicity)
    except Refused:
        return None
    return Confirmed(raised, view, listed.until, listed.issuer, token)


def find_url(request: HttpRequest, number: str) -> str:
    """Where somebody comes back to an objection, with its number filled in."""
    return request.build_absolute_uri(f"{reverse('objection_find')}?{urlencode({'number': number})}")


def receipt_file(request: HttpRequest, told: Confirmed) -> HttpResponse:
    """The confirmation as a PDF to keep or to print."""
    lang, view = page_lang(), told.view
    paper = ObjectionReceipt(
        issuer=told.issuer,
        call=view.call,
        number=view.number,
        code=told.raised.code,
        received=moment(told.raised.moment),
        until=told.until_told,
        in_time=told.raised.in_time,
        list_title=view.list_title,
        about=view.about,
        kind=told.kind.text(lang),
        named=view.named,
        files=[file.name for file in view.files],
        missing=[each.text(lang) for each in told.missing],
        find_url=find_url(request, view.number),
    )
    answer = HttpResponse(write_facts(objection_receipt(paper, lang)), content_type="application/pdf")
    name = f"{say('objection_receipt_title', lang=lang)}-{view.number}.pdf"
    to_keep(answer, name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
