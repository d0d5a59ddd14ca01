"""The pages of proofs: given, told of, fetched again, removed; and what keeps a file out."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jianyou.domain.lifecycle.roles import Role
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.queries.proofs import get_draft_proofs, get_filing_proofs
from jianyou.store.models import DraftFile, StoredFile
from tests.officefiles.papers import paper
from tests.officefiles.test_harmless import SCRIPT, changed, in_the_catalog
from tests.site.filling import GOOD, number_of, post, typed
from tests.site.public import browser, filed, form, number_and_code, opened_city, text_of, upload
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")
PDF = b"%PDF-1.4\n% a certificate\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


@pytest.fixture
def client() -> Client:
    """A browser at a call that is open."""
    opened_city()
    return browser()


def begun(client: Client, *entries: dict[str, str]) -> str:
    """A draft of two nominees, and its number."""
    both = entries or (GOOD, GOOD | {"name": "示例齿轮厂"})
    return number_of(str(post(client, typed(*both, do="save")).headers["Location"]))


def told(data: bytes = PDF, name: str = "证书.pdf", **other: str) -> dict[str, Any]:
    """The form filled."""
    return {"do": "add", "kind": "honor", "file": upload(name, data), "since": "", "until": ""} | other


def errors(answer: Any) -> dict[str, str]:
    """What is wrong by field, as it stands beside it."""
    found = re.findall(
        r'<span class="field-error" id="(\w+)-error">(.*?)</span></span>', answer.content.decode()
    )
    return {field: re.sub(r"<[^>]+>", "", text).removeprefix("错误：") for field, text in found}


def test_a_proof_is_given_shown_fetched_and_removed(client: Client) -> None:
    number = begun(client)
    at = f"/drafts/{number}/proofs/"
    page = client.get(at)
    assert page.status_code == 200
    assert "自愿提供，不交也可以报送。" in text_of(page)
    answer = client.post(at, told(entry="2", since="2024年1月1日", until="长期"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{at}?done=added")
    page = client.get(f"{at}?done=added")
    said = text_of(page)
    for words in (
        "已收下，列在下面。",
        "已有 1 份",
        "荣誉、奖项的证书或文件",
        "示例齿轮厂",
        "自 2024-01-01 起",
    ):
        assert words in said
    (link,) = re.findall(r'href="(/drafts/[^"]+/proofs/[0-9a-f]{64})"', page.content.decode())
    file: Any = client.get(link)
    assert b"".join(file.streaming_content) == PDF
    assert file.headers["Content-Disposition"].startswith("attachment; ")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    digest = link.rpartition("/")[2]
    answer = client.post(at, {"do": f"remove-{digest}"})
    assert answer.headers["Location"] == f"{at}?done=removed"
    assert DraftFile.objects.count() == 0
    assert client.get(link).status_code == 404


def test_everything_that_is_wrong_is_told_at_once_beside_its_field(client: Client) -> None:
    at = f"/drafts/{begun(client)}/proofs/"
    answer = client.post(
        at, {"do": "add", "kind": "gold", "entry": "9", "since": "昨天", "until": "2026-13-01"}
    )
    assert answer.status_code == 422
    assert sorted(errors(answer)) == ["entry", "file", "kind", "since", "until"]
    assert text_of(answer).count("请改正以下 5 处，再按一次") == 1
    answer = client.post(at, told(since="2026-05-01", until="2026-04-30"))
    assert errors(answer) == {"until": "有效期的结束早于开始。请对照证件改正。"}
    assert "请再选择一次文件。" in text_of(answer)
    assert 'value="2026-05-01"' in answer.content.decode()
    assert DraftFile.objects.count() == 0


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return held.getvalue()


def with_macros() -> bytes:
    """A Word file that holds macros."""
    parts = dict[str, bytes]()
    with zipfile.ZipFile(io.BytesIO(form())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(parts | {"word/vbaProject.bin": b"macros"})


def with_script() -> bytes:
    """A PDF that runs a script when it is opened."""
    return changed(write_pdf(paper(1)).data, in_the_catalog("/OpenAction", SCRIPT))


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "空.pdf", "是空文件"),
        (b"words", "说明.txt", "不是 PDF、图片"),
        (b"GIF89a" + bytes(20), "动图.gif", "不是 PDF、图片"),
        (b"MZ" + bytes(200), "程序.pdf", "不是 PDF、图片"),
        (b"<!doctype html><script>alert(1)</script>", "网页.pdf", "不是 PDF、图片"),
        (packed({"a.txt": b"x"}), "压缩包.docx", "不是 PDF、图片"),
        (with_macros(), "带宏.docx", "带有宏"),
        (with_script(), "带脚本.pdf", "打开时会自动执行操作"),
        (b"PK\x03\x04 damaged", "损坏.docx", "不是 PDF、图片"),
    ],
    ids=["empty", "text", "gif", "program", "page", "zip", "macros", "script", "damaged"],
)
def test_what_is_no_harmless_paper_is_kept_out(client: Client, data: bytes, name: str, words: str) -> None:
    answer = client.post(f"/drafts/{begun(client)}/proofs/", told(data, name))
    assert answer.status_code == 422
    assert list(errors(answer)) == ["file"]
    assert words in errors(answer)["file"]
    assert DraftFile.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (PDF, "证书.pdf", "证书.pdf"),
        (PDF, "证书.exe", "证书.exe.pdf"),
        (PDF, "../../x/证书", "证书.pdf"),
        (PNG, "扫描.PNG", "扫描.PNG"),
        (b"\xff\xd8\xff" + bytes(20), "照片.jpeg", "照片.jpeg"),
        (form(), "说明.docx", "说明.docx"),
        (form(kind="xlsx"), "数据.html", "数据.html.xlsx"),
    ],
    ids=["pdf", "other ending", "path", "png", "jpeg", "word", "excel"],
)
def test_a_file_goes_by_what_it_is(client: Client, data: bytes, name: str, kept: str) -> None:
    number = begun(client)
    assert client.post(f"/drafts/{number}/proofs/", told(data, name)).status_code == 302
    assert [one.name for one in get_draft_proofs(number=number).proofs] == [kept]


def test_the_same_file_twice_is_one(client: Client) -> None:
    number = begun(client)
    client.post(f"/drafts/{number}/proofs/", told())
    answer = client.post(f"/drafts/{number}/proofs/", told(kind="other"))
    assert answer.headers["Location"].endswith("?done=known")
    assert [one.kind for one in get_draft_proofs(number=number).proofs] == ["other"]


def test_nobody_else_sees_the_proofs_of_a_draft(client: Client) -> None:
    number = begun(client)
    client.post(f"/drafts/{number}/proofs/", told())
    digest, other = get_draft_proofs(number=number).proofs[0].digest, browser()
    for path in (f"/drafts/{number}/proofs/", f"/drafts/{number}/proofs/{digest}"):
        assert other.get(path).status_code == 403
    assert other.post(f"/drafts/{number}/proofs/", told()).status_code == 403
    mine = begun(other)
    assert other.get(f"/drafts/{mine}/proofs/{digest}").status_code == 404


def test_proofs_go_along_when_the_draft_is_filed(client: Client) -> None:
    number = begun(client)
    client.post(f"/drafts/{number}/proofs/", told(entry="2", until="2020-01-01"))
    at = f"/drafts/{number}/check/"
    page = client.get(at).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = client.post(at, hidden | {"not_classified": "yes", "do": "file"})
    assert answer.status_code == 302
    (proof,) = get_filing_proofs(number=number).proofs
    assert (proof.name, proof.nominee, proof.kind) == ("证书.pdf", "示例齿轮厂", "honor")
    gone = client.get(f"/drafts/{number}/proofs/")
    assert gone.status_code == 302
    assert gone.headers["Location"].startswith(f"/filings/{number}/")


def test_a_proof_is_added_to_a_filing(client: Client) -> None:
    number, code = number_and_code(client.get(filed(client)))
    found = client.post("/filings/", {"number": number, "code": code}).headers["Location"]
    at = found.replace("/?key", "/proofs/?key")
    page = client.get(at)
    assert page.status_code == 200
    assert 'name="do" value="remove' not in page.content.decode()
    answer = client.post(at, told(until="2020-01-01"))
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    assert "已收下，列在下面。" in text_of(page)
    assert "有效期到 2020-01-01，已经过期" in text_of(page)
    (link,) = re.findall(r'href="(/filings/[^"]+/proofs/[0-9a-f]{64}\?[^"]+)"', page.content.decode())
    assert b"".join(client.get(link).streaming_content) == PDF  # type: ignore[attr-defined]
    again = client.post(at, told())
    assert again.headers["Location"].endswith("done=there")
    assert StoredFile.objects.filter(purpose="proof").count() == 1
    assert client.get(f"/filings/{number}/proofs/").status_code == 403
    assert client.get(link.partition("?")[0]).status_code == 403


def test_what_may_serve_is_told_by_the_conditions(client: Client) -> None:
    said = text_of(client.get(f"/drafts/{begun(client)}/proofs/"))
    assert "哪些材料用得上" in said
    assert "第三方检测报告或与同类产品的比对报告" in said
    assert "一般看 24 个月以内开具的" in said


def test_a_table_of_one_nominee_doesnt_ask_whom_a_proof_is_about(client: Client) -> None:
    one, two = (client.get(f"/drafts/{begun(client, *rows)}/proofs/") for rows in ([GOOD], []))
    assert ('id="entry"' in one.content.decode(), 'id="entry"' in two.content.decode()) == (False, True)


def test_the_office_reads_them_and_opens_them_with_a_reason(client: Client) -> None:
    number, code = number_and_code(client.get(filed(client)))
    found = client.post("/filings/", {"number": number, "code": code}).headers["Location"]
    clerk = browser()
    clerk.force_login(account(Role.OFFICE_CLERK))
    at = reverse("office:filing", args=[number])
    with CaptureQueriesContext(connection) as before:
        assert "申报单位自愿提供" not in text_of(clerk.get(at))
    client.post(found.replace("/?key", "/proofs/?key"), told(until="2020-01-01"))
    with CaptureQueriesContext(connection) as after:
        said = text_of(clerk.get(at))
    # The entries' names, the newest version and its proofs, and the clock; nothing where there are none.
    assert len(after) - len(before) == 4
    for words in ("证明材料 1 份", "荣誉、奖项的证书或文件", "到 2020-01-01", "已经过期", "写明理由后打开"):
        assert words in said
    clerk.post(reverse("office:personal", args=[number]), {"reason": "核对证书"})
    page = clerk.get(at).content.decode()
    digest = get_filing_proofs(number=number).proofs[0].digest
    link = reverse("office:file", args=[number, digest])
    assert f'href="{link}?keep"' in page
    file: Any = clerk.get(f"{link}?keep")
    assert b"".join(file.streaming_content) == PDF
    assert file.headers["Content-Disposition"].startswith("attachment; ")
