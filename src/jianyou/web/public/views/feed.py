"""For other sites and readers: what happened to calls as an Atom feed, and the calls as data."""

import uuid
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from jianyou.queries.news import News, NewsKind, list_news
from jianyou.queries.overview import public_key
from jianyou.queries.public_calls import CallLine, list_public_calls
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.web.components.templatetags.components import moment

_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.UUID("5d6a0f4e-9f0c-5b0e-8a56-6b4c6f1d2a10")
_MOST_CALLS = 100
_CODES = {Lang.ZH: "zh-Hans", Lang.EN: "en"}


@require_safe
@conditional_page
def atom(request: HttpRequest) -> HttpResponse:
    """The news (RFC 4287), in Chinese unless the address asks for English: readers have no cookie."""
    lang = Lang.EN if request.GET.get("lang") == Lang.EN else Lang.ZH
    news = list_news()
    with translation.override(_CODES[lang].lower()):
        feed = _feed(request, news, lang)
    written = ET.tostring(feed, "utf-8", xml_declaration=True)
    response = for_all(HttpResponse(written, content_type="application/atom+xml; charset=utf-8"))
    if news:
        response.headers["Last-Modified"] = http_date(news[0].at.timestamp())
    return response


@require_safe
@conditional_page
def calls_json(request: HttpRequest) -> HttpResponse:
    """The calls, open ones first, for the page of an office elsewhere."""
    listed = list_public_calls(length=_MOST_CALLS).page
    told = {"total": listed.total, "calls": [_call_told(request, call) for call in listed.items]}
    return for_all(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


def _call_told(request: HttpRequest, call: CallLine) -> dict[str, object]:
    return {
        "name": call.slug,
        "title": call.title,
        "number": call.number,
        "issuer": call.issuer,
        "open": call.open,
        "deadline": call.deadline.isoformat(),
        "opened_at": call.opened_at.isoformat() if call.opened_at else None,
        "url": request.build_absolute_uri(reverse("call", args=[call.slug])),
        "fill_url": request.build_absolute_uri(reverse("fill", args=[call.slug])) if call.open else None,
    }


def for_all(response: HttpResponse) -> HttpResponse:
    """Pages elsewhere may read it, and keep it for some minutes."""
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _feed(request: HttpRequest, news: list[News], lang: Lang) -> ET.Element:
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": _CODES[lang]})
    # The site's key names it, whatever its address: readers must not take a moved feed for another.
    _add(feed, "id", uuid.uuid5(_SPACE, public_key()).urn)
    _add(feed, "title", gettext("征集动态"))
    ET.SubElement(feed, "link", rel="self", href=request.build_absolute_uri(), type="application/atom+xml")
    home = request.build_absolute_uri(reverse("home"))
    ET.SubElement(feed, "link", rel="alternate", href=home, type="text/html")
    # A site where nothing has happened yet has no moment to tell; the element is required.
    _add(feed, "updated", news[0].at.isoformat(timespec="seconds") if news else "1970-01-01T00:00:00Z")
    _author(feed, gettext("荐优"))
    for each in news:
        _entry(feed, each, request)
    return feed


def _entry(feed: ET.Element, news: News, request: HttpRequest) -> None:
    entry = ET.SubElement(feed, "entry")
    title, summary = _words(news)
    href = request.build_absolute_uri(_page_of(news))
    _add(entry, "id", news.key.urn)
    _add(entry, "title", title)
    ET.SubElement(entry, "link", rel="alternate", href=href, type="text/html")
    _add(entry, "published", news.at.isoformat(timespec="seconds"))
    _add(entry, "updated", news.at.isoformat(timespec="seconds"))
    _author(entry, news.office)
    ET.SubElement(entry, "category", term=news.kind.value)
    _add(entry, "summary", summary)


def _page_of(news: News) -> str:
    if news.turn:
        return reverse("publicity", args=[news.slug, news.turn])
    if news.lots:
        return reverse("draw", args=[news.slug, news.lots])
    return reverse("ledger_page" if news.kind is NewsKind.SEALED else "call", args=[news.slug])


def _words(news: News) -> tuple[str, str]:
    at = moment(news.deadline)
    if news.kind is NewsKind.LIST_PUBLISHED:
        words = gettext("{name}：公示到 {at}，期满撤下。")
        return gettext("公示名单：{title}").format(title=news.title), words.format(name=news.named, at=at)
    if news.kind is NewsKind.LOTS_ANNOUNCED:
        words = gettext("{name}：名单和承诺已经公布，公开数值出来以后抽取。")
        return gettext("公布随机抽取：{title}").format(title=news.title), words.format(name=news.named)
    if news.kind is NewsKind.LOTS_DRAWN:
        words = gettext("{name}：已经抽取，结果和核验所需的一切都已公布。")
        return gettext("随机抽取的结果：{title}").format(title=news.title), words.format(name=news.named)
    if news.kind is NewsKind.OPENED:
        return gettext("开始征集：{title}").format(title=news.title), gettext("截止 {at}").format(at=at)
    if news.kind is NewsKind.EXTENDED:
        words = gettext("延长到 {at}，对所有申报单位一样有效。理由：{reason}")
        told = words.format(at=at, reason=news.reason)
        return gettext("延长截止时间：{title}").format(title=news.title), told
    told = gettext("截止时的封存值：{root}").format(root=news.root)
    return gettext("账本已封存：{title}").format(title=news.title), told


def _author(parent: ET.Element, name: str) -> None:
    _add(ET.SubElement(parent, "author"), "name", name)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = plain(text)
