"""The page made from the annex schema: filled without scripts, read like a form, mended, and filed."""

import json
import re

import pytest
from django.conf import settings

from jianyou.actions.calls import open_call
from jianyou.domain.calls.load import parse_call
from jianyou.store.models import (
    Candidacy,
    Draft,
    Entry,
    Filing,
    FilingVersion,
    LogRow,
    PersonalDatum,
    StoredFile,
)
from jianyou.store.sitekeys import load_keys
from tests.site.filling import (
    FILL,
    GOOD,
    HEADER,
    Fields,
    checked,
    content_of,
    fields_at,
    fields_of,
    followed,
    post,
    pressed,
    typed,
)
from tests.site.kit import builtin, clerk, moved_deadline
from tests.site.public import browser, opened_city, text_of

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
    answer = pressed(client, at)
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
    pressed(client, at)
    assert personal() == {"0.liaison": "王示例", "1.mobile": "19900000001"}
    assert FilingVersion.objects.get().content == {
        "header": {"unit": "示例处"},
        "rows": [{"name": "李示例", "code": "", "honors": "", "reason": "", "long": ""}],
    }


def test_an_entry_is_added_and_taken_away_and_nothing_is_lost() -> None:
    opened_city()
    client = browser()
    one = typed(GOOD | {"name": ""}, filer="")
    answer = post(client, one | {"do": "add"})
    added, at = followed(client, answer), fields_at(answer["Location"])
    two = fields_of(added).values
    assert two == one | {f"c-2-{key}": "" for key in GOOD}
    assert re.search('id="entry-2-title" tabindex="-1" autofocus', added.content.decode())
    two |= {"c-2-name": "示例齿轮厂"}
    three = fields_of(followed(client, post(client, two | {"do": "add"}, at))).values
    three |= {"c-3-name": "示例铸造厂"}
    removed = followed(client, post(client, three | {"do": "remove-2"}, at))
    assert "已删去一个推荐对象" in text_of(removed)
    left = one | {f"c-3-{key}": "" for key in GOOD} | {"c-3-name": "示例铸造厂"}
    assert fields_of(removed).values == left
    assert 'form="draft" name="do" value="restore-2"' in removed.content.decode()
    back = followed(client, post(client, left | {"do": "restore-2"}, at))
    assert fields_of(back).values == three
    assert "推荐对象 2 已经恢复" in text_of(back)
    assert Filing.objects.count() == 0


def test_in_place_of_the_only_entry_stands_an_empty_one() -> None:
    opened_city()
    client = browser()
    left = fields_of(followed(client, post(client, typed() | {"do": "remove-1"}))).values
    assert left == HEADER | {f"c-2-{key}": "" for key in GOOD}


def test_one_name_is_enough() -> None:
    opened_city()
    client = browser()
    at = checked(client, {"filer": "示例厂", "c-1-feature": "一轴一档", "c-2-name": "示例厂", "c-7-name": ""})
    assert [(row.id, row.values) for row in content_of(at).rows] == [
        (1, {"feature": "一轴一档"}),
        (2, {"name": "示例厂"}),
        (7, {}),
    ]
    pressed(client, at)
    version = FilingVersion.objects.get()
    assert [row["name"] for row in version.content["rows"]] == ["", "示例厂"]
    assert {(one["row"], one["column"]) for one in version.findings} >= {(1, "name"), (2, "feature")}


def test_findings_stand_at_their_fields_and_never_block() -> None:
    opened_city()
    client = browser()
    long = "人人把关，件件可追溯，" * 5
    at = checked(
        client, typed(GOOD | {"feature": long, "contact": "", "willing": "再说"}) | {"c-0-phone": ""}
    )
    check = client.get(at).content.decode()
    back = f"{fields_at(at)}?checked"
    assert f'href="{back}#c-1-name"' in check
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
    assert pressed(client, at).status_code == 302
    columns = {(one["column"], one["severity"]) for one in FilingVersion.objects.get().findings}
    assert columns >= {("feature", "error"), ("contact", "error"), ("willing", "error"), ("phone", "warning")}


def test_what_is_still_empty_is_told_once_it_was_checked() -> None:
    opened_city()
    client = browser()
    at = checked(client, typed({"name": "示例厂", "feature": "长" * 26}))
    wrong = {way: fields_of(client.get(f"{fields_at(at)}{way}")).wrong for way in ("", "?checked")}
    assert wrong[""] == ["c-1-feature"]
    assert {"c-1-feature", "c-1-profile", "c-1-contact"} <= {*wrong["?checked"]}


def test_findings_stand_at_their_rows_where_others_are_empty_or_gone() -> None:
    opened_city()
    client = browser()
    at = checked(client, HEADER | {"c-3-feature": "长" * 26, "c-3-name": "丙", "c-5-feature": "短"})
    page = client.get(f"{fields_at(at)}?checked").content.decode()
    assert re.findall(r'<a href="#(c-\d-feature)"><span lang="zh-Hans">(\d)', page) == [("c-3-feature", "2")]
    assert '<a href="#c-5-name"><span lang="zh-Hans">3' in page
    check = client.get(at).content.decode()
    assert f'href="{fields_at(at)}?checked#c-3-feature"' in check
    assert 'id="c-3-feature"' in check


def test_without_findings_there_is_no_summary() -> None:
    opened_city()
    client = browser()
    nothing = typed(GOOD | {"location_industry": "南岸区，制造业（通用设备制造业）", "honors": ""})
    page = client.get(f"{fields_at(checked(client, nothing))}?checked")
    assert ('id="findings"' in page.content.decode(), fields_of(page).wrong) == (False, [])
    assert fields_of(page).values == nothing


def test_mended_it_is_the_same_draft() -> None:
    opened_city()
    client = browser()
    first = checked(client)
    page = client.get(fields_at(first))
    mended = Fields(page.content.decode()).values | {"c-1-name": "示例齿轮厂"}
    second = post(client, mended | {"do": "check"}, fields_at(first))["Location"]
    assert (second, content_of(second).rows[0].values["name"]) == (first, "示例齿轮厂")
    pressed(client, second)
    assert (Entry.objects.get().name, Draft.objects.count()) == ("示例齿轮厂", 0)


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
