"""What is printed: the marked annex of draft and filing, its preview, the receipt on paper."""

import io
import zipfile
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from jianyou.actions.drafting import save_draft
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.annexes.intake import read_in
from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.officefiles.scans import look_into
from jianyou.officefiles.squarecode import codes_on
from jianyou.queries.drafts import get_draft
from jianyou.store.models import Draft, Filing, LogRow
from tests.site.filling import GOOD, checked, number_of, pressed, typed
from tests.site.kit import builtin
from tests.site.public import body, browser, opened_city, row, text_of
from tests.site.returning import come_back, filer_of_form, filer_of_page, returned

pytestmark = pytest.mark.usefixtures("site")


def code_on(pdf: bytes) -> str:
    """The one square code of a PDF, which stands on each of its pages."""
    look = look_into(pdf)
    assert {code.page for code in look.codes} == set(range(1, look.pages + 1))
    (text,) = {code.text for code in look.codes}
    return text


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def code_in_word(docx: bytes) -> str:
    picture = zipfile.ZipFile(io.BytesIO(docx)).read("word/media/mark.png")
    (text,) = codes_on(Image.open(io.BytesIO(picture)).convert("L"))
    return text


def test_the_mark_of_a_draft_is_that_of_its_filing(tmp_path: Any) -> None:
    opened_city()
    client = browser()
    at = checked(client, typed(GOOD, GOOD | {"name": "  示例齿轮厂 ", "profile": "成立于2001年\t\r\n\r\n"}))
    number = number_of(at)
    printed = body(client.get(f"/drafts/{number}/annex.pdf"))
    word = body(client.get(f"/drafts/{number}/annex.docx"))
    assert Draft.objects.get().number == number
    filer = come_back(client, client.get(pressed(client, at).headers["Location"]))
    filing = Filing.objects.get()
    mark = mark_of(number, filing.versions.get().content)
    assert (filing.number, code_on(printed), code_in_word(word)) == (number, mark.text, mark.text)
    assert body(filer.client.get(filer.path("annex.pdf"))) == printed
    assert body(filer.client.get(filer.path("annex.docx"))) == word
    groups = " ".join(mark.fingerprint[at : at + 4] for at in range(0, 16, 4))
    assert f"编号{number}内容指纹{groups}".replace(" ", "") in words_of(printed)
    path = tmp_path / "annex.pdf"
    path.write_bytes(printed)
    read = read_in(path, file=path.name, schema=builtin().annex)
    assert [one.text("name") for one in read.rows] == ["示例轴承有限公司", "示例齿轮厂"]


def test_another_content_has_another_mark() -> None:
    opened_city()
    client = browser()
    number = number_of(checked(client))

    def code_with(**texts: str) -> str:
        now = get_draft(number=number).content
        edits = [Edit(name, text, now.text_of(name)) for name, text in texts.items()]
        assert not save_draft(actor=filer_of(number), number=number, edits=edits).conflicts
        return code_on(body(client.get(f"/drafts/{number}/annex.pdf")))

    first, second = code_with(), code_with(**{"c-1-feature": "改了一句"})
    assert (first.split()[:2], first == second) == (second.split()[:2], False)
    # A phone isn't part of it: nobody can try numbers until the fingerprint fits.
    assert code_with(**{"c-0-phone": "023-60000009"}) == second
    assert code_with(**{"c-1-feature": GOOD["feature"]}) == first


def test_the_mark_follows_a_correction() -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司"))
    first = code_on(body(filer.client.get(filer.path("annex.pdf"))))
    returned(filer, feature="请缩短。")
    filer.answers("send", feature="人人把关")
    content = Filing.objects.get().versions.get(ordinal=2).content
    assert (
        code_on(body(filer.client.get(filer.path("annex.pdf"))))
        == mark_of(filer.number, content).text
        != first
    )


def test_the_preview_of_a_draft() -> None:
    opened_city()
    client = browser()
    number = number_of(checked(client))
    answer = client.get(f"/drafts/{number}/preview/")
    page = answer.content.decode()
    assert page.count("data:image/png;base64,") == 1
    for words in (
        "尚未报送",
        "打印预览",
        "第 1 页，共 1 页",
        "一轴一档，件件可追溯",
        "李示例，质量部部长，023-60000001",
    ):
        assert words in text_of(answer), words
    for end in ("annex.pdf?show=1", 'annex.pdf"', "annex.docx"):
        assert f"/drafts/{number}/{end}" in page
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    shown = client.get(f"/drafts/{number}/annex.pdf?show=1")
    assert shown["Content-Disposition"].startswith("inline")
    assert body(shown) == body(client.get(f"/drafts/{number}/annex.pdf"))
    assert LogRow.objects.filter(act="show_personal_data").count() == 0


def test_the_preview_of_a_filing_is_logged_once() -> None:
    opened_city()
    filer = filer_of_page(browser())
    answer = filer.client.get(filer.path("preview/"))
    assert (answer.status_code, "尚未报送" in text_of(answer)) == (200, False)
    assert LogRow.objects.filter(act="show_personal_data").count() == 1


def test_a_long_table_shows_its_first_pages() -> None:
    opened_city()
    client = browser()
    entries = [GOOD | {"name": f"示例{number}厂", "profile": "很长的简况。" * 90} for number in range(9)]
    number = number_of(checked(client, typed(*entries)))
    answer = client.get(f"/drafts/{number}/preview/")
    assert answer.content.decode().count("data:image/png;base64,") == 6
    assert "页，见 PDF。" in text_of(answer)


def test_only_who_was_let_in() -> None:
    opened_city()
    client = browser()
    number = number_of(checked(client))
    for end in ("annex.pdf", "annex.docx", "preview/"):
        assert client.get(f"/drafts/{number}/{end}").status_code == 200
        assert browser().get(f"/drafts/{number}/{end}").status_code == 403
    filer, other = filer_of_page(browser()), filer_of_page(browser())
    for query in ("", "?key=x", f"?{other.query}"):
        for end in ("annex.pdf", "preview/", "receipt.pdf"):
            assert browser().get(f"/filings/{filer.number}/{end}{query}").status_code == 403


def test_what_was_filed_has_no_preview_as_a_draft() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    receipt = pressed(client, at).headers["Location"].partition("?")[0]
    for end in ("preview/", "annex.pdf"):
        answer = client.get(f"/drafts/{number_of(at)}/{end}")
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, receipt)


def test_the_receipt_on_paper() -> None:
    opened_city()
    filer = filer_of_page(browser())
    page = text_of(filer.page())
    answer = filer.client.get(filer.path("receipt.pdf"))
    data = body(answer)
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (
        "application/pdf",
        True,
    )
    filing = Filing.objects.get()
    mark = mark_of(filing.number, filing.versions.get().content)
    assert code_on(data) == mark.text
    said = words_of(data)
    for word in ("报送回执", filing.number, "渝北区经济信息委", "电子预填，尚未完成报送。", mark.fingerprint):
        assert word in said, word
    received = page.partition("收到时间")[2].partition("以本站")[0]
    assert "".join(received.split()) in said
    assert "023-6000" not in said
