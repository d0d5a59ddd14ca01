"""The parts of a draft: each value of an invented notice, and what stays a question."""

import re
from datetime import date

import pytest

from jianyou.domain.calls.awards import Quota, QuotaHolder, QuotaOp
from jianyou.domain.calls.call import Contact, Source
from jianyou.domain.calls.course import (
    Activity,
    ActivityKind,
    Delivery,
    DeliveryForm,
    Objections,
    Publicity,
    StageKind,
)
from jianyou.terms.clause import Clause, digest, parse_clause
from jianyou.terms.lang import Lang
from tests.domain.notices.drafting import RICH, TABLE, draft_of, drafted


def clause(words: str) -> Clause:
    found = parse_clause(words)
    assert found is not None
    return found


def test_the_notice_is_told() -> None:
    notice = drafted(RICH).notice
    assert (notice.issued_on, notice.printed_on) == (date(2031, 2, 18), date(2031, 2, 20))
    assert notice.addressees == ("各市（州）经济和信息化局", "省级有关协会")
    assert notice.attachments == ("精益制造奖参评条件", "临江省精益制造奖推荐汇总表")
    assert notice.acts_on == (Source("关于遴选优质企业的通知", "临江省制造强省建设领导小组办公室"),)
    assert notice.public_release


def test_a_number_before_which_a_title_stands_is_acted_on_by_title() -> None:
    rewritten = RICH.replace(
        "按照《临江省制造强省建设领导小组办公室关于遴选优质企业的通知》要求",
        "根据《临江省人民政府关于加强质量工作的意见》（临政发〔2030〕9号）",
    )
    assert drafted(rewritten).notice.acts_on == (Source("关于加强质量工作的意见", "临江省人民政府"),)


def test_the_filing_is_told() -> None:
    filing = drafted(RICH).filing
    here = clause("二（一）")
    assert (filing.sealed, filing.completes_on, filing.late_admission, filing.clause) == (
        True,
        None,
        False,
        here,
    )
    assert filing.delivery == (
        Delivery(DeliveryForm.PAPER, "省经济和信息化委员会政务大厅", "清河区望江路12号", here),
        Delivery(DeliveryForm.MAIL, "", "jingyi@example.com", here),
    )


@pytest.mark.parametrize(
    ("change", "question"),
    [
        (("将加盖公章的《推荐汇总表》", "将《推荐汇总表》"), "filing.sealed"),
        (("将加盖公章的《推荐汇总表》", "将无需加盖公章的《推荐汇总表》"), "filing.sealed"),
        (("jingyi@example.com", "jingyi@example.com，咨询邮箱 zixun@example.com"), "filing.delivery"),
        (
            (
                "报送至省经济和信息化委员会政务大厅（清河区望江路12号），电子版发送至 jingyi@example.com",
                "报送",
            ),
            "filing.delivery",
        ),
    ],
)
def test_what_is_not_sure_of_the_filing_is_a_question(change: tuple[str, str], question: str) -> None:
    assert f"# 待定 {question}:" not in draft_of(RICH).text
    assert f"# 待定 {question}:" in draft_of(RICH.replace(*change)).text


@pytest.mark.parametrize(
    ("told", "completes"),
    [("以纸质材料为准", "paper"), ("以盖章扫描件为准", "sealed_scan")],
)
def test_what_completes_a_filing_is_told_where_printed(told: str, completes: str) -> None:
    call = drafted(RICH.replace("逾期不予受理", f"材料{told}"))
    assert call.filing.completes_on == completes


def test_a_labelled_address_alone_is_where_papers_go_by_post() -> None:
    call = drafted(
        RICH.replace(
            "报送至省经济和信息化委员会政务大厅（清河区望江路12号），电子版发送至 jingyi@example.com",
            "报送我委。邮寄地址：临江省清河区望江路12号3楼305室，邮编：000000",
        )
    )
    assert [(each.form, each.address) for each in call.filing.delivery] == [
        (DeliveryForm.POST, "临江省清河区望江路12号3楼305室")
    ]


