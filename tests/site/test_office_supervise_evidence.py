"""The ledger checked against what is stored, and evidence that holds on another machine."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jianyou.actions.deciding import Looked, accept_entry, refuse_entry
from jianyou.actions.sealing import seal
from jianyou.cli.main import main
from jianyou.domain.lifecycle.acts import Act
from jianyou.queries import ledger_check
from jianyou.queries.overview import public_key
from jianyou.store.models import Call, Entry, FilingVersion, LogRow, TreeHead
from tests.site.kit import clerk, filed_paper, moved_deadline
from tests.site.office import CONTACT, PHONE, SUPERVISOR, filed_city, typed, working
from tests.site.public import opened_city, text_of
from tests.site.supervised import long_log

pytestmark = pytest.mark.usefixtures("site")

VERIFY, EVIDENCE = "/office/supervise/calls/city/verify", "/office/supervise/evidence"


@pytest.fixture
def number() -> str:
    """A filing that was decided upon, in a call that is sealed."""
    call = opened_city()
    filed = filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂"))
    accept_entry(actor=clerk(), looked=Looked(filed, 1, 1))
    refuse_entry(actor=clerk(), looked=Looked(filed, 2, 1), reason="不属于参评范围")
    seal(call_slug="city")
    moved_deadline(call, -1)
    seal(call_slug="city")
    return filed


def checked(client: Client, path: str = VERIFY) -> str:
    """What a check of the ledger ends with, step after step."""
    answer = client.post(path, follow=True)
    for _ in range(20):
        onward = answer.headers.get("Refresh", "").partition("url=")[2]
        if not onward:
            return text_of(answer)
        assert "正在核验" in text_of(answer)
        answer = client.get(onward)
    raise AssertionError(onward)


def test_a_ledger_that_holds(number: str) -> None:
    told = checked(working(SUPERVISOR))
    assert number
    assert "账本与现存数据一致" in told
    assert "账本条目 5 条" in told
    assert "封存值 2 个，签名、先后和前后一致性 ；其中包含截止时公布的一个" in re.sub(r"性；", "性 ；", told)
    assert "回执 1 份" in told
    assert "1 件共 1 版" in told
    assert "不一致" not in told.replace("发现不一致", "")


def _swap_content(row: LogRow) -> None:
    LogRow.objects.filter(id=row.id).update(content={**(row.content or {}), "reason": "另一个理由"})


def _swap_person(row: LogRow) -> None:
    LogRow.objects.filter(id=row.id).update(actor="bieren")


def _swap_body(row: LogRow) -> None:
    body = bytes(row.body).replace(b'"kind":"audit"', b'"kind":"receipt"')
    LogRow.objects.filter(id=row.id).update(body=body)


def _break_body(row: LogRow) -> None:
    LogRow.objects.filter(id=row.id).update(body=b"{")


def _take_out(row: LogRow) -> None:
    row.delete()


def _sign_receipt_anew(row: LogRow) -> None:
    LogRow.objects.filter(call=row.call, kind="receipt").update(signature=bytes(64))


def _another_root(row: LogRow) -> None:
    TreeHead.objects.filter(call=row.call, final=True).update(root="0" * 64)


def _no_last_head(row: LogRow) -> None:
    TreeHead.objects.filter(call=row.call, final=True).delete()


def _another_edge(row: LogRow) -> None:
    Call.objects.filter(id=row.call_id).update(log_edge=["0" * 64])


def _another_table(row: LogRow) -> None:
    for version in FilingVersion.objects.filter(filing=row.filing):
        version.content["rows"][0]["profile"] = "后来改写的简况"
        version.save()


def _another_state(row: LogRow) -> None:
    Entry.objects.filter(filing=row.filing, ordinal=2).update(status="accepted")


@pytest.mark.parametrize(
    ("tampered", "count", "told"),
    [
        (_swap_content, 1, "第 4 条的内容与账本中的承诺值不一致"),
        (_swap_person, 1, "第 4 条的事项、人员、时间或编号与写入账本的正文不一致"),
        (_swap_body, 4, "第 5 条之后的封存值，与现存各条算出的不一致"),
        (_break_body, 4, "第 4 条的正文读不出来"),
        (_take_out, 3, "缺少第 4 条；缺口之后的账本没有再核对"),
        (_sign_receipt_anew, 1, "是回执，它的签名不成立"),
        (_another_root, 2, "第 5 条之后的封存值，签名不成立"),
        (_no_last_head, 1, "账本末端（第 5 条）没有签名的封存值"),
        (_another_edge, 1, "与征集记录的账本末端不一致"),
        (_another_table, 1, "现存的内容与回执中的内容指纹不一致"),
        (_another_state, 1, "有申报的现状与最后一次留痕的决定不一致"),
    ],
)
def test_what_was_tampered_with_is_named(number: str, tampered: Any, count: int, told: str) -> None:
    assert number
    tampered(LogRow.objects.get(act=Act.REFUSE_ENTRY))
    said = checked(working(SUPERVISOR))
    assert told in said
    assert f"发现 {count} 处不一致" in said


def test_erased_content_is_counted_and_no_trouble(number: str) -> None:
    LogRow.objects.filter(filing__number=number).update(content=None, salt=None)
    Entry.objects.update(status="pending")
    told = checked(working(SUPERVISOR))
    assert "账本与现存数据一致" in told
    assert "2 条与承诺值比对；3 条内容已按规定清除" in told.replace("比对 ；", "比对；")


def test_a_long_ledger_is_walked_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    call = opened_city()
    long_log(call, 12)
    seal(call_slug="city")
    LogRow.objects.filter(place=77).update(actor="bieren")
    monkeypatch.setattr(ledger_check, "ROWS_A_STEP", 50)
    monkeypatch.setattr(ledger_check, "FILINGS_A_STEP", 5)
    client = working(SUPERVISOR)
    told = checked(client)
    assert "发现 1 处不一致" in told
    assert "第 78 条的事项、人员" in told
    assert "121 条，逐条重算" in told
    assert "12 件共 0 版" in told
    # What somebody wrote himself, or for another call, is no walk.
    first = client.post(VERIFY).headers["Location"]
    for walk in ("x", "", first.partition("walk=")[2][:-1]):
        answer = client.get(f"{VERIFY}?walk={walk}")
        assert (answer.status_code, "开始核验" in text_of(answer)) == (200, True)


def taken(client: Client, query: str, **fields: str) -> zipfile.ZipFile:
    """The archive that a browser is sent."""
    answer = client.post(f"{EVIDENCE}{query}", {"reason": "核查信访件", **fields})
    assert answer.status_code == 200, text_of(answer)
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def verified(archive: zipfile.ZipFile, folder: Path) -> Iterator[tuple[str, int]]:
    """What each way of verifying answers to the unpacked archive."""
    archive.extractall(folder)
    for ledger in sorted(folder.glob("ledgers/*")):
        yield "ledger", main(["verify", "ledger", str(ledger), "--key", public_key()])
        receipts = [str(path) for path in sorted(folder.glob("receipts/*"))]
        if receipts:
            against = ["--ledger", str(ledger), "--key", public_key()]
            yield "receipt", main(["verify", "receipt", *receipts, *against])
    ran = subprocess.run([sys.executable, "-I", str(folder / "check.py")], capture_output=True, check=False)
    yield "rows", ran.returncode


def test_evidence_of_a_filing_verifies_offline(number: str, tmp_path: Path) -> None:
    client = working(SUPERVISOR)
    form = text_of(client.get(f"{EVIDENCE}?filing={number}"))
    assert "将导出 3 条留痕记录" in form
    before = LogRow.objects.count()
    archive = taken(client, f"?filing={number}")
    assert sorted(archive.namelist()) == [
        "check.py",
        "filing.json",
        "index.html",
        "ledgers/city.jsonl",
        f"receipts/{number}-1.json",
        "rows.json",
        "verifier.html",
    ]
    assert list(verified(archive, tmp_path)) == [("ledger", 0), ("receipt", 0), ("rows", 0)]
    (row,) = LogRow.objects.order_by("at", "id")[before:]
    assert (row.act, row.actor, row.content) == (
        "export_evidence",
        "jiandu",
        {
            "reason": "核查信访件",
            "extent": "filing",
            "rows": 3,
            "number": number,
            "act": "export_evidence",
            "actor": "jiandu",
            "role": "supervisor",
        },
    )
    held = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert (PHONE in held, CONTACT in held, "023-6000" in held) == (False, False, False)
    page = archive.read("index.html").decode()
    assert page.index("操作留痕证据包") < page.index("Evidence from the audit log")
    assert re.findall(r"(?:src|href)=", page) == []
    assert "不属于参评范围" in page
    assert (
        json.loads(archive.read("filing.json"))["versions"][0]["content"]["rows"][0]["name"]
        == "示例轴承有限公司"
    )


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("rows.json", "不属于参评范围", "属于参评范围"),
        ("rows.json", '"commitment": "', '"commitment": "0'),
        ("ledgers/city.jsonl", '"kind":"audit"', '"kind":"receipt"'),
        ("ledgers/city.jsonl", '"size":5', '"size":6'),
    ],
)
def test_evidence_that_was_changed_fails(number: str, tmp_path: Path, name: str, was: str, now: str) -> None:
    taken(working(SUPERVISOR), f"?filing={number}").extractall(tmp_path)
    file = tmp_path / name
    text = file.read_text("utf-8")
    assert was in text.replace(": ", ":") or was in text
    changed = text.replace(was, now) if was in text else text.replace(was.replace(":", ": "), now)
    file.write_text(changed, "utf-8")
    ran = subprocess.run([sys.executable, "-I", str(tmp_path / "check.py")], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_personal_data_only_where_asked_for(number: str) -> None:
    archive = taken(working(SUPERVISOR), f"?filing={number}", personal="yes")
    personal = json.loads(archive.read("personal.json"))
    assert (personal["0.phone"], personal["1.contact"]) == (PHONE, CONTACT)
    acts = list(LogRow.objects.order_by("at", "id").values_list("act", flat=True))[-2:]
    assert acts == ["show_personal_data", "export_evidence"]
    row = LogRow.objects.get(act="refuse_entry").id
    assert "personal.json" not in taken(working(SUPERVISOR), f"?row={row.hex}", personal="yes").namelist()
    assert LogRow.objects.filter(act="show_personal_data").count() == 1


def test_evidence_of_one_act_and_of_a_list_over_calls(number: str, tmp_path: Path) -> None:
    filed_paper("other")
    seal(call_slug="other")
    client = working(SUPERVISOR)
    row = LogRow.objects.get(act="refuse_entry").id
    archive = taken(client, f"?row={row}")
    assert [one["content"]["act"] for one in json.loads(archive.read("rows.json"))["rows"]] == [
        "refuse_entry"
    ]
    assert list(verified(archive, tmp_path / "one")) == [("ledger", 0), ("rows", 0)]
    before = LogRow.objects.count()
    archive = taken(client, "?what=register_paper")
    told = json.loads(archive.read("rows.json"))
    assert [one["entry"]["call"] for one in told["rows"]] == ["other", "city"]
    assert sorted(name for name in archive.namelist() if "/" in name)[:2] == [
        "ledgers/city.jsonl",
        "ledgers/other.jsonl",
    ]
    logged = LogRow.objects.order_by("at", "id")[before:]
    assert sorted((one.call.slug, (one.content or {})["rows"]) for one in logged) == [
        ("city", 1),
        ("other", 1),
    ]
    assert number in archive.read("index.html").decode()


def test_what_is_not_sealed_yet_says_so(tmp_path: Path) -> None:
    opened_city()
    number = filed_city(typed("示例轴承有限公司"))
    archive = taken(working(SUPERVISOR), f"?filing={number}")
    assert "尚未封存" in archive.read("index.html").decode()
    archive.extractall(tmp_path)
    ran = subprocess.run([sys.executable, "-I", str(tmp_path / "check.py")], capture_output=True, check=False)
    assert ran.stdout.decode().splitlines()[0] == "共 1 条，不成立 0 条，尚未封存 1 条"


def test_no_reason_no_evidence(number: str) -> None:
    client = working(SUPERVISOR)
    before = LogRow.objects.count()
    answer = client.post(f"{EVIDENCE}?filing={number}", {"reason": "  "})
    assert (answer.status_code, "请写明理由" in text_of(answer) or "理由" in text_of(answer)) == (422, True)
    assert client.post(f"{EVIDENCE}?filing={number}", {"reason": "长" * 501}).status_code == 422
    for query in ("?filing=ZZZZ-ZZZZ", "?row=x", f"?row={LogRow.objects.earliest('at').call_id}", "?since=x"):
        assert client.get(EVIDENCE + query).status_code == 404, query
    stranger = working(SUPERVISOR, slug="elsewhere")
    row = LogRow.objects.earliest("at").id
    for query in (f"?filing={number}", f"?row={row}"):
        assert stranger.post(EVIDENCE + query, {"reason": "想看"}).status_code == 404
    assert stranger.post(EVIDENCE, {"reason": "想看"}).status_code == 422
    assert LogRow.objects.count() == before
