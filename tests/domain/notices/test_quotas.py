"""How many may be recommended, filed or awarded."""

from collections.abc import Callable

import pytest
from hypothesis import given

from jianyou.domain.notices.quotas import find_quotas
from tests.domain.notices.laid import laid, rewritings

Said = tuple[str, int | float | str | None, str, str]


def read(words: str) -> list[Said]:
    return [(each.who, each.printed(), each.unit, each.op.value) for each in find_quotas(*laid(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "设“甲奖”和“甲提名奖”，其名额分别不超过10个和90个。",
            [("甲奖", 10, "个", "max"), ("甲提名奖", 90, "个", "max")],
        ),
        (
            "某市质量奖不超过5个，提名奖不超过6个。",
            [("某市质量奖", 5, "个", "max"), ("某市质量奖提名奖", 6, "个", "max")],
        ),
        (
            "全省拟评选特级教师150名左右，推荐数为300名左右。",
            [("全省", 150, "名", "about"), ("全省", 300, "名", "about")],
        ),
        ("确定推荐名单（各市推荐名额不超过10个）。", [("各市", 10, "个", "max")]),
        (
            "择优推荐。甲市不超过3家企业，其他市不超过2家企业。",
            [("甲市", 3, "家", "max"), ("其他市", 2, "家", "max")],
        ),
        ("各区选送25篇，市直学校每校3篇。", [("各区", 25, "篇", "max"), ("市直学校每校", 3, "篇", "max")]),
        (
            "名额分配如下：甲大学、乙大学各4项，其他院校各1项。",
            [("甲大学、乙大学", 4, "项", "max"), ("其他院校", 1, "项", "max")],
        ),
        ("教研员负责选送本学科2-3个优秀案例。", [("教研员", "2-3", "个", "range")]),
        ("推荐名额中，校长（含园长）原则上不超过10%。", [("校长(含园长)", "10%", "%", "max")]),
        ("推荐人员当中乡镇教师不低于50％。", [("推荐人员当中乡镇教师", "50%", "%", "min")]),
        ("推荐名额：每个区县2家。", [("每个区县", 2, "家", "max")]),
        (
            "请各市推荐先进集体1个、先进个人（含教师）2名。",
            [("先进集体", 1, "个", "max"), ("先进个人(含教师)", 2, "名", "max")],
        ),
        (
            "分配我省的推荐名额为先进集体9个、标兵12名。",
            [("先进集体", 9, "个", "exact"), ("标兵", 12, "名", "exact")],
        ),
        ("请根据评选条件推荐先进集体1个。", [("先进集体", 1, "个", "max")]),
        ("原则上每一类别至少推荐1户。", [("每一类别", 1, "户", "min")]),
        ("全市范围内的家庭均可参评，名额共100户。", [("全市", 100, "户", "exact")]),
        ("设一等奖5项、二等奖10项。", [("一等奖", 5, "项", "exact"), ("二等奖", 10, "项", "exact")]),
        ("最终确定50个“示范工作室”。", [("示范工作室", 50, "个", "exact")]),
    ],
)
def test_quotas(words: str, expected: list[Said]) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "申报书不超过5000字，视频不超过5分钟，照片不少于3张。",
        "近三年获得省部级奖励2项以上，拥有发明专利不少于5项。",
        "研发人员不少于10人，注册资本不低于500万元，连续经营5年以上。",
        "课题组成员不超过5名，申报人数最多限6人。",
        "《申报表》一式3份，公示不少于5个工作日。",
        "至少主持过1项课题，或有2篇以上论文发表。",
        "学术不端检测去除个人复制比不超过30％。",
        "首批101个示范工作室复评工作。",
        "推荐1970年1月1日以后出生的教师。",
    ],
)
def test_no_quotas(words: str) -> None:
    assert read(words) == []


def test_a_row_of_places() -> None:
    words = "二、推荐名额上限\n甲区\t乙县\t合计\n6\t10\t16"
    assert read(words) == [("甲区", 6, "", "max"), ("乙县", 10, "", "max"), ("合计", 16, "", "max")]


def test_a_column_of_places_whose_total_was_said_before() -> None:
    words = "全市名额共5户。\n名额分配表\n序号\t地区\t名额（户）\n1\t甲区\t3\n2\t乙县\t2\n合计\t5"
    assert read(words) == [("全市", 5, "户", "exact"), ("甲区", 3, "户", "exact"), ("乙县", 2, "户", "exact")]


def test_said_twice_is_one() -> None:
    assert read("每个市推荐不超过2名。各单位：每个市推荐名额不超过2名。") == [("每个市", 2, "名", "max")]


def test_words_as_printed_and_their_place() -> None:
    text, layout = laid("（一）同一单位推荐人数 不得超过 2 名。")
    (quota,) = find_quotas(text, layout)
    assert text.of(quota.span) == "同一单位推荐人数 不得超过 2 名"


@given(rewritings(breaks=" \u3000\n"))
def test_white_space_and_width_change_nothing(rewritten: Callable[[str], str]) -> None:
    words = "各市推荐名额不超过10个，某奖拟评选150名左右，校长推荐不超过20%。"
    assert [each[1:] for each in read(rewritten(words))] == [
        (10, "个", "max"),
        (150, "名", "about"),
        ("20%", "%", "max"),
    ]
