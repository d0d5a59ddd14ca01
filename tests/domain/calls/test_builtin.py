"""The built-in call `chongqing-2024` says what its notice says, in our own words."""

from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from jianyou.domain.annexes.schema import Limit
from jianyou.domain.calls.awards import QuotaHolder, QuotaOp
from jianyou.domain.calls.call import Source
from jianyou.domain.calls.course import (
    ActivityKind,
    CompletesOn,
    Delivery,
    DeliveryForm,
    FilingRules,
    PriorityGroup,
    StageKind,
)
from jianyou.domain.calls.load import load_call
from jianyou.domain.notices.read import read_laid
from jianyou.domain.notices.text import notice_text
from jianyou.terms.clause import Clause, digest
from jianyou.terms.finding import Severity
from jianyou.terms.nominee import NomineeKind

CALL = load_call("chongqing-2024")
CHINA, MAYOR = CALL.awards
LONGEST_IN_COMMON = 14
"""As many characters as a name or a list of kinds may share with the notice; a sentence is longer."""


def test_its_notice() -> None:
    notice = CALL.notice
    assert (CALL.id, CALL.regions, notice.number) == (
        "chongqing-2024",
        "chongqing",
        "渝经信科技〔2024〕5号",
    )
    assert (notice.issuer, notice.title) == (
        "重庆市经济和信息化委员会",
        "关于征集推荐一批质量领域优质组织和个人的通知",
    )
    assert (notice.issued_on, notice.printed_on) == (date(2024, 2, 6), date(2024, 2, 8))
    assert notice.acts_on == (
        Source("关于遴选推荐一批质量领域优质组织和个人的通知", "重庆市质量工作部门联席会议办公室"),
    )
    assert (notice.addressees, notice.public_release) == (("有关企业",), True)
    assert notice.attachments == (
        "中国质量奖和重庆市市长质量管理奖参评条件",
        "推荐质量领域优质组织和个人信息汇总表",
    )


def test_its_filing_is_the_sealed_paper_before_the_deadline() -> None:
    assert CALL.deadline.astimezone(UTC) == datetime(2024, 2, 22, 10, 0, tzinfo=UTC)
    place = Clause(0, "二（一）")
    counter = Delivery(DeliveryForm.PAPER, "市经济信息委政务服务大厅", "两江新区云杉南路12号", place)
    assert CALL.filing == FilingRules(CompletesOn.PAPER, sealed=True, delivery=(counter,), clause=place)


def test_it_names_units_and_no_persons() -> None:
    assert [(contact.unit, contact.name, contact.phone) for contact in CALL.contacts] == [
        ("科技处", "", ""),
        ("政务服务大厅", "", ""),
    ]


def test_its_audience_is_known_by_lists_that_the_office_keeps() -> None:
    assert [(audience.label, audience.list_name) for audience in CALL.audiences] == [
        ("制造业领军企业", ""),
        ("全国质量标杆企业", ""),
        ("国家级专精特新“小巨人”企业", ""),
        ("国家级单项冠军企业", ""),
        ("全市主导及支柱产业", ""),
    ]


def test_its_quotas_are_the_award_bodies() -> None:
    told = {
        tier.name: (tier.quota.op, tier.quota.n, tier.quota.holder)
        for award in CALL.awards
        for tier in award.tiers
        if tier.quota
    }
    assert told == {
        "中国质量奖": (QuotaOp.MAX, 10, QuotaHolder.AWARD_BODY),
        "中国质量奖提名奖": (QuotaOp.MAX, 90, QuotaHolder.AWARD_BODY),
        "重庆市市长质量管理奖": (QuotaOp.MAX, 5, QuotaHolder.AWARD_BODY),
        "重庆市市长质量管理奖提名奖": (QuotaOp.MAX, 5, QuotaHolder.AWARD_BODY),
    }
    assert CALL.quotas == ()


def test_its_awards() -> None:
    assert [
        (award.rules, award.cycle_years, award.as_of, award.own_application) for award in CALL.awards
    ] == [
        ("china-quality-2024", 2, None, True),
        ("mayor-2024", None, None, True),
    ]
    assert [award.holder for award in CALL.awards] == ["国家市场监督管理总局", "重庆市人民政府"]
    assert (set(CHINA.accepts), MAYOR.accepts) == (set(NomineeKind), (NomineeKind.ORGANIZATION,))
    assert "《中国质量奖管理办法》" in CHINA.basis
    assert MAYOR.basis == ("《重庆市市长质量管理奖评选办法》",)


def test_schools_and_industries_are_closed_lists() -> None:
    closed = [scope.items for award in CALL.awards for scope in award.scopes if scope.closed]
    assert closed == [
        ("小学", "初中", "职业技术学校"),
        ("采矿业", "制造业", "电力、热力、燃气及水生产和供应业"),
    ]
    assert [scope.label for scope in CHINA.scopes if scope.kind is NomineeKind.TEAM] == ["一线班组"]


