"""`jianyou judging assign`: recusals found and declared, a proof, and reasons where there is no plan."""

import json
from pathlib import Path
from typing import Any

import pytest

from jianyou.cli.main import main
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file

ENTRIES = """编号,名称,行业,推荐单位,人员
a,重庆示例齿轮有限公司,机械,示例区经济信息委,张示例（示例研究院）
b,范例电子股份有限公司,电子,示例区经济信息委,
c,样例汽车有限公司,汽车,样例区经济信息委,
d,某某化工有限公司,化工,,
"""
EXPERTS = """编号,姓名,工作单位,曾任职单位,至多
甲,王一,重庆市示例齿轮股份有限公司,,
乙,张二,示例研究院,,
丙,李三,示例大学,范例电子有限公司,
丁,赵四,示例大学,,3
"""
PAIRS = {(entry, expert) for entry in "abcd" for expert in "甲乙丙丁"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("申报.csv").write_text(ENTRIES, "utf-8")
    Path("专家.csv").write_text(EXPERTS, "utf-8")


def assigned(*more: str) -> int:
    return main(["judging", "assign", "申报.csv", "专家.csv", "--per-entry", "2", *more])


def told(capsys: pytest.CaptureFixture[str], *more: str, status: int = 0) -> Any:
    assert assigned("--json", "--quiet", *more) == status
    return json.loads(capsys.readouterr().out)


def test_recusals_from_facts_are_kept_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "--most", "4")
    pairs = {tuple(pair) for pair in found["pairs"]}
    assert len(pairs) == 8
    assert pairs <= PAIRS - {("a", "甲"), ("b", "丙")}
    assert [(tie["expert"], tie["entry"], tie["kind"], tie["blocks"]) for tie in found["ties"]] == [
        ("丙", "b", "earlier_employer", True),
        ("乙", "a", "surname_and_unit", False),
        ("甲", "a", "employer", True),
    ]
    assert (found["complete"], found["checked"]["gap"], found["checked"]["faults"]) == (True, 0, [])
    assert found["load"]["丁"] <= 3


def test_declared_recusals_bar_and_lifted_ones_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("回避.csv").write_text("专家,申报,理由\n丁,b,师生关系\n", "utf-8")
    Path("解除.csv").write_text("专家,申报\n丙,b\n", "utf-8")
    found = told(capsys, "--most", "4", "--recusals", "回避.csv", "--lifted", "解除.csv")
    assert {expert for entry, expert in found["pairs"] if entry == "b"} <= {"甲", "乙", "丙"}
    assert found["ties"][0]["text"] == "专家本人申报回避。师生关系"


def test_affinities_decide_and_an_older_plan_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Path("匹配.csv").write_text("专家,申报,匹配度\n乙,a,0.9\n丁,a,0.8\n甲,b,0.9\n丙,c,0.5\n", "utf-8")
    best = told(capsys, "--most", "2", "--affinity", "匹配.csv", "-o", "原分配.csv")
    assert best["total"] == 3_100_000
    kept = told(capsys, "--most", "2", "--keep", "原分配.csv")
    assert kept["moved"] == {"came": [], "went": []}
    assert kept["pairs"] == best["pairs"]


