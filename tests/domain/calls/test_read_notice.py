"""The notice, its audience and its contacts, as a call file tells them."""

from datetime import date

import pytest

from jianyou.domain.calls.call import Audience, Contact, Notice, Source
from jianyou.domain.calls.load import parse_call
from jianyou.terms.clause import Clause
from tests.domain.calls.samples import FULL
from tests.domain.calls.telling import changed, line_of, told

CALL = parse_call(FULL, source="")


def test_a_notice_in_full() -> None:
    assert CALL.notice == Notice(
        title="关于征集质量创新成果的通知",
        number="某质协〔2026〕8号",
        issuer="某省质量协会",
        issued_on=date(2026, 3, 2),
        printed_on=date(2026, 3, 3),
        addressees=("各会员单位", "各市质量协会"),
        attachments=("成果汇总表", "评选办法"),
        acts_on=(
            Source("关于开展质量创新活动的通知", "某省市场监督管理局"),
            Source("质量创新活动办法"),
        ),
        public_release=True,
    )


def test_an_audience_and_a_contact() -> None:
    assert CALL.audiences == (
        Audience("members", "会员单位", Clause(0, "一"), "会员名录", "第3批", date(2026, 1, 5)),
        Audience("champions", "冠军企业"),
    )
    assert CALL.contacts == (Contact("秘书处", "贺明远", "023-60000001", Clause(0, "四")),)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("printed_on: 2026-03-03", "printed_on: 3月3日", "data_bad_date", "notice.printed_on"),
        ("[各会员单位, ", "[各会员单位，", "data_full_width_comma", "notice.addressees.1"),
        ("[成果汇总表, 评选办法]", "成果汇总表", "data_not_list", "notice.attachments"),
        ("{title: 质量创新活动办法}", "{issuer: 某省}", "data_key_missing", "notice.acts_on.2.title"),
        ("{title: 质量创新活动办法}", "质量创新活动办法", "data_not_mapping", "notice.acts_on.2"),
        ("public_release: yes", "public_release: 是", "data_bad_flag", "notice.public_release"),
        ("key: champions", "key: members", "data_item_key_twice", "audiences.2.key"),
        ("key: champions", "key: 冠军", "data_bad_slug", "audiences.2.key"),
        ("label: 冠军企业", "name: 冠军企业", "data_key_missing", "audiences.2.label"),
        ("listed_on: 2026-01-05", "listed_on: 2026", "data_bad_date", "audiences.1.listed_on"),
        (
            "unit: 秘书处, name: 贺明远, phone: 023-60000001, ",
            "unit: '', ",
            "call_contact_empty",
            "contacts.1.unit",
        ),
        ("clause: 四}", "clause: 二(一)}", "data_bad_clause", "contacts.1.clause"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, code: str, key: str) -> None:
    text = changed(old, new, FULL)
    assert (code, line_of(old, FULL), key) in told(text)
    assert {line for _, line, _ in told(text)} == {line_of(old, FULL)}
