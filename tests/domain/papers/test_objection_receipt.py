"""The confirmation of an objection: one page whatever it holds, with number and code, in both languages."""

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest

from jianyou.domain.papers.objection_receipt import ObjectionReceipt, objection_receipt
from jianyou.officefiles.scans import look_into
from jianyou.officefiles.writing.facts_pdf import write_facts
from jianyou.terms.lang import Lang
from jianyou.terms.texts.objections import TEXTS

URL = "https://jianyou.example.invalid/objections/?number=K7MQ-3T9V-XW2B"
MISSING = ("objection_missing_time", "objection_missing_letter", "objection_missing_evidence")
"""As many as can come together."""
TOLD = ObjectionReceipt(
    issuer="示例市经济和信息化委员会",
    call="关于征集示例优质组织和个人的通知",
    number="K7MQ-3T9V-XW2B",
    code="12AB34CD56EF",
    received="2026年11月24日（周二）04:47（北京时间）",
    until="2026年12月2日（周三）00:00（北京时间）",
    in_time=True,
    list_title="关于示例市长质量奖拟推荐名单的公示",
    about="示例轴承有限公司",
    kind="文字差错",
    named=True,
    files=("证据.pdf",),
    missing=(),
    find_url=URL,
)


def words(told: ObjectionReceipt, lang: Lang = Lang.ZH) -> str:
    document = pypdfium2.PdfDocument(write_facts(objection_receipt(told, lang)))
    assert len(document) == 1
    return "".join(document[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("lang", list(Lang))
def test_all_that_can_be_missing_and_many_long_files_stay_on_one_page(lang: Lang) -> None:
    full = replace(
        TOLD,
        list_title="名单" * 100,
        about="单位" * 100,
        files=[f"{'材料' * 30}{at}.pdf" for at in range(10)],
        missing=[TEXTS[code][lang is Lang.EN] for code in MISSING],
        in_time=False,
        named=False,
    )
    told = words(full, lang)
    assert (TOLD.number in told, "12AB-34CD-56EF" in told) == (True, True)


def test_it_tells_apart_in_time_late_and_anonymous() -> None:
    papers = (TOLD, replace(TOLD, in_time=False), replace(TOLD, named=False))
    assert [objection_receipt(told, Lang.ZH).said for told in papers] == [
        "已收到并登记。本回执只说明收到，不表示已经受理，也不表示异议成立。",
        "已收到并登记，但已过异议期限。是否受理由征集部门决定。",
        "已收到并登记。没有署名，将作为线索转交，不作答复。",
    ]


def test_its_square_code_leads_back_and_holds_no_code() -> None:
    [found] = look_into(write_facts(objection_receipt(TOLD, Lang.ZH))).codes
    assert found.text == URL
