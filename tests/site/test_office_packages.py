"""Packages as pages: partners added by their cards, a table sent up, looked at whole, taken or refused."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from jianyou.actions.partners import add_partner
from jianyou.actions.taking import refuse_package, take_package
from jianyou.domain.calls.fixed import ALWAYS
from jianyou.domain.packages.cards import Relation
from jianyou.jobs.packing import make_rules
from jianyou.queries.partners import own_card
from jianyou.store.models import Filing, Partner, SentPackage, SiteAct, TakenPackage
from tests.site.commands import runner
from tests.site.kit import clerk as the_clerk
from tests.site.kit import head, office
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, working
from tests.site.public import body, opened_city, text_of, upload
from tests.site.test_office_lists import queries
from tests.site.two_sites import (
    BEARINGS,
    BELOW,
    DISTRICT,
    GEARS,
    HEADER,
    TwoSites,
    brought,
    nominated,
    pointed_to,
    recommended_there,
)

TAKE = "/office/packages/take/"
LIST_QUERIES = 17
PACKAGES = "/office/calls/city/packages/"


def looked_at(client: Any, data: bytes) -> Any:
    """The page that shows a package before it is taken."""
    return client.post(TAKE, {"file": upload("上报.jyp", data)})


def hidden(answer: Any, name: str) -> str:
    """A hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, name
    return found[1]


@pytest.mark.usefixtures("site")
def test_a_partner_is_added_by_its_card_once_its_keys_were_seen(tmp_path: Path) -> None:
    office()
    with pointed_to(tmp_path / "district"):
        office()
        card = own_card(viewer=head())
    client = working(HEAD)
    fields = {"relation": "lower", "name": DISTRICT, "district": "渝北区"}
    answer = client.post("/office/partners/", {**fields, "card": upload("card.json", card.written())})
    told = text_of(answer)
    assert answer.status_code == 200
    assert (card.fingerprint in told, card.sm2_fingerprint in told) == (True, True)
    assert Partner.objects.count() == 0
    again = {**fields, "written": card.written().decode(), "sure": "yes"}
    assert client.post("/office/partners/", again).headers["Location"] == "/office/partners/?done=added"
    assert list(Partner.objects.values_list("name", "relation", "key")) == [(DISTRICT, "lower", card.key)]
    told = text_of(client.post("/office/partners/", again))
    assert "这个单位已在使用中" in told
    key = Partner.objects.get().id
    client.post(f"/office/partners/{key}/", {"reason": "公钥已更换"})
    assert SiteAct.objects.filter(act="partner_retired").count() == 1
    assert "已停用" in text_of(client.get("/office/partners/"))
    for role in (CLERK, SUPERVISOR):
        assert working(role).post("/office/partners/", again).status_code == 403
    assert Partner.objects.filter(retired_at=None).count() == 0


@pytest.mark.usefixtures("site")
def test_a_card_that_was_read_is_kept_while_the_rest_is_mended(tmp_path: Path) -> None:
    office()
    with pointed_to(tmp_path / "district"):
        office()
        card = own_card(viewer=head())
    client = working(HEAD)
    fields = {"name": DISTRICT, "district": "渝北区"}
    wrong = client.post("/office/partners/", {**fields, "card": upload("card.json", card.written())})
    assert (wrong.status_code, card.fingerprint in text_of(wrong)) == (422, True)
    found = re.search(r'<textarea name="written" hidden>([^<]*)</textarea>', wrong.content.decode())
    assert found
    assert unescape(found[1]).encode() == card.written()
    again = {**fields, "relation": "lower", "written": unescape(found[1])}
    sure = client.post("/office/partners/", again)
    assert (sure.status_code, card.sm2_fingerprint in text_of(sure)) == (200, True)
    back = client.post("/office/partners/", {**again, "edit": "yes"})
    assert (back.status_code, 'name="written"' in back.content.decode()) == (200, True)
    own = own_card(viewer=head())
    refused = client.post("/office/partners/", {**again, "written": own.written().decode()})
    assert (refused.status_code, 'name="written"' in refused.content.decode()) == (422, False)
    key = add_partner(actor=head(), card=card, name=DISTRICT, relation=Relation.LOWER)
    long = client.post(f"/office/partners/{key}/", {"reason": "换" * 501})
    assert (long.status_code, "换" * 501 in long.content.decode()) == (422, True)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 3000, b'{"format":"jianyou-site-1"}', b"\xff" * 99])
