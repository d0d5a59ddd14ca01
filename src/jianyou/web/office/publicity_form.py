"""公示稿 as a form: what stands in it at first, what was typed, and what a browser sends of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from jianyou.actions.publicity_asked import PublicityAsked
from jianyou.codes.phones import Phone, PhoneKind, find, fold
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.papers.publicity import default_text, default_title
from jianyou.domain.publicity.lists import LONGEST_TEXT, MOST_CONTACTS, Contact
from jianyou.queries.publicity import RoundsView, RoundView
from jianyou.terms.finding import Refused

PARTS = ("unit", "phone", "address", "mailbox")
_MOST_DIGITS = 4
_PLACES = {
    "publicity_award_unknown": "award",
    "publicity_days_wrong": "days",
    "publicity_days_set": "days",
    "publicity_shows_set": "shows",
    "publicity_column_forbidden": "shows",
    "publicity_name_missing": "shows",
    "publicity_title_missing": "title",
    "publicity_text_missing": "text",
    "publicity_text_personal": "text",
    "publicity_places_many": "places",
    "publicity_contact_missing": "unit1",
    "publicity_contacts_many": "unit1",
    "publicity_replaces_unknown": "replaces",
}


@dataclass(frozen=True, slots=True)
class ContactTyped:
    """One contact in the form; `at` from 1."""

    at: int
    unit: str = ""
    phone: str = ""
    address: str = ""
    mailbox: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTyped:
    """A round as it stands in its form; `places` one a line."""

    award: str
    title: str
    text: str
    shows: Sequence[str]
    covers: bool
    days: str
    working_days: bool
    places: str
    contacts: Sequence[ContactTyped]
    replaces: str = ""

    def asked(self) -> PublicityAsked:
        """What it asks for; numbers that are none are 0 and -1, which nothing has."""
        return PublicityAsked(
            award=self.award,
            title=self.title,
            text=self.text,
            shows=tuple(self.shows),
            covers=self.covers,
            days=_whole(self.days, 0),
            working_days=self.working_days,
            places=[line for line in self.places.split("\n") if line.strip()],
            contacts=[Contact(one.unit, one.phone, one.address, one.mailbox) for one in self.contacts],
            replaces=_whole(self.replaces, -1) if self.replaces else 0,
        )


def _whole(text: str, wrong: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else wrong


def round_started(view: RoundsView, notice: str, replaces: str) -> RoundTyped:
    """A new round; what the call's file sets stands in it.

    `replaces` is the number of the round that it may take the place of, as an address tells it.
    """
    declared = view.declared
    number = _whole(replaces, 0)
    replaced = next((one for one in view.replaceable if one.number == number), None)
    like = replaced or next(iter(view.rounds), None)
    return RoundTyped(
        award=like.award if like else "",
        title=default_title(view.title),
        text=default_text(notice),
        shows=declared.shows if declared else (view.name_column,),
        covers=False,
        days=str(declared.days) if declared else "5",
        working_days=declared.working_days if declared else True,
        places="\n".join(declared.places) if declared else "",
        contacts=_contacts([Contact(view.office, "")]),
        replaces=str(replaced.number) if replaced else "",
    )


def round_again(view: RoundView, award: str, places: Sequence[str]) -> RoundTyped:
    """What was prepared, to be changed."""
    told = view.list
    return RoundTyped(
        award=award,
        title=told.title,
        text=told.text,
        shows=tuple(column.key for column in told.columns),
        covers=view.covers,
        days=str(told.days),
        working_days=told.working_days,
        places="\n".join(places),
        contacts=_contacts(told.contacts),
        replaces=str(told.replaces) if told.replaces else "",
    )


def _contacts(contacts: Sequence[Contact]) -> list[ContactTyped]:
    empty = [Contact("", "")] * (MOST_CONTACTS - len(contacts))
    return [ContactTyped(at, *one) for at, one in enumerate([*contacts, *empty], 1)]


def round_typed(posted: QueryDict, view: RoundsView) -> RoundTyped:
    """What was typed, as any database can hold it; what the call's file sets is taken from there."""
    declared = view.declared
    return RoundTyped(
        award=posted.get("award", "")[:60],
        title=_line(posted, "title"),
        text=fit_text(posted.get("text", "")[: 2 * LONGEST_TEXT], lines=True),
        shows=declared.shows if declared else [key[:60] for key in posted.getlist("shows")[:60]],
        covers=posted.get("covers") == "yes",
        days=str(declared.days) if declared else _line(posted, "days"),
        working_days=declared.working_days if declared else posted.get("working_days") == "yes",
        places=fit_text(posted.get("places", "")[: 2 * LONGEST_TEXT], lines=True),
        contacts=[
            ContactTyped(at, *(_line(posted, f"{part}{at}") for part in PARTS))
            for at in range(1, MOST_CONTACTS + 1)
        ],
        replaces=_line(posted, "replaces"),
    )


def _line(posted: QueryDict, name: str) -> str:
    return fit_text(posted.get(name, "")[:1000], lines=False)


def placed(refused: Refused) -> str:
    """The field that a refusal speaks of."""
    return _PLACES.get(refused.code, "title")


def personal_phones(contacts: Sequence[Contact]) -> list[str]:
    """Numbers among the contacts that are a person's rather than an office's."""
    return [
        found.what.text()
        for contact in contacts
        for found in find(fold(contact.phone))
        if isinstance(found.what, Phone) and found.what.kind is PhoneKind.MOBILE
    ]
