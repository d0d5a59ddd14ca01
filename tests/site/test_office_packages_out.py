"""What leaves a package: contacts only with a reason, which is logged; nothing of it to other offices."""

from typing import Any
from uuid import UUID

from jianyou.actions.taking import take_package
from jianyou.domain.calls.fixed import ALWAYS
from jianyou.domain.packages.nomination import CONTACTS, ENTRIES
from jianyou.jobs.packing import make_rules
from jianyou.store.models import LogRow, SentPackage
from tests.site.kit import clerk as the_clerk
from tests.site.office import CLERK, HEAD, SUPERVISOR, working
from tests.site.public import body, text_of
from tests.site.two_sites import BEARINGS, TwoSites, brought, nominated, pointed_to, recommended_there


def logged() -> list[dict[str, Any]]:
    """What the call's log tells of files taken away, without the reasons of others."""
    rows = LogRow.objects.filter(act="export_list").order_by("at", "id")
    return [dict(row.content or {}) for row in rows]


def taken(sites: TwoSites) -> UUID:
    """A package of the district, taken in the city."""
    return take_package(actor=the_clerk(), data=brought(sites)).key


def test_what_may_tell_contacts_is_never_served_without_a_reason(sites: TwoSites) -> None:
    address = f"/office/packages/taken/{taken(sites)}/"
    client = working(CLERK)
    for name in (CONTACTS, "papers/table.pdf", "papers/recommendation.docx", "scans/x.pdf", "x"):
        opened = client.get(f"{address}file", {"name": name})
        assert (opened.status_code, opened.headers["Location"]) == (302, f"{address}#take"), name
    for reason, word in (("", "请写明理由"), (" ", "请写明理由"), ("长" * 501, "最多 500")):
        refused = client.post(f"{address}file", {"name": CONTACTS, "reason": reason})
        told = text_of(refused)
        assert (refused.status_code, word in told, "李示例" in told) == (422, True, False), reason
        assert f'value="{reason.strip()}"' in refused.content.decode()
        assert f'value="{CONTACTS}" checked' in refused.content.decode()
    assert logged() == []


def test_a_file_with_contacts_is_served_once_its_reason_is_in_the_log(sites: TwoSites) -> None:
    key = taken(sites)
    address = f"/office/packages/taken/{key}/"
    client = working(CLERK)
    page = client.get(address).content.decode().replace("%2F", "/")
    assert ("可能含联系方式的文件" in page, f"?name={CONTACTS}" in page, f"?name={ENTRIES}" in page) == (
        True,
        False,
        True,
    )
    answer = client.post(f"{address}file", {"name": CONTACTS, "reason": "电话核对联系人"})
    assert (answer.status_code, "李示例" in body(answer).decode()) == (200, True)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "attachment" in answer.headers["Content-Disposition"]
    (told,) = logged()
    assert {name: told[name] for name in ("list", "file", "reason", "package_number", "count")} == {
        "list": "package",
        "file": CONTACTS,
        "reason": "电话核对联系人",
        "package_number": 1,
        "count": 2,
    }
    told_of = text_of(client.get("/office/calls/city/out/"))
    assert ("：数据包" in told_of, "电话核对联系人" in told_of) == (True, True)
    unchosen = client.post(f"{address}file", {"reason": "电话核对联系人"})
    assert (unchosen.status_code, "请选择要下载的文件" in text_of(unchosen)) == (422, True)
    assert client.post(f"{address}file", {"name": "personal/x", "reason": "看"}).status_code == 404
    plain = client.get(f"{address}file", {"name": ENTRIES})
    assert (plain.status_code, b"entries" in body(plain)) == (200, True)
    assert len(logged()) == 1
    for other, status in ((working(CLERK, slug="elsewhere"), 404), (working(SUPERVISOR), 403)):
        refused = other.post(f"{address}file", {"name": CONTACTS, "reason": "看"})
        assert (refused.status_code, "李示例" in text_of(refused)) == (status, False)
    assert 'id="take"' not in working(SUPERVISOR).get(address).content.decode()
    assert len(logged()) == 1


def test_a_whole_package_with_contacts_leaves_with_its_reason(sites: TwoSites) -> None:
    with pointed_to(sites.district):
        recommended_there(BEARINGS)
        data = nominated(sites.above)
        address = f"/office/packages/sent/{SentPackage.objects.get().id}/"
        client = working(HEAD)
        assert client.get(f"{address}file").headers["Location"] == f"{address}#take"
        refused = client.post(f"{address}file", {"reason": ""})
        assert (refused.status_code, "请写明理由" in text_of(refused), logged()) == (422, True, [])
        answer = client.post(f"{address}file", {"reason": "交市级"})
        assert (body(answer), "no-store" in answer.headers["Cache-Control"]) == (data, True)
        (told,) = logged()
        assert [told[name] for name in ("list", "reason", "count", "package_number")] == [
            "package",
            "交市级",
            1,
            1,
        ]
        for other, status in ((working(CLERK, slug="elsewhere"), 404), (working(SUPERVISOR), 403)):
            assert other.post(f"{address}file", {"reason": "看"}).status_code == status
        assert len(logged()) == 1


def test_rules_for_anybody_need_no_reason(sites: TwoSites) -> None:
    assert sites.city
    key = make_rules(actor=the_clerk(), call_slug="city", fixed=ALWAYS)
    answer = working(CLERK).get(f"/office/packages/sent/{key}/file")
    assert (answer.status_code, body(answer)[:2], logged()) == (200, b"PK", [])
