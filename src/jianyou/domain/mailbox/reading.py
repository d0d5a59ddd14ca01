"""One arrival read as a form: old formats turned in batches, locked files opened with given passwords."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from jianyou.domain.annexes.intake import read_in, rejected
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.arrivals.arrival import Arrival, Passwords, no_password
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.locked import LOCKED
from jianyou.officefiles.read import legacy_kind

AHEAD = 40
"""How many files are looked at in advance, so that one run of the office program serves many."""


@dataclass(frozen=True, slots=True)
class FormReader:
    """What reading leans on. `steady` is entered around each file by a caller who must not be disturbed."""

    schema: AnnexSchema
    office: Office | None = None
    passwords: Passwords = no_password
    steady: Callable[[], AbstractContextManager[None]] = nullcontext

    def prepare(self, arrivals: Sequence[Arrival]) -> None:
        """Has the old formats among them turned, all in one go."""
        if self.office is None:
            return
        kinds = [(each.path, legacy_kind(each.path)) for each in arrivals if each.refusal is None]
        legacy = [(path, kind) for path, kind in kinds if kind is not None]
        if legacy:
            self.office.prepare(legacy)

    def read(self, arrival: Arrival) -> Form:
        """The form as sent, not yet checked; a rejected form where it can't be read."""
        if arrival.refusal is not None:
            form = rejected(arrival.name, arrival.refusal)
        else:
            form = self._open(arrival, None)
            if is_locked(form):
                password = self.passwords(arrival.name)
                form = form if password is None else self._open(arrival, password)
        form.container = arrival.container
        return form

    def release(self, arrival: Arrival) -> None:
        """Gives back what was turned for a file, when nobody needs to read it again."""
        if self.office is not None:
            self.office.release(arrival.path)

    def _open(self, arrival: Arrival, password: str | None) -> Form:
        with self.steady():
            return read_in(
                arrival.path, file=arrival.name, schema=self.schema, office=self.office, password=password
            )


def is_locked(form: Form) -> bool:
    """Whether a password would open what was rejected."""
    return form.reason is not None and form.reason.code in LOCKED
