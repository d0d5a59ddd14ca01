"""出处: where every entry of the master table comes from, and what each district has handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.codes import region
from jianyou.codes.names import name_key
from jianyou.domain.annexes.check import Day
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus, Row
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.calls.call import Call
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.place import Place

_REGION_KINDS = (ColumnKind.REGION, ColumnKind.REGION_INDUSTRY)


class Origin(NamedTuple):
    """Where an entry of the master table comes from; `number` is its number there, from 1.

    `district` is the sender's, empty where nothing tells it. `serial` is the entry's number as the
    sender wrote it, else its place in the order of his table.
    """

    number: int
    name: str
    sender: str
    district: str
    file: str
    serial: str
    place: Place


def sender(form: Form, schema: AnnexSchema) -> str:
    """Who filed the form: the first field of the header line (填报部门), empty if not given."""
    value = form.header.get(schema.header[0].key) if schema.header else None
    return " ".join(value.text.split()) if value else ""


def sender_district(form: Form, schema: AnnexSchema, day: Day) -> str:
    """The sender's district or functional area by its name of that day, empty where nothing tells it.

    The sender's own name counts first (渝北区经济信息委), then the folders from the innermost
    outwards, then the file's name. A name that tells of two districts tells nothing.
    """
    if not day.regions:
        return ""
    *folders, base = form.file.split("/")
    names = (sender(form, schema), *reversed(folders), base.rpartition(".")[0] or base)
    return next((found for name in names if (found := _district_in(name, day))), "")


def district_findings(form: Form, schema: AnnexSchema, day: Day) -> list[Finding]:
    """Entries whose own district is another than their sender's.

    A warning where the sender's name tells its district: an office recommends the firms of its own
    district, so either a cell or a table is in the wrong place, or the clerk wants to know why. An
    info where only a folder or file name tells it: whoever keeps the mailbox may have made it up.
    A sender that nominates itself is no office, and a functional area lies in several districts.
    """
    home = sender_district(form, schema, day)
    if not home or _is_area(home, day):
        return []
    name = sender(form, schema)
    severity = Severity.WARNING if _district_in(name, day) else Severity.INFO
    own = schema.name_column.key
    return [
        _outside(row, found[0], home, found[1], severity)
        for row in form.rows
        if (found := _own_district(row, schema)) is not None
        and found[1] != home
        and name_key(row.text(own)) != name_key(name)
    ]


def origins(forms: Sequence[Form], call: Call) -> Iterator[Origin]:
    """The origin of every entry, numbered as `merge` numbers the master table of the same forms."""
    schema, day = call.annex, day_of(call)
    serial = next((column.key for column in schema.columns if column.kind is ColumnKind.SERIAL), "")
    senders = {form.file: (sender(form, schema), sender_district(form, schema, day)) for form in forms}
    for entry in merge(forms).rows:
        row = entry.row
        name = " ".join(row.text(schema.name_column.key).split())
        written = row.text(serial) or str(row.number)
        yield Origin(entry.number, name, *senders[entry.file], entry.file, written, row.place)


def origin_sheets(forms: Sequence[Form], call: Call, lang: Lang) -> list[SheetPaper]:
    """Where every entry comes from and, where the call has regions, what each district handed in."""
    sources = provenance_sheet(forms, call, lang)
    return [sources, district_sheet(forms, call, lang)] if call.regions else [sources]


def provenance_sheet(forms: Sequence[Form], call: Call, lang: Lang) -> SheetPaper:
    """One row for each entry of the master table: who sent it, from where, in which file and row."""
    rows = [
        [
            str(origin.number),
            origin.name,
            origin.sender,
            origin.district,
            origin.file,
            f"{origin.serial}（{origin.place.text(lang)}）"
            if lang is Lang.ZH
            else f"{origin.serial} ({origin.place.text(lang)})",
        ]
        for origin in origins(forms, call)
    ]
    return _sheet("provenance_sheet", _PROVENANCE_COLUMNS, rows, lang)


@dataclass(slots=True)
class DistrictCount:
    """What came from one district: files (scans aside), entries, findings, sealed scans."""

    files: int = 0
    entries: int = 0
    errors: int = 0
    warnings: int = 0
    sealed: int = 0


def district_counts(forms: Sequence[Form], call: Call) -> dict[str, DistrictCount]:
    """Counts by the sender's district, in the order of the districts' codes, the unknown one last.

    Entries together are those of the master table. A sealed scan counts with the form that it
    belongs to, a rejected file as one error.
    """
    schema, day = call.annex, day_of(call)
    home = {form.file: sender_district(form, schema, day) for form in forms}
    counts: dict[str, DistrictCount] = {}
    for form in forms:
        district = home.get(form.scan_of, home[form.file])
        count = counts.setdefault(district, DistrictCount())
        if form.status is FormStatus.SEALED_SCAN:
            count.sealed += 1
            continue
        count.files += 1
        count.entries += len(form.rows)
        count.errors += form.count(Severity.ERROR) + (form.status is FormStatus.REJECTED)
        count.warnings += form.count(Severity.WARNING)
    order = {one.name: at for at, one in enumerate(region.regions())}
    return dict(sorted(counts.items(), key=lambda item: order.get(item[0], len(order))))


def district_sheet(forms: Sequence[Form], call: Call, lang: Lang) -> SheetPaper:
    """One row for each district that anything came from."""
    unknown = say("district_unknown", lang=lang)
    rows = [
        [name or unknown, *map(str, (one.files, one.entries, one.errors, one.warnings, one.sealed))]
        for name, one in district_counts(forms, call).items()
    ]
    return _sheet("districts_sheet", _DISTRICT_COLUMNS, rows, lang)


_PROVENANCE_COLUMNS = (
    ("heading_master_number", 0.8, True),
    ("heading_nominee", 2.4, False),
    ("heading_sender", 2.2, False),
    ("heading_district", 1.0, False),
    ("heading_source_file", 3.0, False),
    ("heading_source_place", 2.2, False),
)
_DISTRICT_COLUMNS = (
    ("heading_district", 1.6, False),
    ("heading_district_files", 0.8, True),
    ("heading_district_entries", 0.8, True),
    ("heading_district_errors", 0.8, True),
    ("heading_district_warnings", 0.8, True),
    ("heading_district_sealed", 0.8, True),
)


def _sheet(
    name: str, columns: Sequence[tuple[str, float, bool]], rows: Sequence[Sequence[str]], lang: Lang
) -> SheetPaper:
    headings = [PaperColumn(say(code, lang=lang), width, centered) for code, width, centered in columns]
    return SheetPaper(say(name, lang=lang), headings, rows)


def day_of(call: Call) -> Day:
    """The day of the deadline, on which dated things are judged, and the call's regions."""
    return Day(call.deadline.date(), call.regions)


def _district_in(name: str, day: Day) -> str:
    found = region.recognize(name, day.as_of) if name else None
    return "" if found is None or found.ambiguous else found.region.name


def _is_area(name: str, day: Day) -> bool:
    known = region.get(name, day.as_of)
    return known is not None and known.is_area


def _own_district(row: Row, schema: AnnexSchema) -> tuple[str, str] | None:
    """The column and the district that the entry's own cell tells; None for none, or for an area."""
    for column in schema.columns:
        if column.kind in _REGION_KINDS:
            told = row.parsed.get(column.key, {}).get("region")
            if told and told["kind"] != region.RegionKind.FUNCTIONAL_AREA:
                return column.key, told["name"]
    return None


def _outside(row: Row, column: str, home: str, district: str, severity: Severity) -> Finding:
    params: dict[str, Param] = {"district": district, "home": home}
    place = row.values[column].place
    return Finding("entry_outside_district", severity, place, params, row.number, column)
