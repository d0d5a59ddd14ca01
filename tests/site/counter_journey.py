"""A walk through all pages of the counter, for whoever looks at each of them."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page


def journey(page: Page, address: str, number: str) -> Iterator[str]:
    """Through every page and every state that it gets into; yields its name when it stands.

    `number` is that of a filing whose paper didn't come yet.
    """
    root = f"{address}/counter/"
    page.goto(f"{root}?all=1")
    yield "home"
    page.goto(f"{root}city/")
    page.locator("#stamp").click()
    page.wait_for_url("**/?stamped=*")
    yield "stamped"
    arrival = int(page.url.rpartition("=")[2])
    unknown = f"示例阀门{arrival}厂"
    for name, query in {
        "search": "",
        "several": "?q=示例",
        "one": f"?q={number}",
        "none": f"?q={unknown}",
    }.items():
        page.goto(f"{root}city/arrivals/{arrival}/{query}")
        yield name
    page.locator("details .button-primary").click()
    yield "new refused"
    page.goto(f"{root}city/arrivals/{arrival}/?q={number}")
    page.locator("form[data-once] .button-primary").first.click()
    yield "web refused"
    page.goto(f"{root}city/arrivals/{arrival}/?q={unknown}")
    page.locator("#names").fill("示例一厂\n示例二厂")
    page.locator("#original-new").check()
    page.locator("details .button-primary").click()
    page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))
    yield "receipt"
    page.goto(f"{root}city/arrivals/{arrival}/")
    yield "used"
    page.goto(f"{root}city/slips/")
    yield "slips"
    page.locator("form[data-once] .button-primary").click()
    yield "slip refused"
    page.goto(f"{root}city/day/")
    yield "day"
    page.goto(f"{root}city/day/?on=x")
    yield "day refused"
    page.goto(f"{root}city/labels/?first=3")
    yield "labels"
    page.goto(f"{root}city/labels/?on=x")
    yield "labels refused"
    page.goto(f"{root}city/handovers/")
    for box in page.locator("[name=paper]").all():
        box.uncheck()
    page.locator("form[data-once] .button-primary").click()
    yield "handing over refused"
    page.locator("[name=paper]").last.check()
    page.locator("form[data-once] .button-primary").click()
    page.wait_for_url(re.compile(r"/handovers/\d+/\?done=made"))
    yield "slip of papers"
    page.goto(f"{root}city/handovers/")
    yield "handovers"
