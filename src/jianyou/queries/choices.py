"""择优 as an office sees it: what was computed for each award, what stands, who signed, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.judging.record_choice import problem_from, result_plain
from jianyou.domain.judging.selection.told import Why
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.choice_records import record_part
from jianyou.queries.choice_told import Named, Telling, Told
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Choice, Entry, SignOff
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message


class ChoiceLine(NamedTuple):
    """A choice in the list; `title` only of a scenario. `chosen` are how many by the names of the tiers."""

    number: int
    award: str
    title: str
    status: str
    official: bool
    chosen: tuple[tuple[str, int], ...]
    signatures: int
    made_by: str
    made_at: datetime


class AwardLine(NamedTuple):
    """An award that the call declares how to choose for; `standing` is the number of what was adopted."""

    key: str
    name: str
    standing: int | None
    lines: tuple[ChoiceLine, ...]


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """The choices of a call; `awards` are those that its file declares how to choose for."""

    slug: str
    title: str
    awards: tuple[AwardLine, ...]
    acts: tuple[Act, ...]
    file: CallFile


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature; `valid` while what was signed stands. `paper`: typed in by `by`."""

    name: str
    post: str
    at: datetime
    valid: bool
    paper: bool
    by: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice opened. `told` is None until it is computed; `failure` and `conflicts` say why there is none.

    `newer` is the number of the choice that stands for the award, where this one was replaced.
    """

    slug: str
    title: str
    line: ChoiceLine
    award_name: str
    wanted: Mapping[str, Any]
    changes: Mapping[str, Any]
    digest: str
    file: str
    size: int
    done: int
    of: int
    told: Told | None
    failure: Message | None
    conflicts: Mapping[str, Sequence[str]]
    settled_by: str
    settled_at: datetime | None
    how: str
    meeting: int
    ballots: tuple[int, ...]
    newer: int | None
    signatures: tuple[Signed, ...]
    acts: tuple[Act, ...]
    call_file: CallFile

    @property
    def running(self) -> bool:
        """Whether it is still computed."""
        return self.line.status == "running"

    @property
    def percent(self) -> int:
        """How far computing is."""
        return round(100 * self.done / self.of) if self.of else 0


def list_computed(*, viewer: Actor, slug: str) -> ChoicesView:
    """The choices of a call of the viewer's office, the newest first.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    file = file_of(call.slug, call.source)
    rows = list(Choice.objects.filter(call=call).order_by("-number"))
    counted: dict[UUID, int] = {}
    for choice in SignOff.objects.filter(choice__in=rows).values_list("choice_id", flat=True):
        counted[choice] = counted.get(choice, 0) + 1
    names = names_of(viewer, [row.made_by for row in rows])
    awards = {award.key: award.name for award in file.awards}
    return ChoicesView(
        slug=call.slug,
        title=call.title,
        awards=tuple(
            AwardLine(
                key=one.award,
                name=awards.get(one.award, one.award),
                standing=next(
                    (row.number for row in rows if row.award == one.award and row.status == "adopted"), None
                ),
                lines=tuple(
                    _line(row, file, names, counted.get(row.id, 0)) for row in rows if row.award == one.award
                ),
            )
            for one in file.choices
        ),
        acts=possible_acts(viewer, subject_at(call, database_now())),
        file=file,
    )


def _line(row: Choice, file: CallFile, names: Mapping[str, str], signatures: int) -> ChoiceLine:
    tiers = _tier_names(file, row.award)
    counts = row.summary.get("chosen", {})
    if "decided" in row.summary:
        decided = list(row.summary["decided"].values())
        counts = {key: decided.count(key) for key in counts}
    return ChoiceLine(
        number=row.number,
        award=row.award,
        title=row.title,
        status=row.status,
        official=not row.changes,
        chosen=tuple((tiers.get(key, key), count) for key, count in counts.items()),
        signatures=signatures,
        made_by=names[row.made_by],
        made_at=localtime(row.made_at),
    )


def _tier_names(file: CallFile, award: str) -> dict[str, str]:
    return {tier.key: tier.name for one in file.choices if one.award == award for tier in one.tiers}


