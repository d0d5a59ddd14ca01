"""个人信息: what looks like somebody's number, address or file is found however written; amounts aren't."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.uscc import make
from jianyou.domain.publicity.lists import Line, Shown, kinds_in, suspects, without_personal
from jianyou.domain.publicity.personal import COVER, Kind, Seen, covered, is_credit_code, seen_in

CODE = make("MA5U0000")
PLANTED = {
    "13800000000": Kind.PHONE,
    "138 0000 0000": Kind.PHONE,
    "138-0000-0000": Kind.PHONE,
    "１３８００００００００": Kind.PHONE,
    "1 3 8 0 0 0 0 0 0 0 0": Kind.PHONE,
    "138\u200b0000\u200b0000": Kind.PHONE,
    "一三八零零零零零零零零": Kind.PHONE,
    "+86 13800000000": Kind.PHONE,
    "023-60000001": Kind.PHONE,
    "（023）60000001": Kind.PHONE,
    "60000001": Kind.PHONE,
    "400-800-0000": Kind.PHONE,
    "电话6000001": Kind.PHONE,
    "传真：60000001": Kind.PHONE,
    "zhang@example.com": Kind.MAILBOX,
    "zhang＠example.com": Kind.MAILBOX,
    "zhang@例子.中国": Kind.MAILBOX,
    "500101199001010011": Kind.IDENTITY,
    "50010119900101001X": Kind.IDENTITY,
    "500101 19900101 0011": Kind.IDENTITY,
    "500101900101001": Kind.IDENTITY,
    "6222020000000000000": Kind.IDENTITY,
    CODE: Kind.CREDIT_CODE,
    "微信号：zhang_2024": Kind.ACCOUNT,
    "QQ 10000001": Kind.ACCOUNT,
    "护照号E00000000": Kind.ACCOUNT,
    "联系人：张示例": Kind.CONTACT,
    "营业执照.pdf": Kind.FILE,
    "身份证正反面.JPG": Kind.FILE,
}
HARMLESS = (
    "成立于1998年，民营股份制企业，现有员工320人",
    "年营业收入34567890元，利润860.52万元",
    "年产轴承12000000套",
    "2012-03-01至2014-05-09",
    "GB/T 19580-2012《卓越绩效评价准则》",
    "ISO 9001:2015、IATF 16949",
    "发明专利 ZL201910000001.2",
    "渝府发〔2019〕12号",
    "渝北区，制造业（通用设备制造业）",
    "一轴一档，件件可追溯",
    "2019—2023年连续五年",
    "占地86000平方米，30000户居民",
)


@pytest.mark.parametrize("text", PLANTED)
def test_what_looks_personal_is_found_wherever_it_stands(text: str) -> None:
    for whole in (text, f"质量负责人，{text}。", f"甲\n{text}\n乙"):
        found = seen_in(whole)
        assert found, whole
        assert found[0].kind is PLANTED[text], whole
        assert not any(seen_in(covered(whole))), whole
        assert not any(sign.isdigit() for sign in covered(whole)), whole


@pytest.mark.parametrize("text", HARMLESS)
def test_amounts_years_standards_and_patents_are_let_be(text: str) -> None:
    assert (seen_in(text), covered(text)) == ((), text)


@given(
    st.lists(st.sampled_from([*PLANTED, *HARMLESS, "，", " ", "\n", "中", "a", "1"]), max_size=8).map("".join)
)
def test_covering_once_is_enough(text: str) -> None:
    once = covered(text)
    assert covered(once) == once


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    found = seen_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


_AS_READ = re.compile(
    r"[A-Za-z0-9._%+-]+ ?@ ?"
    r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|[\u4e00-\u9fff]{1,10}\.[\u4e00-\u9fffA-Za-z]{2,6})"
)
"""A mailbox as one reads it; on long runs it takes the square of their length."""


@given(st.text("a.-_% @@@中国。\n", max_size=40))
def test_mailboxes_are_found_as_one_reads_them(text: str) -> None:
    read = [Seen(Kind.MAILBOX, match.start(), match.end()) for match in _AS_READ.finditer(text)]
    assert list(seen_in(text)) == read


@pytest.mark.parametrize("before", ["a", "a.", "长a", "-"])
def test_a_mailbox_behind_a_long_run_is_covered_whole(before: str) -> None:
    run = before * 30_000
    whole = f"质量，{run}zhang@example.com。"
    assert covered(whole) == f"质量，{run[: run.rfind('长') + 1]}{COVER}。"
    assert covered(f"@{run}") == f"@{run}"


def test_a_column_of_credit_codes_shows_them_and_nothing_else() -> None:
    columns = (Shown("name", "名称"), Shown("code", "统一社会信用代码", coded=True))
    line = Line(1, "", "", {"name": f"示例公司{CODE}", "code": CODE})
    assert [(one.column, one.kinds) for one in suspects([line], columns)] == [("名称", (Kind.CREDIT_CODE,))]
    assert without_personal(line.values, columns) == {"name": f"示例公司{COVER}", "code": CODE}
    assert kinds_in("13800000000", coded=True) == (Kind.PHONE,)
    assert (is_credit_code(CODE), is_credit_code("500101199001010011")) == (True, False)
