"""What goes back to a sender: his own file with remarks, or a list of findings."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.returning import Returned, return_form
from jianyou.officefiles.annotating.clear import strip_remarks
from jianyou.officefiles.annotating.remark import MARK
from jianyou.officefiles.model import FileKind, Paragraph, Table
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param
from jianyou.terms.place import Place
from tests.corpus.sheetxml import Book, Sheet, packed, parts_of, rows
from tests.corpus.wordxml import docx_bytes, p, tbl, tr
from tests.domain.mailbox.samples import CALL, SCHEMA, form, rejected, scan

AT = CALL.deadline - timedelta(days=2)
HEADINGS = [column.title for column in SCHEMA.columns]
VALUES = ["1", "城东样机有限公司", "沙坪坝区", "成立于2003年", "质量", "无", "韩某某", ""]
HEAD = "填报部门：城东区经济局    联系人：韩某某    联系电话："


def word_file() -> bytes:
    return docx_bytes(p("附件2"), p(HEAD), tbl(tr(*HEADINGS), tr(*VALUES)))


def workbook() -> bytes:
    return packed(parts_of(Book([Sheet(rows([HEAD], HEADINGS, VALUES), "汇总表")])))


def taken(folder: Path, name: str, data: bytes) -> Form:
    path = folder / name
    path.write_bytes(data)
    return take_in(path, file=f"区县/{name}", schema=SCHEMA, deadline=CALL.deadline, regions=CALL.regions)


def returned(form: Form, data: bytes | None, *, at: datetime = AT, lang: Lang = Lang.ZH) -> Returned:
    found = return_form(form, data, CALL, author="某市经济信息委", at=at, lang=lang)
    assert found is not None
    return found


def told(form: Form) -> list[Finding]:
    return [finding for finding in form.findings if finding.severity is not Severity.INFO]


def words(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def sheet_of(folder: Path, found: Returned) -> tuple[list[str], list[list[str]]]:
    path = folder / "list.docx"
    path.write_bytes(found.data)
    blocks = read_file(path).blocks
    [table] = [block for block in blocks if isinstance(block, Table)]
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    return lines, [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [("甲.docx", word_file(), "word/comments.xml"), ("甲.xlsx", workbook(), "xl/comments1.xml")],
)
def test_the_senders_own_file_with_remarks(tmp_path: Path, name: str, data: bytes, part: str) -> None:
    read = taken(tmp_path, name, data)
    assert len(told(read)) > 2
    found = returned(read, data)
    assert (found.name, found.remarks, found.findings) == (name, len(told(read)), ())
    for finding in told(read):
        assert finding.text() in words(found.data, part).replace("&lt;", "<").replace("&amp;", "&")
    again = taken(tmp_path, name, found.data)
    assert again.rows == read.rows
    assert len(strip_remarks(found.data)) < len(found.data)


def test_infos_are_told_only_if_asked_for() -> None:
    note = Finding("legacy_workbook", Severity.INFO, Place("甲.docx"))
    one = form("甲.docx", "甲公司")
    one.findings = [note]
    assert return_form(one, word_file(), CALL, author="", at=AT) is None
    asked = return_form(one, word_file(), CALL, author="", at=AT, severities=(Severity.INFO,))
    assert asked is not None
    assert note.text() in words(asked.data, "word/comments.xml")


@pytest.mark.parametrize("kind", [FileKind.XLS, FileKind.DOC, FileKind.PDF, None])
def test_other_kinds_get_a_list(tmp_path: Path, kind: FileKind | None) -> None:
    one = taken(tmp_path, "甲.docx", word_file())
    one.kind = kind
    found = returned(one, b"whatever it was")
    assert (found.name, found.remarks, found.findings) == ("甲-问题清单.docx", len(told(one)), ())
    lines, table = sheet_of(tmp_path, found)
    assert f"《{SCHEMA.title}》填报问题清单" in lines
    assert any("来文：甲.docx" in line and "填报部门：城东区经济局" in line for line in lines)
    assert any("于2024年2月22日（周四）18:00（北京时间）前重新报送" in line for line in lines)
    assert table[0] == ["序号", "推荐对象", "栏目", "问题和修改办法", "位置"]
    assert [row[0] for row in table[1:]] == [str(n) for n in range(1, len(told(one)) + 1)]
    assert [row[3] for row in table[1:]] == [finding.text() for finding in told(one)]
    assert [row[4] for row in table[1:]] == [finding.place.text() for finding in told(one)]


def test_after_the_deadline_the_list_says_so(tmp_path: Path) -> None:
    one = rejected("a/乙.pdf", "kind_encrypted")
    found = returned(one, None, at=CALL.deadline + timedelta(seconds=1))
    assert found.name == "乙-问题清单.docx"
    lines, table = sheet_of(tmp_path, found)
    assert any("报送截止时间（2024年2月22日（周四）18:00（北京时间））已过" in line for line in lines)
    assert table[1:] == [["1", "", "", Message("kind_encrypted").text(), "整个文件"]]


def test_in_english(tmp_path: Path) -> None:
    found = returned(rejected("乙.pdf", "kind_encrypted"), None, lang=Lang.EN)
    assert found.name == "乙-findings.docx"
    _, table = sheet_of(tmp_path, found)
    assert table[0] == ["No.", "Nominee", "Column", "What is wrong and how to mend it", "Place"]


def test_a_file_that_takes_no_remarks_gets_a_list_and_the_reason(tmp_path: Path) -> None:
    one = taken(tmp_path, "甲.docx", word_file())
    signed = docx_bytes(p("甲"), parts={"_xmlsignatures/origin.sigs": b""})
    for data, code in ((signed, "annotate_signed"), (b"\xd0\xcf\x11\xe0 locked", "annotate_other_kind")):
        found = returned(one, data)
        assert found.name == "甲-问题清单.docx"
        assert [finding.code for finding in found.findings] == [code]
        assert found.findings[0].text() != ""
    assert returned(one, None).name == "甲-问题清单.docx"


def test_nothing_to_tell() -> None:
    assert return_form(form("甲.docx", "甲公司"), word_file(), CALL, author="", at=AT) is None
    sealed = scan("甲.jpg")
    sealed.status = FormStatus.SEALED_SCAN
    assert return_form(sealed, None, CALL, author="", at=AT) is None
    # The reason lies on the reader's own machine.
    assert (
        return_form(rejected("甲.docx", "file_unreadable", reason="x"), None, CALL, author="", at=AT) is None
    )


def test_another_senders_file_is_not_named() -> None:
    place = Place("乙.docx", table=1, row=2, column=2)
    params: dict[str, Param] = {"text": "甲公司", "first_file": "甲公司的表.docx", "first_row": 1}
    one = form("乙.docx", "甲公司")
    one.findings = [Finding("nominee_repeated", Severity.WARNING, place, params)]
    comments = words(returned(one, word_file()).data, "word/comments.xml")
    assert f"{MARK}“甲公司”另有一份表也已报来" in comments
    assert "甲公司的表" not in comments
