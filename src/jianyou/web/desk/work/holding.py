"""Every file of the work with its form: as sent, as corrected, and as it stands beside the others."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jianyou.domain.annexes.corrections import corrected
from jianyou.domain.annexes.intake import check_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.batch import Relations, turn
from jianyou.domain.mailbox.provenance import day_of
from jianyou.domain.mailbox.reading import is_locked
from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.arrivals.folders import natural_key
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.web.desk.work.notebook import Notebook, Page
from jianyou.web.desk.work.records import FileState


@dataclass(slots=True)
class Held:
    """A file: `sent` as read, `checked` after corrections, `form` as it stands beside the others.

    `top` is the name of the file in the inbox that it is or came in, and `came` its path.
    """

    id: str
    arrival: Arrival
    top: str
    came: Path
    sent: Form
    checked: Form
    form: Form
    page: Page = field(default_factory=Page)

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.arrival.name

    def open_findings(self) -> list[Finding]:
        """The findings that nobody has confirmed."""
        return [one for key, one in keyed(self.form) if key not in self.page.confirmed]

    @property
    def state(self) -> FileState:
        """Where the file stands."""
        if self.page.set_aside is not None:
            return FileState.SET_ASIDE
        if self.form.status is FormStatus.SEALED_SCAN:
            return FileState.SEALED_SCAN
        if self.form.status is FormStatus.REJECTED:
            return FileState.LOCKED if is_locked(self.form) else FileState.REJECTED
        severities = {one.severity for one in self.open_findings()}
        if Severity.ERROR in severities:
            return FileState.ERRORS
        return FileState.WARNINGS if Severity.WARNING in severities else FileState.CLEAN


def keyed(form: Form) -> list[tuple[str, Finding]]:
    """The findings with keys that stay the same as long as what they say does."""
    seen: dict[str, int] = {}
    result = []
    for one in form.findings:
        told = repr((one.code, one.row, one.column, one.place[1:], sorted(one.params.items())))
        key = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]
        count = seen[key] = seen.get(key, 0) + 1
        result.append((f"{key}-{count}" if count > 1 else key, one))
    return result


class Holding:
    """All files by id. Not safe for threads: the work takes turns."""

    def __init__(self, call: Call, notebook: Notebook) -> None:
        self._call = call
        self._notebook = notebook
        self._held: dict[str, Held] = {}
        self._order: list[Held] | None = []
        self._scanned: frozenset[str] = frozenset()

    def put(self, file_id: str, arrival: Arrival, top: str, came: Path, sent: Form) -> Held:
        """Holds a form that was read; another of the same id is replaced."""
        page = self._notebook.page(file_id)
        page.name = arrival.name
        held = Held(file_id, arrival, top, came, sent, sent, sent, page)
        self._held[file_id] = held
        self.check(held)
        return held

    def drop_top(self, top: str) -> None:
        """Forgets all that came in one file, which will be read again."""
        self._held = {key: held for key, held in self._held.items() if held.top != top}
        self._order = None

    def check(self, held: Held) -> None:
        """Checks a form anew after a correction."""
        form = corrected(held.sent, held.page.all_corrections())
        held.checked = check_in(form, self._call.annex, day_of(self._call))
        self._order = None

    def unsettle(self) -> None:
        """What forms have to do with each other must be looked at anew."""
        self._order = None

    def get(self, file_id: str) -> Held:
        """A file by its id, as it stands now; Refused if there is none."""
        self.all()
        try:
            return self._held[file_id]
        except KeyError:
            raise Refused("desk_file_unknown") from None

    def all(self) -> list[Held]:
        """All files in the order of their names, each as it stands beside the others."""
        if self._order is None:
            self._order = sorted(self._held.values(), key=lambda held: (natural_key(held.name), held.id))
            self._relate(self._order)
            self._scanned = frozenset(held.form.scan_of for held in self._order if held.form.scan_of)
        return self._order

    def scanned(self) -> frozenset[str]:
        """The names of forms that a sealed scan belongs to."""
        self.all()
        return self._scanned

    def stamp(self) -> str:
        """Tells one set of files from another."""
        return hashlib.sha256(" ".join(sorted(self._held)).encode()).hexdigest()[:16]

    def forms(self) -> list[Form]:
        """The forms that count, in the order of their names; what was set aside is not among them."""
        return [held.form for held in self.all() if held.page.set_aside is None]

    def _relate(self, order: Iterable[Held]) -> None:
        relations = Relations(self._call)
        for held in sorted(order, key=lambda held: turn(held.checked)):
            aside = held.page.set_aside is not None
            held.form = held.checked if aside else relations.relate(held.checked)


def file_id(name: str, digest: str) -> str:
    """What names a file for good: the same name with the same bytes."""
    return hashlib.sha256(f"{name}\0{digest}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