@pytest.mark.slow
def test_what_is_no_card(data: bytes) -> None:
    answer = working(HEAD).post("/office/partners/", {"relation": "lower", "card": upload("x.json", data)})
    assert (answer.status_code, "这不是站点名片文件" in text_of(answer)) == (422, True)


def test_a_table_is_made_and_taken_by_pages(sites: TwoSites) -> None:
    with pointed_to(sites.district):
        recommended_there(BEARINGS, GEARS)
        address = f"/office/calls/{BELOW}/packages/nominate"
        client = working(CLERK)
        form = client.get(address)
        told = text_of(form)
        for words in (BEARINGS, "联系方式", "数据包没有加密", "制作含 2 个申报的上报包", "2 份盖章扫描件"):
            assert words in told, words
        assert f'value="{DISTRICT}"' in form.content.decode()
        header = {f"head-{key}": text for key, text in HEADER.items()}
        fields = {"stamp": hidden(form, "stamp"), "partner": str(sites.above), "scans": "yes", **header}
        blank = client.post(address, {**fields, "their_call": "city", "head-phone": " "})
        assert (blank.status_code, "联系电话" in text_of(blank)) == (422, True)
        wrong = client.post(address, {**fields, "their_call": "../x"})
        assert (wrong.status_code, "请填写上级的征集代号" in text_of(wrong)) == (422, True)
        stale = client.post(address, {**fields, "stamp": "0" * 16, "their_call": "city"})
        assert (stale.status_code, SentPackage.objects.count()) == (409, 0)
        made = client.post(address, {**fields, "their_call": "city"})
        page = client.get(made.headers["Location"])
        assert "已制作并记入操作留痕" in text_of(page)
        address = f"/office/packages/sent/{SentPackage.objects.get().id}/file"
        data = body(client.post(address, {"reason": "交市级"}))
    clerk = working(CLERK)
    answer = looked_at(clerk, data)
    told = text_of(answer)
    for words in ("还没有取入任何内容", DISTRICT, BEARINGS, "取入 2 条", "签名代替盖章"):
        assert words in told, words
    assert Filing.objects.count() == 0
    taken = clerk.post(TAKE, {"looked": hidden(answer, "looked"), "sure": "yes"})
    page = clerk.get(taken.headers["Location"])
    assert "已取入" in text_of(page)
    filing = Filing.objects.get()
    entry = text_of(clerk.get(reverse("office:entry", args=[filing.number, 1])))
    assert f"由 {DISTRICT} 上报" in entry
    assert (
        clerk.get(f"/office/filings/{filing.number}/provenance").headers["Location"]
        == page.request["PATH_INFO"]
    )
    fields = {"name": "papers/table.pdf", "reason": "核对排序"}
    assert body(clerk.post(f"{page.request['PATH_INFO']}file", fields)).startswith(b"%PDF")
    fields["name"] = "../keys.json"
    assert clerk.post(f"{page.request['PATH_INFO']}file", fields).status_code == 404
    again = clerk.post(TAKE, {"looked": hidden(answer, "looked"), "sure": "yes"})
    assert (again.status_code, "已经取入过" in text_of(again)) == (409, True)


@pytest.mark.slow
def test_refused_whole_and_recorded(sites: TwoSites) -> None:
    data = brought(sites)
    chief = working(HEAD)
    chief.post(f"{PACKAGES}quotas", {f"most-{sites.below}": "1"})
    clerk = working(CLERK)
    answer = looked_at(clerk, data)
    assert answer.status_code == 409
    told = text_of(answer)
    assert "报来 2 个，超过名额 1 个" in told
    assert "取入 2 条" not in told
    done = clerk.post(TAKE, {"looked": hidden(answer, "looked"), "refuse": "yes"})
    page = text_of(clerk.get(done.headers["Location"]))
    assert f"超出的是：{GEARS}" in page
    assert list(TakenPackage.objects.values_list("status", flat=True)) == ["refused"]
    assert "已拒收" in text_of(clerk.get(PACKAGES))


