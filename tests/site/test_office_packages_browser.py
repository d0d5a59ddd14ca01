"""Packages in a real browser: a district's table is looked at and taken; every page at every width."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from jianyou.actions.intentions import record_intentions
from jianyou.actions.partners import add_partner, set_partner_quota
from jianyou.actions.taking import refuse_package, take_package
from jianyou.domain.calls.fixed import ALWAYS
from jianyou.domain.packages.cards import Relation
from jianyou.domain.packages.downward import Intended
from jianyou.jobs.packing import make_rules
from jianyou.queries.partners import own_card
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, SentPackage, TakenPackage
from tests.site.at_home import shot
from tests.site.kit import clerk, head, site_at
from tests.site.office import CLERK, HEAD, filed_city, typed
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import PASSWORD, SIGN_IN, account
from tests.site.two_sites import (
    BEARINGS,
    DISTRICT,
    GEARS,
    LIFTS,
    TwoSites,
    known_to_each_other,
    nominated,
    pointed_to,
    recommended,
    recommended_there,
)
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CITY = "/office/calls/city/packages/"


class World:
    """The city's site as it is served, and packages of the district that weren't taken yet."""

    def __init__(self, url: str, sites: TwoSites, fresh: Path, tampered: Path, pages: dict[str, str]) -> None:
        self.url = url
        self.sites = sites
        self.fresh = fresh
        self.tampered = tampered
        self.pages = pages


def _intentions(slug: str) -> None:
    call = Call.objects.get(slug=slug)
    moments = (database_now() + timedelta(hours=each) for each in (2, 40))
    until, amend = (each.isoformat(timespec="seconds") for each in moments)
    call.source += f"intentions: {{until: '{until}', amend_until: '{amend}'}}\n"
    call.save(update_fields=["source"])
    for seen, names in enumerate(((BEARINGS, GEARS), (BEARINGS, LIFTS))):
        items = [Intended(name, "", "") for name in names]
        record_intentions(actor=clerk(), call_slug=slug, source="示例市质量协会", items=items, seen=seen)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Both sites with one package taken, one refused, one fresh, one tampered with."""
    folder = tmp_path_factory.mktemp("two")
    with site_at(folder / "city") as home:
        sites = known_to_each_other(home, folder / "district")
        opened_city()
        filed_city(typed(BEARINGS))
        _intentions("city")
        recommended("示例压缩机厂", slug="city")
        with pointed_to(folder / "nation"):
            nation = own_card(viewer=head())
        above = add_partner(actor=head(), card=nation, name="示例省经济信息厅", relation=Relation.UPPER)
        account(CLERK, HEAD, username="city.shili")
        with pointed_to(sites.district):
            recommended_there(BEARINGS, GEARS, LIFTS)
            packages = [nominated(sites.above) for _ in range(3)]
            recommended_there(BEARINGS, GEARS, slug="yubei-2025")
            fresh = nominated(sites.above, slug="yubei-2025")
        set_partner_quota(actor=head(), call_slug="city", partner=sites.below, most=2)
        refused = refuse_package(actor=clerk(), data=packages[0])
        set_partner_quota(actor=head(), call_slug="city", partner=sites.below, most=3)
        taken = take_package(actor=clerk(), data=packages[1])
        sent = make_rules(actor=clerk(), call_slug="city", fixed=ALWAYS)
        nominated(above, slug="city", their_call="province")
        up = SentPackage.objects.get(kind="nomination").id
        changed = bytearray(packages[2])
        changed[changed.index(b"%PDF")] ^= 1
        (folder / "上报.jyp").write_bytes(fresh)
        (folder / "改过.jyp").write_bytes(changed)
        pages = {
            "partners": "/office/partners/",
            "partner": f"/office/partners/{sites.below}/",
            "list": CITY,
            "quotas": f"{CITY}quotas",
            "nominate": f"{CITY}nominate",
            "rules": f"{CITY}rules",
            "result": f"{CITY}result",
            "intend": f"{CITY}intentions",
            "intentions": "/office/calls/city/intentions/",
            "take": "/office/packages/take/",
            "taken": f"/office/packages/taken/{taken.key}/",
            "refused": f"/office/packages/taken/{refused}/",
            "sent": f"/office/packages/sent/{sent}/",
            "sent_up": f"/office/packages/sent/{up}/",
            "came": f"/office/entries/{taken.filing}/1/",
        }
        assert (SentPackage.objects.count(), TakenPackage.objects.count()) == (2, 2)
        with served(home) as url:
            yield World(url, sites, folder / "上报.jyp", folder / "改过.jyp", pages)


@pytest.fixture(scope="module")
def address(world: World) -> str:
    """Where the city's site is served."""
    return world.url


def enter(page: Page, world: World) -> None:
    """Signs in."""
    page.goto(world.url + SIGN_IN)
    page.fill("[name=login]", "city.shili")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_fit_for_everyone(world: World, window: Windows, size: str) -> None:
    page = window(SIZES[size]).new_page()
    enter(page, world)
    found = {}
    for name, path in world.pages.items():
        answer = page.goto(world.url + path)
        assert answer
        assert answer.status == 200, path
        found[name] = faults(page)
        shot(page, f"{size}-{name}")
    assert {name: told for name, told in found.items() if told} == {}


def test_a_table_is_looked_at_and_taken(world: World, window: Windows) -> None:
    page = window().new_page()
    enter(page, world)
    page.goto(world.url + "/office/packages/take/")
    page.set_input_files("#file", world.tampered)
    page.click("main button")
    assert "核验没有通过" in page.inner_text("main")
    assert faults(page) == []
    shot(page, "packages-tampered")
    page.goto(world.url + "/office/packages/take/")
    page.set_input_files("#file", world.fresh)
    page.click("main button")
    assert "本站已有记录" in page.inner_text("main")
    assert faults(page) == []
    shot(page, "packages-look")
    page.click("button[name=sure]")
    told = page.inner_text("main")
    assert "已取入" in told
    assert DISTRICT in told
    shot(page, "packages-done")


def test_a_file_with_contacts_is_taken_away_with_its_reason(world: World, window: Windows) -> None:
    page = window().new_page()
    enter(page, world)
    page.goto(world.url + world.pages["taken"])
    page.click("#take button")
    assert "请选择要下载的文件" in page.inner_text("#problems")
    page.get_by_label("papers/table.pdf").check()
    page.click("#take button")
    assert "请写明理由" in page.inner_text("#problems")
    assert faults(page) == []
    shot(page, "packages-reason")
    page.fill("#reason", "核对排序")
    with page.expect_download() as coming:
        page.click("#take button")
    assert coming.value.suggested_filename == "table.pdf"
