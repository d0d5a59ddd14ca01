"""The public register: found by name, never by a code or contact that isn't published; the same as data."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.domain.titles.changing import ChangeKind
from jianyou.store.models import Office
from tests.site.public import browser, text_of
from tests.site.titles_world import NAME, USCC, change, entered, old_title

pytestmark = pytest.mark.usefixtures("site")


def test_anyone_finds_a_title_by_its_names_but_not_by_its_code() -> None:
    entered(uscc=USCC)
    change(ChangeKind.RENAMED, name="示例精密轴承有限公司")
    client = browser()
    for search in ("示例轴承", "精密轴承", "slzc"):
        text = text_of(client.get(f"/titles/?q={search}"))
        assert "曾用名 示例轴承有限公司" in text
        assert USCC not in text
    assert "没有找到这样的称号" in text_of(client.get(f"/titles/?q={USCC}"))


def test_the_same_as_data_page_by_page() -> None:
    entered(*(old_title(f"示例{at:04}厂", valid_until=date(2024, 1, 1)) for at in range(501)))
    told = browser().get("/titles.json?page=2").json()
    assert (told["total"], told["page"], told["pages"], len(told["titles"])) == (501, 2, 2, 1)
    assert told["titles"][0] == {
        "office": Office.objects.get().name,
        "name": "示例0500厂",
        "former_names": [],
        "award": "示例市市长质量管理奖",
        "tier": "示例市市长质量管理奖",
        "batch": "2023年",
        "district": "渝北区",
        "conferred_on": "2023-05-01",
        "valid_until": "2024-01-01",
        "standing": "expired",
    }


def test_nonsense_in_the_address_is_left_out() -> None:
    entered()
    answer = browser().get("/titles/?state=x&page=abc&due=x")
    assert NAME in text_of(answer)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_asks_the_same_however_many(count: int) -> None:
    entered(*(old_title(f"示例{at}厂") for at in range(count)))
    client = browser()
    client.get("/titles/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/titles/")
    assert len(queries) == 7
