"""联系人: who, in what post, under which numbers, out of one line of text.

`王小明 总经理 13800000000`, `王小明总经理13800000000`, `王小明（质量部部长），023-60000001转801` and several
persons in one cell are all understood; what isn't understood is kept in `rest`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianyou.codes.contact_words import Kind, names_something, words
from jianyou.codes.phones import BadNumber, Found, Phone, PhoneKind, find, fold
from jianyou.terms.message import Message

__all__ = ["BadNumber", "Contact", "Person", "Phone", "PhoneKind", "normalize", "parse"]

LONGEST = 2_000
_IDENTITY = re.compile(r"\d{15,}")  # an identity card or bank card isn't repeated to anyone


class Person(NamedTuple):
    """A person with a post and numbers; either of name and post may be missing, not both."""

    name: str | None = None
    post: str | None = None
    phones: tuple[Phone, ...] = ()


class Contact(NamedTuple):
    """What a contact cell tells. `name` and `post` are the first person's, `phones` all in order.

    `bad` are digits meant as phones that can't be ones, `notes` what to look at (only a surname, a
    lost 0, a name told only by its place), `rest` what was not understood.
    """

    name: str | None = None
    post: str | None = None
    phones: tuple[Phone, ...] = ()
    persons: tuple[Person, ...] = ()
    bad: tuple[BadNumber, ...] = ()
    notes: tuple[Message, ...] = ()
    rest: str = ""


def parse(text: str) -> Contact:
    """Take a contact cell apart; never raises. Only its first `LONGEST` characters are read."""
    folded = fold(text[:LONGEST])
    numbers = find(folded)
    notes: list[Message] = []
    rest: list[str] = []
    persons = _persons(_segments(folded, numbers), notes, rest)
    phones = tuple(dict.fromkeys(found.what for found in numbers if isinstance(found.what, Phone)))
    notes += [Message("contact_lost_zero", {"number": phone.number}) for phone in phones if phone.lost_zero]
    return Contact(
        name=persons[0].name if persons else None,
        post=persons[0].post if persons else None,
        phones=phones,
        persons=tuple(persons),
        bad=tuple(found.what for found in numbers if isinstance(found.what, BadNumber)),
        notes=tuple(notes),
        rest=" ".join(f"{word[:3]}…" if _IDENTITY.fullmatch(word) else word for word in rest),
    )


def normalize(contact: Contact) -> str:
    """The contact in one plain form: `王小明，总经理，13800000000、023-60000001转801；…`."""
    if not contact.persons:
        return "、".join(phone.text() for phone in contact.phones)
    lines = []
    for person in contact.persons:
        phones = "、".join(phone.text() for phone in person.phones)
        lines.append("，".join(part for part in (person.name, person.post, phones) if part))
    return "；".join(lines)


class _Draft:
    """A person being put together."""

    __slots__ = ("name", "phones", "post", "post_first")

    def __init__(self, name: str | None = None, post: str | None = None) -> None:
        self.name = name
        self.post = post
        self.post_first = name is None
        self.phones: list[Phone] = []


_Segment = tuple[str, tuple[Phone, ...]]


def _segments(folded: str, numbers: list[Found]) -> Iterator[_Segment]:
    """Each stretch of text with the phones right after it; the last may have none."""
    at = 0
    text = ""
    phones: list[Phone] = []
    for found in numbers:
        between = folded[at : found.start]
        at = max(at, found.end)
        if phones and names_something(between):
            yield text, tuple(phones)
            text, phones = "", []
        text = f"{text}\n{between}" if text else between
        if isinstance(found.what, Phone):
            phones.append(found.what)
        elif found.what is None:
            text = f"{text} {folded[found.start : found.end]}"
    tail = folded[at:]
    if phones and names_something(tail):
        yield text, tuple(phones)
        text, phones = "", []
    yield f"{text}\n{tail}", tuple(phones)


def _persons(segments: Iterable[_Segment], notes: list[Message], rest: list[str]) -> list[Person]:
    drafts: list[_Draft] = []
    group: list[_Draft] = []
    waiting: list[Phone] = []
    phone_first = False
    for text, phones in segments:
        new = _drafts(text, notes, rest)
        if new and group and _completes(group[-1], new[0]):
            group[-1].name = group[-1].name or new[0].name
            group[-1].post = group[-1].post or new[0].post
            del new[0]
        if new:
            phone_first = phone_first or bool(waiting)
            for draft in new:
                draft.phones += waiting
            waiting = []
            drafts += new
            group = new
        if phone_first or not group:
            waiting += phones
        else:
            for draft in group:
                draft.phones += phones
    for draft in group:
        draft.phones += waiting
    return [Person(draft.name, draft.post, tuple(dict.fromkeys(draft.phones))) for draft in drafts]


def _completes(last: _Draft, new: _Draft) -> bool:
    """Whether what stands after the numbers is the post or the name that stood not before them."""
    if new.name is None:
        return last.post is None
    return last.name is None and new.post is None


def _drafts(text: str, notes: list[Message], rest: list[str]) -> list[_Draft]:
    """The persons of one stretch of text."""
    told = words(text)
    if not any(kind in (Kind.NAME, Kind.SURNAME) for kind, _ in told):
        told = _parted_by_one(text) or _promoted(told, notes)
    drafts: list[_Draft] = []
    department = ""
    for kind, word in told:
        if kind in (Kind.NAME, Kind.SURNAME):
            rest += [department] if department else []
            department = ""
            _add_name(drafts, word)
            if kind is Kind.SURNAME:
                notes.append(Message("contact_surname_only", {"name": word}))
        elif kind is Kind.POST:
            _add_post(drafts, department + word)
            department = ""
        elif kind is Kind.DEPARTMENT:
            department += word
        else:
            rest.append(word)
    rest += [department] if department else []
    return drafts


def _parted_by_one(text: str) -> list[tuple[Kind, str]]:
    """`王小明一部长一` written with 一 for dashes: only where nothing but a name and posts is left."""
    if "一" not in text:
        return []
    told = words(text.replace("一", " "))
    kinds = {kind for kind, _ in told}
    return told if Kind.NAME in kinds and kinds <= {Kind.NAME, Kind.POST, Kind.DEPARTMENT} else []


def _add_name(drafts: list[_Draft], name: str) -> None:
    if drafts and drafts[-1].name is None:
        drafts[-1].name = name
    else:
        drafts.append(_Draft(name=name))


def _add_post(drafts: list[_Draft], post: str) -> None:
    last = drafts[-1] if drafts else None
    if last is None or (last.post_first and last.name is not None):
        drafts.append(_Draft(post=post))
    else:
        last.post = f"{last.post}、{post}" if last.post else post


def _promoted(told: list[tuple[Kind, str]], notes: list[Message]) -> list[tuple[Kind, str]]:
    """Where no word is a name by its surname, the first that may be one is taken, with a note."""
    for place, (kind, word) in enumerate(told):
        if kind is Kind.MAYBE:
            notes.append(Message("contact_name_unsure", {"name": word}))
            return [*told[:place], (Kind.NAME, word), *told[place + 1 :]]
    return told
