"""What a call leaves open is asked, and nothing else."""

import pytest

from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.calls.questions import open_questions
from jianyou.terms.lang import Lang
from tests.domain.calls.samples import FULL, SMALLEST
from tests.domain.calls.telling import changed


def asked(text: str) -> list[tuple[str, str]]:
    questions = open_questions(parse_call(text, source=""))
    assert all(question.message.text(lang) for question in questions for lang in Lang)
    return [(question.key, question.message.code) for question in questions]


def test_a_call_that_says_all_leaves_nothing_open() -> None:
    assert asked(FULL) == []


def test_the_smallest_call_leaves_most_open() -> None:
    assert asked(SMALLEST) == [
        ("filing.completes_on", "call_open_completes_on"),
        ("contacts", "call_open_contacts"),
        ("quotas", "call_open_office_quota"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("completes_on: either", "completes_on:", ("filing.completes_on", "call_open_completes_on")),
        (", phone: 023-60000001", "", ("contacts.1.phone", "call_open_contact_phone")),
        ("    as_of: 2026-04-10\n", "", ("awards.1.as_of", "call_open_as_of")),
        (", places: [协会网站]", "", ("publicity.places", "call_open_publicity_places")),
    ],
)
def test_what_is_taken_away_is_asked(old: str, new: str, expected: tuple[str, str]) -> None:
    assert asked(changed(old, new, FULL)) == [expected]


def test_publicity_asks_for_the_way_to_object() -> None:
    lines = [line for line in FULL.splitlines() if not line.startswith("objections:")]
    assert asked("\n".join(lines)) == [("objections", "call_open_objections")]


def test_a_stage_of_publicity_asks_what_is_shown() -> None:
    open_ones = asked(SMALLEST + "stages: [{stage: publicity}]\n")
    assert open_ones[-1] == ("publicity", "call_open_publicity")


def test_a_column_of_districts_asks_for_their_table() -> None:
    text = changed("[{key: name, title: 名称, kind: name}]", "&", SMALLEST).replace(
        "&",
        "[{key: name, title: 名称, kind: name}, {key: a, title: 区县及行业, kind: region_industry}]",
    )
    assert asked(text)[0] == ("regions", "call_open_regions")
    assert asked(text + "regions: chongqing\n")[0][0] == "filing.completes_on"


def test_an_award_without_conditions_needs_no_day() -> None:
    assert [key for key, _ in asked(SMALLEST + "awards: [{key: a, name: 奖}]\n")] == [
        "filing.completes_on",
        "contacts",
        "quotas",
    ]
    assert asked(SMALLEST + "awards: [{key: a, name: 奖, rules: b}]\n")[2] == (
        "awards.1.as_of",
        "call_open_as_of",
    )


def test_chongqing_2024_leaves_to_the_office_what_its_notice_leaves_open() -> None:
    questions = open_questions(load_call("chongqing-2024"))
    assert [(question.key, question.message.params) for question in questions] == [
        ("contacts.1.phone", {"who": "科技处"}),
        ("contacts.2.phone", {"who": "政务服务大厅"}),
        ("awards.1.as_of", {"award": "中国质量奖"}),
        ("awards.2.as_of", {"award": "重庆市市长质量管理奖"}),
        ("quotas", {}),
    ]
    assert questions[-1].message.text(Lang.ZH) == (
        "本部门这次拟推荐几个？还没有写明，请在 quotas 中加上一项 holder: office。"
    )
