"""The head of a notice: its title, own number and addressees."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.notices.addressees import Salutation, salutations
from jianyou.domain.notices.organs import NOUN, PLACED, is_organ
from jianyou.domain.notices.text import Squeezed

_KINDS = "通知|通告|公告|公示|启事|通报|决定|意见|邀请函|倡议书|征集令|方案|办法|函"
_WHOLE_LINE = re.compile(rf"[^。;:!?,]{{4,80}}(?:{_KINDS}|公示名单)")
_YEAR_AND_SERIAL = r"[〔\[【(]\d{4}[〕\]】)]?第?\d{1,5}号?"
OWN_NUMBER = re.compile(rf"[一-龥]{{1,16}}{_YEAR_AND_SERIAL}")
_SERIAL = re.compile(rf"{_YEAR_AND_SERIAL}|年第\d{{1,4}}号\)?")
_HAN = re.compile(r"[一-龥]{1,16}")
_SHORT_LINE = 6
_NUMBER_LABEL = re.compile(r"[\[【]?(?:发文字号|发文号|文件编号|文号|文件号)[\]】]?[:：]?")
_TITLE_LABEL = re.compile(r"(?:标题|名称|文件名称|信息名称)[\]】]?[:：]$")
FIRST_HEADING = re.compile(r"(?:一、|第一[章部条]|\(一\))")
_CITED = re.compile(r"根据|按照|依据|遵照|落实|贯彻|执行|转发|印发|收到|学习|参照|详见")
_PAGE_TITLE = re.compile(r"pagetitle[:：](?P<title>.+?)(?=\||$)|^#title[:：](?P<own>.+)$")
_SITE_NAME = re.compile(r"--|[_|]|[-—](?=[一-龥A-Za-z]{2,30}$)")
_HEAD_SIZE = 6_000
_LONGEST_ISSUER = 80


class Head(NamedTuple):
    """What the head says, as ranges of the squeezed text; `start` is where the notice itself begins.

    `issuers` are the offices printed above the title or before 关于 in it; `from_page` says that the title
    is that of the web page, not of the paper.
    """

    start: int
    title: tuple[int, int] | None
    number: tuple[int, int] | None
    issuers: tuple[int, int] | None
    salutation: Salutation | None
    from_page: bool = False


def find_head(text: Squeezed) -> Head:
    """Read the head. What isn't there is None."""
    begin = _behind_notes(text)
    heading = _first_heading(text, begin)
    titles = list(_titles(text, begin, heading))
    spoken = list(salutations(text, begin, heading))
    salutation, title = _fitting(titles, spoken)
    issuers = _before_title(text, title[0], begin) if title else None
    from_page = False
    if title is None:
        title, issuers = _page_title(text, begin)
        from_page = title is not None
        title = title or _plain_title(text, begin, salutation.start if salutation else heading)
    number = _number(text, begin, salutation.end if salutation else heading, None if from_page else title)
    start = min([each[0] for each in (None if from_page else title, number) if each] or [begin])
    if from_page and salutation:
        start = salutation.start
    return Head(start, title, number, issuers, salutation, from_page)


def _behind_notes(text: Squeezed) -> int:
    """Where the text begins behind lines of notes on it (`# …`)."""
    at = 0
    while at < len(text.text) and text.text[at] == "#":
        at = text.line_end(at)
    return at


def _first_heading(text: Squeezed, begin: int) -> int:
    limit = min(len(text.text), begin + _HEAD_SIZE)
    for found in FIRST_HEADING.finditer(text.text, begin, limit):
        if text.begins_line(found.start()) or text.text[found.start() - 1] in ":。;":
            return found.start()
    return limit


def _titles(text: Squeezed, begin: int, limit: int) -> Iterator[tuple[int, int]]:
    at = begin
    while (at := text.text.find("关于", at, limit)) >= 0:
        end = _title_end(text, at)
        if end and _title_may_start(text, at, begin):
            yield at, end
            at = end
        else:
            at += 2


def _title_end(text: Squeezed, start: int) -> int | None:
    """Behind the title's last word: it ends its line, or the number follows."""
    for found in re.finditer(_KINDS, text.text[start : start + 160]):
        end = start + found.end()
        inner = text.text[start:end]
        if re.search(r"[。;!]", inner):
            return None
        if inner.count("《") != inner.count("》") or inner.count("(") != inner.count(")"):
            continue
        if text.begins_line(end) or OWN_NUMBER.match(text.text, end):
            return end
        if text.text[end] == "(" and text.begins_line(end + text.text[end : end + 40].find(")") + 1):
            return end
    return None


def _title_may_start(text: Squeezed, start: int, begin: int) -> bool:
    before = text.text[max(begin, start - _LONGEST_ISSUER) : start]
    if before.count("《") > before.count("》"):
        return False
    if text.begins_line(start) or _TITLE_LABEL.search(before):
        return True
    line = text.text[max(text.line_start(start), begin) : start]
    if is_organ(line):
        return True
    clause = re.split(r"[。:;,!?]", line)[-1]
    return bool(NOUN.search(clause) and PLACED.search(clause) and not _CITED.search(clause))