def test_contacts_stand_with_their_numbers() -> None:
    assert drafted(RICH).contacts == (Contact("质量处", "李明远", "0800-60000001", clause("二（一）")),)


def test_awards_have_their_tiers_and_conditions() -> None:
    lean, team = drafted(RICH).awards
    assert (lean.name, lean.cycle_years, lean.clause) == ("临江省精益制造奖", 2, clause("附件1一"))
    here = clause("附件1一（一）")
    assert [(tier.key, tier.name, tier.quota) for tier in lean.tiers] == [
        ("award", "临江省精益制造奖", Quota(QuotaOp.MAX, 10, QuotaHolder.AWARD_BODY, clause=here)),
        ("nomination", "临江省精益制造奖提名奖", Quota(QuotaOp.MAX, 20, QuotaHolder.AWARD_BODY, clause=here)),
    ]
    assert [str(each.clause) for each in lean.conditions] == [
        "附件1一（一）",
        "附件1一（二）1",
        "附件1一（二）2",
    ]
    assert lean.conditions[2].digest == digest("近3年未发生重大事故。")
    assert (team.name, team.cycle_years, [each.text for each in team.conditions[1:]]) == (
        *("临江省班组创新奖", None),
        ["班组成立3年以上。"],
    )


def test_tiers_without_a_name_belong_to_the_award_of_the_title() -> None:
    written = RICH.replace("优质企业的通知\n各", "“金雀奖”企业的通知\n各").replace(
        "临江省精益制造奖评选周期为两年，每届设“临江省精益制造奖”和“临江省精益制造奖提名奖”，其名额分别不超过10个和20个。",
        "设一等奖3名、二等奖5名。",
    )
    award = next(each for each in drafted(written).awards if each.tiers[0].key == "first")
    assert [(tier.key, tier.quota and tier.quota.n) for tier in award.tiers] == [("first", 3), ("second", 5)]


def test_an_award_that_nothing_names_is_a_question_and_keeps_its_conditions() -> None:
    written = re.sub(
        r"一、临江省精益制造奖参评条件.*?(?=附件2\n)",
        "一、参评条件\n（一）连续经营5年以上。\n（二）信用良好。\n",
        RICH,
        flags=re.DOTALL,
    )
    draft = draft_of(written)
    (award,) = drafted(written).awards
    assert (award.name, [str(each.clause) for each in award.conditions]) == (
        "待定",
        ["附件1一（一）", "附件1一（二）"],
    )
    assert (
        "# 待定 awards: 通知没有明确写出奖项或称号的名称，请填写。\n#   - 一批精益制造优质企业" in draft.text
    )


def test_conditions_of_no_award_that_can_be_told_are_listed_as_a_question() -> None:
    written = RICH.replace("二、临江省班组创新奖参评条件", "二、其他参评条件")
    lean, team = drafted(written).awards
    assert (len(lean.conditions), len(team.conditions)) == (3, 0)
    assert "# 待定 awards.conditions: 下列 2 条条件看不出属于哪个奖项" in draft_of(written).text


@pytest.mark.parametrize(
    ("words", "holder", "asked"),
    [
        ("每个市（州）推荐不超过3个。", "filer", False),
        ("各单位推荐不超过3个。", "filer", False),
        ("名额共3个。", "award_body", True),
        ("每个类别至少推荐3个。", "award_body", True),
    ],
)
def test_whose_limit_a_number_is(words: str, holder: str, asked: bool) -> None:
    written = RICH.replace("每个市（州）推荐不超过3个。", words)
    (quota,) = drafted(written).quotas
    assert (quota.n, quota.holder.value) == (3, holder)
    assert ("\n  # 待定 holder: " in draft_of(written).text) is asked


def test_stages_are_those_that_the_notice_speaks_of() -> None:
    stages = drafted(RICH).stages
    assert [(stage.kind, str(stage.clause)) for stage in stages] == [
        (StageKind.FILING, "二（一）"),
        (StageKind.FORMAL_CHECK, "三（一）"),
        (StageKind.REVIEW, "三（二）"),
        (StageKind.DELIBERATION, "三（二）"),
        (StageKind.PUBLICITY, "三（三）"),
        (StageKind.CONFERRAL, "三（四）"),
        (StageKind.SUPPORT, "二（二）"),
    ]
    assert (stages[0].ends_on, stages[4].starts_on, stages[4].ends_on) == (
        *(date(2031, 3, 15), date(2031, 4, 7)),
        date(2031, 4, 11),
    )


