"""The page made from the annex schema: filled without scripts, read like a form, mended, and filed."""

import json
import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from jianyou.actions.calls import open_call
from jianyou.domain.annexes.intake import read_in
from jianyou.domain.calls.load import parse_call
from jianyou.store.models import Candidacy, Entry, Filing, FilingVersion, LogRow, PersonalDatum, StoredFile
from jianyou.store.sitekeys import load_keys
from tests.site.filling import FILL, GOOD, HEADER, checked, fields_of, post, spooled_of, token_of, typed
from tests.site.kit import builtin, clerk, moved_deadline
from tests.site.public import body, browser, opened_city, step_two, text_of

pytestmark = pytest.mark.usefixtures("site")


def test_the_page_asks_what_the_annex_asks() -> None:
    opened_city()
    page = browser().get(FILL)
    assert fields_of(page).values == dict.fromkeys(
        ("filer", "c-0-department", "c-0-contact", "c-0-phone", *(f"c-1-{key}" for key in GOOD)), ""
    )
    told = text_of(page)
    for column in builtin().annex.columns[1:]:
        assert column.title in told
    assert "原则上不超过 300 字。推荐单位的，须写明：成立时间、经济类型、业务范围、员工数量。" in told
    assert "可以不填。一行写一项，写明年份。只写这些级别的：国家级、省部级。" in told
    assert "删去这一个" not in told
    assert told.count("button-primary") == 0
    assert page.content.decode().count("button-primary") == 1


def test_in_english_the_titles_stay_chinese() -> None:
    opened_city()
    browser().get(FILL)
    client = browser()
    client.cookies["jianyou_lang"] = "en"
    told = text_of(client.get(FILL))
    assert "组织（个人）简况" in told
    assert "原则上不超过" not in told


def test_what_was_typed_is_filed_without_a_file() -> None:
    opened_city()
    client = browser()
    at = checked(client, typed(GOOD, GOOD | {"name": "示例齿轮厂", "willing": "否"}))
    answer = client.post(at, {"not_classified": "yes"})
    assert answer.status_code == 302
    assert "示例齿轮厂" in text_of(client.get(answer.headers["Location"]))
    assert Filing.objects.get().filer == "渝北区经济信息委"
    names = Entry.objects.order_by("ordinal").values_list("name", flat=True)
    assert list(names) == ["示例轴承有限公司", "示例齿轮厂"]
    said = Candidacy.objects.filter(award="china_quality").order_by("entry__ordinal")
    assert list(said.values_list("willing", flat=True)) == [True, False]
    assert StoredFile.objects.count() == 0
    version, receipt = FilingVersion.objects.get(), LogRow.objects.get(kind="receipt")
    assert version.content["rows"][0]["profile"] == GOOD["profile"]
    told = json.dumps([version.content, version.findings, receipt.content], ensure_ascii=False)
    assert re.findall("李示例|王示例|6000000", told) == []
    assert personal() == {
        "0.contact": "王示例",
        "0.phone": "023-60000002",
        "1.contact": GOOD["contact"],
        "2.contact": GOOD["contact"],
    }


def personal() -> dict[str, str]:
    keys = load_keys(settings.JIANYOU_HOME)
    return {each.field: keys.decrypt(bytes(each.value)) for each in PersonalDatum.objects.all()}


OWN_TABLE = """\
call: city
notice: {title: 关于征集示例讲师的通知}
deadline: 2999-01-01T18:00:00+08:00
filing: {completes_on: either, deadline_counts: no}
annex:
  title: 示例讲师表
  header:
    - {key: liaison, label: 联系人}
    - {key: phone, label: 电话, required: no}
    - {key: unit, label: 推荐单位}
  columns:
    - {key: name, title: 姓名, kind: name}
    - {key: mobile, title: 手机号码, kind: text}
    - {key: code, title: 单位代码, kind: credit_code, required: no}
    - {key: desk, title: 单位座机, kind: phone}
    - {key: honors, title: 荣誉, kind: honors, required: no}
    - {key: reason, title: 理由, kind: text, limit: {characters: 150}}
    - {key: long, title: 事迹, kind: text, limit: {characters: 151}}
"""


