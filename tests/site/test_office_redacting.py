"""The office's pages of copies without names, and what of it reaches an expert: never the name."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.redacted import redacted_for
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Filing, FilingVersion, Office, Redaction
from tests.officefiles.planted import NAME, picture, planted_docx, planted_pdf, planted_xlsx, says
from tests.site.judging_world import SLUG, judging
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, working
from tests.site.public import browser, text_of, upload
from tests.site.redacting_world import approve, of
from tests.site.sheets_world import address, at_desk, scoring
from tests.site.test_redacting import with_proof

pytestmark = pytest.mark.usefixtures("site")
LIST = f"/office/calls/{SLUG}/redactions/"


def page_of(key: UUID) -> str:
    """The address of an entry."""
    one = of(key)
    return f"/office/calls/{one.call_slug}/redactions/{one.number}/{one.ordinal}/"


def fields(client: Client, key: UUID) -> dict[str, str]:
    """What stands in the form of texts."""
    html = client.get(page_of(key)).content.decode()
    found = dict(re.findall(r'<textarea[^>]*? name="([\w-]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    return {**found, "version": version[1]}


def done(answer: Any, to: str) -> None:
    """A form that led on."""
    assert answer.status_code == 302, text_of(answer)
    assert answer.headers["Location"] == to


def test_an_entry_is_made_ready_by_its_page() -> None:
    world = judging(2, 1, blind=True)
    key, client = world.entries[0], working(CLERK)
    here, proof = page_of(key), with_proof(key)
    told = text_of(client.get(LIST))
    assert ("2 条申报，已备好 0 条" in told, told.count("文字待核准"), "给专家看 0 份" in told) == (
        True,
        2,
        True,
    )
    typed = fields(client, key)
    assert set(typed) == {"t-profile", "t-feature", "t-honors", "words", "version"}
    answer = client.post(here, {**typed, "t-feature": "示例企业1的做法", "do": "texts"})
    assert answer.status_code == 422
    assert "里还有“示例企业1”" in text_of(answer)
    assert 'id="t-feature-error"' in answer.content.decode()
    answer = client.post(here, {**typed, "words": f"轴承\n{NAME}", "do": "propose"})
    assert "主营【隐去】研发制造" in answer.content.decode()
    assert Redaction.objects.count() == 0
    kept = {**typed, "words": f"轴承\n{NAME}", "t-profile": "主营【隐去】。", "do": "texts"}
    done(client.post(here, kept), f"{here}?done=texts#texts")
    assert "文字已核准" in text_of(client.get(f"{here}?done=texts"))
    answer = client.post(here, {"do": "copy", "proof": proof, "file": upload("a.docx", planted_docx(NAME))})
    assert (answer.status_code, "第 1 段：“ YANQING ”" in text_of(answer)) == (422, True)
    assert client.post(here, {"do": "copy", "proof": proof}).status_code == 422
    answer = client.post(here, {"do": "copy", "proof": proof, "file": upload("a.pdf", planted_pdf())})
    done(answer, f"{here}?done=copy#proofs")
    copy = Redaction.objects.get(of=proof)
    shown = client.get(f"{here}copies/{copy.id}")
    assert (shown.headers["Content-Type"], b"".join(shown)[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in shown.headers["Cache-Control"]
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    answer = client.post(here, {"do": "approve", "copy": str(copy.id)})
    assert (answer.status_code, "请先打开看过" in text_of(answer)) == (422, True)
    done(
        client.post(here, {"do": "approve", "copy": str(copy.id), "looked": "yes"}),
        f"{here}?done=approve#proofs",
    )
    assert [file.name for file in redacted_for(Entry.objects.get(id=key)).files] == ["证明材料-1.pdf"]
    assert "2 条申报，已备好 1 条" in text_of(client.get(LIST))
    assert text_of(client.get(f"{LIST}?todo=yes")).count("文字待核准") == 1
    assert client.post(here, {"do": "withdraw", "copy": str(copy.id), "reason": ""}).status_code == 422
    done(
        client.post(here, {"do": "withdraw", "copy": str(copy.id), "reason": "认得出。"}),
        f"{here}?done=withdraw#proofs",
    )
    assert client.get(f"{here}copies/{copy.id}").status_code == 404


def test_the_second_person_has_a_button_of_his_own() -> None:
    key = judging(1, 1, blind=True).entries[0]
    Office.objects.update(second_person=True)
    clerk, head, here = working(CLERK), working(HEAD), page_of(key)
    done(clerk.post(here, {**fields(clerk, key), "do": "texts"}), f"{here}?done=texts#texts")
    texts = str(Redaction.objects.get().id)
    assert "等另一个人核准" in text_of(clerk.get(f"{here}?done=texts"))
    assert "要由另一个人看过再核准" in text_of(clerk.get(here))
    assert clerk.post(here, {"do": "approve", "copy": texts, "looked": "yes"}).status_code == 422
    done(head.post(here, {"do": "approve", "copy": texts, "looked": "yes"}), f"{here}?done=approve#proofs")
    assert "1 条申报，已备好 1 条" in text_of(head.get(LIST))


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"do": "nothing"},
        {"do": "texts", "version": "x"},
        {"do": "texts", "version": "99999"},
        {"do": "approve", "looked": "yes", "copy": "nonsense"},
        {"do": "withdraw", "copy": "0", "reason": "无"},
        {"do": "copy", "proof": "f" * 5000},
        {"do": "propose", "words": "甲" * 5000},
    ],
)
def test_nonsense_is_told_and_changes_nothing(posted: dict[str, str]) -> None:
    key = judging(1, 1, blind=True).entries[0]
    assert working(CLERK).post(page_of(key), posted).status_code == 422
    assert Redaction.objects.count() == 0


def test_whom_the_pages_let_in() -> None:
    world = judging(1, 1, blind=True)
    key = world.entries[0]
    approve(key)
    copy = Redaction.objects.get().id
    addresses = [LIST, page_of(key), f"{page_of(key)}copies/{copy}"]
    found: dict[str, list[int]] = {}
    for role in (CLERK, HEAD, SUPERVISOR, COUNTER, Role.EXPERT):
        client = at_desk() if role is Role.EXPERT else working(role)
        gets = [client.get(address).status_code for address in addresses]
        found[role.value] = [*gets, client.post(page_of(key), {"do": "nothing"}).status_code]
    stranger = working(CLERK, slug="elsewhere")
    found["stranger"] = [stranger.get(address).status_code for address in addresses]
    found["anyone"] = [browser().get(address).status_code for address in addresses]
    # There is no file of texts: whoever may ask is told so.
    assert found == {
        "office_clerk": [200, 200, 404, 422],
        "section_head": [200, 200, 404, 422],
        "supervisor": [200, 200, 403, 403],
        "counter_clerk": [403, 403, 403, 403],
        "expert": [403, 403, 403, 403],
        "stranger": [404, 404, 404],
        "anyone": [302, 302, 302],
    }


def test_a_supervisor_reads_neither_the_words_nor_what_was_found() -> None:
    key = judging(1, 1, blind=True).entries[0]
    proof = with_proof(key)
    approve(key, ["某某先生"])
    client = working(CLERK)
    file = upload("a.docx", planted_docx("电话 13800138000"))
    done(
        client.post(page_of(key), {"do": "copy", "proof": proof, "file": file}),
        f"{page_of(key)}?done=copy#proofs",
    )
    read = [working(role).get(page_of(key)).content.decode() for role in (CLERK, SUPERVISOR)]
    assert [("某某先生" in one, "13800138000" in one) for one in read] == [(True, True), (False, False)]


PLANTED = {
    "示例企业1.pdf": planted_pdf(),
    "示例企业1.docx": planted_docx(),
    "示例企业1.xlsx": planted_xlsx(),
    "示例企业1.jpg": picture(),
    "示例企业1.png": picture("PNG"),
}


def test_no_byte_of_what_an_expert_can_fetch_tells_a_name_that_a_file_bears_unseen() -> None:
    made = scoring(blind=True, given={1: (1,)}, experts=1)
    key, client = made.world.entries[0], working(CLERK)
    proofs = {name: with_proof(key, name) for name in PLANTED}
    approve(key, [NAME])
    for name, digest in proofs.items():
        file = upload(name, PLANTED[name])
        assert client.post(page_of(key), {"do": "copy", "proof": digest, "file": file}).status_code == 302
        copy = Redaction.objects.get(of=digest, withdrawn_at=None)
        client.post(page_of(key), {"do": "approve", "copy": str(copy.id), "looked": "yes"})
    expert, sheet = at_desk(), made.sheets[1, 1]
    page = expert.get(address(sheet))
    html = page.content.decode()
    files = re.findall(rf'href="({re.escape(address(sheet))}files/[0-9a-f]+)"', html)
    assert (len(files), html.count("证明材料-")) == (5, 5)
    for one in files:
        for more in ("", "?keep"):
            answer = expert.get(one + more)
            data = b"".join(answer)
            for name in (NAME, "示例企业1"):
                assert not says(data, name), (one, name)
                assert name not in str(answer.headers), (one, name)
    for hidden in (NAME, "示例企业1", *proofs.values()):
        assert hidden not in html + str(page.headers), hidden
    # The originals and the copies of others aren't his.
    assert {expert.get(f"{address(sheet)}files/{one}").status_code for one in proofs.values()} == {404}
    # What is withdrawn is gone at once.
    copies = Redaction.objects.exclude(of="")
    for one in copies:
        client.post(page_of(key), {"do": "withdraw", "copy": str(one.id), "reason": "认得出。"})
    assert {expert.get(one).status_code for one in files} == {404}


def many(key: UUID, count: int) -> None:
    """So many entries in all, each in a filing of its own, every other one with texts and a copy."""
    first = Entry.objects.select_related("filing").get(id=key)
    same = {"office_id": first.office_id}
    now = database_now()
    filings, versions, entries, made = [], [], [], []
    for at in range(Entry.objects.count(), count):
        filing = Filing(**same, call_id=first.call_id, number=f"ZZZZ-{at:04}-ZZZZ", token=UUID(int=at))
        filing.status, filing.channel, filing.sent_at = first.filing.status, "paper", now
        versions.append(FilingVersion(**same, filing=filing, ordinal=1, content={"rows": []}, at=now))
        entry = Entry(
            **same, call_id=first.call_id, filing=filing, ordinal=1, name=f"示例{at}", name_key=f"{at}"
        )
        entry.status = first.status
        filings.append(filing)
        entries.append(entry)
        if at % 2:
            told = {**same, "entry": entry, "made_by": "x", "made_at": now, "approved_at": now}
            made += [Redaction(**told), Redaction(**told, of="a" * 64, digest="b" * 64, kind="pdf")]
    Filing.objects.bulk_create(filings, batch_size=500)
    FilingVersion.objects.bulk_create(versions, batch_size=500)
    Entry.objects.bulk_create(entries, batch_size=500)
    Redaction.objects.bulk_create(made, batch_size=500)


def queries(client: Client, path: str) -> int:
    """How many queries a page asks; what only begins a transaction is none."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return sum(one["sql"].startswith(("SELECT", "UPDATE", "INSERT")) for one in asked.captured_queries)


def test_the_list_costs_the_same_however_long_it_is() -> None:
    key, client = judging(1, 1, blind=True).entries[0], working(CLERK)
    client.get(LIST)
    asked = {}
    for count in (1, 3, 3000):
        many(key, count)
        asked[count] = [queries(client, LIST), queries(client, f"{LIST}?todo=yes&page=2")]
    assert asked == {1: [14, 13], 3: [14, 13], 3000: [14, 13]}
