"""One search field at the counter: names, sounds, initials, numbers, and what a scanner types."""

import re
from pathlib import Path

import pytest

from jianyou.actions.adding import add_scan
from jianyou.actions.filing import SentFile, submit
from jianyou.actions.sounding import fill_sounds
from jianyou.domain.ledger.fingerprints import Mark, mark_of
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.counter_records import Fit, Found, MarkRead
from jianyou.queries.counter_search import find_papers
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, Entry, Filing, FilingVersion
from tests.site.at_counter import at_counter, prefilled, registered
from tests.site.kit import counter, opened, sent
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

BEARINGS, GEARS, VALVES = "示例轴承有限公司", "示例齿轮厂", "重庆示例阀门（集团）公司"


@pytest.fixture
def numbers(site: Path) -> dict[str, str]:
    """Three filings of an open call, by the nominee's name; the filer of the last is itself."""
    assert site
    opened(completes_on="paper")
    found = {name: prefilled(name) for name in (BEARINGS, GEARS)}
    paper = sent(VALVES)._replace(filer=VALVES)
    return found | {VALVES: submit(actor=PUBLIC, call_slug="call-1", sent=paper).filing.number}


def find(text: str, slug: str = "call-1") -> Found:
    return find_papers(viewer=counter(), slug=slug, text=text)


def names(text: str) -> list[str]:
    """The nominees of what is found, sorted."""
    return sorted(line.names[0] for line in find(text).lines)


def scanned(number: str, fingerprint: str | None = None) -> str:
    """What a scanner types from the square code of a filing's newest version."""
    content = FilingVersion.objects.filter(filing__number=number).latest("ordinal").content
    mark = mark_of(number, content)
    return (Mark(number, fingerprint) if fingerprint else mark).text


WANTED = {
    "轴承": [BEARINGS],
    "zhoucheng": [BEARINGS],
    "Zhou Cheng": [BEARINGS],
    "slzc": [BEARINGS],
    "CQSL": [VALVES],
    "chongqing": [VALVES],
    "famen(": [VALVES],
    "示例阀门(集团)": [VALVES],
    # A character mistaken for another of the same sound.
    "齿伦": [GEARS],
    "渝": [],
    "shili": [BEARINGS, GEARS, VALVES],
    # The filer of two of them.
    "信息化局": [BEARINGS, GEARS],
    "xxhj": [BEARINGS, GEARS],
    "z": [],
    "%": [],
    "_": [],
    "没有这家": [],
}


@pytest.mark.usefixtures("numbers")
def test_by_name_sound_and_initials() -> None:
    assert {text: names(text) for text in WANTED} == {text: sorted(found) for text, found in WANTED.items()}


def test_by_number_in_any_spelling(numbers: dict[str, str]) -> None:
    number = numbers[GEARS]
    for spelled in (number, number.lower(), number.replace("-", ""), number.replace("-", " ").lower()):
        assert names(spelled) == [GEARS], spelled
        assert names(spelled[:7]) == [GEARS], spelled


def test_what_a_scanner_types_leads_to_its_filing(numbers: dict[str, str]) -> None:
    typed = scanned(numbers[BEARINGS])
    for text in (typed, typed.swapcase(), f"  {typed} "):
        found = find(text)
        assert [line.number for line in found.lines] == [numbers[BEARINGS]]
        assert found.mark == MarkRead(Fit.CURRENT, 1, 1)
    assert find(scanned(numbers[BEARINGS], "0" * 16)).mark == MarkRead(Fit.OTHER, 0, 1)
    for broken in (typed[:-1], typed.replace("JY1", "JY2"), f"JY1 {numbers[BEARINGS]}", typed + "0"):
        assert find(broken).mark is None


