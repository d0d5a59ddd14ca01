"""Which files are read, in which order, and that nothing is passed over unnamed."""

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.arrivals.folders import Inputs, collect, identity, natural_key
from jianyou.terms.finding import Refused


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(inputs: Inputs) -> list[str]:
    return inputs.files


def skipped(inputs: Inputs) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in inputs.skipped]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_walked_in_natural_order(here: Path) -> None:
    touch(
        here / "收件",
        "表10.docx",
        "表2.docx",
        "B.XLSX",
        "a.docx",
        "乙区/1.docx",
        "甲区/丙/2.xlsx",
        "甲区/1.docx",
    )
    inputs = collect(["收件"])
    assert names(inputs) == [
        "收件/a.docx",
        "收件/B.XLSX",
        "收件/表2.docx",
        "收件/表10.docx",
        "收件/乙区/1.docx",
        "收件/甲区/1.docx",
        "收件/甲区/丙/2.xlsx",
    ]
    assert (skipped(inputs), inputs.lost) == ([], [])


def test_paths_are_taken_in_the_order_given_and_once(here: Path) -> None:
    touch(here, "b.docx", "a.docx", "in/c.docx")
    inputs = collect(["b.docx", "a.docx", "in", "./in/c.docx", "in/../b.docx"])
    assert names(inputs) == ["b.docx", "a.docx", "in/c.docx"]
    assert skipped(inputs) == [("in/c.docx", "skipped_twice"), ("in/../b.docx", "skipped_twice")]


def test_this_folder_names_its_files_plainly(here: Path) -> None:
    touch(here, "甲.docx", "in/乙.docx")
    assert names(collect(["."])) == ["甲.docx", "in/乙.docx"]
    assert names(collect(["in/"])) == ["in/乙.docx"]


def test_leftovers_are_passed_over_and_named(here: Path) -> None:
    touch(
        here,
        *("~$甲.docx", "~WRL0001.tmp", ".~lock.甲.docx#", ".DS_Store", ".隐藏/乙.docx", "Thumbs.db"),
        *("desktop.ini", "__MACOSX/._甲.docx", "甲.docx", "读我.txt"),
    )
    inputs = collect(["."])
    assert names(inputs) == ["甲.docx", "读我.txt"]
    assert sorted(skipped(inputs)) == sorted(
        [
            ("~$甲.docx", "skipped_temporary"),
            ("~WRL0001.tmp", "skipped_temporary"),
            (".~lock.甲.docx#", "skipped_temporary"),
            (".DS_Store", "skipped_hidden"),
            (".隐藏", "skipped_hidden"),
            ("Thumbs.db", "skipped_system"),
            ("desktop.ini", "skipped_system"),
            ("__MACOSX", "skipped_system"),
        ]
    )


def test_a_file_named_by_a_person_is_read_whatever_its_name(here: Path) -> None:
    touch(here, "~$甲.docx", ".乙.docx")
    assert names(collect(["~$甲.docx", ".乙.docx"])) == ["~$甲.docx", ".乙.docx"]


def test_links_never_lead_out_of_a_folder(here: Path) -> None:
    touch(here, "外/秘密.docx", "收件/甲.docx")
    (here / "收件" / "链接.docx").symlink_to(here / "外" / "秘密.docx")
    (here / "收件" / "圈").symlink_to(here / "收件")
    inputs = collect(["收件"])
    assert names(inputs) == ["收件/甲.docx"]
    assert skipped(inputs) == [("收件/圈", "skipped_link"), ("收件/链接.docx", "skipped_link")]
    assert names(collect(["收件/链接.docx"])) == ["收件/链接.docx"]


def test_pipes_and_devices_are_not_opened(here: Path) -> None:
    touch(here, "收件/甲.docx")
    os.mkfifo(here / "收件" / "管道.docx")
    assert skipped(collect(["收件", "收件/管道.docx"])) == [("收件/管道.docx", "skipped_special")] * 2


def test_outputs_of_the_run_are_not_inputs(here: Path) -> None:
    touch(here, "收件/甲.docx", "收件/总表.docx")
    inputs = collect(["收件"], outputs=[Path("收件/../收件/总表.docx"), Path("别处.xlsx")])
    assert names(inputs) == ["收件/甲.docx"]
    assert skipped(inputs) == [("收件/总表.docx", "skipped_output")]


def test_missing_paths_are_all_named(here: Path) -> None:
    touch(here, "甲.docx")
    (here / "断.docx").symlink_to(here / "没有")
    with pytest.raises(Refused) as caught:
        collect(["没有", "甲.docx", "断.docx"])
    assert (caught.value.code, caught.value.params) == (
        "path_missing",
        {"count": 2, "names": "没有、断.docx"},
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_closed_folder_is_told_as_lost(here: Path) -> None:
    touch(here, "收件/甲.docx", "收件/关/乙.docx")
    (here / "收件" / "关").chmod(0)
    try:
        inputs = collect(["收件"])
    finally:
        (here / "收件" / "关").chmod(0o700)
    assert names(inputs) == ["收件/甲.docx"]
    assert [(one.name, one.code) for one in inputs.lost] == [("收件/关", "folder_unreadable")]


def test_names_in_another_encoding_survive(here: Path) -> None:
    raw = os.fsencode(here) + b"/" + "表甲.docx".encode("gbk")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123  — a path of bytes
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (name,) = names(collect(["."]))
    assert os.fsencode(name) == "表甲.docx".encode("gbk")


@pytest.mark.parametrize(
    ("first", "second"),
    [("表2", "表10"), ("2", "10"), ("a", "B"), ("表", "表1"), ("1表", "a"), ("007", "8"), ("a1b2", "a1b10")],
)
def test_natural_order(first: str, second: str) -> None:
    assert natural_key(first) < natural_key(second)


@given(st.lists(st.text(max_size=8)))
def test_natural_order_takes_any_name(texts: list[str]) -> None:
    keys = [natural_key(text) for text in sorted(texts, key=natural_key)]
    assert all(before <= after for before, after in itertools.pairwise(keys))


def test_identity_survives_links_in_a_circle(here: Path) -> None:
    (here / "a").symlink_to(here / "b")
    (here / "b").symlink_to(here / "a")
    assert identity(here / "a") == str(here / "a")
