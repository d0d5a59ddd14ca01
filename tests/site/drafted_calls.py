"""What the tests of drafted calls share: an invented notice, and a draft on its way to a call."""

import re
from typing import Any

from django.test import Client

from tests.domain.notices.invented import NOTICE
from tests.site.office import fields_on
from tests.site.public import upload

NEW = "/office/drafts/new"
_KEY = re.compile(r"/office/drafts/([0-9a-f-]{36})/")


def begun(client: Client, text: str = NOTICE, name: str = "通知.txt") -> str:
    """A draft begun from a file; the beginning of its pages' addresses."""
    answer = client.post(NEW, {"base": "file", "file": upload(name, text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return started(answer)


def started(answer: Any) -> str:
    """Where the pages of the draft begin that was just made."""
    found = _KEY.search(answer.headers["Location"])
    assert found, answer.headers
    return found[0]


def form_on(client: Client, address: str) -> dict[str, str]:
    """What stands in the fields of a page, choices included, as a browser would send it again."""
    answer = client.get(address)
    html = answer.content.decode()
    found = fields_on(answer)
    for name in re.findall(r'<input type="radio" id="[\w-]+" name="([\w-]+)"', html):
        found.pop(name, None)
    found |= dict(
        re.findall(r'<input type="radio" id="[\w-]+" name="([\w-]+)" value="([^"]*)" checked>', html)
    )
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)"[^>]* selected>', options)
        found[name] = chosen[0] if chosen else ""
    for name in [name for name in found if name.startswith("seen")]:
        del found[name]
    checked = re.findall(
        r'<input type="checkbox" id="[\w-]+" name="([\w-]+)" value="([^"]*)"( checked)?>', html
    )
    for name, value, on in checked:
        found.pop(name, None)
        if on:
            found[name] = value
    return found


def saved(client: Client, draft: str, **changes: str) -> Any:
    """The page of questions with these fields typed otherwise; the answer to saving."""
    return client.post(f"{draft}answers", {**form_on(client, f"{draft}answers"), **changes})
