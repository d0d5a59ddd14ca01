"""The acts on a filing and its entries as forms: what each asks, tells and names on its button."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.office_calls import Head, OfficeCallView
from jianyou.queries.office_filing import OfficeFiling
from jianyou.terms.finding import Refused, Severity
from jianyou.web.components.answers import Answers, Cell
from jianyou.web.components.moments import moment_to_type
from jianyou.web.office.forms import Asked, Form, Given, Kind, Look

REASON, DUE, NOTE, APPROVER = "reason", "due", "note", "approver"
COLUMN = "column-"
_DAYS_TO_CORRECT = 7
_CLOSING_HOUR = 18
_SATURDAY = 5


Presets = tuple[tuple[str, str], ...]


def return_form(
    view: OfficeFiling, ordinal: int, shown: Answers, told: Answers, presets: Presets = ()
) -> Form:
    """退回补正: one field a column beside its value, prefilled where the formal check found an error.

    `shown` is the table in the language of the page, `told` in that of the filer, who reads the remarks.
    `presets` are the office's own reasons.
    """
    entry = told.entries[ordinal - 1]
    fields = tuple(
        _column(cell, own) for cell, own in zip(shown.entries[ordinal - 1].cells, entry.cells, strict=True)
    )
    due = Asked(
        DUE,
        gettext("补正期限"),
        gettext("北京时间，例如 2026-04-30 18:00。期限之内只能改上面写了意见的栏目。"),
        Kind.MOMENT,
        start=moment_to_type(default_due(view.now)),
    )
    whole = [one.text for one in entry.remarks if one.severity is Severity.ERROR]
    note = Asked(NOTE, gettext("总的说明（可不填）"), required=False, start="\n".join(whole), presets=presets)
    return Form(
        title=gettext("退回补正"),
        tells=gettext("申报单位会收到消息，看到这些意见和期限；只有写了意见的栏目重新开放。"),
        button=gettext("退回补正 1 条"),
        fields=(*fields, due, note),
        look=_something_asked(fields[0].name),
    )


def _column(cell: Cell, told: Cell) -> Asked:
    errors = [one.text for one in told.remarks if one.severity is Severity.ERROR]
    key = cell.anchor.split("-", 2)[2]
    return Asked(COLUMN + key, gettext("补正意见"), required=False, start="\n".join(errors), cell=cell)


def _something_asked(first: str) -> Look:
    def look(given: Given) -> Mapping[str, Refused]:
        asked = any(name.startswith(COLUMN) for name in given.texts)
        return {} if asked else {first: Refused("office_nothing_asked")}

    return look


def default_due(now: datetime) -> datetime:
    """A week on, at the hour at which offices close; never on a weekend."""
    due = (now + timedelta(days=_DAYS_TO_CORRECT)).replace(
        hour=_CLOSING_HOUR, minute=0, second=0, microsecond=0
    )
    return due + timedelta(days=max(0, 7 - due.weekday()) if due.weekday() >= _SATURDAY else 0)


def refuse_form(presets: Presets = ()) -> Form:
    """不予受理; `presets` are the office's own reasons."""
    return Form(
        title=gettext("不予受理"),
        tells=gettext("申报单位会收到消息，看到这里写的理由。重新审查须由处室负责人决定。"),
        button=gettext("不予受理 1 条"),
        fields=(
            Asked(
                REASON,
                gettext("理由"),
                gettext("写明依据哪一条、哪里不符；申报单位会看到。"),
                presets=presets,
            ),
        ),
    )


def reopen_form() -> Form:
    """重新审查."""
    return Form(
        title=gettext("重新审查"),
        tells=gettext("原来的决定不再有效，这一条回到“待审查”；申报单位会收到消息，看到理由。"),
        button=gettext("重新审查 1 条"),
        fields=(Asked(REASON, gettext("理由"), gettext("申报单位会看到。")),),
    )


def extend_correction_form(due: datetime) -> Form:
    """延长补正期限."""
    return Form(
        title=gettext("延长补正期限"),
        tells=gettext("只对这一个申报单位延长；申报单位会收到消息，看到新的期限和理由。"),
        button=gettext("延长补正期限 1 条"),
        fields=(
            Asked(
                DUE,
                gettext("新的补正期限"),
                gettext("北京时间，例如 2026-04-30 18:00；须晚于现在的期限。"),
                Kind.MOMENT,
                start=moment_to_type(default_due(due)),
            ),
            Asked(REASON, gettext("理由"), gettext("申报单位会看到，并记入操作留痕。")),
        ),
    )


def cancel_correction_form() -> Form:
    """取消补正要求."""
    return Form(
        title=gettext("取消补正要求"),
        tells=gettext("申报单位不用再改，这一条回到“待审查”；申报单位会收到消息，看到理由。"),
        button=gettext("取消补正要求 1 条"),
        fields=(Asked(REASON, gettext("理由"), gettext("申报单位会看到。")),),
    )