def test_publicity_of_the_filers_is_no_stage_of_the_office() -> None:
    written = RICH.replace("建议名单在我委网站公示5个工作日", "申报单位须在本单位公示5个工作日后上报")
    written = written.replace("（三）公示。", "（三）公开。").replace(
        "，公示时间为2031年4月7日至4月11日。对公示有异议的", "。有异议的"
    )
    call = drafted(written)
    assert StageKind.PUBLICITY not in {stage.kind for stage in call.stages}
    assert call.publicity is None
    assert "# 待定 stages: 通知写到阶段 publicity，但似乎由报送单位进行" in draft_of(written).text


@pytest.mark.parametrize(
    ("told", "publicity"),
    [
        ("公示5个工作日", (5, True)),
        ("公示一周", (7, False)),
        ("进行7天的公示", (7, False)),
        ("公示，时间不少于10日", (10, False)),
        ("公示99周", None),
        ("公示", None),
    ],
)
def test_publicity_is_as_long_as_printed(told: str, publicity: tuple[int, bool] | None) -> None:
    call = drafted(RICH.replace("公示5个工作日，公示时间为2031年4月7日至4月11日", told))
    found = call.publicity
    assert (found and (found.days, found.working_days)) == publicity
    assert found is None or found == Publicity(*(publicity or (0, False)), ("name",), (), clause("三（三）"))


def test_objections_and_support_are_told() -> None:
    call = drafted(RICH)
    assert call.objections == Objections(5, named_only=True, evidence=True, clause=clause("三（三）"))
    assert call.support is not None
    assert call.support.activities == (
        Activity(ActivityKind.TRAINING, "质量培训"),
        Activity(ActivityKind.EXCHANGE, "质量交流"),
        Activity(ActivityKind.OTHER, "技术咨询"),
    )


def test_the_annex_has_its_header_and_note() -> None:
    annex = drafted(RICH).annex
    assert (annex.label, annex.title) == ("附件2", "临江省精益制造奖推荐汇总表")
    assert [(field.key, field.label) for field in annex.header] == [
        *(("department", "填报部门"), ("contact", "联系人"), ("phone", "联系电话")),
    ]
    assert annex.note == "注：“主要产品”栏如实填写。"
    assert [(column.title, column.limit and column.limit.characters) for column in annex.columns] == [
        *(("序号", None), ("企业名称", None), ("主要产品（不超过30字）", 30), ("联系人及电话", None)),
    ]


def test_a_title_run_together_with_the_header_is_parted() -> None:
    run_on = TABLE.replace("汇总表\n填报部门：        联系人：        联系电话：", "汇总表填报单位（盖章）：")
    annex = drafted(RICH.replace(TABLE, run_on)).annex
    assert (annex.title, [field.label for field in annex.header]) == (
        *("临江省精益制造奖推荐汇总表", ["填报单位（盖章）"]),
    )


def test_the_largest_of_several_tables_is_taken_and_the_others_are_told() -> None:
    second = "附件3\n班组创新奖推荐汇总表\n序号\t班组名称\t所在企业\n1\t\t\n"
    draft = draft_of(RICH.replace(TABLE, TABLE + second))
    assert "# 待定 annex: 通知有 2 张要填的表" in draft.text
    assert "# 另一张表的栏目：序号、班组名称、所在企业" in draft.text


def test_every_value_has_its_line_and_questions_are_counted() -> None:
    for lang, mark, line in ((Lang.ZH, "# 待定 ", "第 11 行"), (Lang.EN, "# question ", "line 11")):
        draft = draft_of(RICH, lang)
        assert draft.questions == draft.text.count(mark)
        deadline = next(each for each in draft.text.split("\n") if each.startswith("deadline: "))
        assert deadline.startswith(f"deadline: 2031-03-15T18:00:00+08:00  # {line}")
