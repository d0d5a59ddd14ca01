"""The rules as a zen-engine decision, for many rows as one batch and for one nominee with its trace.

Null and true is an error there, so truths are numbers as for OpenFisca: 1 yes, 0 unknown, -1 no. It gets
days as numbers, which spares it reading dates.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import zen
from polars import selectors

from benchmarks.eligibility.data import CARRIED, NEEDED

KEY = "rules"


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)).days


FIVE_YEARS, THREE_YEARS = _day(date(2019, 2, 22)), _day(date(2021, 2, 22))


def _asked(field: str, test: str) -> str:
    """The test of a field, unknown where the field is."""
    return f"({field} == null ? 0 : ({test} ? 1 : -1))"


def _flag(field: str) -> str:
    return _asked(field, field)


def _most(parts: Sequence[str]) -> str:
    return f"max([{', '.join(parts)}])"


def _least(parts: Sequence[str]) -> str:
    return f"min([{', '.join(parts)}])"


def _none(records: str, *tests: str) -> str:
    """No record that passes every test."""
    each = f"map({records}, {_least(tests) if len(tests) > 1 else tests[0]})"
    return f"({records} == null ? 0 : (len({records}) == 0 ? 1 : -max({each})))"


_TYPES = "['manufacturing', 'service', 'construction', 'defense', 'small_medium']"
_LEVELS = "['primary', 'junior_middle', 'vocational']"
_LISTED = (
    f"(organization_types == null ? 0 : (some(organization_types, # in {_TYPES}) ? 1 : "
    "(some(organization_types, # == 'other') ? 0 : -1)))"
)
_SCHOOL = _asked("organization_types", "some(organization_types, # == 'school')")
_LEVEL = f"(school_level == null or school_level == 'other' ? 0 : (school_level in {_LEVELS} ? 1 : -1))"
RULES = {
    "kind": _asked("kind", "kind == 'organization'"),
    "place": _asked("region", "startsWith(region, '50')"),
    "established": _least(
        [
            _flag("is_legal_person"),
            "(established_on == null ? 0 : 1)",
            _asked("country", "country == 'CN'"),
        ]
    ),
    "sector": _asked("industry", "industry[0:0] in ['B', 'C', 'D']"),
    "form": _most([_LISTED, _least([_SCHOOL, _LEVEL])]),
    "in_operation": _least(
        [
            _asked("in_operation_since", f"in_operation_since <= {FIVE_YEARS}"),
            _none("suspended_periods", _asked("#.until", f"#.until >= {FIVE_YEARS}")),
        ]
    ),
    "policies": _flag("declared_policies"),
    "excellence": _flag("judged_excellence"),
    "products": _most([_flag("judged_product_level"), _flag("judged_trade_lead")]),
    "no_accident": _none(
        "accidents",
        "(#.kind == null or #.kind == 'other' ? 0 : 1)",
        _asked("#.severity", "#.severity in ['especially_major', 'major']"),
        _asked("#.on", f"#.on >= {THREE_YEARS}"),
        _flag("#.responsible"),
    ),
    "spot_checks": _none("spot_check_failures", _asked("#.on", f"#.on >= {THREE_YEARS}")),
    "credit": _least(
        [_flag("declared_credit"), f"-{_flag('on_abnormal_list')}", f"-{_flag('on_serious_breach_list')}"]
    ),
}
"""The conditions in the order of their bits."""


def decision() -> dict[str, Any]:
    """The graph: the conditions in one node, masks and outcome in the next."""
    masks = {
        f"{name}_mask": " + ".join(f"({rule} == {value} ? {1 << at} : 0)" for at, rule in enumerate(RULES))
        for name, value in (("false", -1), ("unknown", 0))
    }
    met = "($.false_mask != 0 ? 'not_met' : ($.unknown_mask != 0 ? 'unknown' : 'met'))"
    carried = {"uscc": "uscc", "name": "name"}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        _expressions("conditions", {**carried, **RULES}, passing=False),
        _expressions("masks", {**masks, "outcome": met}, passing=True),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    names = [node["id"] for node in nodes]
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in pairwise(names)
    ]
    return {"nodes": nodes, "edges": edges}


def _expressions(name: str, expressions: Mapping[str, str], *, passing: bool) -> dict[str, Any]:
    listed = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
    content = {"expressions": listed, "passThrough": passing}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def engine() -> Any:
    return zen.ZenEngine({"loader": {"type": "static", "content": {KEY: decision()}}})


def rows(source: Path, *, most: int | None = None) -> list[dict[str, Any]]:
    """The rows as zen takes them, or the first of them."""
    days = selectors.by_dtype(pl.Date)
    frame = (
        pl.scan_parquet(source, n_rows=most)
        .select(*CARRIED, *NEEDED)
        .with_columns(
            days.to_physical(),
            pl.col("suspended_periods").list.eval(pl.struct(_number("until"))),
            pl.col("spot_check_failures").list.eval(pl.struct(_number("on"))),
            pl.col("accidents").list.eval(pl.element().struct.with_fields(_number("on"))),
        )
    )
    return frame.rename(lambda name: name.replace(".", "_")).collect(engine="streaming").to_dicts()


def _number(field: str) -> pl.Expr:
    return pl.element().struct.field(field).to_physical()


def run(source: Path, out: Path) -> None:
    requests = [{"key": KEY, "context": row} for row in rows(source)]
    answers = [each["data"]["result"] for each in engine().evaluate_batch(requests)]
    own = {
        "uscc": [each["uscc"] for each in answers],
        "name": [each["name"] for each in answers],
        "bench-city.outcome": [each["outcome"] for each in answers],
    }
    for mask in ("false_mask", "unknown_mask"):
        own[f"bench-city.{mask}"] = pl.Series([each[mask] for each in answers], dtype=pl.Int64)
    for name in RULES:
        truth = {1: True, 0: None, -1: False}
        own[f"bench-city.{name}"] = [truth[each[name]] for each in answers]
    pl.LazyFrame(own).sink_parquet(out, compression="zstd")
