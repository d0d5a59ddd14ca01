"""The papers that a notice acts on: by number, or by title where no number is given."""

import re
from collections.abc import Iterator

from jianyou.domain.notices.text import Squeezed

NUMBER = re.compile(r"[一-龥]{2,12}[〔\[【(](?:19|20)\d\d[〕\]】)]?\d{1,5}号")
_ACTS_ON = re.compile(
    r"(?:按照|根据|依据|遵照|落实)(?:[一-龥]{0,20})《(?P<title>[^《》]{6,120}(?:通知|函))》(?=的?(?:有关|相关)?(?:要求|部署|安排|规定))"
)
_LEAD = re.compile(
    r"^.*(?:根据|按照|依据|执行|文件|转发|印发|贯彻|落实|关于|附件|继续|仍按|[按据和与及或见以])(?=[一-龥]{2})"
)


def find_cites(text: Squeezed, begin: int, end: int, own: str | None) -> Iterator[tuple[int, int]]:
    """The ranges of numbers cited, each once, and of the titles of notices acted on that have none."""
    seen = {own}
    for found in NUMBER.finditer(text.text, begin, end):
        start = found.start()
        lead = _LEAD.match(found[0][: re.search(r"[〔\[【(]", found[0]).start()])  # type: ignore[union-attr]
        start += lead.end() if lead else 0
        words = text.text[start : found.end()]
        if words not in seen and re.match(r"[一-龥]{2}", words):
            seen.add(words)
            yield start, found.end()
    for found in _ACTS_ON.finditer(text.text, begin, end):
        if found["title"] not in seen and not NUMBER.search(text.text, found.end(), found.end() + 40):
            seen.add(found["title"])
            yield found.span("title")
