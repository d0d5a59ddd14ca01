"""归档: the archives of a call, how long its papers are kept, and the erasure of personal data."""

import json
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.archiving import ask_archive, set_retention, take_archive
from jianyou.actions.erasing import erase_now
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.packages.keeping import Keeping, kept_until
from jianyou.domain.packages.parcel import SUFFIX
from jianyou.domain.papers.publicity import day_text
from jianyou.queries.archives import ArchivesView, archive_progress, get_archives, personal_to_erase
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deeds import REASON
from jianyou.web.office.forms import Asked, Form, Given, Kind

KEEPING_CODES = {
    Keeping.PERMANENT: "keeping_permanent",
    Keeping.YEARS_30: "keeping_years_30",
    Keeping.YEARS_10: "keeping_years_10",
}
ERASED_CODES = {
    "contacts": "erased_contacts",
    "messages": "erased_messages",
    "drafts": "erased_drafts",
    "imported": "erased_imported",
    "objectors": "erased_objectors",
    "objection_files": "erased_objection_files",
    "objection_steps": "erased_objection_steps",
    "redactions": "erased_redactions",
    "originals": "erased_originals",
    "packages": "erased_packages",
    "taken": "erased_taken",
    "archives": "erased_archives",
}
"""What was, or would be, erased in words, by its kind."""
_YEARS = (1, 2, 3, 5, 10, 30)
_LONGEST = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def archives(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The archives of a call, one more to be made, retention and erasures."""
    if request.method == "POST":
        return _asked(request, viewer, slug)
    return _page(request, get_archives(viewer=viewer, slug=slug))


def _asked(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    personal = request.POST.get("personal", "")
    view = get_archives(viewer=viewer, slug=slug)
    if Act.MAKE_ARCHIVE not in view.acts:
        return _page(request, view, status=HTTPStatus.FORBIDDEN)
    if personal not in {"yes", "no"}:
        problem = Refused("archiving_choose_personal")
        return _page(request, view, problem, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask_archive(actor=viewer, call_slug=slug, personal=personal == "yes")
    except Refused as refused:
        return _page(request, get_archives(viewer=viewer, slug=slug), refused, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("office:archives", args=[slug]))


def _page(
    request: HttpRequest, view: ArchivesView, problem: Refused | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    kept, lang = view.retention, page_lang()
    told = {
        "view": view,
        "kept": kept,
        "until": day_text(kept.keep_until, lang) if kept and kept.keep_until else "",
        "erases": day_text(kept.erase_on, lang) if kept and kept.erase_on else "",
        "keeping": say(KEEPING_CODES[kept.category], lang=lang) if kept else "",
        "erasures": [(one, erased_words(one.counts)) for one in view.erasures],
        "can": Act.MAKE_ARCHIVE in view.acts,
        "newest": view.archives[0] if view.archives else None,
        "problem": problem,
        "problems": [("personal", problem)] if problem else [],
    }
    return page(request, "office/archiving_page.html", told, status)


def erased_words(counts: Any) -> list[tuple[str, int]]:
    """Counts of personal data with their words, in the order of `ERASED_CODES`."""
    return [
        (say(code, lang=page_lang()), counts[kind]) for kind, code in ERASED_CODES.items() if counts.get(kind)
    ]


@require_safe
@for_viewers
def progress(_request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """How far the newest archive is, as data: done, total, percent, current, running."""
    done, of, running = archive_progress(viewer=viewer, slug=slug)
    percent = round(100 * done / of) if of else 0
    return JsonResponse({"done": done, "total": of, "percent": percent, "running": running, "current": ""})


@require_POST
@for_deciders
def download(_request: HttpRequest, viewer: Actor, slug: str, archive: int) -> HttpResponseBase:
    """An archive's file as it was made; taking it away is logged."""
    path = take_archive(actor=viewer, call_slug=slug, number=archive)
    return to_be_kept(path.open("rb"), f"{slug}-archive-{archive}{SUFFIX}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def retention(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """How long papers are kept, and from which day on personal data is erased: asked, looked at, set."""
    stamp = request.POST.get("version", "")[:60]

    def made() -> Deed:
        view = get_archives(viewer=viewer, slug=slug)
        back = reverse("office:archives", args=[slug])

        def do(given: Given) -> None:
            years = given.texts["erase"]
            set_retention(
                actor=viewer,
                call_slug=slug,
                keeping=Keeping(given.texts["keeping"]),
                erase_on=None if years == "never" else _after(view.closed_on, int(years)),
                originals=given.texts["originals"] == "yes",
                reason=given.texts.get(REASON, ""),
                stamp=stamp,
            )

        seen = stamp if request.method == "POST" else view.stamp
        about = {"of_archives": view, "version": view.stamp, "seen": seen}
        return Deed(form=_retention_form(view), do=do, done=f"{back}#retention", back=back, about=about)

    return in_two_steps(request, made)


def _retention_form(view: ArchivesView) -> Form:
    kept = view.retention
    return Form(
        title=gettext("保管期限和个人信息"),
        tells=gettext(
            "期限从办结的下一年 1 月 1 日算起。到清除之日，系统自动清除联系方式等个人信息，不能恢复；"
            "账本不受影响，仍可核验。"
        ),
        button=gettext("设定保管期限"),
        fields=(
            Asked(
                "keeping",
                gettext("保管期限"),
                gettext("按《机关文件材料归档范围和文书档案保管期限规定》和本单位的期限表选择。"),
                kind=Kind.CHOICE,
                start=kept.category.value if kept else "",
                choices=tuple(_keeping_choice(one, view.closed_on) for one in Keeping),
            ),
            Asked(
                "erase",
                gettext("何时清除个人信息"),
                gettext("个人信息的保存期限应为实现处理目的所必要的最短时间。"),
                kind=Kind.CHOICE,
                start=_years_kept(view),
                choices=tuple(_erase_choices(view)),
            ),
            Asked(
                "originals",
                gettext("报送的原件"),
                gettext("汇总表、扫描件里有联系人。原件要作为档案保管的，不要清除。"),
                kind=Kind.CHOICE,
                start="yes" if kept and kept.originals else "no",
                choices=(
                    ("no", gettext("作为档案保管，不清除")),
                    ("yes", gettext("到清除之日一并清除，含个人信息的归档包也清除")),
                ),
            ),
            Asked(REASON, gettext("依据"), gettext("可不填。记入操作留痕。"), required=False),
        ),
    )


def _keeping_choice(keeping: Keeping, closed_on: date) -> tuple[str, str]:
    until, word = kept_until(keeping, closed_on), say(KEEPING_CODES[keeping], lang=page_lang())
    if until is not None:
        word = gettext("{word}（至 {until}）").format(word=word, until=day_text(until, page_lang()))
    return keeping.value, word


def _erase_choices(view: ArchivesView) -> Any:
    yield "never", gettext("与文书同期保管，不另行清除")
    for years in _YEARS:
        day = _after(view.closed_on, years)
        if day > view.today:
            told = gettext("截止后 {years} 年（{day}）")
            yield str(years), told.format(years=years, day=day_text(day, page_lang()))


def _years_kept(view: ArchivesView) -> str:
    kept = view.retention
    if kept is None or kept.erase_on is None:
        return "never" if kept else ""
    return next((str(years) for years in _YEARS if _after(view.closed_on, years) == kept.erase_on), "")


def _after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def erase(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What would be erased now; a section head has it done."""
    problem = None
    if request.method == "POST":
        try:
            erase_now(actor=viewer, call_slug=slug, seen=_seen(request.POST.get("seen", "")))
        except Refused as refused:
            problem = refused
        else:
            return HttpResponseRedirect(f"{reverse('office:archives', args=[slug])}#erasures")
    view, personal = get_archives(viewer=viewer, slug=slug), personal_to_erase(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "kept": view.retention,
        "personal": personal,
        "words": erased_words(personal.counts),
        "seen": json.dumps(personal.counts),
        "heads": viewer.role is Role.SECTION_HEAD,
        "problem": problem,
        "problems": [("act", problem)] if problem else [],
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/archiving_erase.html", told, status)


def _seen(text: str) -> dict[str, int]:
    """The counts that a page showed; what is none equals no counts at all."""
    try:
        plain = json.loads(text[:_LONGEST])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(plain, dict):
        return {}
    return {str(kind): count for kind, count in plain.items() if isinstance(count, int)}
