"""What an office sent about a filing: its letters, and the filer's own form with remarks in it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jianyou.domain.papers.letters import letter_pdf
from jianyou.queries.annotating import get_annotating
from jianyou.queries.letters import get_filer_letter
from jianyou.terms.finding import Refused
from jianyou.web.components.annotated import annotated_file
from jianyou.web.components.kept import to_keep
from jianyou.web.public.paper import PDF_TYPE
from jianyou.web.public.views.filings import key_for, let_in, view_or_404


@require_safe
@never_cache
def letter(request: HttpRequest, number: str, letter: str) -> HttpResponse:
    """A letter that was sent about the filing, as PDF."""
    let_in(request, number)
    try:
        paper = get_filer_letter(number=number, key=UUID(letter))
    except Refused as refused:
        raise Http404 from refused
    data = letter_pdf(paper)
    return to_keep(HttpResponse(data, content_type=PDF_TYPE), f"{paper.title}-{number}.pdf")


@require_safe
@never_cache
def remarks(request: HttpRequest, number: str, ordinal: str) -> HttpResponse:
    """The form as it was sent, with the remarks on an entry as comments."""
    let_in(request, number)
    try:
        return annotated_file(get_annotating(number=number, ordinal=int(ordinal)))
    except Refused as refused:
        told = {
            "here": "filings",
            "view": view_or_404(number),
            "problem": refused,
            "key": key_for(request, number),
        }
        return render(request, "public/letters_none.html", told, status=HTTPStatus.CONFLICT)
