import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes import region
from jianyou.codes.region import Region, RegionKind, recognize
from jianyou.terms.message import Message

CSV = Path(__file__).parents[2].parent / "shared" / "codes" / "chongqing_districts.csv"
THEN = date(2024, 2, 22)
LAST = date(2025, 11, 5)
NOW = date(2025, 11, 6)


def named(text: str, as_of: date = THEN) -> str | None:
    match = recognize(text, as_of)
    return match.region.name if match else None


def test_38_districts_and_then_37() -> None:
    assert [len(region.districts(day)) for day in (THEN, LAST, NOW)] == [38, 38, 37]
    before = {each.name for each in region.districts(LAST)}
    after = {each.name for each in region.districts(NOW)}
    assert before - after == {"江北区", "渝北区"}
    assert after - before == {"两江新区"}


def test_the_kinds_before_and_after() -> None:
    def count(day: date) -> list[int]:
        kinds = [each.kind for each in region.districts(day)]
        return [kinds.count(kind) for kind in RegionKind]

    assert count(LAST) == [26, 8, 4, 0]
    assert count(NOW) == [25, 8, 4, 0]


def test_functional_areas() -> None:
    assert [each.name for each in region.functional_areas(LAST)] == ["两江新区", "重庆高新区", "万盛经开区"]
    assert [each.name for each in region.functional_areas(NOW)] == ["重庆高新区", "万盛经开区"]


@pytest.mark.shared
def test_the_codes_of_the_reference() -> None:
    if not CSV.exists():
        pytest.skip(f"no reference folder beside the checkout: {CSV}")
    with CSV.open(encoding="utf-8-sig", newline="") as file:
        theirs = [(row["code"], row["name"]) for row in csv.DictReader(file) if row["code"]]
    assert [(each.code, each.name) for each in region.districts(THEN)] == theirs


def test_get() -> None:
    yubei = region.get("500112", THEN)
    assert yubei is not None
    assert (yubei.name, yubei.until, yubei.successors) == ("渝北区", NOW, ("两江新区", "北碚区"))
    for name in ("渝北区", "渝北", "重庆市渝北区", " 渝 北 区"):
        assert region.get(name, THEN) == yubei
    assert region.get("500112", NOW) is None
    assert region.get("渝北", NOW) is None
    assert region.get("成都", THEN) is None
    assert region.get("", THEN) is None


def test_liangjiang_changes_its_kind() -> None:
    area, district = region.get("两江新区", LAST), region.get("两江新区", NOW)
    assert area is not None
    assert district is not None
    assert (area.kind, district.kind) == (RegionKind.FUNCTIONAL_AREA, RegionKind.DISTRICT)
    assert (area.code, district.code) == (None, None)


everyone = [*region.districts(THEN), *region.functional_areas(THEN)]


@given(
    st.sampled_from(everyone),
    st.sampled_from(["", "重庆市", "重庆", "中国 重庆 ", "位于", "C36 ", "（", "\n"]),
    st.sampled_from(["", " 汽车制造业", "/C36", "，制造业", "）", "\n"]),
    st.booleans(),
)
def test_every_region_is_found(each: Region, before: str, after: str, short: bool) -> None:
    text = f"{before}{each.short if short else each.name}{after}"
    match = recognize(text, THEN)
    assert match is not None
    assert (match.region, match.others, match.abolished, match.notes) == (each, (), False, ())
    assert text[slice(*match.spans[0])] == match.written


@given(st.text("渝北江津区县忠重庆市 高新、（）\n长寿万盛"), st.sampled_from([THEN, NOW]))
def test_spans_stand_where_they_say(text: str, as_of: date) -> None:
    match = recognize(text, as_of)
    if match:
        assert match.written in [text[slice(*span)] for span in match.spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("江津区珞璜镇", "江津区"),
        ("石柱县", "石柱土家族自治县"),
        ("彭水", "彭水苗族土家族自治县"),
        ("西部科学城重庆高新区", "重庆高新区"),
        ("重庆高新技术产业开发区", "重庆高新区"),
        ("高新区", "重庆高新区"),
        ("万盛", "万盛经开区"),
        ("忠  县", "忠县"),
        ("渝　北　区", "渝北区"),
        ("开县", "开州区"),
        ("梁平县", "梁平区"),
        ("永川高新区", "永川区"),
        ("荣昌国家高新区", "荣昌区"),
        ("长寿经开区", "长寿区"),
        ("渝北区某某机械有限公司", "渝北区"),
        ("渝北区域", "渝北区"),
        ("Ｃ３６，渝北", "渝北区"),
    ],
)
def test_told(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "重庆",
            "重庆市",
            "重庆经开区",
            "成都高新区",
            "浙江省宁波市江北区",
            "宁波江北区",
            "某某市南岸区",
        ),
        *("江北机场路8号", "江北国际机场", "长寿命电池", "长江南岸区域", "长江北区", "我们长寿"),
        *("渝北某某机械有限公司", "重庆长寿某某机械有限公司", "涪陵某某中学"),
    ],
)
def test_unknown_stays_unknown(text: str) -> None:
    assert named(text) is None


def test_several_districts_are_all_told() -> None:
    match = recognize("万州区、涪陵区，万州", THEN)
    assert match is not None
    assert match.ambiguous
    assert (match.region.name, [each.name for each in match.others]) == ("万州区", ["涪陵区"])
    assert match.notes == (Message("region_several", {"names": "万州区、涪陵区"}),)
    assert [match.written, len(match.spans)] == ["万州区", 3]


@pytest.mark.parametrize("text", ["两江新区 渝北区", "渝北区（两江新区）"])
def test_a_functional_area_beside_a_district(text: str) -> None:
    match = recognize(text, THEN)
    assert match is not None
    assert match.area is not None
    assert (match.region.name, match.area.name, match.ambiguous) == ("渝北区", "两江新区", False)


def test_an_old_name_after_its_end() -> None:
    match = recognize("渝北区", NOW)
    assert match is not None
    assert match.abolished
    expected = {"name": "渝北区", "until": "2025-11-06", "successors": "两江新区、北碚区"}
    assert match.notes == (Message("region_abolished", expected),)


def test_an_old_name_beside_the_new_one() -> None:
    match = recognize("原江北区，现两江新区", NOW)
    assert match is not None
    assert (match.region.name, match.abolished, match.ambiguous) == ("两江新区", False, False)


@given(st.text(), st.dates())
def test_no_text_is_too_strange(text: str, as_of: date) -> None:
    recognize(text, as_of)
    region.get(text, as_of)


def test_a_district_by_its_former_name_is_known_and_told() -> None:
    told = recognize("开县 专用设备制造业", date(2024, 2, 22))
    assert told is not None
    assert (told.region.name, told.abolished) == ("开州区", False)
    assert told.notes == (Message("region_former_name", {"written": "开县", "name": "开州区"}),)
