"""The papers that a notice acts on."""

import pytest

from jianyou.domain.notices.cites import find_cites
from jianyou.domain.notices.text import notice_text, squeezed


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("根据《管理办法》（清科规〔2029〕7 号）有关规定", ["清科规〔2029〕7号"]),
        ("考核办法仍按清市教〔2028〕52号文件执行", ["清市教〔2028〕52号"]),
        ("根据清教人〔2029〕206号和清教函[2030]1号文件", ["清教人〔2029〕206号", "清教函[2030]1号"]),
        ("清科规〔2029〕7号。又见清科规〔2029〕7号", ["清科规〔2029〕7号"]),
        ("按照《省领导小组关于遴选优质企业的通知》要求", ["省领导小组关于遴选优质企业的通知"]),
        ("按照《省厅关于遴选企业的通知》（清科函〔2029〕7号）要求", ["清科函〔2029〕7号"]),
        ("认真学习《省委关于家风建设的意见》精神", []),
        ("本通知（清科〔2031〕1号）自印发之日起", []),
    ],
)
def test_cites(written: str, cited: list[str]) -> None:
    text = squeezed(notice_text(written))
    found = find_cites(text, 0, len(text.text), "清科〔2031〕1号")
    assert [text.text[start:end] for start, end in found] == cited
