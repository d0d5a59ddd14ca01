"""A call file beside its notice: where the two differ, and the exact words of every clause cited."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from jianyou.domain.annexes.headings import fold
from jianyou.domain.calls.call import Call
from jianyou.domain.notices.clauses import Clauses
from jianyou.domain.notices.compare_clauses import differing_clauses, words_cited
from jianyou.domain.notices.compare_quotas import differing_quotas
from jianyou.domain.notices.compare_table import differing_columns
from jianyou.domain.notices.difference import Difference, differing
from jianyou.domain.notices.draft_notice import BEIJING, last_moment
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.model import Contact, Found, NoticeFacts, NoticeText, Span, moment


class Comparison(NamedTuple):
    """The differences in the order of the call file, and `texts`: each clause cited -> its exact words.

    `contacts` are those that the notice names, for a call file that gives no phone itself.
    """

    differences: tuple[Difference, ...]
    texts: Mapping[str, str]
    contacts: tuple[Contact, ...]


def compare(facts: NoticeFacts, text: NoticeText, call: Call) -> Comparison:
    """The call beside what was read of its notice."""
    clauses = Clauses(text, lay_out(text).layout)
    differences = (
        *_head(facts, call),
        *_deadline(facts, call),
        *_contacts(facts, call),
        *differing_quotas(facts, call),
        *differing_columns(facts, text, call.annex),
        *differing_clauses(facts, call, clauses),
    )
    offered = () if any(each.phone for each in call.contacts) else tuple(facts.contacts)
    return Comparison(differences, words_cited(call, clauses), offered)


def _head(facts: NoticeFacts, call: Call) -> Iterator[Difference]:
    notice = call.notice
    issuer = "、".join(each.value for each in facts.issuer)
    issuer_span = facts.issuer[0].span if facts.issuer else None
    texts: tuple[tuple[str, str, str, Span | None], ...] = (
        ("title", notice.title, *_value(facts.title)),
        ("number", notice.number, *_value(facts.number)),
        ("issuer", notice.issuer, issuer, issuer_span),
        ("issued_on", _iso(notice.issued_on), *_day(facts.issued_on)),
        ("printed_on", _iso(notice.printed_on), *_day(facts.printed_on)),
    )
    for key, in_call, in_notice, span in texts:
        if not _same(in_call, in_notice):
            yield differing(f"notice.{key}", in_call, in_notice, span)
    yield from _lists("notice.addressees", notice.addressees, facts.addressees)
    yield from _lists("notice.attachments", notice.attachments, facts.attachments)


def _same(in_call: str, in_notice: str) -> bool:
    """Whether two texts are the same but for spaces and marks; one may be cut short by the draft's "…"."""
    cut = in_call.endswith("…") and fold(in_notice).startswith(fold(in_call))
    return fold(in_call) == fold(in_notice) or cut


def _value(found: Found | None) -> tuple[str, Span | None]:
    return (found.value, found.span) if found else ("", None)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(found: tuple[date, Span] | None) -> tuple[str, Span | None]:
    return (found[0].isoformat(), found[1]) if found else ("", None)


def _lists(key: str, in_call: Sequence[str], in_notice: Sequence[Found]) -> Iterator[Difference]:
    """Items that only one of two lists has."""
    ours, theirs = {fold(each) for each in in_call}, {fold(each.value) for each in in_notice}
    for number, each in enumerate(in_call, 1):
        if not any(_same(each, other.value) for other in in_notice) and fold(each) not in theirs:
            yield differing(f"{key}.{number}", each, "", None)
    for other in in_notice:
        if fold(other.value) not in ours and not any(_same(each, other.value) for each in in_call):
            yield differing(key, "", other.value, other.span)


def _deadline(facts: NoticeFacts, call: Call) -> Iterator[Difference]:
    """The moment; of a day without an hour any moment of that day, or the midnight that ends it."""
    ours = call.deadline.astimezone(BEIJING)
    said = f"{ours:%Y-%m-%d %H:%M}"
    if facts.deadline is None:
        yield differing("deadline", said, "", None)
        return
    printed = moment(facts.deadline.at)
    end = last_moment(facts.deadline)
    same = ours == end or (not isinstance(printed, datetime) and ours.date() == printed)
    if not same:
        yield differing("deadline", said, facts.deadline.at.replace("T", " "), facts.deadline.span)


def _contacts(facts: NoticeFacts, call: Call) -> Iterator[Difference]:
    """Phones of the call that the notice doesn't print; names and units alone may be the office's own."""
    printed = {each.phone for each in facts.contacts} | {each.phone_raw for each in facts.contacts}
    for number, contact in enumerate(call.contacts, 1):
        if contact.phone and contact.phone not in printed:
            said = " ".join(part for part in (contact.unit, contact.name, contact.phone) if part)
            yield differing(f"contacts.{number}.phone", said, "", None)
