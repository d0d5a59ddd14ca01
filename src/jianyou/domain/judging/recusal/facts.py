"""What is known of experts and entries that can tie one to the other, as plain records."""

from dataclasses import dataclass
from typing import NamedTuple


class Person(NamedTuple):
    """A person who stands in an entry, with the organization that he or she belongs to; empty if untold."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """An expert. `phones` and `addresses` are opaque tokens of normalized values, never in clear.

    Two parties share a phone or an address when they share its token, so that both sides' tokens
    must be made by the same keyed function. `group` is the group of companies of the employer.
    """

    key: str
    name: str
    employer: str = ""
    earlier_employers: tuple[str, ...] = ()
    group: str = ""
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry. `units` are the organizations behind it: the nominee if it is one, the filer, earlier names.

    `nominator` is the office or body that put it forward; `people` the nominee where it is a person,
    the contact, the members of a team.
    """

    key: str
    units: tuple[str, ...] = ()
    group: str = ""
    nominator: str = ""
    people: tuple[Person, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
