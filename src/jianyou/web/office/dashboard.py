"""到件情况 as pictures, each with the table that it was drawn from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from jianyou.codes import industry
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.arrivals_desk import DECISIONS, ArrivalsDesk, Hour
from jianyou.queries.entry_wanted import NOT_TOLD
from jianyou.terms.charts import ABOVE, Bar, Chart, Words, bar_chart
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.risings import HOUR, HourBars, Pair, Risings, hour_bars, risings
from jianyou.web.components.tilemap import TileMap, tile_map
from jianyou.web.office.entry_listing import EntryListing
from jianyou.web.office.finding_kinds import kind_word

LAST_HOURS = 48
_MOST_BARS = 12
_MOST_ROWS = 200

Drawn = Risings | HourBars | TileMap | Chart


class Row(NamedTuple):
    """A line of figures; `href` leads to what is counted in it, empty where there is no list of that."""

    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its key: what it shows in words, how it is drawn, and its figures."""

    key: str
    title: str
    description: str
    template: str
    drawn: Drawn
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int
    height: int
    rest: str = ""

    @property
    def told(self) -> str:
        """The figures in one sentence, for whoever doesn't see the picture."""
        lines = (gettext("，").join(row.cells) for row in self.rows[:_MOST_BARS])
        return gettext("；").join(lines) if self.rows else gettext("还没有。")


def figures_of(desk: ArrivalsDesk) -> dict[str, Figure]:
    """The pictures by their keys, as far as there is anything to draw them from."""
    made = (_course(desk), _last_hours(desk), _districts(desk), _industries(desk), _findings(desk))
    return {figure.key: figure for figure in made if figure}


def figures_file(desk: ArrivalsDesk) -> bytes:
    """All figures as a workbook, one sheet each; it names no filer and no nominee."""
    sheets = [_sheet(figure.title, figure.heads, figure.rows) for figure in figures_of(desk).values()]
    return render_workbook(Path("figures.xlsx"), [*_states(desk), *sheets, _officers(desk)]).written.data


def _course(desk: ArrivalsDesk) -> Figure:
    totals = _totals(desk.hours, desk.now)
    until = min(desk.now, desk.deadline)
    begins = desk.opened_at or until
    return Figure(
        key="course",
        title=gettext("到件的件数与截止时间"),
        description=gettext("报送完成的报送件累计数：实线是全部，长划是交了纸质件的，点线是只有电子件的。"),
        template="office/dashboard_course.html",
        drawn=(drawn := risings(totals, begins=begins, until=until, mark=desk.deadline)),
        heads=(gettext("日期"), gettext("纸质件"), gettext("只有电子件"), gettext("当日"), gettext("累计")),
        rows=tuple(_days(desk.hours)),
        width=drawn.width,
        height=drawn.height,
    )


def _totals(hours: Sequence[Hour], now: datetime) -> dict[str, list[tuple[datetime, int]]]:
    """What was complete at the end of each hour; the hour that runs ends now."""
    totals: dict[str, list[tuple[datetime, int]]] = {"all": [], "paper": [], "web": []}
    paper = web = 0
    for hour in hours:
        paper, web = paper + hour.paper, web + hour.web
        at = max(min(hour.at + HOUR, now), hour.at)
        for key, total in (("all", paper + web), ("paper", paper), ("web", web)):
            totals[key].append((at, total))
    return totals


def _days(hours: Iterable[Hour]) -> Iterator[Row]:
    by_day: dict[str, tuple[int, int]] = {}
    for hour in hours:
        day = hour.at.date().isoformat()
        paper, web = by_day.get(day, (0, 0))
        by_day[day] = (paper + hour.paper, web + hour.web)
    total = 0
    for day, (paper, web) in by_day.items():
        total += paper + web
        yield Row((day, str(paper), str(web), str(paper + web), str(total)))


def _last_hours(desk: ArrivalsDesk) -> Figure:
    last = min(desk.now, desk.deadline)
    pairs = [Pair(hour.at, hour.paper, hour.web) for hour in desk.hours]
    drawn = hour_bars(pairs, last=last, hours=LAST_HOURS, mark=desk.deadline)
    since = last - timedelta(hours=LAST_HOURS)
    rows = [
        Row((f"{hour.at:%Y-%m-%d %H:%M}", str(hour.paper), str(hour.web), str(hour.paper + hour.web)))
        for hour in desk.hours
        if since - HOUR <= hour.at <= last
    ]
    return Figure(
        key="hours",
        title=gettext("最近两天，逐小时") if desk.open else gettext("截止前两天，逐小时"),
        description=gettext("每小时报送完成的件数：实心是交了纸质件的，空心是只有电子件的。"),
        template="office/dashboard_hours.html",
        drawn=drawn,
        heads=(gettext("从几时起的一小时"), gettext("纸质件"), gettext("只有电子件"), gettext("合计")),
        rows=tuple(rows),
        width=drawn.width,
        height=drawn.height,
    )


