"""A value of a call file as a field of a page."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from jianyou.terms.clause import Clause

YES, NO = "yes", "no"


class Kind(StrEnum):
    """What a field holds; `lines` is a text a line, `many` some of its choices."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "flag"
    MANY = "many"


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallField:
    """A value of the call file by its path; `texts` are what stands in it now (several only of `many`).

    `asked` are the questions that its comments ask, `open` whether anything of it is still to be settled.
    `words` are those of the clause in the notice, empty where they can't be told. `low` and `high` bound a
    number. What is `required` can't be emptied.
    """

    path: str
    label: str
    kind: Kind = Kind.TEXT
    texts: tuple[str, ...] = ()
    hint: str = ""
    choices: Choices = ()
    required: bool = False
    low: int = 1
    high: int = 1000
    longest: int = 200
    clause: Clause | None = None
    words: str = ""
    asked: tuple[str, ...] = ()
    open: bool = False

    @property
    def name(self) -> str:
        """Its name on the page."""
        return self.path.replace(".", "-")

    @property
    def text(self) -> str:
        """What stands in it, as a field shows it."""
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    title: str
    fields: tuple[CallField, ...]

    @property
    def open(self) -> tuple[CallField, ...]:
        """Those that are still to be settled."""
        return tuple(field for field in self.fields if field.open)

    @property
    def settled(self) -> tuple[CallField, ...]:
        """The others."""
        return tuple(field for field in self.fields if not field.open)


def texts_of(*texts: str) -> tuple[str, ...]:
    """What stands in a field, nothing where nothing does."""
    return tuple(text for text in texts if text)


def flag(path: str, label: str, *, on: bool, clause: Clause | None = None) -> CallField:
    """A field of yes or no."""
    choices = ((YES, gettext("是")), (NO, gettext("否")))
    texts = (YES if on else NO,)
    return CallField(
        path=path, label=label, kind=Kind.FLAG, texts=texts, choices=choices, required=True, clause=clause
    )
