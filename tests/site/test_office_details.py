"""What stands on a paper is typed in by the office afterwards: shown, checked, saved as the next version."""

import json
import re
import uuid
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.showing import show_personal_data
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.calls.load import load_call
from jianyou.store.models import Entry, Filing, FilingVersion, LogRow, OutboxMessage, PersonalDatum
from jianyou.web.components.forms.typed import LONGEST_VALUE, most_entries
from jianyou.web.counter.typed import Entered, sent_of
from tests.site.kit import clerk, counter, master_of
from tests.site.office import (
    CLERK,
    CONTACT,
    COUNTER,
    FEATURE,
    HEAD,
    PHONE,
    SUPERVISOR,
    fields_on,
    filed_city,
    typed,
    working,
)
from tests.site.public import CITY, browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

NAME, OTHER, THIRD = "示例轴承有限公司", "示例齿轮厂", "示例阀门厂"
FILER = "示例区经济信息化局"
OK, MENDED, CONFLICT, FOUND = (
    HTTPStatus.OK,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.CONFLICT,
    HTTPStatus.FOUND,
)


def from_paper(*names: str, **header: str) -> str:
    """A paper that came to the counter: its filer and names, as much of the header as was typed there."""
    call = load_call(CITY)
    sent = sent_of(Entered(FILER, names or (NAME, OTHER), header), call, uuid.uuid4(), "zh")
    return register_paper(actor=counter(), call_slug="city", sent=sent).filing.number


@pytest.fixture
def number() -> str:
    """A paper with two names and a phone."""
    opened_city()
    return from_paper(phone=PHONE)


def at(number: str) -> str:
    """The address of the page."""
    return f"/office/filings/{number}/details"


def row(ordinal: int, name: str, **other: str) -> dict[str, str]:
    """An entry's fields as a browser sends them."""
    values = typed(name, **other)
    values.pop(load_call(CITY).annex.columns[0].key)  # the serial number isn't typed
    return {f"c-{ordinal}-{key}": text for key, text in values.items()}


def filled(*names: str, **other: str) -> dict[str, str]:
    """The whole page filled; each entry's feature is too long."""
    fields = {"version": "1", "c-0-department": "渝北区经济信息委"}
    fields |= {"c-0-contact": "王示例", "c-0-phone": PHONE}
    for ordinal, name in enumerate(names or (NAME, OTHER), 1):
        fields |= row(ordinal, name)
    return fields | other


def shown_for() -> list[str]:
    """The reasons for which personal data was shown."""
    rows = LogRow.objects.filter(act="show_personal_data").order_by("at").values_list("content", flat=True)
    return [content["reason"] for content in rows if content]


def told_twice(answer: Any) -> list[str]:
    """The fields named at the top, each of which must be marked and told at its place."""
    html = answer.content.decode()
    summary = re.search(r'id="problems".*?</ul>', html, re.DOTALL)
    assert summary
    found = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', summary[0])
    for field, text in found:
        assert re.search(rf'id="{field}-error">.*?{re.escape(text)}', html), field
        assert re.search(rf'id="{field}"[^>]* aria-invalid="true"', html), field
    return [field for field, _ in found]


def versions() -> int:
    return FilingVersion.objects.count()


def test_what_is_there_stands_in_the_fields(number: str) -> None:
    answer = working(CLERK).get(at(number))
    assert answer.status_code == OK
    fields = fields_on(answer)
    assert {name: text for name, text in fields.items() if text} == {
        "version": "1",
        "c-0-phone": PHONE,
        "c-1-name": NAME,
        "c-2-name": OTHER,
    }
    asked = {f"c-0-{one.key}" for one in load_call(CITY).annex.header}
    assert fields.keys() == {"version", *asked, *row(1, NAME), *row(2, OTHER)}
    assert "remove-" not in answer.content.decode()
    assert shown_for() == ["录入纸质件的内容"]
    assert answer.content.decode().count("button-primary") == 1


def test_nothing_is_logged_where_nothing_is_hidden() -> None:
    opened_city()
    answer = working(CLERK).get(at(from_paper()))
    assert answer.status_code == OK
    assert shown_for() == []


