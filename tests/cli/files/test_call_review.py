"""`jianyou call show` on a call with review and choice: in words and as JSON."""

import json

import pytest

from jianyou.cli.main import main
from tests.domain.calls.deciding import PATH


def test_review_and_choice_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["call", "show", str(PATH)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "评审阶段 1 材料评审 每件 5 位专家评分，至少 4 份有效" in said
    assert "去掉 1 个最高分和 1 个最低分后的平均数" in said
    assert "择优 示范区质量标杆 [附件3 四]" in said
    assert "0 项须在开始前确定" in said


def test_review_and_choice_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["call", "show", str(PATH), "--json"]) == 0
    call = json.loads(capsys.readouterr().out)["call"]
    material, defence = call["review"]["stages"]
    assert (material["gate"], material["load"], defence["gate"]) == ("60", {"least": 10, "most": 30}, None)
    assert material["formula"] == {"kind": "trimmed", "drop": 1, "weights": {}, "digits": 2}
    assert [item["key"] for item in defence["rubric"]] == ["facts", "method", "next"]
    (choice,) = call["choices"]
    assert choice["rules"][0] == {
        "at_most": 4,
        "at_least": None,
        "per": "district",
        "value": "",
        "tiers": ["benchmark"],
        "clause": "附件3四3",
    }
    assert choice["lottery"] == {"clause": "附件3四6"}