def choice_progress(*, viewer: Actor, slug: str, number: int) -> tuple[str, int, int]:
    """Status, done and of.

    Raises:
        Refused: that office has no such call, or the call no such choice.
    """
    row = _row(own_call(viewer, slug), number)
    return row.status, row.done, row.of


def get_record(*, viewer: Actor, slug: str, number: int) -> tuple[str, bytes]:
    """The digest and the bytes of a choice's decision record.

    Raises:
        Refused: that office has no such call, the call no such choice, or that no record.
    """
    row = _row(own_call(viewer, slug), number)
    if not row.file or not path_of(row.file).is_file():
        raise Refused("choice_record_gone")
    return row.digest, path_of(row.file).read_bytes()


def get_choice(*, viewer: Actor, slug: str, number: int, page: int = 1) -> ChoiceView:
    """A choice of a call of the viewer's office, one page of its ranking.

    Raises:
        Refused: that office has no such call, or the call no such choice.
    """
    call = own_call(viewer, slug)
    row = _row(call, number)
    file = file_of(call.slug, call.source)
    signs = list(SignOff.objects.filter(choice=row).order_by("at", "id"))
    names = names_of(viewer, [row.made_by, row.settled_by, *(sign.by for sign in signs)])
    standing = Choice.objects.filter(call=call, award=row.award, status="adopted").first()
    code, params = row.summary.get("reason", ("", {}))
    failed = row.status == "failed"
    return ChoiceView(
        slug=call.slug,
        title=call.title,
        line=_line(row, file, names, len(signs)),
        award_name=next((one.name for one in file.awards if one.key == row.award), row.award),
        wanted=row.wanted,
        changes=row.changes,
        digest=row.digest,
        file=row.file,
        size=row.size,
        done=row.done,
        of=row.of,
        told=Telling(call, row).told(page) if row.file else None,
        failure=Message(code, _named_params(call, params)) if failed else None,
        conflicts=row.summary.get("conflicts", {}) if failed else {},
        settled_by=names[row.settled_by],
        settled_at=localtime(row.settled_at) if row.settled_at else None,
        how=row.summary.get("how", ""),
        meeting=row.summary.get("meeting", 0),
        ballots=tuple(row.summary.get("ballots", ())),
        newer=standing.number if standing and row.status == "replaced" else None,
        signatures=tuple(_signed(row, sign, names) for sign in signs),
        acts=possible_acts(viewer, subject_at(call, database_now())),
        call_file=file,
    )


def get_reason(*, viewer: Actor, slug: str, number: int, entry: UUID) -> tuple[Named, Why]:
    """Why one entry stands where it does; reckoned anew where it wasn't told at once.

    Raises:
        Refused: that office has no such call, the call no such choice, or that not this entry.
    """
    call = own_call(viewer, slug)
    row = _row(call, number)
    if not row.file:
        raise Refused("choice_unknown")
    telling = Telling(call, row)
    if entry.hex not in telling.scores:
        raise Refused("choice_unknown")
    told = telling.reasons.get(entry.hex) or _reckoned(row.file, entry.hex)
    names = telling.names({entry.hex, *(move["key"] for move in told["displaced"])})
    return names[entry.hex], telling.why(entry.hex, told, names)


def _reckoned(file: str, key: str) -> Mapping[str, Any]:
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.selection.select import Selection  # noqa: PLC0415

    selection = Selection(problem_from(record_part(file, "choice")))
    reasons: Any = result_plain(selection, [key], 0)["why"]
    found: Mapping[str, Any] = reasons[key]
    return found


def _row(call: Call, number: int) -> Choice:
    row = Choice.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("choice_unknown")
    return row


def _signed(row: Choice, sign: SignOff, names: Mapping[str, str]) -> Signed:
    valid = row.status == "adopted" and sign.digest == row.digest
    return Signed(
        sign.name, sign.post, localtime(sign.at), valid, paper=sign.user_id is None, by=names[sign.by]
    )


def _named_params(call: Call, params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters of a message with an entry's name in the place of its key."""
    told = dict(params)
    for name in ("entry", "key"):
        key = str(told.get(name, ""))
        if len(key) == len(UUID(int=0).hex) and key.isalnum():
            found = Entry.objects.filter(call=call, id=key).first()
            told[name] = found.name if found else key
    return told
