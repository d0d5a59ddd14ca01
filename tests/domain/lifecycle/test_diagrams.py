"""The page of the reference shows every row of every table, in both languages."""

import re

from jianyou.domain.lifecycle.acts import EVENTS, Act
from jianyou.domain.lifecycle.diagrams import lifecycle_page
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.transitions import TABLES
from jianyou.domain.lifecycle.who_may import WHO_MAY

PAGE = lifecycle_page()


def section(title: str) -> list[str]:
    return PAGE.split(f"## {title}", 1)[1].split("\n## ", 1)[0].splitlines()


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_diagrams_hold_the_ways_between_states_and_no_other() -> None:
    diagrams = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)
    assert len(diagrams) == len(TABLES)
    for diagram, table in zip(diagrams, TABLES.values(), strict=True):
        drawn = {
            (of, act, to)
            for of, to, acts in re.findall(r"^  (\w+) --> (\w+): (.*)$", diagram, re.MULTILINE)
            for act in re.findall(r"[a-z_]+", acts)
        }
        ways = {**table.transitions, **table.carried}
        assert drawn == {(of.value, act.value, to.value) for (of, act), to in ways.items() if of != to}
        assert re.findall(r"\[\*\] --> (\w+)", diagram) == [table.begins.value]


def test_a_row_for_every_state() -> None:
    rows = [cells(row) for row in section("报送件 / filing") if row.startswith("| `")]
    assert rows[3] == [
        "`late`",
        "逾期",
        "late",
        "征集部门 / the office",
        "`register_paper` → `filed`<br>`register_scan` → `filed`<br>"
        "`add_copy`<br>`enter_details`<br>`admit_late` → `filed`<br>"
        "`withdraw` → `withdrawn`<br>`take_filing`<br>`show_personal_data`",
    ]
    assert [row[0] for row in rows] == ["`draft`", "`prefilled`", "`filed`", "`late`", "`withdrawn`"]


def test_a_row_for_every_act() -> None:
    rows = [cells(row) for row in section("办理与留痕 / Acts and events") if row.startswith("| `")]
    assert [(row[0], row[-1]) for row in rows] == [(f"`{act}`", f"`{EVENTS[act]}`") for act in Act]
    assert rows[list(Act).index(Act.SUBMIT)] == [
        "`submit`",
        "网上报送",
        "hand in on the web",
        "报送件 / filing",
        "`open`<br>`closed`",
        "—",
        "截止时间之前 / before the deadline",
        "`filing_submitted`",
    ]


def test_who_may_as_marks() -> None:
    rows = [cells(row) for row in section("谁可以办理 / Who may") if re.match(r"\| \S+ `", row)]
    marked = {
        act: frozenset(role for role, mark in zip(Role, row[1:], strict=True) if mark)
        for act, row in zip(Act, rows, strict=True)
    }
    assert marked == WHO_MAY
    assert rows[list(Act).index(Act.ADMIT_LATE)][1:] == ["", "", "", "◆", "◆", "", "", ""]
