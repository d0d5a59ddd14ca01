"""Tables for judging: any format reads the same, and what can't be read right is refused at its place."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from jianyou.cli.files.judging_tables import Column, read_table
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.finding import Refused

COLUMNS = (Column("expert", ("专家", "专家编号"), required=True), Column("points", ("得分",)))


def saved(folder: Path, text: str | bytes, name: str = "表.csv") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def refusal(name: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_table(name, COLUMNS)
    assert refused.value.text()
    return refused.value


def test_every_format_gives_the_same_rows(tmp_path: Path) -> None:
    workbook = write_xlsx(
        [
            SheetPaper(
                "表",
                [PaperColumn("专家"), PaperColumn("得分"), PaperColumn("领域")],
                [["甲", "87.50", "机械"]],
            )
        ]
    )
    names = [
        saved(tmp_path, "专家,得分,领域\r\n甲,87.50,机械\r\n"),
        saved(tmp_path, "\ufeff专家编号；得分；领域\n\n甲；87.50；机械\n", "b.csv"),
        saved(tmp_path, "专家\t得分\t领域\n甲\t87.50\t机械".encode("gb18030"), "c.txt"),
        saved(tmp_path, '[{"专家": "甲", "points": 87.50, "领域": "机械"}]', "d.json"),
        saved(tmp_path, workbook.data, "e.xlsx"),
    ]
    tables = [read_table(name, COLUMNS) for name in names]
    assert [dict(table.rows[0].cells) for table in tables] == [
        {"expert": "甲", "points": "87.50", "领域": "机械"}
    ] * 5
    assert [table.others for table in tables] == [("领域",)] * 5
    assert [table.number(table.rows[0], "points") for table in tables] == [Decimal("87.50")] * 5


def test_a_row_is_numbered_as_a_person_counts_it(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, '专家,得分\n"甲\n方",1\n\n乙,x\n'), COLUMNS)
    assert [row.number for row in table.rows] == [2, 5]
    with pytest.raises(Refused) as refused:
        table.number(table.rows[1], "points")
    assert refused.value.text() == f"“{table.name}”第 5 行“points”的“x”不是这里能用的数字。请改正。"


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("８７", Decimal(87)), ("−1.5", Decimal("-1.5")), ("+3", Decimal(3)), (" 4 ", Decimal(4))],
)
def test_numbers_are_exact_however_they_are_typed(tmp_path: Path, text: str, value: Decimal | None) -> None:
    table = read_table(saved(tmp_path, f"专家,得分\n甲,{text}\n"), COLUMNS)
    assert table.number(table.rows[0], "points") == value


@pytest.mark.parametrize("text", ["1e9", "nan", "1,5", "1.2.3", "9" * 13, "０x1"])
def test_what_is_no_number_is_refused(tmp_path: Path, text: str) -> None:
    table = read_table(saved(tmp_path, f'专家,得分\n甲,"{text}"\n'), COLUMNS)
    with pytest.raises(Refused) as refused:
        table.number(table.rows[0], "points")
    assert refused.value.code == "judging_number"


@pytest.mark.parametrize("text", ["1.5", "-1"])
def test_a_count_is_whole(tmp_path: Path, text: str) -> None:
    table = read_table(saved(tmp_path, f"专家,得分\n甲,{text}\n"), COLUMNS)
    with pytest.raises(Refused) as refused:
        table.whole(table.rows[0], "points")
    assert refused.value.code == "judging_number"


def test_a_cell_may_hold_several(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, '专家,得分\n"甲；乙、丙;;丁",\n'), COLUMNS)
    assert table.parts(table.rows[0], "expert") == ("甲", "乙", "丙", "丁")
    listed = read_table(saved(tmp_path, '[{"expert": ["甲", "乙"], "points": null}]', "l.json"), COLUMNS)
    assert listed.parts(listed.rows[0], "expert") == ("甲", "乙")


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", "judging_file_empty", {}),
        ("得分\n1\n", "judging_column_missing", {"column": "expert", "names": "专家、专家编号"}),
        ("专家,expert\n甲,乙\n", "judging_heading_twice", {"heading": "expert"}),
        ("专家,得分\n,1\n", "judging_cell_empty", {"row": 2, "column": "expert"}),
        ("专家,得分\n甲,1,2\n", "judging_row_long", {"row": 2, "count": 2}),
        ("专家,得分,\n甲,1,2\n", "judging_row_long", {"row": 2, "count": 3}),
        ('专家,得分\n"甲,1\n', "judging_file_csv", {"row": 2}),
        ("专家,得分\n" + "长" * 10_001 + ",1\n", "judging_cell_long", {"row": 2, "most": 10_000}),
        ("专家" + ",x" * 200, "judging_columns_many", {"most": 200}),
        (b"\xff\xfe\x00\x81", "judging_file_no_text", {}),
        ("专家\0,得分", "judging_file_no_text", {}),
    ],
)
def test_a_table_that_cannot_be_read_right_is_refused(
    tmp_path: Path, text: str | bytes, code: str, params: dict[str, str | int]
) -> None:
    name = saved(tmp_path, text)
    refused = refusal(name)
    shown = refused.params["name"]
    assert (refused.code, dict(refused.params)) == (code, {"name": shown, **params})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[{", "judging_file_not_json"),
        ('{"expert": "甲"}', "judging_json_no_rows"),
        ("[1]", "judging_json_no_rows"),
        ("[" * 100_000, "judging_json_no_rows"),
        ('[{"expert": {"a": 1}}]', "judging_json_cell"),
        ('[{"expert": "甲", "expert": "乙"}]', "judging_heading_twice"),
        ("[]", "judging_column_missing"),
    ],
)
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert refusal(saved(tmp_path, text, "x.json")).code == code


def test_a_number_too_long_to_be_one_is_refused_as_a_number(tmp_path: Path) -> None:
    table = read_table(
        saved(tmp_path, json.dumps([{"expert": "甲"}])[:-2] + ', "points": ' + "9" * 5000 + "}]", "n.json"),
        COLUMNS,
    )
    with pytest.raises(Refused) as refused:
        table.number(table.rows[0], "points")
    assert refused.value.code == "judging_number"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "无.csv")).code == "judging_file_not_found"
    assert refusal(str(tmp_path / "无.xlsx")).code == "judging_file_not_found"
    assert refusal(str(tmp_path)).code == "judging_file_not_found"
