"""Many files of one call taken in together: flat in memory, repeats named, scans paired with their forms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.intake import check_in, is_paper
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.pairing import FormsSeen, settle
from jianyou.domain.mailbox.provenance import day_of, district_findings
from jianyou.domain.mailbox.reading import AHEAD, FormReader
from jianyou.officefiles.arrivals.arrival import Arrival


class Taken(NamedTuple):
    """A form, and the file that it was read from."""

    form: Form
    arrival: Arrival


def turn(form: Form) -> int:
    """When a form is to be related: papers after the forms that they may belong to.

    A paper that was read as a form comes before the others: it may have sealed scans of its own.
    """
    if not is_paper(form):
        return 0
    return 1 if form.status is FormStatus.READ else 2


@dataclass(slots=True)
class Relations:
    """What forms have to do with each other. Each is to come in its `turn`."""

    call: Call
    _seen: FormsSeen = field(init=False)
    _watch: DuplicateWatch = field(init=False)

    def __post_init__(self) -> None:
        self._seen = FormsSeen(self.call.annex)
        self._watch = DuplicateWatch(self.call.annex)

    def relate(self, form: Form) -> Form:
        """The checked form with what earlier forms say of it: a repeat, or the sealed scan of one.

        The form given stays as it is.
        """
        if is_paper(form):
            form = settle(form, self._seen.pair(form))
        if form.status is not FormStatus.READ:
            return form
        self._seen.remember(form)
        outside = district_findings(form, self.call.annex, day_of(self.call))
        return replace(form, findings=[*form.findings, *outside, *self._watch.look_at(form)])


def take_in_all(arrivals: Iterable[Arrival], call: Call, reader: FormReader) -> Iterator[Taken]:
    """Each file's form with all its findings; papers come last, when their forms are known.

    A bad file is a rejected form, never an exception. What was unpacked from a container lies there
    until the next form is asked for.
    """
    day, relations = day_of(call), Relations(call)
    papers: list[Taken] = []
    coming = iter(arrivals)
    while batch := list(islice(coming, AHEAD)):
        reader.prepare(batch)
        for arrival in batch:
            taken = Taken(check_in(reader.read(arrival), call.annex, day), arrival)
            if turn(taken.form):
                papers.append(taken)
            else:
                yield taken._replace(form=relations.relate(taken.form))
                _clear_away(arrival, reader)
    for form, arrival in sorted(papers, key=lambda taken: turn(taken.form)):
        yield Taken(relations.relate(form), arrival)
        _clear_away(arrival, reader)


def _clear_away(arrival: Arrival, reader: FormReader) -> None:
    reader.release(arrival)
    arrival.discard()
