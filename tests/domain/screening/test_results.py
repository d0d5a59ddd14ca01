"""Counts, reasons and lists of a screened register say what its rows say."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from examples.registers.write import write_register
from jianyou.domain.screening.lists import Listed, write_findings, write_invitations, write_needs_proof
from jianyou.domain.screening.output import condition_column, outcome_column
from jianyou.domain.screening.results import Reason, count_result, open_result, reasons
from jianyou.domain.screening.run import Screening, screen_register
from jianyou.domain.screening.summary import as_dict, column_lines, count_lines, finding_lines
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.verdict import Verdict
from tests.domain.screening.samples import builtin, parquet, small_rules


def five_firms(folder: Path, **columns: list[object]) -> Screening:
    """Met; not met twice over; waiting for one, two and three conditions."""
    old, young = date(2010, 1, 1), date(2023, 1, 1)
    path = parquet(
        folder,
        **{
            "企业名称": ["丁厂", "丙厂", "乙厂", "甲厂", "=戊厂"],
            "established_on": [old, young, None, old, None],
            "region": ["500103", "510104", "500103", "500103", None],
            "revenue": [100.0, None, 200.0, 300.0, 400.0],
            "accidents": pl.Series(
                [[]] * 5, dtype=pl.List(pl.Struct({"severity": pl.String, "on": pl.Date}))
            ),
            "organization_types": [["service"]] * 5,
            "judged.*": [True, True, None, None, None],
            **columns,
        },
    )
    return screen_register(path, [small_rules()], folder / "out.parquet")


def test_counts_of_a_pack(tmp_path: Path) -> None:
    (counts,) = count_result(five_firms(tmp_path).out, [small_rules()])
    assert counts.rows == 5
    assert counts.outcomes == {"met": 1, "not_met": 1, "unknown": 3}
    assert counts.first_blocking == {"old_enough": 1}
    assert counts.blocking == {"old_enough": 1, "here": 1}
    assert counts.waiting == {"excellent": 3, "old_enough": 2, "here": 1}
    assert counts.missing == {1: 1, 2: 1, 3: 1}


def test_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    (path,) = write_register(tmp_path / "register.parquet", rows=5000, seed=6)
    packs = [builtin("mayor-2024"), builtin("china-quality-2024")]
    out = screen_register(path, packs, tmp_path / "out.parquet", unit_rows=2000).out
    frame = open_result(out).collect()
    for rules, counts in zip(packs, count_result(out, packs), strict=True):
        outcomes = Counter(frame[outcome_column(rules)])
        assert counts.outcomes == {each.value: outcomes[each.value] for each in Verdict}
        blocking = {
            rule.code: (frame[condition_column(rules, rule.code)] == False).sum()  # noqa: E712  — of a column
            for rule in rules.rules
        }
        assert counts.blocking == {code: rows for code, rows in blocking.items() if rows}
        assert sum(counts.first_blocking.values()) == counts.outcomes["not_met"]
        assert sum(counts.missing.values()) == counts.outcomes["unknown"]


def test_reasons_come_from_the_masks() -> None:
    rules = small_rules()
    assert reasons(0b100, 0b10010, rules) == [
        Reason("old_enough", "附件1 一1", Verdict.UNKNOWN, "成立满5年。", ("成立日期",), ("营业执照",)),
        Reason("here", "附件1 一2", Verdict.NOT_MET, "在重庆注册。"),
        Reason("safe", "附件1 一4", Verdict.UNKNOWN, "没有重大事故。", ("事故记录",), ("主管部门复函",)),
    ]
    assert reasons(1, 1 << 6, rules, Lang.EN) == [
        Reason("kind", "", Verdict.NOT_MET, reasons(1, 0, rules, Lang.EN)[0].text),
        Reason("excellent", "附件1 一6", Verdict.UNKNOWN, "Excellent quality.", ("a judgement of experts",)),
    ]
    assert reasons(0, 0, rules) == []


def table(path: Path) -> dict[str, list[list[str]]]:
    """The texts of a workbook's sheets."""
    document = read_file(path)
    assert document.findings == []
    return {
        block.part: [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    }


def test_open_nominees_are_listed_with_what_they_miss(tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    path = tmp_path / "proof.xlsx"
    listed = write_needs_proof(screened.out, screened.rules, path, name=screened.name)
    assert listed == Listed(path, 3, 3)
    judged = "附件1 一6　质量卓越"
    assert table(path) == {
        "small-2024 待核实": [
            [
                "行号",
                "企业名称",
                "待核实条件数",
                "待核实的条件",
                "缺少的事实",
                "请准备的材料",
                "规则包",
                "结论",
            ],
            ["4", "甲厂", "1", judged, "专家评审意见", "", "小奖", "待核实"],
            [
                "3",
                "乙厂",
                "2",
                f"附件1 一1　成立满5年；{judged}",
                "成立日期；专家评审意见",
                "营业执照",
                "小奖",
                "待核实",
            ],
            [
                *("5", "=戊厂", "3", f"附件1 一1　成立满5年；附件1 一2　在重庆注册；{judged}"),
                *("成立日期；注册地；专家评审意见", "营业执照", "小奖", "待核实"),
            ],
        ]
    }


def test_invitations_tell_who_meets_all_and_who_might(tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    path = tmp_path / "invited.xlsx"
    listed = write_invitations(screened.out, screened.rules, path, name=screened.name)
    assert (listed.shown, listed.total) == (4, 4)
    sheets = table(path)
    assert list(sheets) == ["small-2024 符合", "small-2024 待核实"]
    assert sheets["small-2024 符合"][1:] == [["1", "丁厂", "", "小奖", "符合"]]
    assert [row[1:3] for row in sheets["small-2024 待核实"][1:]] == [
        ["甲厂", "专家评审意见"],
        ["乙厂", "营业执照；专家评审意见"],
        ["=戊厂", "营业执照；注册地；专家评审意见"],
    ]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_lists_as_tables_hold_every_pack_and_stop_at_a_limit(suffix: str, tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    path = tmp_path / f"invited{suffix}"
    listed = write_invitations(screened.out, screened.rules, path, name=screened.name, lang=Lang.EN, most=2)
    assert (listed.shown, listed.total) == (3, 4)
    found = pl.read_csv(path, infer_schema=False) if suffix == ".csv" else pl.read_parquet(path)
    assert found.select("企业名称", "outcome", "rule pack").rows() == [
        ("丁厂", "met", "Small award"),
        ("甲厂", "open", "Small award"),
        ("乙厂", "open", "Small award"),
    ]


def test_no_text_of_a_list_is_a_formula(tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    path = tmp_path / "proof.csv"
    write_needs_proof(screened.out, screened.rules, path, name=screened.name)
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert pl.read_csv(path)["企业名称"].to_list() == ["甲厂", "乙厂", "'=戊厂"]


def test_lists_of_other_kinds_are_refused(tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    with pytest.raises(Refused) as refused:
        write_needs_proof(screened.out, screened.rules, tmp_path / "proof.pdf")
    assert refused.value.code == "screening_list_suffix"


def test_results_of_other_packs_and_no_results_are_refused(tmp_path: Path) -> None:
    screened = five_firms(tmp_path)
    with pytest.raises(Refused) as refused:
        count_result(screened.out, [builtin("mayor-2024")])
    assert refused.value.code == "screening_result_other"
    (tmp_path / "empty").mkdir()
    for name in ("nothing.parquet", "empty"):
        with pytest.raises(Refused) as refused:
            open_result(tmp_path / name)
        assert refused.value.code == "screening_result_unreadable"


def test_the_summary_says_what_it_rests_on(tmp_path: Path) -> None:
    screened = five_firms(tmp_path, revenue=["100", "很多", "200", "300", "400"])
    counts = count_result(screened.out, screened.rules)
    told = json.loads(json.dumps(as_dict(screened, counts)))
    assert (told["register"], told["rows"], told["engine"]) == ("register.parquet", 5, "polars")
    assert told["identity"][0]["bytes"] == (tmp_path / "register.parquet").stat().st_size
    (pack,) = told["packs"]
    assert (pack["pack"], pack["as_of"], pack["settings"]) == ("small-2024", "2024-02-22", {})
    assert pack["digest"] == small_rules().pack.digest
    assert pack["outcomes"] == {"met": 1, "not_met": 1, "unknown": 3}
    assert pack["by_missing"] == [{"missing": number, "rows": 1} for number in (1, 2, 3)]
    assert pack["first_blocking"] == [
        {"code": "old_enough", "clause": "附件1一1", "text": "成立满5年。", "rows": 1}
    ]
    columns = {column["fact"]: column for column in told["columns"]}
    assert (columns["revenue"]["not_understood"], columns["revenue"]["examples"]) == (1, ["很多"])
    assert (columns["kind"]["how"], columns["kind"]["value"]) == ("assumed", "organization")
    assert [(each["code"], each["rows"], each["first_rows"]) for each in told["findings"]] == [
        ("value_not_number", 1, [2])
    ]


def test_a_person_is_told_the_same(tmp_path: Path) -> None:
    screened = five_firms(tmp_path, revenue=["100", "很多", "200", "300", "400"])
    (counts,) = count_result(screened.out, screened.rules)
    columns = list(column_lines(screened.columns))
    assert "营业收入：取“revenue”列，4 行有值，0 行空缺，1 行的值无法识别，按未知处理（如：很多）" in columns
    assert "成立日期：取“established_on”列，3 行有值，2 行空缺" in columns
    assert len(columns) == 7
    (finding,) = finding_lines(screened.findings)
    assert finding.startswith("“revenue”列 1 行（首见于第 2 行）：")
    assert list(count_lines(counts)) == [
        "小奖（核算日 2024-02-22）：共 5 个，符合 1，不符合 1，待核实 3",
        "首个不符合的条件：",
        "1　附件1 一1　成立满5年。",
        "待核实的推荐对象所缺的条件：",
        "3　附件1 一6　质量卓越。",
        "2　附件1 一1　成立满5年。",
        "1　附件1 一2　在重庆注册。",
        *(f"只差 {number} 项条件待核实的：1 个" for number in (1, 2, 3)),
    ]
    assert list(count_lines(counts, Lang.EN))[:3] == [
        "Small award (reckoned on 2024-02-22): 5 in all, 1 met, 1 not met, 3 open",
        "First condition not met:",
        "1  附件1 一1  Established 5 years ago or earlier.",
    ]


def test_findings_are_listed(tmp_path: Path) -> None:
    screened = five_firms(tmp_path, revenue=["100", "很多", "200", "许多", "400"])
    path = tmp_path / "findings.xlsx"
    assert write_findings(screened.findings, path) == Listed(path, 1, 1)
    (rows,) = table(path).values()
    assert rows[1][:5] == ["revenue", "revenue", "value_not_number", "warning", "2"]
    assert rows[1][6:] == ["2、4", "许多、很多"]
    assert write_findings((), tmp_path / "none.csv") == Listed(tmp_path / "none.csv", 0, 0)
