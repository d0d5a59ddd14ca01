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
