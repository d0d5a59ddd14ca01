"""称号公开查询: the titles of every office that publishes its register, for anyone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from jianyou.domain.titles.standing import Standing, standing
from jianyou.queries.pages import page_of
from jianyou.queries.title_facts import dates_of
from jianyou.queries.titles import TitlesWanted, narrowed, options_of, standing_so
from jianyou.store.dialect import database_now
from jianyou.store.models import Title, TitleSetting
from jianyou.terms.paging import Page

LENGTH = 50
LENGTH_JSON = 500


@dataclass(frozen=True, slots=True)
class PublicTitle:
    """What anyone may know of a title; `uscc` is empty unless its office publishes codes."""

    office: str
    name: str
    former: tuple[str, ...]
    award_name: str
    tier_name: str
    batch: str
    district: str
    conferred_on: date
    valid_until: date | None
    standing: Standing
    uscc: str


@dataclass(frozen=True, slots=True)
class PublicTitles:
    """A page of them, with the words of the filters; `offices` tells whether there are several offices."""

    page: Page[PublicTitle]
    awards: tuple[str, ...]
    batches: tuple[str, ...]
    offices: bool
    today: date


def list_public_titles(*, wanted: TitlesWanted, length: int = LENGTH) -> PublicTitles:
    """The titles that are published, the newest first; nobody is found by a code that isn't."""
    today = localtime(database_now()).date()
    settings = {row.office_id: row for row in TitleSetting.objects.all()}
    hidden = [key for key, row in settings.items() if not row.public]
    coded = {key for key, row in settings.items() if row.shows_uscc}
    shown = Title.objects.exclude(office__in=hidden)
    found = standing_so(narrowed(shown, wanted, today, codes=False), wanted, today)

    def lines(rows: Sequence[Title]) -> list[PublicTitle]:
        return [_line(row, today, coded=row.office_id in coded) for row in rows]

    ordered = found.select_related("office").order_by("-conferred_on", "award_name", "number", "id")
    return PublicTitles(
        page=page_of(ordered, wanted.page, length, lines),
        awards=options_of(shown, "award_name"),
        batches=options_of(shown, "batch"),
        offices=shown.order_by().values("office").distinct().count() > 1,
        today=today,
    )


def _line(row: Title, today: date, *, coded: bool) -> PublicTitle:
    return PublicTitle(
        office=row.office.name,
        name=row.name,
        former=tuple(row.former),
        award_name=row.award_name,
        tier_name=row.tier_name,
        batch=row.batch,
        district=row.district,
        conferred_on=row.conferred_on,
        valid_until=row.valid_until,
        standing=standing(dates_of(row), today),
        uscc=row.uscc if coded else "",
    )
