import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.annexes.yesno import parse


@pytest.mark.parametrize(
    "text",
    [
        "是",
        "有",
        "愿意",
        "有意愿",
        "同意",
        "是，愿意",
        "有 意 愿",
        "愿意申报",
        "Yes",
        "√",
        "☑是 ☐否",
        "√是□否",
        "是☑  否□",
        "是√ 否□",
        "√是 否",
        "是（√）否（）",
        "是[√] 否[ ]",
        "☑有意愿 ☐无意愿",
        "是（有意愿申报）",
    ],
)
def test_yes(text: str) -> None:
    assert parse(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "否",
        "无",
        "没有",
        "暂无",
        "不愿意",
        "不申报",
        "暂不考虑",
        "No",
        "□是 √否",
        "□ 是  ☑ 否",
        "是□否√",
        "是□  否☑",
        "否（暂不考虑）",
    ],
)
def test_no(text: str) -> None:
    assert parse(text) is False


@pytest.mark.parametrize(
    "text",
    ["", "待定", "是 否", "是√否", "☐是 ☐否", "☑是☑否", "□是", "不确定", "√□", "√√是", "视情况"],
)
def test_unclear(text: str) -> None:
    assert parse(text) is None


@given(st.text(alphabet="是否有无愿意不√☑□☐（） ", max_size=12))
def test_never_both(text: str) -> None:
    """Ticking the other box instead can't leave the answer as it was."""
    swapped = text.translate(str.maketrans("☑√□☐", "□□☑☑"))
    answer = parse(text)
    if answer is not None and text != swapped and "是" in text and "否" in text:
        assert parse(swapped) is not answer