def _fitting(
    titles: list[tuple[int, int]], spoken: list[Salutation]
) -> tuple[Salutation | None, tuple[int, int] | None]:
    """The addressees, and the title printed nearest above them."""
    if not titles:
        formal = [each for each in spoken if not each.polite]
        return next(iter(formal or spoken), None), None
    for each in spoken:
        above = [title for title in titles if title[1] <= each.start]
        if above and not each.polite:
            return each, above[-1]
    polite = [each for each in spoken if each.start >= titles[0][1]]
    return next(iter(polite), None), titles[0]


def _before_title(text: Squeezed, title: int, begin: int) -> tuple[int, int] | None:
    """The offices on the title's line before 关于, else those on the lines above it."""
    start = max(text.line_start(title), begin)
    if start < title:
        line = text.text[start:title]
        return (start, title) if is_organ(line) else None
    first = title
    while first > begin:
        above = text.line_start(first - 1)
        name = text.text[above:first].removesuffix("文件")
        if not (is_organ(name) and PLACED.match(name)):
            break
        first = above
        if text.text[above : above + len(name) + 2].endswith("文件"):
            return above, above + len(name)
    return (first, title) if first < title else None


def _number(text: Squeezed, begin: int, limit: int, title: tuple[int, int] | None) -> tuple[int, int] | None:
    """The number that stands alone on its line, behind its label, or right behind the title."""
    found = []
    for label in _NUMBER_LABEL.finditer(text.text, begin, limit):
        labelled = OWN_NUMBER.match(text.text, label.end())
        if labelled:
            found.append(labelled.span())
    for serial in _SERIAL.finditer(text.text, begin, limit):
        start = _number_start(text, serial, begin, title)
        bare = serial[0].startswith("(") and not serial[0].endswith("号")
        if start is not None and not bare and _ends(text, serial.end()):
            found.append((start, serial.end()))
    if title:
        found.sort(key=lambda place: min(abs(place[0] - title[1]), abs(title[0] - place[1])))
    return found[0] if found else None


def _ends(text: Squeezed, end: int) -> bool:
    """Whether a number ends its line; a paper to an office above names its signer beside it."""
    return text.begins_line(end) or text.text.startswith("签发人", end)


def _number_start(
    text: Squeezed, serial: re.Match[str], begin: int, title: tuple[int, int] | None
) -> int | None:
    """Where the number begins whose year and serial are found: at its line, or right behind the title."""
    start = max(text.line_start(serial.start()), begin)
    if title and start < title[1] <= serial.start():
        start = title[1]
    elif start > begin and _goes_on(text, start, serial.start()):
        start = max(text.line_start(start - 1), begin)
    lead = text.text[start : serial.start()]
    if serial[0].startswith("年"):
        return start if re.fullmatch(r"\(?(?:19|20)\d\d", lead) else None
    return start if _HAN.fullmatch(lead) else None


def _goes_on(text: Squeezed, start: int, end: int) -> bool:
    """Whether the line above holds the beginning of a number that was broken there."""
    above = text.text[text.line_start(start - 1) : start]
    if start == end:
        return bool(_HAN.fullmatch(above))
    return (
        len(above) <= _SHORT_LINE and bool(_HAN.fullmatch(above)) and not re.search(rf"(?:{_KINDS})$", above)
    )


def _page_title(text: Squeezed, begin: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Title and offices from the title of the web page that the text was taken from."""
    at = 0
    while at < begin:
        end = text.line_end(at)
        found = _PAGE_TITLE.search(text.text[at:end])
        if found:
            group = "title" if found["title"] else "own"
            return _title_in(text, at + found.start(group), at + found.end(group))
        at = end
    return None, None


def _title_in(text: Squeezed, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    words = text.text[start:end]
    site = _SITE_NAME.search(words)
    words = words[: site.start()] if site else words
    lead = re.match(r"(?:\([^()]*\))*(?:转发)?《?", words)
    first = lead.end() if lead else 0
    last = 0
    for found in re.finditer(_KINDS, words):
        last = found.end()
    if last - first < 6:
        return None, None
    about = words.find("关于", first, last)
    if about > first and is_organ(words[first:about]):
        return (start + about, start + last), (start + first, start + about)
    return (start + (about if about == first else first), start + last), None


def _plain_title(text: Squeezed, begin: int, limit: int) -> tuple[int, int] | None:
    """A line of its own that ends as titles do, though it hasn't 关于."""
    at = begin
    while at < limit:
        end = text.line_end(at)
        if _WHOLE_LINE.fullmatch(text.text[at:end]) and not text.text.startswith(("根据", "附件"), at):
            return at, end
        at = end
    return None
