"""An annex table as data: its header line, its columns and what each of them demands.

Nothing here knows a particular notice: a call file describes its own table in these terms.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from jianyou.terms.finding import Severity


class ColumnKind(StrEnum):
    """What a column holds, and so how it is understood and checked."""

    SERIAL = "serial"
    NAME = "name"
    TEXT = "text"
    REGION_INDUSTRY = "region_industry"
    REGION = "region"
    INDUSTRY = "industry"
    HONORS = "honors"
    CONTACT = "contact"
    PHONE = "phone"
    YES_NO = "yes_no"
    CREDIT_CODE = "credit_code"


_PERSONAL_KINDS = frozenset({ColumnKind.CONTACT, ColumnKind.PHONE})
_PERSONAL_KEYS = frozenset({"contact", "phone"})
_PERSONAL_WORDS = re.compile("联系人|联系方式|电话|手机|邮箱|身份证")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in 字. `as_a_rule` (原则上) makes going over it a warning at most."""

    characters: int
    as_a_rule: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a text must tell, found by any of its `signs` (regular expressions)."""

    key: str
    label: str
    signs: tuple[str, ...]

    def is_told(self, text: str) -> bool:
        """Whether any of the signs stands in the text."""
        return any(re.search(sign, text) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` as printed, `aliases` as senders shorten it.

    `required` is the severity of an empty cell, None where it may stay empty. `facts` are asked
    of organizations only. `levels` are those asked of an honor (国家级), each known by its signs,
    `lower_levels` those not asked, which are looked for first; `years` is the span, back from the
    deadline, that honors must fall in.
    """

    key: str
    title: str
    kind: ColumnKind
    aliases: tuple[str, ...] = ()
    required: Severity | None = Severity.ERROR
    limit: Limit | None = None
    facts: tuple[Fact, ...] = ()
    levels: tuple[Fact, ...] = ()
    lower_levels: tuple[Fact, ...] = ()
    years: int | None = None
    width: float = 1.0

    @property
    def personal(self) -> bool:
        """Whether it holds what nobody publishes: somebody's contact or identity, of whatever kind it is."""
        return self.kind in _PERSONAL_KINDS or bool(_PERSONAL_WORDS.search(self.title))


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A labelled value outside the rows, such as 填报部门."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    required: Severity | None = Severity.WARNING

    @property
    def personal(self) -> bool:
        """Whether it holds what nobody publishes, as in a column."""
        return self.key in _PERSONAL_KEYS or bool(_PERSONAL_WORDS.search(self.label))


@dataclass(frozen=True, slots=True)
class AnnexSchema:
    """A whole annex table. Exactly one column is of kind NAME: it tells entries apart."""

    title: str
    columns: tuple[Column, ...]
    header: tuple[HeaderField, ...] = ()
    label: str = ""
    note: str = ""
    blank_rows: int = 4
    by_key: dict[str, Column] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})
        object.__setattr__(self, "_hash", hash((self.title, self.columns, self.header)))

    def __hash__(self) -> int:
        """Computed once: schemas are keys of caches that are asked for every heading read."""
        return self._hash

    @property
    def name_column(self) -> Column:
        """The column that names the nominee."""
        return next(column for column in self.columns if column.kind is ColumnKind.NAME)
