"""称号登记: the register of titles of an office, searched and filtered, and one title with its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.titles.changing import ChangeKind
from jianyou.domain.titles.rules import TitleRule, rule_for
from jianyou.domain.titles.standing import SOON, Standing, TitleStatus, standing
from jianyou.queries.calls import file_of
from jianyou.queries.office_calls import names_of
from jianyou.queries.pages import page_of
from jianyou.queries.title_facts import dates_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Title, TitleName, TitleSetting
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page

LENGTH = 50
MOST_MONTHS = 24
_MONTH = timedelta(days=31)
_SHORTEST_SOUND = 2
_MOST_OPTIONS = 200


@dataclass(frozen=True, slots=True)
class TitlesWanted:
    """Which titles are wanted: `search` by a name its holder has or had, its pinyin, or credit code.

    `due_months`: those that end or are to be re-checked within so many months, 0 for all.
    """

    search: str = ""
    award: str = ""
    batch: str = ""
    district: str = ""
    standing: Standing | None = None
    due_months: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title in a list, as it stands today; `former` are earlier names of its holder, the oldest first."""

    number: int
    name: str
    former: tuple[str, ...]
    uscc: str
    kind: str
    district: str
    award_name: str
    tier_name: str
    batch: str
    conferred_on: date
    valid_until: date | None
    recheck_on: date | None
    barred_until: date | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class TitlesView:
    """A page of the register; counts by standing of all that the other filters leave, and the filters' words.

    `due` is how many end or are to be re-checked within the office's months.
    """

    page: Page[TitleLine]
    counts: Mapping[Standing, int]
    awards: tuple[str, ...]
    batches: tuple[str, ...]
    districts: tuple[str, ...]
    today: date


class ChangeLine(NamedTuple):
    """What was done to a title; `before` and `after` tell only what it changed, days in ISO."""

    kind: ChangeKind
    on: date
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    document: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TitleView:
    """A title opened. `seen` counts its changes; `call` and `filing` are empty for one taken over."""

    line: TitleLine
    document: str
    call: str
    call_title: str
    filing: str
    ordinal: int
    by: str
    at: datetime
    changes: tuple[ChangeLine, ...]
    seen: int
    rule: TitleRule
    today: date


class TitleSettings(NamedTuple):
    """What an office does with its register: see `TitleSetting`."""

    public: bool = True
    shows_uscc: bool = False
    months: int = 3


def get_title_settings(*, viewer: Actor) -> TitleSettings:
    """The settings of the viewer's office."""
    row = TitleSetting.objects.filter(office_id=viewer.office).first()
    return TitleSettings(row.public, row.shows_uscc, row.months) if row else TitleSettings()


def list_titles(*, viewer: Actor, wanted: TitlesWanted) -> TitlesView:
    """The register of the viewer's office, the newest titles first, in the same few statements."""
    today = localtime(database_now()).date()
    own = Title.objects.filter(office_id=viewer.office)
    found = narrowed(own, wanted, today)
    counted = found.aggregate(**{one.value: Count("id", filter=standing_q(one, today)) for one in Standing})
    rows = standing_so(found, wanted, today).order_by("-conferred_on", "number")
    return TitlesView(
        page=page_of(rows, wanted.page, LENGTH, lambda some: lines_of(some, today)),
        counts={one: counted[one.value] for one in Standing},
        awards=options_of(own, "award_name"),
        batches=options_of(own, "batch"),
        districts=options_of(own, "district"),
        today=today,
    )


def select_titles(*, viewer: Actor, wanted: TitlesWanted) -> tuple[TitleLine, ...]:
    """All that a list shows over its pages."""
    today = localtime(database_now()).date()
    found = narrowed(Title.objects.filter(office_id=viewer.office), wanted, today)
    rows = standing_so(found, wanted, today).order_by("-conferred_on", "number")
    return tuple(lines_of(rows, today))


def get_title(*, viewer: Actor, number: int) -> TitleView:
    """A title of the viewer's office.

    Raises:
        Refused: it has none of that number.
    """
    rows = Title.objects.filter(office_id=viewer.office, number=number)
    row = rows.select_related("call", "entry__filing").first()
    if row is None:
        raise Refused("title_unknown")
    today = localtime(database_now()).date()
    changes = list(row.changes.order_by("at", "id"))
    names = names_of(viewer, [row.by, *(one.by for one in changes)])
    return TitleView(
        line=lines_of([row], today)[0],
        document=row.document,
        call=row.call.slug if row.call else "",
        call_title=row.call.title if row.call else "",
        filing=row.entry.filing.number if row.entry else "",
        ordinal=row.entry.ordinal if row.entry else 0,
        by=names[row.by],
        at=localtime(row.at),
        changes=tuple(
            ChangeLine(
                kind=ChangeKind(one.kind),
                on=one.on,
                before=one.before,
                after=one.after,
                reason=one.reason,
                document=one.document,
                by=names[one.by],
                at=localtime(one.at),
            )
            for one in reversed(changes)
        ),
        seen=len(changes),
        rule=rule_of(row),
        today=today,
    )