def test_it_is_saved_as_the_next_version(number: str) -> None:
    client = working(CLERK)
    answer = client.post(at(number), filled(NAME, OTHER, THIRD, **{"c-2-feature": "一轴一档"}))
    assert (answer.status_code, answer.headers["Location"]) == (
        FOUND,
        f"/office/filings/{number}/?done=enter_details",
    )
    assert list(Entry.objects.order_by("ordinal").values_list("name", "status")) == [
        (NAME, "pending"),
        (OTHER, "pending"),
        (THIRD, "pending"),
    ]
    willing = {(one.entry.ordinal, one.willing) for one in Entry.objects.get(ordinal=3).candidacies.all()}
    assert (3, True) in willing
    first, second = FilingVersion.objects.order_by("ordinal")
    assert first.content["rows"] == [{"name": NAME}, {"name": OTHER}]
    assert second.content["header"] == {"department": "渝北区经济信息委"}
    assert [one["feature"] for one in second.content["rows"]] == [FEATURE, "一轴一档", FEATURE]
    errors = [(one["row"], one["column"]) for one in second.findings if one["severity"] == "error"]
    assert errors == [(1, "feature"), (3, "feature")]
    page = text_of(client.get(answer.headers["Location"]))
    assert "已办理“录入纸质件的内容”" in page
    assert page.count("超过 25 字的限制") == 4
    logged = LogRow.objects.get(act="enter_details")
    assert logged.content is not None
    told = {key: logged.content[key] for key in ("number", "version", "entries")}
    assert (logged.actor, told) == (
        "jingban",
        {"number": number, "version": 2, "entries": [NAME, OTHER, THIRD]},
    )
    assert Filing.objects.get().filer == FILER


def test_personal_data_is_only_where_it_is_encrypted(number: str) -> None:
    client = working(CLERK)
    client.post(at(number), filled())
    keys = {"0.contact", "0.phone", "1.contact", "2.contact"}
    assert {one.field for one in PersonalDatum.objects.all()} == keys
    assert show_personal_data(actor=clerk(), number=number, reason="核对") == {
        "0.contact": "王示例",
        "0.phone": PHONE,
        "1.contact": CONTACT,
        "2.contact": CONTACT,
    }
    bodies = b"".join(bytes(one) for one in LogRow.objects.values_list("body", flat=True)).decode()
    rows = [
        *LogRow.objects.values_list("content", flat=True),
        *OutboxMessage.objects.values_list("params", flat=True),
        *FilingVersion.objects.values_list("content", flat=True),
        *FilingVersion.objects.values_list("findings", flat=True),
    ]
    text = json.dumps(rows, ensure_ascii=False) + bodies + text_of(client.get(f"/office/filings/{number}/"))
    assert [one for one in (CONTACT, PHONE, "王示例", "李示例") if one in text] == []
    assert NAME in text


def test_findings_name_a_personal_column_and_quote_nothing_of_it(number: str) -> None:
    quoted = "没有逗号的联系方式13800000000"
    working(CLERK).post(at(number), filled(**{"c-1-contact": quoted, "c-2-contact": ""}))
    findings = FilingVersion.objects.get(ordinal=2).findings
    missing = [one["params"] for one in findings if (one["row"], one["column"]) == (2, "contact")]
    assert missing == [{"title": "联系人姓名、职务及联系电话"}]
    assert any((one["row"], one["column"]) == (1, "contact") for one in findings)
    assert quoted not in json.dumps(findings, ensure_ascii=False)


def test_the_master_table_holds_what_was_typed(number: str) -> None:
    working(CLERK).post(at(number), filled())
    rows = master_of(actor=clerk(), call_slug="city", reason="汇总")
    assert [(one.filer, one.ordinal, {**one.values}) for one in rows] == [
        (FILER, ordinal, {key[4:]: text for key, text in row(ordinal, name).items()})
        for ordinal, name in ((1, NAME), (2, OTHER))
    ]


def test_opened_again_it_shows_what_was_typed_and_found(number: str) -> None:
    client = working(CLERK)
    client.post(at(number), filled())
    answer = client.get(at(number))
    again = fields_on(answer)
    expected = filled(version="2")
    radio = [name for name, text in expected.items() if text == "是"]
    assert {name: again[name] for name in expected if name not in radio} == {
        name: text for name, text in expected.items() if name not in radio
    }
    html = answer.content.decode()
    for name in radio:
        assert f'name="{name}" value="是" checked' in html
    assert re.findall(r'id="(c-\d-\w+)"[^>]* aria-invalid="true"', html) == ["c-1-feature", "c-2-feature"]
    assert 'id="findings"' in html
    assert shown_for() == ["录入纸质件的内容"]