def test_what_was_tampered_with_is_named(sites: TwoSites) -> None:
    data = bytearray(brought(sites))
    data[data.index(b"%PDF")] ^= 1
    answer = looked_at(working(CLERK), bytes(data))
    assert (answer.status_code, "核验没有通过" in text_of(answer)) == (422, True)
    assert re.search(r"“(papers|scans)/[\w.-]+”的内容与清单不一致", text_of(answer))
    assert "sure" not in answer.content.decode()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000])
@pytest.mark.slow
def test_what_is_no_package(data: bytes) -> None:
    opened_city()
    answer = looked_at(working(CLERK), data)
    assert answer.status_code == 422


@pytest.mark.slow
def test_whose_they_are(sites: TwoSites) -> None:
    data = brought(sites)
    clerk = working(CLERK)
    answer = looked_at(clerk, data)
    signed = hidden(answer, "looked")
    other = working(CLERK, slug="elsewhere")
    assert other.post(TAKE, {"looked": signed, "sure": "yes"}).status_code == 422
    clerk.post(TAKE, {"looked": signed, "sure": "yes"})
    key = TakenPackage.objects.get().id
    assert other.get(f"/office/packages/taken/{key}/").status_code == 404
    assert other.get(f"/office/packages/taken/{key}/file?name=data/entries.json").status_code == 404
    assert working(COUNTER).get(PACKAGES).status_code == 403
    assert working(SUPERVISOR).get(f"/office/packages/taken/{key}/").status_code == 200
    assert (
        working(SUPERVISOR).get(f"/office/packages/taken/{key}/file?name=data/entries.json").status_code
        == 403
    )


@pytest.mark.slow
def test_rules_are_fixed_above_and_kept_below(sites: TwoSites) -> None:
    client = working(CLERK)
    made = client.post(f"{PACKAGES}rules", {"fixed": ["audiences"]})
    assert made.status_code == 302
    data = body(client.get(f"/office/packages/sent/{SentPackage.objects.get().id}/file"))
    with pointed_to(sites.district):
        below = working(CLERK)
        answer = looked_at(below, data)
        assert "取入 1 个规则包" in text_of(answer)
        page = below.post(TAKE, {"looked": hidden(answer, "looked"), "sure": "yes"}).headers["Location"]
        address = page.partition("?")[0] + "draft"
        assert below.post(address, {"name": "Not a name"}).status_code == 422
        draft = below.post(address, {"name": "yubei-2026"})
        assert (draft.status_code, "/drafts/" in draft.headers["Location"]) == (302, True)


@pytest.mark.slow
def test_the_list_costs_the_same_however_long_it_is(sites: TwoSites) -> None:
    with pointed_to(sites.district):
        recommended_there(BEARINGS)
        packages = [nominated(sites.above) for _ in range(3)]
    clerk = working(CLERK)
    take_package(actor=the_clerk(), data=packages[0])
    make_rules(actor=the_clerk(), call_slug="city", fixed=ALWAYS)
    few = queries(clerk, PACKAGES)
    for _ in range(2):
        make_rules(actor=the_clerk(), call_slug="city", fixed=ALWAYS)
    for data in packages[1:]:
        refuse_package(actor=the_clerk(), data=data)
    assert (queries(clerk, PACKAGES), few) == (few, LIST_QUERIES)


@pytest.mark.slow
def test_the_same_by_commands(
    sites: TwoSites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "up.jyp"
    with pointed_to(sites.district):
        recommended_there(BEARINGS, GEARS)
        card = own_card(viewer=head())
        told = runner(sites.district, "key", monkeypatch, capsys)("-o", str(tmp_path / "card.json"))
        assert card.fingerprint in told
        assert (tmp_path / "card.json").read_bytes() == card.written()
        header = [part for key, text in HEADER.items() for part in ("--header", f"{key}={text}")]
        make = runner(sites.district, "package", monkeypatch, capsys)
        told = make(BELOW, "-o", str(file), "--for", "city", "--actor", "区经办", *header)
        assert "2 条" in told
    take = runner(sites.city, "take", monkeypatch, capsys)
    assert "可以取入" in take(str(file), "--actor", "市经办", "--look")
    assert Filing.objects.count() == 0
    assert "已取入 2 条" in take(str(file), "--actor", "市经办")
    assert Filing.objects.count() == 1
