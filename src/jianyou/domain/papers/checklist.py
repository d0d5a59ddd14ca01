"""形式审查清单: what is to be looked at in an entry, what the machine can tell, what the officer says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.papers.scanned import Outcome
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Message

LONGEST_REMARK = 500
_HONORS = "honor_"
_DUPLICATES = "duplicate_"


class Item(StrEnum):
    """What is to be looked at, in this order; its words are `check_<item>`."""

    COLUMNS = "columns"
    HEADER = "header"
    SEAL = "seal"
    COPY = "copy"
    PROOFS = "proofs"
    WILLINGNESS = "willingness"
    HONORS = "honors"
    DUPLICATES = "duplicates"


class Machine(StrEnum):
    """What the machine says: in order, something found, or it can't tell."""

    OK = "ok"
    FINDING = "finding"
    UNKNOWN = "unknown"


class Told(NamedTuple):
    """An item with the machine's answer and what it rests on."""

    item: Item
    machine: Machine
    messages: tuple[Message, ...]

    @property
    def word(self) -> Message:
        """What the item is called."""
        return Message(f"check_{self.item}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is known of an entry. `scan` is what the newest sealed scan says, None without one.

    `proofs` counts those of the entry or the whole table, `bad_proofs` those whose validity is wrong;
    `willing` is by award; `twins` counts other entries of the call with the same name or credit code.
    """

    findings: Sequence[Finding]
    ordinal: int
    on_paper: bool
    scan: Outcome | None
    scan_agrees: bool
    proofs: int
    bad_proofs: int
    willing: Mapping[str, bool | None]
    twins: int


def checklist(looked: Looked) -> tuple[Told, ...]:
    """Every item with the machine's answer."""
    own = [one for one in looked.findings if one.row == looked.ordinal and one.severity is not Severity.INFO]
    whole = [one for one in looked.findings if one.row is None and one.severity is not Severity.INFO]
    plain = [one for one in own if not one.code.startswith((_HONORS, _DUPLICATES))]
    return (
        _found(Item.COLUMNS, plain),
        _found(Item.HEADER, whole),
        _seal(looked),
        _copy(looked),
        _proofs(looked),
        _willingness(looked),
        _found(Item.HONORS, [one for one in own if one.code.startswith(_HONORS)]),
        _twins(looked),
    )


def _found(item: Item, findings: Iterable[Finding]) -> Told:
    messages = tuple(Message(one.code, one.params) for one in findings)
    if messages:
        return Told(item, Machine.FINDING, messages)
    return Told(item, Machine.OK, (Message("check_no_findings"),))


def _seal(looked: Looked) -> Told:
    if looked.on_paper:
        return Told(Item.SEAL, Machine.UNKNOWN, (Message("check_on_paper"),))
    if looked.scan:
        return Told(Item.SEAL, Machine.UNKNOWN, (Message("check_scan_only"),))
    return Told(Item.SEAL, Machine.FINDING, (Message("check_nothing_sealed"),))


def _copy(looked: Looked) -> Told:
    if looked.scan in (None, Outcome.UNSEEN, Outcome.WITHOUT):
        return Told(Item.COPY, Machine.UNKNOWN, (Message("check_by_eye"),))
    if looked.scan_agrees:
        return Told(Item.COPY, Machine.OK, (Message("check_copy_same"),))
    return Told(Item.COPY, Machine.FINDING, (Message("check_copy_differs"),))


def _proofs(looked: Looked) -> Told:
    if looked.bad_proofs:
        params = {"count": looked.proofs, "wrong": looked.bad_proofs}
        return Told(Item.PROOFS, Machine.FINDING, (Message("check_proofs_wrong", params),))
    if looked.proofs:
        told = Message("check_proofs_told", {"count": looked.proofs})
        return Told(Item.PROOFS, Machine.UNKNOWN, (told,))
    return Told(Item.PROOFS, Machine.UNKNOWN, (Message("check_proofs_none"),))


def _willingness(looked: Looked) -> Told:
    return Told(Item.WILLINGNESS, *_willing(looked.willing))


def _willing(willing: Mapping[str, bool | None]) -> tuple[Machine, tuple[Message, ...]]:
    messages = tuple(_willing_messages(willing))
    wrong = not any(willing.values()) or None in willing.values()
    return (Machine.FINDING if wrong else Machine.OK), messages


def _willing_messages(willing: Mapping[str, bool | None]) -> Iterator[Message]:
    yes = sum(one is True for one in willing.values())
    silent = sum(one is None for one in willing.values())
    if yes:
        yield Message("check_willing_told", {"count": yes})
    elif not silent:
        yield Message("check_willing_none")
    if silent:
        yield Message("check_willing_open", {"count": silent})


def _twins(looked: Looked) -> Told:
    if looked.twins:
        told = Message("check_duplicates_told", {"count": looked.twins})
        return Told(Item.DUPLICATES, Machine.FINDING, (told,))
    return Told(Item.DUPLICATES, Machine.OK, (Message("check_duplicates_none"),))
