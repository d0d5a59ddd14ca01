"""A call that judges: opened with its review section, entries accepted, a pool of experts, a review."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import open_call
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.experts import ExpertTold, give_account, keep_expert
from jianyou.actions.panels import answer_invitation, invite_panel
from jianyou.actions.recusals import find_recusals
from jianyou.actions.reviews import name_panel, set_review, start_review
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, Expert, User
from tests.site.kit import clerk, counter, staff
from tests.site.office import sent_city, typed
from tests.site.public import CITY

SLUG = "judged"
DISTRICTS = ("渝北区", "江北区", "巴南区")
INDUSTRIES = ("通用设备制造业", "专用设备制造业", "汽车制造业")
"""Of the entries, in turn: C34, C35, C36."""
FIELDS = ("C34", "C35", "C36")
UNDERTAKING = "本人承诺独立、客观、公正评分，不泄露评审内容。"
REVIEW = """
review:
  stages:
    - key: material
      kind: material
      name: 材料评审
      per_entry: 2
      fewest: 1
      weight: 0.6
      load: {least: 0, most: 300}
      formula: {kind: mean, digits: 2}
      rubric:
        - key: leading
          name: 引领性
          most: 40
          clause: 附件1二
          text: 质量水平在行业中领先，有可以核对的数据。
          bands:
            - {low: 0, high: 15, words: 一般}
            - {low: 16, high: 30, words: 较好}
            - {low: 31, high: 40, words: 突出}
        - {key: method, name: 方法, most: 30, step: 0.5, text: 质量管理方法成体系、可推广。}
        - {key: effect, name: 成效, most: 30, text: 经济效益和社会效益。}
    - key: defence
      kind: defence
      name: 现场答辩
      per_entry: 2
      fewest: 1
      weight: 0.4
      phones: yes
      formula: {kind: mean, digits: 2}
      rubric:
        - {key: telling, name: 陈述, most: 50}
        - {key: answers, name: 答问, most: 50}
"""
"""Its stages: `material` (three items, points in steps of 1, 0.5 and 1) and `defence`."""


class World(NamedTuple):
    """The call's name, the review's number, entries and experts by their keys, in the order of making."""

    slug: str
    review: int
    entries: tuple[uuid.UUID, ...]
    experts: tuple[uuid.UUID, ...]

    @property
    def address(self) -> str:
        """Where the office has the review."""
        return f"/office/calls/{self.slug}/reviews/{self.review}/"


def judged_call(slug: str = SLUG, more: str = "", *, review: str = REVIEW) -> Call:
    """The city's call with a review section, open for a day; `more` is put at the end of its file."""
    deadline = database_now() + timedelta(days=1)
    until = deadline.isoformat(timespec="seconds")
    text = source_of(CITY).replace("call: chongqing-2024", f"call: {slug}")
    text = text.replace("deadline: 2024-02-22T18:00:00+08:00", f"deadline: {until}")
    if review:
        text = text.replace("  - {stage: deliberation}", "  - {stage: review}\n  - {stage: deliberation}")
    text += review + more
    return open_call(actor=clerk(), file=parse_call(text, source=slug), source=text)


def accepted(slug: str = SLUG, count: int = 3, *, start: int = 0, together: bool = False) -> list[Entry]:
    """So many accepted entries, each in a filing of its own or all `together` in one.

    Names, districts and industries go round: `示例企业1有限公司`, of 渝北区, in C34, and so on.
    """
    rows = [
        typed(
            f"示例企业{at + 1}有限公司",
            feature="一轴一档，件件可追溯",
            location_industry=f"{DISTRICTS[at % 3]}，制造业（{INDUSTRIES[at % 3]}）",
            contact=f"联系{'甲乙丙丁戊己庚辛壬癸'[at % 10]}，部长，023-6000{at:04}",
        )
        for at in range(start, start + count)
    ]
    for group in [rows] if together else [[row] for row in rows]:
        filed = register_paper(actor=counter(), call_slug=slug, sent=sent_city(*group)).filing
        for ordinal in range(1, len(group) + 1):
            accept_entry(actor=clerk(), looked=Looked(filed.number, ordinal, 1))
    names = [row["name"] for row in rows]
    found = {entry.name: entry for entry in Entry.objects.filter(call__slug=slug, name__in=names)}
    return [found[name] for name in names]


def pool(count: int = 3, *, start: int = 0) -> list[Expert]:
    """So many experts, without accounts: `专家甲1`, of `示例研究院1`, who knows C34, and so on."""
    keys = [
        keep_expert(
            actor=clerk(),
            told=ExpertTold(
                name=f"专家{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{at + 1}",
                employer=f"示例研究院{at + 1}",
                title="高级工程师",
                industries=(FIELDS[at % 3],),
                words=("质量管理",),
                languages=("zh",),
                district=DISTRICTS[at % 3],
                phone=f"023-6111{at:04}",
            ),
        )
        for at in range(start, start + count)
    ]
    found = Expert.objects.in_bulk(keys)
    return [found[key] for key in keys]


def with_accounts(experts: Iterable[Expert]) -> list[Actor]:
    """Gives each an account `expert1`, `expert2`, …, and tells them as actors; passwords are settled."""
    made = []
    for at, expert in enumerate(experts, 1):
        give_account(actor=clerk(), key=expert.id, username=f"expert{at}", password="7K3M-9QXA-2BCD-4EFG")
        made.append(staff(Role.EXPERT, f"expert{at}"))
    User.objects.filter(username__in=[one.person for one in made]).update(must_change=False)
    return made


def on_panel(slug: str, review: int, experts: Sequence[uuid.UUID]) -> None:
    """Names, invites and has them accept."""
    name_panel(actor=clerk(), call_slug=slug, review=review, experts=experts)
    invite_panel(actor=clerk(), call_slug=slug, review=review, experts=experts)
    for key in experts:
        answer_invitation(actor=clerk(), call_slug=slug, review=review, expert=key, accepts=True)


def judging(
    entries: int = 3, experts: int = 3, *, slug: str = SLUG, blind: bool = False, more: str = ""
) -> World:
    """A review that is prepared: its panel has accepted, ties were looked for; nothing is assigned yet.

    The experts have accounts `expert1`, `expert2`, … unless there are more than 20 of them.
    """
    judged_call(slug, more)
    made = accepted(slug, entries, together=entries > 20)
    who = pool(experts)
    if experts <= 20:
        with_accounts(who)
    number = start_review(actor=clerk(), call_slug=slug, stage="material")
    due = database_now() + timedelta(days=7)
    set_review(
        actor=clerk(),
        call_slug=slug,
        review=number,
        blind=blind,
        phones=False,
        due=due,
        undertaking=UNDERTAKING,
    )
    on_panel(slug, number, [one.id for one in who])
    find_recusals(actor=clerk(), call_slug=slug, review=number)
    return World(slug, number, tuple(one.id for one in made), tuple(one.id for one in who))
