"""The page about call files explains every key and value that the reader knows; its example can be used."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
import yaml

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls import awards, course, review
from jianyou.domain.calls.fixed import ALWAYS
from jianyou.domain.calls.load import parse_call
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.calls.read_annex import REGIONS
from jianyou.domain.calls.read_review import STANDARDS
from jianyou.domain.judging.scores import stages
from jianyou.terms.nominee import NomineeKind
from tests.domain.calls.samples import REVIEWED
from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "reference" / "call-file.md").read_text("utf-8")
TABLE = {
    "title": "表",
    "note": "注",
    "blank_rows": "4",
    "header": [{"key": "a", "label": "甲"}],
    "columns": [
        {"key": "name", "title": "名称", "kind": "name"},
        {
            "key": "b",
            "title": "乙",
            "kind": "text",
            "limit": {"characters": "1"},
            "facts": [{"key": "c", "label": "丙", "signs": ["丙"]}],
        },
        {"key": "d", "title": "丁", "kind": "honors"},
    ],
}
MOMENT = "2026-09-01T18:00:00+08:00"
UNKNOWN = "zzz"


def parts() -> dict[str, str]:
    """The page by the key that stands in each second-level heading; the rest under ""."""
    found = {"": PAGE}
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        heading = part.splitlines()[0]
        found[heading.partition(" / ")[2].strip("`")] = part
    return found


def explained(part: str) -> set[str]:
    return set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`([^`\n]+)`", part))))


def with_unknown_keys(node: Any) -> Any:
    """The same with a key in every mapping that no reader knows."""
    if isinstance(node, dict):
        return {**{key: with_unknown_keys(value) for key, value in node.items()}, UNKNOWN: "x"}
    return [with_unknown_keys(item) for item in node] if isinstance(node, list) else node


def known_keys() -> Iterator[tuple[str, str]]:
    """Every key that the reader knows, with the top-level key that it stands below."""
    root = {
        **yaml.load(REVIEWED, yaml.BaseLoader),
        "annex": TABLE,
        "publicity": {"days": "1", "shows": ["name"]},
        "titles": [{"award": "innovation"}],
        "intentions": {"until": MOMENT, "amend_until": MOMENT},
        "packages": {"until": MOMENT},
        "rolls_up": {"call": "above", "office": "市局", "digest": "0" * 64, "fixed": list(ALWAYS)},
    }
    with pytest.raises(DataFileInvalid) as caught:
        parse_call(yaml.safe_dump(with_unknown_keys(root), allow_unicode=True), source="")
    for problem in caught.value.problems:
        assert problem.code == "data_key_unknown"
        for key in str(problem.message.params["known"]).split(", "):
            yield problem.key.partition(".")[0], key


def test_the_example_is_a_call_file() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    call = parse_call(example, source="example")
    assert [column.key for column in call.annex.columns] == ["serial", "name", "profile"]
    assert [question.key for question in open_questions(call)] == ["contacts"]


def test_every_known_key_is_explained_in_its_part() -> None:
    known = sorted(set(known_keys()))
    assert {top for top, _ in known} == {"", *(key for top, key in known if top == "" and key in parts())}
    part = {**parts(), "awards": parts()["awards"] + parts()["quotas"]}  # a tier has a quota of its own
    assert [(top, key) for top, key in known if key not in explained(part[top])] == []


@pytest.mark.parametrize(
    ("kinds", "part"),
    [
        (NomineeKind, "awards"),
        (awards.QuotaOp, "quotas"),
        (awards.QuotaHolder, "quotas"),
        (course.StageKind, "stages"),
        (course.CompletesOn, "filing"),
        (course.DeliveryForm, "filing"),
        (course.ActivityKind, "support"),
        (course.PriorityGroup, "support"),
        (stages.StageKind, "review"),
        (stages.FormulaKind, "review"),
        (review.Attribute, "choices"),
        (ColumnKind, "annex"),
    ],
)
def test_every_value_is_explained_in_its_part(kinds: type[StrEnum], part: str) -> None:
    assert [kind.value for kind in kinds if kind not in explained(parts()[part])] == []


def test_no_enum_of_the_call_goes_untested() -> None:
    enums = {
        name
        for module in (awards, course, stages, review)
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert enums == {
        *("NomineeKind", "QuotaOp", "QuotaHolder", "StageKind", "CompletesOn", "DeliveryForm"),
        *("ActivityKind", "PriorityGroup", "FormulaKind", "Attribute", "Basis"),
    }


def test_every_region_table_and_standard_is_named() -> None:
    assert [name for name in (*REGIONS, *STANDARDS) if f"`{name}`" not in PAGE] == []


def test_column_kinds_stand_in_their_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE[PAGE.index("### 栏目种类") :], re.MULTILINE)
    assert [kind.value for kind in ColumnKind] == rows
