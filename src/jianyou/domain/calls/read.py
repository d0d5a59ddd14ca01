"""From the mappings of a call file to the call: which keys there are, and what each may say."""

import re
from collections.abc import Iterable

from jianyou.datafiles.fields import Section
from jianyou.datafiles.nodes import Mapping
from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.signs import problem_of_sign
from jianyou.domain.annexes.headings import fold
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, Fact, HeaderField, Limit
from jianyou.domain.calls.call import Call, Notice
from jianyou.terms.finding import Severity

REGIONS = ("chongqing",)
"""The region tables that a call may name."""

MOST_COLUMNS = 60
"""Word itself stops at 63."""

RESERVED_KEYS = ("parsed",)
"""What a row of JSON output already calls something else."""

_CALL_ID = re.compile(r"(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_SEVERITY = "no"
_SEVERITIES = (*(severity.value for severity in Severity), _NO_SEVERITY)
_KINDS = tuple(kind.value for kind in ColumnKind)
_EXTRAS: dict[str, tuple[ColumnKind, ...]] = {
    "limit": tuple(kind for kind in ColumnKind if kind is not ColumnKind.SERIAL),
    "facts": (ColumnKind.TEXT,),
    "levels": (ColumnKind.HONORS,),
    "lower_levels": (ColumnKind.HONORS,),
    "years": (ColumnKind.HONORS,),
}
"""Keys that say something only in columns of some kinds."""


def read_call(root: Mapping, problems: Problems) -> Call:
    """The call told by the file's root; raises DataFileInvalid with all that is wrong."""
    section = Section(root, "", problems)
    call_id = _call_id(section)
    notice = _notice(section.section("notice", required=True))
    deadline = section.moment("deadline")
    if deadline and notice.issued_on and deadline.date() < notice.issued_on:
        section.problem("deadline", "call_deadline_before_issue", issued_on=notice.issued_on.isoformat())
    regions = section.choice("regions", REGIONS, default="")
    annex = _annex(section.section("annex", required=True), regions)
    section.done()
    problems.raise_if_any()
    assert deadline is not None
    assert annex is not None
    return Call(call_id, notice, deadline, annex, regions)


def _call_id(section: Section) -> str:
    text = section.text("call", required=True)
    if text and not _CALL_ID.fullmatch(text):
        section.problem("call", "call_bad_id", text=quoted(text))
    return text


def _notice(section: Section | None) -> Notice:
    if section is None:
        return Notice("")
    notice = Notice(
        title=section.text("title", required=True),
        number=section.text("number"),
        issuer=section.text("issuer"),
        issued_on=section.day("issued_on"),
    )
    section.done()
    return notice


def _annex(section: Section | None, regions: str) -> AnnexSchema | None:
    if section is None:
        return None
    title = section.text("title", required=True)
    label = section.text("label")
    note = section.text("note", longest=4000, lines=True)
    blank_rows = section.whole("blank_rows", default=4, low=0, high=200)
    header_sections = section.sections("header", most=20)
    header = tuple(map(_header_field, header_sections))
    column_sections = section.sections("columns", most=MOST_COLUMNS, required=True)
    columns = tuple(_column(one, regions) for one in column_sections)
    section.done()
    _check_unique(header_sections, ((one.key, (one.label, *one.aliases)) for one in header), "label")
    _check_unique(column_sections, ((one.key, (one.title, *one.aliases)) for one in columns), "title")
    if columns:
        _check_one_name(section, column_sections, columns)
    return AnnexSchema(title, columns, header, label, note, blank_rows)


def _header_field(section: Section) -> HeaderField:
    field = HeaderField(
        key=section.slug("key"),
        label=_heading(section, "label"),
        aliases=section.texts("aliases"),
        required=_severity(section, Severity.WARNING),
    )
    section.done()
    return field


def _column(section: Section, regions: str) -> Column:
    key = section.slug("key")
    if key in RESERVED_KEYS:
        section.problem("key", "call_key_reserved", name=key)
    kind_name = section.choice("kind", _KINDS, default=None)
    kind = ColumnKind(kind_name) if kind_name else None
    if kind is ColumnKind.REGION and not regions:
        section.problem("kind", "call_regions_missing", kind=kind_name, known=" / ".join(REGIONS))
    extras = [extra for extra, kinds in _EXTRAS.items() if kind is None or kind in kinds]
    column = Column(
        key=key,
        title=_heading(section, "title"),
        kind=kind or ColumnKind.TEXT,
        aliases=section.texts("aliases"),
        required=_severity(section, None if kind is ColumnKind.SERIAL else Severity.ERROR),
        limit=_limit(section) if "limit" in extras else None,
        facts=_facts(section, "facts") if "facts" in extras else (),
        levels=_facts(section, "levels") if "levels" in extras else (),
        lower_levels=_facts(section, "lower_levels") if "lower_levels" in extras else (),
        years=_years(section) if "years" in extras else None,
        width=section.decimal("width", default=1.0, high=100),
    )
    section.done(elsewhere=tuple(_EXTRAS))
    return column


def _heading(section: Section, key: str) -> str:
    """A heading as printed: it must have something to be known by."""
    text = section.text(key, required=True)
    if text and not fold(text):
        section.problem(key, "call_heading_without_words", text=quoted(text))
    return text


def _severity(section: Section, default: Severity | None) -> Severity | None:
    name = section.choice("required", _SEVERITIES, default=default.value if default else _NO_SEVERITY)
    return None if name == _NO_SEVERITY else Severity(name)


def _limit(section: Section) -> Limit | None:
    inner = section.section("limit")
    if inner is None:
        return None
    limit = Limit(inner.whole("characters", default=None, low=1, high=100_000), inner.flag("as_a_rule"))
    inner.done()
    return limit


def _years(section: Section) -> int | None:
    return section.whole("years", default=1, low=1, high=100) if section.has("years") else None


def _facts(section: Section, key: str) -> tuple[Fact, ...]:
    sections = section.sections(key, most=30)
    facts = tuple(map(_fact, sections))
    _check_unique(sections, ((one.key, ()) for one in facts), "label")
    return facts


def _fact(section: Section) -> Fact:
    fact = Fact(
        key=section.slug("key"),
        label=section.text("label", required=True),
        signs=section.texts("signs", check=problem_of_sign, required=True),
    )
    section.done()
    return fact


def _check_unique(
    sections: list[Section], named: Iterable[tuple[str, tuple[str, ...]]], title_key: str
) -> None:
    """No two of a list may share a key, a title or an alias: nobody could tell them apart."""
    keys: dict[str, int] = {}
    names: dict[str, str] = {}
    for section, (key, texts) in zip(sections, named, strict=True):
        if not key:
            continue
        if key in keys:
            section.problem("key", "data_item_key_twice", name=quoted(key), first=keys[key])
        keys.setdefault(key, section.line_of("key"))
        for text in texts:
            other = names.setdefault(fold(text), key)
            if other != key:
                section.problem(title_key, "call_heading_twice", text=quoted(text), other=quoted(other))


def _check_one_name(section: Section, sections: list[Section], columns: tuple[Column, ...]) -> None:
    """Exactly one column names the nominee."""
    named = [
        (one, column) for one, column in zip(sections, columns, strict=True) if column.kind is ColumnKind.NAME
    ]
    if not named:
        section.problem("columns", "call_no_name_column")
    for one, column in named[1:]:
        one.problem("kind", "call_name_column_twice", name=quoted(column.key), first=quoted(named[0][1].key))
