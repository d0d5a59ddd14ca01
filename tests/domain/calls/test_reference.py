"""The reference page of the call file: its example works, and no key goes undocumented."""

import re
from pathlib import Path

import pytest

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.load import parse_call
from jianyou.domain.calls.read import REGIONS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "call-file.md"

WITH_UNKNOWN_KEYS = """\
call: a
unknown0: x
notice: {title: t, unknown1: x}
deadline: 2026-04-10 17:30+08:00
annex:
  title: 表
  unknown2: x
  header: [{key: a, label: 甲, unknown3: x}]
  columns:
    - {key: name, title: 名称, kind: name, unknown4: x}
    - {key: b, title: 乙, kind: text, limit: {characters: 1, unknown5: x},
       facts: [{key: c, label: 丙, signs: [丙], unknown6: x}], unknown7: x}
    - {key: d, title: 丁, kind: honors, unknown8: x}
"""


def test_the_example_works() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    call = parse_call(example, source="example")
    assert (call.annex.columns[0].kind, call.annex.name_column.key) == (ColumnKind.SERIAL, "name")


def test_every_key_kind_and_region_is_documented() -> None:
    with pytest.raises(DataFileInvalid) as caught:
        parse_call(WITH_UNKNOWN_KEYS, source="")
    known = [str(problem.message.params["known"]).split(", ") for problem in caught.value.problems]
    assert len(known) == 9
    names = {name for names in known for name in names} | {kind.value for kind in ColumnKind} | set(REGIONS)
    page = PAGE.read_text("utf-8")
    assert sorted(name for name in names if not re.search(rf"`{name}`|[`{{ ]{name}: ", page)) == []
