"""The report on a scoring check as a workbook."""

from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext

from jianyou.domain.mailbox.moment import moment_text
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.scoring_report import ReportView
from jianyou.web.components.language import page_lang

_PLACES = 2


def report_file(view: ReportView) -> bytes:
    """Three sheets: entries by the declared rule beside the check, experts, and requests to look again."""
    sheets = [_entries(view), _experts(view), _requests(view)]
    return render_workbook(Path("report.xlsx"), sheets).written.data


def in_places(value: Decimal | None, places: int = _PLACES) -> str:
    """A number as people read it, empty for none."""
    return "" if value is None else f"{value:.{places}f}"


def _entries(view: ReportView) -> SheetPaper:
    columns = [
        PaperColumn(gettext("报送编号"), 1.6),
        PaperColumn(gettext("第几条"), 0.6, centered=True),
        PaperColumn(gettext("推荐对象"), 3),
        PaperColumn(gettext("按规则得分"), 1, centered=True),
        PaperColumn(gettext("按规则名次"), 0.8, centered=True),
        PaperColumn(gettext("检查：校准分"), 1, centered=True),
        PaperColumn(gettext("检查：名次"), 0.8, centered=True),
        PaperColumn(gettext("检查：名次区间"), 1.1, centered=True),
        PaperColumn(gettext("检查：在名额内的概率"), 1.2, centered=True),
        PaperColumn(gettext("请再看次数"), 0.8, centered=True),
    ]
    rows = [
        [
            line.entry.number,
            str(line.entry.ordinal),
            line.entry.name,
            in_places(line.score),
            str(line.rank or ""),
            in_places(line.adjusted),
            str(line.adjusted_rank or ""),
            f"{line.first}–{line.last}" if line.first else "",
            line.percent,
            str(line.asked or ""),
        ]
        for line in view.lines
    ]
    return SheetPaper(gettext("申报"), columns, rows)


def _experts(view: ReportView) -> SheetPaper:
    lang = page_lang()
    columns = [
        PaperColumn(gettext("专家"), 1.2),
        PaperColumn(gettext("评分份数"), 0.8, centered=True),
        PaperColumn(gettext("比其他专家低多少分"), 1.2, centered=True),
        PaperColumn(gettext("区间"), 1.4, centered=True),
        PaperColumn(gettext("分差倍数"), 0.8, centered=True),
        PaperColumn(gettext("偏差倍数"), 0.8, centered=True),
        PaperColumn(gettext("说明"), 5),
    ]
    rows = [
        [
            one.name,
            str(one.scores),
            in_places(one.harshness),
            "" if one.low is None else f"{in_places(one.low)} ~ {in_places(one.high)}",
            in_places(one.scale),
            in_places(one.noise),
            "".join(message.text(lang) for message in one.words),
        ]
        for one in view.experts
    ]
    return SheetPaper(gettext("专家"), columns, rows)


def _requests(view: ReportView) -> SheetPaper:
    lang = page_lang()
    columns = [
        PaperColumn(gettext("专家"), 1.2),
        PaperColumn(gettext("报送编号"), 1.6),
        PaperColumn(gettext("推荐对象"), 3),
        PaperColumn(gettext("提出时间"), 2),
        PaperColumn(gettext("提出人"), 1),
        PaperColumn(gettext("理由"), 3),
        PaperColumn(gettext("原来总分"), 0.9, centered=True),
        PaperColumn(gettext("再看以后"), 0.9, centered=True),
        PaperColumn(gettext("再次提交时间"), 2),
    ]
    rows = [
        [
            one.expert,
            one.number,
            one.name,
            moment_text(one.at, lang),
            one.by,
            one.reason,
            in_places(one.before),
            in_places(one.after),
            moment_text(one.answered_at, lang) if one.answered_at else "",
        ]
        for one in view.requests
    ]
    return SheetPaper(gettext("请再看"), columns, rows)
