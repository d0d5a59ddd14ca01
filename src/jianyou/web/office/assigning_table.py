"""Who judges what, as a workbook for the office."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext

from jianyou.domain.lifecycle.labels import label_code
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.assigning import PairRow
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang


def pairs_file(rows: Sequence[PairRow]) -> bytes:
    """One sheet by entry, one by expert with how many entries each has."""
    lang = page_lang()
    columns = [
        PaperColumn(gettext("报送编号"), 1.6),
        PaperColumn(gettext("第几条"), 0.6, centered=True),
        PaperColumn(gettext("推荐对象"), 3),
        PaperColumn(gettext("区县"), 1.2),
        PaperColumn(gettext("行业"), 0.8),
        PaperColumn(gettext("专家"), 1.2),
        PaperColumn(gettext("专家单位"), 2.4),
        PaperColumn(gettext("状态"), 1),
    ]
    told = [
        [
            row.entry.number,
            str(row.entry.ordinal),
            row.entry.name,
            row.entry.district,
            row.entry.industry,
            row.expert,
            row.employer,
            say(label_code(row.status), lang=lang),
        ]
        for row in rows
    ]
    by_expert: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        by_expert.setdefault((row.expert, row.employer), []).append(row.entry.name)
    people = [
        [name, employer, str(len(entries)), "；".join(entries)]
        for (name, employer), entries in sorted(by_expert.items())
    ]
    heads = [
        PaperColumn(gettext("专家"), 1.2),
        PaperColumn(gettext("专家单位"), 2.4),
        PaperColumn(gettext("家数"), 0.6, centered=True),
        PaperColumn(gettext("推荐对象"), 6),
    ]
    sheets = [SheetPaper(gettext("按推荐对象"), columns, told), SheetPaper(gettext("按专家"), heads, people)]
    return render_workbook(Path("assignment.xlsx"), sheets).written.data
