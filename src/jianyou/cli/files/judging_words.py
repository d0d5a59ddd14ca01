"""Columns that several commands on judging read, by their headings."""

from jianyou.cli.files.judging_tables import Column

ENTRY = Column("entry", ("申报", "申报编号", "编号", "key", "id"), required=True)
EXPERT = Column("expert", ("专家", "专家编号"), required=True)
NAME = Column("name", ("名称", "推荐对象", "单位名称", "组织名称"))
INDUSTRY = Column("industry", ("行业", "所属行业"))