def withdraw_form(view: OfficeFiling) -> Form:
    """撤回 by the office."""
    count = len(view.entries)
    return Form(
        title=gettext("撤回报送件"),
        tells=ngettext(
            "其中 {count} 条都不再参加本次征集，不能恢复；申报单位会收到消息，看到理由。",
            "其中 {count} 条都不再参加本次征集，不能恢复；申报单位会收到消息，看到理由。",
            count,
        ).format(count=count),
        button=ngettext("撤回 {count} 条", "撤回 {count} 条", count).format(count=count),
        fields=(Asked(REASON, gettext("理由"), gettext("例如申报单位来函要求撤回，写明函号和日期。")),),
    )


def admit_form(view: OfficeFiling, viewer: Actor, heads: tuple[Head, ...]) -> Form:
    """准予接收逾期件: a section head's decision."""
    count = len(view.entries)
    return Form(
        title=gettext("准予接收逾期件"),
        tells=ngettext(
            "这 {count} 条从此视为完成报送，注明是逾期后准予接收；申报单位会收到消息，看到理由。",
            "这 {count} 条从此视为完成报送，注明是逾期后准予接收；申报单位会收到消息，看到理由。",
            count,
        ).format(count=count),
        button=ngettext("准予接收 {count} 条", "准予接收 {count} 条", count).format(count=count),
        fields=(
            Asked(REASON, gettext("理由"), gettext("写明为什么逾期、依据哪一条准予接收。")),
            *_approval(heads, needed=view.second_person),
        ),
        stopped=_stopped(viewer, heads, second_person=view.second_person),
    )


def extend_form(view: OfficeCallView, viewer: Actor, heads: tuple[Head, ...]) -> Form:
    """延长截止时间, for all."""
    told = sum(n for status, n in view.call.counts.filings.items() if status is not FilingStatus.WITHDRAWN)
    return Form(
        title=gettext("延长截止时间"),
        tells=ngettext(
            "对所有申报单位一样有效，立即在征集页公布，并告知已经报送的 {count} 件。",
            "对所有申报单位一样有效，立即在征集页公布，并告知已经报送的 {count} 件。",
            told,
        ).format(count=told),
        button=gettext("延长截止时间"),
        fields=(
            Asked(
                DUE,
                gettext("新的截止时间"),
                gettext("北京时间，例如 2026-04-30 18:00；须晚于现在的截止时间。"),
                Kind.MOMENT,
            ),
            Asked(REASON, gettext("理由"), gettext("在征集页公布。")),
            *_approval(heads, needed=view.second_person),
        ),
        stopped=_stopped(viewer, heads, second_person=view.second_person),
    )


BEGAN, ENDED = "began", "ended"


def outage_form(view: OfficeCallView, viewer: Actor, heads: tuple[Head, ...]) -> Form:
    """登记停机时段."""
    return Form(
        title=gettext("登记停机时段"),
        tells=gettext("这段时间之内窗口手写的登记单，可以按单上的时间补录；截止时间不因此改变。"),
        button=gettext("登记停机时段"),
        fields=(
            Asked(BEGAN, gettext("停机开始"), gettext("北京时间，例如 2026-04-30 16:05。"), Kind.MOMENT),
            Asked(ENDED, gettext("恢复时间"), gettext("须已经恢复，不能是将来的时间。"), Kind.MOMENT),
            Asked(REASON, gettext("情况说明"), gettext("写明什么停了、怎样知道的。")),
            *_approval(heads, needed=view.second_person),
        ),
        stopped=_stopped(viewer, heads, second_person=view.second_person),
    )


def approver_of(given: Given, viewer: Actor) -> Actor | None:
    """The section head who was named, None where nobody had to be."""
    name = given.texts.get(APPROVER)
    return Actor(role=Role.SECTION_HEAD, person=name, office=viewer.office) if name else None


def _approval(heads: tuple[Head, ...], *, needed: bool) -> tuple[Asked, ...]:
    if not needed:
        return ()
    choices = tuple((head.username, head.name) for head in heads)
    hint = gettext("本部门规定须由两人办理：请先征得另一位处室负责人同意，姓名一并记入操作留痕。")
    return (Asked(APPROVER, gettext("批准人"), hint, Kind.CHOICE, choices=choices),)


def _stopped(viewer: Actor, heads: tuple[Head, ...], *, second_person: bool) -> str:
    """Why this person can't do what a section head decides."""
    if viewer.role is not Role.SECTION_HEAD:
        return gettext("这一项须由本部门的处室负责人登录后办理。")
    if second_person and not heads:
        return gettext("本部门规定须由两人办理，但没有另一位处室负责人的账号，请先开通。")
    return ""


ENTRY_ACTS = (
    Act.RETURN_ENTRY,
    Act.REFUSE_ENTRY,
    Act.EXTEND_CORRECTION,
    Act.CANCEL_CORRECTION,
    Act.REOPEN_ENTRY,
)
"""The acts on an entry that have a page of their own; accepting needs no more than a button."""
