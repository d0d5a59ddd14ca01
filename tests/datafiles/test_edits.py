"""A data file changed in one place; all else is word for word as it was."""

from datetime import date
from typing import Any

import pytest

from jianyou.datafiles.edits import Spot, spots, with_items, with_value
from jianyou.datafiles.nodes import read_nodes
from jianyou.datafiles.plain import plain_value
from jianyou.datafiles.problems import Problems
from jianyou.domain.calls.load import load_call, parse_call, source_of

TEXT = """\
# 头
name: first  # 第 1 行
notice:
  # 一问
  title: "关于“示例”的通知"  # 第 2 行
  lists:
    - "甲"
    - "乙"  # 第 3 行
  note: >-
    两行
    文字
  empty:
people:
  - {unit: "科技处", phone: "1"}  # 第 4 行
  - {unit: "大厅"}
tail: no
"""


def read(text: str) -> Any:
    """The file as plain data."""
    problems = Problems("x", "data_file_empty")
    node = read_nodes(text, problems)
    problems.raise_if_any()
    assert node is not None
    return plain_value(node)


def changed(text: str) -> list[str]:
    """The lines that aren't those of the text above."""
    before = TEXT.split("\n")
    return [line for line in text.split("\n") if line not in before]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("name", "other-name", ["name: other-name  # 第 1 行"]),
        ("name", "带 # 和 “引号”: 的\n文字", ['name: "带 # 和 “引号”: 的 文字"  # 第 1 行']),
        ("name", "", ['name: ""  # 第 1 行']),
        ("name", "yes", ['name: "yes"  # 第 1 行']),
        ("tail", True, ["tail: yes"]),
        ("day", date(2026, 4, 30), ["day: 2026-04-30"]),
        ("notice.title", "短", ['  title: "短"  # 第 2 行']),
        ("notice.empty", 5, ["  empty: 5"]),
        ("notice.note", "一行", ['  note: "一行"']),
        ("notice.new", ["甲", "丙"], ['  new: ["甲", "丙"]']),
        ("notice.lists", ["丁"], ['      ["丁"]  # 第 3 行']),
        ("notice.lists.2", "戊", ['    - "戊"  # 第 3 行']),
        ("notice.lists.3", "己", ['    - "己"']),
        ("people.1.phone", "2", ['  - {unit: "科技处", phone: "2"}  # 第 4 行']),
        ("people.2.phone", "2", ['  - {unit: "大厅", phone: "2"}']),
        ("people.3", {"unit": "新处", "phone": ""}, ['  - {unit: "新处"}']),
        ("deep.list.1.key", 1, ["deep: {list: [{key: 1}]}"]),
    ],
)
def test_one_value_changes_its_line_only(path: str, value: Any, lines: list[str]) -> None:
    assert changed(with_value(TEXT, path, value)) == lines


def test_what_was_written_is_read_again() -> None:
    text = with_value(with_value(TEXT, "notice.lists", ["丁"]), "people.2.phone", "023")
    wanted = read(TEXT)
    wanted["notice"]["lists"] = ["丁"]
    wanted["people"][1]["phone"] = "023"
    assert read(text) == wanted


def test_items_keep_their_lines_in_another_order() -> None:
    text = with_items(TEXT, "people", [2, {"unit": "新处"}, 1])
    assert text.split("\n")[13:16] == [
        '  - {unit: "大厅"}',
        '  - {unit: "新处"}',
        '  - {unit: "科技处", phone: "1"}  # 第 4 行',
    ]
    assert with_items("a: [{b: 1},\n  {c: 2}]  # x\nd: 1\n", "a", [2, 1]) == (
        "a:  # x\n  - {c: 2}\n  - {b: 1}\nd: 1\n"
    )
    assert with_items("a: 1\n", "b", [{"c": 1}]) == "a: 1\nb:\n  - {c: 1}\n"
    assert with_items("a:\nb: 1\n", "a", [{"c": 1}]) == "a:\n  - {c: 1}\nb: 1\n"


@pytest.mark.parametrize("path", ["name.inner", "people.4", "people.x", "notice.lists.9"])
def test_a_path_that_leads_nowhere_is_no_path(path: str) -> None:
    with pytest.raises(KeyError):
        with_value(TEXT, path, "x")


def test_items_that_are_not_there() -> None:
    for key, items in (("name", [1]), ("people", [3])):
        with pytest.raises(KeyError):
            with_items(TEXT, key, items)


def test_spots_know_their_lines() -> None:
    assert list(spots("a: 1\nb:\n  - c: 1\n    d: {e: 1}\n")) == [
        Spot("", 0, 0, 3, False, (0, 1)),
        Spot("b", 2, 2, 3, True, (2,)),
        Spot("b.1", 4, 2, 3, False, (2, 3)),
    ]


def test_every_value_of_the_built_in_call_may_be_set_to_itself() -> None:
    source = source_of("chongqing-2024")
    text = with_value(source, "notice.title", load_call("chongqing-2024").notice.title)
    text = with_value(text, "filing.completes_on", "paper")
    text = with_items(text, "stages", list(range(1, 8)))
    text = with_items(text, "awards", [1, 2])
    assert parse_call(text, source="x") == parse_call(source, source="x")
    assert text.count("#") == source.count("#")
