"""归档 as the office sees it: made, downloaded, kept for so long, personal data erased."""

import pytest

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.packages.parcel import open_parcel
from jianyou.jobs.archiving import archive_due
from jianyou.store.models import Archive, LogRow, PersonalDatum, Retention
from tests.site.archive_world import closed_call
from tests.site.test_office_choosing import at_desk, sent, shown, text_of

pytestmark = pytest.mark.usefixtures("site")
BASE = "/office/calls/call-1/archive/"


def test_from_making_to_downloading() -> None:
    closed_call()
    client = at_desk(Role.OFFICE_CLERK)
    assert "还没有归档包" in shown(client, BASE)
    assert BASE in client.get("/office/calls/call-1/").content.decode()
    answer = client.post(BASE, {})
    assert (answer.status_code, Archive.objects.count()) == (422, 0)
    assert "请选择归档包是否含个人信息" in text_of(answer)
    assert sent(client, BASE, {"personal": "yes"}) == BASE
    assert client.get(f"{BASE}progress").json()["running"] is True
    assert "制作中" in shown(client, BASE)
    answer = client.post(BASE, {"personal": "no"})
    assert (answer.status_code, "还在制作" in text_of(answer)) == (409, True)
    archive_due()
    words = shown(client, BASE)
    row = Archive.objects.get()
    assert "已制作" in words
    assert row.manifest in words
    assert client.get(f"{BASE}1/file").status_code == 405
    answer = client.post(f"{BASE}1/file")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="call-1-archive-1.jyp"'
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with open_parcel(data) as parcel:
        assert parcel.good
    taken = LogRow.objects.filter(act=Act.MAKE_ARCHIVE).latest("at")
    assert taken.content is not None
    assert (taken.content["archive"], taken.content["taken"]) == (1, True)
    assert client.post(f"{BASE}2/file").status_code == 404
    looks = at_desk(Role.SUPERVISOR, username="jiandu")
    assert "已制作" in shown(looks, BASE)
    assert "下载" not in shown(looks, BASE)
    assert looks.post(f"{BASE}1/file").status_code == 403
    assert looks.post(BASE, {"personal": "no"}).status_code == 403
    assert Archive.objects.count() == 1


def test_retention_and_erasure_in_two_steps() -> None:
    closed_call()
    client = at_desk(Role.SECTION_HEAD, username="chuzhang")
    assert "还没有设定" in shown(client, BASE)
    told = {"keeping": "years_10", "erase": "2", "originals": "no", "reason": "期限表"}
    answer = client.post(f"{BASE}retention", {**told, "keeping": ""})
    assert answer.status_code == 422
    preview = text_of(client.post(f"{BASE}retention", told))
    assert ("10 年" in preview, Retention.objects.count()) == (True, 0)
    assert sent(client, f"{BASE}retention", {**told, "sure": "yes"}) == f"{BASE}#retention"
    assert Retention.objects.get().category == "years_10"
    answer = client.post(f"{BASE}retention", {**told, "sure": "yes", "version": ""})
    assert (answer.status_code, "被别人改过" in text_of(answer)) == (409, True)
    words = shown(client, f"{BASE}erase")
    assert "清除 3 项个人信息，不能恢复" in words
    assert "须由本部门的处室负责人" in shown(at_desk(Role.OFFICE_CLERK), f"{BASE}erase")
    answer = client.post(f"{BASE}erase", {"seen": "[" * 900})
    assert (answer.status_code, PersonalDatum.objects.count()) == (409, 3)
    assert sent(client, f"{BASE}erase", {"seen": '{"contacts": 3}'}) == f"{BASE}#erasures"
    assert PersonalDatum.objects.count() == 0
    assert "联系人、电话、地址 3" in shown(client, BASE)
    assert "没有可清除的个人信息" in shown(client, f"{BASE}erase")
    assert client.get("/office/calls/call-1/entries/").status_code == 200
