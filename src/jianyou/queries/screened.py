"""筛查: which firms of an office's lists count on a day, and what the awards' rules say to them.

A list that is kept never changes, nor does a call's file: what they come to is worked out once and kept.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from jianyou.codes.names import name_key
from jianyou.domain.eligibility.evaluate import Outcome, evaluate
from jianyou.domain.eligibility.facts import Facts
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Said
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.roster_firms import COUNTING, RosterStatus
from jianyou.domain.screening.rosters import TITLES, RosterKind
from jianyou.queries.audiences import LENGTH
from jianyou.queries.calls import file_of
from jianyou.queries.facts import AwardRules, award_rules
from jianyou.queries.office_calls import own_call
from jianyou.queries.title_facts import bars_on
from jianyou.store.models import AudienceList, Call, Invited, Listed
from jianyou.terms.finding import Refused
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.paging import Page, turned_to
from jianyou.terms.verdict import Verdict

MOST_LISTS = 50
_TITLE_STATUS = {RosterStatus.RECHECKED: "复核通过"}
_VALID = "认定"


@dataclass(frozen=True, slots=True)
class Screening:
    """What is screened: which lists on which day; and which of the firms are wanted.

    `verdict` is of `award`, or without one of any. `news`: those not invited yet.
    """

    lists: tuple[UUID, ...]
    on: date
    award: str = ""
    verdict: Verdict | None = None
    district: str = ""
    search: str = ""
    news: bool = False
    page: int = 1


class Answer(NamedTuple):
    """What an award's rules say to a firm: bits of the conditions not met and of those unknown."""

    verdict: Verdict
    not_met: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Screened:
    """A firm that counts, by its newest row; `lists` are the titles that it holds, `rows` its rows.

    `barred`: until when a revoked title of the office's register keeps it from being named, if it does.
    """

    key: UUID
    name: str
    name_key: str
    sound: str
    uscc: str
    district: str
    industry: str
    lists: tuple[str, ...]
    rows: tuple[UUID, ...]
    answers: Mapping[str, Answer]
    invited: bool = False
    barred: date | None = None


class ConditionCount(NamedTuple):
    """A condition with how many firms don't meet it, and of how many it isn't known."""

    clause: str
    text: str
    not_met: int
    unknown: int


class AwardCount(NamedTuple):
    """An award: how many firms have which answer, and its conditions that leave somebody out or open."""

    award: str
    name: str
    verdicts: Mapping[Verdict, int]
    conditions: tuple[ConditionCount, ...]


class ScreeningView(NamedTuple):
    """A screening: how many count, what each award's rules say, districts, and a page of the firms."""

    total: int
    awards: tuple[AwardCount, ...]
    districts: tuple[tuple[str, int], ...]
    page: Page[Screened]


class JudgedFirm(NamedTuple):
    """An award's answer to a firm, with the facts that it rests on."""

    award: AwardRules
    facts: Facts
    outcome: Outcome


def get_screening(*, viewer: Actor, slug: str, wanted: Screening) -> ScreeningView:
    """What comes of screening the lists for a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    firms = _firms(call, wanted)
    fitting = [firm for firm in firms if _fits(firm, wanted)]
    number = turned_to(wanted.page, len(fitting), LENGTH)
    shown = tuple(fitting[(number - 1) * LENGTH : number * LENGTH])
    districts = Counter(firm.district for firm in firms)
    return ScreeningView(
        total=len(firms),
        awards=tuple(_counts(award_rules(call.slug, call.source), firms)),
        districts=tuple(sorted(districts.items(), key=lambda item: (-item[1], item[0]))),
        page=Page(shown, number, len(fitting), LENGTH),
    )


def select_screened(
    *, viewer: Actor, slug: str, wanted: Screening, keys: Iterable[UUID] | None = None
) -> tuple[Screened, ...]:
    """All firms that a screening shows over all its pages; or those named, as far as they count.

    Raises:
        Refused: the viewer's office has no such call.
    """
    firms = _firms(own_call(viewer, slug), wanted)
    if keys is None:
        return tuple(firm for firm in firms if _fits(firm, wanted))
    named = set(keys)
    return tuple(firm for firm in firms if firm.key in named)


def judge_firm(*, viewer: Actor, slug: str, key: UUID, on: date) -> tuple[str, tuple[JudgedFirm, ...]]:
    """A firm's name, and what each award's rules say to it by all lists of the office.

    Raises:
        Refused: that office has no such call, or no list of its has such a firm.
    """
    call = own_call(viewer, slug)
    row = Listed.objects.filter(id=key, office_id=viewer.office, audience_list__retired_at=None).first()
    if row is None:
        raise Refused("audience_no_such_firm")
    alike = Listed.objects.filter(office_id=viewer.office, audience_list__retired_at=None)
    same = alike.filter(name_key=row.name_key) | (alike.filter(uscc=row.uscc) if row.uscc else alike.none())
    group = _Group(list(same.distinct().select_related("audience_list")))
    raw = group.facts(on)
    return row.name, tuple(_judged(award, raw) for award in award_rules(call.slug, call.source))


class ListChoice(NamedTuple):
    """A list that may be screened; `addressed`: the call addresses firms of its kind."""

    key: UUID
    kind: RosterKind
    title: str
    listed_on: date | None
    addressed: bool


def lists_for(*, viewer: Actor, slug: str) -> tuple[ListChoice, ...]:
    """The lists of the viewer's office that firms count by, those first whose firms the call addresses.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    keys = {one.key for one in file_of(call.slug, call.source).audiences}
    rows = AudienceList.objects.filter(office_id=viewer.office, retired_at=None).exclude(kept_at=None)
    found = [
        ListChoice(
            row.id,
            RosterKind(row.key) if row.key in set(RosterKind) else RosterKind.OTHER,
            _title(row),
            row.listed_on,
            row.key in keys,
        )
        for row in rows.order_by("key", "-made_at")
    ]
    return tuple(sorted(found, key=lambda one: not one.addressed))


