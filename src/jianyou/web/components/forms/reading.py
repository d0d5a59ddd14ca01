"""What is typed on a page, read and checked as a form that was sent."""

from collections.abc import Iterable, Mapping

from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.reading import Reading, as_read, clean
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Refused

LONGEST_FILER = 200


def read_typed(header: Mapping[str, str], rows: Iterable[Mapping[str, str]], call: Call) -> Reading:
    """Reads and checks values typed on a page: no file is made or opened, and the check is the same."""
    form = form_of_values(call.annex, header, rows)
    check_form(form, call.annex, day_of(call))
    return as_read(form)


def filer_named(typed: str) -> str:
    """The filer's name, fit to keep.

    Raises:
        Refused: there is none, or it is too long.
    """
    filer = " ".join(clean(typed).split())
    if not filer:
        raise Refused("public_filer_missing")
    if len(filer) > LONGEST_FILER:
        raise Refused("public_filer_long", most=LONGEST_FILER)
    return filer


def day_of(call: Call) -> Day:
    """The day that a call's entries are counted from, with its regions."""
    return Day(call.deadline.date(), call.regions)