def test_its_stages_have_neither_review_nor_publicity() -> None:
    assert [stage.kind for stage in CALL.stages] == [
        StageKind.FILING,
        StageKind.FORMAL_CHECK,
        StageKind.ELIGIBILITY,
        StageKind.CLEARANCE,
        StageKind.DELIBERATION,
        StageKind.RECOMMENDATION,
        StageKind.SUPPORT,
    ]
    assert (CALL.publicity, CALL.objections) == (None, None)
    assert CALL.clearance is not None
    assert CALL.clearance.departments == ("市场监管", "生态环境", "应急管理", "税务")


def test_its_support() -> None:
    assert CALL.support is not None
    assert [activity.name for activity in CALL.support.activities] == [
        "质量培训",
        "质量交流",
        "质量提升",
        "质量创新",
    ]
    assert [activity.kind for activity in CALL.support.activities] == list(ActivityKind)[:4]
    assert CALL.support.priority == (PriorityGroup.NOMINATED, PriorityGroup.RECOMMENDED)


def test_its_annex() -> None:
    columns = {
        column.key: (column.kind.value, column.required, column.limit) for column in CALL.annex.columns
    }
    error = Severity.ERROR
    assert columns == {
        "serial": ("serial", None, None),
        "name": ("name", error, None),
        "location_industry": ("region_industry", error, None),
        "profile": ("text", error, Limit(300, as_a_rule=True)),
        "feature": ("text", error, Limit(25)),
        "honors": ("honors", None, None),
        "contact": ("contact", error, None),
        "willing": ("yes_no", error, None),
    }
    assert [field.key for field in CALL.annex.header] == ["department", "contact", "phone"]
    facts = [fact.key for fact in CALL.annex.by_key["profile"].facts]
    assert facts == ["founded", "economic_type", "business", "staff"]
    assert CALL.annex.by_key["honors"].years == 5


def source_of(shared: Path) -> str:
    (source,) = (shared / "notices").glob("000_*.txt")
    return source.read_text("utf-8")


@pytest.mark.shared
def test_its_names_are_verbatim(shared: Path) -> None:
    notice = "".join(source_of(shared).split())
    annex, support = CALL.annex, CALL.support
    assert support is not None
    printed = [
        *(CALL.notice.number, CALL.notice.title, CALL.notice.issuer, *CALL.notice.attachments),
        *(text for source in CALL.notice.acts_on for text in (source.title, source.issuer)),
        *(audience.label for audience in CALL.audiences),
        *(contact.unit for contact in CALL.contacts),
        *(text for way in CALL.filing.delivery for text in (way.place, way.address)),
        *(tier.name for tier in CHINA.tiers),
        *(award.name for award in CALL.awards),
        *(activity.name for activity in support.activities),
        *(annex.label, annex.title, annex.note),
        *(column.title for column in annex.columns),
        *(field.label for field in annex.header),
    ]
    assert [text for text in printed if text not in notice] == []


def clauses_of(shared: Path) -> dict[Clause, str]:
    facts = read_laid(notice_text(source_of(shared)))
    return {Clause(each.attachment, each.path): each.text for each in facts.conditions}


@pytest.mark.shared
def test_every_clause_on_the_awards_is_told_once_and_unchanged(shared: Path) -> None:
    printed = {clause: digest(text) for clause, text in clauses_of(shared).items()}
    told = [(each.clause, each.digest) for award in CALL.awards for each in award.conditions]
    assert told == list(printed.items())
    assert len(told) == 16


@pytest.mark.shared
def test_conditions_are_told_in_our_own_words(shared: Path) -> None:
    printed = {clause: "".join(text.split()) for clause, text in clauses_of(shared).items()}
    shared_runs = [
        match.size
        for award in CALL.awards
        for each in award.conditions
        if each.clause
        for match in [
            SequenceMatcher(None, each.text, printed[each.clause], autojunk=False).find_longest_match()
        ]
    ]
    assert max(shared_runs) <= LONGEST_IN_COMMON


@pytest.mark.shared
def test_quotas_and_scopes_cite_the_words_that_say_them(shared: Path) -> None:
    printed = clauses_of(shared)
    unsaid = [
        (quota.n, quota.clause)
        for award in CALL.awards
        for quota in (tier.quota for tier in award.tiers)
        if quota and quota.clause and f"{quota.n:g}个" not in quota.clause.words(printed[quota.clause.whole])
    ]
    assert unsaid == []
    scopes = [(scope, scope.clause) for scope in CHINA.scopes if scope.clause]
    words = {scope.label: clause.words(printed[clause.whole]) for scope, clause in scopes}
    assert [item for scope, _ in scopes for item in scope.items if item not in words[scope.label]] == []
