"""A browser without scripts: follows links and sends forms as they stand on the page."""

from contextlib import closing
from http.cookies import SimpleCookie
from typing import Any

import lxml.html
from django.http import HttpResponse
from django.test import Client

from jianyou.web.desk.desk import ENVIRON_KEY, Desk

Page = Any  # an lxml.html element, of whose package there are no types


class Visitor:
    """Visits the pages of one desk; `page` is the one that is open, `status` how it was answered."""

    def __init__(self, desk: Desk, *, with_key: bool = True, lang: str = "zh") -> None:
        self.desk = desk
        environment: dict[str, Any] = {ENVIRON_KEY: desk, "HTTP_HOST": f"127.0.0.1:{desk.port}"}
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False, **environment)
        self.client.cookies = SimpleCookie({"jianyou_lang": lang})
        if with_key:
            self.client.cookies[desk.cookie] = desk.key
        self.page: Page = lxml.html.fromstring("<html/>")
        self.status = 0
        self.path = ""

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Open an address as a browser does, redirects followed."""
        answer: Any = self.client.get(path, follow=True, headers=headers)
        return self._seen(answer, path)

    def _seen(self, answer: Any, path: str) -> HttpResponse:
        self.status = answer.status_code
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            self.page = lxml.html.fromstring(answer.content.decode())
        response: HttpResponse = answer
        return response

    def fetch(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes of what lies at an address."""
        answer: Any = self.client.get(path)
        with closing(answer):
            data = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, dict(answer.headers), data

    def send(self, action: str, _button: str = "", **fields: Any) -> HttpResponse:
        """Fill in and send the form of the page whose address begins so and that takes the fields.

        `_button` presses the button of that name; what isn't given stays as the page has it.
        """
        form = self._form(action, fields)
        data: dict[str, Any] = {}
        for field in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            if field.get("type") in {"checkbox", "radio"} and field.get("checked") is None:
                continue
            if field.get("type") != "file":
                data.setdefault(field.get("name"), []).append(_value(field))
        data.update(fields)
        for button in form.xpath(".//button[@name]"):
            if button.get("name") == _button:
                data[_button] = button.get("value")
        answer: Any = self.client.post(form.get("action"), data, follow=True)
        return self._seen(answer, form.get("action"))

    def _form(self, action: str, fields: dict[str, Any]) -> Page:
        forms = [each for each in self.page.xpath("//form") if each.get("action", "").startswith(action)]
        wanted = {"entry", "column", "key"} & set(fields)
        for form in forms:
            fixed = {each.get("name"): each.get("value") for each in form.xpath(".//input[@type='hidden']")}
            if all(fixed.get(name) == str(fields[name]) for name in wanted):
                return form
        message = f"no form to {action} with {fields} on {self.path}"
        raise LookupError(message)

    def text(self, selector: str = "main") -> str:
        """The words of the first element that the CSS-like path finds (tag, #id or .class)."""
        return _words(self.find(selector)[0])

    def texts(self, selector: str) -> list[str]:
        """The words of every such element."""
        return [_words(each) for each in self.find(selector)]

    def find(self, selector: str) -> list[Page]:
        """Every element by its tag, #id or .class."""
        if selector.startswith("#"):
            found: list[Page] = self.page.xpath(f"//*[@id='{selector[1:]}']")
        elif selector.startswith("."):
            spaced = "concat(' ', normalize-space(@class), ' ')"
            found = self.page.xpath(f"//*[contains({spaced}, ' {selector[1:]} ')]")
        else:
            found = self.page.xpath(f"//{selector}")
        return found

    def open_file(self, name: str, query: str = "") -> None:
        """Open a file of the list by its last name."""
        self.get(f"/inbox{query}")
        (link,) = [each for each in self.find(".line-name") if each.text_content() == name]
        self.get(link.get("href"))


def _words(element: Page) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _value(field: Page) -> str:
    if field.tag == "select":
        chosen = field.xpath("./option[@selected]") or field.xpath("./option")
        return str(chosen[0].get("value"))
    if field.tag == "textarea":
        return str(field.text or "").removeprefix("\n")
    return str(field.get("value") or "")