def test_each_kind_of_column_has_its_field() -> None:
    open_call(actor=clerk(), file=parse_call(OWN_TABLE, source="city"), source=OWN_TABLE)
    page = browser().get(FILL)
    html = page.content.decode()
    rows = {name: int(count) for name, count in re.findall(r'name="c-1-(\w+)" rows="(\d)"', html)}
    assert rows == {"mobile": 2, "honors": 4, "reason": 4, "long": 9}
    assert re.findall(r'type="tel" id="([^"]+)"', html) == ["c-0-phone", "c-1-desk"]
    hints = dict(re.findall(r'id="(c-[^"]+)-hint">([^<]+)<', html))
    assert hints == {
        "c-0-phone": "可以不填。",
        "c-1-code": "可以不填。18 位。",
        "c-1-honors": "可以不填。一行写一项，写明年份。",
        "c-1-reason": "不超过 150 字。",
        "c-1-long": "不超过 151 字。",
    }
    asked = re.findall(r'id="([^"]+)"[^>]*aria-required="true"', html)
    assert asked == [
        "filer",
        "c-0-liaison",
        "c-0-unit",
        "c-1-name",
        "c-1-mobile",
        "c-1-desk",
        "c-1-reason",
        "c-1-long",
    ]


def test_personal_data_of_any_kind_goes_apart() -> None:
    open_call(actor=clerk(), file=parse_call(OWN_TABLE, source="city"), source=OWN_TABLE)
    client = browser()
    fields = {"filer": "示例厂", "c-0-liaison": "王示例", "c-0-unit": "示例处", "c-1-name": "李示例"}
    at = checked(client, fields | {"c-1-mobile": "19900000001"})
    client.post(at, {"not_classified": "yes"})
    assert personal() == {"0.liaison": "王示例", "1.mobile": "19900000001"}
    assert FilingVersion.objects.get().content == {
        "header": {"unit": "示例处"},
        "rows": [{"name": "李示例", "code": "", "honors": "", "reason": "", "long": ""}],
    }


def test_an_entry_is_added_and_taken_away_and_nothing_is_lost() -> None:
    opened_city()
    client = browser()
    one = typed(GOOD | {"name": ""}, filer="")
    added = post(client, one | {"do": "add"})
    two = fields_of(added).values
    assert two == one | {f"c-2-{key}": "" for key in GOOD}
    assert re.search('id="entry-2-title" tabindex="-1" autofocus', added.content.decode())
    two |= {"c-2-name": "示例齿轮厂"}
    three = fields_of(post(client, two | {"do": "add"})).values | {"c-3-name": "示例铸造厂"}
    removed = post(client, three | {"do": "remove-2"})
    assert "已删去第 2 个推荐对象" in text_of(removed)
    assert fields_of(removed).values == one | {f"c-2-{key}": "" for key in GOOD} | {"c-2-name": "示例铸造厂"}
    assert Filing.objects.count() == 0


def test_the_only_entry_is_emptied() -> None:
    opened_city()
    left = fields_of(post(browser(), typed() | {"do": "remove-1"})).values
    assert left == HEADER | {f"c-1-{key}": "" for key in GOOD}


def test_one_name_is_enough() -> None:
    opened_city()
    at = checked(
        browser(), {"filer": "示例厂", "c-1-feature": "一轴一档", "c-2-name": "示例厂", "c-7-name": ""}
    )
    reading = spooled_of(at).reading
    assert [(row.number, row.values["name"]) for row in reading.rows] == [(1, ""), (2, "示例厂")]
    assert {(one.row, one.column) for one in reading.findings} >= {(1, "name"), (2, "feature")}


