"""Small registers and packs for the tests of this room."""

from datetime import date
from pathlib import Path

import polars as pl

from jianyou.domain.eligibility.load import load_pack, parse_pack
from jianyou.domain.eligibility.resolve import Rules, resolve

AS_OF = date(2024, 2, 22)

PACK = """
pack: small-2024
title: 小奖
title_en: Small award
family: small
notice: 样例〔2024〕1号
valid_from: 2024-01-01
applies_to: [organization, team]
facts:
  - {name: revenue, type: number, label: 营业收入, unit: 万元}
conditions:
  - code: old_enough
    clause: 附件1一1
    text: 成立满5年。
    text_en: Established 5 years ago or earlier.
    rule: {fact: established_on, op: held_years, years: 5, proof: {text: 营业执照, text_en: business license}}
  - code: here
    clause: 附件1一2
    text: 在重庆注册。
    text_en: Registered in Chongqing.
    rule: {fact: region, op: prefix_in, values: ['50']}
  - code: earns
    clause: 附件1一3
    text: 收入达到100万元。
    text_en: Earns a million.
    rule: {fact: revenue, op: at_least, number: 100}
  - code: safe
    clause: 附件1一4
    text: 没有重大事故。
    text_en: No major accident.
    rule:
      fact: accidents
      op: none
      where:
        - {field: severity, op: one_of, values: [major, especially_major]}
        - {field: on, op: within_years, years: 3}
      proof: {text: 主管部门复函, text_en: reply of the department}
  - code: maker
    clause: 附件1一5
    text: 属于制造或服务。
    text_en: Makes or serves.
    rule: {fact: organization_types, op: has_any, values: [manufacturing, service]}
  - code: excellent
    clause: 附件1一6
    text: 质量卓越。
    text_en: Excellent quality.
    rule: {judged: excellent}
"""


def small_rules(as_of: date = AS_OF) -> Rules:
    """Six conditions of every type of fact."""
    return resolve(parse_pack(PACK, source="small"), as_of)


def builtin(name: str) -> Rules:
    """A built-in pack on AS_OF."""
    return resolve(load_pack(name), AS_OF)


def parquet(folder: Path, name: str = "register.parquet", /, **columns: object) -> Path:
    """A Parquet file of these columns."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(columns).write_parquet(path)
    return path
