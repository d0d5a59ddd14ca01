"""The review of `jianyou site demo`: accepted entries, a panel, sheets most of which are submitted.

What is left to do: the first expert's last sheets, the scoring check, closing, the choice.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from jianyou.actions.assigning import assign_by_hand
from jianyou.actions.calls import open_call
from jianyou.actions.experts import ExpertTold, give_account, keep_experts
from jianyou.actions.joining import declare_ties, sign_undertaking
from jianyou.actions.panels import answer_invitation, invite_panel
from jianyou.actions.recusals import find_recusals
from jianyou.actions.reviews import name_panel, set_review, start_review, start_scoring
from jianyou.actions.sheets import save_sheet, submit_sheet
from jianyou.actions.staff import one_time_password
from jianyou.cli.site.demo_tables import TRADES, file_tables
from jianyou.cli.site.run import with_deadline
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.expert_tasks import TaskView, list_nominees, list_tasks
from jianyou.queries.offices import actor_in
from jianyou.queries.reviews import get_review, undertaking_sha256

CALL = "review-demo"
EXPERT = "zhuanjia1"
"""Who is left with sheets to fill in."""
_SOURCE = Path(__file__).with_name("review-call.yaml")
_EXPERTS = "甲乙丙丁戊己"
_EACH, _LEFT = 4, 2
_TRACES = (0, -2, 1, 2, -1, -9)
"""How much more or less than an entry deserves each expert gives: the last one is harsh."""


def fill_review(*, clerk: Actor, counter: Actor, office: str, due: datetime) -> None:
    """Opens the call and takes its review to the middle of scoring; `due` is the call's deadline."""
    text = with_deadline(_SOURCE.read_text("utf-8"), due)
    file = parse_call(text, source=CALL)
    open_call(actor=clerk, file=file, source=text)
    file_tables(file, clerk=clerk, counter=counter)
    experts = _pool(clerk)
    actors = [actor_in(office=office, role=Role.EXPERT, person=name) for name in experts.values()]
    number = start_review(actor=clerk, call_slug=CALL, stage="material")
    told = get_review(viewer=clerk, slug=CALL, number=number)
    set_review(
        actor=clerk,
        call_slug=CALL,
        review=number,
        blind=False,
        phones=True,
        due=due + timedelta(days=14),
        undertaking=told.undertaking,
    )
    _join(clerk, number, list(experts), actors, told.undertaking)
    find_recusals(actor=clerk, call_slug=CALL, review=number)
    _assign(clerk, number, list(experts))
    start_scoring(actor=clerk, call_slug=CALL, review=number)
    for at, actor in enumerate(actors):
        _score(actor, at)


def _pool(clerk: Actor) -> dict[uuid.UUID, str]:
    """The experts with their logins: each knows two industries."""
    codes = [code for _, code in TRADES.values()]
    told = [
        ExpertTold(
            name=f"专家{sign}",
            employer=f"示例第{at}研究所",
            title="高级工程师",
            industries=(codes[at % 3], codes[(at + 1) % 3]),
            words=("质量管理",),
            languages=("zh",),
            phone=f"023-6111000{at}",
        )
        for at, sign in enumerate(_EXPERTS, 1)
    ]
    logins = {key: f"zhuanjia{at}" for at, key in enumerate(keep_experts(actor=clerk, told=told), 1)}
    for key, username in logins.items():
        give_account(actor=clerk, key=key, username=username, password=one_time_password())
    return logins


def _join(
    clerk: Actor, number: int, experts: Sequence[uuid.UUID], actors: Sequence[Actor], undertaking: str
) -> None:
    """All are invited, accept, have no ties and sign."""
    name_panel(actor=clerk, call_slug=CALL, review=number, experts=experts)
    invite_panel(actor=clerk, call_slug=CALL, review=number, experts=experts)
    digest = undertaking_sha256(undertaking)
    for at, (key, actor) in enumerate(zip(experts, actors, strict=True)):
        answer_invitation(actor=actor, call_slug=CALL, review=number, expert=key, accepts=True)
        review = _task(actor).review
        declare_ties(actor=actor, review=review, ties={})
        sign_undertaking(actor=actor, review=review, digest=digest, name=f"专家{_EXPERTS[at]}")


def _assign(clerk: Actor, number: int, experts: Sequence[uuid.UUID]) -> None:
    """Four experts in turn for each entry; a plan would need the numerical libraries."""
    actor = Actor(role=Role.EXPERT, person=EXPERT, office=clerk.office)
    for at, nominee in enumerate(list_nominees(viewer=actor, review=_task(actor).review)):
        for step in range(_EACH):
            key = experts[(at + step) % len(experts)]
            assign_by_hand(actor=clerk, call_slug=CALL, review=number, expert=key, entry=nominee.key)


def _score(actor: Actor, at: int) -> None:
    """His sheets are submitted, but the first expert's last ones."""
    sheets = _task(actor).sheets
    for sheet in sheets[: len(sheets) - _LEFT] if actor.person == EXPERT else sheets:
        # What an entry deserves has to be the same for all: its name tells it.
        total = 66 + sum(map(ord, sheet.name)) % 26 + _TRACES[at]
        method = round(total * 0.6 * 2) / 2
        texts = {"c-1-points": f"{method:g}", "c-2-points": f"{total - method:g}"}
        edits = [Edit(name, text, "") for name, text in texts.items()]
        edits.append(Edit("c-0-strengths", "数据完整，方法可学。", ""))
        saved = save_sheet(actor=actor, sheet=sheet.key, edits=edits)
        submit_sheet(actor=actor, sheet=sheet.key, seen=saved.revision)


def _task(actor: Actor) -> TaskView:
    return list_tasks(viewer=actor)[0]
