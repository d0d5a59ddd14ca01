"""Ties between experts and entries: found by indexes of keys, each with the two texts it rests on."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeVar

from jianyou.domain.judging.recusal.facts import EntryFacts, ExpertFacts, Person
from jianyou.domain.judging.recusal.names import (
    bare_key,
    group_key,
    person_key,
    surname,
    unit_key,
    whole_key,
)
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

Progress = Callable[[int, int], None]
Pair = tuple[str, str]
"""(expert, entry), by their keys."""


class TieKind(StrEnum):
    """What ties an expert to an entry, the plainest first."""

    DECLARED = "declared"
    PERSON = "person"
    EMPLOYER = "employer"
    BRANCH = "branch"
    GROUP = "group"
    NOMINATOR = "nominator"
    EARLIER_EMPLOYER = "earlier_employer"
    PHONE = "phone"
    SURNAME_AND_UNIT = "surname_and_unit"
    SAME_NAME = "same_name"
    ALIKE = "alike"
    ADDRESS = "address"


BLOCKING = frozenset(
    {
        TieKind.DECLARED,
        TieKind.PERSON,
        TieKind.EMPLOYER,
        TieKind.BRANCH,
        TieKind.GROUP,
        TieKind.NOMINATOR,
        TieKind.EARLIER_EMPLOYER,
        TieKind.PHONE,
    }
)
"""The kinds that keep an expert from an entry; the others are flagged for a person to look at."""

_REASONS = {
    TieKind.DECLARED: "tie_declared",
    TieKind.PERSON: "tie_person",
    TieKind.EMPLOYER: "tie_employer",
    TieKind.BRANCH: "tie_branch",
    TieKind.GROUP: "tie_group",
    TieKind.NOMINATOR: "tie_nominator",
    TieKind.EARLIER_EMPLOYER: "tie_earlier_employer",
    TieKind.PHONE: "tie_phone",
    TieKind.SURNAME_AND_UNIT: "tie_surname_and_unit",
    TieKind.SAME_NAME: "tie_same_name",
    TieKind.ALIKE: "tie_alike",
    TieKind.ADDRESS: "tie_address",
}
_ORDER = {kind: number for number, kind in enumerate(TieKind)}
_UNITS = {TieKind.EMPLOYER, TieKind.BRANCH, TieKind.EARLIER_EMPLOYER}


class Tie(NamedTuple):
    """An expert tied to an entry, with the two texts as they were written; both empty for opaque tokens."""

    expert: str
    entry: str
    kind: TieKind
    expert_text: str = ""
    entry_text: str = ""
    blocks: bool = True

    @property
    def reason(self) -> Message:
        """Why they are tied, as a code with its parameters."""
        return Message(_REASONS[self.kind], {"expert": self.expert_text, "entry": self.entry_text})

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The reason in words."""
        return self.reason.text(lang)


def find_ties(
    experts: Iterable[ExpertFacts],
    entries: Iterable[EntryFacts],
    *,
    blocking: Collection[TieKind] = BLOCKING,
    progress: Progress | None = None,
) -> tuple[Tie, ...]:
    """Every tie that the facts tell, by expert, entry and kind; one of a kind for each pair.

    The cost grows with the facts and the ties, not with the pairs.

    Raises:
        Refused: two experts or two entries have one key.
    """
    experts = _once(experts, "recusal_expert_twice")
    index = _Index(_once(entries, "recusal_entry_twice"))
    found: list[Tie] = []
    for done, expert in enumerate(experts, 1):
        told: dict[tuple[str, TieKind], Tie] = {}
        for tie in _ties_of(expert, index):
            told.setdefault((tie.entry, tie.kind), tie)
        found += (tie._replace(blocks=tie.kind in blocking) for tie in _telling(told))
        if progress:
            progress(done, len(experts))
    return tuple(sorted(found, key=_place))


def declared_tie(expert: str, entry: str, words: str = "") -> Tie:
    """A tie that the expert declared, in the expert's own words."""
    return Tie(expert, entry, TieKind.DECLARED, words)


def barred(ties: Iterable[Tie], lifted: Collection[Pair] = ()) -> frozenset[Pair]:
    """The pairs that must not meet: those with a tie that blocks, unless the office lifted it."""
    return frozenset((tie.expert, tie.entry) for tie in ties if tie.blocks) - frozenset(lifted)


def _place(tie: Tie) -> tuple[str, str, int]:
    return tie.expert, tie.entry, _ORDER[tie.kind]


_Facts = TypeVar("_Facts", ExpertFacts, EntryFacts)


def _once(facts: Iterable[_Facts], code: str) -> Sequence[_Facts]:
    ordered = sorted(facts, key=lambda one: one.key)
    for one, following in pairwise(ordered):
        if one.key == following.key:
            raise Refused(code, key=one.key)
    return ordered


class _Named(NamedTuple):
    entry: str
    text: str
    key: str
    """What has to agree besides the key that it is found by."""


_Slot = Mapping[str, Sequence[_Named]]