def _title(row: AudienceList) -> str:
    return f"{row.title}（{row.batch}）" if row.batch else row.title


def _firms(call: Call, wanted: Screening) -> list[Screened]:
    """The firms that count, each with whether it is invited or barred, which may change from hour to hour."""
    own = AudienceList.objects.filter(
        office_id=call.office_id, id__in=wanted.lists[:MOST_LISTS], retired_at=None
    )
    lists = tuple(sorted(own.exclude(kept_at=None).values_list("id", flat=True)))
    invited = set(Invited.objects.filter(call=call, removed_at=None).values_list("name_key", flat=True))
    bars = bars_on(call.office_id, wanted.on)
    return [
        replace(firm, invited=firm.name_key in invited, barred=bars.get(firm.uscc))
        if firm.name_key in invited or firm.uscc in bars
        else firm
        for firm in _screened(call.slug, call.source, lists, wanted.on)
    ]


def _fits(firm: Screened, wanted: Screening) -> bool:
    elsewhere = bool(wanted.district) and firm.district != wanted.district.removeprefix("-")
    if elsewhere or (wanted.news and firm.invited):
        return False
    if wanted.verdict:
        asked = [firm.answers[wanted.award]] if wanted.award in firm.answers else firm.answers.values()
        if all(answer.verdict is not wanted.verdict for answer in asked):
            return False
    text = wanted.search
    key = name_key(text)
    return not text or key in firm.name_key or key in firm.sound or firm.uscc.startswith(text.upper())


@dataclass(slots=True)
class _Group:
    """The rows of one firm on several lists, the newest list first once they are sorted."""

    rows: list[Listed] = field(default_factory=list)

    def standing(self, on: date) -> list[Listed]:
        """Of each kind of list the newest row that was published by that day, where the title stands."""
        newest: dict[str, Listed] = {}
        for row in sorted(self.rows, key=_newness, reverse=True):
            listed = row.audience_list
            published = _published(row)
            if published is None or published <= on:
                kind = listed.key if listed.key != RosterKind.OTHER else listed.id.hex
                newest.setdefault(kind, row)
        return [row for row in newest.values() if _stands(row, on)]

    def facts(self, on: date) -> dict[str, Any]:
        """What the lists tell of the firm, by the facts' names."""
        rows = sorted(self.rows, key=_newness, reverse=True)
        told: dict[str, Any] = {"kind": NomineeKind.ORGANIZATION.value, "name": rows[0].name}
        for name, texts in {
            "uscc": [row.uscc for row in rows],
            "region": [row.district for row in rows],
            "industry": [row.industry for row in rows],
            "established_on": [row.facts.get("established_on", "") for row in rows],
        }.items():
            if known := next(filter(None, texts), ""):
                told[name] = known
        told["titles"] = [_title_of(row) for row in self.standing(on)]
        return told


def _newness(row: Listed) -> tuple[date, Any, int]:
    return (row.audience_list.listed_on or date.min, row.audience_list.made_at, row.ordinal)


def _published(row: Listed) -> date | None:
    told = row.facts.get("listed_on", "")
    return date.fromisoformat(told) if told else row.audience_list.listed_on


