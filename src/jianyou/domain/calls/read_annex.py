"""The annex table of a call file: its headings, columns, and what each of them demands."""

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.datafiles.signs import problem_of_sign
from jianyou.domain.annexes.headings import fold
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, Fact, HeaderField, Limit
from jianyou.domain.calls.unique import check_unique
from jianyou.terms.finding import Severity

REGIONS = ("chongqing",)
"""The region tables that a call may name."""

MOST_COLUMNS = 60
"""Word itself stops at 63."""

RESERVED_KEYS = ("parsed",)
"""What a row of JSON output already calls something else."""

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


def read_annex(section: Section | None, regions: str) -> AnnexSchema | None:
    """The annex table, None where there is none; `regions` names the call's table of regions."""
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
    check_unique(header_sections, ((one.key, (one.label, *one.aliases)) for one in header), "label")
    check_unique(column_sections, ((one.key, (one.title, *one.aliases)) for one in columns), "title")
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
    return section.whole("years", default=1, low=1, high=100) if section.given("years") else None


def _facts(section: Section, key: str) -> tuple[Fact, ...]:
    sections = section.sections(key, most=30)
    facts = tuple(map(_fact, sections))
    check_unique(sections, ((one.key, ()) for one in facts), "label")
    return facts


def _fact(section: Section) -> Fact:
    fact = Fact(
        key=section.slug("key"),
        label=section.text("label", required=True),
        signs=section.texts("signs", check=problem_of_sign, required=True),
    )
    section.done()
    return fact


def _check_one_name(section: Section, sections: list[Section], columns: tuple[Column, ...]) -> None:
    """Exactly one column names the nominee."""
    named = [
        (one, column) for one, column in zip(sections, columns, strict=True) if column.kind is ColumnKind.NAME
    ]
    if not named:
        section.problem("columns", "call_no_name_column")
    for one, column in named[1:]:
        one.problem("kind", "call_name_column_twice", name=quoted(column.key), first=quoted(named[0][1].key))