def test_findings_stand_at_their_fields_and_never_block() -> None:
    opened_city()
    client = browser()
    long = "人人把关，件件可追溯，" * 5
    at = checked(
        client, typed(GOOD | {"feature": long, "contact": "", "willing": "再说"}) | {"c-0-phone": ""}
    )
    check = client.get(at).content.decode()
    back = f"{FILL}?from={token_of(at)}"
    assert f'href="{back}#entry-1"' in check
    page = client.get(back)
    shown, html = fields_of(page), page.content.decode()
    assert shown.wrong == ["c-1-feature", "c-1-contact"]
    assert re.search('<fieldset[^>]* aria-invalid="true"><legend[^>]*>是否有意愿', html)
    links = {*re.findall('<li><a href="#([^"]+)">', html)}
    assert links >= {"c-1-feature", "c-1-contact", "c-1-willing", "c-0-phone"}
    assert links <= shown.ids
    assert shown.described["c-1-feature"] == "c-1-feature-hint c-1-feature-told"
    assert shown.values["c-1-willing"] == "再说"
    assert "错误 3 处" in text_of(page)
    assert client.post(at, {"not_classified": "yes"}).status_code == 302
    columns = {(one["column"], one["severity"]) for one in FilingVersion.objects.get().findings}
    assert columns >= {("feature", "error"), ("contact", "error"), ("willing", "error"), ("phone", "warning")}


def test_without_findings_there_is_no_summary() -> None:
    opened_city()
    client = browser()
    nothing = typed(GOOD | {"location_industry": "南岸区，制造业（通用设备制造业）", "honors": ""})
    page = client.get(f"{FILL}?from={token_of(checked(client, nothing))}")
    assert ('id="findings"' in page.content.decode(), fields_of(page).wrong) == (False, [])
    assert fields_of(page).values == nothing


def test_mended_it_is_another_table_and_the_first_stays() -> None:
    opened_city()
    client = browser()
    first = checked(client)
    mended = fields_of(client.get(f"{FILL}?from={token_of(first)}")).values | {"c-1-name": "示例齿轮厂"}
    second = checked(client, mended)
    assert [spooled_of(at).reading.rows[0].values["name"] for at in (first, second)] == [
        "示例轴承有限公司",
        "示例齿轮厂",
    ]
    client.post(second, {"not_classified": "yes"})
    assert Entry.objects.get().name == "示例齿轮厂"
    assert client.get(f"{FILL}?from={token_of(second)}").status_code == 410


def test_the_official_annex_holds_what_was_typed(tmp_path: Path) -> None:
    opened_city()
    client = browser()
    entries = (GOOD, GOOD | {"name": "示例齿轮厂", "honors": "", "willing": ""})
    at = checked(client, typed(*entries))
    answer = client.get(f"{at}annex.docx")
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    path = tmp_path / "annex.docx"
    path.write_bytes(body(answer))
    form = read_in(path, file="annex.docx", schema=builtin().annex)
    assert [{key: value.text for key, value in row.values.items()} for row in form.rows] == list(entries)
    assert {f"c-0-{key}": value.text for key, value in form.header.items()} | {
        "filer": HEADER["filer"]
    } == HEADER
    assert f'href="{at}annex.docx"' in client.get(at).content.decode()


def test_there_is_no_annex_of_anything_else() -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    assert "annex.docx" not in client.get(at).content.decode()
    assert client.get(f"{at}annex.docx").status_code == 404
    assert client.get(f"/calls/city/file/{uuid.uuid4()}/annex.docx").status_code == 404
    assert client.post(f"{checked(client)}annex.docx").status_code == 405


def test_both_ways_are_shown() -> None:
    call = opened_city()
    client = browser()
    ways = ('href="/calls/city/fill/"', 'href="/calls/city/file/"')
    page = client.get("/calls/city/").content.decode()
    assert [way in page for way in ways] == [True, True]
    assert page.count("button-primary") == 1
    assert ways[1] in client.get(FILL).content.decode()
    assert ways[0] in client.get("/calls/city/file/").content.decode()
    moved_deadline(call, -1)
    assert [way in client.get("/calls/city/").content.decode() for way in ways] == [False, False]


@pytest.mark.parametrize(
    ("completes_on", "told"), [("paper", False), ("either", True), ("sealed_scan", True)]
)
def test_where_a_scan_counts_it_is_said_that_it_comes_later(completes_on: str, told: bool) -> None:
    opened_city(completes_on=completes_on)
    assert ("盖章扫描件不在这里交" in text_of(browser().get(FILL))) is told
