"""A notice read: its text laid out, and every fact with its place."""

from datetime import date
from pathlib import Path

from jianyou.domain.notices.addressees import parted
from jianyou.domain.notices.cites import find_cites
from jianyou.domain.notices.columns import find_columns, find_limits
from jianyou.domain.notices.conditions import find_conditions
from jianyou.domain.notices.contacts import find_contacts
from jianyou.domain.notices.deadlines import find_deadlines
from jianyou.domain.notices.issuers import find_issuers, signed
from jianyou.domain.notices.kinds import kind_of
from jianyou.domain.notices.layout import Laid, lay_out
from jianyou.domain.notices.model import Found, NoticeFacts, NoticeKind, NoticeText, Question, Span
from jianyou.domain.notices.quotas import find_quotas
from jianyou.domain.notices.text import notice_text, words
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.plain import paper_text
from jianyou.terms.finding import Refused

LONGEST = 300_000
"""Characters that are read; a notice of 300 pages has fewer."""


def read_notice(text: str) -> NoticeFacts:
    """Everything that the text says. What it doesn't say is None or empty; what is open is a question.

    Raises:
        Refused: the text isn't a notice, with what it lacks; or it is too long.
    """
    return read_laid(notice_text(text))


def read_notice_file(path: Path, *, office: Office | None = None) -> NoticeFacts:
    """The facts of a notice from .docx, .pdf, .txt or .html, and .doc or .wps by an office program.

    Raises:
        Refused: the file can't be read, or isn't a notice.
    """
    return read_laid(open_notice(path, office=office))


def open_notice(path: Path, *, office: Office | None = None) -> NoticeText:
    """The text of a notice file; Refused if it can't be read."""
    return notice_text(paper_text(path, office=office))


def read_laid(text: NoticeText) -> NoticeFacts:
    """The facts of a text that is cut into lines; Refused as for `read_notice`."""
    if len(text.text) > LONGEST:
        raise Refused("notice_too_long", count=len(text.text), limit=LONGEST)
    laid = lay_out(text)
    kind, found = kind_of(laid)
    if kind is NoticeKind.OTHER:
        raise Refused("not_a_notice", found=found)
    facts = _head_and_tail(text, laid, kind)
    layout = laid.layout
    facts.attachments = [_found(text, laid, each) for each in laid.attachments]
    facts.cites = _cites(text, laid, facts)
    facts.conditions = list(find_conditions(text, layout))
    issued_on = facts.issued_on[0] if facts.issued_on else None
    facts.deadline, facts.deadlines, questions = find_deadlines(text, layout, issued_on)
    facts.contacts = find_contacts(text, layout)
    facts.quotas = find_quotas(text, layout)
    facts.columns = find_columns(text, layout)
    facts.limits = find_limits(text, layout)
    facts.questions = [*_questions(facts, laid), *questions]
    return facts


def _head_and_tail(text: NoticeText, laid: Laid, kind: NoticeKind) -> NoticeFacts:
    head, tail = laid.head, laid.tail
    return NoticeFacts(
        kind,
        number=_found(text, laid, head.number) if head.number else None,
        issuer=[_found(text, laid, each) for each in find_issuers(laid)],
        title=_found(text, laid, head.title) if head.title else None,
        issued_on=_day(laid, tail.issued),
        printed_on=_day(laid, tail.printed),
        addressees=_addressees(text, laid),
    )


def _found(text: NoticeText, laid: Laid, place: tuple[int, int]) -> Found:
    span = laid.squeezed.span(*place)
    return Found(words(text, span), span)


def _day(laid: Laid, day: tuple[date, int, int] | None) -> tuple[date, Span] | None:
    return (day[0], laid.squeezed.span(day[1], day[2])) if day else None


def _addressees(text: NoticeText, laid: Laid) -> list[Found]:
    salutation = laid.head.salutation
    if salutation is None or salutation.polite:
        return []
    line = laid.squeezed.text[salutation.start : salutation.end]
    return [
        _found(text, laid, (salutation.start + start, salutation.start + end)) for start, end in parted(line)
    ]


def _cites(text: NoticeText, laid: Laid, facts: NoticeFacts) -> list[Found]:
    begin = laid.squeezed.index(laid.layout.body.start)
    end = laid.squeezed.index(laid.layout.body.end)
    own = laid.head.number
    number = laid.squeezed.text[slice(*own)] if own else None
    listed = [place for place in laid.attachments if facts.attachments]
    cited = find_cites(laid.squeezed, begin, min([end, *(start for start, _ in listed)]), number)
    return [_found(text, laid, each) for each in cited]


def _questions(facts: NoticeFacts, laid: Laid) -> list[Question]:
    """What head and tail leave open."""
    questions = []
    if not facts.issuer:
        questions.append(Question("issuer", "notice_issuer_missing", {}))
    elif not signed(laid):
        questions.append(Question("issuer", "notice_issuer_unsigned", {}, tuple(facts.issuer)))
    if facts.title is None:
        questions.append(Question("title", "notice_title_missing", {}))
    elif laid.head.from_page:
        questions.append(Question("title", "notice_title_of_page", {}, (facts.title,)))
    if facts.issued_on is None:
        questions.append(Question("issued_on", "notice_date_missing", {}))
    return questions
