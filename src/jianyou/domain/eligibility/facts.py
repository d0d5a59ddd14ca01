"""事实: what rules ask about a nominee, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.nominee import NomineeKind

PARENT = "parent."
"""Before the name of a fact of a team's organization: `parent.established_on`."""


class FactType(StrEnum):
    """What values a fact has: see `Value`."""

    FLAG = "flag"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    CODE = "code"
    TEXT = "text"
    CHOICES = "choices"
    RECORDS = "records"


Plain = bool | date | float | str
Record = Mapping[str, Plain | None]
Value = Plain | tuple[str, ...] | tuple[Record, ...]
"""A flag, date, number or text as Python has it; CHOICES as sorted texts; RECORDS as mappings.

Unknown is None wherever a value may be missing, also for the fields of a record; an empty tuple is
known to hold none.
"""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact by its name in JSON and registers; `options` close a CHOICE, `fields` are those of RECORDS.

    `label` and `label_en` are empty for the common facts: their words stand in `terms`.
    """

    name: str
    type: FactType
    options: tuple[str, ...] = ()
    fields: tuple["FactSpec", ...] = ()
    label: str = ""
    label_en: str = ""
    unit: str = ""


class Known(NamedTuple):
    """A fact's value with where it comes from (register, reply of a department, own statement) and when."""

    value: Value
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one nominee, normalized; what isn't there is unknown.

    `known` goes by fact name, those of the parent with PARENT before it. `said` holds declarations and
    judgements by `declared` or `judged` and the code or clause, `*` for all.
    """

    known: Mapping[str, Known]
    said: Mapping[tuple[str, str], bool]

    def value(self, name: str) -> Value | None:
        """The value of a fact, None where it is unknown."""
        known = self.known.get(name)
        return None if known is None else known.value


def _options(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind)


def _field(name: str, kind: FactType, *options: str) -> FactSpec:
    return FactSpec(name, kind, options)


_ON = _field("on", FactType.DATE)
_SINCE, _UNTIL = _field("since", FactType.DATE), _field("until", FactType.DATE)
_ACCIDENTS = (
    _field("kind", FactType.CHOICE, "quality", "safety", "environment", "other"),
    _field("severity", FactType.CHOICE, "especially_major", "major", "larger", "general"),
    _ON,
    _field("responsible", FactType.FLAG),
)
_TITLES = (
    _field("title", FactType.TEXT),
    _field("batch", FactType.TEXT),
    _SINCE,
    _UNTIL,
    _field("status", FactType.TEXT),
)
_REGISTER_TITLES = (
    *(_field(name, FactType.TEXT) for name in ("award", "title", "tier", "batch")),
    _SINCE,
    _UNTIL,
    _field("status", FactType.CHOICE, "valid", "expired", "revoked"),
)
_REGISTER_BARS = (_field("award", FactType.TEXT), _field("title", FactType.TEXT), _UNTIL)
_ORGANIZATION_TYPES = (
    *("manufacturing", "service", "construction", "defense", "school"),
    *("small_medium", "front_line_team", "other"),
)
_SCHOOL_LEVELS = ("primary", "junior_middle", "senior_high", "vocational", "university", "other")

COMMON_FACTS: Mapping[str, FactSpec] = {
    spec.name: spec
    for spec in (
        FactSpec("kind", FactType.CHOICE, _options(NomineeKind)),
        FactSpec("name", FactType.TEXT),
        FactSpec("uscc", FactType.TEXT),
        FactSpec("established_on", FactType.DATE),
        FactSpec("country", FactType.CODE),
        FactSpec("region", FactType.CODE),
        FactSpec("is_legal_person", FactType.FLAG),
        FactSpec("industry", FactType.CODE),
        FactSpec("organization_types", FactType.CHOICES, _ORGANIZATION_TYPES),
        FactSpec("school_level", FactType.CHOICE, _SCHOOL_LEVELS),
        FactSpec("person_kind", FactType.CHOICE, ("front_line", "quality_manager", "scholar", "other")),
        FactSpec("in_operation_since", FactType.DATE),
        FactSpec("suspended_periods", FactType.RECORDS, fields=(_SINCE, _UNTIL)),
        FactSpec("accidents", FactType.RECORDS, fields=_ACCIDENTS),
        FactSpec("violations", FactType.RECORDS, fields=(_ON, _field("what", FactType.TEXT))),
        FactSpec("spot_check_failures", FactType.RECORDS, fields=(_ON, _field("level", FactType.TEXT))),
        FactSpec("on_abnormal_list", FactType.FLAG),
        FactSpec("on_serious_breach_list", FactType.FLAG),
        FactSpec("titles", FactType.RECORDS, fields=_TITLES),
        FactSpec("register_titles", FactType.RECORDS, fields=_REGISTER_TITLES),
        FactSpec("register_bars", FactType.RECORDS, fields=_REGISTER_BARS),
        FactSpec(
            "honors",
            FactType.RECORDS,
            fields=(_field("title", FactType.TEXT), _field("level", FactType.TEXT), _ON),
        ),
    )
}
"""The facts that every pack may ask for; a pack may name further ones of its own."""