def rule_of(row: Title) -> TitleRule:
    """What the call's file says of such a title; nothing for one that was taken over."""
    return rule_for(file_of(row.call.slug, row.call.source).titles if row.call else (), row.award)


def named(text: str, *, codes: bool = True) -> Q:
    """Titles by a name of the holder, now or before, in pinyin or initials; with `codes` by credit code."""
    key = name_key(text)
    sound = "".join(filter(str.isalnum, text.lower())) if text.isascii() else sound_of(text).partition(" ")[0]
    names = Q(name_key__contains=key) if key else Q(pk__in=())
    if len(sound) >= _SHORTEST_SOUND:
        names |= Q(sound__contains=sound)
    wanted = Q(pk__in=TitleName.objects.filter(names).values("title"))
    if codes and text.isascii() and key:
        wanted |= Q(uscc__startswith=text.upper().replace(" ", "").replace("-", ""))
    return wanted


def standing_q(wanted: Standing, on: date) -> Q:
    """The titles that stand so on a day, as `domain.titles.standing` tells it."""
    kept = Q(status=TitleStatus.VALID)
    running = kept & (Q(valid_until=None) | Q(valid_until__gte=on))
    # No day is before itself: NULL must not make the others of its comparison unknown.
    rechecked = Q(recheck_on__isnull=False, recheck_on__lte=on)
    unchecked = Q(recheck_on=None) | Q(recheck_on__gt=on)
    soon = Q(valid_until__isnull=False, valid_until__lte=on + SOON)
    later = Q(valid_until=None) | Q(valid_until__gt=on + SOON)
    return {
        Standing.REVOKED: Q(status=TitleStatus.REVOKED),
        Standing.EXPIRED: kept & Q(valid_until__lt=on),
        Standing.RECHECK_DUE: running & rechecked,
        Standing.EXPIRING: running & unchecked & soon,
        Standing.VALID: running & unchecked & later,
    }[wanted]


def last_due(on: date, months: int) -> date:
    """The last day that "within so many months" means."""
    return on + months * _MONTH


def ending_q(on: date, months: int) -> Q:
    """The titles held on a day that end within so many months after it."""
    return Q(status=TitleStatus.VALID, valid_until__gte=on, valid_until__lte=last_due(on, months))


def rechecked_q(on: date, months: int) -> Q:
    """The titles held on a day that are to be re-checked then or within so many months after it."""
    running = Q(status=TitleStatus.VALID) & (Q(valid_until=None) | Q(valid_until__gte=on))
    return running & Q(recheck_on__lte=last_due(on, months))


def lines_of(rows: Iterable[Title], today: date) -> list[TitleLine]:
    """Rows as lists show them."""
    return [
        TitleLine(
            number=row.number,
            name=row.name,
            former=tuple(row.former),
            uscc=row.uscc,
            kind=row.kind,
            district=row.district,
            award_name=row.award_name,
            tier_name=row.tier_name,
            batch=row.batch,
            conferred_on=row.conferred_on,
            valid_until=row.valid_until,
            recheck_on=row.recheck_on,
            barred_until=row.barred_until,
            standing=standing(dates_of(row), today),
        )
        for row in rows
    ]


def standing_so(rows: QuerySet[Title], wanted: TitlesWanted, today: date) -> QuerySet[Title]:
    """Those that stand as is wanted."""
    return rows.filter(standing_q(wanted.standing, today)) if wanted.standing else rows


def narrowed(
    rows: QuerySet[Title], wanted: TitlesWanted, today: date, *, codes: bool = True
) -> QuerySet[Title]:
    """Those that every filter but the standing leaves; without `codes` nobody is found by one."""
    if wanted.search:
        rows = rows.filter(named(wanted.search, codes=codes))
    for column, value in (
        ("award_name", wanted.award),
        ("batch", wanted.batch),
        ("district", wanted.district),
    ):
        rows = rows.filter(**{column: value}) if value else rows
    if wanted.due_months:
        months = min(wanted.due_months, MOST_MONTHS)
        rows = rows.filter(ending_q(today, months) | rechecked_q(today, months))
    return rows


def options_of(rows: QuerySet[Title], column: str) -> tuple[str, ...]:
    """What stands in a column, each once."""
    told = rows.exclude(**{column: ""}).order_by(column).values_list(column, flat=True)
    return tuple(told.distinct()[:_MOST_OPTIONS])
