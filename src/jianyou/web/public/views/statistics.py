"""Figures of a call that may be shown: as pictures with their tables, and as a file."""

import csv
import io
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.labels import label_code
from jianyou.queries.calls import CallView
from jianyou.queries.statistics import LEAST, Shares, Statistics, Step, get_statistics, section_name
from jianyou.terms.charts import ABOVE, BESIDE, Bar, Chart, Layout, Words, bar_chart
from jianyou.terms.message import say
from jianyou.web.components.charts import Course, Point, course
from jianyou.web.components.kept import to_keep
from jianyou.web.components.language import page_lang
from jianyou.web.public.views.calls import call_or_404

_MOST_BARS = 40


@require_safe
def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures, once the log is sealed; before that they would tell who is filing when."""
    call = call_or_404(slug, history=True)
    told = {"here": "home", "call": call}
    if call.head is None:
        return render(request, "public/statistics_open.html", told)
    figures = get_statistics(call=call)
    charts = [chart for _, chart in _charts(figures)]
    told |= {"figures": figures, "course": _course(call, figures), "charts": charts, "least": LEAST}
    return render(request, "public/statistics.html", told)


@require_safe
def statistics_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same figures as a table that spreadsheets open."""
    del request
    call = call_or_404(slug, history=True)
    if call.head is None:
        raise Http404
    written = io.StringIO()
    csv.writer(written).writerows(_lines(get_statistics(call=call)))
    # Without this mark spreadsheets take Chinese in UTF-8 for something else.
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    return to_keep(response, f"{slug}-statistics.csv")


def _course(call: CallView, figures: Statistics) -> Course:
    points = [Point(step.last, step.total) for step in figures.steps]
    return course(points, figures.steps[0].first, call.deadline.date())


def _charts(figures: Statistics) -> Iterator[tuple[str, Chart]]:
    """What is counted, and its picture, as far as the call's table tells it."""
    if figures.by_district:
        bars = _bars({name: name for name, _ in figures.districts.named}, figures.districts)
        yield gettext("区县"), _chart("districts", gettext("按区县"), figures.districts, bars, BESIDE)
    if figures.by_industry:
        names = {letter: letter and section_name(letter) for letter, _ in figures.industries.named}
        bars = _bars(names, figures.industries)
        title = gettext("按行业门类")
        yield gettext("行业门类"), _chart("industries", title, figures.industries, bars, ABOVE)


def _bars(names: dict[str, str], shares: Shares) -> list[Bar]:
    bars = [Bar(names[key], count) for key, count in shares.named if key]
    unknown = [Bar(gettext("表中没有写明"), count, "unknown") for key, count in shares.named if not key]
    rest = [Bar(_rest(shares), shares.rest, "unknown")] if shares.rest else []
    return [*bars, *unknown, *rest]


def _rest(shares: Shares) -> str:
    return gettext("其余 {count} 项").format(count=shares.others)


def _chart(key: str, title: str, shares: Shares, bars: list[Bar], layout: Layout) -> Chart:
    if shares.few:
        told = gettext("推荐对象一共少于 {least} 个，不分项公布。").format(least=LEAST)
    elif not bars:
        told = gettext("没有报送完成的推荐对象。")
    else:
        told = gettext("报送完成的推荐对象数，从多到少；少于 {least} 个的不单列，并入“其余”。").format(
            least=LEAST
        )
    return bar_chart(key, Words(title, told, _more), bars, most=_MOST_BARS, layout=layout)


def _more(count: int, total: int) -> str:
    return say("page_others", {"count": count, "sum": total}, page_lang())


def _lines(figures: Statistics) -> Iterator[tuple[str, str, str]]:
    yield gettext("统计项"), gettext("名称"), gettext("数量")
    for state, count in figures.filings.items():
        yield gettext("报送件的状态"), say(label_code(state), lang=page_lang()), _told(count)
    for entry, count in figures.entries.items():
        yield gettext("推荐对象的状态"), say(label_code(entry), lang=page_lang()), _told(count)
    for channel, count in figures.channels.items():
        yield gettext("报送方式"), channel_word(channel), _told(count)
    for step in figures.steps:
        yield gettext("当日报送完成"), days_of(step), str(step.came)
    for what, chart in _charts(figures):
        for bar in chart.bars:
            yield what, bar.label, str(bar.count)


def _told(count: int | None) -> str:
    return gettext("少于 {least}").format(least=LEAST) if count is None else str(count)


def days_of(step: Step) -> str:
    """A step's days, ISO."""
    return f"{step.first}" if step.first == step.last else f"{step.first} — {step.last}"


def channel_word(channel: str) -> str:
    """A way of filing by its name."""
    words = {
        "web": gettext("网上报送"),
        "import": gettext("征集部门成批导入"),
        "district": gettext("下级部门汇总上报"),
    }
    return words.get(channel) or gettext("窗口递交纸质件")
