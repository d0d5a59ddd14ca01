"""A rule pack with one of everything, and a smallest one; all invented."""

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.eligibility.load import parse_pack

FULL = """\
# 某省质量创新奖
pack: innovation-2026
title: 质量创新奖参评条件
title_en: Quality innovation award
family: innovation
notice: 某质协〔2026〕3号
valid_from: 2026-03-01
valid_until: 2028-02-29
partial: 评分办法未取得。
serves:
  - {path: new, since: 2026-03-01, until: 2027-02-28}
  - {path: recheck, since: 2026-06-01}
applies_to: [organization, team]
facts:
  - {name: revenue, type: number, label: 营业收入, label_en: revenue, unit: 万元}
  - {name: scale, type: choice, options: [large, small], label: 规模}
  - name: patents
    type: records
    label: 专利
    fields:
      - {name: granted_on, type: date}
      - {name: grade, type: choice, options: [first, second]}
      - {name: own, type: flag}
parameters:
  - name: years
    label: 年限
    label_en: years
    clause: 附件1二1#2
    question: 年限从哪一天起算？
    question_en: From which day?
    values: {2026-03-01: 3, 2027-01-01: null}
  - {name: severities, label: 等级, values: {2026-01-01: [major, especially_major]}}
  - {name: lawful, label: 是否须为法人, values: {2026-01-01: yes}}
conditions:
  - code: standing
    clause: 附件1二1
    text: 依法设立满三年，并且有规模。
    text_en: Three years of standing, and of size.
    applies_to: [organization]
    digest: 0123456789abcdef
    rule:
      all:
        - fact: established_on
          op: held_years
          years: $years
          proof: {text: 营业执照, text_en: business license, months: 6}
        - any:
            - {code: earning, fact: revenue, op: at_least, number: 5000.5, text: 收入, text_en: revenue}
            - {code: large, fact: scale, op: one_of, values: [large], clause: 附件1二2}
        - not: {code: elsewhere, fact: region, op: prefix_in, values: [11, '50'], by_parent: yes}
  - code: clean
    clause: 附件1二1#2-3
    text: 三年内没有重大事故。
    rule:
      fact: accidents
      op: none
      where:
        - {field: severity, op: one_of, values: $severities, unsure: [larger]}
        - {field: on, op: within_years, years: $years}
        - {field: responsible, op: is}
  - code: patented
    clause: 附件1二2
    text: 有自己的专利，未过期。
    rule: {fact: patents, op: some, where: [{field: granted_on, op: not_over}, {field: own, op: is, is: no}]}
  - {code: lawful, clause: 附件1二3, text: 是法人。, rule: {fact: is_legal_person, op: is, is: $lawful}}
  - {code: excellent, clause: 附件1二4, text: 成效显著。, rule: {judged: excellent}}
  - code: honest
    clause: 附件1二5
    text: 守信。
    rule: {declared: honesty, text: 声明守信, clause: 附件1二5#1, proof: {text: 信用报告}}
examples:
  - name: 都好
    as_of: 2026-05-01
    facts:
      kind: organization
      established_on: 2010-01-01
      revenue: 6000
      region: 重庆
      accidents: []
      patents: [{granted_on: 2030-01-01, own: no}]
      is_legal_person: yes
      declared: {honesty: true}
      judged: {'*': true}
    outcome: not_met
    conditions: {kind: met, clean: met, standing: not_met}
  - {name: 什么也不知道, as_of: 2026-05-01, facts: {}, outcome: unknown}
"""

SMALLEST = """\
pack: tiny
title: 条件
notice: 某发〔2026〕1号
valid_from: 2026-01-01
applies_to: [individual]
conditions:
  - {code: good, clause: 一, text: 好。, rule: {judged: good}}
"""

Told = tuple[str, int | None, str]


def told(text: str) -> list[Told]:
    """What a pack that can't be used is told: code, line and key of each problem."""
    try:
        parse_pack(text, source="sample")
    except DataFileInvalid as error:
        return [(problem.code, problem.line, problem.key) for problem in error.problems]
    return []


def changed(old: str, new: str, text: str = FULL) -> str:
    """The text with one place changed."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(part: str, text: str = FULL) -> int:
    """The line, from 1, on which a part that occurs once begins."""
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1
