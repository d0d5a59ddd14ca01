"""`form merge` from end to end: one master table, nothing dropped, nothing overwritten, nothing halfway."""

import json
import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jianyou.cli.main import main
from tests.cli.samples import GOOD, NAMELESS_CONTACT, UNDECIDED, run, write_form

OFFICE = ["--department", "某市经信委科技处", "--contact", "李老师", "--phone", "023-60000009"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["form", "merge", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def entries_of(capsys: pytest.CaptureFixture[str], path: str) -> tuple[dict[str, str], list[str]]:
    """The header and the names of a table, as our own reader sees them."""
    main(["form", "check", "--json", path])
    (form,) = json.loads(capsys.readouterr().out)["files"]
    return form["header"], [row["name"] for row in form["rows"]]


@pytest.mark.parametrize("name", ["总表.docx", "总表.xlsx"])
def test_every_entry_once_in_order_with_the_offices_header(
    capsys: pytest.CaptureFixture[str], here: Path, name: str
) -> None:
    write_form(here / "收件" / "2.docx", [GOOD, UNDECIDED])
    write_form(here / "收件" / "10.xlsx", [NAMELESS_CONTACT, GOOD])
    status, out, err = told(capsys, "收件", "-o", name, *OFFICE)
    assert (status, err) == (1, "")
    assert "“重庆某某机械有限公司”在“收件/2.docx”第 1 条已经出现" in out
    assert "看不出是" not in out.split("汇总\n")[0]
    assert out.endswith(
        f"已写出 {name}\n全部问题可加 --findings 文件.xlsx 写成清单，或用 jianyou form check 查看。\n"
    )
    header, names = entries_of(capsys, name)
    assert header == {"department": "某市经信委科技处", "contact": "李老师", "phone": "023-60000009"}
    assert names == [GOOD["name"], UNDECIDED["name"], NAMELESS_CONTACT["name"], GOOD["name"]]


def test_a_senders_header_never_becomes_the_offices(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [GOOD])
    assert told(capsys, "甲.docx", "-o", "总表.docx") == (
        0,
        "汇总\n  已读取文件  1\n  未能读取    0\n  推荐条目    1\n"
        "  错误        0\n  提醒        0\n  说明        0\n已写出 总表.docx\n",
        "",
    )
    header, _ = entries_of(capsys, "总表.docx")
    assert [value or "" for value in header.values()] == ["", "", ""]


def test_findings_workbook_names_everything(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "收件" / "甲.docx", [GOOD, UNDECIDED])
    (here / "收件" / "坏.docx").write_bytes(b"")
    status, out, _ = told(capsys, "收件", "-o", "总表.xlsx", "--findings", "问题.xlsx", "--quiet")
    assert (status, out.splitlines()[-2:]) == (1, ["已写出 总表.xlsx", "已写出 问题.xlsx"])
    book = load_workbook(here / "问题.xlsx", read_only=True)
    assert book.sheetnames == ["问题清单", "文件清单", "条目来源", "区县汇总"]
    findings, files, sources, districts = (
        list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book.worksheets
    )
    assert [row[0] for row in findings] == ["收件/坏.docx", "收件/甲.docx"]
    assert [row[0] for row in files] == ["收件/坏.docx", "收件/甲.docx"]
    assert [row[:2] + row[4:] for row in sources] == [
        ("1", GOOD["name"], "收件/甲.docx", "1（第1个表格第2行）"),
        ("2", UNDECIDED["name"], "收件/甲.docx", "2（第1个表格第3行）"),
    ]
    assert [sum(int(str(row[column])) for row in districts) for column in (1, 2)] == [2, 2]
    book.close()


def test_tables_of_districts_merge_with_where_each_entry_comes_from(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    jiangjin = {**GOOD, "name": "重庆江岸轴承有限公司", "location_industry": "江津区 C34 通用设备制造业"}
    write_form(here / "区县" / "渝北区" / "汇总表.docx", [GOOD, jiangjin])
    header = {"department": "江津区经济信息委", "contact": "李四", "phone": "023-60000002"}
    write_form(here / "区县" / "江津.xlsx", [{**jiangjin, "name": "重庆江源铸造有限公司"}], header=header)
    assert told(capsys, "区县", "-o", "总表.docx", "--findings", "问题.xlsx", "--quiet")[0] == 0
    book = load_workbook(here / "问题.xlsx", read_only=True)
    findings, _, sources, districts = (
        list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book.worksheets
    )
    assert [(row[0], row[1], row[2], row[3]) for row in sources] == [
        ("1", "重庆江源铸造有限公司", "江津区经济信息委", "江津区"),
        ("2", GOOD["name"], "渝北区经济信息委", "渝北区"),
        ("3", "重庆江岸轴承有限公司", "渝北区经济信息委", "渝北区"),
    ]
    # district, files, entries, errors, warnings, sealed copies
    assert districts == [
        ("渝北区", "1", "2", "0", "1", "0"),
        ("江津区", "1", "1", "0", "0", "0"),
    ]
    assert [(row[0], row[2]) for row in findings] == [("区县/渝北区/汇总表.docx", "重庆江岸轴承有限公司")]
    book.close()


def test_a_name_in_another_encoding_is_readable_in_the_workbook(here: Path) -> None:
    form = write_form(here / "收件" / "甲.docx", [UNDECIDED])
    try:
        form.rename(form.with_name(os.fsdecode("表甲.docx".encode("gbk"))))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    ran = run("form", "merge", "收件", "-o", "总表.xlsx", "--findings", "问题.xlsx", cwd=here)
    assert (ran.returncode, ran.stderr) == (1, "")
    book = load_workbook(here / "问题.xlsx", read_only=True)
    findings, files, sources, _ = (sheet for sheet in book.worksheets)
    assert [findings["A2"].value, files["A2"].value, sources["E2"].value] == ["收件/表甲.docx"] * 3
    book.close()


def test_summary_page(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [GOOD])
    assert told(capsys, "甲.docx", "-o", "总表.docx", "--summary", "概况.html")[0] == 0
    page = (here / "概况.html").read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">')


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["收件", "-o", "总表.csv"], "不能写成“总表.csv”，文件名请以 .docx .xlsx .pdf 结尾。"),
        (
            ["收件", "-o", "总表.docx", "--findings", "问题.docx"],
            "不能写成“问题.docx”，文件名请以 .xlsx 结尾。",
        ),
        (["收件", "-o", "总表.docx", "--summary", "a.pdf"], "不能写成“a.pdf”，文件名请以 .html .htm 结尾。"),
        (["收件", "-o", "总表.xlsx", "--findings", "总表.xlsx"], "“总表.xlsx”被指定了两次，请改一个名字。"),
        (
            ["收件/甲.docx", "-o", "收件/甲.docx"],
            "“收件/甲.docx”正是要读取的文件，不能覆盖，请换一个文件名。",
        ),
        (
            ["收件", "-o", "收件/甲.docx"],
            "报送文件夹里已有“收件/甲.docx”，可能是报来的表，没有覆盖。"
            "请换个文件名；若是以前的结果，请加 --replace。",
        ),
        (["没有", "-o", "总表.docx"], "找不到 1 个文件或文件夹：没有。请检查路径；什么也没有做。"),
    ],
)
def test_what_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], here: Path, arguments: list[str], words: str
) -> None:
    form = write_form(here / "收件" / "甲.docx", [GOOD])
    before = form.read_bytes()
    assert told(capsys, *arguments) == (2, "", words + "\n")
    assert form.read_bytes() == before
    assert sorted(path.name for path in here.rglob("*")) == ["收件", "甲.docx"]


