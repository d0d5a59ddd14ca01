"""按企业: one nominee over all files that name it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jianyou.codes.names import name_key
from jianyou.domain.annexes.records import Form, FormStatus, Row
from jianyou.domain.annexes.schema import AnnexSchema


class Firm(NamedTuple):
    """A nominee by `key` (`name_key`), as first written in `name`.

    `entries` are (file, number of the entry in it); `files` those files, each once, and then the
    sealed scans. `district` and `industry` are the first understood, by their official names,
    empty where none was. `repeated` says that it is entered more than once.
    """

    key: str
    name: str
    files: tuple[str, ...]
    entries: tuple[tuple[str, int], ...]
    district: str = ""
    industry: str = ""
    repeated: bool = False


@dataclass(slots=True)
class _Gathered:
    name: str
    entries: list[tuple[str, int]] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    meaning: dict[str, str] = field(default_factory=dict)


def firms(forms: Iterable[Form], schema: AnnexSchema) -> Sequence[Firm]:
    """Every nominee of the forms, in the order in which they come first; nameless entries are no firm's.

    A sealed scan goes to the nominees that its file name or text names, else to all of its form's.
    """
    gathered: dict[str, _Gathered] = {}
    of_file: dict[str, list[str]] = {}
    scans = []
    for form in forms:
        if form.status is FormStatus.SEALED_SCAN:
            scans.append(form)
            continue
        for row in form.rows:
            key = _gather(gathered, form.file, row, schema)
            if key:
                of_file.setdefault(form.file, []).append(key)
    for scan in scans:
        for key in _shown(scan, of_file.get(scan.scan_of, [])):
            gathered[key].scans.append(scan.file)
    return [_firm(key, one) for key, one in gathered.items()]


def _gather(gathered: dict[str, _Gathered], file: str, row: Row, schema: AnnexSchema) -> str:
    written = row.text(schema.name_column.key)
    key = name_key(written)
    if key:
        one = gathered.setdefault(key, _Gathered(" ".join(written.split())))
        one.entries.append((file, row.number))
        for what in ("region", "industry"):
            if not one.meaning.get(what):
                one.meaning[what] = _understood(row.parsed, what)
    return key


def _understood(parsed: Mapping[str, Mapping[str, Any]], what: str) -> str:
    told = (meaning.get(what) for meaning in parsed.values())
    return next((str(one["name"]) for one in told if one), "")


def _shown(scan: Form, keys: Sequence[str]) -> list[str]:
    """The nominees that a scan names, all of them where it names none."""
    words = (name_key(scan.file.rpartition("/")[2]), name_key(scan.text))
    named = [key for key in keys if any(key in text for text in words)]
    return list(dict.fromkeys(named or keys))


def _firm(key: str, one: _Gathered) -> Firm:
    files = tuple(dict.fromkeys([*(file for file, _ in one.entries), *one.scans]))
    return Firm(
        key,
        one.name,
        files,
        tuple(one.entries),
        one.meaning["region"],
        one.meaning["industry"],
        repeated=len(one.entries) > 1,
    )
