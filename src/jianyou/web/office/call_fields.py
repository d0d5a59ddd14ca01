"""A call file as fields: what stands in each, what is still asked of it, and the clause that it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext

from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.awards import QuotaHolder
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import CompletesOn, DeliveryForm, PriorityGroup, StageKind
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.calls.read_annex import REGIONS
from jianyou.domain.eligibility.load import builtin_packs
from jianyou.domain.notices.remarks import Remark
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.moments import moment_to_type
from jianyou.web.office.call_field import CallField, Group, Kind, flag, texts_of

OFFICE_QUOTA = "office_quota"
"""The path of a field that stands for whichever quota is the office's own."""

_MOST_CONTACTS = 12
_MOST_AWARDS = 20
_MOST_QUOTAS = 12


def groups_of(
    call: Call, remarks: Sequence[Remark], words: Mapping[str, str], *, now: datetime, anew: bool
) -> list[Group]:
    """Every value of the call that can be set on a page. `words` are those of the clauses cited.

    `anew`: the call was copied, and what its own notice must tell is asked for.
    """
    asked: dict[str, list[Remark]] = {}
    for remark in remarks:
        asked.setdefault(_field_of(remark.path, call), []).append(remark)
    unsettled = {_field_of(question.key, call) for question in open_questions(call)}
    if anew:
        unsettled |= {"notice.number", "notice.issued_on"}
    parts = (
        (gettext("通知与时间"), _notice(call, now)),
        (gettext("怎样报送"), _filing(call)),
        (gettext("向谁咨询"), _contacts(call)),
        (gettext("奖项与名额"), _awards(call)),
        (gettext("征集对象"), _audiences(call)),
        (gettext("后续程序"), _course(call)),
    )
    groups = [Group(title, tuple(_told(field, asked, unsettled, words) for field in f)) for title, f in parts]
    return [group for group in groups if group.fields]


def other_remarks(groups: Iterable[Group], remarks: Sequence[Remark], call: Call) -> list[tuple[int, Remark]]:
    """The questions that no field answers, with their place among all."""
    paths = {field.path for group in groups for field in group.fields}
    return [(at, one) for at, one in enumerate(remarks) if _field_of(one.path, call) not in paths]


def remarks_about(field: CallField, remarks: Sequence[Remark], call: Call) -> list[Remark]:
    """The questions that this field answers."""
    return [one for one in remarks if _field_of(one.path, call) == field.path]


def _field_of(path: str, call: Call) -> str:
    """The field that a question's path leads to: of a list that holds nothing the field that begins it."""
    begun = {
        "quotas": OFFICE_QUOTA,
        "awards": "awards.1.name",
        "contacts": f"contacts.{len(call.contacts) + 1}.unit",
        "publicity": "publicity.days",
        "objections": "objections.answer_days",
        "filing.delivery": "filing.delivery.1.place",
    }
    return begun.get(path, path)


def _told(
    field: CallField, asked: Mapping[str, list[Remark]], unsettled: set[str], words: Mapping[str, str]
) -> CallField:
    remarks = asked.get(field.path, [])
    # Where nothing stands in a field its label asks enough, unless there are answers to choose from.
    told = [one for one in remarks if field.texts or one.candidates]
    questions = tuple("\n".join((one.asked, *one.candidates)) for one in told)
    said = words.get(str(field.clause), "") if field.clause else ""
    unset = field.path in unsettled and not field.texts
    return replace(field, asked=questions, words=said, open=field.open or bool(remarks) or unset)


def _notice(call: Call, now: datetime) -> Iterator[CallField]:
    notice = call.notice
    yield CallField(
        path="call",
        label=gettext("代号"),
        hint=gettext("网址的一部分，公布后不再改：小写字母、数字和连字符，例如 quality-2026。"),
        texts=texts_of(call.id),
        required=True,
        longest=64,
        open=call.id.startswith("draft-"),
    )
    yield CallField(
        path="notice.title", label=gettext("通知标题"), texts=texts_of(notice.title), required=True
    )
    yield CallField(path="notice.number", label=gettext("文号"), texts=texts_of(notice.number))
    yield CallField(path="notice.issuer", label=gettext("发布机关"), texts=texts_of(notice.issuer))
    for path, label, day in (
        ("issued_on", gettext("成文日期"), notice.issued_on),
        ("printed_on", gettext("印发日期"), notice.printed_on),
    ):
        texts = texts_of(day.isoformat() if day else "")
        yield CallField(path=f"notice.{path}", label=label, kind=Kind.DAY, texts=texts)
    yield CallField(
        path="deadline",
        label=gettext("截止时间"),
        hint=gettext("北京时间，例如 2026-04-30 18:00。须在将来，发布以后只能延长。"),
        kind=Kind.MOMENT,
        texts=(moment_to_type(call.deadline),),
        required=True,
        clause=call.filing.clause,
        open=call.deadline <= now,
    )
    yield flag("filing.deadline_counts", gettext("正好到截止那一刻也算按时"), on=call.filing.deadline_counts)


