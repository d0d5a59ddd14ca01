"""The page to fill: any text comes back as it was typed, all is bounded, nothing refused is kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.annexes.typed import fit_text
from jianyou.queries.drafts import get_draft
from jianyou.store.models import Count, Draft
from jianyou.web.components.forms.typed import LONGEST_VALUE, most_entries
from tests.site.filling import (
    FILL,
    GOOD,
    HEADER,
    MOST,
    checked,
    content_of,
    fields_at,
    fields_of,
    followed,
    post,
    typed,
)
from tests.site.kit import builtin, moved_deadline
from tests.site.public import body, browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize(
    "do", ["remove-2", "remove-0", "remove--1", "remove-", "remove-1e9", "other", "check"]
)
def test_any_other_button_only_checks(do: str) -> None:
    opened_city()
    assert post(browser(), typed() | {"do": do}).status_code == 302


def test_there_is_room_for_so_many() -> None:
    opened_city()
    full = [GOOD | {"name": f"示例{number}厂"} for number in range(1, MOST + 1)]
    client = browser()
    answer = post(client, typed(*full) | {"do": "add"})
    page = followed(client, answer)
    assert fields_of(page).values == typed(*full)
    assert ("再加一个推荐对象" in text_of(page), f"最多 {MOST} 个" in text_of(page)) == (False, True)
    assert len(content_of(checked(client, typed(*full))).rows) == MOST
    names = {f"c-{number}-name": f"示例{number}厂" for number in range(1, MOST + 3)}
    refused = post(client, HEADER | names)
    assert (refused.status_code, f'href="#entry-{MOST + 1}"' in refused.content.decode()) == (422, True)
    assert f"填了 {MOST + 2} 个推荐对象，这一页最多 {MOST} 个" in text_of(refused)
    assert f'id="entry-{MOST + 1}-error"' in refused.content.decode()


def test_what_keeps_the_page_from_being_read_is_kept_as_a_draft() -> None:
    opened_city()
    fields = typed(GOOD | {"name": " ", "profile": "长" * (LONGEST_VALUE + 1)}, filer="\0 ")
    answer = post(browser(), fields)
    shown, page = fields_of(answer), answer.content.decode()
    assert answer.status_code == 422
    assert shown.wrong == ["filer", "c-1-name", "c-1-profile"]
    assert shown.values == fields | {"filer": "", "c-1-name": ""}
    links = re.findall('<li><a href="#([^"]+)">', page.split('id="problems"')[1].split("</ul>")[0])
    assert links == ["filer", "c-1-profile", "c-1-name"]
    assert shown.described["c-1-profile"] == "c-1-profile-hint c-1-profile-error c-1-profile-told"
    assert "有 5001 个字符，一栏最多 5000 个" in text_of(answer)
    kept = get_draft(number=Draft.objects.get().number).content
    assert kept.rows[0].values["profile"] == fields["c-1-profile"]


@pytest.mark.parametrize("do", ["check", "save", ""])
def test_an_empty_page_begins_nothing(do: str) -> None:
    opened_city()
    answer = post(browser(), dict.fromkeys(typed(), " ") | {"do": do})
    assert (answer.status_code, fields_of(answer).wrong) == (
        (200, []) if do == "save" else (422, ["filer", "c-1-name"])
    )
    assert Draft.objects.count() == 0


def test_a_field_is_as_long_as_may_be() -> None:
    opened_city()
    text = "长" * LONGEST_VALUE
    at = checked(browser(), typed(GOOD | {"honors": text}, filer="甲" * 200))
    assert content_of(at).rows[0].values["honors"] == text
    assert post(browser(), typed(filer="甲" * 201)).status_code == 422


def test_past_the_deadline_nothing_is_begun() -> None:
    call = opened_city()
    client = browser()
    moved_deadline(call, -1)
    for answer in (client.get(FILL), post(client, typed()), post(client, {})):
        assert (answer.status_code, "没有报送" in text_of(answer)) == (403, True)
    assert Draft.objects.count() == 0
    assert client.get("/calls/none/fill/").status_code == 404
    assert post(client, typed(), "/calls/none/fill/").status_code == 404
    assert client.put(FILL).status_code == 405


TEXTS = st.text(max_size=60) | st.text("\0\t\r\n\x0b\x85\u2028\ud800\ufffe 　甲<&\"'=", max_size=30)


def test_what_is_typed_is_read_and_comes_back() -> None:
    opened_city()
    client = browser()

    @settings_of(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @example("示例厂", "联系人", [{"name": "甲", "honors": "\n\n 一\r\n二 "}, {}, {"name": "</textarea>"}])
    @example("\ud800", "\0", [{"name": "\0\ud800"}])
    @example("", "", [{}, {}])
    @given(TEXTS, TEXTS, st.lists(st.dictionaries(st.sampled_from([*GOOD]), TEXTS), min_size=1, max_size=3))
    def comes_back(filer: str, contact: str, entries: list[dict[str, str]]) -> None:
        header = {"filer": filer, "c-0-department": "", "c-0-contact": contact, "c-0-phone": ""}
        blank = dict.fromkeys(GOOD, "")
        Count.objects.all().delete()
        answer = post(client, typed(*(blank | entry for entry in entries)) | header)
        fit = [{key: as_read(entry.get(key, ""), key) for key in GOOD} for entry in entries]
        if answer.status_code == 302:
            answer = client.get(fields_at(answer.headers["Location"]))
        else:
            assert answer.status_code == 422
        header = {name: as_read(text, name) for name, text in header.items()}
        header["filer"] = " ".join(header["filer"].split())
        if not any(header.values()) and not any(any(entry.values()) for entry in fit):
            fit = fit[:1]  # Where nothing was typed, nothing is begun: the page is the blank one.
        assert fields_of(answer).values == typed(*fit) | header

    comes_back()


def as_read(text: str, key: str) -> str:
    """A text as documented; what can't be sent in UTF-8 reaches the site as replacement characters."""
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return fit_text(sent, lines=key in {"profile", "feature", "honors"})


