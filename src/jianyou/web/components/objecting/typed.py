"""What is typed of an objection, bounded and brought into form; problems by field, all of them at once."""

import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.publicity.objections import (
    LENGTHS,
    LONGEST_OBJECTION,
    Channel,
    ObjectionKind,
    Objector,
    ObjectorKind,
    objector_problems,
)
from jianyou.queries.objected import ObjectedList, ObjectedRow
from jianyou.terms.finding import Refused

ANONYMOUS, WHOLE = "nobody", "list"
"""The values for who stays anonymous, and for an objection to the list as a whole."""
LONGEST_ABOUT = 200
_LONGEST_ARRIVAL = 9
_LINES = ("text",)
_OF_ONE = {ObjectorKind.PERSON: "uscc", ObjectorKind.UNIT: "identity_last4"}
"""What is only the other kind's, and isn't kept."""
_KNOWN = {ANONYMOUS, *(kind.value for kind in ObjectorKind)}
_NUMBER = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The fields as typed; `about` is a row's place or WHOLE, `about_name` the name where no row is shown."""

    who: str = ""
    kind: str = ""
    about: str = ""
    about_name: str = ""
    name: str = ""
    phone: str = ""
    mail: str = ""
    address: str = ""
    identity_last4: str = ""
    uscc: str = ""
    text: str = ""
    channel: str = ""
    arrival: str = ""

    @property
    def anonymous(self) -> bool:
        """Whether nobody gives a name."""
        return self.who == ANONYMOUS

    @property
    def objector(self) -> Objector | None:
        """Who objects, None for an anonymous one; `who` is known."""
        if self.anonymous:
            return None
        kind = ObjectorKind(self.who)
        told = {key: getattr(self, key) for key in (*LENGTHS, "uscc") if key != _OF_ONE[kind]}
        return Objector(kind=kind, **told)

    def row_in(self, listed: ObjectedList) -> ObjectedRow | None:
        """The row that was chosen; None for the list as a whole, or one that isn't in it."""
        return next((row for row in listed.rows if str(row.order) == self.about), None)


def typed_in(posted: Mapping[str, str]) -> Typed:
    """What a browser sent; each text without what no paper can hold, at most a sign longer than it may be."""
    most = {"text": LONGEST_OBJECTION, "about_name": LONGEST_ABOUT, "name": LONGEST_ABOUT}
    longest = {**LENGTHS, **most}
    return Typed(
        **{
            one.name: _fit(posted.get(one.name, ""), one.name, longest.get(one.name, 40))
            for one in fields(Typed)
        }
    )


def _fit(text: str, name: str, most: int) -> str:
    # A browser sends two signs for the end of a line, which count as one.
    fit = fit_text(text[: 2 * most + 2], lines=name in _LINES)
    if name in ("identity_last4", "uscc", "arrival", "phone", "mail"):
        fit = unicodedata.normalize("NFKC", fit)
    return fit[: most + 1]


def problems_of(typed: Typed, listed: ObjectedList, channels: tuple[Channel, ...]) -> dict[str, Refused]:
    """What must be mended, by the field's name in the order of the page."""
    return dict(_problems(typed, listed, channels))


def _problems(
    typed: Typed, listed: ObjectedList, channels: tuple[Channel, ...]
) -> Iterator[tuple[str, Refused]]:
    if len(channels) > 1 and typed.channel not in channels:
        yield "channel", Refused("objecting_channel_missing")
    if typed.arrival and arrival_in(typed) is None:
        yield "arrival", Refused("objecting_arrival_bad", text=typed.arrival)
    if listed.rows and typed.about != WHOLE and typed.row_in(listed) is None:
        yield "about", Refused("objecting_about_missing")
    if len(typed.about_name) > LONGEST_ABOUT:
        yield "about_name", Refused("objecting_about_long", most=LONGEST_ABOUT)
    if typed.kind not in set(ObjectionKind):
        yield "kind", Refused("objecting_kind_missing")
    if not typed.text:
        yield "text", Refused("objection_text_empty")
    elif len(typed.text) > LONGEST_OBJECTION:
        yield "text", Refused("objection_text_long", most=LONGEST_OBJECTION)
    yield from who_problems(typed)


def who_problems(typed: Typed) -> Iterator[tuple[str, Refused]]:
    """What is wrong with who objects."""
    if typed.who not in _KNOWN:
        yield "who", Refused("objecting_who_missing")
    elif typed.objector is not None:
        found = {each.field: each for each in reversed(objector_problems(typed.objector))}
        for field in (*LENGTHS, "uscc"):
            if field in found:
                yield field, Refused(found[field].code, **found[field].params)
    elif any(getattr(typed, key) for key in (*LENGTHS, "uscc")):
        yield "who", Refused("objecting_anonymous_filled")


def arrival_in(typed: Typed) -> int | None:
    """The number of the arrival, None where it is none."""
    text = typed.arrival
    return int(text) if _NUMBER.fullmatch(text) and len(text) <= _LONGEST_ARRIVAL else None


def token_in(text: str) -> uuid.UUID:
    """The token of a form, a new one where it was tampered with."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
