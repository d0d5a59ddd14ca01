"""`eligibility packs`, `coverage` and `diff`: listed, shown, checked, edited as a spreadsheet, compared."""

from pathlib import Path

import openpyxl
import pytest

from jianyou.cli.main import main
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from tests.cli.eligibility_samples import PACK, write_pack
from tests.cli.files.test_eligibility_explain import NOTICE


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["eligibility", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def test_the_built_in_ones_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "packs")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(builtin_packs())


def test_one_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = told(capsys, "packs", "show", "town.yaml")
    digest = load_pack("town.yaml").digest[:12]
    assert (status, out.splitlines()) == (
        0,
        [
            "某镇质量奖参评条件",
            "  规则包：town-2031",
            f"  版本：{digest}",
            "  依据：临经信质〔2031〕17号",
            "  有效期：2031-01-10—",
            "  适用于：new 2031-01-10—",
            "",
            "条件（3 条）",
            "  in_operation  附件1 二（一）  经营满五年（计算）",
            "  no_breach  附件1 二（二）  没有严重违法（计算）",
            "  excellence  附件1 二（三）  质量成效显著（专家认定）",
            "",
            "参数（1 个）",
            "  operation_years  连续经营年限  5（2031-01-10 起）",
            "    ? 停产一周是否算中断？",
        ],
    )


def test_examples_are_run(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert told(capsys, "packs", "check", "town.yaml") == (
        0,
        "town.yaml：可以使用，3 条条件，2 个例子都与预期相符\n",
        "",
    )
    write_pack(here, "wrong.yaml", PACK.replace("outcome: met", "outcome: not_met"))
    status, out, err = told(capsys, "packs", "check", "wrong.yaml", "town.yaml")
    lines = out.splitlines()
    assert (status, err, len(lines)) == (1, "", 3)
    assert lines[0] == "wrong.yaml：不能发布，2 个例子中有 1 个与预期不符"
    assert "老企业" in lines[1]
    write_pack(here, "bare.yaml", PACK.partition("examples:")[0])
    status, out, _ = told(capsys, "packs", "check", "bare.yaml")
    assert (status, out.startswith("bare.yaml：不能发布，没有例子")) == (1, True)


def test_a_wrong_pack_names_line_and_values(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_pack(here, "wrong.yaml", PACK.replace("op: is, is: no", "op: iss, is: no"))
    status, out, err = told(capsys, "packs", "check", "wrong.yaml")
    line = 1 + next(at for at, text in enumerate(PACK.splitlines()) if "op: is, is: no" in text)
    assert (status, out) == (2, "")
    assert err.splitlines()[1].startswith(f"第 {line} 行 conditions.2.rule.op：")
    assert "one_of" in err
    assert told(capsys, "packs", "check", "wrong.yaml", "town.yaml")[0] == 1


def edited(path: Path, old: str, new: str) -> None:
    """Puts another value into every cell that says the old one."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value) == old]
    assert cells
    for cell in cells:
        cell.value = new
    book.save(path)


def test_a_spreadsheet_there_and_back(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert told(capsys, "packs", "export", "town.yaml", "-o", "town.xlsx") == (0, "已写出 town.xlsx\n", "")
    asked = ("packs", "import", "town.xlsx", "--base", "town.yaml", "-o", "new.yaml")
    assert told(capsys, *asked) == (0, "两个规则包没有不同。\n已写出 new.yaml\n", "")
    edited(here / "town.xlsx", "5", "3")
    status, out, err = told(capsys, *asked)
    lines = out.splitlines()
    assert (status, err, lines[1:]) == (0, "", ["共 1 处不同。", "已写出 new.yaml"])
    assert "operation_years" in lines[0]
    assert told(capsys, "diff", "town.yaml", "new.yaml") == (0, "\n".join([*lines[:2], ""]), "")


def test_examples_that_fail_after_an_edit_are_told(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    told(capsys, "packs", "export", "town.yaml", "-o", "town.xlsx")
    edited(here / "town.xlsx", "5", "50")
    status, out, _ = told(capsys, "packs", "import", "town.xlsx", "--base", "town.yaml", "-o", "new.yaml")
    assert status == 1
    assert [line for line in out.splitlines() if "老企业" in line] != []
    assert (here / "new.yaml").exists()


def test_a_bad_cell_is_named_and_nothing_written(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    told(capsys, "packs", "export", "town.yaml", "-o", "town.xlsx")
    edited(here / "town.xlsx", "5", "很久")
    status, out, err = told(capsys, "packs", "import", "town.xlsx", "--base", "town.yaml", "-o", "new.yaml")
    assert (status, err.startswith("表格“town.xlsx”有以上问题，没有写出规则包")) == (2, True)
    assert "很久" in out
    assert not (here / "new.yaml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("packs", "export", "town.yaml", "-o", "town.csv"),
        ("packs", "import", "town.xlsx", "--base", "town.yaml", "-o", "town.yaml"),
        ("coverage", "town.yaml", "-o", "town.html"),
    ],
)
def test_results_never_take_the_place_of_inputs(
    capsys: pytest.CaptureFixture[str], here: Path, arguments: tuple[str, ...]
) -> None:
    before = (here / "town.yaml").read_bytes()
    status, out, err = told(capsys, *arguments)
    assert (status, out, err.count("\n"), (here / "town.yaml").read_bytes()) == (2, "", 1, before)


def test_coverage_with_and_without_the_notice(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    status, out, _ = told(capsys, "coverage", "town.yaml")
    table = out.splitlines()
    assert (status, table[0]) == (0, "# 某镇质量奖参评条件")
    assert [line.split("|")[1].strip() for line in table[4:]] == [
        "`in_operation`",
        "`no_breach`",
        "`excellence`",
    ]
    (here / "通知.txt").write_text(NOTICE.format(first="连续经营满五年；"), "utf-8")
    status, out, _ = told(capsys, "coverage", "town.yaml", "--notice", "通知.txt", "-o", "page.md")
    page = (here / "page.md").read_text("utf-8")
    assert (status, out.splitlines()[-1]) == (1, "已写出 page.md")
    assert "连续经营满五年；" in page
    assert "附件1二（三）" in out.splitlines()[0]


def test_coverage_that_is_complete(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    notice = NOTICE.format(first="连续经营满五年；") + "（三）质量成效显著。\n"
    (here / "通知.txt").write_text(notice, "utf-8")
    status, out, _ = told(capsys, "coverage", "town.yaml", "--notice", "通知.txt")
    assert (status, out.splitlines()[-1].startswith("3 条条件都在通知中找到出处")) == (0, True)


def test_differences_of_a_pack_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "diff", "mayor-2024", "mayor-2024") == (0, "两个规则包没有不同。\n", "")