def _filing(call: Call) -> Iterator[CallField]:
    filing = call.filing
    yield CallField(
        path="filing.completes_on",
        label=gettext("以什么为报送完成"),
        kind=Kind.CHOICE,
        texts=texts_of(filing.completes_on.value if filing.completes_on else ""),
        choices=(
            (CompletesOn.PAPER, gettext("盖章纸质件送达")),
            (CompletesOn.SEALED_SCAN, gettext("上传盖章扫描件")),
            (CompletesOn.EITHER, gettext("纸质件、扫描件两者有一即可")),
        ),
        clause=filing.clause,
        required=True,
    )
    yield flag("filing.sealed", gettext("报送的表须盖章"), on=filing.sealed, clause=filing.clause)
    yield flag("filing.late_admission", gettext("逾期的经批准可以接收"), on=filing.late_admission)
    forms = tuple((form.value, say(f"show_delivery_{form.value}", lang=page_lang())) for form in DeliveryForm)
    for number, each in enumerate(filing.delivery[:5], 1):
        path, clause = f"filing.delivery.{number}", each.clause
        yield CallField(
            path=f"{path}.form",
            label=gettext("报送方式 {number}").format(number=number),
            kind=Kind.CHOICE,
            texts=texts_of(each.form.value),
            choices=forms,
            required=True,
        )
        place, address = gettext("报送地点 {number}"), gettext("地址 {number}")
        texts = texts_of(each.place)
        yield CallField(path=f"{path}.place", label=place.format(number=number), texts=texts, clause=clause)
        yield CallField(
            path=f"{path}.address", label=address.format(number=number), texts=texts_of(each.address)
        )
    if not filing.delivery:
        yield CallField(path="filing.delivery.1.place", label=gettext("报送地点"), clause=filing.clause)
    if any(column.kind is ColumnKind.REGION_INDUSTRY for column in call.annex.columns):
        yield CallField(
            path="regions",
            label=gettext("核对区县用的地区表"),
            kind=Kind.CHOICE,
            texts=texts_of(call.regions),
            choices=tuple((name, _region_word(name)) for name in REGIONS),
        )


def _region_word(name: str) -> str:
    return {"chongqing": gettext("重庆市区县")}.get(name, name)


def _contacts(call: Call) -> Iterator[CallField]:
    for number, each in enumerate(call.contacts[:_MOST_CONTACTS], 1):
        path = f"contacts.{number}"
        for key, label, text in (
            ("unit", gettext("部门 {number}"), each.unit),
            ("name", gettext("联系人 {number}"), each.name),
            ("phone", gettext("电话 {number}"), each.phone),
        ):
            texts = texts_of(text)
            clause = each.clause if key == "phone" else None
            yield CallField(
                path=f"{path}.{key}", label=label.format(number=number), texts=texts, clause=clause
            )
    number = len(call.contacts) + 1
    if number <= _MOST_CONTACTS:
        for key, label in (
            ("unit", gettext("再加一处：部门")),
            ("name", gettext("再加一处：联系人")),
            ("phone", gettext("再加一处：电话")),
        ):
            yield CallField(path=f"contacts.{number}.{key}", label=label)


def _awards(call: Call) -> Iterator[CallField]:
    packs = tuple((name, name) for name in builtin_packs())
    for number, award in enumerate(call.awards[:_MOST_AWARDS], 1):
        path = f"awards.{number}"
        label = gettext("奖项 {number} 的名称").format(number=number)
        yield CallField(path=f"{path}.name", label=label, texts=texts_of(award.name), required=True)
        if award.rules or award.conditions:
            yield CallField(
                path=f"{path}.as_of",
                label=gettext("“{award}”的年限从哪一天往前算").format(award=award.name),
                hint=gettext("条件里写有“近 5 年”之类的，从这一天往前算。例如 2026-04-30。"),
                kind=Kind.DAY,
                texts=texts_of(award.as_of.isoformat() if award.as_of else ""),
                clause=award.clause,
            )
            label = gettext("“{award}”的参评条件规则").format(award=award.name)
            hint = gettext("选定以后，征集页提供参评条件自测，审查时逐条给出结论。")
            texts = texts_of(award.rules)
            choices = packs if not award.rules or award.rules in dict(packs) else ((award.rules,) * 2, *packs)
            yield CallField(
                path=f"{path}.rules", label=label, hint=hint, kind=Kind.CHOICE, texts=texts, choices=choices
            )
    yield from _quotas(call)
    yield from _office_quota(call)


