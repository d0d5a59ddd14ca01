"""成批导入 for the office: each import, how far it is, and what becomes of each of its files."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, completes
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import can
from jianyou.domain.mailbox.importing import Choice, FileStatus, ImportStatus, means_of, reading_in
from jianyou.queries.calls import file_of
from jianyou.queries.import_records import (
    FileLine,
    FileView,
    Group,
    ImportLine,
    ImportView,
    Same,
    Twin,
    Wanted,
)
from jianyou.queries.office_calls import get_call_line, names_of, own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Import, ImportedFile
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.terms.paging import Page, turned_to

LENGTH = 50


def list_imports(*, viewer: Actor, slug: str) -> tuple[ImportLine, ...]:
    """Every import of a call of the viewer's office, the newest first.

    Raises:
        Refused: that office has no such call.
    """
    batches = list(Import.objects.filter(call=own_call(viewer, slug)).order_by("-number"))
    names = names_of(viewer, [each.made_by for each in batches])
    counted: dict[str, dict[FileStatus, int]] = {}
    rows = ImportedFile.objects.filter(batch__in=batches).values_list("batch_id", "status")
    for key, status, count in rows.annotate(count=Count("id")):
        counted.setdefault(key.hex, {})[FileStatus(status)] = count
    return tuple(
        ImportLine(
            number=each.number,
            status=ImportStatus(each.status),
            note=each.note,
            made_by=names[each.made_by],
            made_at=localtime(each.made_at),
            counts=counted.get(each.id.hex, {}),
        )
        for each in batches
    )


def may_import(*, viewer: Actor, slug: str) -> bool:
    """Whether the viewer may import into a call of the viewer's office now.

    Raises:
        Refused: that office has no such call.
    """
    return can(viewer, Act.IMPORT_FORMS, subject_at(own_call(viewer, slug), database_now()))


def get_import(*, viewer: Actor, slug: str, number: int) -> ImportView:
    """An import of a call of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    line = get_call_line(viewer=viewer, slug=slug)
    batch = own_import(viewer, slug, number)
    rows = _rows(batch)
    groups = Counter(_group(row) for row in rows)
    forms = [row for row in rows if row["status"] == FileStatus.READ]
    chosen = [row for row in forms if row["choice"] == Choice.ENTER]
    names = names_of(viewer, [one for one in (batch.made_by, batch.entered_by, batch.undone_by) if one])
    unsettled = batch.status in {ImportStatus.READING, ImportStatus.READY}
    subject = subject_at(batch.call, line.now)
    return ImportView(
        call=line,
        number=batch.number,
        status=ImportStatus(batch.status),
        note=batch.note,
        means=Means(batch.means),
        offered=offered_means(batch.call.completes_on),
        came=_came(batch, rows),
        completes_on=batch.call.completes_on,
        made_by=names[batch.made_by],
        made_at=localtime(batch.made_at),
        entered_by=names.get(batch.entered_by, ""),
        entered_at=localtime(batch.entered_at) if batch.entered_at else None,
        undone_by=names.get(batch.undone_by, ""),
        undone_at=localtime(batch.undone_at) if batch.undone_at else None,
        reason=batch.reason,
        total=len(rows) if unsettled else batch.total,
        done=len(rows) - groups[Group.WAITING] if unsettled else batch.done,
        groups={group: groups[group] for group in Group if groups[group]},
        chosen=len(chosen),
        left=sum(row["choice"] == Choice.LEAVE for row in forms),
        entries=sum(row["told"]["count"] for row in chosen),
        asked=sum(row["choice"] == Choice.ASK for row in forms),
        may_import=can(viewer, Act.IMPORT_FORMS, subject),
        may_undo=can(viewer, Act.UNDO_IMPORT, subject),
    )


def offered_means(completes_on: str) -> tuple[Means, ...]:
    """What may be said of how all forms of a folder came; `completes_on` is the call's."""
    return (Means.WEB, Means.PAPER) if completes(Means.PAPER, completes_on) else (Means.WEB,)


def list_import_files(*, viewer: Actor, slug: str, number: int, wanted: Wanted) -> Page[FileLine]:
    """One page of an import's files, those first about which something is to be said.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    batch = own_import(viewer, slug, number)
    rows = _rows(batch)
    found = sorted(_found(rows, wanted), key=lambda row: (_URGENCY[_group(row)], row["ordinal"]))
    at = turned_to(wanted.page, len(found), LENGTH)
    some = found[(at - 1) * LENGTH : at * LENGTH]
    return Page(tuple(_lines(some, rows)), at, len(found), LENGTH)


def import_ordinals(*, viewer: Actor, slug: str, number: int, wanted: Wanted) -> tuple[int, ...]:
    """The ordinals of all forms that such a list holds, on whatever page.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    found = _found(_rows(own_import(viewer, slug, number)), wanted)
    return tuple(row["ordinal"] for row in found if row["status"] == FileStatus.READ)


