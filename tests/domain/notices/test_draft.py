"""A notice becomes a call file that works at once, with its questions told and nothing made up."""

from pathlib import Path

import pytest

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.merge import Master, MasterRow
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.annexes.write import blank_paper, master_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.domain.notices.draft import draft_call
from jianyou.domain.notices.drafted_columns import draft_columns
from jianyou.domain.notices.model import NoticeColumn, Span
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.domain.notices.text import notice_text
from jianyou.officefiles.writing.docx import write_docx
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from tests.domain.notices.papers import COMMISSION

TABLE = """附件1
优秀讲师推荐汇总表
序号\t讲师姓名\t所在单位\t是否愿意授课\t授课专长（不超过30字）\t联系电话
1\t\t\t\t\t
2\t\t\t\t\t
"""
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
    assert [finding.code for finding in blank.findings] == ["no_entries"]
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