def _quotas(call: Call) -> Iterator[CallField]:
    holders = (
        (QuotaHolder.AWARD_BODY.value, gettext("奖项主办方的")),
        (QuotaHolder.OFFICE.value, gettext("本部门的")),
        (QuotaHolder.FILER.value, gettext("每个报送单位的")),
    )
    for number, quota in enumerate(call.quotas[:_MOST_QUOTAS], 1):
        said = f"{quota.who} {quota.n:g} {quota.unit}".strip()
        yield CallField(
            path=f"quotas.{number}.holder",
            label=gettext("“{quota}”是谁的限额").format(quota=said),
            kind=Kind.CHOICE,
            texts=texts_of(quota.holder.value),
            choices=holders,
            clause=quota.clause,
            required=True,
        )


def _office_quota(call: Call) -> Iterator[CallField]:
    tiers = [tier.quota for award in call.awards for tier in award.tiers if tier.quota]
    if any(quota.holder is QuotaHolder.OFFICE for quota in tiers):
        return
    own = next((quota for quota in call.quotas if quota.holder is QuotaHolder.OFFICE), None)
    yield CallField(
        path=OFFICE_QUOTA,
        label=gettext("本部门这次最多推荐几个"),
        hint=gettext("没有规定的可以不写。"),
        kind=Kind.NUMBER,
        texts=(f"{own.n:g}",) if own else (),
        high=100_000,
        clause=own.clause if own else None,
    )


def _audiences(call: Call) -> Iterator[CallField]:
    yield CallField(
        path="audiences",
        label=gettext("征集面向哪些单位或个人"),
        hint=gettext("一行一类，例如“全国质量标杆企业”。"),
        kind=Kind.LINES,
        texts=tuple(audience.label for audience in call.audiences),
        high=50,
    )


def _course(call: Call) -> Iterator[CallField]:
    kinds = {stage.kind for stage in call.stages}
    if StageKind.CLEARANCE in kinds:
        yield CallField(
            path="clearance.departments",
            label=gettext("征求哪些部门的意见"),
            hint=gettext("一行一个部门。"),
            kind=Kind.LINES,
            texts=call.clearance.departments if call.clearance else (),
            high=50,
            open=call.clearance is None,
        )
    if StageKind.PUBLICITY in kinds:
        yield from _publicity(call)
    if call.support:
        words = (gettext("被推荐申报的"), gettext("获推荐的"), gettext("获奖的"))
        yield CallField(
            path="support.priority",
            label=gettext("帮扶时谁优先"),
            kind=Kind.MANY,
            texts=tuple(group.value for group in call.support.priority),
            choices=tuple(zip((group.value for group in PriorityGroup), words, strict=True)),
            clause=call.support.clause,
        )


def _publicity(call: Call) -> Iterator[CallField]:
    given, objections = call.publicity, call.objections
    columns = [column for column in call.annex.columns if not column.personal]
    yield CallField(
        path="publicity.days",
        label=gettext("公示几天"),
        kind=Kind.NUMBER,
        texts=(str(given.days),) if given else (),
        high=365,
        clause=given.clause if given else None,
        required=given is not None,
    )
    working = given is not None and given.working_days
    yield flag("publicity.working_days", gettext("按工作日计算公示天数"), on=working)
    yield CallField(
        path="publicity.shows",
        label=gettext("公示哪些栏目"),
        kind=Kind.MANY,
        texts=given.shows if given else ("name",),
        choices=tuple((column.key, column.title) for column in columns),
        required=True,
    )
    yield CallField(
        path="publicity.places",
        label=gettext("在哪里公示"),
        hint=gettext("一行一处，例如网站或公告栏的名称。"),
        kind=Kind.LINES,
        texts=given.places if given else (),
        high=20,
    )
    yield CallField(
        path="objections.answer_days",
        label=gettext("异议几日内答复"),
        kind=Kind.NUMBER,
        texts=texts_of(str(objections.answer_days) if objections and objections.answer_days else ""),
        high=365,
        clause=objections.clause if objections else None,
    )
