"""What the commands on eligibility are given: facts files of every kind, days, settings."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.cli.files import eligibility_inputs as inputs
from jianyou.cli.files.eligibility_inputs import Given, day_of_reckoning, read_facts, settings_of
from jianyou.domain.eligibility.load import load_pack
from jianyou.terms.finding import Refused


def refusal(data: bytes, folder: Path) -> tuple[str, dict[str, object]]:
    path = folder / "facts.json"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_facts(str(path))
    params: dict[str, object] = dict(refused.value.params)
    assert params.pop("name") == str(path)
    return refused.value.code, params


def test_one_nominee_and_a_list_of_them(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_text('\ufeff{"kind": "organization", "name": "甲公司"}', "utf-8")
    assert read_facts(str(path)) == [Given(str(path), 0, {"kind": "organization", "name": "甲公司"})]
    path.write_text('[{"name": {"value": "乙\\u001b公司", "source": "登记"}}, {}]', "utf-8")
    first, second = read_facts(str(path))
    assert (first.number, first.name, second.number, second.name) == (1, "乙\\x1b公司", 2, "")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO('{"name": "丙"}'.encode())))
    assert read_facts("-") == [Given("-", 0, {"name": "丙"})]


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "facts_file_empty", {}),
        (b" \n", "facts_file_empty", {}),
        ('{"name"："甲"}'.encode(), "facts_file_not_json", {"line": 1, "column": 8, "found": "："}),
        (b'{"a": 1,\n "b": }', "facts_file_not_json", {"line": 2, "column": 7, "found": "}"}),
        ('{"name": "甲"}'.encode("gbk"), "facts_file_not_utf8", {}),
        ('{"name": "甲"}'.encode("utf-16"), "facts_file_not_utf8", {}),
        (b"[" * 100_000, "facts_file_too_deep", {}),
        (b'{"revenue": ' + b"9" * 5000 + b"}", "facts_file_too_deep", {}),
        (b"[]", "facts_file_no_object", {}),
        (b'"facts"', "facts_file_no_object", {}),
        (b"[{}, 3]", "facts_file_no_object", {}),
        (b'{"kind": "team", "kind": "individual"}', "facts_file_key_twice", {"key": "kind"}),
        (b'{"parent": {"region": "50", "region": "51"}}', "facts_file_key_twice", {"key": "region"}),
        (b"[" + b"{}," * 10_000 + b"{}]", "facts_file_too_many", {"count": 10_001, "most": 10_000}),
    ],
)
def test_what_are_no_facts(tmp_path: Path, data: bytes, code: str, params: dict[str, object]) -> None:
    said, rest = refusal(data, tmp_path)
    found = str(rest.pop("found", ""))
    expected = dict(params)
    assert found.startswith(str(expected.pop("found", "")))
    assert (said, rest) == (code, expected)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_BYTES", 1024 * 1024)
    assert refusal(b" " * (1024 * 1024 + 1), tmp_path) == ("facts_file_too_large", {"most": 1})


@pytest.mark.parametrize("name", ["没有.json", ".", "a\0b"])
def test_no_such_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused) as refused:
        read_facts(name)
    assert refused.value.code in {"facts_file_not_found", "facts_file_unreadable"}


@given(st.binary(max_size=200))
def test_junk_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "junk.json"
    path.write_bytes(data)
    try:
        assert all(isinstance(each.raw, dict) for each in read_facts(str(path)))
    except Refused as refused:
        assert refused.code.startswith("facts_file_")  # noqa: PT017  — either end is right


def test_the_day_of_reckoning_is_never_assumed() -> None:
    assert day_of_reckoning("2024-02-22") == date(2024, 2, 22)
    for written, code in (
        (None, "eligibility_as_of_missing"),
        ("22.2.2024", "as_of_wrong"),
        ("", "as_of_wrong"),
    ):
        with pytest.raises(Refused) as refused:
            day_of_reckoning(written)
        assert refused.value.code == code


def test_settings_by_name() -> None:
    pack = load_pack("mayor-2024")
    written = [
        "accident_years=5",
        " operation_years = 3",
        "spot_check_years=不限",
        "bar_severities=major、larger",
    ]
    assert settings_of(pack, written) == {
        "accident_years": 5.0,
        "operation_years": 3.0,
        "spot_check_years": None,
        "bar_severities": ("major", "larger"),
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (["accident_years"], "setting_form"),
        (["=5"], "setting_form"),
        (["accident_years=3", "accident_years=4"], "setting_twice"),
        (["years=3"], "pack_no_parameter"),
        (["accident_years=three"], "pack_setting_not_number"),
    ],
)
def test_settings_that_are_none(written: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        settings_of(load_pack("mayor-2024"), written)
    assert refused.value.code == code
