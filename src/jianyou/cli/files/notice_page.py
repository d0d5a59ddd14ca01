"""The preview of a notice: its text with every value marked, and the values listed beside it."""

from pathlib import Path

from jianyou.domain.notices.marked import mark_values
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.officefiles.writing.html import render_html
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


def notice_page(text: NoticeText, facts: NoticeFacts, lang: Lang) -> str:
    """The page as one HTML file without scripts, which fetches nothing."""
    marked = mark_values(text, facts, lang)
    title = facts.title.value if facts.title else say("notice_page_text", lang=lang)
    values = {
        "html_lang": "zh-Hans" if lang is Lang.ZH else "en",
        "title": plain(title),
        "issuers": [plain(each.value) for each in facts.issuer],
        "groups": marked.groups,
        "pieces": marked.pieces,
        "list_title": say("notice_page_list", lang=lang),
        "text_title": say("notice_page_text", lang=lang),
        "nothing": say("notice_nothing", lang=lang),
    }
    return render_html(Path(__file__).with_name("notice_page.html"), values)
