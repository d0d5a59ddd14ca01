"""What is typed at the counter, bounded and brought into form; problems by field, all of them at once."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jianyou.actions.filing import Sent, SentEntry
from jianyou.codes.names import name_key
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.calls.call import Call
from jianyou.queries.counter import CHANNEL
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import moment_typed

HEADER = "h-"
"""How the names of the fields of the annex's header line begin."""

LONGEST_FILER = 200
LONGEST_NAME = 300
LONGEST_FIELD = 200
LONGEST_SEARCH = 100
LONGEST_SLIP = 40
MOST_NAMES = 100
_LONGEST_NUMBER = 9
_LONGEST_DAY = 20
_YEARS = range(2000, 2100)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE_SIGNS = re.compile("[年月/.]")
_FOR_OTHERS = re.compile(r"(局|委|委员会|政府|协会|商会|联合会|办公室|中心)$")


@dataclass(frozen=True, slots=True)
class Entered:
    """A paper that wasn't prefilled, as typed: who files, whom, and the annex's header line by key."""

    filer: str = ""
    names: tuple[str, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)


def plain_text(text: str) -> str:
    """A text on one line, as the annex and any database can hold it."""
    return " ".join(fit_text(text, lines=False).split())


def search_text(text: str) -> str:
    """What is looked for, with full-width signs as meant; what is beyond the bound is left out."""
    return plain_text(unicodedata.normalize("NFKC", text[:LONGEST_SEARCH]))


def entered_in(posted: Mapping[str, str], call: Call) -> Entered:
    """What a browser sent of a new paper; fields that the annex lacks are passed over."""
    names = (plain_text(line) for line in fit_text(posted.get("names", ""), lines=True).split("\n"))
    return Entered(
        plain_text(posted.get("filer", "")),
        tuple(name for name in names if name),
        {one.key: plain_text(posted.get(HEADER + one.key, "")) for one in call.annex.header},
    )


def entered_by(text: str) -> Entered:
    """A new paper as far as a name that was looked for tells it: a firm files for itself.

    What district offices and associations file is for others, whose names must be typed.
    """
    if text.isascii():
        return Entered()
    return Entered(filer=text, names=() if _FOR_OTHERS.search(text) else (text,))


def problems_of(entered: Entered, call: Call) -> dict[str, Refused]:
    """What must be mended before it can be registered, by the field's id."""
    problems: dict[str, Refused] = {}
    if not entered.filer:
        problems["filer"] = Refused("public_filer_missing")
    elif len(entered.filer) > LONGEST_FILER:
        problems["filer"] = Refused("public_filer_long", most=LONGEST_FILER)
    long = [number for number, name in enumerate(entered.names, 1) if len(name) > LONGEST_NAME]
    if not entered.names:
        problems["names"] = Refused("counter_names_missing")
    elif len(entered.names) > MOST_NAMES:
        problems["names"] = Refused("counter_names_many", count=len(entered.names), most=MOST_NAMES)
    elif long:
        problems["names"] = Refused("counter_name_long", number=long[0], most=LONGEST_NAME)
    for one in call.annex.header:
        if len(entered.header.get(one.key, "")) > LONGEST_FIELD:
            problems[HEADER + one.key] = Refused("counter_field_long", label=one.label, most=LONGEST_FIELD)
    return problems


def sent_of(entered: Entered, call: Call, token: uuid.UUID, lang: str) -> Sent:
    """The filing as the action takes it: names only, the office types or takes in the rest."""
    personal = {one.key for one in call.annex.header if one.personal}
    told = {key: text for key, text in entered.header.items() if text}
    column = call.annex.name_column.key
    willing = {award.key: None for award in call.awards}
    return Sent(
        token=token,
        filer=entered.filer,
        channel=CHANNEL,
        content={
            "header": {key: text for key, text in told.items() if key not in personal},
            "rows": [{column: name} for name in entered.names],
        },
        findings=(),
        entries=tuple(SentEntry(name, name_key(name)[:LONGEST_NAME], willing) for name in entered.names),
        files=(),
        personal={f"0.{key}"[:40]: text for key, text in told.items() if key in personal},
        lang=lang,
    )


def token_in(text: str) -> uuid.UUID:
    """The token of a form, a new one where it was tampered with."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def number_in(text: str) -> int | None:
    """The number of an arrival, None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def written_moment(text: str) -> datetime:
    """The moment on a handwritten slip, in the site's zone.

    Raises:
        Refused: nothing was typed, or it is no moment of these years.
    """
    at = moment_typed(text)
    if at.year not in _YEARS:
        raise Refused("moment_unreadable")
    return at


def day_in(text: str) -> date:
    """A day: `2026-04-30`, `2026/4/30` or `2026年4月30日`.

    Raises:
        Refused: it is none of these years.
    """
    folded = unicodedata.normalize("NFKC", text[:_LONGEST_DAY]).strip()
    found = _DAY.fullmatch(_DATE_SIGNS.sub("-", folded).rstrip("日"))
    try:
        on = date(*map(int, found.groups())) if found else None
    except ValueError:
        on = None
    if on is None or on.year not in _YEARS:
        raise Refused("counter_day_bad", text=plain_text(text)[:_LONGEST_DAY])
    return on
