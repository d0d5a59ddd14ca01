"""栏目和字数: the columns of the tables to be filled, and the limits of words, pages and pictures."""

import re
from collections.abc import Iterator

from jianyou.domain.notices.model import Found, Layout, NoticeColumn, NoticeText, Span
from jianyou.domain.notices.tables import LONGEST_HEADING, Row, Table, find_tables, heading_of
from jianyou.domain.notices.text import Squeezed, squeezed, words

_N = r"\d{1,6}(?:\.\d)?"
_SIZE = (
    rf"(?:每篇|文件)?(?:原则上)?(?:不超过|不得超过|不多于|不少于|不得少于|不低于|不小于|不大于|至少|最多|控制在|限)(?:{_N}[-—~])?{_N}(?:万)?个?"
    r"(?:字符?|词|页|张|分钟|像素|KB|MB|GB|[KMG](?![A-Za-z0-9])|kb|dpi|DPI)(?:以内|之内|以上|左右|内)?"
)
_WORDS = (
    rf"(?:{_N}[-—~])?{_N}个?(?:字|页|分钟|MB|KB)(?:以内|之内|左右|以上|以下|内)"
    rf"|(?:限|限定){_N}字|(?<!\d){_N}字(?![号体节母])"
)
_PICTURES = rf"{_N}张(?=[^,。;]{{0,12}}(?:照片|图片))"
_PEOPLE = r"(?:最多)?限(?:报)?\d{1,3}人(?:以内)?"
_LIMIT = re.compile(rf"{_SIZE}|{_WORDS}|{_PICTURES}|{_PEOPLE}")
_DURING = re.compile(r"控制在(?=\d)")
_NUMBERED = re.compile(r"序\s*号")
_ROSTER = re.compile(
    r"(?:汇总表|一览表|花名册|登记表|统计表|信息表|报名表|名单|清单|推荐表|明细表)[^。]{0,40}$"
)
_BELOW = re.compile(r"^(?:备注|注|说明|填表|填写|填报|合计|总计|小计)")
_NOTES = re.compile(r"(?:备注|填写说明|填表说明|说明|注)(?:意事项)?[:：]?")
_LIST = re.compile(
    r"[:为是选填从](?P<list>[^、。;:,]{1,16}(?:、[^、。;:,]{1,16}){2,40}?)(?:等(?:[^、。;,]{0,6})?)?(?=[。;,]|$|中选)"
)


def find_columns(text: NoticeText, layout: Layout) -> list[NoticeColumn]:
    """The columns of every table that is to be filled row by row, with the limits printed for them.

    Such a table begins with 序号 or is named as a roster, and its rows are empty: tables that tell
    something (places, persons to ask) and forms of one entry have no columns in this sense.
    """
    columns: list[NoticeColumn] = []
    tables = find_tables(text)
    for at, table in enumerate(tables):
        headed = heading_of(table)
        if headed is None or not _to_fill(table, *headed):
            continue
        attachment = next(
            (
                part.number
                for part in layout.attachments
                if part.span.start <= table.span.start < part.span.end
            ),
            0,
        )
        following = tables[at + 1].span.start if at + 1 < len(tables) else len(text.text)
        notes = _notes(text, layout, headed[0][-1].span.end, min(following, table.span.end + 1_500), table)
        columns += [
            NoticeColumn(cell.value, _limit_of(cell.value, notes), cell.span, attachment)
            for cell in headed[0]
        ]
    return columns


def find_limits(text: NoticeText, layout: Layout) -> list[Found]:
    """Limits of words, pages, minutes, picture sizes, each once, in the order of the text."""
    found: dict[str, Found] = {}
    end = max([layout.tail.end, layout.body.end, *(part.span.end for part in layout.attachments)])
    whole = squeezed(text, Span(layout.body.start, end))
    for match in _LIMIT.finditer(whole.text):
        value = _DURING.sub("", match[0])
        if _conditional(whole.text, match.start()):
            continue
        span = whole.span(match.end() - len(value), match.end())
        found.setdefault(value, Found(words(text, span), span))
    return list(found.values())


def _conditional(letters: str, start: int) -> bool:
    """A length that is told of something else than a paper to send in (a course of 30 minutes)."""
    return bool(
        re.search(
            r"(?:每节|课时|答辩|陈述|公示|培训|会议|汇报)[^,。;]{0,8}$", letters[max(0, start - 16) : start]
        )
    )


def _to_fill(table: Table, headings: list[Found], below: tuple[Row, ...]) -> bool:
    names = [cell.value for cell in headings]
    if len(names) < 3 or any(len(name) > LONGEST_HEADING or name.isdigit() for name in names):
        return False
    if not (_NUMBERED.fullmatch(names[0]) or (_ROSTER.search(table.above) and len(set(names)) == len(names))):
        return False
    for row in below:
        cells = [cell.value for cell in row.filled()]
        if not cells or _BELOW.match(cells[0]):
            continue
        if [cell for cell in cells if not re.fullmatch(r"\d{1,3}|…+|\.+|例:?|示例", cell)] or len(cells) > 1:
            return False
    return True


def _notes(text: NoticeText, layout: Layout, start: int, end: int, table: Table) -> Squeezed:
    """What stands below the headings, up to the next attachment or table."""
    for part in layout.attachments:
        if part.span.start > table.span.start:
            end = min(end, part.span.start)
    return squeezed(text, Span(start, max(start, end)))


def _limit_of(name: str, notes: Squeezed) -> str:
    """The limit printed within a heading, or said of it in the notes below; empty if there is none."""
    inside = _LIMIT.search(squeezed_words(name))
    if inside:
        return inside[0]
    opening = _NOTES.search(notes.text)
    if opening is None:
        return ""
    for sentence in _about(name, notes.text[opening.end() :]):
        limit = _LIMIT.search(sentence)
        if limit:
            return limit[0]
        listed = _LIST.search(sentence)
        if listed:
            return re.sub(r"等.{0,6}$", "", listed["list"])
    return ""


def _about(name: str, notes: str) -> Iterator[str]:
    """The sentences of the notes that are about a column: named in quotes, or before a colon or 栏."""
    bare = re.escape(re.sub(r"\(.*\)$", "", squeezed_words(name)) or name)
    named = re.compile(
        rf"[“\"「《]{bare}(?:\([^)]*\))?[”\"」》]|{re.escape(squeezed_words(name))}[”\"」》]|(?:^|[。;.、:]){bare}(?::|栏|为|(?=原则上|一般|不|限|字数|控制))"
    )
    for sentence in re.split(r"[。;]", notes):
        found = named.search(sentence)
        if found:
            yield sentence[found.end() - 1 :]


def squeezed_words(words_: str) -> str:
    """A heading as it stands in a squeezed text."""
    return words_.replace(" ", "").replace("（", "(").replace("）", ")").replace("：", ":")
