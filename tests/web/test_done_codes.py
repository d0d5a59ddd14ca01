"""What a view of the office says was done is told where it leads; no page tells what no view says."""

import re
from functools import cache
from pathlib import Path

import pytest

import jianyou.web

OFFICE = Path(jianyou.web.__file__).parent / "office"
TEMPLATES = OFFICE / "templates"
CUT = r'(?:\.0|\|slice:":\d+")?'
ENTERED = {"submitted"}
"""What a typing from paper came to, said by its state."""


@cache
def views() -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (OFFICE / "views").glob("*.py")}


@cache
def modules() -> dict[str, str]:
    """The module of each view, by its name in the office's addresses."""
    addresses = "\n".join(path.read_text("utf-8") for path in OFFICE.glob("*urls.py"))
    return {name: module for module, name in re.findall(r'(\w+)\.\w+,\s*name="(\w+)"', addresses)}


@cache
def pages(module: str) -> str:
    """All templates that a module of views names, with those that they include."""
    found = [
        (TEMPLATES / name).read_text("utf-8") for name in re.findall(r'"(office/\w+\.html)"', views()[module])
    ]
    within = re.findall(r'{% include "(office/\w+\.html)"', "\n".join(found))
    return "\n".join([*found, *((TEMPLATES / name).read_text("utf-8") for name in within)])


def said() -> list[tuple[str, str]]:
    """Module and code, for codes written whole into an address."""
    whole = {
        (module, code)
        for module, text in views().items()
        for code in re.findall(r"[?&]done=([a-z](?:[\w-]*\w)?)", text)
    }
    return sorted(whole)


@pytest.mark.parametrize(("module", "code"), said())
def test_what_was_done_is_told_where_it_leads(module: str, code: str) -> None:
    led = {modules()[name] for name in re.findall(r"""reverse\(["']office:(\w+)["']""", views()[module])}
    told = "\n".join(map(pages, sorted({module, *led})))
    assert re.search(rf'\bdone{CUT} == "{code}"|{{% (el)?if done %}}', told)


def test_no_page_tells_what_no_view_says() -> None:
    every = "\n".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    written = "\n".join(path.read_text("utf-8") for path in OFFICE.rglob("*.py"))
    told = set(re.findall(rf'\bdone{CUT} == "([\w-]+)"', every)) - ENTERED
    assert sorted(code for code in told if not re.search(rf"[\"'=]{code}\b", written)) == []
