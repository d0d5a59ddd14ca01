"""What a call file says of other levels: intentions, packages, fixed parts; and what differs from them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.fixed import ALWAYS, MAY_BE_FIXED, changes_of, digest_of
from jianyou.domain.calls.load import parse_call
from jianyou.domain.calls.rolling import rolled_up
from tests.domain.calls.samples import FULL, SMALLEST, TEACHERS

DIGEST = "0123456789abcdef" * 4
ROLLS = (
    f"rolls_up: {{call: city-2026, office: 示例市委, digest: {DIGEST}, fixed: [annex, awards, regions]}}\n"
)
INTENTIONS = "intentions: {until: 2026-03-20T18:00:00+08:00, amend_until: 2026-04-01T18:00:00+08:00}\n"


def test_what_is_read() -> None:
    call = parse_call(
        SMALLEST + INTENTIONS + "packages: {until: 2026-04-20T18:00:00+08:00}\n" + ROLLS, source="tiny"
    )
    assert call.intentions
    assert call.packages
    assert call.rolls_up
    assert call.intentions.amend_until.isoformat() == "2026-04-01T18:00:00+08:00"
    assert call.packages.until.isoformat() == "2026-04-20T18:00:00+08:00"
    assert (call.rolls_up.call, call.rolls_up.digest, call.rolls_up.fixed) == ("city-2026", DIGEST, ALWAYS)
    plain = parse_call(SMALLEST, source="tiny")
    assert (plain.intentions, plain.packages, plain.rolls_up) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "intentions: {until: 2026-03-20T18:00:00+08:00}\n",
            [("data_key_missing", "intentions.amend_until")],
        ),
        (
            INTENTIONS.replace("2026-04-01", "2026-03-01"),
            [("call_intentions_backwards", "intentions.amend_until")],
        ),
        (
            "packages: {til: x}\n",
            [("data_key_missing", "packages.until"), ("data_key_unknown_near", "packages")],
        ),
        (ROLLS.replace(DIGEST, "x"), [("call_bad_fixed_digest", "rolls_up.digest")]),
        (ROLLS.replace("annex, ", ""), [("call_fixed_lacks", "rolls_up.fixed")]),
        (ROLLS.replace("regions]", "regions, deadline]"), [("data_bad_choice", "rolls_up.fixed.4")]),
    ],
)
def test_what_is_wrong(text: str, codes: list[tuple[str, str]]) -> None:
    with pytest.raises(DataFileInvalid) as raised:
        parse_call(SMALLEST + text, source="tiny")
    found = [(one.message.code, one.key) for one in raised.value.problems]
    assert sorted(found) == sorted(codes)


def test_layout_is_no_change() -> None:
    other = SMALLEST.replace("{key: name, title: 名称, kind: name}", "{kind: name, key: 'name', title: 名称}")
    other = f"# 另一种写法\n{other}awards:\n"
    assert changes_of(SMALLEST, other, MAY_BE_FIXED) == ()
    assert digest_of(SMALLEST, MAY_BE_FIXED) == digest_of(other, MAY_BE_FIXED)


def test_a_change_is_told_by_its_line() -> None:
    other = FULL.replace("title: 单位名称", "title: 组织名称").replace("name: 二等奖", "name: 贰等奖")
    line = other.splitlines().index("    - {key: name, title: 组织名称, kind: name}") + 1
    (first, second) = changes_of(FULL, other, ("annex", "awards"))
    assert (first.line, first.path, first.fixed, first.now) == (
        line,
        "annex.columns.1.title",
        "单位名称",
        "组织名称",
    )
    assert (second.path, second.fixed, second.now) == ("awards.1.tiers.2.name", "二等奖", "贰等奖")
    assert changes_of(FULL, other, ("quotas",)) == ()
    assert digest_of(FULL, ALWAYS) != digest_of(other, ALWAYS)


def test_added_and_removed() -> None:
    fewer = FULL.replace("    - {key: mobile, title: 手机号码, kind: text}\n", "")
    (gone,) = changes_of(FULL, fewer, ("annex",))
    (more,) = changes_of(fewer, FULL, ("annex",))
    assert (gone.path, gone.fixed, gone.now) == ("annex.columns.5", "…", "")
    assert (more.path, more.fixed, more.now) == ("annex.columns.5", "", "…")


@given(st.sampled_from((FULL, TEACHERS, SMALLEST)), st.sampled_from((FULL, TEACHERS, SMALLEST)))
def test_the_digest_is_the_same_just_where_nothing_differs(one: str, other: str) -> None:
    same = digest_of(one, MAY_BE_FIXED) == digest_of(other, MAY_BE_FIXED)
    assert same == (changes_of(one, other, MAY_BE_FIXED) == ())


def test_a_file_to_begin_with() -> None:
    digest = digest_of(FULL, ALWAYS)
    source = rolled_up(FULL, name="yubei-2026", office="某省质量协会", digest=digest, fixed=ALWAYS)
    call = parse_call(source, source="draft")
    assert call.rolls_up
    assert (call.id, call.contacts, call.filing.delivery) == ("yubei-2026", (), ())
    assert (call.rolls_up.call, call.rolls_up.digest) == ("full-2026", digest)
    assert digest_of(source, ALWAYS) == digest
    assert changes_of(FULL, source, ALWAYS) == ()
    filing = next(stage for stage in call.stages if stage.kind == "filing")
    assert filing.ends_on is None


def test_the_example_can_be_rolled_up() -> None:
    text = (Path(__file__).resolve().parents[3] / "examples" / "review-2026.yaml").read_text("utf-8")
    source = rolled_up(text, name="lower", office="示例市委", digest=digest_of(text, ALWAYS), fixed=ALWAYS)
    assert changes_of(text, source, MAY_BE_FIXED) == ()
    assert parse_call(source, source="lower").rolls_up
