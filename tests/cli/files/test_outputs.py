"""Where results may go, and that nothing is written halfway or over what somebody filed."""

from pathlib import Path

import pytest

from jianyou.cli.files.outputs import (
    TABLE_SUFFIXES,
    WORKBOOK_SUFFIXES,
    Target,
    check_overwriting,
    check_targets,
)
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, write_all
from jianyou.terms.finding import Refused


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("收件/甲.docx", "收件/下/乙.docx", "别处/丙.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"filed")
    return tmp_path


def code_of_targets(*names: str, suffixes: tuple[str, ...] = TABLE_SUFFIXES) -> str | None:
    try:
        check_targets(Target(Path(name), suffixes) for name in names)
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["总表.docx", "总表.XLSX", "别处/总表.pdf"], None),
        (["总表.doc"], "output_suffix"),
        (["总表"], "output_suffix"),
        (["-"], "output_suffix"),
        ([""], "output_suffix"),
        (["没有/总表.docx"], "output_folder_missing"),
        (["总表.docx", "别处/../总表.docx"], "output_twice"),
    ],
)
def test_targets(names: list[str], code: str | None) -> None:
    assert code_of_targets(*names) == code


def test_a_folder_is_no_target(here: Path) -> None:
    (here / "夹.docx").mkdir()
    assert code_of_targets("夹.docx") == "output_is_folder"


def test_findings_go_to_a_workbook() -> None:
    assert code_of_targets("问题.docx", suffixes=WORKBOOK_SUFFIXES) == "output_suffix"


@pytest.mark.parametrize(
    ("target", "paths", "replace", "code"),
    [
        ("总表.docx", ["收件"], False, None),
        ("收件/新.docx", ["收件"], False, None),
        ("收件/甲.docx", ["收件"], False, "output_among_inputs"),
        ("收件/下/../甲.docx", ["."], False, "output_among_inputs"),
        ("收件/下/乙.docx", ["收件"], False, "output_among_inputs"),
        ("收件/甲.docx", ["收件"], True, None),
        ("收件/甲.docx", ["收件/甲.docx"], False, "output_is_input"),
        ("收件/甲.docx", ["收件", "收件/甲.docx"], True, "output_is_input"),
        ("别处/丙.docx", ["收件", "收件/甲.docx"], False, None),
    ],
)
def test_overwriting(target: str, paths: list[str], replace: bool, code: str | None) -> None:
    if code is None:
        check_overwriting([Path(target)], paths, replace=replace)
    else:
        with pytest.raises(Refused) as caught:
            check_overwriting([Path(target)], paths, replace=replace)
        assert caught.value.code == code


def test_a_link_to_an_input_is_no_way_round(here: Path) -> None:
    (here / "总表.docx").symlink_to(here / "收件" / "甲.docx")
    with pytest.raises(Refused) as caught:
        check_overwriting([Path("总表.docx")], ["收件/甲.docx"], replace=True)
    assert caught.value.code == "output_is_input"


def test_a_failure_says_what_stands_already(here: Path) -> None:
    (here / "占.docx").mkdir()
    rendered = [Rendered(Path("一.docx"), Written(b"1")), Rendered(Path("占.docx"), Written(b"2"))]
    with pytest.raises(Refused) as caught:
        write_all(rendered)
    assert (caught.value.code, caught.value.params["done"]) == ("output_failed_after", "一.docx")
    assert (here / "一.docx").read_bytes() == b"1"
    with pytest.raises(Refused) as caught:
        write_all(rendered[1:])
    assert caught.value.code == "output_failed"
