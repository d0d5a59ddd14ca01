"""From what is held to what the pages are shown."""

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from jianyou.domain.annexes.records import FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.mailbox.provenance import sender
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.web.desk.work.holding import Held, keyed
from jianyou.web.desk.work.records import CellView, EntryView, FileLine, FileView, Remark

_VIEWABLE = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"}


def media_type(name: str) -> str:
    """The media type of a file that a browser may show by itself, empty for all others."""
    kind = mimetypes.guess_type(name)[0] or ""
    return kind if kind in _VIEWABLE else ""


def file_line(held: Held, schema: AnnexSchema, scanned: Iterable[str] = ()) -> FileLine:
    """A file in the list. `scanned` are the names of forms that a scan belongs to."""
    form, still_open = held.form, held.open_findings()
    name = schema.name_column.key
    return FileLine(
        id=held.id,
        name=held.name,
        state=held.state,
        department=sender(form, schema),
        nominees=tuple(row.text(name) for row in form.rows),
        errors=_count(still_open, Severity.ERROR),
        warnings=_count(still_open, Severity.WARNING),
        infos=_count(still_open, Severity.INFO),
        corrected=len(held.page.all_corrections()),
        reviewed=held.page.reviewed,
        has_scan=held.name in scanned,
    )


def file_view(held: Held, line: FileLine, schema: AnnexSchema, lang: Lang) -> FileView:
    """A file opened, without the files that belong to it."""
    remarks = [_remark(key, one, held, lang) for key, one in keyed(held.form)]
    header_keys = {field.key for field in schema.header}
    form = held.form
    whole = [each for each in remarks if not each.entry and each.column not in header_keys]
    # What a scan was paired by is all that there is to say of it.
    sealed = form.status is FormStatus.SEALED_SCAN
    pairing = "".join(each.text for each in whole) if sealed else ""
    return FileView(
        line=line,
        header=tuple(_header(held, schema, remarks, lang)) if form.rows or form.header else (),
        entries=tuple(_entry(held, row, schema, remarks, lang) for row in form.rows),
        remarks=() if sealed else tuple(whole),
        pairing=pairing,
        reason=form.reason.text(lang) if form.reason else "",
        set_aside_note=held.page.set_aside or "",
        received=_received(held),
        viewable=bool(media_type(held.arrival.path.name)),
        annotated=any(one.severity is not Severity.INFO for one in held.open_findings())
        or held.form.reason is not None,
    )


def _received(held: Held) -> str:
    """When the file came in, by the time of its copy; a member of a container has its container's."""
    try:
        return datetime.fromtimestamp(held.came.stat().st_mtime).astimezone().isoformat(timespec="minutes")
    except OSError:
        return ""


def _remark(key: str, one: Finding, held: Held, lang: Lang) -> Remark:
    return Remark(
        key=key,
        code=one.code,
        severity=one.severity,
        text=one.text(lang),
        place=one.place.text(lang),
        entry=one.row or 0,
        column=one.column or "",
        confirmed=key in held.page.confirmed,
        note=held.page.confirmed.get(key, ""),
    )


def _header(held: Held, schema: AnnexSchema, remarks: list[Remark], lang: Lang) -> Iterable[CellView]:
    for field in schema.header:
        own = tuple(each for each in remarks if not each.entry and each.column == field.key)
        yield _cell(field.key, field.label, held.form.header, held.sent.header, own, lang)


def _entry(held: Held, row: Row, schema: AnnexSchema, remarks: list[Remark], lang: Lang) -> EntryView:
    own = [each for each in remarks if each.entry == row.number]
    sent = held.sent.rows[row.number - 1]
    columns = [column for column in schema.columns if column.kind is not ColumnKind.SERIAL]
    keys = {column.key for column in columns}
    return EntryView(
        number=row.number,
        name=row.text(schema.name_column.key),
        cells=tuple(_value(column, row, sent, own, lang) for column in columns),
        remarks=tuple(each for each in own if each.column not in keys),
    )


def _value(column: Column, row: Row, sent: Row, remarks: list[Remark], lang: Lang) -> CellView:
    own = tuple(each for each in remarks if each.column == column.key)
    cell = _cell(column.key, column.title, row.values, sent.values, own, lang)
    if column.limit is None:
        return cell
    words = row.parsed.get(column.key, {}).get("words", 0)
    return replace(cell, words=int(words), limit=column.limit.characters)


def _cell(
    key: str,
    title: str,
    values: Mapping[str, Value],
    sent: Mapping[str, Value],
    remarks: tuple[Remark, ...],
    lang: Lang,
) -> CellView:
    value, before = values.get(key), sent.get(key)
    text, was = value.text if value else "", before.text if before else ""
    place = before.place.text(lang) if before else ""
    return CellView(
        key,
        title,
        text,
        place,
        was=was if was != text else None,
        missing=before is None,
        remarks=remarks,
    )


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(one.severity is severity for one in findings)
