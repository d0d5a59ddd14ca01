"""`jianyou judging draw`: from secrets to the check, as an office would do it."""

import json
import re
from pathlib import Path

import pytest

from jianyou.cli.main import main

LIST = "编号,领域,单位\n甲,机械,一厂\n乙,机械,一厂\n丙,汽车,二厂\n丁,电子,三厂\n戊,汽车,三厂\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("名单.csv").write_text(LIST, "utf-8")


def party(who: str, file: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["judging", "draw", "secret", "--who", who, "-o", file]) == 0
    return capsys.readouterr().out.splitlines()[-1]


def planned(*more: str) -> int:
    fixed = [
        "--purpose",
        "experts",
        "--title",
        "抽取专家",
        "--public-value",
        "11月24日开奖号码",
        "-o",
        "方案.json",
    ]
    return main(["judging", "draw", "plan", "名单.csv", *fixed, *more])


@pytest.fixture
def digest(capsys: pytest.CaptureFixture[str]) -> str:
    office, watch = party("经济信息委", "甲.json", capsys), party("纪检组", "乙.json", capsys)
    rules = ["--at-least", "领域=汽车:1", "--at-most", "单位:1", "--take", "3"]
    assert planned("--party", office, "--party", watch, *rules) == 0
    return capsys.readouterr().out.split()[-1]


def drawn(*more: str) -> int:
    return main(["judging", "draw", "run", "方案.json", "--value", "03 08", "-o", "结果.json", *more])


def test_a_draw_can_be_run_and_checked(digest: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert drawn("--secret", "乙.json", "--secret", "甲.json", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    result = json.loads(Path("结果.json").read_text("utf-8"))
    assert (told["taken"], told["seed"]) == (result["taken"], result["seed"])
    assert len(told["taken"]) == 3
    assert main(["judging", "draw", "check", "结果.json", "--digest", digest]) == 0
    assert capsys.readouterr().out == "抽取结果与事先公布的方案、公开数值和各方秘密一致。\n"
    assert main(["judging", "draw", "check", "结果.json", "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {"holds": True, "digest": digest, "differences": []}


@pytest.mark.usefixtures("digest")
def test_the_same_material_draws_the_same_again() -> None:
    assert drawn("--secret", "乙.json", "--secret", "甲.json") == 0
    first = Path("结果.json").read_bytes()
    assert drawn("--secret", "甲.json", "--secret", "乙.json") == 0
    assert Path("结果.json").read_bytes() == first


@pytest.mark.usefixtures("digest")
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"03 08"', '"03 09"', "draw_seed_differs"),
        ('"抽取专家"', '"抽取别人"', "draw_list_differs"),
        ('"taken": [\n', '"taken": [\n  "庚",\n', "draw_taken_differs"),
    ],
)
def test_a_changed_draw_is_found(old: str, new: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    drawn("--secret", "乙.json", "--secret", "甲.json")
    text = Path("结果.json").read_text("utf-8")
    assert text.count(old) == 1
    Path("结果.json").write_text(text.replace(old, new), "utf-8")
    capsys.readouterr()
    assert main(["judging", "draw", "check", "结果.json", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["differences"][0]["code"]) == (False, code)


@pytest.mark.usefixtures("digest")
def test_another_plan_than_the_published_one_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    drawn("--secret", "乙.json", "--secret", "甲.json")
    capsys.readouterr()
    assert main(["judging", "draw", "check", "结果.json", "--digest", "0" * 64]) == 1
    said = capsys.readouterr().out
    assert "方案指纹不是事先公布的那一个" in said
    assert said.endswith("抽取结果与公布的材料不符，见上。\n")


@pytest.mark.usefixtures("digest")
def test_a_missing_secret_stops_the_draw(capsys: pytest.CaptureFixture[str]) -> None:
    assert drawn("--secret", "甲.json") == 2
    assert "“纪检组”还没有公布秘密" in capsys.readouterr().err
    assert not Path("结果.json").exists()


def test_an_input_is_never_overwritten(digest: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("方案.json").read_bytes()
    assert main(["judging", "draw", "run", "方案.json", "--value", "03", "-o", "方案.json"]) == 2
    assert "方案.json" in capsys.readouterr().err
    assert (Path("方案.json").read_bytes(), len(digest)) == (before, 64)


def test_a_secret_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    party("经济信息委", "甲.json", capsys)
    before = Path("甲.json").read_bytes()
    assert Path("甲.json").stat().st_mode & 0o777 == 0o600
    assert main(["judging", "draw", "secret", "--who", "别人", "-o", "甲.json"]) == 2
    assert Path("甲.json").read_bytes() == before
    secret = json.loads(before)
    assert (secret["who"], len(secret["secret"]), len(secret["salt"])) == ("经济信息委", 32, 32)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "没有任何一方承诺秘密"),
        (("--party", "经济信息委"), "应写成 名称=64位十六进制数字"),
        (("--party", f"甲={'0' * 64}", "--at-most", "单位"), "加半角冒号和个数"),
        (("--party", f"甲={'0' * 64}", "--at-most", "区县:1"), "没有任何一项写有“区县”"),
        (("--party", f"甲={'0' * 64}", "--take", "4", "--at-most", "单位:1"), "“单位”为（各值）的至多 1 个"),
        (("--party", f"甲={'0' * 64}", "--take", "9"), "抽取数 9 不对"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert planned(*more) == 2
    assert said in capsys.readouterr().err
    assert not Path("方案.json").exists()


def test_without_a_number_to_take_the_order_of_all_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert planned("--party", party("经济信息委", "甲.json", capsys)) == 0
    assert drawn("--secret", "甲.json") == 0
    lines = re.findall(r"^ +\d  (\S)$", capsys.readouterr().out, re.MULTILINE)
    assert sorted(lines) == sorted("甲乙丙丁戊")
