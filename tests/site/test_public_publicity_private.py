"""Nothing of anybody gets out: numbers, mailboxes, files' names planted everywhere, in any order."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import permutations
from zipfile import ZipFile

import pypdfium2  # type: ignore[import-untyped]
import pytest

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.codes.uscc import make
from jianyou.domain.papers.together import Outcome
from jianyou.domain.publicity.personal import COVER
from jianyou.store.models import Entry, LogRow, Publicity, Published
from tests.site.kit import clerk, counter
from tests.site.office import CLERK, kept, sent_city, typed, working
from tests.site.public import SCAN, browser
from tests.site.publicity_world import (
    CONTACT,
    SLUG,
    over,
    public_call,
    published,
    recommended,
)

pytestmark = pytest.mark.usefixtures("site")

COLUMNS = ("name", "location_industry", "profile", "feature", "honors", "willing")
SECRETS = {
    "mobile": "13911112222",
    "spaced": "139 1111 3333",
    "wide": "１３９１１１１４４４４",
    "landline": "023-61112222",
    "mailbox": "mimi@example.com",
    "identity": "50010119900307123X",
    "code": make("MA5U0000"),
    "file": "身份证扫描件.pdf",
    "account": "微信号：mimi_2024",
}
PROOF = "证明材料-王密密的身份证.pdf"
PERSON = "王密密"


def planted() -> str:
    """An entry with all of that in every field; its filing's number."""
    all_of_them = "；".join(SECRETS.values())
    row = typed(
        f"示例密封件厂 {all_of_them}",
        **dict.fromkeys(COLUMNS[1:], f"渝北区，制造业（通用设备制造业）成立于1998年 {all_of_them} 完"),
        contact=f"{PERSON}，部长，13911112222",
    )
    sent = sent_city(row)._replace(files=(kept(PROOF, SCAN, "proof"),))
    number = register_paper(actor=counter(), call_slug=SLUG, sent=sent).filing.number
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    return number


def written(number: int) -> Iterator[tuple[str, str]]:
    """Everything that goes out of a round, by what it is, its own contacts aside."""
    for address in (
        f"/calls/{SLUG}/publicity/{number}/",
        f"/calls/{SLUG}/publicity/",
        f"/calls/{SLUG}/",
        "/feed.atom",
    ):
        yield address, browser().get(address).content.decode()
    yield "list.json", browser().get(f"/calls/{SLUG}/publicity/{number}/list.json").content.decode()
    client, base = working(CLERK), f"/office/calls/{SLUG}/publicity/{number}/"
    for end in ("", "list.html", "list.html?part"):
        yield end, client.get(base + end).content.decode()
    docx = ZipFile(BytesIO(client.get(f"{base}notice.docx").content))
    for name in docx.namelist():
        yield name, re.sub("<[^>]+>", "", docx.read(name).decode(errors="replace"))
    pdf = pypdfium2.PdfDocument(client.get(f"{base}notice.pdf").content)
    yield "pdf", "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "")
    yield "rows", str(list(Published.objects.values_list("values")))
    yield "log", str(list(LogRow.objects.filter(act__contains="publi").values_list("content")))


def betrayed(number: int) -> list[tuple[str, str]]:
    """What of it can be read where."""
    told = [
        (what, text.replace(CONTACT.phone, "").replace(CONTACT.mailbox, "")) for what, text in written(number)
    ]
    wanted = [*SECRETS.values(), PROOF, PERSON, "王密密"]
    digits = [re.sub(r"\D", "", secret) for secret in SECRETS.values()]
    found = [(what, secret) for what, text in told for secret in wanted if secret in text]
    plain = [(what, re.sub(r"[^0-9]", "", text)) for what, text in told if what not in {"", "list.json"}]
    return found + [
        (what, secret) for what, text in plain for secret in digits if len(secret) > 10 and secret in text
    ]


def test_nothing_planted_gets_out() -> None:
    public_call("")
    recommended(planted(), Outcome.RECOMMENDED)
    published(shows=COLUMNS, covers=True)
    assert betrayed(1) == []
    values = Published.objects.get().values
    assert all(COVER in values[key] for key in COLUMNS[:3])
    assert values["name"].startswith("示例密封件厂")
    over(Publicity.objects.get())
    assert "示例密封件厂" not in browser().get(f"/calls/{SLUG}/publicity/1/").content.decode()


@pytest.mark.slow
def test_nothing_gets_out_in_whichever_order_the_columns_stand() -> None:
    public_call("")
    recommended(planted(), Outcome.RECOMMENDED)
    assert Entry.objects.count() == 1
    for number, order in enumerate(list(permutations(COLUMNS[:4]))[::4], 1):
        published(shows=order, covers=True)
        assert betrayed(number) == [], order
