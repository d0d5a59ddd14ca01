"""The receipt on paper: one page whatever was filed, with its code, in both languages."""

import pypdfium2  # type: ignore[import-untyped]
import pytest

from jianyou.domain.ledger.fingerprints import Mark
from jianyou.domain.papers.receipt import ReceiptTold, ToldFile, receipt_paper
from jianyou.officefiles.scans import FoundCode, look_into
from jianyou.officefiles.writing.facts_pdf import write_facts
from jianyou.terms.lang import Lang

MARK = Mark("K7MQ-3T9V-XW2B", "3fa91c2b77de0415")


def told(entries: int = 2, files: int = 1, name: str = "示例轴承有限公司", note: bool = True) -> ReceiptTold:
    return ReceiptTold(
        issuer="示例市经济和信息化委员会",
        call="关于征集示例优质组织和个人的通知",
        number=MARK.number,
        filer=name,
        said="已在截止时间之前完成报送。",
        received="2026年11月23日（星期一）18:05:07",
        completed="2026年11月23日（星期一）18:06:00",
        deadline="2026年12月1日（星期二）18:00",
        version=2,
        changed="2026年11月23日（星期一）18:06:00",
        entries=[name] * entries,
        files=[ToldFile(f"{name}.pdf", "1.2 MB", "3fa9" * 16)] * files,
        content_sha256="3fa91c2b77de0415" * 4,
        commitment="bb11" * 16,
        mark=MARK,
        own_application=note,
        verify_url="https://jianyou.example.invalid/verify",
    )


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_what_it_tells() -> None:
    data = write_facts(receipt_paper(told(), Lang.ZH))
    said = words(data)
    for word in (
        "报送回执",
        "K7MQ-3T9V-XW2B",
        "2026年11月23日（星期一）18:05:07",
        "以本站的时钟为准",
        "3fa91c2b77de0415" * 4,
        "1.示例轴承有限公司2.示例轴承有限公司",
        "本回执不代替奖项自身的申报。",
        "https://jianyou.example.invalid/verify",
    ):
        assert word in said, word
    assert data == write_facts(receipt_paper(told(), Lang.ZH))


def test_its_code_is_the_mark() -> None:
    assert look_into(write_facts(receipt_paper(told(), Lang.ZH))).codes == (FoundCode(1, MARK.text),)


def test_without_an_own_application_nothing_is_said_of_it() -> None:
    assert "不代替" not in words(write_facts(receipt_paper(told(note=False), Lang.ZH)))


@pytest.mark.parametrize("lang", [Lang.ZH, Lang.EN])
@pytest.mark.parametrize("name", ["示例" * 100, "W" * 200, "\x00\u202e\ue000示例<>&#[]"])
def test_one_page_whatever_was_filed(lang: Lang, name: str) -> None:
    data = write_facts(receipt_paper(told(300, 40, name), lang))
    assert len(pypdfium2.PdfDocument(data)) == 1
    assert ("共300个" if lang is Lang.ZH else "of300") in words(data)
