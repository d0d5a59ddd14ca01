"""The rules as OpenFisca variables, vectorized.

OpenFisca knows no unknown, no lists and no quick test of texts. So it is helped: every input comes with a
second variable that says whether it is known, truths are whole numbers (1 yes, 0 unknown, -1 no; and =
minimum, or = maximum, not = minus), and Polars answers each test of a text or list beforehand. The period
is a year because an eternal one fails with dated formulas in 46.0.1.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.eligibility.polars_hand import barring_accident, in_five_years, in_three_years

PERIOD = "2024"
AS_OF = date(2024, 2, 22)
Entity = build_entity("nominee", "nominees", "a nominee", is_person=True)

DAYS = ("established_on", "in_operation_since")
FLAGS = {
    **{name: name for name in ("is_legal_person", "on_abnormal_list", "on_serious_breach_list")},
    "declared_policies": "declared.policies",
    "declared_credit": "declared.credit",
    "judged_excellence": "judged.excellence",
    "judged_product_level": "judged.product_level",
    "judged_trade_lead": "judged.trade_lead",
}


def run(source: Path, out: Path) -> None:
    frame = pl.scan_parquet(source).select("uscc", "name", *_inputs()).collect(engine="streaming")
    simulation = SimulationBuilder().build_default_simulation(System(), frame.height)
    for name in _names():
        values = frame[name]
        filled = values.fill_null(AS_OF if name in DAYS else False)
        simulation.set_input(name, PERIOD, filled.to_numpy())
        simulation.set_input(f"{name}_known", PERIOD, values.is_not_null().to_numpy())
    answers = {name: pl.Series(simulation.calculate(name, PERIOD)) for name in (*RULES, *MASKS, "outcome")}
    _result(frame, answers).sink_parquet(out, compression="zstd")


def _result(frame: pl.DataFrame, answers: dict[str, pl.Series]) -> pl.LazyFrame:
    col = pl.col
    outcome = col("outcome").replace_strict({1: "met", 0: "unknown", -1: "not_met"}, return_dtype=pl.String)
    masks = [col(name).cast(pl.Int64).alias(f"bench-city.{name}") for name in MASKS]
    truths = [pl.when(col(name) != 0).then(col(name) > 0).alias(f"bench-city.{name}") for name in RULES]
    result = pl.LazyFrame({"uscc": frame["uscc"], "name": frame["name"], **answers})
    return result.select("uscc", "name", outcome.alias("bench-city.outcome"), *masks, *truths)


def _tests() -> dict[str, pl.Expr]:
    """The tests of one text or list each, answered before OpenFisca gets them."""
    types = pl.col("organization_types").list
    level = pl.col("school_level")
    listed = ("manufacturing", "service", "construction", "defense", "small_medium")
    return {
        "is_organization": pl.col("kind") == "organization",
        "in_city": pl.col("region").str.starts_with("50"),
        "in_china": pl.col("country") == "CN",
        "in_industry": pl.col("industry").str.head(1).is_in(["B", "C", "D"]),
        "of_listed_type": pl.any_horizontal(*(types.contains(each) for each in listed)),
        "of_other_type": types.contains("other"),
        "is_school": types.contains("school"),
        "of_listed_level": level.is_in(["primary", "junior_middle", "vocational"]),
        "of_other_level": level == "other",
        "suspended": pl.col("suspended_periods").list.agg(in_five_years("until").any(ignore_nulls=False)),
        "accident": pl.col("accidents").list.agg(barring_accident().any(ignore_nulls=False)),
        "spot_check": pl.col("spot_check_failures").list.agg(in_three_years("on").any(ignore_nulls=False)),
    }


def _inputs() -> Iterator[pl.Expr]:
    yield from (pl.col(name) for name in DAYS)
    yield from (pl.col(source).alias(name) for name, source in FLAGS.items())
    yield from (test.alias(name) for name, test in _tests().items())


def _names() -> tuple[str, ...]:
    return (*DAYS, *FLAGS, *_tests())


def _truth(firms: Any, name: str) -> Any:
    return _if_known(firms, name, np.where(firms(name, PERIOD), 1, -1))


def _if_known(firms: Any, name: str, answer: Any) -> Any:
    return np.where(firms(f"{name}_known", PERIOD), answer, 0)


def _unless(firms: Any, unsure: str, answer: Any) -> Any:
    """The answer, or unknown where it is no and the value is one that leaves it open."""
    return np.where((answer < 0) & firms(unsure, PERIOD), 0, answer)


def _established(firms: Any) -> Any:
    known = _if_known(firms, "established_on", 1)
    return np.minimum(np.minimum(_truth(firms, "is_legal_person"), known), _truth(firms, "in_china"))


def _form(firms: Any) -> Any:
    listed = _unless(firms, "of_other_type", _truth(firms, "of_listed_type"))
    level = _unless(firms, "of_other_level", _truth(firms, "of_listed_level"))
    return np.maximum(listed, np.minimum(_truth(firms, "is_school"), level))


def _in_operation(firms: Any) -> Any:
    held = np.where(firms("in_operation_since", PERIOD) <= np.datetime64("2019-02-22"), 1, -1)
    return np.minimum(_if_known(firms, "in_operation_since", held), -_truth(firms, "suspended"))


def _credit(firms: Any) -> Any:
    listed = np.maximum(_truth(firms, "on_abnormal_list"), _truth(firms, "on_serious_breach_list"))
    return np.minimum(_truth(firms, "declared_credit"), -listed)


Formula = Callable[[Any], Any]
RULES: dict[str, Formula] = {
    "kind": partial(_truth, name="is_organization"),
    "place": partial(_truth, name="in_city"),
    "established": _established,
    "sector": partial(_truth, name="in_industry"),
    "form": _form,
    "in_operation": _in_operation,
    "policies": partial(_truth, name="declared_policies"),
    "excellence": partial(_truth, name="judged_excellence"),
    "products": lambda firms: np.maximum(
        _truth(firms, "judged_product_level"), _truth(firms, "judged_trade_lead")
    ),
    "no_accident": lambda firms: -_truth(firms, "accident"),
    "spot_checks": lambda firms: -_truth(firms, "spot_check"),
    "credit": _credit,
}
"""The conditions in the order of their bits."""
MASKS = {"false_mask": -1, "unknown_mask": 0}


def _mask(firms: Any, value: int) -> Any:
    bits = [(firms(name, PERIOD) == value) * np.int32(1 << at) for at, name in enumerate(RULES)]
    return np.add.reduce(bits)


class System(TaxBenefitSystem):
    """One kind of entity, and a variable for every input, condition and mask."""

    def __init__(self) -> None:
        super().__init__([Entity])
        for name in _names():
            self.add_variable(_variable(name, date if name in DAYS else bool))
            self.add_variable(_variable(f"{name}_known", bool))
        for name, formula in RULES.items():
            self.add_variable(_variable(name, int, formula))
        for name, value in MASKS.items():
            self.add_variable(_variable(name, int, partial(_mask, value=value)))
        every = [*RULES]
        self.add_variable(
            _variable("outcome", int, lambda firms: np.minimum.reduce([firms(n, PERIOD) for n in every]))
        )


def _variable(name: str, kind: type, formula: Formula | None = None) -> type[Variable]:
    own: dict[str, Any] = {"value_type": kind, "entity": Entity, "definition_period": DateUnit.YEAR}
    own["label"] = name
    if formula is not None:
        own["formula"] = lambda firms, _period: formula(firms)
    return type(name, (Variable,), own)
