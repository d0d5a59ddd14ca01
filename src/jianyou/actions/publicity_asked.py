"""公示稿: what is asked of a round of publicity, looked at against the call's file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianyou.actions.texts import in_lines, one_line
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.publicity.lists import (
    LONGEST_CONTACT,
    LONGEST_PLACE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_CONTACTS,
    MOST_DAYS,
    MOST_PLACES,
    Contact,
    kinds_in,
)
from jianyou.queries.publicity_lines import may_be_shown
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityAsked:
    """What a round is to be: for one award or all (""), `shows` the keys of its columns in their order.

    `covers` has what looks personal in a text covered. `replaces` is the number of a round that was
    published, 0 for none. `contacts` are the office's own, the first of them at least.
    """

    award: str
    title: str
    text: str
    shows: Sequence[str]
    days: int
    working_days: bool
    contacts: Sequence[Contact]
    places: Sequence[str] = ()
    covers: bool = False
    replaces: int = 0


def checked(file: CallFile, asked: PublicityAsked) -> PublicityAsked:
    """The same with its texts trimmed.

    Raises:
        Refused: something is missing, too long, looks personal, or isn't what the call's file sets.
    """
    if asked.award and asked.award not in {award.key for award in file.awards}:
        raise Refused("publicity_award_unknown")
    if not 1 <= asked.days <= MOST_DAYS:
        raise Refused("publicity_days_wrong", most=MOST_DAYS)
    declared = file.publicity
    if declared and (asked.days, asked.working_days) != (declared.days, declared.working_days):
        raise Refused("publicity_days_set", days=declared.days)
    title = one_line(asked.title, LONGEST_TITLE, "publicity_title_missing")
    text = in_lines(asked.text, LONGEST_TEXT, "publicity_text_missing")
    places = tuple(one_line(place, LONGEST_PLACE) for place in asked.places if place.strip())
    if len(places) > MOST_PLACES:
        raise Refused("publicity_places_many", most=MOST_PLACES)
    for told in (title, text, *places):
        check_impersonal(told)
    return replace(
        asked,
        title=title,
        text=text,
        places=places,
        shows=_shows(file, asked.shows),
        contacts=_contacts(asked.contacts),
    )


def check_impersonal(text: str) -> None:
    """Look whether anything in an office's own words looks personal: contacts have a place of their own.

    Raises:
        Refused: something does.
    """
    if kinds_in(text):
        raise Refused("publicity_text_personal")


def _shows(file: CallFile, shows: Sequence[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(shows))
    if file.publicity and set(wanted) != set(file.publicity.shows):
        raise Refused("publicity_shows_set")
    known = {column.key for column in may_be_shown(file.annex)}
    serial = {column.key for column in file.annex.columns if not column.personal} - known
    if set(wanted) - known - serial:
        raise Refused("publicity_column_forbidden")
    if file.annex.name_column.key not in wanted:
        raise Refused("publicity_name_missing", title=file.annex.name_column.title)
    return tuple(file.publicity.shows) if file.publicity else wanted


def _contacts(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    told = [
        Contact(*(one_line(text, LONGEST_CONTACT) for text in contact))
        for contact in contacts
        if any(contact)
    ]
    if not told:
        raise Refused("publicity_contact_missing")
    if len(told) > MOST_CONTACTS:
        raise Refused("publicity_contacts_many", most=MOST_CONTACTS)
    for one in told:
        if not one.unit or not (one.phone or one.mailbox):
            raise Refused("publicity_contact_missing")
    return tuple(told)
