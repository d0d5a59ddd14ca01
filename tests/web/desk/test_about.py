"""Help, the look, the components, both languages, and the end."""

import re

import pytest

from jianyou.terms.finding import Severity
from jianyou.web.components.states import FILES, SEVERITIES
from jianyou.web.desk.desk import Desk
from jianyou.web.desk.work.records import FileState
from tests.web.visiting import Visitor

HAN = re.compile(r"[\u3400-\u9fff]")


def test_every_state_and_severity_has_its_look() -> None:
    assert set(FILES) == {state.value for state in FileState}
    assert list(SEVERITIES) == [severity.value for severity in Severity]


def test_components_show_every_state(visitor: Visitor) -> None:
    visitor.get("/components")
    assert visitor.status == 200
    assert {str(each.word) for each in (*FILES.values(), *SEVERITIES.values())} <= set(visitor.texts(".pill"))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("scheme", "dark", "data-scheme"),
        ("text", "large", "data-text"),
        ("density", "roomy", "data-density"),
        ("keys", "off", "data-keys"),
    ],
)
def test_a_look_is_kept(visitor: Visitor, name: str, value: str, shown: str) -> None:
    visitor.get("/help")
    visitor.send("/look", back="/help", **{name: value})
    assert (visitor.path, visitor.page.get(shown)) == ("/help", value)
    visitor.send("/look", back="/help", **{name: "nonsense"})
    assert visitor.page.get(shown) == value


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_choosing_a_look_leads_nowhere_else(visitor: Visitor, back: str) -> None:
    visitor.get("/help")
    visitor.send("/look", back=back, lang="zh")
    assert visitor.path == "/inbox"


def test_the_language_is_changed_on_the_spot(visitor: Visitor) -> None:
    visitor.get("/inbox?state=errors")
    visitor.send("/look", "lang", lang="en")
    assert (visitor.path, visitor.page.get("lang")) == ("/inbox?state=errors", "en")
    assert visitor.text("h1") == "Inbox"


@pytest.mark.parametrize(
    "path", ["/start", "/inbox", "/firms", "/reminders", "/results", "/help", "/quit", "/nowhere"]
)
def test_english_is_complete(desk: Desk, path: str) -> None:
    """Chinese stands only where it is somebody's own words, marked as such, or a folder's name."""
    visitor = Visitor(desk, lang="en")
    visitor.get(path)
    for own in visitor.page.xpath("//*[starts-with(@lang, 'zh')] | //*[contains(@class, 'path')]"):
        own.drop_tree()
    left = [each for each in visitor.page.xpath("//body//text()") if HAN.search(each)]
    assert [each.strip() for each in left if "textarea" not in each.getparent().tag] == []


def test_the_language_of_the_start_is_meant_where_none_was_chosen(closed: Desk) -> None:
    closed.lang = closed.lang.EN
    visitor = Visitor(closed)
    del visitor.client.cookies["jianyou_lang"]
    visitor.get("/help")
    assert visitor.text("h1") == "Help"


def test_ending_is_asked_for_and_then_done(visitor: Visitor) -> None:
    visitor.get("/quit")
    assert (visitor.text("h1"), visitor.desk.stopping.is_set()) == ("结束工作台？", False)
    visitor.send("/quit")
    assert (visitor.text("h1"), visitor.desk.stopping.is_set()) == ("工作台已结束", True)
    assert visitor.find("nav") == []


def test_a_defect_of_ours_is_said_plainly(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("jianyou.web.desk.work.work.Work.counts")
    visitor.get("/results")
    assert (visitor.status, visitor.text("h1")) == (500, "程序出错了")
