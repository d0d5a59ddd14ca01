"""What the tests of the public pages share: calls to file in, filled forms, and a filer at a browser."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyou.actions.calls import open_call
from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.calls.load import load_call, parse_call, source_of
from jianyou.officefiles.writing.render import render_table
from jianyou.store.dialect import database_now
from jianyou.store.models import Call
from tests.site.kit import clerk

CITY = "chongqing-2024"
GOOD = (
    "",
    "示例轴承有限公司",
    "渝北区，制造业（通用设备制造业）",
    "成立于1998年，民营股份制企业，主营轴承研发制造，现有员工320人。",
    "一轴一档，件件可追溯",
    "2023年全国质量标杆（国家级）",
    "李示例，质量部部长，023-60000001",
    "是",
)
"""A row without anything to mend, but what the district and honors make of it."""
SCAN = b"%PDF-1.4\n% a sealed table\n"


def row(name: str, **other: str) -> tuple[str, ...]:
    """A filled row of the city's annex."""
    keys = [column.key for column in load_call(CITY).annex.columns]
    values = dict(zip(keys, GOOD, strict=True)) | {"name": name} | other
    return tuple(values[key] for key in keys)


def form(*rows: Sequence[str], kind: str = "docx", filled: bool = True) -> bytes:
    """The city's annex with these rows, as Word or Excel."""
    header = [
        ("填报部门", "渝北区经济信息委" if filled else ""),
        ("联系人", "王示例"),
        ("联系电话", "023-60000002"),
    ]
    paper = replace(blank_paper(load_call(CITY).annex), rows=rows or (GOOD,), blank_rows=0, header=header)
    return render_table(Path(f"form.{kind}"), paper).written.data


def opened_city(
    slug: str = "city", *, seconds: float = 90_000, completes_on: str = "either", late: bool = False
) -> Call:
    """The built-in call under another name, open for so many seconds."""
    deadline = database_now() + timedelta(seconds=seconds)
    text = source_of(CITY)
    for pattern, value in {
        "call": slug,
        "deadline": deadline.isoformat(timespec="seconds"),
        "  completes_on": completes_on,
        "  late_admission": "yes" if late else "no",
    }.items():
        text, count = re.subn(rf"^{pattern}: .*$", f"{pattern}: {value}", text, flags=re.MULTILINE)
        assert count == 1
    return open_call(actor=clerk(), file=parse_call(text, source=slug), source=text)


def browser(**options: Any) -> Client:
    """A browser without scripts, on the site's own host."""
    return Client(SERVER_NAME="localhost", **options)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def sent(data: bytes | None = None, name: str = "汇总表.docx", scan: bytes | None = None) -> dict[str, Any]:
    """The fields of the first page, filled."""
    fields: dict[str, Any] = {"filer": "渝北区经济信息委", "form": upload(name, data or form())}
    if scan is not None:
        fields["scan"] = upload("盖章件.pdf", scan)
    return fields


def step_two(client: Client, fields: dict[str, Any] | None = None, slug: str = "city") -> str:
    """Upload, and give the address of the page "check your answers"."""
    answer = client.post(f"/calls/{slug}/file/", fields or sent())
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def filed(client: Client, fields: dict[str, Any] | None = None, slug: str = "city") -> str:
    """File, and give the address of the receipt."""
    answer = client.post(step_two(client, fields, slug), {"not_classified": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def text_of(answer: Any) -> str:
    """The words of a page, its marks taken out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def number_and_code(answer: Any) -> tuple[str, str]:
    """What the receipt's page shows big."""
    found = re.findall(r'<dd class="code">([^<]+)</dd>', answer.content.decode())
    return found[0], found[1]


def body(answer: Any) -> bytes:
    """All of an answer, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
