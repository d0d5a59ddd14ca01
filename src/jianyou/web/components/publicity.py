"""公示 as every audience sees it: the sentences and tables that its page is made of."""

from typing import Any

from jianyou.domain.papers.publicity import (
    contact_lines,
    day_text,
    end_text,
    objection_text,
    period_text,
    places_text,
)
from jianyou.domain.publicity.lists import PublicList
from jianyou.web.components.language import page_lang


def body_told(told: PublicList) -> dict[str, Any]:
    """What `components/publicity_body.html` shows, in the language of the page."""
    lang, period = page_lang(), told.period
    return {
        "list": told,
        "period_text": period_text(told, lang),
        "objection_text": objection_text(told, lang),
        "places_text": places_text(told, lang) if told.places else "",
        "contacts": list(contact_lines(told, lang)),
        "begins": day_text(period.begins_on, lang) if period else "",
        "ends": end_text(period.ends_at, lang) if period else "",
        "until": end_text(told.objections_until, lang) if told.objections_until else "",
    }
