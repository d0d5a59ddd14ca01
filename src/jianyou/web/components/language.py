"""The language of the page that is being made."""

from django.utils.translation import get_language

from jianyou.terms.lang import Lang


def page_lang() -> Lang:
    """The language that the request is answered in."""
    return Lang.EN if (get_language() or "").startswith("en") else Lang.ZH
