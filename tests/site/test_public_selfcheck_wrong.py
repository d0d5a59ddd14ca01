"""Wrong, forged and endless answers to the self-check: told at their field, asked again, or bounded."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from jianyou.store.models import Call
from jianyou.web.public.selfcheck_answers import LONGEST_ANSWER, LONGEST_GIVEN
from tests.site.selfchecking import CHINA, FIRM, answered, post, settled_city, walk

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def city(site: Path) -> Call:
    assert site.is_dir()
    return settled_city()


WRONG: list[Any] = [
    ("kind", {}, "answer", "还没有选。请选一项。"),
    ("kind", {"do": "unknown"}, "answer", "还没有选。请选一项。"),
    ("kind", {"answer": "robot"}, "answer", "还没有选。请选一项。"),
    ("is_legal_person", {"answer": "maybe"}, "answer", "还没有选。"),
    ("region", {"answer": "  "}, "answer", "还没有填写。"),
    ("region", {"answer": "不详"}, "answer", "还没有填写。"),
    ("region", {"answer": "无"}, "answer", "“无”说不清是没有，还是不知道。"),
    ("region", {"answer": "月球"}, "answer", "没有认出“月球”是什么地方。"),
    ("region", {"answer": "渝" * 101}, "answer", "写了 101 个字符，最多 100 个。"),
    ("industry", {"answer": "轴承"}, "answer", "“轴承”说不准是哪个行业。"),
    ("industry", {"answer": "炼金"}, "answer", "没有认出“炼金”是什么行业。"),
    ("industry", {"answer": "建筑业、制造业"}, "answer", "“建筑业、制造业”说了不止一个行业"),
    ("in_operation_since", {"answer": "去年"}, "answer", "“去年”不是日期。"),
    ("in_operation_since", {"answer": "2010年"}, "answer", "“2010年”没有写到日。"),
    ("in_operation_since", {"answer": "2010-02-30"}, "answer", "“2010-02-30”不是日期。"),
    ("accidents", {}, "answer", "还没有选。"),
    ("accidents", {"answer": "some", "r-1-kind": ""}, "r-1-kind", "选了“有”，但是没有写是哪些。"),
    ("accidents", {"answer": "some", "r-1-on": "某日"}, "r-1-on", "“某日”不是日期。"),
    ("accidents", {"answer": "some", "r-1-severity": "huge"}, "r-1-severity", "还没有选。"),
]


@pytest.mark.usefixtures("city")
def test_a_wrong_answer_is_told_at_its_field() -> None:
    for key, fields, at, told in WRONG:
        page = walk(FIRM, upto=key)
        before = page.given
        wrong = answered(page, fields)
        assert (wrong.status, wrong.asked, wrong.given) == (422, key, before)
        assert f'<a href="#{at}">{told}' in unescape(wrong.html)
        assert f'id="{at}-error"' in wrong.html
        assert re.search(
            rf'(?:aria-describedby="[^"]*{at}-error"[^>]*aria-invalid|aria-invalid[^>]*{at}-error)',
            wrong.html,
        )
        assert "有需要改正的内容" in wrong.words
        assert answered(wrong, FIRM[key]).asked != key


WRONG_CHOICES: list[Any] = [
    ([], "请至少选一项"),
    (["-", "school"], "选了“以上都不是”，又选了别的。"),
    (["x"], "请至少选一项"),
]


@pytest.mark.usefixtures("city")
def test_several_wrong_choices() -> None:
    for chosen, told in WRONG_CHOICES:
        page = walk(FIRM, CHINA, upto="organization_types")
        wrong = answered(page, {"answer": chosen}, CHINA)
        assert (wrong.status) == (422)
        assert told in wrong.words


def test_numbers_of_another_unit() -> None:
    settled_city(mayor_2024="little-giant-2026")
    answers = {"kind": {"answer": "organization"}}
    page = walk(answers, upto="revenue")
    assert "“9000美元”的单位不对，要的是万元。" in answered(page, {"answer": "9000美元"}).words
    assert "“很多”不是数。" in answered(page, {"answer": "很多"}).words


FORGED_STATES: list[Any] = [
    *("", "{", "[]", "null", '"kind"', "1" * 5000, "[" * 19_000, '{"kind":' * 3000, "x" * 30_000),
    *('{"kind":null}', '{"kind":"robot"}', '{"kind":{}}', '{"kind":["organization"]}', '{"kind":1e999}'),
    '{"judged.excellence":true,"name":"示例","":1,"region.x":"50","declared":{"*":true}}',
]


@pytest.mark.usefixtures("city")
def test_a_forged_state_begins_anew() -> None:
    for given in FORGED_STATES:
        page = post({"given": given, "asked": "", "whole": "perhaps"})
        assert (page.status, page.asked, page.given) == (200, "kind", {})
        assert page.hidden("whole") == ""


FORGED_ANSWERS: list[Any] = [
    "月球",
    7,
    True,
    [],
    {},
    ["50"],
    [{"a": 1}],
    "x" * 5000,
    None,
]


@pytest.mark.usefixtures("city")
def test_a_forged_answer_is_asked_again_or_not_known() -> None:
    for value in FORGED_ANSWERS:
        page = post({"given": json.dumps({"kind": "organization", "region": value, "accidents": "无法读"})})
        wanted = "is_legal_person" if value is None else "region"
        assert (page.status, page.asked) == (200, wanted)
        changed = post(
            {
                "given": json.dumps({"kind": "organization", "accidents": [{"on": 5}, {}]}),
                "do": "change:accidents",
            }
        )
        assert (changed.status, changed.asked) == (200, "accidents")


NO_QUESTIONS: list[Any] = [
    {"asked": "judged.excellence", "answer": "yes"},
    {"asked": "name", "answer": "示例"},
    {"asked": "parent.region", "answer": "重庆"},
    {"asked": "\x00", "answer": "\ud800"},
    {"do": "change:judged.excellence"},
    {"do": "change:"},
    {"do": "drop"},
]


@pytest.mark.usefixtures("city")
def test_what_is_no_question_is_passed_over() -> None:
    for fields in NO_QUESTIONS:
        page = post({"given": '{"kind":"organization"}', **fields})
        assert (page.status, page.asked, page.given) == (200, "region", {"kind": "organization"})


@pytest.mark.usefixtures("city")
def test_everything_has_its_bounds() -> None:
    page = walk(FIRM, upto="region")
    assert answered(page, {"answer": "重庆" + "x" * 200_000}).status == 422
    assert post({f"f{number}": "x" for number in range(401)}).status == 400
    padded = {"kind": "organization", "spot_check_failures": [{"on": "2001-01-01", "level": "x" * 90}] * 150}
    full = carried_at_most(padded)
    refused = post({"given": full, "asked": "region", "answer": "重庆" + "x" * (LONGEST_ANSWER - 2)})
    assert refused.status == 422
    assert "写得太多，这一页带不下。" in refused.words


def carried_at_most(given: dict[str, Any]) -> str:
    """As many of the records as just go into what a form carries."""
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    while len(text) > LONGEST_GIVEN:
        given["spot_check_failures"].pop()
        text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    room = "x" * (LONGEST_GIVEN - len(text))
    return text.replace('"level":"', f'"level":"{room}', 1)


@pytest.mark.usefixtures("city")
def test_marks_are_words_on_the_page() -> None:
    bad = "</h1><script>alert(1)</script>\u202e"
    page = walk(FIRM, upto="region")
    wrong = answered(page, {"answer": bad})
    assert (wrong.status) == (422)
    assert "<script" not in wrong.html
    forged = post({"given": json.dumps({"kind": "organization", "accidents": [{"kind": bad, "on": bad}]})})
    assert "<script" not in forged.html
