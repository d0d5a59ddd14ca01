"""公示 as one plain HTML file for an office's own site: no script, nothing from elsewhere, a semantic table.

Editors of old content systems take the fragment: its styles stand at the elements.
"""

from collections.abc import Iterable, Iterator
from html import escape

from jianyou.domain.papers.publicity import contact_lines, objection_text, period_text, places_text
from jianyou.domain.publicity.lists import Line, PublicList
from jianyou.terms.message import say

_CELL = "border:1px solid #666;padding:6px 8px;text-align:left;vertical-align:top"
_TABLE = "border-collapse:collapse;width:100%;margin:12px 0"
_BODY = "max-width:60em;margin:0 auto;padding:16px;line-height:1.8;font-family:SimSun,serif;color:#111"


def list_html(told: PublicList) -> str:
    """The whole file."""
    title = escape(told.title)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n</head>\n<body style="{_BODY}">\n{list_fragment(told)}</body>\n</html>\n'
    )


def list_fragment(told: PublicList) -> str:
    """What stands in the body, to be pasted."""
    return "".join(f"{line}\n" for line in _lines(told))


def _lines(told: PublicList) -> Iterator[str]:
    yield f'<h1 style="font-size:1.4em;text-align:center">{escape(told.title)}</h1>'
    yield from _paragraphs(told.paragraphs)
    for heading, lines in told.groups:
        yield from _table(told, heading, lines)
    yield from _paragraphs([period_text(told), objection_text(told)])
    if told.places:
        yield from _paragraphs([places_text(told)])
    for contact in contact_lines(told):
        yield f"<p>{'<br>'.join(escape(line) for line in contact)}</p>"
    yield f'<p style="text-align:right">{escape(told.office)}</p>'


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (f'<p style="text-indent:2em">{escape(text)}</p>' for text in texts)


def _table(told: PublicList, heading: str, lines: Iterable[Line]) -> Iterator[str]:
    yield f'<table style="{_TABLE}">'
    if heading:
        yield f'<caption style="font-weight:bold;text-align:left">{escape(heading)}</caption>'
    titles = (say("publicity_paper_order"), *(column.title for column in told.columns))
    heads = "".join(f'<th scope="col" style="{_CELL}">{escape(title)}</th>' for title in titles)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for line in lines:
        cells = (str(line.order), *(line.values.get(column.key, "") for column in told.columns))
        yield "<tr>" + "".join(f'<td style="{_CELL}">{_broken(cell)}</td>' for cell in cells) + "</tr>"
    yield "</tbody></table>"


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")
