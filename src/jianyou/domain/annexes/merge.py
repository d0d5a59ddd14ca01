"""Many forms become one master table: every entry once, renumbered, none dropped."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jianyou.domain.annexes.records import Form, Row


@dataclass(frozen=True, slots=True)
class MasterRow:
    """An entry of the master table: its new number, and the form and row that it came from."""

    number: int
    file: str
    row: Row


@dataclass(slots=True)
class Master:
    """推荐汇总表: all entries in a stable order."""

    rows: list[MasterRow] = field(default_factory=list)

    def add(self, form: Form) -> None:
        """Appends the form's entries in their order; a rejected form has none."""
        for row in form.rows:
            self.rows.append(MasterRow(len(self.rows) + 1, form.file, row))


def merge(forms: Iterable[Form]) -> Master:
    """The master table of the forms, in the order given; entries keep theirs within a form."""
    master = Master()
    for form in forms:
        master.add(form)
    return master
