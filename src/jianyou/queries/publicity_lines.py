"""名单的行: which columns of a call may be made public, and what would stand in them now."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.publicity.lists import MOST_LINES, Contact, Line, PublicList, Shown, without_personal
from jianyou.queries.calls import file_of
from jianyou.queries.proposed import ProposedRow, upward_list
from jianyou.store.models import Call, Entry, FilingVersion, Publicity

_AT_ONCE = 200


class EntryOnList(NamedTuple):
    """An entry of the list by its row's key, with keys of award and tier."""

    entry: UUID
    award: str
    tier: str
    line: Line


def may_be_shown(schema: AnnexSchema) -> tuple[Shown, ...]:
    """The columns that can be made public at all: none of persons' contacts, and no serial number.

    The list has an order of its own; numbers of rows within somebody's table mean nothing in it.
    """
    return tuple(
        Shown(column.key, column.title, column.kind is ColumnKind.CREDIT_CODE)
        for column in schema.columns
        if not column.personal and column.kind is not ColumnKind.SERIAL
    )


def shown_columns(file: CallFile, shows: Sequence[str]) -> tuple[Shown, ...]:
    """Those columns of these keys that may be made public, in the order of the keys."""
    known = {column.key: column for column in may_be_shown(file.annex)}
    return tuple(known[key] for key in dict.fromkeys(shows) if key in known)


def proposed_lines(
    call: Call, award: str, columns: Sequence[Shown], *, covers: bool
) -> tuple[EntryOnList, ...]:
    """The lines of what stands proposed, for one award or all (""); one more than a list holds at most."""
    rows = upward_list(call, award)[: MOST_LINES + 1]
    texts = _texts(rows)
    names = names_in(file_of(call.slug, call.source))
    return tuple(
        EntryOnList(
            row.entry_id,
            row.award,
            row.tier,
            Line(
                order,
                names.get((row.award, ""), ""),
                names.get((row.award, row.tier), "") if row.tier else "",
                _shown(texts[row.entry_id], columns, covers=covers),
            ),
        )
        for order, row in enumerate(rows, 1)
    )


def names_in(file: CallFile) -> dict[tuple[str, str], str]:
    """The names of awards (under tier "") and of tiers, by their keys."""
    names = {(award.key, ""): award.name for award in file.awards}
    names |= {(award.key, tier.key): tier.name for award in file.awards for tier in award.tiers}
    return names | {(one.award, tier.key): tier.name for one in file.choices for tier in one.tiers}


def _shown(values: Mapping[str, str], columns: Sequence[Shown], *, covers: bool) -> dict[str, str]:
    if covers:
        return without_personal(values, columns)
    return {column.key: values.get(column.key, "") for column in columns}


def _texts(rows: Sequence[ProposedRow]) -> dict[UUID, Mapping[str, str]]:
    """What the newest versions say of the entries; contacts aren't kept there."""
    found: dict[UUID, Mapping[str, str]] = {}
    ids = list(dict.fromkeys(row.entry_id for row in rows))
    versions = {row.entry_id: row.version for row in rows}
    for start in range(0, len(ids), _AT_ONCE):
        some = Entry.objects.filter(id__in=ids[start : start + _AT_ONCE])
        entries = list(some.values_list("id", "filing_id", "ordinal"))
        wanted = FilingVersion.objects.filter(
            filing__in={filing for _, filing, _ in entries}, ordinal__in=set(versions.values())
        )
        contents = {
            (filing, ordinal): content["rows"]
            for filing, ordinal, content in wanted.values_list("filing_id", "ordinal", "content")
        }
        for entry, filing, ordinal in entries:
            found[entry] = contents[filing, versions[entry]][ordinal - 1]
    return found


def list_of(row: Publicity, lines: Sequence[Line], *, removed: int = 0) -> PublicList:
    """A round with these lines; its period is told by who knows it."""
    call = row.call
    file = file_of(call.slug, call.source)
    objections = file.objections
    return PublicList(
        call=call.slug,
        number=row.number,
        office=call.office.name,
        title=row.title,
        text=row.text,
        columns=shown_columns(file, row.shows),
        lines=tuple(lines),
        days=row.days,
        working_days=row.working_days,
        places=tuple(row.places),
        contacts=tuple(Contact(**one) for one in row.contact),
        objection_days=objections.days if objections else None,
        named_only=objections.named_only if objections else True,
        evidence=objections.evidence if objections else True,
        replaces=row.replaces.number if row.replaces else 0,
        removed=removed,
    )
