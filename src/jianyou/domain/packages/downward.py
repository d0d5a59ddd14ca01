"""The smaller packages: results that go back down, intentions told before, rules fixed above."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain
from jianyou.domain.packages.parcel import Parcel
from jianyou.domain.packages.shapes import Shape, data_of
from jianyou.terms.finding import Refused

RESULTS, INTENTIONS, CALL_FILE = "data/results.json", "data/intentions.json", "call.yaml"
MOST_RESULTS = 9000
MOST_INTENDED = 2000
_MOST_CALL_FILE = 128 * 1024


class ResultTold(NamedTuple):
    """What became of an entry, by its names below: conferred (with its tier) or not, by which document."""

    number: str
    ordinal: int
    name: str
    award: str
    outcome: str
    tier: str
    note: str
    document: str
    on: date


class Intended(NamedTuple):
    """Somebody who means to be named; `uscc` and `award` (a name or key) may be ""."""

    name: str
    uscc: str
    award: str


def results_plain(lines: Sequence[ResultTold]) -> dict[str, Plain]:
    """The file's content."""
    return {"results": [{**one._asdict(), "on": one.on.isoformat()} for one in lines]}


def results_of(parcel: Parcel) -> tuple[ResultTold, ...]:
    """The results that a package brings.

    Raises:
        Refused: data is missing or of another shape.
    """
    return Shape(data_of(parcel, RESULTS), RESULTS).each("results", MOST_RESULTS, _result)


def _result(shape: Shape) -> ResultTold:
    outcome = shape.key("outcome")
    if outcome not in {"conferred", "not_conferred"}:
        raise shape.wrong("outcome")
    return ResultTold(
        number=shape.number("number"),
        ordinal=shape.whole("ordinal"),
        name=shape.text("name", longest=300),
        award=shape.key("award", needed=False),
        outcome=outcome,
        tier=shape.key("tier", needed=False),
        note=shape.text("note", longest=2000, needed=False),
        document=shape.text("document", longest=200, needed=False),
        on=shape.day("on"),
    )


def intentions_plain(items: Sequence[Intended]) -> dict[str, Plain]:
    """The file's content."""
    return {"intentions": [one._asdict() for one in items]}


def intentions_of(parcel: Parcel) -> tuple[Intended, ...]:
    """The intentions that a package brings.

    Raises:
        Refused: data is missing or of another shape.
    """
    root = Shape(data_of(parcel, INTENTIONS), INTENTIONS)
    return root.each("intentions", MOST_INTENDED, _intended)


def _intended(shape: Shape) -> Intended:
    return Intended(
        shape.text("name", longest=300),
        shape.text("uscc", longest=18, needed=False),
        shape.text("award", longest=100, needed=False),
    )


def call_file_of(parcel: Parcel) -> str:
    """The call file that a package of rules brings.

    Raises:
        Refused: it isn't there, or is no text.
    """
    try:
        return parcel.read(CALL_FILE, _MOST_CALL_FILE).decode()
    except KeyError:
        raise Refused("package_file_missing", name=CALL_FILE) from None
    except UnicodeDecodeError:
        raise Refused("package_data_wrong", name=CALL_FILE, place="1") from None