@pytest.mark.parametrize(
    "fields",
    [
        {f"c-1-{number}": "" for number in range(10_000)},
        {f"c-{number}-name": "甲" for number in range(10_000)},
        {"c-1-name": "甲" * 1_000_000},
    ],
)
def test_too_much_is_refused_whole(fields: dict[str, str]) -> None:
    opened_city()
    assert post(browser(), HEADER | fields).status_code == 400
    assert Draft.objects.count() == 0


def test_names_that_are_no_fields_are_passed_over() -> None:
    opened_city()
    odd = ("c--1-name", "c-٣-name", "c-1-", "c-1-serial", "c-1-other", "c-0-name", "c-123456-name", "form")
    at = checked(browser(), typed() | dict.fromkeys(odd, "乙"))
    (row,) = content_of(at).rows
    assert row.values == GOOD
    assert set(content_of(at).header) == {"department", "contact", "phone"}


def test_another_site_cannot_fill_it() -> None:
    opened_city()
    assert post(browser(enforce_csrf_checks=True), typed()).status_code == 403


def test_a_wide_annex_has_room_for_one() -> None:
    columns = tuple(Column(f"c{number}", f"栏{number}", ColumnKind.TEXT) for number in range(397))
    wide = AnnexSchema("示例表", (Column("name", "名称", ColumnKind.NAME), *columns))
    assert [most_entries(schema) for schema in (builtin().annex, wide)] == [MOST, 1]


def test_few_queries_and_bytes() -> None:
    opened_city()
    client = browser(headers={"accept-encoding": "gzip"})
    many = typed(*(GOOD | {"name": f"示例{number}厂", "contact": ""} for number in range(13)))
    at = checked(client, many)
    other = browser()
    visits: list[Callable[[], Any]] = [
        lambda: other.get(FILL),
        lambda: client.get(FILL),
        lambda: client.get(f"{fields_at(at)}?checked"),
        lambda: client.get(at),
        lambda: post(client, {"do": "save"}, fields_at(at)),
    ]
    counts, weights = [], []
    for visit in visits:
        with CaptureQueriesContext(connection) as captured:
            weights.append(len(body(visit())))
        counts.append(len(captured))
    # Who has a draft is told of it; a save locks the draft in a transaction, and writes only what changed.
    assert counts == [1, 2, 1, 1, 4]
    assert weights[1] < 6 * 1024
    assert weights[2] < 14 * 1024
