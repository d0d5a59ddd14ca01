"""Any file goes to the reader of its kind, whatever its name; what no reader takes is refused in words."""

from pathlib import Path

import pytest

from jianyou.officefiles.guard import LIMITS
from jianyou.officefiles.model import FileKind, Paragraph, Table
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.corpus.hostile import xlsx
from tests.corpus.wordxml import docx_bytes, p, plain_form, tbl, tr
from tests.officefiles.reading import rows, tables


def test_a_word_form(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(docx_bytes(p("题"), tbl(tr("甲", "乙"))))
    document = read_file(path, file="某处/表.docx", limits=LIMITS)
    assert (document.file, document.kind, document.findings) == ("某处/表.docx", FileKind.DOCX, [])
    assert [type(block) for block in document.blocks] == [Paragraph, Table]


def test_the_plain_form_of_the_corpus_has_nothing_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(plain_form())
    assert read_file(path).findings == []


@pytest.mark.parametrize("name", ["表.xlsx", "表.docx"])
def test_a_workbook_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'))
    document = read_file(path)
    assert document.kind is FileKind.XLSX
    assert [rows(table) for table in tables(document)] == [[["甲"]]]
    told = [] if name.endswith(".xlsx") else ["extension_differs"]
    assert [finding.code for finding in document.findings] == told


def test_a_kind_without_reader_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(b"<html><table><tr><td>x</td></tr></table></html>")
    with pytest.raises(Refused) as caught:
        read_file(path)
    assert caught.value.code == "kind_html"
    assert "HTML" in caught.value.text(Lang.ZH)
    assert "HTML" in caught.value.text(Lang.EN)
