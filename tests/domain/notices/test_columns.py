"""The columns of tables to be filled, and limits of length."""

import pytest

from jianyou.domain.notices.columns import find_columns, find_limits
from jianyou.domain.notices.model import AttachmentPart, Span
from tests.domain.notices.laid import laid


def read(words: str) -> list[tuple[str, str]]:
    return [(each.name, each.limit) for each in find_columns(*laid(words))]


def test_a_row_of_headings_with_empty_rows() -> None:
    words = (
        "某项目汇总表\n序号\t项目名称\t简介\t电话\n1\t\t\t\n2\t\t\t\n"
        "注：“简介”栏填写概况，原则上不超过300个字。"
    )
    assert read(words) == [("序号", ""), ("项目名称", ""), ("简介", "原则上不超过300个字"), ("电话", "")]


def test_one_cell_a_line() -> None:
    words = "汇总表\n\t序号\n\t单位名称\n\t一句话介绍（不超过25个字）\n\t\n\t\n\t\n\t\n注：请如实填写。"
    assert read(words) == [("序号", ""), ("单位名称", ""), ("一句话介绍（不超过25个字）", "不超过25个字")]


def test_headings_parted_by_spaces() -> None:
    assert read("序号  项目名称  所在单位\n1\n2") == [("序号", ""), ("项目名称", ""), ("所在单位", "")]


def test_a_list_to_choose_from() -> None:
    words = "序号\t姓名\t类别\n1\n2\n备注\t类别：孝老爱亲、勤俭持家、邻里互助等。"
    assert read(words) == [("序号", ""), ("姓名", ""), ("类别", "孝老爱亲、勤俭持家、邻里互助")]


def test_a_roster_without_numbers() -> None:
    assert read("推荐名单汇总表\n姓名\t单位\t电话\n\t\t") == [("姓名", ""), ("单位", ""), ("电话", "")]


@pytest.mark.parametrize(
    "words",
    [
        "名额分配表\n序号\t地区\t名额\n1\t甲区\t3\n2\t乙县\t2",
        "学科\t联系人\t电话\n语文\t王小明\t60000001",
        "申报表\n姓名\t\t单位\t\t职务\n出生年月\t\t学历\t\t职称",
        "一、序号应当连续。",
    ],
)
def test_tables_that_tell_something_have_no_columns(words: str) -> None:
    assert read(words) == []


def test_the_attachment_is_told() -> None:
    text, layout = laid("正文。\n附件2\n汇总表\n序号\t名称\t简介\n1\t\t")
    at = text.text.index("附件2")
    part = AttachmentPart(2, "汇总表", Span(at, len(text.text)))
    columns = find_columns(text, type(layout)(layout.head, layout.body, layout.tail, (part,)))
    assert [(each.name, each.attachment) for each in columns] == [("序号", 2), ("名称", 2), ("简介", 2)]
    assert [text.of(each.span) for each in columns] == ["序号", "名称", "简介"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("字数一般不超过6000字，视频控制在5分钟左右。", ["不超过6000字", "5分钟左右"]),
        ("发展规划（限3000字，用小四号字），简介200字左右。", ["限3000字", "200字左右"]),
        ("请将字数控制在5000字内，人数最多限6人。", ["5000字内", "最多限6人"]),
        ("提供3张jpg格式的照片，文件不小于2M，不小于2000像素。", ["3张", "文件不小于2M", "不小于2000像素"]),
        ("公示不少于5个工作日，一式3份，近5年获奖2项。", []),
        ("不超过500字；仍不超过500字。", ["不超过500字"]),
    ],
)
def test_limits(words: str, expected: list[str]) -> None:
    assert [each.value for each in find_limits(*laid(words))] == expected
