"""What is printed: the annex with its mark, its preview, and the receipt on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from jianyou.domain.annexes.reading import as_read
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.ledger.fingerprints import content_sha256, mark_of
from jianyou.domain.lifecycle.completion import completion_code
from jianyou.domain.papers.receipt import ReceiptTold, ToldFile, receipt_paper
from jianyou.officefiles.writing.facts_pdf import write_facts
from jianyou.queries.filings import FilingView, get_content
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.answers import answers_of
from jianyou.web.components.kept import to_keep
from jianyou.web.components.policies import OWN_PAPER
from jianyou.web.components.printed import Annex, annex_file, drawn
from jianyou.web.components.templatetags.components import moment, size
from jianyou.web.public.drafting import let_in as let_in_draft
from jianyou.web.public.look import lang_of
from jianyou.web.public.paper import MEDIA_TYPE, PDF_TYPE, annex_of_draft, annex_of_filing, said_in
from jianyou.web.public.templatetags.public import to_second
from jianyou.web.public.views.drafts import gone
from jianyou.web.public.views.filings import key_for, let_in, view_or_404

_TYPES = {"docx": MEDIA_TYPE, "pdf": PDF_TYPE}


@require_safe
@never_cache
def draft_annex(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The annex as it would be filed now, marked, as Word or PDF."""
    try:
        return _annex(request, annex_of_draft(let_in_draft(request, number)), kind)
    except Refused as refused:
        return gone(request, number, refused)


@require_GET
@never_cache
def filing_annex(request: HttpRequest, number: str) -> HttpResponse:
    """The annex with what the filing says now, marked, as Word."""
    let_in(request, number)
    return _annex(request, _of_filing(number), "docx")


@require_GET
@never_cache
def filing_annex_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same as PDF."""
    let_in(request, number)
    return _annex(request, _of_filing(number), "pdf")


@require_safe
@never_cache
def draft_preview(request: HttpRequest, number: str) -> HttpResponse:
    """The pages of the draft's annex as they will be printed."""
    try:
        view = let_in_draft(request, number)
    except Refused as refused:
        return gone(request, number, refused)
    told = {
        "here": "home",
        "draft": view,
        "call": view.call,
        "back": reverse("draft", args=[number]),
        "docx": reverse("draft_annex", args=[number, "docx"]),
        "pdf": reverse("draft_annex", args=[number, "pdf"]),
    }
    return _preview(request, annex_of_draft(view), told)


@require_GET
@never_cache
def filing_preview(request: HttpRequest, number: str) -> HttpResponse:
    """The pages of the filing's annex as they will be printed."""
    let_in(request, number)
    view = view_or_404(number)
    key = urlencode({"key": key_for(request, number)})
    told = {
        "here": "filings",
        "filing": view,
        "back": f"{reverse('filing', args=[number])}?{key}",
        "docx": f"{reverse('filing_annex', args=[number])}?{key}",
        "pdf": f"{reverse('filing_annex_pdf', args=[number])}?{key}",
    }
    return _preview(request, _of_filing(number), told)


@require_safe
@never_cache
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as one page to print and keep."""
    let_in(request, number)
    lang = lang_of(request)
    told = _receipt(view_or_404(number), request)
    data = write_facts(receipt_paper(told, lang))
    name = say("receipt_title", lang=lang)
    return to_keep(HttpResponse(data, content_type=PDF_TYPE), f"{name}-{number}.pdf")


def _receipt(view: FilingView, request: HttpRequest) -> ReceiptTold:
    """What the receipt tells, as the page of the filing does."""
    said = said_in(get_content(number=view.number))
    admitted = view.admitted_at is not None
    return ReceiptTold(
        issuer=view.issuer,
        call=view.call_title,
        number=view.number,
        filer=view.filer,
        said=say(completion_code(view.status, view.completes_on, admitted=admitted), lang=lang_of(request)),
        received=to_second(view.sent_at),
        completed=to_second(view.filed_at) if view.filed_at else "",
        deadline=moment(view.deadline),
        version=view.version,
        changed=to_second(view.changed_at),
        entries=[entry.name for entry in view.entries],
        files=[ToldFile(file.name, size(file.size), file.digest) for file in view.files],
        content_sha256=content_sha256(said),
        commitment=view.commitment,
        mark=mark_of(view.number, said),
        own_application=view.own_application,
        verify_url=request.build_absolute_uri(reverse("verify")),
    )


def _of_filing(number: str) -> Annex:
    try:
        return annex_of_filing(number)
    except Refused as refused:
        raise Http404 from refused


def _annex(request: HttpRequest, annex: Annex, kind: str) -> HttpResponse:
    """The annex to be kept, or with `show` a PDF to be printed from the browser."""
    answer = HttpResponse(annex_file(annex, kind), content_type=_TYPES[kind])
    name = f"{annex.schema.title}-{annex.mark.number}.{kind}"
    if kind == "pdf" and "show" in request.GET:
        answer.headers["Content-Disposition"] = str(content_disposition_header(False, name))
        answer.headers["Content-Security-Policy"] = OWN_PAPER
        return answer
    return to_keep(answer, name)


def _preview(request: HttpRequest, annex: Annex, told: dict[str, object]) -> HttpResponse:
    """The pages as pictures, and the table as text for whoever can't see them."""
    reading = as_read(form_of_values(annex.schema, annex.header, annex.rows))
    told |= {
        "annex": annex,
        "drawn": drawn(annex),
        "answers": answers_of(reading, annex.schema, lang_of(request)),
    }
    return render(request, "public/preview.html", told)
