"""What came before: files with the same bytes and filings with the same nominees, as an import meets them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q

from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.mailbox.importing import FileStatus, ImportStatus
from jianyou.store.models import Entry, Import, ImportedFile, StoredFile

_AT_ONCE = 400
"""Values that one statement asks for: a database takes only so many."""
_SETTLED = (ImportStatus.ENTERED, ImportStatus.UNDOING, ImportStatus.UNDONE, ImportStatus.DROPPED)
_T = TypeVar("_T")


def find_twins(rows: Sequence[ImportedFile]) -> dict[int, dict[str, Any]]:
    """Of which earlier file each of an import's files has the very bytes, by ordinal.

    Told is the `filing` that has it, or the `import`, the `ordinal` in it and the `name`. What was left
    out of an import that is over, dropped or undone, may come again.
    """
    if not rows:
        return {}
    batch = rows[0].batch
    asked = {row.digest for row in rows if row.size}
    filed, first = _filed(batch, asked), _imported(batch, asked)
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.digest in filed:
            told[row.ordinal] = {"filing": filed[row.digest]}
        elif (found := first.get(row.digest)) and found[:2] < (batch.number, row.ordinal):
            told[row.ordinal] = dict(zip(("import", "ordinal", "name"), found, strict=True))
    return told


def _filed(batch: Import, digests: Iterable[str]) -> dict[str, str]:
    """The number of the filing that has a file of that digest; what was withdrawn has none."""
    found: dict[str, str] = {}
    for some in _pieces(sorted(digests)):
        of_call = StoredFile.objects.filter(digest__in=some, version__filing__call=batch.call_id)
        live = of_call.exclude(version__filing__status=FilingStatus.WITHDRAWN).order_by("-id")
        found |= dict(live.values_list("digest", "version__filing__number"))
    return found


def _imported(batch: Import, digests: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    """The first file of that digest: its import (this one, or an earlier that isn't over), ordinal, name."""
    found: dict[str, tuple[int, int, str]] = {}
    here = Q(batch=batch) | Q(batch__call=batch.call_id, batch__number__lt=batch.number)
    for some in _pieces(sorted(digests)):
        rows = ImportedFile.objects.filter(here, digest__in=some).exclude(batch__status__in=_SETTLED)
        rows = rows.exclude(status=FileStatus.TWIN).order_by("-batch__number", "-ordinal")
        for digest, number, ordinal, name in rows.values_list("digest", "batch__number", "ordinal", "name"):
            found[digest] = (number, ordinal, name)
    return found


def came_before(key: UUID, rows: Sequence[ImportedFile]) -> dict[int, int]:
    """Which earlier import each file was left out of, by ordinal."""
    batch = Import.objects.get(id=key)
    found: dict[str, int] = {}
    earlier = ImportedFile.objects.filter(batch__call=batch.call_id, batch__number__lt=batch.number)
    for some in _pieces(sorted({row.digest for row in rows})):
        left = earlier.filter(digest__in=some, status=FileStatus.LEFT_OUT, batch__status=ImportStatus.ENTERED)
        found |= dict(left.order_by("batch__number").values_list("digest", "batch__number"))
    return {row.ordinal: found[row.digest] for row in rows if row.digest in found}


def same_nominees(
    slug: str, key: UUID | None, told: Mapping[int, Mapping[str, Any]]
) -> dict[int, list[dict[str, str]]]:
    """The filings of a call that name a nominee of each form: `number` and `name`, by the form's ordinal.

    Compared by normalized name and by credit code. What was withdrawn doesn't count, nor what came by the
    import with that key.
    """
    keys = {text for one in told.values() for text in one["keys"]}
    codes = {text for one in told.values() for text in one["codes"]}
    by_key: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for field, asked in {"name_key": keys, "uscc": codes}.items():
        for some in _pieces(sorted(asked)):
            live = Entry.objects.filter(**{f"{field}__in": some}, call__slug=slug)
            live = live.exclude(status=EntryStatus.WITHDRAWN).exclude(filing__imported_from__batch=key)
            for text, number, name in live.values_list(field, "filing__number", "name"):
                by_key[text].add((number, name))
    found = {
        ordinal: sorted(
            set().union(*(by_key[text] for text in (*one["keys"], *one["codes"]) if text in by_key))
        )
        for ordinal, one in told.items()
    }
    return {
        ordinal: [{"number": number, "name": name} for number, name in pairs]
        for ordinal, pairs in found.items()
        if pairs
    }


def _pieces(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[begin : begin + _AT_ONCE] for begin in range(0, len(values), _AT_ONCE))
