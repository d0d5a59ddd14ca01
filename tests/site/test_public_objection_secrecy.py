"""The nominee never learns by whom: who objects is planted, and looked for in all that is served outside."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from jianyou.actions.objecting import reply_to_objection
from jianyou.actions.objecting_office import (
    Decision,
    accept_objection,
    ask_for_reply,
    decide_objection,
    investigate,
)
from jianyou.actions.objector import show_objector
from jianyou.actions.sealing import seal
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.publicity.objections import Effect, FileRole, Objector, Outcome
from jianyou.queries.objection_rows import stamp_of
from jianyou.queries.objections import list_for_nominee
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Objection
from jianyou.web.public import urls
from jianyou.web.public.doors import key_of_number
from tests.site.kit import clerk
from tests.site.objection_world import (
    PERSON,
    UNIT,
    a_file,
    entry_named,
    logged,
    objection,
    public_list,
    raised,
)
from tests.site.public import browser

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

WORDS = "我在这家单位的检验科工作过，亲眼看到记录被改。"
MOMENT = datetime(2026, 1, 2, 3, 21, 17, tzinfo=UTC)
NAMES = ("实名举报信.pdf", "工作证.pdf")


def handled(objector: Objector) -> str:
    """An objection that went through everything, and took the nominee off the list."""
    files = [a_file(NAMES[0]), a_file(NAMES[1], FileRole.IDENTITY)]
    number = raised(person=objector, text=f"{objector.name}：{WORDS}", files=files).number

    def seen() -> str:
        return stamp_of(objection(number))

    accept_objection(actor=clerk(), number=number, seen=seen())
    until = database_now() + timedelta(days=1)
    asked = "请说明检验记录的保存情况。"
    ask_for_reply(actor=clerk(), number=number, seen=seen(), statement=asked, until=until)
    reply_to_objection(actor=filer_of(entry_named().filing.number), number=number, text="记录完整。")
    found = f"约谈{objector.name}，电话 {objector.phone}。"
    investigate(actor=clerk(), number=number, seen=seen(), text=found, files=[a_file("谈话笔录.pdf")])
    show_objector(actor=clerk(), number=number, reason="当面核实")
    decision = Decision(Outcome.UPHELD, Effect.REMOVE, "检验记录有改动。")
    decide_objection(actor=clerk(), number=number, seen=seen(), decision=decision)
    return number


def served(filing: str, numbers: list[str]) -> Iterator[tuple[str, str]]:
    """The address and the text of every page that anybody, or the filer with his key, may open."""
    client, key = browser(), key_of_number(filing)
    known: dict[str, list[Any]] = {
        "slug": ["city"],
        "number": [filing],
        "turn": [1],
        "publicity": [1],
        "kind": ["docx"],
        "ordinal": [1],
        "objection": numbers,
    }
    for pattern in urls.urlpatterns:
        names = _parameters(str(pattern.name))
        if not set(names) <= set(known):
            continue
        for objected in numbers if "objection" in names else [""]:
            told = {name: objected if name == "objection" else known[name][0] for name in names}
            address = reverse(str(pattern.name), kwargs=told)
            for query in ("", f"?key={key}"):
                yield address + query, _text(client.get(address + query, follow=True))


def _parameters(name: str) -> tuple[str, ...]:
    pattern = next(one for one in urls.urlpatterns if one.name == name)
    return (*pattern.pattern.converters, *getattr(pattern.pattern.regex, "groupindex", {}))


def _text(answer: Any) -> str:
    data: bytes = answer.getvalue()
    if data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return data.decode("utf-8", "replace")


def _found(whole: Mapping[str, str], words: Iterable[str]) -> set[tuple[str, str]]:
    sought = list(words)
    return {(address, word) for address, text in whole.items() for word in sought if word in text}


def test_nothing_served_outside_tells_who_objected() -> None:
    public_list()
    filing = entry_named().filing.number
    numbers = [handled(PERSON), handled(UNIT)]
    # A moment of its own, since all the rest happens within seconds.
    Objection.objects.update(at=MOMENT, moment=MOMENT)
    Call.objects.update(deadline=database_now())
    seal(call_slug="city")
    whole = dict(served(filing, numbers))
    assert "请说明检验记录的保存情况。" in "".join(whole.values())
    assert any(address.startswith("/calls/city/ledger.jsonl") for address in whole)
    whole |= {"log": logged(), "query": repr(list_for_nominee(viewer=filer_of(filing)))}
    told = [getattr(one, name) for one in (PERSON, UNIT) for name in one.__slots__ if name != "kind"]
    assert _found(whole, [*filter(None, told), WORDS, *NAMES]) == set()
    # The log has a moment for every entry, and to the public tells of none what was done.
    del whole["log"]
    assert _found(whole, [f"{localtime(MOMENT):%H:%M:%S}", "raise_objection"]) == set()


def test_what_is_looked_for_would_be_found() -> None:
    public_list()
    number = handled(PERSON)
    text = browser().get(f"/objections/{number}/").content.decode()
    assert not re.search(PERSON.name, text)
    assert PERSON.name in repr(show_objector(actor=clerk(), number=number, reason="核对"))
