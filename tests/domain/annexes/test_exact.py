"""Every kind of generated form: exact to the last character, or told with the right reason."""

from pathlib import Path

import pytest

from examples.forms import generate
from examples.forms.generator import KINDS
from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from tests.corpus.exactness import outcome

GOOD = [kind for kind in KINDS if not kind.startswith("fault.")]

# What each fault must be told as: the code of the finding, or of the rejection.
TOLD = {
    "feature_too_long": "over_limit",
    "feature_long_by_marks": "over_limit_by_punctuation",
    "feature_long_by_characters": "over_limit_by_letters",
    "feature_blank": "value_missing",
    "profile_too_long": "over_limit_as_a_rule",
    "district_missing": "region_missing",
    "district_unknown": "region_missing",
    "district_abolished": "region_former_name|region_missing|region_functional_area",
    "industry_missing": "industry_missing",
    "name_missing": "value_missing",
    "contact_without_post": "contact_post_missing",
    "contact_without_phone": "contact_phone_missing",
    "contact_only_phone": "contact_name_missing",
    "contact_blank": "value_missing",
    "phone_wrong_digits": "phone_invalid",
    "willing_blank": "value_missing",
    "willing_unclear": "yes_no_unclear",
    "honors_too_old": "honor_too_old",
    "honors_edge_year": "honor_year_only",
    "honors_no_year": "honor_without_year",
    "honors_no_level": "honor_level_unknown",
    "formula_text": "formula_like_text",
    "zero_width": "invisible_characters",
    "founded_missing": "fact_missing",
    "economic_type_missing": "fact_missing",
    "business_missing": "fact_missing",
    "staff_missing": "fact_missing",
    "wrong_annex": "wrong_table",
    "letter": "no_table",
    "truncated": "package_damaged",
    "empty_file": "file_empty",
    "encrypted": "kind_encrypted",
    "old_doc": "legacy_no_office",
    "scan": "scan_without_form",
    "pdf": "scan_without_form",
    "archive": "kind_archive",
    "web_page": "kind_html",
    "duplicate_in_file": "duplicate_name_in_file",
    "duplicate_across": "duplicate_name",
    "hidden_text": "hidden_text",
    "empty_form": "no_entries",
    "header_missing": "header_missing",
    "column_missing": "column_missing",
}


@pytest.fixture(scope="module")
def call() -> Call:
    return load_call("chongqing-2024")


def take(folder: Path, file: str, call: Call) -> Form:
    return take_in(folder / file, file=file, schema=call.annex, deadline=call.deadline, regions=call.regions)


@pytest.mark.parametrize("kind", GOOD)
def test_good_forms_are_read_exactly(kind: str, tmp_path: Path, call: Call) -> None:
    for expected in generate(tmp_path, count=4, seed=20, kinds=[kind]):
        compared = outcome(take(tmp_path, expected["file"], call), expected)
        assert (compared.header, compared.rows) == (True, True), expected["file"]


@pytest.mark.parametrize("fault", sorted(TOLD))
def test_each_fault_is_told_at_its_place(fault: str, tmp_path: Path, call: Call) -> None:
    for expected in generate(tmp_path, count=4, seed=21, kinds=["docx.plain", f"fault.{fault}"]):
        form = take(tmp_path, expected["file"], call)
        compared = outcome(form, expected)
        assert form.status.value == expected["status"]
        for wrong in expected["faults"]:
            if form.status is FormStatus.REJECTED:
                assert form.reason is not None
                assert form.reason.code == TOLD[fault]
                continue
            assert compared.exact, expected["file"]
            told = {
                finding.code
                for finding in form.findings
                if (finding.row, finding.column) == (wrong["row"], wrong["column"])
            }
            assert fault.startswith("duplicate") or told & set(TOLD[fault].split("|"))


def test_every_fault_has_its_code() -> None:
    assert sorted(f"fault.{fault}" for fault in TOLD) == sorted(set(KINDS) - set(GOOD))


def test_duplicates_are_told_across_and_within_files(tmp_path: Path, call: Call) -> None:
    kinds = ["docx.plain", "fault.duplicate_across", "fault.duplicate_in_file"]
    watch = DuplicateWatch(call.annex)
    for expected in generate(tmp_path, count=9, seed=22, kinds=kinds):
        told = {
            (finding.code, finding.row) for finding in watch.look_at(take(tmp_path, expected["file"], call))
        }
        assert told >= {(TOLD[wrong["fault"]], wrong["row"]) for wrong in expected["faults"]}
