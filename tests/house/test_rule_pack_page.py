"""The page about rule packs names every key, operation, fact and option there is; its example passes."""

import re
from collections.abc import Iterator

import pytest

from jianyou.datafiles.nodes import Listing, Mapping, Node
from jianyou.datafiles.problems import Problems
from jianyou.datafiles.read import root_of
from jianyou.datafiles.values import day_of
from jianyou.domain.eligibility.examples import check_publishable
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactType
from jianyou.domain.eligibility.load import builtin_packs, parse_pack
from jianyou.domain.eligibility.pack import MOST_CONDITIONS, FieldOp, Op
from jianyou.domain.eligibility.read_pack import PATHS
from jianyou.domain.eligibility.read_rules import SHAPES
from jianyou.domain.eligibility.vocabulary import FIELD_OPS, OPS, RESERVED_CODES
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.verdict import Verdict
from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "reference" / "rule-pack.md").read_text("utf-8")
EXPLAINED = set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))


def section(heading: str) -> str:
    """The part of the page below a heading."""
    start = PAGE.index(f"\n## {heading}")
    return PAGE[start : PAGE.find("\n## ", start + 1)]


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of the rows of a table, its headings left out."""
    lines = [line for line in text.splitlines() if line.startswith("| `") and not line.startswith("| `op`")]
    return [tuple(part.strip() for part in line.strip("|").split(" | ")) for line in lines]


def named(cell: str) -> list[str]:
    return re.findall(r"`([a-z_]+)`", cell)


def test_the_example_may_be_published() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    pack = parse_pack(example, source="example")
    check_publishable(pack)
    assert [condition.code for condition in pack.conditions] == [
        *("standing", "no_accident", "honest", "excellent")
    ]


def test_every_word_is_explained() -> None:
    words = {*Op, *FieldOp, *FactType, *SHAPES, *PATHS, *RESERVED_CODES, *NomineeKind, *Verdict}
    assert sorted(words - EXPLAINED) == []
    assert f"最多 {MOST_CONDITIONS} 条" in PAGE


def test_operations_stand_with_the_types_that_take_them() -> None:
    of_facts, of_fields = section("比较方式").split("`where` 的每一项")
    told = {op: set(named(cells[1])) or set(FactType) for cells in rows(of_facts) for op in named(cells[0])}
    assert told == {op.value: {kind for kind, ops in OPS.items() if op in ops} for op in Op}
    told = {op: set(named(cells[1])) for cells in rows(of_fields) for op in named(cells[0])}
    assert told == {op.value: {kind for kind, ops in FIELD_OPS.items() if op in ops} for op in FieldOp}


def test_every_common_fact_is_there_with_its_options_and_fields() -> None:
    told = {
        name: (*named(cells[1]), *named(cells[2]))
        for cells in rows(section("事实"))
        for name in named(cells[0])
        if name != "country" and name not in ("region", "industry")
    }
    expected = {}
    for spec in COMMON_FACTS.values():
        fields = [word for field in spec.fields for word in (field.name, *field.options)]
        expected[spec.name] = (spec.type.value, *spec.options, *fields)
    codes = {name: expected.pop(name) for name in ("country", "region", "industry")}
    assert told == expected
    assert set(codes.values()) == {("code",)}


@pytest.mark.parametrize("name", builtin_packs())
def test_every_key_in_use_is_explained(name: str) -> None:
    path = ROOT / "src" / "jianyou" / "domain" / "eligibility" / "packs" / f"{name}.yaml"
    root = root_of(path.read_text("utf-8"), Problems(name, "pack_file_invalid"))
    assert sorted(set(keys_of(root)) - EXPLAINED) == []


def keys_of(node: Node) -> Iterator[str]:
    """Every key below a node; not those of facts in examples, nor days."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from keys_of(item)
    elif isinstance(node, Mapping):
        for key, value in node.values.items():
            if day_of(key) is None:
                yield key
            if key != "examples":
                yield from keys_of(value)
