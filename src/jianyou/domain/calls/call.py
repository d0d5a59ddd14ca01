"""征集: one opening made from a notice, as far as its annex table needs it."""

from dataclasses import dataclass
from datetime import date, datetime

from jianyou.domain.annexes.schema import AnnexSchema


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that the call rests on; a draft may lack its number, issuer and date."""

    title: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as its file tells it.

    `deadline` always knows its UTC offset. `regions` names the built-in region table that places
    are looked up in, empty where the call has none.
    """

    id: str
    notice: Notice
    deadline: datetime
    annex: AnnexSchema
    regions: str = ""