class _Index:
    """The entries' facts by what an expert's fact would have to share; never under an empty key."""

    def __init__(self, entries: Sequence[EntryFacts]) -> None:
        units = [(entry.key, text) for entry in entries for text in sorted(set(entry.units))]
        self.wholes = _slot(units, whole_key)
        self.bares = _slot(units, bare_key)
        self.names_as_groups = _slot(units, group_key)
        self.groups = _slot([(entry.key, entry.group) for entry in entries], group_key)
        self.nominators = _slot([(entry.key, entry.nominator) for entry in entries], whole_key)
        self.phones = _slot([(entry.key, token) for entry in entries for token in entry.phones], str)
        self.addresses = _slot([(entry.key, token) for entry in entries for token in entry.addresses], str)
        self.people, self.families = _people(entries)


def _slot(pairs: Iterable[Pair], key_of: Callable[[str], str]) -> _Slot:
    slot: dict[str, list[_Named]] = defaultdict(list)
    for entry, text in pairs:
        if text and (key := key_of(text)):
            slot[key].append(_Named(entry, text, unit_key(text)))
    return slot


class _Member(NamedTuple):
    entry: str
    person: Person
    wholes: frozenset[str]


def _people(
    entries: Sequence[EntryFacts],
) -> tuple[Mapping[str, Sequence[_Member]], Mapping[Pair, Sequence[_Member]]]:
    """Members by their name, and by surname and organization; who tells no unit belongs to the entry's."""
    by_name: dict[str, list[_Member]] = defaultdict(list)
    by_family: dict[Pair, list[_Member]] = defaultdict(list)
    for entry in entries:
        for person in sorted(set(entry.people)):
            wholes = frozenset(map(whole_key, [person.unit] if person.unit else entry.units)) - {""}
            member = _Member(entry.key, person, wholes)
            if key := person_key(person.name):
                by_name[key].append(member)
            if family := surname(person.name):
                for whole in sorted(wholes):
                    by_family[family, whole].append(member)
    return by_name, by_family


def _ties_of(expert: ExpertFacts, index: _Index) -> Iterator[Tie]:
    yield from _by_employer(expert, index)
    yield from _by_group(expert, index)
    for text in dict.fromkeys(expert.earlier_employers):
        for named in index.wholes.get(whole_key(text), ()):
            yield Tie(expert.key, named.entry, TieKind.EARLIER_EMPLOYER, text, named.text)
    yield from _by_person(expert, index)
    for kind, tokens, slot in (
        (TieKind.PHONE, expert.phones, index.phones),
        (TieKind.ADDRESS, expert.addresses, index.addresses),
    ):
        for token in tokens:
            for named in slot.get(token, ()):
                yield Tie(expert.key, named.entry, kind)


def _by_employer(expert: ExpertFacts, index: _Index) -> Iterator[Tie]:
    employer, own = expert.employer, unit_key(expert.employer)
    for named in index.wholes.get(whole_key(employer), ()):
        kind = TieKind.EMPLOYER if named.key == own else TieKind.BRANCH
        yield Tie(expert.key, named.entry, kind, employer, named.text)
    for named in index.bares.get(bare_key(employer), ()):
        yield Tie(expert.key, named.entry, TieKind.ALIKE, employer, named.text)
    for named in index.nominators.get(whole_key(employer), ()):
        yield Tie(expert.key, named.entry, TieKind.NOMINATOR, employer, named.text)


def _by_group(expert: ExpertFacts, index: _Index) -> Iterator[Tie]:
    """One group; the employer is the other's group, or the other way round."""
    for text, slots in (
        (expert.group, (index.groups, index.names_as_groups)),
        (expert.employer, (index.groups,)),
    ):
        for slot in slots:
            for named in slot.get(group_key(text), ()):
                yield Tie(expert.key, named.entry, TieKind.GROUP, text, named.text)


def _by_person(expert: ExpertFacts, index: _Index) -> Iterator[Tie]:
    own, family = person_key(expert.name), surname(expert.name)
    current = whole_key(expert.employer)
    for member in index.people.get(own, ()):
        kind = TieKind.PERSON if current in member.wholes else TieKind.SAME_NAME
        yield Tie(expert.key, member.entry, kind, _told(expert.name, expert.employer), _told(*member.person))
    if not family:
        return
    for unit in dict.fromkeys((expert.employer, *expert.earlier_employers)):
        for member in index.families.get((family, whole_key(unit)), ()):
            if person_key(member.person.name) != own:
                told = _told(*member.person)
                yield Tie(expert.key, member.entry, TieKind.SURNAME_AND_UNIT, _told(expert.name, unit), told)


def _told(name: str, unit: str) -> str:
    return f"{name}（{unit}）" if unit else name


def _telling(told: Mapping[tuple[str, TieKind], Tie]) -> Iterator[Tie]:
    """Without likenesses of names where the organization is known to be the same."""
    same = {entry for entry, kind in told if kind in _UNITS}
    return (tie for tie in told.values() if tie.kind is not TieKind.ALIKE or tie.entry not in same)
