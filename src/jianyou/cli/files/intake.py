"""One form after another out of many files: flat in memory, repeated nominees named."""

from collections.abc import Iterator
from pathlib import Path

from jianyou.cli.files.inputs import Inputs
from jianyou.cli.interrupts import uninterrupted
from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Refused


def take_in_all(inputs: Inputs, call: Call) -> Iterator[Form]:
    """Each file's form with all its findings; a bad file is a rejected form, never an exception.

    Raises:
        Refused: there is no file at all.
    """
    if not inputs.files:
        raise Refused("no_files", skipped=len(inputs.skipped))
    watch = DuplicateWatch(call.annex)
    for name in inputs.files:
        with uninterrupted():
            form = take_in(
                Path(name), file=name, schema=call.annex, deadline=call.deadline, regions=call.regions
            )
        form.findings.extend(watch.look_at(form))
        yield form
