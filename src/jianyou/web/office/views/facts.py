"""Single facts of an entry: recorded with their source beside the clause that asks, and taken back."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jianyou.actions.deciding import Looked
from jianyou.actions.facts import record_fact, withdraw_fact
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.eligibility.claims import SourceKind
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.review import get_review
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders
from jianyou.web.office.evidence import NOTE, ON, SOURCE, VALUE, FactForm, fact_typed
from jianyou.web.office.pane_ways import into_pane, pane_address
from jianyou.web.office.views.filing import whole_number
from jianyou.web.office.views.review import Trouble, pane

_FIELDS = {
    "fact_source_missing": SOURCE,
    "fact_source_long": SOURCE,
    "fact_day_to_come": ON,
    "site_text_long": NOTE,
}
_ELSEWHERE = ("site_entry_changed", "fact_no_such", "not_allowed")


@into_pane
@for_deciders
def record(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """登记 what was found out of the entry that was looked at."""
    looked, lang = _looked(request, number, ordinal), page_lang()
    name = request.POST.get("fact", "")[:100]
    asked = get_review(viewer=viewer, number=number, ordinal=ordinal, lang=lang, asked=name).asked
    if asked is None:
        trouble = Trouble("eligibility", Refused("fact_no_such", name=fit_text(name, lines=False)))
        return pane(request, viewer, number, ordinal, trouble=trouble, status=HTTPStatus.CONFLICT)
    typed, form = fact_typed(asked, request.POST)
    if not form.problems:
        try:
            record_fact(
                actor=viewer,
                looked=looked,
                name=name,
                value=typed.value,
                kind=SourceKind.OFFICE,
                source=typed.source,
                on=typed.on,
                note=typed.note,
            )
        except Refused as refused:
            if refused.code.startswith(_ELSEWHERE):
                trouble = Trouble("eligibility", refused)
                return pane(request, viewer, number, ordinal, trouble=trouble, status=HTTPStatus.CONFLICT)
            form = FactForm(asked, form.texts, {_FIELDS.get(refused.code, VALUE): refused})
        else:
            done = pane_address(
                number, ordinal, request.GET, anchor="eligibility", done=Act.RECORD_FACT.value
            )
            return HttpResponseRedirect(done)
    return pane(request, viewer, number, ordinal, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@into_pane
@for_deciders
def withdraw(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """Takes back a fact, with the reason."""
    looked = _looked(request, number, ordinal)
    reason = fit_text(request.POST.get("why", ""), lines=True)
    try:
        withdraw_fact(actor=viewer, looked=looked, key=request.POST.get("key", "")[:40], reason=reason)
    except Refused as refused:
        trouble = Trouble("why" if refused.code.startswith("site_") else "eligibility", refused, reason)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble.where == "why" else HTTPStatus.CONFLICT
        return pane(request, viewer, number, ordinal, trouble=trouble, status=status)
    done = pane_address(number, ordinal, request.GET, anchor="eligibility", done=Act.RECORD_FACT.value)
    return HttpResponseRedirect(done)


def _looked(request: HttpRequest, number: str, ordinal: int) -> Looked:
    seen = request.POST.get("version", "")
    return Looked(number, ordinal, int(seen) if whole_number(seen) else 0)
