"""The files of a run taken in one after another: containers opened, old formats turned, memory flat."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jianyou.cli.interrupts import uninterrupted
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.batch import Taken, take_in_all
from jianyou.domain.mailbox.reading import FormReader
from jianyou.officefiles.arrivals.arrival import Passwords, no_password
from jianyou.officefiles.arrivals.folders import Inputs
from jianyou.officefiles.arrivals.receive import receive
from jianyou.officefiles.legacy.office import Office
from jianyou.terms.finding import Refused


@contextmanager
def taking_in(inputs: Inputs, call: Call, *, passwords: Passwords = no_password) -> Iterator[Iterator[Taken]]:
    """Each file's form with all its findings, while the block lasts; a bad file is a rejected form.

    What was unpacked or turned lies in a temporary folder, and only until the next form is asked for.

    Raises:
        Refused: there is no file at all.
    """
    if not inputs.files:
        raise Refused("no_files", skipped=len(inputs.skipped))
    files = ((name, Path(name)) for name in inputs.files)
    with tempfile.TemporaryDirectory(prefix="jianyou-") as spool, Office() as office:
        arrivals = receive(files, Path(spool), passwords=passwords, skipped=inputs.skipped)
        reader = FormReader(call.annex, office, passwords, uninterrupted)
        yield take_in_all(arrivals, call, reader)
