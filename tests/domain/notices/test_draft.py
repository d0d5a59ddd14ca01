"""A notice becomes a call file that works at once, with its questions told and nothing made up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.merge import Master, MasterRow
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.annexes.write import blank_paper, master_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.notices.draft import MOST_BYTES, draft_call
from jianyou.domain.notices.draft_notice import last_moment
from jianyou.domain.notices.drafted_columns import draft_columns
from jianyou.domain.notices.model import NoticeColumn, Span
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.domain.notices.text import notice_text
from jianyou.officefiles.writing.docx import write_docx
from jianyou.terms.clause import digest
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from tests.domain.notices.drafting import RICH, draft_of
from tests.domain.notices.drafting import drafted as drafted_call
from tests.domain.notices.laid import rewritings
from tests.domain.notices.papers import COMMISSION, ONE_LINE, SCHOOL_COVER, WEB_PAGE

TABLE = """附件1
优秀讲师推荐汇总表
序号\t讲师姓名\t所在单位\t是否愿意授课\t授课专长（不超过30字）\t联系电话
1\t\t\t\t\t
2\t\t\t\t\t
"""
CALLS = (COMMISSION, SCHOOL_COVER, ONE_LINE, WEB_PAGE)
CALLS_WITH_DEADLINE = (COMMISSION, ONE_LINE)
NOTICE = f"""临江省质量协会文件
临质协〔2031〕6号
关于征集优秀质量讲师的通知
各会员单位：
    现征集优秀质量讲师。请各单位于3月20日前将推荐表报送协会秘书处。
    附件：优秀讲师推荐汇总表