def test_a_nominee_is_added_and_taken_out_again(number: str) -> None:
    client = working(CLERK)
    more = client.post(at(number), filled(do="add"))
    assert more.status_code == OK
    html = more.content.decode()
    assert re.findall(r'value="remove-(\d)"', html) == ["3"]
    assert fields_on(more)["c-2-feature"] == FEATURE
    assert fields_on(more)["c-3-name"] == ""
    less = client.post(at(number), filled(NAME, OTHER, THIRD, do="remove-3"))
    assert "已删去第 3 个推荐对象" in text_of(less)
    assert THIRD not in text_of(less)
    for nothing in ("remove-1", "remove-2", "remove-4", "remove-x", "save"):
        kept = client.post(at(number), filled(NAME, OTHER, THIRD, do=nothing))
        assert (kept.status_code, fields_on(kept)["c-3-name"]) == (OK, THIRD)
    assert versions() == 1
    assert shown_for() == []


@pytest.mark.parametrize(
    ("fields", "wrong", "told"),
    [
        ({"c-1-feature": "长" * (LONGEST_VALUE + 1)}, "c-1-feature", f"一栏最多 {LONGEST_VALUE} 个"),
        ({"c-0-department": "长" * (LONGEST_VALUE + 1)}, "c-0-department", f"一栏最多 {LONGEST_VALUE} 个"),
        ({"c-2-name": " "}, "c-2-name", "第 2 个推荐对象登记时有"),
        (dict.fromkeys(row(2, OTHER), ""), "c-2-name", "第 2 个推荐对象登记时有"),
    ],
)
def test_what_must_be_mended_is_told_at_its_field(
    number: str, fields: dict[str, str], wrong: str, told: str
) -> None:
    answer = working(CLERK).post(at(number), filled(**fields))
    assert answer.status_code == MENDED
    assert told_twice(answer) == [wrong]
    assert told in text_of(answer)
    assert fields_on(answer)["c-1-profile"] == filled()["c-1-profile"]
    assert versions() == 1


def test_an_empty_page_saves_nothing(number: str) -> None:
    answer = working(CLERK).post(at(number), {"version": "1"})
    assert answer.status_code == MENDED
    assert told_twice(answer) == ["c-1-name"]
    fewer = working(CLERK).post(at(number), filled(NAME))
    assert (fewer.status_code, versions()) == (CONFLICT, 1)
    assert "比登记时少" in text_of(fewer)


def test_more_nominees_than_the_page_takes_are_told() -> None:
    opened_city()
    most = most_entries(load_call(CITY).annex)
    number = from_paper(*(f"示例{each}厂" for each in range(most + 1)))
    client = working(CLERK)
    answer = client.get(at(number))
    assert answer.status_code == OK
    assert f"最多录入 {most} 个推荐对象，现有 {most + 1} 个" in text_of(answer)
    assert 'name="version"' not in answer.content.decode()
    fields = {"version": "1"} | {f"c-{each}-name": f"示例{each}厂" for each in range(1, most + 2)}
    answer = client.post(at(number), fields)
    assert (answer.status_code, versions()) == (MENDED, 1)
    assert f"最多录入 {most} 个推荐对象，现有 {most + 1} 个" in text_of(answer)


def test_what_somebody_else_typed_meanwhile_is_shown_first(number: str) -> None:
    client, other = working(CLERK), working(CLERK, username="lingyiren")
    assert other.post(at(number), filled(**{"c-1-profile": "另一个人录入的"})).status_code == FOUND
    answer = client.post(at(number), filled())
    assert (answer.status_code, versions()) == (CONFLICT, 2)
    assert "另一个人录入的" in text_of(answer)
    kept = fields_on(answer)
    assert (kept["version"], kept["c-1-profile"]) == ("2", filled()["c-1-profile"])
    assert client.post(at(number), filled(version="2")).status_code == FOUND
    assert FilingVersion.objects.get(ordinal=3).content["rows"][0]["profile"] == filled()["c-1-profile"]
    for nonsense in ("", "x", "-1", "9" * 30):
        answer = client.post(at(number), filled() | {"version": nonsense})
        assert (answer.status_code, versions()) == (CONFLICT, 3)


