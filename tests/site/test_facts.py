"""Facts with their sources, and the answers of the awards' rules that stand with each entry."""

from datetime import date, timedelta
from typing import Any

import pytest

from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.facts import (
    NewFact,
    judge_call,
    record_fact,
    record_facts,
    withdraw_fact,
    withdraw_facts,
)
from jianyou.domain.calls.load import parse_call
from jianyou.domain.eligibility.claims import SourceKind
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.facts import award_rules, known_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Candidacy, Entry, Fact, LogRow
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, moved_deadline, somewhere_else
from tests.site.office import filed_city, sent_city, typed
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")

TODAY = date(2024, 2, 1)
SOURCE = "示例市应急管理局复函"


def looked(number: str, ordinal: int = 1, version: int = 1) -> Looked:
    """The entry as it was shown."""
    return Looked(number, ordinal, version)


def recorded(
    number: str, name: str, value: object, kind: SourceKind = SourceKind.OFFICE, **other: Any
) -> str:
    """A fact of the first entry, recorded by the clerk; its key."""
    told: dict[str, Any] = {"source": "电话核实", "on": TODAY, **other}
    key = record_fact(actor=clerk(), looked=looked(number), name=name, value=value, kind=kind, **told)
    return key.hex


def verdicts() -> dict[str, str]:
    """The answers to the one entry by award."""
    return dict(Candidacy.objects.order_by("award").values_list("award", "verdict"))


def answers(name: str) -> tuple[object, list[object]]:
    """What stands for a fact of the one entry, and what the other sources say."""
    entry = Entry.objects.select_related("call").get()
    told = known_of(entry.call, [entry])[entry.id].told[name]
    return told.claim.value, [other.value for other in told.others]


def test_an_entry_is_judged_as_it_comes() -> None:
    opened_city()
    filed_city(typed("示例轴承有限公司"), typed("示例银行有限公司", location_industry="渝北区，金融业"))
    first, second = (
        dict(entry.candidacies.values_list("award", "verdict")) for entry in Entry.objects.order_by("ordinal")
    )
    assert first == {"china_quality": "unknown", "mayor": "unknown"}
    assert second["mayor"] == "not_met"


def test_a_fact_is_recorded_logged_and_judged() -> None:
    opened_city()
    number = filed_city()
    recorded(number, "on_serious_breach_list", "是", note="国家企业信用信息公示系统")
    assert verdicts()["mayor"] == "not_met"
    fact = Fact.objects.get()
    assert (fact.value, fact.kind, fact.source, fact.on, fact.by) == (
        True,
        "office",
        "电话核实",
        TODAY,
        "jingban",
    )
    row = LogRow.objects.get(act="record_fact")
    assert row.content is not None
    assert {key: row.content[key] for key in ("number", "ordinal", "name", "reference")} == {
        "number": number,
        "ordinal": 1,
        "name": "示例轴承有限公司",
        "reference": "",
    }
    assert row.content["facts"] == [
        {
            "name": "on_serious_breach_list",
            "value": True,
            "kind": "office",
            "source": "电话核实",
            "on": "2024-02-01",
            "note": "国家企业信用信息公示系统",
        }
    ]


def test_a_reply_goes_before_a_register_before_the_office_before_the_filer() -> None:
    opened_city()
    number = filed_city()
    assert answers("region") == ("500112", [])
    recorded(number, "region", "江北区")
    assert answers("region") == ("500105", ["500112"])
    recorded(number, "region", "四川省成都市", SourceKind.REGISTER, source="企业登记数据")
    assert verdicts()["mayor"] == "not_met"
    recorded(number, "region", "渝中区", SourceKind.REPLY, source="示例市市场监管局复函")
    assert answers("region") == ("500103", ["51", "500105", "500112"])
    assert verdicts()["mayor"] == "unknown"


