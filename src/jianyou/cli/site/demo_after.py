"""What follows a choice, in `jianyou site demo`: a decision, a public list, an objection, an activity.

What is left to do: to look at the objection, to give the seats, the recommendation letter and the package.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.timezone import localtime

from jianyou.actions.calls import open_call
from jianyou.actions.collective import Line, Meeting, decide_together
from jianyou.actions.objecting import raise_objection
from jianyou.actions.publicity import prepare_publicity, publish_list
from jianyou.actions.publicity_asked import PublicityAsked
from jianyou.actions.support_activities import ActivityTold, open_activity, plan_activity
from jianyou.actions.support_seats import enter_request
from jianyou.cli.site.demo_tables import file_tables
from jianyou.cli.site.run import with_deadline
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.roles import PUBLIC, Actor
from jianyou.domain.papers.together import Outcome, Person
from jianyou.domain.publicity.lists import Contact
from jianyou.domain.publicity.objections import Channel, ObjectionKind, Objector, ObjectorKind
from jianyou.domain.support.rules import Rule
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.publicity import get_round
from jianyou.queries.support import list_nominees

CALL = "after-demo"
_SOURCE = Path(__file__).with_name("after-call.yaml")
_RECOMMENDED, _RESERVE, _ASKING, _SEATS = 6, 9, 10, 4
_HOUR = timedelta(hours=1)


def fill_after(*, clerk: Actor, counter: Actor, due: datetime) -> None:
    """Opens the call and takes it to the days of its publicity; `due` is the call's deadline."""
    text = with_deadline(_SOURCE.read_text("utf-8"), due)
    file = parse_call(text, source=CALL)
    open_call(actor=clerk, file=file, source=text)
    accepted = file_tables(file, clerk=clerk, counter=counter)
    _decide(clerk, accepted)
    _publish(clerk)
    _invite(clerk, accepted, due)


def _decide(clerk: Actor, accepted: Sequence[tuple[str, int]]) -> None:
    """Every fourth entry is recommended, some are in reserve."""
    order = [accepted[(4 * at) % len(accepted) + 4 * at // len(accepted)] for at in range(_RESERVE)]
    lines = [Line(EntryKey(*key), 1, "benchmark", at, *_outcome(at)) for at, key in enumerate(order, 1)]
    meeting = Meeting(
        held_on=localtime().date(),
        minutes="示经信纪要〔2026〕7号",
        subject="研究质量标杆示例组织推荐名单",
        participants=[Person("张示例", "主任"), Person("赵示例", "副主任"), Person("钱示例", "质量科科长")],
    )
    decide_together(actor=clerk, call_slug=CALL, meeting=meeting, lines=lines)


def _outcome(at: int) -> tuple[Outcome, str]:
    if at <= _RECOMMENDED:
        return Outcome.RECOMMENDED, ""
    return Outcome.RESERVE, "名额已满，列为备选。"


def _publish(clerk: Actor) -> None:
    """The list is public for five working days, and somebody objects."""
    asked = PublicityAsked(
        award="",
        title="质量标杆示例组织拟推荐名单公示",
        text="经形式审查和集体研究，现将拟推荐名单予以公示。公示期内如有异议，请实名提出并附证明材料。",
        shows=("name", "district", "industry"),
        days=5,
        working_days=True,
        contacts=[Contact("质量科", "023-60000000", "示范区示例路1号", "office@example.com")],
        places=["示范区经济信息委网站"],
    )
    number = prepare_publicity(actor=clerk, call_slug=CALL, asked=asked)
    looked = get_round(viewer=clerk, slug=CALL, number=number).looked
    publish_list(actor=clerk, call_slug=CALL, number=number, looked=looked)
    person = Objector(kind=ObjectorKind.PERSON, name="孙示例", phone="023-61234567", identity_last4="0018")
    raise_objection(
        actor=PUBLIC,
        call_slug=CALL,
        publicity=number,
        token=uuid.uuid4(),
        channel=Channel.WEB,
        kind=ObjectionKind.SUBSTANCE,
        about=None,
        text="名单中有单位去年被责令停产整顿，请核实。证明材料随后寄送。",
        person=person,
    )


def _invite(clerk: Actor, accepted: Sequence[tuple[str, int]], due: datetime) -> None:
    """A training with few seats, for which many ask."""
    begins = (due + timedelta(days=20)).replace(hour=9)
    told = ActivityTold(
        kind="training",
        title="卓越绩效自评培训",
        place="示范区质量学院",
        departments=["示范区市场监管局", "示范区经济信息委"],
        begins=begins,
        ends=begins + 8 * _HOUR,
        ask_until=due + timedelta(days=10),
        seats=_SEATS,
        rule=Rule(per_district=2),
        public_value="报名截止次日的福利彩票双色球开奖号码",
    )
    number = plan_activity(actor=clerk, call_slug=CALL, told=told)
    filings = len({number for number, _ in accepted})
    open_activity(actor=clerk, call_slug=CALL, number=number, count=filings)
    for nominee in list_nominees(viewer=clerk, slug=CALL)[:_ASKING]:
        enter_request(actor=clerk, call_slug=CALL, number=number, entry=nominee.key)