临江省质量协会
2031年2月26日
{TABLE}"""


def drafted(notice: str, tmp_path: Path, lang: Lang = Lang.ZH) -> tuple[Call, str, int]:
    text = notice_text(notice)
    draft = draft_call(text, read_laid(text), lang)
    path = tmp_path / "call.yaml"
    path.write_text(draft.text, "utf-8")
    return load_call(str(path)), draft.text, draft.questions


@pytest.mark.parametrize("lang", list(Lang))
def test_a_draft_says_what_the_notice_says(lang: Lang, tmp_path: Path) -> None:
    call, text, questions = drafted(NOTICE, tmp_path, lang)
    assert (call.notice.number, call.notice.issuer) == ("临质协〔2031〕6号", "临江省质量协会")
    assert call.notice.title == "关于征集优秀质量讲师的通知"
    assert call.deadline.isoformat() == "2031-03-21T00:00:00+08:00"
    assert [
        (column.kind.value, column.limit and column.limit.characters) for column in call.annex.columns
    ] == [
        *(("serial", None), ("name", None), ("text", None), ("yes_no", None), ("text", 30), ("phone", None)),
    ]
    assert (call.annex.label, call.annex.title) == ("附件1", "优秀讲师推荐汇总表")
    assert questions == text.count("待定 " if lang is Lang.ZH else "# question ") >= 1


def test_a_form_of_the_draft_is_made_filled_and_checked(tmp_path: Path) -> None:
    call, _, _ = drafted(NOTICE, tmp_path)
    assert filled_and_read(call, tmp_path) == ["贺明远"]


def filled_and_read(call: Call, tmp_path: Path) -> list[str]:
    """The nominees read back from a form that was made blank and filled, with nothing but remarks."""
    (tmp_path / "blank.docx").write_bytes(write_docx(blank_paper(call.annex)).data)
    name = call.annex.name_column.key
    values = {column.key: Value("见附页", Place("")) for column in call.annex.columns}
    row = Row(1, Place(""), {**values, name: Value("贺明远", Place(""))})
    paper = master_paper(call.annex, Master([MasterRow(1, "", row)]), header={})
    (tmp_path / "filled.docx").write_bytes(write_docx(paper).data)
    blank, filled = (
        take_in(tmp_path / f"{which}.docx", file=which, schema=call.annex, deadline=call.deadline)
        for which in ("blank", "filled")
    )
    blanks = {finding.code for finding in blank.findings} - {"header_missing"}
    assert blanks == {"no_entries"}
    return [row.text(name) for row in filled.rows]


def test_a_notice_without_a_table_or_a_deadline_gives_no_draft() -> None:
    without_table = notice_text(NOTICE.replace(TABLE, ""))
    without_deadline = notice_text(NOTICE.replace("于3月20日前", ""))
    told = []
    for text in (without_table, without_deadline):
        with pytest.raises(Refused) as caught:
            draft_call(text, read_laid(text))
        told.append(caught.value.code)
    assert told == ["draft_without_table", "draft_without_deadline"]


def test_quotes_and_colons_in_a_notice_stay_words(tmp_path: Path) -> None:
    call, _, _ = drafted(NOTICE.replace("讲师姓名", '讲师"姓名":{x}#'), tmp_path)
    assert '讲师"姓名":{x}#' in [column.title for column in call.annex.columns]


@pytest.mark.parametrize(
    ("headings", "naming"),
    [
        (["序号", "项目名称", "负责人姓名"], 1),
        (["序号", "所在学校", "姓名", "联系电话"], 2),
        (["编号", "参评条件", "备注"], 1),
        (["单位", "论文题目", "作者"], 0),
    ],
)
def test_one_column_names_the_nominee(headings: list[str], naming: int) -> None:
    columns = draft_columns([NoticeColumn(heading, "", Span(0, 1)) for heading in headings])
    assert [column.kind is ColumnKind.NAME for column in columns].index(True) == naming
    assert len({column.key for column in columns}) == len(columns)


def test_a_real_paper_with_one_deadline_of_the_hour_keeps_it(tmp_path: Path) -> None:
    text = notice_text(COMMISSION + TABLE)
    facts = read_laid(text)
    assert facts.deadline is not None
    draft = draft_call(text, facts)
    (tmp_path / "call.yaml").write_text(draft.text, "utf-8")
    assert load_call(str(tmp_path / "call.yaml")).deadline.isoformat() == "2031-03-15T18:00:00+08:00"


def test_notices_of_other_offices_give_forms_that_work(shared: Path, tmp_path: Path) -> None:
    worked = []
    for path in sorted((shared / "notices").glob("*.txt")):
        text = open_notice(path)
        try:
            draft = draft_call(text, read_laid(text))
        except Refused:
            continue
        (tmp_path / "call.yaml").write_text(draft.text, "utf-8")
        assert filled_and_read(load_call(str(tmp_path / "call.yaml")), tmp_path) == ["贺明远"]
        worked.append(path.name[:2])
    assert worked == ["00", "03", "04", "10"]


HOSTILE = [
    '"',
    "'",
    ":",
    "：",
    " #",
    "{",
    "}",
    "[",
    "]",
    "- ",
    "|",
    ">",
    "&a",
    "*a",
    "!!",
    "%",
    "@",
    "`",
    "\\",
]
CONTROLS = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\ue000",
    "\t",
]


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(RICH)), st.sampled_from(HOSTILE + CONTROLS)), max_size=40))
def test_no_words_of_a_notice_break_its_draft(put_in: list[tuple[int, str]]) -> None:
    assert_accepted(with_signs(RICH, put_in))


@settings(max_examples=60)
@given(st.sampled_from([*CALLS, RICH, NOTICE]), rewritings(breaks=" \u3000\n"))
def test_a_draft_is_always_accepted_however_the_notice_is_written(
    written: str, rewritten: Callable[[str], str]
) -> None:
    assert_accepted(rewritten(written) + TABLE)


def with_signs(written: str, put_in: list[tuple[int, str]]) -> str:
    for place, sign in sorted(put_in, reverse=True):
        written = written[:place] + sign + written[place:]
    return written


def assert_accepted(written: str) -> None:
    """Either the notice is refused with a message, or its draft is a call of the same deadline."""
    text = notice_text(written)
    try:
        facts = read_laid(text)
        draft = draft_call(text, facts)
    except Refused:
        return
    call = parse_call(draft.text, source="draft.yaml")
    assert facts.deadline is not None
    assert call.deadline == last_moment(facts.deadline)
    assert len(call.contacts) == len(facts.contacts)


def test_the_generators_above_do_yield_drafts() -> None:
    assert drafted_call(RICH).contacts
    assert [bool(draft_of(written + TABLE).text) for written in CALLS_WITH_DEADLINE] == [True, True]


def test_alike_headings_are_told_apart() -> None:
    draft = draft_of(NOTICE.replace("所在单位", "备注").replace("联系电话", "备注"))
    call = parse_call(draft.text, source="draft.yaml")
    assert [column.title for column in call.annex.columns][1:] == [
        *("讲师姓名", "备注", "是否愿意授课", "授课专长（不超过30字）", "备注（6）"),
    ]
    assert "栏目“备注”没有文字或与另一栏相同" in draft.text


def with_conditions(count: int, length: int) -> str:
    """The notice with that many awards of 98 conditions each, every one of `length` characters."""
    items = "\n".join(f"{number}.{'连' * length}；" for number in range(1, 99))
    awards = "\n".join(
        f"{han}、临江省第{han}质量奖参评条件\n（一）范围。临江省第{han}质量奖不超过6个。\n（二）条件。\n{items}"
        for han in "一二三四五六七八九十"[:count]
    )
    return RICH.replace("一、临江省精益制造奖参评条件", awards, 1)


def test_a_notice_beyond_one_call_file_is_refused() -> None:
    with pytest.raises(Refused, match="draft_too_large"):
        draft_of(with_conditions(10, 30))


def test_long_conditions_are_shortened_before_a_draft_is_refused() -> None:
    written = with_conditions(2, 400)
    lengths = {len(each.text) for award in drafted_call(written).awards for each in award.conditions}
    assert max(lengths) == 100
    assert len(draft_of(written).text.encode()) < MOST_BYTES
    assert drafted_call(written).awards[0].conditions[1].digest == digest("连" * 400 + "；")