def test_industry_expertise_and_language_make_the_affinity(capsys: pytest.CaptureFixture[str]) -> None:
    Path("申报.csv").write_text(
        "编号,行业,简况,语言\na,C3670,减速机齿轮热处理,\nb,医药制造业,中药提取,英语\n", "utf-8"
    )
    Path("专家.csv").write_text(
        "编号,行业,专长,语言\n甲,汽车制造业；C34,热处理、齿轮,\n乙,C27,中药,英语\n", "utf-8"
    )
    assert (
        main(["judging", "assign", "申报.csv", "专家.csv", "--per-entry", "1", "--most", "1", "--json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["pairs"] == [["a", "甲"], ["b", "乙"]]


def test_the_worst_served_entry_can_be_cared_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert assigned("--most", "2", "--aim", "worst") == 0
    assert "匹配最差的申报平均匹配度 " in capsys.readouterr().out


def test_experts_cross_industries_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("申报.csv").write_text("编号,行业\na,机械\nb,机械\nc,医药\nd,医药\n", "utf-8")
    Path("专家.csv").write_text("编号,行业\n甲,机械\n乙,机械\n丙,医药\n丁,医药\n", "utf-8")
    apart = told(capsys, "--most", "2")
    assert (apart["design"]["connected"], apart["held"]) == (False, [])
    assert assigned("--most", "2", "--crossing") == 0
    assert "为使评分可比，固定了以下评审（申报/专家），其余按匹配度最优：" in capsys.readouterr().out
    joined = told(capsys, "--most", "2", "--crossing")
    assert (joined["design"]["connected"], joined["design"]["thin"], len(joined["held"])) == (True, {}, 2)
    assert (joined["checked"]["gap"], joined["checked"]["faults"]) == (0, [])


def test_a_plan_that_cannot_be_names_what_is_in_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "--most", "1", status=1)
    assert found["complete"] is False
    assert found["uncovered"] != {}
    assert len(found["texts"]) == len(found["uncovered"])
    assert assigned("--most", "1") == 1
    said = capsys.readouterr().out
    assert "没有更高的分配" not in said
    assert found["texts"][0] in said
    assert (len(found["uncovered"]), said.count("还缺 ")) == (2, 1)
    assert "（因同样这些专家不够而缺的还有 1 项）" in said


def test_results_and_pictures_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = ["-o", "a.csv", "-o", "a.json", "-o", "a.xlsx", "--plots", "图"]
    assert assigned("--most", "3", "--least", "1", *outputs) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("4 项申报、4 位专家，共分配 8 份评审，每位专家 ")
    assert said[1] == "回避 2 对（专家与申报），另有 1 对请人工核实。"
    lines = Path("a.csv").read_text("utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == ("entry,entry_name,expert,expert_name,affinity", 9)
    sheets = [block.part for block in read_file(Path("a.xlsx")).blocks if isinstance(block, Table)]
    assert sheets == ["分配", "专家", "回避"]
    assert sorted(path.name for path in Path("图").iterdir()) == ["coverage.svg", "loads.svg", "plots.html"]


def test_two_experts_of_one_name_stay_two_in_the_pictures() -> None:
    Path("专家.csv").write_text(EXPERTS.replace("赵四", "王一"), "utf-8")
    assert assigned("--most", "3", "--plots", "图") == 0
    page = Path("图/plots.html").read_text("utf-8")
    assert (page.count('<th scope="row">王一 甲</th>'), page.count('<th scope="row">王一 丁</th>')) == (2, 2)


def test_the_order_of_rows_changes_nothing() -> None:
    assert assigned("--most", "3", "-o", "a.json") == 0
    head, *rows = ENTRIES.splitlines()
    Path("申报.csv").write_text("\n".join([head, *rows[::-1]]), "utf-8")
    assert assigned("--most", "3", "-o", "b.json") == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


@pytest.mark.parametrize(
    ("name", "text", "more", "said"),
    [
        (
            "回避.csv",
            "专家,申报\n甲,z\n",
            ("--recusals", "回避.csv"),
            "“回避.csv”第 2 行的“z”不在申报或专家名单中",
        ),
        ("专家.csv", EXPERTS + "甲,重复,,,\n", (), "第 6 行的“甲”前面已经有了"),
        ("专家.csv", EXPERTS.replace("赵四,示例大学,,3", "赵四,示例大学,,三"), (), "“三”不是这里能用的数字"),
        ("匹配.csv", "专家,申报,匹配度\n甲,a,高\n", ("--affinity", "匹配.csv"), "高"),
        ("申报.csv", ENTRIES, ("-o", "申报.csv"), "申报.csv"),
        ("申报.csv", ENTRIES.replace("化工,", ","), ("--crossing",), "申报“d”没有填写行业组"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    name: str, text: str, more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(text, "utf-8")
    assert assigned("--most", "4", *more) == 2
    assert said in capsys.readouterr().err
    assert Path(name).read_text("utf-8") == text
