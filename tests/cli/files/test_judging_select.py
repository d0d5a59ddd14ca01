"""`jianyou judging select`: a call's rules over official scores, with reasons; a draw only where allowed."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jianyou.cli.main import main
from jianyou.domain.judging.draw import DrawPlan, DrawPurpose, Secret, Ticket, commit, make_draw
from jianyou.domain.judging.draw_plain import as_plain
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file
from tests.house.source import ROOT

CALL = str(ROOT / "examples/review-2026.yaml")
HEAD = "申报,组织名称,得分,所在区县,行业,企业规模,集团,现场答辩,材料评审：质量水平和经营绩效"


def row(
    number: int, score: str, *, district: str = "", group: str = "", defence: str = "80", results: str = "30"
) -> str:
    named = district or f"示例{number % 8}区"
    size = "中小企业" if number % 3 else "大型"
    name = f"示例{number}有限公司"
    return f"e{number:02},{name},{score},{named},行业{number % 5},{size},{group},{defence},{results}"


def save(rows: list[str], head: str = HEAD) -> None:
    Path("候选.csv").write_text("\n".join([head, *rows]), "utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save([row(number, f"{95 - number * 0.5:.2f}") for number in range(40)])


def chosen(*more: str) -> int:
    return main(["judging", "select", "候选.csv", "--call", CALL, *more])


def told(capsys: pytest.CaptureFixture[str], *more: str, status: int = 0) -> Any:
    assert chosen("--json", *more) == status
    return json.loads(capsys.readouterr().out)


def test_the_best_fill_the_tiers_and_the_next_learn_what_they_lack(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = told(capsys, "--reserve", "2")
    tiers = {one["entry"]: one["tier"] for one in found["chosen"]}
    assert [entry for entry, tier in tiers.items() if tier == "benchmark"] == [
        f"e{at:02}" for at in range(10)
    ]
    assert [entry for entry, tier in tiers.items() if tier == "nomination"] == [
        f"e{at:02}" for at in range(10, 30)
    ]
    missed = next(one for one in found["reasons"] if one["entry"] == "e30")
    assert (missed["missing_score"], missed["toward"]) == ("0.50", "nomination")
    assert [one["entry"] for one in found["reserve"]] == ["e30"]
    assert found["totals"]["benchmark"] == "927.50"


def test_what_is_missing_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    for score, tier in (("80.51", "nomination"), ("80.49", None)):
        rows = [row(number, f"{95 - number * 0.5:.2f}") for number in range(40)]
        rows[30] = row(30, score)
        save(rows)
        found = {one["entry"]: one["tier"] for one in told(capsys)["chosen"]}
        assert found.get("e30") == tier


def test_a_rule_in_the_way_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    save(
        [
            row(number, f"{95 - number * 0.5:.2f}", group="甲集团" if number in {1, 2} else "")
            for number in range(40)
        ]
    )
    found = told(capsys)
    why = next(one for one in found["reasons"] if one["entry"] == "e02")
    assert (why["tier"], why["blocked_by"]) == (None, ["甲集团只取 1 个"])


def test_results_and_pictures_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert chosen("-o", "a.csv", "-o", "a.json", "-o", "a.xlsx", "--plots", "图", "--explain", "e39") == 0
    said = capsys.readouterr().out
    assert said.startswith("示范区质量标杆：10 项，名额至多 10\n   1     95.00  e00 示例0有限公司\n")
    assert "e39 示例39有限公司  距“示范区质量标杆提名”差" in said
    lines = Path("a.csv").read_text("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(",")[:6]) == (
        41,
        ["1", "e00", "示例0有限公司", "95.00", "benchmark", "5.00"],
    )
    assert json.loads(Path("a.json").read_text("utf-8"))["award"] == "benchmark"
    sheets = [block.part for block in read_file(Path("a.xlsx")).blocks if isinstance(block, Table)]
    assert sheets == ["择优结果", "名额使用"]
    assert sorted(path.name for path in Path("图").iterdir()) == ["plots.html", "quotas.svg"]


def test_the_order_of_rows_changes_nothing() -> None:
    assert chosen("-o", "a.json") == 0
    lines = Path("候选.csv").read_text("utf-8").splitlines()
    save(lines[:0:-1])
    assert chosen("-o", "b.json") == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def equal_at_the_line() -> None:
    """The last place in the nomination goes to one of two that nothing tells apart."""
    rows = [row(number, f"{95 - number * 0.5:.2f}") for number in range(29)]
    save([*rows, *(row(number, "80.00", district=f"边{number}区") for number in (29, 30))])


def test_a_tie_that_only_a_draw_can_settle_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    equal_at_the_line()
    assert chosen() == 1
    assert "错误 “示范区质量标杆提名”：e29 与 e30 并列" in capsys.readouterr().out


def drawn(purpose: DrawPurpose, *, clause: str = "附件3四6") -> list[str]:
    secret = Secret("示例办公室", "一二三", "0f" * 16)
    tickets = tuple(Ticket(f"e{number:02}") for number in range(31))
    plan = DrawPlan(purpose, "同分抽签", tickets, 31, "示例开奖", (commit(secret),), (), clause)
    draw = make_draw(plan, "03 08", [secret])
    Path("抽签.json").write_text(json.dumps(as_plain(draw)), "utf-8")
    return [key for key in draw.order if key in {"e29", "e30"}]


def test_a_draw_settles_it_where_the_call_cites_a_clause(capsys: pytest.CaptureFixture[str]) -> None:
    equal_at_the_line()
    first, second = drawn(DrawPurpose.TIES)
    entries = [one["entry"] for one in told(capsys, "--draw", "抽签.json")["chosen"]]
    assert (first in entries, second in entries) == (True, False)


def test_a_draw_for_something_else_or_a_changed_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    equal_at_the_line()
    drawn(DrawPurpose.DEFENCE_ORDER)
    assert chosen("--draw", "抽签.json") == 2
    assert "不是为同分抽签而抽的" in capsys.readouterr().err
    drawn(DrawPurpose.TIES)
    text = Path("抽签.json").read_text("utf-8")
    Path("抽签.json").write_text(text.replace('"03 08"', '"03 09"'), "utf-8")
    assert chosen("--draw", "抽签.json") == 2
    assert "种子不符" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--award", "无"), "没有奖项“无”"),
        (("--places", "award"), "应写成 等次=名额"),
        (("--explain", "没有"), "没有"),
    ],
)
def test_what_cannot_be_done_is_refused(
    more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chosen(*more) == 2
    assert said in capsys.readouterr().err


def test_a_call_without_a_choice_and_a_table_without_a_column_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["judging", "select", "候选.csv", "--call", "chongqing-2024"]) == 2
    assert "没有写评审（review）和择优（choices）的规则" in capsys.readouterr().err
    save([row(0, "90")], HEAD.replace("现场答辩", "答辩"))
    assert chosen() == 2
    assert "缺少“defence”列（也可写作：现场答辩）" in capsys.readouterr().err
    save([row(0, "90"), row(0, "91")])
    assert chosen() == 2
    assert "第 3 行的“e00”前面已经有了" in capsys.readouterr().err


def test_rules_that_cannot_all_be_kept_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    save([row(0, "90"), row(3, "91")])
    assert chosen() == 2
    assert "中小企业至少 3 个（附件3 四5）" in capsys.readouterr().err


def test_scores_are_read_as_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    save([row(1, "90.10"), row(2, "90.1"), row(4, "90")])
    scores = [one["score"] for one in told(capsys)["chosen"]]
    assert [Decimal(score) for score in scores] == [Decimal("90.1"), Decimal("90.1"), Decimal(90)]
