"""`eligibility explain` from end to end: words, JSON, notices, settings, exit statuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from jianyou.cli.main import main
from tests.cli.eligibility_samples import OLD_FIRM, UNKNOWN_FIRM, YOUNG_FIRM, write_facts, write_pack

NOTICE = """\
临江省经济和信息化委员会
临经信质〔2031〕17号
关于开展质量奖推荐工作的通知
各区县经济信息委：
现将有关事项通知如下。
一、推荐数量
每个区县推荐2家。
附件：1.参评条件
临江省经济和信息化委员会
2031年1月10日
附件1
质量奖参评条件
一、参评范围
本省企业。
二、参评条件
（一）{first}
（二）没有严重违法行为；
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["eligibility", "explain", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status, out, err = told(capsys, *arguments, "--json", "--rules", "town.yaml", "--as-of", "2031-03-15")
    assert err == ""
    return status, json.loads(out)


def test_every_verdict_is_an_answer(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, OLD_FIRM, YOUNG_FIRM, UNKNOWN_FIRM)
    status, read = explained(capsys, "facts.json")
    assert status == 0
    assert [(each["number"], each["outcome"], each["first_blocking"]) for each in read["nominees"]] == [
        (1, "met", None),
        (2, "not_met", "in_operation"),
        (3, "unknown", None),
    ]
    needs = read["nominees"][2]["missing"]
    assert [need["name"] for need in needs] == ["on_serious_breach_list", "excellence"]


def test_the_promised_keys(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, YOUNG_FIRM)
    status, read = explained(capsys, "facts.json")
    assert (status, read["outcome"], read["findings"], read["remarks"]) == (0, "not_met", [], [])
    assert {"code", "clause", "outcome", "observed", "threshold", "missing"} <= set(read["conditions"][0])
    assert [(each["code"], each["clause"], each["outcome"]) for each in read["conditions"]] == [
        ("kind", None, "met"),
        ("in_operation", "附件1二（一）", "not_met"),
        ("no_breach", "附件1二（二）", "met"),
        ("excellence", "附件1二（三）", "met"),
    ]


def test_a_list_stays_a_list_whatever_its_length(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "facts.json").write_text(json.dumps([YOUNG_FIRM]), "utf-8")
    _, read = explained(capsys, "facts.json")
    assert [(each["number"], each["outcome"]) for each in read["nominees"]] == [(1, "not_met")]
    write_facts(here, YOUNG_FIRM)
    assert explained(capsys, "facts.json")[1]["number"] is None
    assert list(explained(capsys, "facts.json", "facts.json")[1]) == ["nominees"]


def test_words_for_people(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, YOUNG_FIRM)
    status, out, err = told(capsys, "facts.json", "--rules", "town.yaml", "--as-of", "2031-03-15")
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0].startswith("规则包：某镇质量奖参评条件（town-2031，版本 ")
    assert lines[0].endswith("），核算日 2031-03-15")
    assert lines[1:3] == ["", "乙虚构食品厂  facts.json"]
    assert lines[3].startswith("某镇质量奖参评条件：不符合，有1条没有满足，首先是附件1 二（一）")
    assert "  ✗ 附件1 二（一）：经营满五年" in [line.rstrip("。") for line in lines]
    status, out, _ = told(
        capsys, "facts.json", "--rules", "town.yaml", "--as-of", "2031-03-15", "--lang", "en"
    )
    assert (status, out.startswith("Rule pack: Conditions of a town's quality award (town-2031")) == (0, True)