def _stands(row: Listed, on: date) -> bool:
    return row.status in COUNTING and (row.valid_until is None or row.valid_until >= on)


def _title_of(row: Listed) -> dict[str, str]:
    listed, since = row.audience_list, _published(row)
    told = {
        "title": TITLES.get(listed.key, listed.title),
        "batch": row.facts.get("batch", "") or listed.batch,
        "since": since.isoformat() if since else "",
        "until": row.valid_until.isoformat() if row.valid_until else "",
        "status": _TITLE_STATUS.get(RosterStatus(row.status), _VALID),
    }
    return {name: text for name, text in told.items() if text}


@lru_cache(maxsize=4)
def _screened(slug: str, source: str, lists: tuple[UUID, ...], on: date) -> tuple[Screened, ...]:
    awards = award_rules(slug, source)
    answers = _Answers(awards)
    firms = []
    for group in _grouped(lists):
        standing = group.standing(on)
        if not standing:
            continue
        first, facts = standing[0], group.facts(on)
        firms.append(
            Screened(
                key=first.id,
                name=first.name,
                name_key=first.name_key,
                sound=first.sound,
                uscc=facts.get("uscc", ""),
                district=facts.get("region", ""),
                industry=facts.get("industry", ""),
                lists=tuple(_title(row.audience_list) for row in standing),
                rows=tuple(row.id for row in group.rows),
                answers=answers.to(facts),
            )
        )
    return tuple(sorted(firms, key=lambda firm: (firm.district, firm.sound, firm.name)))


def _grouped(lists: Sequence[UUID]) -> Iterable[_Group]:
    """The rows of lists by firm: by credit code, else by name, also by a former one."""
    by_code: dict[str, _Group] = {}
    by_name: dict[str, _Group] = {}
    groups = []
    rows = Listed.objects.filter(audience_list__in=lists).select_related("audience_list")
    for row in sorted(rows, key=_newness, reverse=True):
        former = name_key(str(row.facts.get("former_name", "")))
        names = [name for name in (row.name_key, former) if name]
        group = by_code.get(row.uscc) or next((by_name[name] for name in names if name in by_name), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.rows.append(row)
        if row.uscc:
            by_code.setdefault(row.uscc, group)
        for name in names:
            by_name.setdefault(name, group)
    return groups


class _Answers:
    """Asks each award's rules once for firms of which they are told the same."""

    def __init__(self, awards: Sequence[AwardRules]) -> None:
        self._awards = [(award, _asked(award)) for award in awards]
        self._known: dict[tuple[str, str], Answer] = {}

    def to(self, facts: Mapping[str, Any]) -> Mapping[str, Answer]:
        """The answers to a firm by award."""
        return {award.award: self._answer(award, asked, facts) for award, asked in self._awards}

    def _answer(self, award: AwardRules, asked: frozenset[str], facts: Mapping[str, Any]) -> Answer:
        own = {name: value for name, value in facts.items() if name in asked}
        key = award.award, json.dumps(own, sort_keys=True)
        if key not in self._known:
            outcome = _judged(award, own).outcome
            self._known[key] = Answer(outcome.verdict, *outcome.masks())
        return self._known[key]


def _asked(award: AwardRules) -> frozenset[str]:
    """The facts that an award's rules test."""
    tests = [test.leaf.fact for test in award.rules.tests() if not isinstance(test, Said)]
    return frozenset({"kind", *tests})


def _judged(award: AwardRules, raw: Mapping[str, Any]) -> JudgedFirm:
    own = {name: value for name, value in raw.items() if name in award.rules.pack.facts}
    facts = normalize(own, award.rules.pack.facts, award.rules.as_of).facts
    return JudgedFirm(award, facts, evaluate(award.rules, facts))


def _counts(awards: Sequence[AwardRules], firms: Sequence[Screened]) -> Iterator[AwardCount]:
    for award in awards:
        answers = Counter(firm.answers[award.award] for firm in firms)
        verdicts: Counter[Verdict] = Counter()
        not_met: Counter[int] = Counter()
        unknown: Counter[int] = Counter()
        for answer, count in answers.items():
            verdicts[answer.verdict] += count
            for at in range(len(award.rules.rules)):
                not_met[at] += count * (answer.not_met >> at & 1)
                unknown[at] += count * (answer.unknown >> at & 1)
        conditions = tuple(
            ConditionCount(rule.condition.clause.label(), rule.condition.text, not_met[at], unknown[at])
            for at, rule in enumerate(award.rules.rules)
            if not_met[at] or unknown[at]
        )
        told = {verdict: verdicts[verdict] for verdict in Verdict}
        yield AwardCount(award.award, award.name, told, conditions)