def test_the_newest_of_a_source_stands_and_of_one_kind_the_newest_day() -> None:
    opened_city()
    number = filed_city()
    recorded(number, "on_abnormal_list", "是")
    recorded(number, "on_abnormal_list", "否")
    assert answers("on_abnormal_list") == (False, [])
    recorded(number, "on_abnormal_list", "是", source="网站查询", on=TODAY - timedelta(days=30))
    assert answers("on_abnormal_list") == (False, [True])
    recorded(number, "on_abnormal_list", "是", source="窗口查询", on=TODAY + timedelta(days=30))
    assert answers("on_abnormal_list") == (True, [False, True])


def test_withdrawn_it_counts_no_more_and_stays_to_be_seen() -> None:
    opened_city()
    number = filed_city()
    key = recorded(number, "on_serious_breach_list", "是")
    withdraw_fact(actor=clerk(), looked=looked(number), key=key, reason="查错了单位")
    assert verdicts()["mayor"] == "unknown"
    assert Fact.objects.get().withdrawn_at is not None
    assert [
        row.content["reason"]
        for row in LogRow.objects.filter(act="record_fact")
        if row.content and "reason" in row.content
    ] == ["查错了单位"]
    with pytest.raises(Refused) as refused:
        withdraw_fact(actor=clerk(), looked=looked(number), key=key, reason="再撤一次")
    assert refused.value.code == "fact_gone"


def test_many_at_once_all_or_none() -> None:
    opened_city()
    number = filed_city(*(typed(f"示例轴承{at}有限公司") for at in range(3)))
    other = filed_city(typed("示例齿轮有限公司"), filer="示例区经济信息化局")
    facts = [
        *(NewFact(number, at, "accidents", "无", SOURCE, TODAY) for at in (1, 2)),
        NewFact(number, 2, "on_abnormal_list", "否", SOURCE, TODAY),
        NewFact(
            other,
            1,
            "accidents",
            [{"kind": "safety", "severity": "major", "on": "2024-01-05", "responsible": True}],
            SOURCE,
            TODAY,
        ),
    ]
    told = record_facts(
        actor=clerk(), call_slug="city", facts=facts, kind=SourceKind.REPLY, reference="letter-1"
    )
    assert told == 3
    assert Fact.objects.count() == 4
    assert LogRow.objects.filter(act="record_fact").count() == 3
    assert Candidacy.objects.get(entry__filing__number=other, award="mayor").verdict == "not_met"
    with pytest.raises(Refused) as refused:
        record_facts(
            actor=clerk(),
            call_slug="city",
            facts=[
                NewFact(number, 3, "accidents", "无", SOURCE),
                NewFact(number, 9, "accidents", "无", SOURCE),
            ],
            kind=SourceKind.REPLY,
        )
    assert refused.value.code == "site_no_entry"
    assert Fact.objects.count() == 4
    assert withdraw_facts(actor=clerk(), call_slug="city", reference="letter-1", reason="表传错了") == 4
    assert Candidacy.objects.get(entry__filing__number=other, award="mayor").verdict == "unknown"
    assert withdraw_facts(actor=clerk(), call_slug="city", reference="", reason="没有来由") == 0


@pytest.mark.parametrize(
    ("name", "value", "other", "code"),
    [
        ("shoe_size", "42", {}, "fact_no_such"),
        ("judged.nobody_asks", "是", {}, "fact_no_such"),
        ("accidents", "", {}, "fact_value_missing"),
        ("on_abnormal_list", "也许", {}, "value_not_flag"),
        ("judged.contribution", "也许", {}, "value_not_flag"),
        ("judged.contribution", " ", {}, "fact_value_missing"),
        ("on_abnormal_list", "否", {"source": " "}, "fact_source_missing"),
        ("on_abnormal_list", "否", {"source": "局" * 201}, "fact_source_long"),
        ("on_abnormal_list", "否", {"on": date(2999, 1, 1)}, "fact_day_to_come"),
        ("on_abnormal_list", "否", {"note": "记" * 2001}, "site_text_long"),
    ],
)
def test_what_is_no_fact_is_refused(name: str, value: str, other: dict[str, Any], code: str) -> None:
    opened_city()
    number = filed_city()
    with pytest.raises(Refused) as refused:
        recorded(number, name, value, **other)
    assert refused.value.code == code
    assert Fact.objects.count() == 0