def test_the_day_of_reckoning_decides_and_is_asked_for(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    write_facts(here, YOUNG_FIRM)
    status, out, err = told(capsys, "facts.json", "--rules", "town.yaml")
    assert (status, out, err.startswith("请用 --as-of 写明核算日")) == (2, "", True)
    status, out, _ = told(capsys, "facts.json", "--rules", "town.yaml", "--as-of", "2031-03-16", "--json")
    assert (status, json.loads(out)["outcome"]) == (0, "met")


def test_a_parameter_settled_otherwise_is_told(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, YOUNG_FIRM)
    asked = ("facts.json", "--rules", "town.yaml", "--as-of", "2031-03-15", "--set", "operation_years=3")
    status, out, _ = told(capsys, *asked)
    assert (status, out.splitlines()[1]) == (0, "按 --set 改用：operation_years = 3（规则包为 5）")
    assert out.splitlines()[4].startswith("某镇质量奖参评条件：符合")


def test_a_bad_value_is_unknown_and_told(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, {**OLD_FIRM, "in_operation_since": "2020-02-30"})
    status, read = explained(capsys, "facts.json")
    assert (status, read["outcome"]) == (1, "unknown")
    assert [(each["code"], each["fact"]) for each in read["findings"]] == [
        ("value_not_date", "in_operation_since")
    ]
    status, out, _ = told(capsys, "facts.json", "--rules", "town.yaml", "--as-of", "2031-03-15")
    assert (status, out.splitlines()[3][:6]) == (1, "  提醒  ")


def test_a_file_that_is_lost_is_named_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    write_facts(here, OLD_FIRM)
    (here / "坏.json").write_text("{", "utf-8")
    asked = ("--rules", "town.yaml", "--as-of", "2031-03-15", "--json")
    status, out, err = told(capsys, "坏.json", "facts.json", *asked)
    assert (status, err.count("\n"), err.startswith("“坏.json”第 1 行")) == (1, 1, True)
    assert [each["file"] for each in json.loads(out)["nominees"]] == ["facts.json"]
    status, out, err = told(capsys, "坏.json", *asked)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_notice_gives_its_words_and_shows_what_changed(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    write_facts(here, YOUNG_FIRM)
    (here / "通知.txt").write_text(NOTICE.format(first="连续经营满五年；"), "utf-8")
    _, read = explained(capsys, "facts.json", "--notice", "通知.txt")
    quotes = {each["code"]: each.get("quote") for each in read["conditions"]}
    assert quotes == {
        "kind": None,
        "in_operation": "连续经营满五年；",
        "no_breach": "没有严重违法行为；",
        "excellence": None,
    }
    assert len(read["remarks"]) == 1
    assert "附件1二（三）" in read["remarks"][0]


def test_changed_words_are_told(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    text = (here / "town.yaml").read_text("utf-8")
    digest = "    clause: 附件1二（一）\n    digest: 0123456789abcdef\n    text:"
    write_pack(here, text=text.replace("    clause: 附件1二（一）\n    text:", digest))
    write_facts(here, YOUNG_FIRM)
    (here / "通知.txt").write_text(NOTICE.format(first="连续经营满六年；"), "utf-8")
    _, read = explained(capsys, "facts.json", "--notice", "通知.txt")
    assert [remark for remark in read["remarks"] if "in_operation" in remark] == [
        remark for remark in read["remarks"] if "附件1二（一）" in remark
    ]
    assert len(read["remarks"]) == 2


def test_nothing_that_drives_a_terminal(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, {**OLD_FIRM, "name": "甲\x1b[2J厂", "on_serious_breach_list": "\x1b]0;x\x07"})
    _, out, _ = told(capsys, "facts.json", "--rules", "town.yaml", "--as-of", "2031-03-15")
    assert [sign for sign in out if ord(sign) < 32 and sign != "\n"] == []


def test_a_family_goes_by_path_and_day(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_facts(here, UNKNOWN_FIRM)
    for path, pack in (("new", "little-giant-2026"), ("recheck", "little-giant-2022")):
        asked = ("--rules", "little-giant", "--as-of", "2026-05-25", "--path", path, "--json")
        status, out, _ = told(capsys, "facts.json", *asked)
        assert (status, json.loads(out)["pack"]) == (0, pack)
    exact = ("--rules", "little-giant-2026", "--as-of", "2026-05-25", "--path", "recheck")
    status, out, err = told(capsys, "facts.json", *exact)
    assert (status, out, err.startswith("“little-giant-2026”是指定的一版规则")) == (2, "", True)
    status, _, err = told(capsys, "facts.json", "--rules", "little-giant", "--as-of", "2019-01-01")
    assert (status, "little-giant-2026" in err) == (2, True)