def refused(client: Client, number: str, told: str) -> None:
    """Neither the page nor what it sends does anything; what was typed stays."""
    before = versions(), LogRow.objects.count()
    answer = client.get(at(number))
    assert (answer.status_code, 'name="version"' in answer.content.decode()) == (OK, False)
    assert told in text_of(answer)
    answer = client.post(at(number), filled())
    assert answer.status_code == CONFLICT
    assert fields_on(answer)["c-1-profile"] == filled()["c-1-profile"]
    assert (versions(), LogRow.objects.count()) == before
    assert at(number) not in client.get(f"/office/filings/{number}/").content.decode()


def test_once_decided_nothing_is_typed_in(number: str) -> None:
    accept_entry(actor=clerk(), looked=Looked(number, 2, 1))
    refused(working(CLERK), number, "已有办理过的条目")


def test_withdrawn_nothing_is_typed_in(number: str) -> None:
    withdraw(actor=clerk(), number=number, reason="来函要求撤回")
    refused(working(CLERK), number, "按现在的状态不能再录入内容")


def test_what_the_filer_typed_is_left_alone() -> None:
    opened_city()
    refused(working(CLERK), filed_city(typed(NAME)), "是申报单位在网上填的")


def test_who_comes_to_the_page(number: str) -> None:
    link = f'href="{at(number)}"'
    for roles, may in {(CLERK,): True, (HEAD,): False, (SUPERVISOR,): False, (HEAD, CLERK): True}.items():
        client = working(*roles, username="-".join(roles))
        opened = client.get(at(number)).status_code == OK
        linked = link in client.get(f"/office/filings/{number}/").content.decode()
        assert (opened, linked) == (may, may), roles
        if not may:
            assert client.post(at(number), filled()).status_code == HTTPStatus.FORBIDDEN
    assert working(COUNTER).get(at(number)).status_code == HTTPStatus.FORBIDDEN
    assert browser().get(at(number)).status_code == FOUND
    elsewhere = working(CLERK, slug="elsewhere")
    assert elsewhere.get(at(number)).status_code == HTTPStatus.NOT_FOUND
    assert elsewhere.post(at(number), filled()).status_code == HTTPStatus.NOT_FOUND
    assert working(CLERK).put(at(number)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert versions() == 1
    assert working(HEAD, CLERK, username="liangshen").post(at(number), filled()).status_code == FOUND


def test_hostile_texts_are_only_texts(number: str) -> None:
    hostile = "<script>alert(1)</script>\0'\"&"
    client = working(CLERK)
    fields = filled(**{"c-1-profile": hostile, "c-9-nothing": "x", "c-99999-name": "  "})
    assert client.post(at(number), fields).status_code == FOUND
    assert Entry.objects.count() == 2
    kept = FilingVersion.objects.get(ordinal=2).content["rows"][0]["profile"]
    html = client.get(at(number)).content.decode()
    assert "<script>alert" not in html
    assert kept in unescape(html)


def test_the_list_it_was_opened_from_comes_back(number: str) -> None:
    client = working(CLERK)
    html = client.get(f"/office/filings/{number}/?state=filed").content.decode()
    assert f'href="{at(number)}?state=filed"' in html
    answer = client.post(f"{at(number)}?state=filed", filled())
    assert answer.headers["Location"] == f"/office/filings/{number}/?state=filed&done=enter_details"


def test_as_many_queries_for_one_nominee_as_for_thirty() -> None:
    opened_city()
    client = working(CLERK)
    asked = []
    for count in (1, 30):
        number = from_paper(*(f"示例{each}厂" for each in range(count)), phone=PHONE)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at(number)).status_code == OK
        asked.append(
            sum(one["sql"].startswith(("SELECT", "UPDATE", "INSERT")) for one in seen.captured_queries)
        )
    # The moment of showing personal data is read under the call's lock, which PostgreSQL is asked for.
    assert asked == [{"sqlite": 21, "postgresql": 22}[connection.vendor]] * 2
