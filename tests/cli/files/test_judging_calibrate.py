"""`jianyou judging calibrate`: who stands out is told, results are written, and bad scores are named."""

import json
from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file

EXPERTS = [f"专家{number:02}" for number in range(12)]
ENTRIES = 40


def marks() -> list[tuple[str, str, str]]:
    """Whole points from a fixed rule: each expert scores a third of the entries; the last one is harsh."""
    rows = []
    for entry in range(ENTRIES):
        quality = 70 + entry * 17 % 23
        for step in range(5):
            at = (entry * 5 + step * 7 + entry // 12) % len(EXPERTS)
            harsh = -9 if at == 11 else 0
            rows.append((EXPERTS[at], f"申报{entry:02}", str(quality + harsh + (entry * 3 + at * 5) % 5 - 2)))
    return list({(expert, entry): (expert, entry, points) for expert, entry, points in rows}.values())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(marks())
    lines = [
        f"申报{entry:02},示例{entry}有限公司,{'机械' if entry % 2 else '汽车'}" for entry in range(ENTRIES)
    ]
    Path("申报.csv").write_text("\n".join(["编号,名称,行业", *lines]), "utf-8")


def save(rows: list[tuple[str, str, str]]) -> None:
    Path("得分.csv").write_text("\n".join(["专家,申报,得分", *map(",".join, rows)]), "utf-8")


def test_the_harsh_expert_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judging", "calibrate", "得分.csv", "--entries", "申报.csv", "--quota", "6"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert (
        lines[0]
        == f"12 位专家对 40 项申报的 {len(marks())} 个得分，未评 0 个。以下只作核查，不改变正式得分。"
    )
    harshest = lines[lines.index("评分宽严（比其他专家平均高或低的分数，最严的在前）：") + 1]
    assert harshest.split()[0] == "专家11"
    assert "  提醒 专家“专家11”评分明显偏严" in said.out


def test_results_are_written_in_every_format_and_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = ["-o", "结果.csv", "-o", "结果.json", "-o", "结果.xlsx", "--plots", "图"]
    assert (
        main(
            ["judging", "calibrate", "得分.csv", "--entries", "申报.csv", "--quota", "6", "--json", *outputs]
        )
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    written = json.loads(Path("结果.json").read_text("utf-8"))
    assert {**told, "texts": None} == {**written, "texts": None}
    assert len(told["texts"]) == len(told["wild_scores"]) + len(told["remarks"])
    head, first, *_ = Path("结果.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("entry,name,group,reviews,mean,")
    assert first.split(",")[:3] == ["申报00", "示例0有限公司", "汽车"]
    sheets = [block.part for block in read_file(Path("结果.xlsx")).blocks if isinstance(block, Table)]
    assert sheets == ["申报", "专家", "异常分"]
    names = ["coverage.svg", "disagreement.svg", "harshness.svg", "plots.html", "ranks.svg"]
    assert sorted(path.name for path in Path("图").iterdir()) == names
    assert "示例0有限公司" in Path("图/plots.html").read_text("utf-8")


def test_the_order_of_rows_changes_nothing() -> None:
    assert main(["judging", "calibrate", "得分.csv", "--quota", "6", "-o", "a.json"]) == 0
    save(marks()[::-1])
    assert main(["judging", "calibrate", "得分.csv", "--quota", "6", "-o", "b.json"]) == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_scores_out_of_band_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    save([*marks(), ("专家00", "申报01", "870")])
    assert main(["judging", "calibrate", "得分.csv", "--quota", "6", "--band", "0:100"]) == 1
    assert "870" in capsys.readouterr().out


def test_few_scores_lock_the_check_and_say_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    save(marks()[:4])
    assert main(["judging", "calibrate", "得分.csv", "--quota", "1", "--plots", "图"]) == 0
    said = capsys.readouterr().out
    assert "评分宽严" not in said
    assert sorted(path.name for path in Path("图").iterdir()) == [
        "coverage.svg",
        "disagreement.svg",
        "plots.html",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--quota", "0"), "0"),
        (("--quota", "6", "--band", "100:0"), "中间用半角冒号"),
        (("--quota", "6", "-o", "结果.txt"), "不能写成“结果.txt”"),
        (("--quota", "6", "--plots", "得分.csv"), "“得分.csv”是文件"),
        (("--quota", "6", "--plots", "无/图"), "无"),
        (("--quota", "6", "--entries", "得分.csv"), "前面已经有了"),
        (("--quota", "x"), "x"),
    ],
)
def test_what_cannot_be_done_is_refused_before(
    more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["judging", "calibrate", "得分.csv", *more]) == 2
    assert said in capsys.readouterr().err


def test_a_column_that_nobody_reads_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("得分.csv").write_text("专家,申报,得分,备注\n甲,乙,80,好\n", "utf-8")
    assert main(["judging", "calibrate", "得分.csv", "--quota", "1"]) == 0
    assert capsys.readouterr().err == "“得分.csv”中这些列没有用到：备注\n"