def test_nobody_else_records_and_nothing_stale() -> None:
    opened_city()
    number = filed_city()
    for actor in (somewhere_else(), counter(), filer_of(number)):
        with pytest.raises(Refused) as refused:
            record_fact(
                actor=actor,
                looked=looked(number),
                name="on_abnormal_list",
                value="否",
                kind=SourceKind.OFFICE,
                source="查询",
            )
        assert refused.value.code.startswith("not_allowed")
    with pytest.raises(Refused) as refused:
        record_fact(
            actor=clerk(),
            looked=looked(number, version=2),
            name="on_abnormal_list",
            value="否",
            kind=SourceKind.OFFICE,
            source="查询",
        )
    assert refused.value.code == "site_entry_changed"


def test_declared_and_judged_settle_what_only_people_can_say() -> None:
    call = opened_city()
    number = filed_city()
    (mayor,) = (each for each in award_rules(call.slug, call.source) if each.award == "mayor")
    for one in mayor.rules.tests():
        basis = getattr(one, "basis", "")
        if basis:
            recorded(number, f"{basis}.{one.code}", "是")
    for name, value in {
        "is_legal_person": "是",
        "in_operation_since": "1998-05-01",
        "suspended_periods": "无",
        "accidents": "无",
        "violations": "无",
        "spot_check_failures": "无",
        "on_abnormal_list": "否",
        "on_serious_breach_list": "否",
    }.items():
        recorded(number, name, value)
    assert verdicts()["mayor"] == "met"


def test_a_correction_is_judged_anew() -> None:
    opened_city()
    number = filed_city(typed("示例轴承有限公司", location_industry="渝北区，金融业"))
    assert verdicts()["mayor"] == "not_met"
    return_entry(
        actor=clerk(),
        looked=looked(number),
        remarks=[Remark("location_industry", "请写主营行业。")],
        due=database_now() + timedelta(days=2),
    )
    answer_correction(
        actor=filer_of(number),
        number=number,
        ordinal=1,
        version=1,
        sent=sent_city(typed("示例轴承有限公司")),
    )
    assert verdicts()["mayor"] == "unknown"


def test_a_whole_call_judged_after_an_upgrade() -> None:
    call = opened_city()
    filed_city(typed("示例轴承有限公司"), typed("示例银行有限公司", location_industry="渝北区，金融业"))
    expected = list(Candidacy.objects.order_by("id").values_list("verdict", flat=True))
    Candidacy.objects.update(verdict="")
    assert judge_call("city") == 4
    assert list(Candidacy.objects.order_by("id").values_list("verdict", flat=True)) == expected
    assert judge_call("city") == 0
    moved_deadline(call, -5)
    assert judge_call("city") == 0


PRINTED = """\
call: printed
notice: {title: 关于征集示例优质组织的通知}
deadline: 2036-02-22T18:00:00+08:00
filing: {completes_on: either}
annex:
  title: 示例汇总表
  columns: [{key: name, title: 名称, kind: name}]
awards:
  - key: best
    name: 示例质量奖
    accepts: [organization]
    conditions:
      - {text: 质量工作有特色。}
      - {text: 诚信经营。}
  - {key: bare, name: 示例鼓励奖}
"""


def test_sentences_of_the_call_file_are_for_people_to_judge() -> None:
    file = parse_call(PRINTED, source="printed")
    told = award_rules("printed", PRINTED)
    assert [(each.award, each.printed) for each in told] == [("best", True)]
    office = Call(slug="printed", source=PRINTED)
    entry = Entry(name="示例轴承有限公司", call=office)
    known = known_of(office, [entry], fresh=True)[entry.id]
    assert known.verdicts == {"best": "unknown"}
    assert [rule.code for rule in told[0].rules.rules] == ["kind", "best-1", "best-2"]
    assert file.awards[1].conditions == ()