def test_a_paper_of_an_older_version_is_told(numbers: dict[str, str]) -> None:
    number = numbers[BEARINGS]
    before = scanned(number)
    # The same words with a scan are no other paper.
    add_scan(actor=filer_of(number), number=number, file=SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan"))
    assert find(before).mark == MarkRead(Fit.CURRENT, 2, 2)
    filing = Filing.objects.get(number=number)
    content = {"header": {}, "rows": [{"name": "示例轴承集团有限公司"}]}
    FilingVersion.objects.create(
        office_id=filing.office_id, filing=filing, ordinal=3, content=content, at=database_now()
    )
    assert find(before).mark == MarkRead(Fit.OLDER, 2, 3)
    assert find(scanned(number)).mark == MarkRead(Fit.CURRENT, 3, 3)
    client = at_counter()
    told = text_of(client.get("/counter/call-1/papers/", {"q": before}))
    assert "这份纸是第 2 版打印的，网上现在是第 3 版，内容不同。" in told
    told = text_of(client.get("/counter/call-1/papers/", {"q": scanned(number)}))
    assert "二维码的指纹与网上现在的内容一致（第 3 版）。" in told
    told = text_of(client.get("/counter/call-1/papers/", {"q": scanned(number, "f" * 16)}))
    assert "二维码的指纹与这份报送件的各版都不一致。" in told
    registered(client.post(f"/counter/call-1/papers/?q={before}", {"filing": number, "original": "yes"}))


def test_a_draft_is_told_as_such_and_nothing_of_it() -> None:
    call = opened(completes_on="paper")
    now = database_now()
    Draft.objects.create(
        office_id=call.office_id,
        call=call,
        number="ABCD-EFGH-JKMN",
        token="0199c8c0-0000-7000-8000-000000000001",
        filer="不该看见的单位",
        body=b"",
        begun_at=now,
        saved_at=now,
        code_index="",
    )
    for text in ("ABCD-EFGH-JKMN", "abcd efgh jkmn", f"JY1 ABCD-EFGH-JKMN {'0' * 16}"):
        assert find(text) == Found(draft="ABCD-EFGH-JKMN")
    assert find("ABCD-EFGH") == Found()
    page = at_counter().get("/counter/call-1/papers/", {"q": "abcdefghjkmn"})
    told = text_of(page)
    assert "ABCD-EFGH-JKMN 是还没有报送的草稿。 请把这份材料作为新材料录入" in told
    assert ('<details class="sheet folds" open>' in page.content.decode(), "不该看见" in told) == (
        True,
        False,
    )


def test_a_number_of_another_call_leads_there(numbers: dict[str, str]) -> None:
    opened("call-2", completes_on="paper")
    Call.objects.filter(slug="call-1").update(title="示例一")
    for text in (numbers[GEARS], scanned(numbers[GEARS])):
        assert find(text, "call-2") == Found(elsewhere=("call-1", "示例一"))
    page = at_counter().get("/counter/call-2/papers/", {"q": numbers[GEARS]})
    assert "这个编号是另一次征集“示例一”的报送件。" in text_of(page)
    there = re.search(r'href="(/counter/call-1/papers/\?q=[^"]+)"', page.content.decode())
    assert there
    assert f"报送编号 {numbers[GEARS]}" in text_of(at_counter(username="b").get(there[1]))


def test_a_firm_not_found_is_entered_and_a_district_office_is_asked_for_names() -> None:
    opened(completes_on="paper")
    client = at_counter()
    page = client.get("/counter/call-1/papers/", {"q": "示例水泵厂"}).content.decode()
    assert 'value="示例水泵厂" autocomplete="off" autofocus' in page
    assert ">\n示例水泵厂\n</textarea>" in page
    page = client.get("/counter/call-1/papers/", {"q": "示例区经济信息委"}).content.decode()
    assert ">\n</textarea>" in page
    page = client.get("/counter/call-1/papers/", {"q": "shili"}).content.decode()
    assert 'name="filer" lang="zh-Hans" value=""' in page


def test_who_waits_with_a_number_is_not_registered_without() -> None:
    opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    plain = text_of(client.get("/counter/call-1/papers/", {"q": number}))
    client.post("/counter/call-1/stamp/")
    client.post("/counter/call-1/stamp/")
    page = client.get("/counter/call-1/papers/", {"q": number})
    assert ("有人在等" in plain, "等得最久的是 1 号" in text_of(page)) == (False, True)
    assert f'href="/counter/call-1/arrivals/1/?filing={number}" data-key="F4"' in page.content.decode()


def test_older_rows_get_their_sounds_once(numbers: dict[str, str]) -> None:
    Filing.objects.update(sound="")
    Entry.objects.update(sound="")
    Entry.objects.filter(name=GEARS).update(name="（）")
    assert names("zhoucheng") == []
    assert fill_sounds() == len(numbers) + 2
    assert (names("zhoucheng"), fill_sounds()) == ([BEARINGS], 0)
