"""`codes` from end to end: every command in text and JSON, and its exit status."""

import json
from typing import Any

import pytest

from jianyou.cli.main import main
from jianyou.codes import uscc
from jianyou.terms.lang import Lang

CODE = uscc.make("MA5ABCD1")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["codes", *arguments])
    output = capsys.readouterr()
    assert output.err == ""
    return status, output.out


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    results: dict[str, list[dict[str, Any]]] = json.loads(told(capsys, *arguments, "--json")[1])
    assert list(results) == ["results"]
    return results["results"]


def test_uscc(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(capsys, "uscc", CODE)
    assert (status, out) == (0, f"{CODE}\n  写法正确，校验码相符（是否真实存在须到登记机关查询）。\n")
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    assert told(capsys, "uscc", CODE, wrong)[0] == 1
    good, bad = data(capsys, "uscc", CODE, wrong)
    assert good == {"text": CODE, "code": CODE, "valid": True, "problems": [], "notes": []}
    assert (bad["valid"], [problem["code"] for problem in bad["problems"]]) == (False, ["uscc_check"])


def test_industry(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "industry", "C36") == (
        0,
        "C36\n  行业：C36 汽车制造业 · C 制造业（按代码或标准名称）\n",
    )
    (found,) = data(capsys, "industry", "汽车制造业")
    assert found == {
        "text": "汽车制造业",
        "industry": {
            "code": "C36",
            "name": "汽车制造业",
            "level": "division",
            "section": "C",
            "section_name": "制造业",
            "confidence": "exact",
            "written": "汽车制造业",
        },
        "others": [],
        "suggestions": [],
        "notes": [],
    }
    assert told(capsys, "industry", "C")[1] == "C\n  行业：C 制造业（按代码或标准名称）\n"


def test_an_unknown_industry_gets_suggestions(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(capsys, "industry", "汽車整备制造")
    lines = out.splitlines()
    assert (status, lines[1].startswith("  没有认出行业")) == (1, True)
    assert {line.split("：")[0] for line in lines[2:]} <= {"  是否"}


def test_region(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "region", "渝北区回兴街道", "--as-of", "2024-02-22") == (
        0,
        "渝北区回兴街道\n  区县：渝北区 500112（区）\n",
    )
    (found,) = data(capsys, "region", "渝北", "--as-of", "2024-02-22")
    assert found["region"] == {
        "code": "500112",
        "name": "渝北区",
        "kind": "district",
        "since": None,
        "until": "2025-11-06",
    }
    assert (found["as_of"], found["others"], found["area"]) == ("2024-02-22", [], None)


def test_a_region_depends_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(capsys, "region", "渝北区", "--as-of", "2026-01-01")
    assert (status, "2025-11-06" in out) == (1, True)
    assert told(capsys, "region", "某地", "--as-of", "2026-01-01")[0] == 1
    assert told(capsys, "region", "万州区")[0] == 0
    assert told(capsys, "region", "500101") == (0, "500101\n  区县：万州区 500101（区）\n")


def test_a_wrong_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "region", "渝北", "--as-of", "昨天"]) == 2
    assert capsys.readouterr() == ("", "--as-of 不能是“昨天”，请写成 2024-02-22 的形式。\n")


def test_contact(capsys: pytest.CaptureFixture[str]) -> None:
    text = "王小明 总经理 13800000000"
    assert told(capsys, "contact", text) == (
        0,
        f"{text}\n  姓名：王小明\n  职务：总经理\n  电话：13800000000\n",
    )
    (found,) = data(capsys, "contact", text)
    person = {"name": "王小明", "post": "总经理", "phones": ["13800000000"]}
    assert found == {"text": text, **person, "persons": [person], "bad": [], "notes": [], "rest": ""}


def test_an_incomplete_contact(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(capsys, "contact", "王小明 1380000000")
    lines = out.splitlines()
    assert (status, lines[1:4]) == (1, ["  姓名：王小明", "  职务：没有写", "  电话：没有写"])
    (found,) = data(capsys, "contact", "王小明 1380000000")
    assert [bad["code"] for bad in found["bad"]] == ["contact_mobile_number"]


@pytest.mark.parametrize(
    ("text", "status", "severity"),
    [
        ("质量为先", 0, None),
        ("质量第一为先", 1, "error"),
        ("质量，为先！", 0, "warning"),
        ("ISO9001", 0, "info"),
    ],
)
def test_count(capsys: pytest.CaptureFixture[str], text: str, status: int, severity: str | None) -> None:
    assert told(capsys, "count", text, "--limit", "5")[0] == status
    (found,) = data(capsys, "count", text, "--limit", "5")
    assert (found["limit"], found["severity"]) == (5, severity)


def test_count_without_a_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "count", "质量，ISO9001") == (
        0,
        "质量，ISO9001\n  字数：4\n  不计标点：3\n  字符数（不计空格）：10\n",
    )
    assert main(["codes", "count", "甲", "--limit", "0"]) == 2
    assert capsys.readouterr().err == "--limit 应为不小于 1 的整数。\n"


@pytest.mark.parametrize("command", ["uscc", "industry", "region", "contact", "count"])
@pytest.mark.parametrize("lang", list(Lang))
def test_any_text_is_answered(capsys: pytest.CaptureFixture[str], command: str, lang: Lang) -> None:
    texts = ["", " ", "\x1b[31m", "\ud800", "渝" * 3000, "１３８" * 50, "{}%s"]
    assert main(["codes", command, "--lang", lang, "--", *texts]) in (0, 1)
    output = capsys.readouterr()
    assert (output.err, "\x1b" in output.out) == ("", False)
