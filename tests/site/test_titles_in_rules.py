"""The register of titles answers conditions of the sample call: who is barred, who holds the award now."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.test import Client

from examples.review.write import CALL
from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import open_call
from jianyou.actions.handing_in import handed_in
from jianyou.codes.uscc import make
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.titles.changing import ChangeKind
from jianyou.queries.review import get_review
from jianyou.queries.screened import select_screened
from jianyou.store.dialect import database_now
from jianyou.terms.lang import Lang
from jianyou.web.components.forms.reading import read_typed
from tests.site.audience import kept, screening
from tests.site.kit import clerk, counter
from tests.site.public import browser
from tests.site.signin import account
from tests.site.titles_world import NAME, change, entered

pytestmark = pytest.mark.usefixtures("site")

AWARD = "示范区质量标杆"
BARRED, HELD = "附件1 二4", "附件1 二5"
USCC, OTHER = make("MA5U0001"), make("MA5U0002")
NONE = "称号登记中没有"


def filed(*firms: Sequence[str]) -> str:
    """The sample call with a filing of these firms, each with name and credit code; the filing's number."""
    until = (database_now() + timedelta(days=1)).isoformat(timespec="seconds")
    text = CALL.read_text("utf-8").replace("2026-10-15T18:00:00+08:00", until)
    file = parse_call(text, source="review-2026")
    open_call(actor=clerk(), file=file, source=text)
    rows = [
        {
            "name": name,
            "credit_code": code,
            "district": "渝北区",
            "industry": "制造业（通用设备制造业）",
            "size": "中小企业",
            "profile": "成立于1998年，现有员工320人。",
            "feature": "数据说话，人人改进",
            "contact": f"李示例，质量部部长，023-6000000{at}",
        }
        for at, (name, code) in enumerate(firms)
    ]
    header = {"department": "示例区经济信息委", "contact": "王示例", "phone": "023-60000002"}
    reading = read_typed(header, rows, file)
    token = uuid.uuid4()
    sent = handed_in(reading, file, filer="示例区经济信息委", channel=Channel.WEB, token=token, files=())
    return str(register_paper(actor=counter(), call_slug="review-2026", sent=sent).filing.number)


def titled(name: str, uscc: str) -> None:
    """The firm holds the sample call's award, for three years yet."""
    days = {"conferred_on": date(2025, 10, 1), "valid_until": date(2028, 9, 30)}
    entered(name=name, uscc=uscc, award_name=AWARD, tier_name=AWARD, batch="2025年", **days)


def answers(number: str, ordinal: int) -> dict[str, tuple[str, str]]:
    """How the two clauses stand for an entry, each with the source that it rests on."""
    (award,) = get_review(viewer=clerk(), number=number, ordinal=ordinal, lang=Lang.ZH).awards
    told = {}
    for one in award.conditions:
        if one.clause in (BARRED, HELD):
            (leaf,) = one.leaves
            told[one.clause] = one.state, leaf.said.source if leaf.said else ""
    return told


def at_desk() -> Client:
    """A clerk who has signed in."""
    client = browser()
    client.force_login(account(Role.OFFICE_CLERK, username="jingban"))
    return client


def test_the_sample_call_asks_the_register() -> None:
    number = filed((NAME, USCC), ("示例齿轮厂", OTHER), ("示例水泵厂", ""))
    assert answers(number, 1) == {BARRED: ("unknown", ""), HELD: ("unknown", "")}  # there is no register
    titled("示例别家厂", "")
    titled(NAME, USCC)
    assert answers(number, 1) == {BARRED: ("met", NONE), HELD: ("not_met", "称号登记第 2 号")}
    change(ChangeKind.REVOKED, number=2, years=5)
    assert answers(number, 1) == {BARRED: ("not_met", "称号登记第 2 号"), HELD: ("met", "称号登记第 2 号")}
    assert answers(number, 2) == {BARRED: ("met", NONE), HELD: ("met", NONE)}
    assert answers(number, 3) == {BARRED: ("unknown", ""), HELD: ("unknown", "")}  # who that is isn't known


def test_the_entrys_page_says_from_which_title_a_bar_comes() -> None:
    number = filed((NAME, USCC), ("示例水泵厂", ""))
    titled(NAME, USCC)
    change(ChangeKind.REVOKED, years=5)
    client = at_desk()
    page = client.get(f"/office/entries/{number}/1/").content.decode()
    assert "不得申报至：2031-05-31" in page
    assert "称号登记第 1 号" in page
    assert "这条申报没有信用代码" in client.get(f"/office/entries/{number}/2/").content.decode()


def test_a_barred_firm_on_a_list_is_told_when_the_list_is_screened() -> None:
    filed((NAME, USCC))
    titled(NAME, USCC)
    key = kept(f"{NAME},{USCC},渝北区,C3451,认定,,,,", f"示例齿轮厂,{OTHER},江北区,C3453,认定,,,,")
    wanted = screening()

    def bars() -> list[tuple[str, date | None]]:
        found = select_screened(viewer=clerk(), slug="review-2026", wanted=wanted)
        return sorted((firm.name, firm.barred) for firm in found)

    assert bars() == [(NAME, None), ("示例齿轮厂", None)]
    change(ChangeKind.REVOKED, years=5)
    assert bars() == [(NAME, date(2031, 5, 31)), ("示例齿轮厂", None)]
    address = f"/office/calls/review-2026/screening/?list={key.hex}&on={wanted.on.isoformat()}"
    page = at_desk().get(address).content.decode()
    assert page.count("2031-05-31 以前不得申报") == 1
