"""Forms and scans written as a few words, for tests of what the mailbox makes of them."""

from collections.abc import Mapping, Sequence

from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.model import FileKind
from jianyou.terms.message import Message
from jianyou.terms.place import Place

CALL = load_call("chongqing-2024")
SCHEMA = CALL.annex


def form(
    file: str,
    *names: str,
    department: str = "",
    kind: FileKind = FileKind.DOCX,
    container: str = "",
    cells: Mapping[str, str] | None = None,
    header: Mapping[str, str] | None = None,
) -> Form:
    """A form that was read; every entry has `cells` beside its name."""
    rows = [row(file, number, {"name": name, **(cells or {})}) for number, name in enumerate(names, 1)]
    labelled = {"department": department, **(header or {})}
    head = {key: Value(text, Place(file, paragraph=1)) for key, text in labelled.items() if text}
    return Form(file, FormStatus.READ, header=head, rows=rows, kind=kind, container=container)


def row(file: str, number: int, cells: Mapping[str, str]) -> Row:
    """An entry whose cells stand in a row of the first table."""
    places = [Place(file, table=1, row=number + 1, column=column) for column in range(1, len(cells) + 1)]
    values = {key: Value(text, place) for (key, text), place in zip(cells.items(), places, strict=True)}
    return Row(number, Place(file, table=1, row=number + 1), values)


def scan(file: str, text: str = "", *, kind: FileKind = FileKind.IMAGE, container: str = "") -> Form:
    """A paper without a table."""
    reason = Message("scan_without_form")
    return Form(file, FormStatus.REJECTED, reason, kind=kind, text=text, container=container)


def rejected(file: str, code: str, **params: str | int) -> Form:
    """A file that can't be read."""
    return Form(file, FormStatus.REJECTED, Message(code, params))


def files(forms: Sequence[Form]) -> list[str]:
    """The names of the forms' files."""
    return [one.file for one in forms]
