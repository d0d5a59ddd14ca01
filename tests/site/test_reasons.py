"""理由库: kept per office, offered in their order, put into forms, retired without loss."""

import uuid

import pytest

from jianyou.actions.reasons import ReasonTold, keep_reason, retire_reason
from jianyou.domain.lifecycle.acts import Act
from jianyou.queries.reasons import list_reasons
from jianyou.store.models import Reason, SiteAct
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, somewhere_else
from tests.site.office import CLERK, SUPERVISOR, fields_on, filed_city, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

SEAL = ReasonTold(
    act=Act.REFUSE_ENTRY, title="没有盖章", text="没有加盖公章。", clause="通知二（一）", order=2
)
PROOF = ReasonTold(act=Act.REFUSE_ENTRY, title="没有证明", text="没有证明材料。", order=1)


def titles(act: Act | None = Act.REFUSE_ENTRY) -> list[str]:
    """What is offered, in order."""
    return [one.title for one in list_reasons(viewer=clerk(), act=act)]


def test_kept_in_order_and_changed() -> None:
    key = keep_reason(actor=clerk(), told=SEAL)
    keep_reason(actor=clerk(), told=PROOF)
    assert titles() == ["没有证明", "没有盖章"]
    assert titles(Act.RETURN_ENTRY) == []
    keep_reason(actor=clerk(), told=ReasonTold(act=Act.REFUSE_ENTRY, title="缺章", text="缺。"), key=key)
    assert titles() == ["缺章", "没有证明"]
    assert list_reasons(viewer=clerk())[0].words == "缺。"
    logged = SiteAct.objects.filter(act="reason_kept").order_by("at", "id").values_list("subject", "operator")
    assert list(logged) == [("没有盖章", "jingban"), ("没有证明", "jingban"), ("缺章", "jingban")]


def test_the_clause_is_told_with_the_text() -> None:
    keep_reason(actor=clerk(), told=SEAL)
    assert list_reasons(viewer=clerk())[0].words == "没有加盖公章。（依据：通知二（一））"


def test_retired_once_and_kept() -> None:
    key = keep_reason(actor=clerk(), told=SEAL)
    for _ in range(2):
        retire_reason(actor=clerk(), key=key)
    assert titles() == []
    assert [one.title for one in list_reasons(viewer=clerk(), retired=True)] == ["没有盖章"]
    assert SiteAct.objects.filter(act="reason_retired").count() == 1
    with pytest.raises(Refused) as refused:
        keep_reason(actor=clerk(), told=SEAL, key=key)
    assert refused.value.code == "reason_unknown"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (ReasonTold(act=Act.WITHDRAW, title="标题", text="内容"), "reason_act_unknown"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title=" ", text="内容"), "reason_title_missing"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title="标题", text="\n"), "reason_text_missing"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title="标" * 61, text="内容"), "site_text_long"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title="标题", text="内" * 1001), "site_text_long"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title="标题", text="内", clause="条" * 201), "site_text_long"),
        (ReasonTold(act=Act.REFUSE_ENTRY, title="标题", text="内", order=1000), "reason_order_wrong"),
    ],
)
def test_what_is_not_kept(told: ReasonTold, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keep_reason(actor=clerk(), told=told)
    assert refused.value.code == code
    assert Reason.objects.count() == 0


def test_only_the_office_keeps_its_reasons() -> None:
    key = keep_reason(actor=clerk(), told=SEAL)
    assert list_reasons(viewer=somewhere_else()) == ()
    with pytest.raises(Refused) as refused:
        retire_reason(actor=somewhere_else(), key=key)
    assert refused.value.code == "reason_unknown"
    with pytest.raises(Refused) as refused:
        keep_reason(actor=counter(), told=SEAL)
    assert refused.value.code == "reasons_not_yours"


def test_the_page_keeps_changes_and_retires() -> None:
    client = working(CLERK)
    typed = {"act": "refuse_entry", "title": "没有盖章", "text": "没有加盖公章。", "clause": "", "order": "x"}
    answer = client.post("/office/reasons/", typed)
    assert answer.status_code == 422
    assert "顺序须是 0 至 999 之间的整数" in text_of(answer)
    answer = client.post("/office/reasons/", {**typed, "order": "3"})
    assert answer.headers["Location"] == "/office/reasons/?done=kept"
    row = Reason.objects.get()
    assert "没有加盖公章" in text_of(client.get(f"/office/reasons/{row.id}/"))
    client.post(f"/office/reasons/{row.id}/", {**typed, "title": "缺章", "order": "3"})
    assert Reason.objects.get().title == "缺章"
    assert client.post(f"/office/reasons/{row.id}/", {"retire": "yes"}).status_code == 302
    assert client.get(f"/office/reasons/{row.id}/").status_code == 404
    assert client.get(f"/office/reasons/{uuid.uuid4()}/").status_code == 404
    assert working(SUPERVISOR).get("/office/reasons/").status_code == 403


@pytest.mark.parametrize(("name", "field"), [("refuse", "reason"), ("return", "note")])
def test_a_reason_is_put_into_a_form_without_a_script(name: str, field: str) -> None:
    opened_city()
    number = filed_city()
    act = {"refuse": Act.REFUSE_ENTRY, "return": Act.RETURN_ENTRY}[name]
    keep_reason(actor=clerk(), told=ReasonTold(act=act, title="缺章", text="没有加盖公章。"))
    client = working(CLERK)
    address = f"/office/filings/{number}/entries/1/{name}"
    fields = fields_on(client.get(address))
    sent = {**fields, field: "另外：", f"{field}-preset": "0", "fill": field}
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert fields_on(answer)[field] == "另外：\n没有加盖公章。"
    for wrong in ({f"{field}-preset": "7"}, {f"{field}-preset": "-1"}, {"fill": "due"}):
        assert fields_on(client.post(address, {**sent, **wrong}))[field] == "另外："
