"""Call files of invented notices, with other tables than the built-in one."""

TEACHERS = """\
# 某市名师工作室遴选：与内置征集完全不同的一张表
call: studio-2026
notice:
  number: 某教〔2026〕12号
  title: 关于遴选名师工作室主持人的通知
  issuer: 某市教育局
  issued_on: 2026-03-02
deadline: 2026-04-10T17:30:00+08:00

annex:
  label: 附件1
  title: 名师工作室主持人推荐表
  note: 注：推荐理由不超过500字。
  blank_rows: 10
  header:
    - {key: school, label: 推荐学校, aliases: [学校名称], required: error}
  columns:
    - {key: serial, title: 序号, kind: serial, required: no, width: 0.5}
    - {key: person, title: 姓名, kind: name, aliases: [教师姓名]}
    - {key: unit, title: 单位, kind: text, aliases: [工作单位, 所在学校]}
    - key: reasons
      title: 推荐理由（不超过500字）
      kind: text
      required: warning
      limit: {characters: 500}
      width: 3
    - {key: phone, title: 联系电话, kind: phone}
"""

SMALLEST = """\
call: tiny
notice: {title: 通知}
deadline: 2026-04-10 17:30+08:00
annex:
  title: 表
  columns: [{key: name, title: 名称, kind: name}]
"""

FULL = """\
# 某省质量协会的征集：每一种键都写到
call: full-2026
notice:
  number: 某质协〔2026〕8号
  title: 关于征集质量创新成果的通知
  issuer: 某省质量协会
  issued_on: 2026-03-02
  printed_on: 2026-03-03
  addressees: [各会员单位, 各市质量协会]
  attachments: [成果汇总表, 评选办法]
  acts_on:
    - {title: 关于开展质量创新活动的通知, issuer: 某省市场监督管理局}
    - {title: 质量创新活动办法}
  public_release: yes
deadline: 2026-04-10T17:30:00+08:00
regions: chongqing
filing:
  completes_on: either
  sealed: yes
  deadline_counts: yes
  late_admission: yes
  clause: 三（一）
  delivery:
    - {form: post, place: 秘书处, address: 滨江路1号, clause: 三（一）2}
    - {form: web}
contacts:
  - {unit: 秘书处, name: 贺明远, phone: 023-60000001, clause: 四}
audiences:
  - {key: members, label: 会员单位, clause: 一, list_name: 会员名录, batch: 第3批, listed_on: 2026-01-05}
  - {key: champions, label: 冠军企业}
awards:
  - key: innovation
    name: 质量创新奖
    holder: 某省质量协会
    basis: [《质量创新活动办法》]
    clause: 附件2一
    cycle_years: 2
    accepts: [organization, team, individual]
    rules: innovation-2026
    as_of: 2026-04-10
    own_application: yes
    tiers:
      - key: first
        name: 一等奖
        quota: {op: range, n: 3, most: 5, unit: 项, holder: award_body, who: 成果, clause: 附件2一#2}
      - {key: second, name: 二等奖}
    scopes:
      - {label: 企业, kind: organization, closed: yes, items: [制造业, 服务业], clause: 附件2二1}
      - {label: 其他, items: [研究机构]}
    conditions:
      - {clause: 附件2三（一）1（2）#1-2, text: 近3年没有重大质量事故。, digest: 0123456789abcdef}
      - {text: 成果已经用上一年。}
quotas:
  - {op: max, n: 3, holder: filer, who: 每个会员单位, clause: 三（二）}
  - {op: percent, n: 12.5, holder: office, who: 小微企业}
  - {op: min, n: 50, unit: "%", holder: office, who: 一线职工}
stages:
  - {stage: filing, ends_on: 2026-04-10, clause: 三（一）}
  - {stage: publicity, starts_on: 2026-05-06, ends_on: 2026-05-12}
  - {stage: review}
  - {stage: publicity}
clearance: {departments: [市场监管, 税务]}
publicity: {days: 5, working_days: yes, shows: [name, district], places: [协会网站], clause: 五}
objections: {days: 3, named_only: no, evidence: no, answer_days: 15, clause: 五}
support:
  clause: 六
  activities: [{kind: training, name: 质量培训}, {kind: other, name: 上门诊断}]
  priority: [conferred, recommended]
annex:
  label: 附件1
  title: 成果汇总表
  columns:
    - {key: name, title: 单位名称, kind: name}
    - {key: district, title: 所在区县, kind: region}
    - {key: person, title: 联系人, kind: contact}
    - {key: phone, title: 联系电话, kind: phone}
    - {key: mobile, title: 手机号码, kind: text}
"""

REVIEWED = f"""\
{FULL}review:
  stages:
    - key: material
      kind: material
      name: 材料评审
      clause: 七（一）
      per_entry: 5
      fewest: 3
      load: {{least: 2, most: 9}}
      blind: yes
      phones: yes
      weight: 60
      gate: 55.5
      advance: 20
      formula: {{kind: trimmed, drop: 1, digits: 3}}
      rubric:
        - key: idea
          name: 创新
          most: 60
          step: 0.5
          clause: 附件2四1
          text: 与上一年相比新在哪里。
          awards: [innovation]
          bands: [{{low: 0, high: 29.5, words: 沿用旧法}}, {{low: 30, high: 60, words: 前人没有做过}}]
        - {{key: effect, name: 效果, most: 20, weight: 2}}
    - key: site
      kind: on_site
      name: 现场核验
      per_entry: 3
      weight: 40
      formula: {{kind: weighted, weights: [{{role: chair, weight: 2}}, {{role: member, weight: 1}}]}}
      standard: gb-t-19580-2012
  combine: {{out_of: 100, digits: 1, clause: 七（二）}}
choices:
  - award: innovation
    clause: 八
    tiers:
      - {{key: first, n: 5, floor: 85.5, clause: 八（一）}}
      - {{key: praise, name: 鼓励奖, n: 10}}
    rules:
      - {{at_most: 4, per: district, clause: 八（二）}}
      - {{at_least: 1, per: kind, value: team, tiers: [first, praise]}}
    one_of: [group]
    ties: [{{stage: site}}, {{stage: material, item: effect}}, {{fewer: district}}]
    lottery: {{clause: 八（三）}}
"""
