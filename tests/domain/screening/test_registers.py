"""Registers of every kind open as Parquet of texts or types, or are refused with the reason."""

from pathlib import Path

import polars as pl
import psycopg
import pytest
import xlsxwriter

from jianyou.domain.screening.opened import Opened
from jianyou.domain.screening.registers import exported, open_register
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.finding import Refused
from tests.domain.screening.samples import parquet

PLAIN = "企业名称,成立日期\n甲厂,2010-01-01\n乙厂,\n"
ROWS = [(2, "甲厂", "2010-01-01"), (3, "乙厂", None)]


def opened(folder: Path, data: bytes, name: str = "register.csv") -> Opened:
    path = folder / name
    path.write_bytes(data)
    return open_register(path, folder / "work")


def rows(register: Opened) -> list[tuple[object, ...]]:
    return register.scan().collect().rows()


def refusal(folder: Path, data: bytes, name: str = "register.csv") -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        opened(folder, data, name)
    refused.value.text()
    return refused.value.code, dict(refused.value.params)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_texts_open_whatever_their_encoding_and_separator(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    register = opened(tmp_path, PLAIN.replace(",", separator).encode(encoding))
    assert (list(register.schema), register.rows, register.numbered) == (
        ["行号", "企业名称", "成立日期"],
        2,
        True,
    )
    assert rows(register) == ROWS


def test_encoding_is_that_of_the_whole_file(tmp_path: Path) -> None:
    text = "name,region\n" + "A,500103\n" * 300_000 + "甲,渝中区\n"
    register = opened(tmp_path, text.encode("gbk"))
    assert register.scan().tail(1).collect().rows() == [(300_002, "甲", "渝中区")]


def test_rows_keep_their_numbers_over_titles_blank_lines_and_short_rows(tmp_path: Path) -> None:
    text = "某市企业名录\r\n\r\n企业名称,成立日期\r\n甲厂\r\n\r\n,\r\n乙厂,2011\r\n\r\n"
    assert rows(opened(tmp_path, text.encode())) == [(4, "甲厂", None), (7, "乙厂", "2011")]


def test_headings_become_different(tmp_path: Path) -> None:
    register = opened(tmp_path, "名称,名称,,行号\n1,2,3,4\n".encode())
    assert list(register.schema) == ["行号", "名称", "名称（2）", "第3列", "行号（2）"]


def test_quoted_values_hold_separators_and_line_ends(tmp_path: Path) -> None:
    register = opened(tmp_path, 'name,what\n"甲,厂","一\n二"\n"说""好""",\n'.encode())
    assert [row[1:] for row in rows(register)] == [("甲,厂", "一\n二"), ('说"好"', None)]


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"a,b\n1,2\n1,2,3\n", "register_row_too_long", {"line": 3, "count": 3, "columns": 2}),
        (b'a,b\n1,2\n"1,2\n', "register_row_unreadable", {"line": 3}),
        ("名称，地区\n甲，乙\n".encode(), "register_wide_separator", {"sign": "，"}),
        (b"a,b\n1,\xff\xff\n", "register_encoding", {}),
        (b"a,\0b\n1,2\n", "register_encoding", {}),
        (b"\n \n\n", "register_without_columns", {}),
        (b"%PDF-1.7\n", "register_kind", {}),
        (b"PAR1" + bytes(40), "register_unreadable", None),
    ],
)
def test_bad_texts_are_refused_at_their_line(
    data: bytes, code: str, params: dict[str, object] | None, tmp_path: Path
) -> None:
    got, told = refusal(tmp_path, data)
    assert got == code
    assert params is None or told == {"name": "register.csv", **params}


def test_empty_and_missing_files_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"")[0] == "file_empty"
    with pytest.raises(Refused) as refused:
        open_register(tmp_path / "nothing.csv", tmp_path)
    assert refused.value.code == "register_missing"


def test_a_folder_of_parquet_is_one_register(tmp_path: Path) -> None:
    parquet(tmp_path, "in/b.parquet", name=["丙"])
    parquet(tmp_path, "in/a.parquet", name=["甲", "乙"])
    parquet(tmp_path, "in/.hidden.parquet", other=[1])
    register = open_register(tmp_path / "in", tmp_path / "work")
    assert (register.counts, register.rows, register.numbered) == ((2, 1), 3, False)
    assert rows(register) == [("甲",), ("乙",), ("丙",)]


