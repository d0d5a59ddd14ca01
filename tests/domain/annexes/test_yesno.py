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


@given(
    yes=st.sampled_from(["是", "有意愿", "愿意"]),
    no=st.sampled_from(["否", "无意愿", "不愿意"]),
    ticked=st.sampled_from("☑☒√✓■"),
    empty=st.sampled_from("□☐○"),
    gap=st.sampled_from(["", " ", "　", "  "]),
    answer=st.booleans(),
    yes_first=st.booleans(),
    box_first=st.booleans(),
)
def test_the_ticked_one_of_two_boxes(
    yes: str, no: str, ticked: str, empty: str, gap: str, answer: bool, yes_first: bool, box_first: bool
) -> None:
    pairs = [(ticked if answer else empty, yes), (empty if answer else ticked, no)]
    ordered = pairs if yes_first else pairs[::-1]
    text = gap.join(f"{box}{word}" if box_first else f"{word}{box}" for box, word in ordered)
    assert parse(text) is answer


@given(st.text(alphabet="是否有无愿意不√☑□☐（） a", max_size=20))
def test_any_text_is_answered_without_failing(text: str) -> None:
    assert parse(text) in (True, False, None)
