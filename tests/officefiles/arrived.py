"""What comes out of containers, for tests of the kinds of container."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jianyou.officefiles.arrivals.arrival import Passwords, no_password
from jianyou.officefiles.arrivals.budget import CONTAINER_LIMITS, ContainerLimits
from jianyou.officefiles.arrivals.folders import Skipped
from jianyou.officefiles.arrivals.receive import receive


class Arrived(NamedTuple):
    """Members by shown name in order, refusals and what was passed over, each by name and code."""

    files: dict[str, bytes]
    refused: list[tuple[str, str]]
    skipped: list[tuple[str, str]]


def arrived(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    passwords: Passwords = no_password,
    limits: ContainerLimits = CONTAINER_LIMITS,
) -> Arrived:
    """Receive files of these names; afterwards the spool must be empty and nothing outside it written."""
    inbox, spool = folder / "in", folder / "spool"
    for made in (inbox, spool):
        made.mkdir(exist_ok=True)
    given = []
    for number, (name, data) in enumerate(files.items()):
        path = inbox / str(number)
        path.write_bytes(data)
        given.append((name, path))
    found: dict[str, bytes] = {}
    refused, skipped = [], list[Skipped]()
    for arrival in receive(given, spool, passwords=passwords, limits=limits, skipped=skipped):
        if arrival.spooled:
            assert arrival.path.parent == spool
        if arrival.refusal is None:
            assert arrival.name not in found
            found[arrival.name] = arrival.path.read_bytes()
        else:
            assert arrival.refusal.text()
            refused.append((arrival.name, arrival.refusal.code))
        arrival.discard()
    assert list(spool.iterdir()) == []
    assert sorted(path.name for path in folder.iterdir()) == ["in", "spool"]
    assert [path.read_bytes() for _, path in given] == list(files.values())
    return Arrived(found, refused, [(one.name, one.code) for one in skipped])