def list_chosen(*, viewer: Actor, slug: str, number: int) -> tuple[FileLine, ...]:
    """Every form that is to be entered, in the order of the import.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    rows = _rows(own_import(viewer, slug, number))
    return tuple(
        _lines(
            [row for row in rows if row["status"] == FileStatus.READ and row["choice"] == Choice.ENTER], rows
        )
    )


def get_import_file(*, viewer: Actor, slug: str, number: int, ordinal: int) -> FileView:
    """A file of an import; its reading holds contacts and phones.

    Raises:
        Refused: that office has no such call, the call no such import, or that no such file.
    """
    batch = own_import(viewer, slug, number)
    rows = _rows(batch)
    row = next((one for one in rows if one["ordinal"] == ordinal), None)
    if row is None:
        raise Refused("import_no_file", number=number, ordinal=ordinal)
    (line,) = _lines([row], rows)
    sealed = ImportedFile.objects.values_list("body", flat=True).get(batch=batch, ordinal=ordinal)
    body = json.loads(site_keys().decrypt(bytes(sealed))) if sealed else {}
    reading = reading_in(body) if body.get("reading") else None
    return FileView(line, reading, file_of(slug, batch.call.source))


_Row = dict[str, Any]
_COLUMNS = ("ordinal", "name", "status", "choice", "means", "told", "scan_of__ordinal", "filing__number")
_ENTERED = (FileStatus.READ, FileStatus.ENTERED)
_URGENCY = {group: at for at, group in enumerate(Group)}


def own_import(viewer: Actor, slug: str, number: int) -> Import:
    """The row of an import of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    call = own_call(viewer, slug)
    batch = Import.objects.filter(call=call, number=number).select_related("call__office").first()
    if batch is None:
        raise Refused("import_unknown", number=number)
    return batch


def _rows(batch: Import) -> list[_Row]:
    """All its files without their bodies: an import has a few thousand at most."""
    return list(ImportedFile.objects.filter(batch=batch).order_by("ordinal").values(*_COLUMNS))


def _came(batch: Import, rows: Sequence[_Row]) -> dict[Means, int]:
    """How the forms came that are entered, or to be: what is said of one goes before what is said of all."""
    scanned = {row["scan_of__ordinal"] for row in rows}
    folder, completes_on = Means(batch.means), batch.call.completes_on
    counts = Counter(
        means_of(row["means"], folder, completes_on, scanned=row["ordinal"] in scanned)
        for row in rows
        if row["choice"] == Choice.ENTER and row["status"] in _ENTERED
    )
    return {means: counts[means] for means in Means if counts[means]}


def _group(row: _Row) -> Group:
    if row["status"] != FileStatus.READ:
        return Group(row["status"])
    if row["choice"] == Choice.ASK:
        return Group.ASK
    return Group.ERRORS if row["told"]["errors"] else Group.READ


def _found(rows: Sequence[_Row], wanted: Wanted) -> list[_Row]:
    words = [name_key(word) for word in wanted.search.split()]
    return [
        row
        for row in rows
        if (wanted.group is None or _group(row) is wanted.group)
        and all(word in _searched(row) for word in words)
    ]


def _searched(row: _Row) -> str:
    told = row["told"]
    texts = (row["name"], told.get("filer", ""), *told.get("codes", ()))
    return "\n".join((*map(name_key, texts), *told.get("keys", ())))


def _lines(some: Sequence[_Row], rows: Sequence[_Row]) -> list[FileLine]:
    names = {row["ordinal"]: row["name"] for row in rows}
    scans: dict[int, list[str]] = {}
    for row in rows:
        if row["scan_of__ordinal"]:
            scans.setdefault(row["scan_of__ordinal"], []).append(row["name"])
    return [_line(row, names, scans.get(row["ordinal"], [])) for row in some]


def _line(row: _Row, names: Mapping[int, str], scans: Sequence[str]) -> FileLine:
    told = row["told"]
    twin = told.get("twin")
    return FileLine(
        ordinal=row["ordinal"],
        name=row["name"],
        status=FileStatus(row["status"]),
        group=_group(row),
        choice=row["choice"],
        means=row["means"],
        filer=told.get("filer", ""),
        names=tuple(told.get("names", ())),
        count=told.get("count", 0),
        errors=told.get("errors", 0),
        warnings=told.get("warnings", 0),
        scans=tuple(scans),
        scan_of=names.get(row["scan_of__ordinal"], ""),
        same=tuple(Same(one["number"], one["name"]) for one in told.get("same", ())),
        within=tuple((ordinal, names.get(ordinal, "")) for ordinal in told.get("within", ())),
        before=told.get("before", 0),
        twin=Twin(twin.get("filing", ""), twin.get("import", 0), twin.get("name", "")) if twin else None,
        reason=Message(*told["reason"]) if told.get("reason") else None,
        problem=Message(*told["problem"]) if told.get("problem") else None,
        filing=row["filing__number"] or "",
    )
