"""Values whose type the file itself tells."""

import pytest

from jianyou.datafiles.nodes import read_nodes
from jianyou.datafiles.plain import plain_value
from jianyou.datafiles.problems import Problems


def plain(text: str) -> object:
    problems = Problems("sample", "call_file_invalid")
    node = read_nodes(f"a: {text}\n", problems)
    problems.raise_if_any()
    assert node is not None
    value = plain_value(node)
    assert isinstance(value, dict)
    return value["a"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("True", True),
        ("no", False),
        ("FALSE", False),
        ("'yes'", "yes"),
        ("null", None),
        ("~", None),
        ("", None),
        ("''", ""),
        ("0", 0),
        ("-12", -12),
        ("50", 50),
        ("'50'", "50"),
        ("050", "050"),
        ("2.50", 2.5),
        ("-0.5", -0.5),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("999999999999999", 999999999999999),
        ("9999999999999999", "9999999999999999"),
        ("2024-02-29", "2024-02-29"),
        ("重庆", "重庆"),
        ("[1, no, {b: []}]", [1, False, {"b": []}]),
        ("{b: null, c: [x]}", {"b": None, "c": ["x"]}),
    ],
)
def test_a_value_is_what_it_looks_like(text: str, value: object) -> None:
    found = plain(text)
    assert (type(found), found) == (type(value), value)
