"""Loading calls: built-in ones, files of any other notice, and files that can't be used."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, HeaderField, Limit
from jianyou.domain.calls import DEFAULT_CALL
from jianyou.domain.calls.call import Call, Notice
from jianyou.domain.calls.load import builtin_names, load_call, parse_call
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from tests.domain.calls.samples import SMALLEST, TEACHERS

BEIJING = timezone(timedelta(hours=8))

STUDIO = Call(
    id="studio-2026",
    notice=Notice("关于遴选名师工作室主持人的通知", "某教〔2026〕12号", "某市教育局", date(2026, 3, 2)),
    deadline=datetime(2026, 4, 10, 17, 30, tzinfo=BEIJING),
    annex=AnnexSchema(
        title="名师工作室主持人推荐表",
        columns=(
            Column("serial", "序号", ColumnKind.SERIAL, required=None, width=0.5),
            Column("person", "姓名", ColumnKind.NAME, ("教师姓名",)),
            Column("unit", "单位", ColumnKind.TEXT, ("工作单位", "所在学校")),
            Column(
                "reasons",
                "推荐理由（不超过500字）",
                ColumnKind.TEXT,
                required=Severity.WARNING,
                limit=Limit(500),
                width=3.0,
            ),
            Column("phone", "联系电话", ColumnKind.PHONE),
        ),
        header=(HeaderField("school", "推荐学校", ("学校名称",), Severity.ERROR),),
        label="附件1",
        note="注：推荐理由不超过500字。",
        blank_rows=10,
    ),
)


def codes_of(act: Callable[[], object]) -> list[str]:
    with pytest.raises(DataFileInvalid) as caught:
        act()
    assert caught.value.text(Lang.ZH) != caught.value.text(Lang.EN)
    return [problem.code for problem in caught.value.problems]


def test_another_notice_needs_no_programming() -> None:
    assert parse_call(TEACHERS, source="teachers.yaml") == STUDIO


def test_the_smallest_call_has_the_declared_defaults() -> None:
    name = Column("name", "名称", ColumnKind.NAME)
    assert parse_call(SMALLEST, source="") == Call(
        "tiny", Notice("通知"), datetime(2026, 4, 10, 17, 30, tzinfo=BEIJING), AnnexSchema("表", (name,)), ""
    )
    assert name.required is Severity.ERROR


def test_the_built_in_call_is_the_default() -> None:
    assert builtin_names() == (DEFAULT_CALL,) == ("chongqing-2024",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_call_file_is_found_by_its_path(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "征集 2026.yaml"
    path.write_bytes(TEACHERS.replace("\n", newline).encode(encoding))
    assert load_call(str(path)) == STUDIO


def test_a_built_in_name_goes_before_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chongqing-2024").write_text(TEACHERS, "utf-8")
    assert load_call("chongqing-2024").id == "chongqing-2024"
    assert load_call("./chongqing-2024") == STUDIO


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("chongqing-2O24", "call_not_found_near"),
        ("重庆", "call_not_found"),
        ("", "data_not_a_file"),
        ("nul\0byte", "call_not_found"),
        ("x" * 5000, "call_not_found"),
    ],
)
def test_a_name_that_leads_nowhere(name: str, code: str) -> None:
    assert codes_of(lambda: load_call(name)) == [code]


def test_a_folder_or_a_pipe_is_no_call_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes_of(lambda: load_call(str(tmp_path))) == ["data_not_a_file"]
    assert codes_of(lambda: load_call(str(tmp_path / "pipe"))) == ["data_not_a_file"]


@pytest.mark.parametrize(
    ("data", "codes", "line"),
    [
        (b"", ["data_file_empty"], None),
        (b"# only a comment\n", ["data_file_empty"], None),
        (b"~\n", ["data_file_no_mapping"], 1),
        (b"- call: x\n", ["data_file_no_mapping"], 1),
        (TEACHERS.encode("gbk"), ["data_file_encoding"], 1),
        (TEACHERS.encode("utf-16"), ["data_file_encoding"], 1),
        (b"PK\x03\x04\xff\x00\x81", ["data_file_not_utf8"], 1),
        (b"call: x\n# " + b"y" * 530_000, ["data_file_too_large"], None),
    ],
)
def test_a_file_that_is_no_call_file(tmp_path: Path, data: bytes, codes: list[str], line: int | None) -> None:
    path = tmp_path / "call.yaml"
    path.write_bytes(data)
    with pytest.raises(DataFileInvalid) as caught:
        load_call(str(path))
    assert [problem.code for problem in caught.value.problems] == codes
    assert caught.value.problems[0].line == line


def test_text_of_any_kind_handed_over_directly() -> None:
    assert codes_of(lambda: parse_call("x: \ud800", source="")) == ["data_file_not_utf8"]
    assert codes_of(lambda: parse_call("x" * 530_000, source="")) == ["data_file_too_large"]
    assert codes_of(lambda: parse_call("call: a\x00", source="")) == ["data_yaml_character"]


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs a file that can be opened but not read"
)
def test_a_file_that_cannot_be_read() -> None:
    assert codes_of(lambda: load_call("/proc/self/mem")) == ["data_file_unreadable"]