def test_files_of_one_folder_have_the_same_columns(tmp_path: Path) -> None:
    parquet(tmp_path, "in/a.parquet", name=["甲"], region=["50"])
    parquet(tmp_path, "in/b.parquet", name=["乙"], region=[50])
    with pytest.raises(Refused) as refused:
        open_register(tmp_path / "in", tmp_path / "work")
    assert (refused.value.code, dict(refused.value.params)) == (
        "register_parts_differ",
        {"name": "b.parquet", "first": "a.parquet", "column": "region"},
    )


def test_a_folder_without_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_register(tmp_path, tmp_path / "work")
    assert refused.value.code == "register_folder_empty"


def workbook(folder: Path) -> Path:
    """Two sheets: a register below a title, and another."""
    registers = [
        SheetPaper(
            "名录",
            [PaperColumn("某市企业名录"), PaperColumn(" "), PaperColumn("")],
            [["企业名称", "成立日期", ""], ["甲厂", "2010/1/1", "x"], ["", "", ""], ["乙厂", "", ""]],
        ),
        SheetPaper("说明", [PaperColumn("name"), PaperColumn("region")], [["丙", "渝中区"]]),
    ]
    path = folder / "register.xlsx"
    path.write_bytes(write_xlsx(registers).data)
    return path


def test_a_workbook_gives_its_first_sheet_and_tells_of_the_others(tmp_path: Path) -> None:
    register = open_register(workbook(tmp_path), tmp_path / "work")
    assert list(register.schema) == ["行号", "企业名称", "成立日期", "第3列"]
    assert rows(register) == [(3, "甲厂", "2010/1/1", "x"), (5, "乙厂", "", "")]
    assert [(note.code, dict(note.params)) for note in register.notes] == [
        ("register_sheets_left", {"sheet": "名录", "others": "说明"})
    ]


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    register = open_register(workbook(tmp_path), tmp_path / "work", table="说明")
    assert (rows(register), register.notes) == ([(2, "丙", "渝中区")], ())
    with pytest.raises(Refused) as refused:
        open_register(tmp_path / "register.xlsx", tmp_path / "work", table="无此表")
    assert (refused.value.code, dict(refused.value.params)) == ("sheet_rows_missing", {"sheet": "无此表"})


def test_packages_that_are_no_workbook_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(Refused):
        open_register(path, tmp_path / "work")


def test_a_sheet_that_spreads_too_far_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名录")
        for row, column in ((0, 0), (0, 1), (900_000, 4)):
            sheet.write_string(row, column, "x")
    with pytest.raises(Refused) as refused:
        open_register(path, tmp_path / "work")
    assert (refused.value.code, refused.value.params["cell"]) == ("sheet_too_large", "E900001")


@pytest.fixture
def table(database_url: str) -> str:
    """The URL of a database with a table of every kind of column."""
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE IF EXISTS firms")
        connection.execute(
            "CREATE TABLE firms (name text, established_on date, revenue numeric, is_legal_person boolean,"
            " organization_types text[], accidents jsonb, seen timestamp)"
        )
        connection.execute(
            "INSERT INTO firms VALUES"
            " ('甲', '2010-01-01', 12.5, true, '{service}', '[]', '2024-01-01 10:00'),"
            " ('', NULL, NULL, NULL, NULL, NULL, NULL)"
        )
    return database_url


def test_a_table_of_a_database_opens(table: str, tmp_path: Path) -> None:
    register = open_register(table, tmp_path, table="firms")
    assert (register.table, register.rows, register.paths) == ("public.firms", 2, ())
    assert register.schema["established_on"] == pl.Date
    assert register.schema["is_legal_person"] == pl.Boolean
    assert register.schema["organization_types"] == pl.List(pl.String)


def test_a_table_is_written_out_for_other_engines(table: str, tmp_path: Path) -> None:
    register = exported(open_register(table, tmp_path, table="public.firms"), tmp_path / "work")
    assert rows(register) == [
        ("甲", "2010-01-01", "12.5", "true", '["service"]', "[]", "2024-01-01 10:00:00"),
        ("", None, None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "register_table_not_named"),
        ("nothing", "register_table_missing"),
        ("a.b.c", "register_table_missing"),
    ],
)
def test_tables_that_are_not_there_are_refused(name: str, code: str, table: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_register(table, tmp_path, table=name)
    assert refused.value.code == code


def test_a_database_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    url = f"postgresql://nobody@/nothing?host={tmp_path}&port=1"
    with pytest.raises(Refused) as refused:
        open_register(url, tmp_path, table="firms")
    assert refused.value.code == "register_database"
