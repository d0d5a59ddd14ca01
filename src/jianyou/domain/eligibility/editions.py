"""Editions of one award's conditions: which of them a filing is judged by."""

from collections.abc import Sequence
from datetime import date

from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.eligibility.pack import Pack, Service
from jianyou.terms.finding import Refused


def families() -> dict[str, tuple[str, ...]]:
    """The built-in packs of each family, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for pack in _builtin():
        if pack.family:
            found[pack.family] = (*found.get(pack.family, ()), pack.id)
    return found


def choose(family: str, path: str, on: date, packs: Sequence[Pack] | None = None) -> Pack:
    """The edition of a family that serves filings of that path (new, recheck) on that day.

    The day is that of filing, not the day of reckoning. Where two editions serve, the one that serves
    since later is taken. `packs` are the built-in ones unless given.

    Raises:
        Refused: there is no such family, or none of it serves; says what there is.
    """
    known = _builtin() if packs is None else packs
    editions = [pack for pack in known if pack.family == family]
    if not editions:
        named = sorted({pack.family for pack in known if pack.family})
        raise Refused("pack_no_family", name=quoted(family), known="、".join(named) or "-")
    serving = [
        (service.since, pack)
        for pack in editions
        for service in pack.services
        if service.path == path and _serves(service, on)
    ]
    if not serving:
        shown = "；".join(f"{pack.id}（{_shown(pack)}）" for pack in editions)
        raise Refused(
            "pack_no_edition", name=quoted(family), path=quoted(path), on=on.isoformat(), known=shown
        )
    return max(serving, key=lambda found: found[0])[1]


def _builtin() -> list[Pack]:
    return [load_pack(name) for name in builtin_packs()]


def _serves(service: Service, on: date) -> bool:
    return service.since <= on and (service.until is None or on <= service.until)


def _shown(pack: Pack) -> str:
    """The paths and days that a pack serves: `new 2026-04-01—`."""
    return "、".join(f"{each.path} {each.since}—{each.until or ''}" for each in pack.services) or "-"
