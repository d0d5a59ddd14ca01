"""A call of an earlier edition as the start of a new one: what belongs to its own year is set anew."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jianyou.datafiles.edits import with_value
from jianyou.domain.calls.call import Call

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LONGEST_ID = 64


def next_edition(text: str, call: Call) -> str:
    """The call file of the next edition: another name; number, dates and batches of the former taken out.

    Its deadline stays until somebody sets another; nothing can be opened with one that is past.
    """
    text = with_value(text, "call", next_name(call.id))
    for path in _of_its_year(call):
        text = with_value(text, path, "")
    return text


def _of_its_year(call: Call) -> Iterator[str]:
    """The paths of what only this edition says."""
    yield from _given("notice", call.notice, ("number", "issued_on", "printed_on"))
    parts: tuple[tuple[str, Sequence[Any], tuple[str, ...]], ...] = (
        ("stages", call.stages, ("starts_on", "ends_on")),
        ("awards", call.awards, ("as_of",)),
        ("audiences", call.audiences, ("batch", "listed_on")),
    )
    for key, items, names in parts:
        for number, item in enumerate(items, 1):
            yield from _given(f"{key}.{number}", item, names)


def _given(path: str, part: Any, names: Sequence[str]) -> Iterator[str]:
    yield from (f"{path}.{name}" for name in names if getattr(part, name))


def next_name(name: str) -> str:
    """A name for the next edition: its year one later, else the name with a number behind it."""
    years = list(_YEAR.finditer(name))
    if years:
        last = years[-1]
        return f"{name[: last.start()]}{int(last[0]) + 1}{name[last.end() :]}"
    return f"{name[: _LONGEST_ID - 2]}-2"
