"""The rules as somebody who knows DuckDB well writes them in SQL for this one award."""

from pathlib import Path

import duckdb

RULES = {
    "kind": "kind = 'organization'",
    "place": "region LIKE '50%'",
    "established": (
        "is_legal_person AND CASE WHEN established_on IS NOT NULL THEN true END AND country = 'CN'"
    ),
    "sector": "industry[1] IN ('B', 'C', 'D')",
    "form": """
        CASE WHEN list_has_any(
                organization_types, ['manufacturing', 'service', 'construction', 'defense', 'small_medium']
            ) THEN true WHEN NOT list_contains(organization_types, 'other') THEN false END
        OR (list_contains(organization_types, 'school') AND CASE WHEN school_level <> 'other'
            THEN school_level IN ('primary', 'junior_middle', 'vocational') END)""",
    "in_operation": (
        "in_operation_since <= DATE '2019-02-22' AND {suspended_periods: r.until >= DATE '2019-02-22'}"
    ),
    "policies": '"declared.policies"',
    "excellence": '"judged.excellence"',
    "products": '"judged.product_level" OR "judged.trade_lead"',
    "no_accident": """{accidents: CASE WHEN r.kind <> 'other' THEN true END
        AND r.severity IN ('especially_major', 'major')
        AND r."on" >= DATE '2021-02-22' AND r.responsible}""",
    "spot_checks": "{spot_check_failures: r.\"on\" >= DATE '2021-02-22'}",
    "credit": '"declared.credit" AND NOT on_abnormal_list AND NOT on_serious_breach_list',
}
"""The conditions in the order of their bits; `{list: test}` stands for: no record of the list passes."""


def run(source: Path, out: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query(source)}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")


def query(source: Path) -> str:
    conditions = ",\n".join(f"{_spelled(rule)} AS {name}" for name, rule in RULES.items())
    false = " + ".join(f"(NOT coalesce({name}, true))::BIGINT * {1 << at}" for at, name in enumerate(RULES))
    unknown = " + ".join(f"({name} IS NULL)::BIGINT * {1 << at}" for at, name in enumerate(RULES))
    own = ", ".join(f'{name} AS "bench-city.{name}"' for name in RULES)
    return f"""
        WITH answers AS (SELECT uscc, name, {conditions} FROM read_parquet('{source}')),
        masks AS (SELECT *, {false} AS false_mask, {unknown} AS unknown_mask FROM answers)
        SELECT uscc, name,
            CASE WHEN false_mask <> 0 THEN 'not_met' WHEN unknown_mask <> 0 THEN 'unknown' ELSE 'met' END
                AS "bench-city.outcome",
            false_mask AS "bench-city.false_mask", unknown_mask AS "bench-city.unknown_mask", {own}
        FROM masks"""


def _spelled(rule: str) -> str:
    """The rule with its test of records written out, asked only where there is any record at all."""
    before, brace, rest = rule.partition("{")
    if not brace:
        return rule
    records, _, test = rest.removesuffix("}").partition(":")
    return f"""{before} CASE WHEN len({records}) = 0 THEN true
        WHEN len(list_filter({records}, lambda r: {test})) > 0 THEN false
        WHEN len(list_filter({records}, lambda r: ({test}) IS NULL)) = 0 THEN true END"""
