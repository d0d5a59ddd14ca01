"""Every computed leaf of the built-in packs: just below its bound, at it, just above it, and unknown."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from jianyou.domain.eligibility.evaluate import Truth
from jianyou.domain.eligibility.pack import Leaf, leaves
from tests.domain.eligibility.builtin import (
    CHINA,
    GIANT_2022,
    GIANT_2026,
    MAYOR,
    NAMES,
    judged_by,
    leaf,
    pack,
)

Case = tuple[Mapping[str, object], Truth]
_UNKNOWN: Case = ({}, None)


def one(fact: str, *answers: tuple[object, Truth], **more: object) -> list[Case]:
    """Cases of one fact, the unknown one added."""
    cases: list[Case] = [({fact: value, **more}, truth) for value, truth in answers]
    return [*cases, (more, None)]


def record(fact: str, sure: Mapping[str, object], *answers: tuple[str, object, Truth]) -> list[Case]:
    """Records that pass every test but for one field; an empty list, and an unknown one, added."""
    cases: list[Case] = [({fact: [{**sure, field: value}]}, truth) for field, value, truth in answers]
    return [*cases, ({fact: []}, True), ({fact: None}, None)]


def among(fact: str, yes: Sequence[str], no: Sequence[str], *, unsure: Sequence[str] = ()) -> list[Case]:
    """Cases of a fact that is one of some."""
    answers: list[tuple[object, Truth]] = [(value, True) for value in yes]
    return one(fact, *answers, *[(value, False) for value in no], *[(value, None) for value in unsure])


def number(fact: str, below: float, at: float, above: float, *, truths: str) -> list[Case]:
    """A number just below, at and just above its bound; `truths` as in "-++"."""
    return one(fact, *[(value, sign == "+") for value, sign in zip((below, at, above), truths, strict=True)])


def flag(fact: str, wanted: bool) -> list[Case]:
    """Both answers to a flag."""
    return one(fact, (wanted, True), (not wanted, False))


_ACCIDENT = {"kind": "safety", "severity": "major", "on": "2023-06-01", "responsible": True}
_TITLE = {"title": "专精特新中小企业", "status": "认定", "until": "2027-04-30"}
_CIRCLE = {"kind": "team"}
_FIRM = {"kind": "organization"}

CHINA_LEAVES: Mapping[str, list[Case]] = {
    "is_team": among("kind", ["team"], ["organization"]),
    "listed_type": [
        *one(
            "organization_types", (["manufacturing"], True), (["school"], False), (["other"], None), **_FIRM
        ),
        ({**_FIRM, "organization_types": ["service"]}, True),
        ({**_FIRM, "organization_types": ["construction"]}, True),
        ({**_FIRM, "organization_types": ["defense"]}, True),
        ({**_FIRM, "organization_types": ["small_medium"]}, True),
        ({**_FIRM, "organization_types": ["front_line_team"]}, True),
        ({**_FIRM, "organization_types": ["school", "small_medium"]}, True),
        ({**_FIRM, "organization_types": ["other", "service"]}, True),
        ({**_FIRM, "organization_types": []}, False),
    ],
    "is_school": one(
        "organization_types", (["school"], True), (["service", "school"], True), (["other"], False)
    ),
    "listed_school": among(
        "school_level", ["primary", "junior_middle", "vocational"], ["senior_high", "university", "other"]
    ),
    "person_scope": among("person_kind", ["front_line", "quality_manager", "scholar"], [], unsure=["other"]),
    "established": [
        *one("established_on", ("2024-02-21", True), ("2024-02-22", True), ("2024-02-23", False), **_FIRM),
        ({**_CIRCLE, "established_on": "2001-01-01"}, None),
        ({**_CIRCLE, "parent": {"established_on": "2024-02-22"}}, True),
        ({**_CIRCLE, "parent": {"established_on": "2024-02-23"}}, False),
    ],
    "in_china": [
        *one("country", ("CN", True), ("SG", False), **_FIRM),
        ({**_CIRCLE, "country": "CN"}, None),
        ({**_CIRCLE, "country": "SG", "parent": {"country": "CN"}}, True),
    ],
    "no_major_accident": record(
        "accidents",
        _ACCIDENT,
        *[("on", "2019-02-21", True), ("on", "2019-02-22", False), ("on", "2024-02-22", False)],
        *[("on", None, None), ("severity", None, None), ("kind", None, None), ("kind", "other", None)],
        *[("kind", "quality", False), ("kind", "environment", False), ("responsible", False, False)],
        *[
            ("severity", "especially_major", False),
            ("severity", "larger", True),
            ("severity", "general", True),
        ],
    ),
    "no_violation": record(
        "violations",
        {},
        *[("on", "2019-02-21", True), ("on", "2019-02-22", False), ("on", "2019-02-23", False)],
        ("what", "日期不明", None),
    ),
    "person_no_violation": record("violations", {}, ("on", "1990-01-01", False), ("what", "日期不明", False)),
    "is_front_line": among("person_kind", ["front_line"], ["quality_manager", "scholar", "other"]),
    "is_quality_manager": among("person_kind", ["quality_manager"], ["front_line", "scholar", "other"]),
    "is_scholar": among("person_kind", ["scholar"], ["front_line", "quality_manager", "other"]),
}

MAYOR_LEAVES: Mapping[str, list[Case]] = {
    "registered_in_chongqing": one("region", ("500112", True), ("50", True), ("510104", False), ("49", None)),
    "legal_person": flag("is_legal_person", True),
    "industrial_firm": one(
        "industry", ("B0610", True), ("C3670", True), ("D4411", True), ("C", True), ("E4710", False)
    ),
    "started": one("in_operation_since", ("2019-02-21", True), ("2019-02-22", True), ("2019-02-23", False)),
    "no_suspension_ended": record(
        "suspended_periods",
        {"since": "2018-01-01"},
        *[("until", "2019-02-21", True), ("until", "2019-02-22", False), ("until", "2019-02-23", False)],
        ("until", None, None),
    ),
    "no_suspension_begun": record(
        "suspended_periods",
        {},
        *[("since", "2019-02-21", True), ("since", "2019-02-22", False), ("since", "2024-02-01", False)],
        ("since", None, None),
    ),
    "no_major_accident": record(
        "accidents",
        _ACCIDENT,
        *[("on", "2021-02-21", True), ("on", "2021-02-22", False), ("on", "2021-02-23", False)],
        *[("kind", "other", True), ("responsible", False, True), ("responsible", None, None)],
        *[("severity", "larger", True), ("severity", "especially_major", False), ("severity", None, None)],
    ),
    "no_failed_spot_check": record(
        "spot_check_failures",
        {"level": "国家"},
        *[("on", "2021-02-21", True), ("on", "2021-02-22", False), ("on", None, None)],
    ),
    "not_on_abnormal_list": flag("on_abnormal_list", False),
    "not_on_breach_list": flag("on_serious_breach_list", False),
}

GIANT_2022_LEAVES: Mapping[str, list[Case]] = {
    "segment_years": number("segment_years", 2.9, 3, 3.1, truths="-++"),
    "main_share": number("main_share", 69.9, 70, 70.1, truths="-++"),
    "debt_ratio": number("debt_ratio", 69.9, 70, 70.1, truths="++-"),
    "market_position": number("market_share", 9.9, 10, 10.1, truths="-++"),
    "research_tier": flag("research_tier_met", True),
    "research_direct": flag("innovation_direct", True),
    "rights": number("class_one_rights", 1, 2, 3, truths="-++"),
    "rights_direct": flag("innovation_direct", True),
    "leading_product_share": number("leading_product_share", 49.9, 50, 50.1, truths="--+"),
}

GIANT_2026_LEAVES: Mapping[str, list[Case]] = {
    "in_china": one("country", ("CN", True), ("SG", False)),
    "legal_person": flag("is_legal_person", True),
    "small_medium": one("organization_types", (["service", "small_medium"], True), (["service"], False)),
    "specialized_firm": [
        ({"titles": [_TITLE]}, True),
        ({"titles": [{**_TITLE, "status": "复核通过"}]}, True),
        ({"titles": [{**_TITLE, "status": "取消"}]}, False),
        ({"titles": [{**_TITLE, "title": "创新型中小企业"}]}, False),
        ({"titles": [{**_TITLE, "until": "2026-05-24"}]}, False),
        ({"titles": [{**_TITLE, "until": "2026-05-25"}]}, True),
        ({"titles": [{**_TITLE, "until": "2026-05-26"}]}, True),
        ({"titles": [{**_TITLE, "until": None}]}, None),
        ({"titles": []}, False),
        _UNKNOWN,
    ],
    "segment_years": number("segment_years", 2.9, 3, 3.1, truths="-++"),
    "revenue": number("revenue", 4999.9, 5000, 5000.1, truths="-++"),
    "main_share": number("main_share", 89.9, 90, 90.1, truths="-++"),
    "is_recheck": among("filing_path", ["recheck"], ["new"]),
    "growth": number("revenue_growth", 4.9, 5, 5.1, truths="-++"),
    "debt_ratio": number("debt_ratio", 74.9, 75, 75.1, truths="++-"),
    "research_total": number("research_total", 1199.9, 1200, 1200.1, truths="-++"),
    "research_share_last": number("research_share_last", 2.9, 3, 3.1, truths="-++"),
    "research_share_before": number("research_share_before", 2.9, 3, 3.1, truths="-++"),
    "rights": number("class_one_rights", 3, 4, 5, truths="-++"),
    "science_award": flag("national_science_award", True),
    "market_share": number("market_share", 9.9, 10, 10.1, truths="-++"),
    "market_rank": number("market_rank", 2, 3, 4, truths="++-"),
    "development_score": number("development_score", 59.9, 60, 60.1, truths="-++"),
    "leading_product_share": number("leading_product_share", 49.9, 50, 50.1, truths="--+"),
}

TABLE: Mapping[str, Mapping[str, list[Case]]] = {
    CHINA: CHINA_LEAVES,
    MAYOR: MAYOR_LEAVES,
    GIANT_2022: GIANT_2022_LEAVES,
    GIANT_2026: GIANT_2026_LEAVES,
}


def cases() -> Iterator[object]:
    for name, by_leaf in TABLE.items():
        for code, answers in by_leaf.items():
            for at, (facts, truth) in enumerate(answers):
                yield pytest.param(name, code, facts, truth, id=f"{name}-{code}-{at}")


@pytest.mark.parametrize(("name", "code", "facts", "truth"), list(cases()))
def test_boundary(name: str, code: str, facts: Mapping[str, object], truth: Truth) -> None:
    assert leaf(judged_by(name, facts), code) is truth


@pytest.mark.parametrize("name", NAMES)
def test_no_computed_leaf_is_without_its_bounds(name: str) -> None:
    computed = {
        each.code
        for condition in pack(name).conditions
        for each in leaves(condition.node)
        if isinstance(each, Leaf)
    }
    assert set(TABLE[name]) == computed


@pytest.mark.parametrize("name", NAMES)
def test_every_leaf_is_asked_of_the_unknown(name: str) -> None:
    unasked = [code for code, answers in TABLE[name].items() if None not in [truth for _, truth in answers]]
    assert unasked == []
