"""The invited firms of a call as a workbook: to work from, and to feed a mail merge with."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext

from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.screening.rosters import CONTACTS
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.invited import InvitedLine, InvitedView
from jianyou.terms.lang import Lang
from jianyou.web.office.invited_listing import FIELDS, PROGRESS

_DAY = "%Y-%m-%d"


def until_of(view: InvitedView) -> str:
    """The deadline as papers and texts tell it."""
    return moment_text(view.deadline, Lang.ZH)


def invited_file(view: InvitedView, lines: Sequence[InvitedLine]) -> bytes:
    """Every firm in a row, contacts as far as its line tells them."""
    columns = [
        PaperColumn(gettext("序号"), 0.5, centered=True),
        PaperColumn(gettext("企业名称"), 3),
        PaperColumn(gettext("统一社会信用代码"), 1.6),
        PaperColumn(gettext("区县")),
        PaperColumn(gettext("行业")),
        PaperColumn(gettext("名单"), 2),
        PaperColumn(gettext("报送情况")),
        PaperColumn(gettext("邀请日期")),
        PaperColumn(gettext("催报日期")),
        *(PaperColumn(str(FIELDS[field]), 1.4) for field in CONTACTS),
        PaperColumn(gettext("征集"), 3),
        PaperColumn(gettext("截止时间"), 2),
        PaperColumn(gettext("征集页面"), 2),
    ]
    rows = [
        [
            str(number),
            *(line.name, line.uscc, line.district, line.industry, "；".join(line.lists)),
            str(PROGRESS[line.progress].word),
            line.invited_at.strftime(_DAY) if line.invited_at else "",
            line.reminded_at.strftime(_DAY) if line.reminded_at else "",
            *(line.contact.get(field, "") for field in CONTACTS),
            *(view.title, until_of(view), view.page_url),
        ]
        for number, line in enumerate(lines, 1)
    ]
    return render_workbook(
        Path("invited.xlsx"), [SheetPaper(gettext("邀请名单"), columns, rows)]
    ).written.data
