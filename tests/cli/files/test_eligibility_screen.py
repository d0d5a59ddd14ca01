"""`eligibility screen` from end to end: results, summary, lists, what was understood, exit statuses."""

import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jianyou.cli.files.eligibility_progress import StageProgress
from jianyou.cli.main import main
from jianyou.terms.lang import Lang
from tests.cli.eligibility_samples import OLD_FIRM, PACK, REGISTER, write_facts, write_pack
from tests.cli.samples import GOOD, write_form

ASKED = ("--rules", "town.yaml", "--as-of", "2031-03-15")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path)
    (tmp_path / "名录.csv").write_text(REGISTER, "utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["eligibility", "screen", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def outcomes(path: Path, pack: str = "town-2031") -> list[tuple[str, str]]:
    return pl.read_parquet(path).select("企业名称", f"{pack}.outcome").rows()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_register_is_screened_and_told(capsys: pytest.CaptureFixture[str], here: Path, engine: str) -> None:
    status, out, err = told(capsys, "名录.csv", "-o", "结果.parquet", *ASKED, "--engine", engine)
    assert (status, err) == (1, ""), "a day that is none is an error in the input"
    assert outcomes(here / "结果.parquet") == [
        ("甲虚构机械厂", "met"),
        ("乙虚构食品厂", "not_met"),
        ("丙虚构电子厂", "unknown"),
        ("丁虚构纺织厂", "unknown"),
    ]
    lines = out.splitlines()
    assert (lines[0], lines[-1]) == ("名录各列", "已写出 结果.parquet")
    assert [line for line in lines if "投产日期" in line and "2026-02-30" in line] != []
    assert not (here / "结果.parquet.work").exists()


def test_a_missing_column_is_unknown_and_told(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "短.csv").write_text("企业名称,投产日期\n甲虚构机械厂,2020-01-01\n", "utf-8")
    status, out, err = told(capsys, "短.csv", "-o", "结果.parquet", *ASKED)
    assert (status, err, outcomes(here / "结果.parquet")) == (0, "", [("甲虚构机械厂", "unknown")])
    assert [line for line in out.splitlines() if "名录中没有以下事实" in line and "严重违法" in line] != []


def test_columns_are_named_by_a_file(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "名录.csv").write_text(REGISTER.replace("投产日期", "甲列"), "utf-8")
    (here / "对照.yaml").write_text("in_operation_since: 甲列\n", "utf-8")
    asked = ("名录.csv", "-o", "结果.parquet", *ASKED, "--columns", "对照.yaml")
    assert told(capsys, *asked)[0] == 1
    assert outcomes(here / "结果.parquet")[0] == ("甲虚构机械厂", "met")
    (here / "对照.yaml").write_text("in_operation_since: 乙列\n", "utf-8")
    status, out, err = told(capsys, *asked)
    assert (status, out, err.splitlines()[1].partition("：")[0]) == (2, "", "第 1 行 in_operation_since")


def test_several_packs_in_one_reading(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    strict = PACK.replace("town-2031", "strict-2031").replace("{2031-01-10: 5}", "{2031-01-10: 20}")
    write_pack(here, "strict.yaml", strict)
    asked = ("名录.csv", "-o", "结果.parquet", "--rules", "strict.yaml", *ASKED, "--json")
    status, out, _ = told(capsys, *asked)
    report = json.loads(out)
    assert [(each["pack"], each["outcomes"]) for each in report["packs"]] == [
        ("strict-2031", {"met": 0, "not_met": 3, "unknown": 1}),
        ("town-2031", {"met": 1, "not_met": 1, "unknown": 2}),
    ]
    assert (status, report["rows"], report["engine"]) == (1, 4, "polars")
    status, _, err = told(capsys, *asked, "--set", "years=3")
    assert (status, err.startswith("规则包没有参数") or "years" in err) == (2, True)
    told(capsys, *asked, "--set", "operation_years=1")
    assert outcomes(here / "结果.parquet", "strict-2031")[1] == ("乙虚构食品厂", "met")


def names(sheet: Worksheet) -> list[str]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [str(row[head.index("企业名称")]) for row in rows]


def test_summary_and_lists(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    lists = ("--summary", "汇总.json", "--invitations", "邀请.xlsx", "--needs-proof", "待补.csv")
    asked = (*ASKED, *lists, "--findings", "提醒.csv")
    status, out, _ = told(capsys, "名录.csv", "-o", "结果.parquet", *asked)
    summary = json.loads((here / "汇总.json").read_text("utf-8"))
    assert (status, summary["packs"][0]["outcomes"]) == (1, {"met": 1, "not_met": 1, "unknown": 2})
    assert [(each["code"], each["rows"]) for each in summary["packs"][0]["first_blocking"]] == [
        ("in_operation", 1)
    ]
    met, unknown = openpyxl.load_workbook(here / "邀请.xlsx").worksheets
    assert (names(met), sorted(names(unknown))) == (["甲虚构机械厂"], ["丁虚构纺织厂", "丙虚构电子厂"])
    needing = pl.read_csv(here / "待补.csv")["企业名称"].to_list()
    assert needing == ["丁虚构纺织厂", "丙虚构电子厂"]
    told_of = pl.read_csv(here / "提醒.csv")
    assert told_of.height == len(summary["findings"]) > 0
    assert out.splitlines()[-4:] == [
        "已写出 结果.parquet",
        "已写出 邀请.xlsx：3 行",
        "已写出 待补.csv：2 行",
        f"已写出 提醒.csv：{told_of.height} 行",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-o", "结果.csv"), "不能写成"),
        (("-o", "没有/结果.parquet"), "没有"),
        (("-o", "结果.parquet", "--summary", "汇总.txt"), "汇总.txt"),
        (("-o", "结果.parquet", "--invitations", "邀请.docx"), "邀请.docx"),
    ],
)
def test_results_are_checked_before_any_work(
    capsys: pytest.CaptureFixture[str], here: Path, arguments: tuple[str, ...], code: str
) -> None:
    before = sorted(here.iterdir())
    status, out, err = told(capsys, "名录.csv", *arguments, *ASKED)
    assert (status, out, err.count("\n"), sorted(here.iterdir())) == (2, "", 1, before)
    assert code in err or arguments[1] in err


def test_a_result_never_becomes_part_of_the_register(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    folder = here / "名录"
    folder.mkdir()
    pl.DataFrame({"企业名称": ["甲虚构机械厂"]}).write_parquet(folder / "1.parquet")
    status, _, err = told(capsys, "名录", "-o", "名录/结果.parquet", *ASKED)
    assert (status, err.startswith("“名录/结果.parquet”在名录文件夹之内")) == (2, True)
    status, _, err = told(capsys, "名录/1.parquet", "-o", "名录/1.parquet", *ASKED)
    assert (status, err.count("\n")) == (2, 1)
    assert told(capsys, "名录", "-o", "结果.parquet", *ASKED)[0] == 0


def test_the_day_of_reckoning_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "名录.csv", "-o", "结果.parquet", "--rules", "town.yaml")
    assert (status, out, err.startswith("请用 --as-of 写明核算日")) == (2, "", True)


def test_broken_off_it_goes_on_from_there(
    capsys: pytest.CaptureFixture[str], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_self: StageProgress, stage: str, done: int, _total: int) -> None:
        if stage == "screen" and done:
            raise KeyboardInterrupt

    asked = ("名录.csv", "-o", "结果.parquet", *ASKED)
    with monkeypatch.context() as patched:
        patched.setattr(StageProgress, "tell", interrupt)
        status, out, err = told(capsys, *asked)
    assert (status, out) == (130, "")
    assert err.splitlines()[1] == "已完成的部分保留着，再次运行同样的命令会接着做。"
    assert not (here / "结果.parquet").exists()
    status, _, err = told(capsys, *asked, "--set", "operation_years=3")
    assert (status, "结果.parquet.work" in err) == (2, True), "the work of another order is never taken"
    assert (told(capsys, *asked)[0], outcomes(here / "结果.parquet")[0]) == (1, ("甲虚构机械厂", "met"))


def test_stages_are_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", shown)
    with StageProgress(Lang.ZH) as progress:
        progress.tell("open", 0, 0)
        progress.tell("values", 1, 5)
        progress.tell("screen", 2_000_000, 4_000_000)
    assert all(word in shown.getvalue() for word in ("读取名录", "核对各列", "筛查", "2.00M/4.00M"))


def test_without_table_engines_it_says_what_to_install(here: Path) -> None:
    code = (
        "import sys; sys.modules['polars'] = None; from jianyou.cli.main import main; "
        "sys.exit(main(['eligibility', 'screen', '名录.csv', '-o', 'out.parquet', '--rules', 'town.yaml', "
        "'--as-of', '2031-03-15']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=here, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'jianyou[screening]'" in ran.stderr


LOADED = (
    "import sys; from jianyou.cli.main import main; status = main(sys.argv[1:]); "
    "heavy = {'polars', 'duckdb', 'psycopg', 'pyspark', 'numpy', 'django'} & set(sys.modules); "
    "sys.exit(f'loaded {sorted(heavy)}' if heavy else status)"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("form", "check", "甲.docx"),
        ("eligibility", "explain", "facts.json", *ASKED),
        ("eligibility", "packs", "check", "town.yaml"),
        ("eligibility", "diff", "town.yaml", "town.yaml"),
        ("eligibility", "screen", "--help"),
    ],
)
def test_only_screening_loads_table_engines(here: Path, arguments: tuple[str, ...]) -> None:
    write_form(here / "甲.docx", [GOOD])
    write_facts(here, OLD_FIRM)
    wanted = [sys.executable, "-c", LOADED, *arguments]
    ran = subprocess.run(wanted, cwd=here, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
