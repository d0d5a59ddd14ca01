"""What lies in the mailbox: deliveries with the truth about each file in them, and the forms they hold."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

from examples.forms import contacts, phrases
from examples.forms.content import Entry, Form, World
from examples.forms.kinds import Made, make

Record = dict[str, Any]


class Delivery(NamedTuple):
    """A file on the disk, and the truth of the files in it: of itself alone, or of a container's members."""

    file: str
    data: bytes
    records: list[Record]


def form_file(file: str, data: bytes, made: Made, kind: str, **more: Any) -> Delivery:
    """A file that must be read as that form."""
    return Delivery(
        file,
        data,
        [
            {
                "file": file,
                "kind": kind,
                "status": "read",
                "header": made.header,
                "rows": made.rows,
                "faults": [],
                **more,
            }
        ],
    )


def paper_file(file: str, data: bytes, kind: str, of: str, by: str) -> Delivery:
    """A scan or print that belongs to the form in the file `of`, as the sign `by` tells."""
    return Delivery(file, data, [{**_empty(file, kind, "sealed_scan"), "scan_of": of, "by": by}])


def bad_file(file: str, data: bytes, kind: str) -> Delivery:
    """A file that can't be read as a form and is no form's scan."""
    fault = {"fault": kind.partition(".")[2], "row": None, "column": None}
    return Delivery(file, data, [{**_empty(file, kind, "rejected"), "faults": [fault]}])


def packed(
    name: str, pack: Callable[[Sequence[tuple[str, bytes]]], bytes], held: Sequence[Delivery]
) -> Delivery:
    """A container; its members' files, and the forms of their scans, are named by their way inside."""
    records = []
    for record in (record for delivery in held for record in delivery.records):
        inside = {key: f"{name}/{record[key]}" for key in ("file", "scan_of") if record.get(key)}
        records.append({**record, **inside})
    return Delivery(name, pack([(each.file, each.data) for each in held]), records)


def firms_form(world: World) -> Form:
    """A firm's own filing."""
    district = world.district()
    who = contacts.contact(world.rng)
    entry = _firm(world, district, who)
    return Form(district, _header(world.rng, entry["name"], who), [entry])


def districts_form(world: World, district: str, count: int) -> Form:
    """What a district's office gathered from its firms."""
    office = contacts.contact(world.rng, office=True)
    entries = [_firm(world, district, contacts.contact(world.rng)) for _ in range(count)]
    return Form(district, _header(world.rng, f"{district}经济信息委", office), entries)


def made(kind: str, form: Form, rng: Random) -> Made:
    """The form as a file of one of the plain kinds."""
    return make(kind, form, rng)


def _firm(world: World, district: str, who: contacts.Contact) -> Entry:
    facts = world.firm_facts(district)
    entry = world.entry_of(facts, phrases.profile(world.rng, facts), who)
    # One way to write the name everywhere: a file name can't have every mark.
    return {**entry, "location_industry": f"{district} {facts.trade.industry}"}


def _header(rng: Random, department: str, who: contacts.Contact) -> dict[str, str]:
    return {
        "department": department,
        "contact": who.name,
        "phone": contacts.written_phone(rng, who.phone),
    }


def _empty(file: str, kind: str, status: str) -> Record:
    return {"file": file, "kind": kind, "status": status, "header": {}, "rows": [], "faults": []}
