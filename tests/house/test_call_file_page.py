"""The page about call files names every kind and key there is, and its example can be used."""

import re

import pytest

from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.load import builtin_names, parse_call
from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "reference" / "call-file.md").read_text("utf-8")
KINDS = re.findall(r"^\| `(\w+)` \|", PAGE[PAGE.index("### 栏目种类") :], re.MULTILINE)


def test_the_example_is_a_call_file() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    call = parse_call(example, source="example")
    assert [column.key for column in call.annex.columns] == ["serial", "name", "profile"]


def test_every_kind_is_explained() -> None:
    assert [kind.value for kind in ColumnKind] == KINDS


@pytest.mark.parametrize("name", builtin_names())
def test_every_key_in_use_is_explained(name: str) -> None:
    built_in = ROOT / "src" / "jianyou" / "domain" / "calls" / "builtin" / f"{name}.yaml"
    keys = set(re.findall(r"(?:^|[\s{])-?\s*([a-z_]+):(?=\s)", built_in.read_text("utf-8"), re.MULTILINE))
    explained = set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))
    assert sorted(keys - explained) == []
