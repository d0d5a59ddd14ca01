"""What the tests of a filer's return share: a filing sent back for correction, and its filer at a browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.domain.lifecycle.states import CorrectionStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction, Filing
from tests.site.filling import checked, fields_of, pressed, typed
from tests.site.kit import clerk
from tests.site.public import SCAN, filed, form, number_and_code, sent

LONG = "人人把关，件件可追溯，" * 5


@dataclass
class Filer:
    """Somebody who came back with number and code."""

    client: Client
    number: str
    code: str
    query: str

    def path(self, end: str = "") -> str:
        """The address of a page of the own filing."""
        return f"/filings/{self.number}/{end}?{self.query}"

    def page(self) -> Any:
        """The filing's own page."""
        return self.client.get(self.path())

    def correct(self, ordinal: int = 1) -> str:
        """The address of a correction."""
        return self.path(f"entries/{ordinal}/correct")

    def fields(self, ordinal: int = 1) -> dict[str, str]:
        """What a browser would send of the correction's page."""
        return dict(fields_of(self.client.get(self.correct(ordinal))).values)

    def answers(self, do: str = "send", ordinal: int = 1, **texts: str) -> Any:
        """Type these texts by column, and press that button."""
        fields = self.fields(ordinal)
        fields |= {f"c-{ordinal}-{key}": text for key, text in texts.items()}
        return self.client.post(self.correct(ordinal), fields | {"do": do})


def come_back(client: Client, page: Any) -> Filer:
    """The filer of the filing that this receipt is of."""
    number, code = number_and_code(page)
    answer = client.post("/filings/", {"number": number, "code": code})
    return Filer(client, number, code, answer.headers["Location"].partition("?")[2])


def filer_of_form(client: Client, *rows: tuple[str, ...], scan: bool = True) -> Filer:
    """Who filed these rows by a form, with its sealed scan."""
    return come_back(client, client.get(filed(client, sent(form(*rows), scan=SCAN if scan else None))))


def filer_of_page(client: Client, *entries: dict[str, str]) -> Filer:
    """Who filled the page, and has sealed nothing yet."""
    at = pressed(client, checked(client, typed(*entries))).headers["Location"]
    return come_back(client, client.get(at))


def returned(filer: Filer, ordinal: int = 1, *, days: float = 3, note: str = "", **remarks: str) -> None:
    """The office returns an entry with these remarks by column."""
    looked = Looked(filer.number, ordinal, newest(filer))
    returned_by_office(looked, remarks or {"feature": "请缩短。"}, days=days, note=note)


def returned_by_office(
    looked: Looked, remarks: Mapping[str, str], *, days: float = 3, note: str = ""
) -> None:
    """The same of an entry that somebody looked at."""
    return_entry(
        actor=clerk(),
        looked=looked,
        remarks=[Remark(column, text) for column, text in remarks.items()],
        due=database_now() + timedelta(days=days),
        note=note,
    )


def newest(filer: Filer) -> int:
    """The ordinal of the newest version."""
    return Filing.objects.get(number=filer.number).versions.latest("ordinal").ordinal


def moved_due(seconds: float) -> None:
    """Put the time to correct so many seconds from now: tests move deadlines, not clocks."""
    asked = Correction.objects.filter(status=CorrectionStatus.ASKED)
    asked.update(due=database_now() + timedelta(seconds=seconds))
