"""The draft's notice, deadline and contacts: what the head, the tail and the lists of the paper say."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from jianyou.datafiles.written import clean
from jianyou.domain.notices.draft_lines import LONGEST_VALUE, Lines, Material
from jianyou.domain.notices.model import Deadline, Found, NoticeFacts, Span, moment
from jianyou.domain.notices.organs import is_organ
from jianyou.terms.display import excerpt
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

BEIJING = timezone(timedelta(hours=8))
_MOST_CONTACTS = 50
_PUBLIC = re.compile(r"\(此件(?:主动|可|可以)?公开(?:发布|发表)?\)")
_ACTS = re.compile(
    r"(?:按照|根据|依据|遵照|落实|转发|执行)[^。;《》]{0,24}《(?P<title>[^《》]{4,120})》[^。《》]{0,6}$"
)
_ISSUER = re.compile(r"^(?P<issuer>.{3,40}?)(?=关于|印发)")


def draft_id(facts: NoticeFacts, deadline: Deadline) -> str:
    """A name for the call: the year that the notice was issued in."""
    return f"draft-{(facts.issued_on[0] if facts.issued_on else moment(deadline.at)).year}"


def write_notice(lines: Lines, material: Material, lang: Lang) -> None:
    """The notice's own data."""
    facts = material.facts
    lines.open("notice")
    _title(lines, facts, lang)
    if facts.number:
        lines.put("number", _short(facts.number.value), 1, facts.number.span)
    lines.asked("issuer", 1)
    if facts.issuer:
        names = "、".join(each.value for each in facts.issuer)
        lines.put("issuer", _short(names), 1, facts.issuer[0].span)
    lines.asked("issued_on", 1)
    for key, day in (("issued_on", facts.issued_on), ("printed_on", facts.printed_on)):
        if day:
            lines.put(key, day[0], 1, day[1])
    lines.listed("addressees", [(each.value, each.span) for each in facts.addressees], 1)
    lines.listed("attachments", [(each.value, each.span) for each in facts.attachments], 1)
    _acts_on(lines, material)
    public = _PUBLIC.search(material.laid.squeezed.text)
    if public:
        lines.put("public_release", True, 1, material.span(*public.span()))


def _short(text: str) -> str:
    return excerpt(clean(text), LONGEST_VALUE)


def _title(lines: Lines, facts: NoticeFacts, lang: Lang) -> None:
    lines.asked("title", 1)
    if facts.title and _short(facts.title.value):
        lines.put("title", _short(facts.title.value), 1, facts.title.span)
        if len(clean(facts.title.value)) > LONGEST_VALUE:
            lines.ask("title", "draft_shortened", 1, most=LONGEST_VALUE)
    else:
        lines.put("title", say("draft_title_missing", lang=lang), 1)


def _acts_on(lines: Lines, material: Material) -> None:
    sources = list(acted_on(material))[:20]
    if sources:
        lines.open("acts_on", 1)
    for title, issuer, span in sources:
        lines.item({"title": _short(title), "issuer": issuer}, 2, span, said=issuer + title)


def acted_on(material: Material) -> Iterator[tuple[str, str, Span]]:
    """The documents among those cited that the notice says to act on: title, issuer, place.

    A number alone is no title; it is passed by where no title stands before it.
    """
    seen: set[str] = set()
    for cite in material.facts.cites:
        found = _titled(material, cite)
        if found is None or found.value in seen:
            continue
        seen.add(found.value)
        named = _ISSUER.match(found.value)
        issuer = named["issuer"] if named and is_organ(named["issuer"]) else ""
        yield found.value[len(issuer) :], issuer, found.span


def _titled(material: Material, cite: Found) -> Found | None:
    """The title of a document acted on: the cite itself, or what stands in 《》 before its number."""
    letters = material.laid.squeezed
    start, end = letters.index(cite.span.start), letters.index(cite.span.end)
    if letters.text[start - 1 : start] == "《":
        return Found(material.words(start, end), cite.span)
    since = max(letters.text.rfind("。", 0, start) + 1, start - 200)
    found = _ACTS.search(letters.text[since:start])
    if found is None:
        return None
    place = since + found.start("title"), since + found.end("title")
    return Found(material.words(*place), material.span(*place))


def write_deadline(lines: Lines, material: Material, deadline: Deadline) -> None:
    """The deadline; where no hour is printed the day itself still counts, so the draft ends with it."""
    lines.asked("deadline")
    for other in material.facts.deadlines:
        if other != deadline:
            reader = other.reader or "—"
            lines.note("draft_other_deadline", at=other.at.replace("T", " "), reader=reader, raw=other.raw)
    at = moment(deadline.at)
    if not isinstance(at, datetime):
        lines.ask("deadline", "draft_hour_open")
    lines.put("deadline", last_moment(deadline), span=deadline.span)


def last_moment(deadline: Deadline) -> datetime:
    """The end of a deadline in Beijing's time; of a day without an hour the midnight that ends it."""
    at = moment(deadline.at)
    if not isinstance(at, datetime):
        at = datetime.combine(date.fromisoformat(deadline.at) + timedelta(days=1), time())
    return at.replace(tzinfo=BEIJING)


def write_contacts(lines: Lines, material: Material) -> None:
    """Whom to ask, with the numbers as printed in the notice: a draft is the office's own file."""
    contacts = material.facts.contacts
    if not contacts:
        lines.ask("contacts", "draft_contacts_missing")
        return
    lines.open("contacts")
    for each in contacts[:_MOST_CONTACTS]:
        values = {
            "unit": _short(each.unit),
            "name": _short(each.name),
            "phone": _short(each.phone),
            "clause": material.clauses.at(each.span),
        }
        lines.item(values, 1, each.span, said=each.phone + each.phone_raw)
    lines.more("contacts", len(contacts), _MOST_CONTACTS, 1)