def _districts(desk: ArrivalsDesk) -> Figure | None:
    if not desk.regions:
        return None
    drawn = tile_map(desk.districts, desk.regions, desk.as_of)
    ordered = sorted(desk.districts.items(), key=lambda one: (-one[1], one[0]))
    untold = gettext("表中没有写明的 {count} 个。").format(count=drawn.untold) if drawn.untold else ""
    return Figure(
        key="districts",
        title=gettext("区县"),
        description=gettext("各区县的推荐对象数；格子大致按方位排列，数字越大颜色越深。"),
        template="office/dashboard_tiles.html",
        drawn=drawn,
        heads=(gettext("区县"), gettext("推荐对象数")),
        rows=tuple(
            Row(
                (name or gettext("表中没有写明"), str(count)),
                _list_of(desk, district=name or NOT_TOLD),
            )
            for name, count in ordered
        ),
        width=drawn.width,
        height=drawn.height,
        rest=untold,
    )


def _industries(desk: ArrivalsDesk) -> Figure:
    ordered = sorted(desk.divisions.items(), key=lambda one: (-one[1], one[0]))
    bars = [Bar(_division(code), count, "plain" if code else "unknown") for code, count in ordered]
    rows = [
        Row((bar.label, str(count)), _list_of(desk, section=code[:1] or NOT_TOLD))
        for bar, (code, count) in zip(bars, ordered, strict=True)
    ]
    title, told = (
        gettext("行业大类"),
        gettext("各行业大类的推荐对象数，从多到少；只写明门类的按门类计。"),
    )
    return _barred("industries", Words(title, told, _more), bars, rows)


def _findings(desk: ArrivalsDesk) -> Figure:
    ordered = list(desk.codes.items())
    bars = [Bar(kind_word(code), count) for code, count in ordered]
    rows = [
        Row((bar.label, str(count)), _list_of(desk, code=code))
        for bar, (code, count) in zip(bars, ordered, strict=True)
    ]
    title, told = gettext("形式审查发现的问题"), gettext("有这一类问题的推荐对象数，从多到少。")
    return _barred("findings", Words(title, told, _more), bars, rows)


def _barred(key: str, words: Words, bars: Sequence[Bar], rows: Sequence[Row]) -> Figure:
    drawn = bar_chart(key, words, bars, most=_MOST_BARS, layout=ABOVE)
    return Figure(
        key=key,
        title=words.title,
        description=words.description,
        template="office/dashboard_bars.html",
        drawn=drawn,
        heads=(words.title, gettext("推荐对象数")),
        rows=tuple(rows[:_MOST_ROWS]),
        width=340,
        height=drawn.height,
        rest=drawn.rest,
    )


def _division(code: str) -> str:
    if not code:
        return gettext("表中没有写明")
    known = industry.get(code) or industry.get(code[:1])
    return f"{code} {known.name}" if known else code


def _more(count: int, total: int) -> str:
    return say("page_others", {"count": count, "sum": total}, page_lang())


def _list_of(desk: ArrivalsDesk, **wanted: str) -> str:
    """The address of the list of the entries that are counted."""
    return reverse("office:entries", args=[desk.slug]) + EntryListing().other(**wanted).query


def _states(desk: ArrivalsDesk) -> Iterator[SheetPaper]:
    heads = (gettext("状态"), gettext("数量"))
    filings = [Row((_word(state), str(count))) for state, count in desk.filings.items()]
    entries = [Row((_word(state), str(count))) for state, count in desk.entries.items()]
    yield _sheet(gettext("报送件的状态"), heads, filings)
    yield _sheet(gettext("推荐对象的状态"), heads, entries)


def _word(state: FilingStatus | EntryStatus) -> str:
    return say(label_code(state), lang=page_lang())


def _officers(desk: ArrivalsDesk) -> SheetPaper:
    heads = (gettext("经办人"), *(say(label_code(act), lang=page_lang()) for act in DECISIONS))
    rows = [Row((one.name, *(str(one.done.get(act, 0)) for act in DECISIONS))) for one in desk.officers]
    return _sheet(gettext("各人的进度"), heads, rows)


def _sheet(name: str, heads: Sequence[str], rows: Iterable[Row]) -> SheetPaper:
    columns = [PaperColumn(head, 3.0 if at == 0 else 1.0, at > 0) for at, head in enumerate(heads)]
    return SheetPaper(name, columns, [list(row.cells) for row in rows])
