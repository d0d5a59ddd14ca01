"""Only this person, only from these pages, and nothing from anywhere else."""

import re

import pytest

from jianyou.web.desk.desk import Desk
from jianyou.web.desk.settings import LONGEST_BODY
from tests.web.visiting import Visitor

PAGES = ("/start", "/inbox", "/firms", "/reminders", "/results", "/help", "/components", "/quit", "/nowhere")


def test_without_the_key_nobody_gets_in(desk: Desk) -> None:
    stranger = Visitor(desk, with_key=False)
    for path in PAGES:
        stranger.get(path)
        assert (stranger.status, stranger.text("h1")) == (403, "这个页面只供启动它的人使用")
    assert "机械" not in stranger.text("body")


def test_a_wrong_key_is_no_key(desk: Desk) -> None:
    stranger = Visitor(desk, with_key=False)
    stranger.get(f"/?key={desk.key[:-1]}")
    assert stranger.status == 403
    stranger.client.cookies[desk.cookie] = "another"
    stranger.get("/inbox")
    assert stranger.status == 403


def test_the_key_becomes_a_cookie_that_no_script_and_no_other_page_can_use(desk: Desk) -> None:
    newcomer = Visitor(desk, with_key=False)
    answer = newcomer.client.get(f"/?key={desk.key}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    cookie = answer.cookies[desk.cookie]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        desk.key,
        True,
        "Strict",
        "/",
    )
    newcomer.get("/")
    assert (newcomer.status, newcomer.text("h1")) == (200, "收件核对")


@pytest.mark.parametrize("host", ["evil.example:8765", "127.0.0.1:8766", "127.0.0.1", "localhost"])
def test_only_our_own_name_and_port_are_answered(visitor: Visitor, host: str) -> None:
    visitor.get("/inbox", host=host)
    assert visitor.status == 400


def test_the_other_name_of_this_machine_will_do(visitor: Visitor) -> None:
    visitor.get("/inbox", host="localhost:8765")
    assert visitor.status == 200


def test_a_form_needs_the_token_of_the_page(visitor: Visitor) -> None:
    answer = visitor.client.post("/quit", {})
    assert (answer.status_code, "已过期" in answer.content.decode()) == (403, True)
    assert not visitor.desk.stopping.is_set()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:9999", "null"])
def test_a_form_from_another_page_is_refused(visitor: Visitor, origin: str) -> None:
    visitor.get("/quit")
    token = visitor.find("main")[0].xpath(".//input[@name='csrfmiddlewaretoken']")[0].get("value")
    sent = {"csrfmiddlewaretoken": token}
    assert visitor.client.post("/quit", sent, headers={"origin": origin}).status_code == 403
    assert visitor.client.post("/quit", sent, headers={"origin": "http://127.0.0.1:8765"}).status_code == 200


def test_too_much_at_once_is_refused_before_it_is_read(visitor: Visitor) -> None:
    answer = visitor.client.generic("POST", "/inbox/add", b"", CONTENT_LENGTH=str(LONGEST_BODY + 1))
    assert (answer.status_code, "500 MB" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("path", PAGES)
def test_pages_bring_nothing_from_elsewhere_and_run_nothing_inline(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    html = answer.content.decode()
    assert re.findall(r"(?:https?:)?//[\w.]+", html) == []
    assert visitor.page.xpath("//script[not(@src)] | //style | //*[@style]") == []
    assert [name for each in visitor.page.iter() for name in each.attrib if str(name).startswith("on")] == []
    told = {
        name: answer.headers[name]
        for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    }
    assert told == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_styles_scripts_and_icons_come_from_here(visitor: Visitor) -> None:
    visitor.get("/help")
    links = [each.get("href") or each.get("src") for each in visitor.page.xpath("//link|//script|//img")]
    assert len(links) > 6
    assert {visitor.fetch(link)[0] for link in links} == {200}


def test_text_is_sent_compressed_and_files_as_they_are(visitor: Visitor) -> None:
    page = visitor.client.get("/inbox", headers={"accept-encoding": "gzip"})
    styles = visitor.client.get("/static/jianyou/base.css", headers={"accept-encoding": "gzip"})
    styles.close()
    assert (page.headers["Content-Encoding"], styles.headers["Content-Encoding"]) == ("gzip", "gzip")
    visitor.open_file("好.docx")
    original = visitor.client.get(f"{visitor.path}/original", headers={"accept-encoding": "gzip"})
    original.close()
    assert "Content-Encoding" not in original.headers
