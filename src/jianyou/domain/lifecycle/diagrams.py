"""流程图: the page of the reference that shows all tables of this room, made from them."""

from collections.abc import Set as AbstractSet
from itertools import product
from typing import Any

from jianyou.domain.lifecycle.acts import EVENTS, SUBJECTS, Act
from jianyou.domain.lifecycle.labels import Labelled, label_code
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus, Status
from jianyou.domain.lifecycle.surroundings import CALL_MUST_BE, FILING_MUST_BE, WHEN, When
from jianyou.domain.lifecycle.transitions import TABLES, Table, is_final
from jianyou.domain.lifecycle.who_may import DECIDED_BY_HEAD, WHO_MAY
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_HEAD = """\
# 流程 / The lifecycle

本页由 `make docs` 从 `src/jianyou/domain/lifecycle/` 的各张表生成，请勿手工修改。先是每种对象的状态和流转
（括号内为随其他对象一并变动），再是每项办理的前提和留痕，最后是谁可以办理。是否在截止时间之前，由数据库的时钟或到场登记的时间判定，不靠状态，也不靠定时任务。

Made by `make docs` from the tables in `src/jianyou/domain/lifecycle/`; not to be edited by hand. First the
states of each subject and the ways between them (in brackets those that it is carried along by), then what
must hold for each act and the event that it leaves in the audit trail, last who may do it. Whether something
is in time is told by the database's clock or by the stamp of the arrival, never by a state or a scheduler.
"""

_CONDITIONS = """\
- 窗口人员、经办人、处室负责人、监督人员只能办理本部门的；申报单位只能办理自己的报送件。
  / Staff act for their own office only, a filer on the own filing only.
- ◆ 须由本部门的处室负责人决定或批准；部门要求双人办理时，批准人须是另一人。
  / ◆ is decided or approved by a section head of the same office; where the office wants two persons, by
  somebody else than who acts.
- 只有征集规定可以接收逾期件时，才能准予接收逾期件，公众和申报单位也才能在截止时间之后新建报送件、登记逾期件；
  窗口人员、经办人随时可以登记。
  / Only where the call allows late admission is a late filing admitted, and may the public and filers start
  or register one after the deadline; clerks register whoever comes.
"""


def lifecycle_page() -> str:
    """The page in Markdown, in both languages."""
    return "\n".join([_HEAD, *(_subject(table) for table in TABLES.values()), _acts(), _who_may()])


def _subject(table: Table[Any]) -> str:
    rows = [
        [f"`{status}`", *_labels(status), _both(owner), _ways(status)]
        for status, owner in table.owners.items()
    ]
    head = ["state", "中文", "English", "由谁处理 / held by", "可以办理 / acts"]
    return f"## {_both(table.kind)}\n\n{_diagram(table)}\n\n{_table(head, rows)}\n"


def _diagram(table: Table[Any]) -> str:
    """The states and the ways between them in Mermaid; acts that change nothing are left to the table."""
    statuses: list[Status] = list(table.owners)
    ways = {**table.transitions, **table.carried}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'  state "{_labels(status)[0]} {status}" as {status}' for status in statuses]
    lines.append(f"  [*] --> {table.begins}")
    for of, to in product(statuses, repeat=2):
        acts = [f"{_labels(act)[0]} {act}" for act in Act if ways.get((of, act)) == to]
        if acts and of != to:
            lines.append(f"  {of} --> {to}: {'、'.join(acts)}")
    lines += [f"  {status} --> [*]" for status in statuses if is_final(status)]
    return "\n".join([*lines, "```"])


def _ways(status: Status) -> str:
    """The acts that a state knows with where they lead, and the acts elsewhere that carry it along."""
    table = TABLES[type(status)]
    own = [
        _way(status, act, table.transitions[status, act]) for act in Act if (status, act) in table.transitions
    ]
    carried = [_way(status, act, table.carried[status, act]) for act in Act if (status, act) in table.carried]
    return "<br>".join([*own, *(f"({way})" for way in carried)]) or "—"


def _way(status: Status, act: Act, to: Status) -> str:
    return f"`{act}`" if to == status else f"`{act}` → `{to}`"


def _acts() -> str:
    head = ["act", "中文", "English", "对象 / subject", "征集须为 / call is", "报送件须为 / filing is"]
    head += ["时间 / when", "留痕 / event"]
    rows = [
        [
            *(f"`{act}`", *_labels(act), _both(SUBJECTS[act])),
            *(_codes(CallStatus, CALL_MUST_BE.get(act)), _codes(FilingStatus, FILING_MUST_BE.get(act))),
            *(_when(WHEN[act]), f"`{EVENTS[act]}`"),
        ]
        for act in Act
    ]
    return f"## 办理与留痕 / Acts and events\n\n{_table(head, rows)}\n"


def _who_may() -> str:
    head = ["act", *(_both(role) for role in Role)]
    rows = [[f"{_labels(act)[0]} `{act}`", *(_mark(act, role) for role in Role)] for act in Act]
    return f"## 谁可以办理 / Who may\n\n{_table(head, rows)}\n\n{_CONDITIONS}"


def _mark(act: Act, role: Role) -> str:
    if role not in WHO_MAY[act]:
        return ""
    return "◆" if act in DECIDED_BY_HEAD else "●"


def _when(when: When) -> str:
    return "—" if when is When.ANY_TIME else " / ".join(say(f"when_{when}", lang=lang) for lang in Lang)


def _codes(statuses: type[CallStatus] | type[FilingStatus], given: AbstractSet[Status] | None) -> str:
    return "—" if given is None else "<br>".join(f"`{each}`" for each in statuses if each in given)


def _labels(thing: Labelled) -> list[str]:
    return [say(label_code(thing), lang=lang) for lang in Lang]


def _both(thing: Labelled) -> str:
    return " / ".join(_labels(thing))


def _table(head: list[str], rows: list[list[str]]) -> str:
    rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *rows])