def test_an_input_is_never_overwritten(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    form = write_form(here / "收件" / "甲.docx", [GOOD])
    write_form(here / "收件" / "乙.docx", [UNDECIDED])
    before = form.read_bytes()
    status, _, err = told(capsys, "收件", "收件/甲.docx", "-o", "收件/甲.docx", "--replace")
    assert (status, err) == (2, "“收件/甲.docx”正是要读取的文件，不能覆盖，请换一个文件名。\n")
    assert form.read_bytes() == before


def test_an_earlier_result_among_the_forms_is_replaced_and_not_read(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    write_form(here / "收件" / "甲.docx", [GOOD])
    assert told(capsys, "收件", "-o", "收件/总表.docx")[0] == 0
    first = (here / "收件" / "总表.docx").read_bytes()
    assert told(capsys, "收件", "-o", "收件/总表.docx")[0] == 2
    status, out, _ = told(capsys, "收件", "-o", "收件/总表.docx", "--replace", "--verbose")
    assert (status, "  收件/总表.docx  本次的输出文件\n" in out) == (0, True)
    assert (here / "收件" / "总表.docx").read_bytes() == first


def test_nothing_is_written_where_nothing_was_read(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "坏.docx").write_bytes(b"")
    status, out, err = told(capsys, "坏.docx", "-o", "总表.docx")
    assert (status, err) == (2, "没有一个文件能够读取，没有写出文件。请按上面的原因处理后再试。\n")
    assert re.findall(r"未能读取 +1$", out, re.MULTILINE) != []
    assert [path.name for path in here.iterdir()] == ["坏.docx"]


def test_blank_forms_make_a_blank_master_and_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "blank", "-o", "空.docx"]) == 0
    status, out, err = told(capsys, "空.docx", "-o", "总表.docx", "-o", "总表.xlsx", "-o", "总表.pdf")
    assert (status, err, out.count("已写出 总表")) == (1, "", 3)
    assert "  1  错误  表格是空的" in out


def test_a_header_that_the_table_lacks(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    call = "call: tiny\nnotice: {title: 通知}\ndeadline: 2026-04-10 17:30+08:00\n"
    call += "annex: {title: 表, columns: [{key: name, title: 名称, kind: name}]}\n"
    (here / "call.yaml").write_text(call, "utf-8")
    write_form(here / "甲.docx", [GOOD])
    assert told(capsys, "甲.docx", "-o", "总表.docx", "--call", "call.yaml", "--phone", "1") == (
        2,
        "",
        "征集“tiny”的汇总表没有这一项，不能使用 --phone。\n",
    )
