"""A small rule pack, nominees and a register of our own, for the commands on eligibility."""

import json
from pathlib import Path

PACK = """\
pack: town-2031
title: 某镇质量奖参评条件
title_en: Conditions of a town's quality award
family: town
notice: 临经信质〔2031〕17号
valid_from: 2031-01-10
serves:
  - {path: new, since: 2031-01-10}
applies_to: [organization]
parameters:
  - name: operation_years
    label: 连续经营年限
    label_en: years in operation
    clause: 附件1二（一）
    question: 停产一周是否算中断？
    question_en: Does a stop of a week count?
    values: {2031-01-10: 5}
conditions:
  - code: in_operation
    clause: 附件1二（一）
    text: 经营满五年
    text_en: five years in operation
    rule:
      fact: in_operation_since
      op: held_years
      years: $operation_years
      proof: {text: 营业执照, text_en: business license, months: 6}
  - code: no_breach
    clause: 附件1二（二）
    text: 没有严重违法
    text_en: on no list of serious breaches
    rule: {fact: on_serious_breach_list, op: is, is: no}
  - code: excellence
    clause: 附件1二（三）
    text: 质量成效显著
    text_en: outstanding quality
    rule: {judged: excellence}
examples:
  - name: 老企业
    as_of: 2031-03-15
    facts:
      {kind: organization, in_operation_since: 2020-01-01, on_serious_breach_list: no, judged: {"*": yes}}
    outcome: met
  - name: 专家未评
    as_of: 2031-03-15
    facts: {kind: organization, in_operation_since: 2020-01-01, on_serious_breach_list: no}
    outcome: unknown
    conditions: {excellence: unknown}
"""

OLD_FIRM = {
    "kind": "organization",
    "name": "甲虚构机械厂",
    "in_operation_since": {"value": "2020-01-01", "source": "市场主体登记", "on": "2031-03-01"},
    "on_serious_breach_list": False,
    "judged": {"excellence": True},
}
YOUNG_FIRM = {**OLD_FIRM, "name": "乙虚构食品厂", "in_operation_since": "2026-03-16"}
UNKNOWN_FIRM = {"kind": "organization", "name": "丙虚构电子厂", "in_operation_since": "2020-01-01"}

REGISTER = """\
企业名称,投产日期,是否列入严重违法失信名单,judged.excellence
甲虚构机械厂,2020-01-01,否,是
乙虚构食品厂,2026-03-16,否,是
丙虚构电子厂,2020年1月1日,,是
丁虚构纺织厂,2026-02-30,否,是
"""
"""One that meets the pack, one that doesn't, one without an entry, one with a day that isn't."""


def write_pack(folder: Path, name: str = "town.yaml", text: str = PACK) -> Path:
    """Writes the pack, or a changed one."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def write_facts(folder: Path, *nominees: object, name: str = "facts.json") -> Path:
    """Writes one nominee as an object, several as a list."""
    path = folder / name
    path.write_text(json.dumps(nominees[0] if len(nominees) == 1 else nominees, ensure_ascii=False), "utf-8")
    return path
