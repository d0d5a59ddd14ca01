"""The self-check: every kind of question, the result, changes; nothing is kept."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.load import load_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.resolve import resolve
from jianyou.store.models import Call
from jianyou.web.public.selfcheck_answers import MOST_RECORDS
from tests.site.kit import moved_deadline, opened
from tests.site.public import browser, opened_city, text_of
from tests.site.selfchecking import (
    AS_OF,
    CHINA,
    FIRM,
    MAYOR,
    START,
    Fields,
    answered,
    clauses_told,
    get,
    outcome_told,
    post,
    settled_city,
    walk,
)

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def city(site: Path) -> Call:
    assert site.is_dir()
    return settled_city()


def test_the_start_tells_what_it_is() -> None:
    opened_city()
    page = get(START)
    for words in (
        "中国质量奖 可推荐：组织、班组团队、个人。最多 8 题。",
        "重庆市市长质量管理奖 可推荐：组织。最多 12 题。",
        "不写入数据库，不用注册，不用 Cookie",
        "不是审查结论",
        "通知没有写明核算日，以征集部门的答复为准",
    ):
        assert words in page.words, words
    assert page.html.count("button-primary") == 0


@pytest.mark.usefixtures("city")
def test_a_day_of_reckoning_that_is_settled() -> None:
    assert get(START).words.count("从核算日 2024年2月22日 往回算") == 2


def test_only_what_has_rules_can_be_checked() -> None:
    opened("call-1")
    paths = ("/calls/call-1/self-check/", "/calls/none/self-check/", f"{START}mayor/")
    assert [get(path).status for path in paths] == [404, 404, 404]
    opened_city()
    assert [get(f"{START}{award}/").status for award in ("mayor", "nothing")] == [200, 404]


def test_a_pack_from_a_file_is_none_of_ours() -> None:
    settled_city(mayor_2024="unknown-pack")
    assert (get(MAYOR).status, get(CHINA).status) == (404, 200)


@pytest.mark.usefixtures("city")
def test_a_firm_without_fault() -> None:
    page = walk(FIRM)
    assert outcome_told(page) == {"met": 11, "judged": 5}
    assert "按所作的回答，没有发现不符合的条件。另有 5 条由专家评定，自测答不了。" in page.words
    assert "附件1 二（二）4 近3年没有出过由本企业负责的重大及以上质量、环境、安全生产事故。" in page.words
    assert "所答： 事故记录：没有记录" in page.words
    assert (
        "准备： 营业执照及近5年纳税证明（2023-08-22 或以后出具）；企业声明；用电用气或纳税记录" in page.words
    )
    assert "“不得发生的责任事故等级”按特别重大、重大计算" in page.words
    assert "接着核对其余条件" not in page.words
    assert 'href="/calls/city/fill/"' in page.html
    assert page.html.count("button-primary") == 1


NOMINEES: list[Any] = [
    ({}, MAYOR),
    ({"region": {"answer": "四川"}}, MAYOR),
    ({"industry": {"do": "unknown"}, "declared.good_credit": {"do": "unknown"}}, MAYOR),
    ({"accidents": {"answer": "some", "r-1-severity": "major", "r-1-on": "2023-05-01"}}, MAYOR),
    ({"kind": {"answer": "individual"}}, MAYOR),
    ({"organization_types": {"answer": ["other"]}, "country": {"answer": "中国"}}, CHINA),
    ({"organization_types": {"answer": ["-"]}, "violations": {"answer": "none"}}, CHINA),
    ({"organization_types": {"answer": ["school"]}, "school_level": {"answer": "primary"}}, CHINA),
    ({"kind": {"answer": "individual"}, "person_kind": {"answer": "scholar"}}, CHINA),
    ({"kind": {"answer": "team"}, "parent.established_on": {"answer": "2009-01-01"}}, CHINA),
]


@pytest.mark.usefixtures("city")
def test_the_result_is_that_of_the_rules() -> None:
    for other, path in NOMINEES:
        page = walk({**FIRM, **other}, path)
        if "接着核对其余条件" in page.words:
            assert "前面已有不符合的条件，这些没有再问。" in page.words
            page = post({**page.form, "do": "whole"}, path)
            while page.asked:
                page = answered(page, {**FIRM, **other}.get(page.asked, {"do": "unknown"}), path)
        pack = load_pack("mayor-2024" if path == MAYOR else "china-quality-2024")
        known = {key: value for key, value in page.given.items() if value is not None}
        outcome = evaluate(resolve(pack, AS_OF), normalize(known, pack.facts, AS_OF).facts)
        told = clauses_told(page)
        wanted = {each.rule.condition.text: each.verdict.value for each in outcome.conditions[1:]}
        assert {text: wanted[text] for text in told} == told
        # Of a kind that the pack isn't for nothing else is told; else what isn't told concerns others.
        untold = {verdict for text, verdict in wanted.items() if text not in told}
        assert not told if outcome.conditions[0].truth is False else untold <= {"met"}
        word = {"met": "符合", "not_met": "不符合", "unknown": "(?:待定|由专家评定)"}[outcome.verdict]
        assert re.search(f"(?:市长质量管理奖|中国质量奖) {word} ", page.words)


@pytest.mark.usefixtures("city")
def test_the_first_fault_ends_it_and_the_rest_may_follow() -> None:
    page = walk({**FIRM, "region": {"answer": "四川"}})
    assert list(page.given) == ["kind", "region"]
    assert outcome_told(page) == {"not_met": 1, "met": 1, "judged": 5, "unasked": 9}
    assert "所答： 注册地：51 四川 要求： 注册地属于以下之一：50 重庆" in page.words
    assert "准备：" not in page.words
    page = post({**page.form, "do": "whole"})
    assert (page.asked, page.hidden("whole")) == ("is_legal_person", "yes")
    assert "第 3 题，最多 12 题" in page.words


@pytest.mark.usefixtures("city")
def test_what_is_not_known_is_to_be_found_out() -> None:
    page = walk({**FIRM, "in_operation_since": {"do": "unknown"}, "declared.good_credit": {"do": "unknown"}})
    assert outcome_told(page) == {"unknown": 2, "met": 9, "judged": 5}
    assert "没有发现不符合的条件，但有 2 条还缺依据。另有 5 条由专家评定。" in page.words
    assert "还要弄清： 开始连续生产经营的日期 准备： 营业执照及近5年纳税证明" in page.words
    assert "还要弄清： 能不能声明符合这一条" in page.words
    assert page.given["in_operation_since"] is None


@pytest.mark.usefixtures("city")
def test_a_record_that_leaves_something_open() -> None:
    page = walk({**FIRM, "accidents": {"answer": "some", "r-1-kind": "safety", "r-1-on": "2023-05-01"}})
    assert "还要弄清： 事故记录第1条的事故等级；事故记录第1条的本单位负有责任" in page.words
    assert page.given["accidents"] == [{"kind": "safety", "on": "2023-05-01"}]


@pytest.mark.usefixtures("city")
def test_what_the_text_leaves_open_is_for_the_office() -> None:
    page = walk({**FIRM, "organization_types": {"answer": ["other"]}}, CHINA)
    assert "组织类别是其他，原文没有写明是否算在内，请征集部门认定。" in page.words


def test_every_kind_of_question() -> None:
    settled_city(mayor_2024="little-giant-2026")
    firm: dict[str, Fields] = {
        "kind": {"answer": "organization"},
        "country": {"answer": "中国"},
        "is_legal_person": {"answer": "yes"},
        "organization_types": {"answer": ["small_medium", "manufacturing"]},
        "revenue": {"answer": "1.2亿元"},
        "debt_ratio": {"answer": "60"},
        "filing_path": {"answer": "new"},
        "titles": {
            "answer": "some",
            "r-1-title": "省级专精特新中小企业",
            "r-1-status": "认定",
            "r-1-until": "2027-01-01",
        },
    }
    page = walk(firm, upto="titles")
    assert re.findall(r"<option value=\"([^\"]+)\">", page.html) == [
        *("专精特新中小企业", "省级专精特新中小企业", "重庆市专精特新中小企业", "认定", "复核通过"),
    ]
    page = walk(firm, upto="revenue")
    assert "上年度营业收入是多少？ 单位：万元。" in page.words
    assert 'inputmode="decimal"' in page.html
    page = walk(firm)
    told = page.words
    assert "所答： 上年度营业收入：12000 万元" in told
    assert "所答： 所获称号：第1条（称号：省级专精特新中小企业，有效期至：2027-01-01，状态：认定）" in told
    assert "依据的原文不完整：" in told
    assert page.given["organization_types"] == ["manufacturing", "small_medium"]


@pytest.mark.usefixtures("city")
def test_more_records() -> None:
    page = walk(FIRM, upto="accidents")
    page = answered(page, {"answer": "some", "r-1-kind": "safety", "r-1-on": "?", "do": "more"})
    assert (page.status, page.html.count('-severity" name=')) == (200, 2)
    assert '<option value="safety" selected>' in page.html
    assert 'name="r-1-on" value="?"' in page.html
    rows = {f"r-{number}-kind": "quality" for number in range(1, MOST_RECORDS + 5)}
    page = answered(page, {"answer": "some", "do": "more", **rows})
    assert page.html.count('-severity" name=') == MOST_RECORDS
    assert "再加一条" not in page.words
    page = answered(page, {"answer": "some", **rows})
    assert page.given["accidents"] == [{"kind": "quality"}] * MOST_RECORDS


@pytest.mark.usefixtures("city")
def test_an_answer_is_changed_and_the_others_stay() -> None:
    page = walk(FIRM)
    again = post({**page.form, "do": "change:region"})
    assert (again.asked) == ("region")
    assert 'name="answer" value="重庆市南岸区"' in again.html
    assert "修改前面的回答" in again.words
    changed = answered(again, {"answer": "四川"})
    assert list(changed.given) == list(FIRM)
    assert outcome_told(changed) == {"not_met": 1, "met": 10, "judged": 5}
    back = answered(post({**changed.form, "do": "change:region"}), {"answer": "重庆"})
    assert outcome_told(back) == {"met": 11, "judged": 5}
    assert "“重庆”读作重庆市" not in back.words


FORMER: list[Any] = [
    ("is_legal_person", {"answer": "yes"}, 'value="yes" checked'),
    ("suspended_periods", {"answer": "some", "r-1-since": "2011-01-01"}, 'value="2011-01-01"'),
    ("suspended_periods", {"answer": "none"}, 'value="none" checked'),
    ("in_operation_since", {"do": "unknown"}, 'name="answer" value=""'),
]


@pytest.mark.usefixtures("city")
def test_a_former_answer_stands_in_its_field() -> None:
    for key, fields, told in FORMER:
        page = walk({**FIRM, key: fields})
        again = post({**page.form, "do": f"change:{key}"})
        assert (again.asked) == (key)
        assert told in again.html


@pytest.mark.usefixtures("city")
def test_another_kind_of_nominee_begins_anew() -> None:
    page = walk({"kind": {"answer": "individual"}, "violations": {"answer": "none"}}, CHINA)
    assert list(page.given) == ["kind", "person_kind", "declared.person_conduct", "violations"]
    again = post({**page.form, "do": "change:kind"}, CHINA)
    assert answered(again, {"answer": "individual"}, CHINA).given == page.given
    other = answered(again, {"answer": "team"}, CHINA)
    assert (other.given, other.asked) == ({"kind": "team"}, "declared.supports_policies")


@pytest.mark.usefixtures("city")
def test_a_doubtful_answer_is_told_beside_it() -> None:
    page = walk({**FIRM, "in_operation_since": {"answer": "2025-01-01"}}, upto="suspended_periods")
    assert "2025-01-01晚于核算日2024-02-22，请核对。" in page.words


@pytest.mark.usefixtures("city")
def test_nothing_is_kept_and_little_is_asked_of_the_database() -> None:
    page = walk(FIRM, upto="accidents")
    with CaptureQueriesContext(connection) as captured:
        answered(page, FIRM["accidents"])
    told = [query["sql"].split()[0] for query in captured.captured_queries]
    assert told == ["SELECT"]


@pytest.mark.usefixtures("city")
def test_the_answers_are_in_no_address() -> None:
    page = walk(FIRM)
    links = re.findall(r'(?:href|action)="([^"]*)"', page.html)
    assert [link for link in links if "南岸" in unescape(link) or "given" in link] == []
    assert f'action="{MAYOR}"' in page.html
    assert "back=%2Fcalls" in "".join(links) or f"back={MAYOR}" in "".join(links)


def test_a_call_that_is_over_can_still_be_checked() -> None:
    call = settled_city()
    moved_deadline(call, -60)
    page = walk(FIRM)
    assert outcome_told(page) == {"met": 11, "judged": 5}
    assert f"/calls/{call.slug}/fill/" not in page.html


@pytest.mark.usefixtures("city")
def test_in_english() -> None:
    client = browser()
    client.cookies["jianyou_lang"] = "en"
    told = text_of(client.get(MAYOR))
    asked = told[told.index("question 1 of at most 12") :]
    assert asked.startswith(
        "question 1 of at most 12 Next What kind of nominee is it? Choose what the form will"
    )
    assert re.findall("[\u3400-\u9fff]+", asked) == ["中文"]
    words = text_of(client.post(MAYOR, {"given": '{"kind":"organization","region":"四川"}'}))
    assert "By your answers 1 condition is not met. This decides nothing. The result is" in words
    assert "附件1 二（一） Lawfully registered in Chongqing. Answered: place of registration: 51" in words
