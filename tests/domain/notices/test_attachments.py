"""Lists of attachments as offices write them."""

import pytest

from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.text import notice_text

HEAD = "关于评选先进的通知\n各有关单位：\n按推荐表（附件1）报送。\n"
SIGNED = "\n清河市教育局\n2031年5月6日\n"


def titles(written: str) -> list[str]:
    laid = lay_out(notice_text(written))
    return [laid.squeezed.text[start:end] for start, end in laid.attachments]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("附件：推荐表", ["推荐表"]),
        ("附件：1.推荐表\n      2.汇总表；\n3、评分标准（试行）。", ["推荐表", "汇总表", "评分标准(试行)"]),
        ("附件：\n1．推荐表\n2．汇总表", ["推荐表", "汇总表"]),
        ("附件： 1、《推荐表》\n2、《2031年汇总表》", ["《推荐表》", "《2031年汇总表》"]),
        ("附件1：推荐表\n附件2：汇总表.xlsx", ["推荐表", "汇总表"]),
        (
            "附件：1.第十三届学科带头人学科\n名额分配表\n2.第十三届学科带头人区、\n县推荐名单汇总表",
            ["第十三届学科带头人学科名额分配表", "第十三届学科带头人区、县推荐名单汇总表"],
        ),
        ("附件：1.2031年度名额分配表2.2031年度申报书", ["2031年度名额分配表", "2031年度申报书"]),
        ("", []),
        ("附件", []),
    ],
)
def test_lists(listed: str, expected: list[str]) -> None:
    assert titles(HEAD + listed + SIGNED) == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("附件：推荐表\n202504101625147548.docx", ["推荐表"]),
        ("附件：1.推荐表\n2.汇总表\n\n打印 关闭", ["推荐表", "汇总表"]),
        ("相关附件：\n202504101625147548.docx", []),
        ("文件附件下载如下：", []),
    ],
)
def test_lists_where_nobody_signed(behind: str, expected: list[str]) -> None:
    assert titles(HEAD + behind) == expected
