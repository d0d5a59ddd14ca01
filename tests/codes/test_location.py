from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes import industry, location, region
from jianyou.codes.industry import Confidence

THEN = date(2024, 2, 22)
NOW = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("渝北区 汽车制造业", "渝北区", "C36"),
        ("重庆市渝北区汽车制造业", "渝北区", "C36"),
        ("渝北区\nC36汽车制造业", "渝北区", "C36"),
        ("汽车制造业（江津）", "江津区", "C36"),
        ("两江新区/C36", "两江新区", "C36"),
        ("江津区珞璜镇 水泥制造", "江津区", "C3011"),
        ("江津区珞璜镇36号水泥制造", "江津区", "C3011"),
        ("长寿区，化学原料及化学制品制造业", "长寿区", "C26"),
        ("重庆 汽车制造业", None, "C36"),
        ("渝北区", "渝北区", None),
        ("渝北区新材料", "渝北区", None),
        ("", None, None),
    ],
)
def test_both_are_told(text: str, name: str | None, code: str | None) -> None:
    found = location.recognize(text, THEN)
    assert (found.region and found.region.region.name) == name
    assert (found.industry and found.industry.industry.full_code) == code
    assert found.industry is None or found.industry.confidence is Confidence.EXACT


def test_the_day_decides_what_a_name_means() -> None:
    before, after = (location.recognize("渝北区 制造业", day).region for day in (THEN, NOW))
    assert before is not None
    assert after is not None
    assert (before.abolished, after.abolished) == (False, True)


@given(
    st.sampled_from(region.districts(THEN)),
    st.sampled_from(industry.divisions()),
    st.sampled_from([" ", "", "/", "、", "，", "\n", "（", "-"]),
    st.booleans(),
)
def test_any_district_with_any_division(
    district: region.Region, division: industry.Industry, between: str, industry_first: bool
) -> None:
    parts = [district.name, division.name]
    text = between.join(reversed(parts) if industry_first else parts)
    if industry_first and between == "":
        return  # 教育渝北区: nothing shows where the first word ends
    found = location.recognize(text, THEN)
    assert found.region is not None
    assert found.region.region == district
    assert found.industry is not None
    assert found.industry.industry == industry.find_name(division.name)
    assert found.industry.confidence is Confidence.EXACT
    assert found.industry.written == text[found.industry.start : found.industry.end]
