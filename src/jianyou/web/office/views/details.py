"""录入: what stands on a paper is typed in afterwards, in the fields that the annex asks for."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from jianyou.actions.detailing import enter_details
from jianyou.actions.handing_in import handed_in
from jianyou.actions.showing import show_personal_data
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.queries.calls import get_call
from jianyou.queries.office_filing import OfficeFiling, get_office_filing, get_office_version
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.components.answers import Answers, answers_of
from jianyou.web.components.forms.reading import read_typed
from jianyou.web.components.forms.typed import Typed, most_entries, problems_of, sections_of, typed_in
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_clerks, page
from jianyou.web.office.listing import Listing
from jianyou.web.office.table import Change, changes_between, values_of
from jianyou.web.office.views.filing import address_of, whole_number

_REMOVE = "remove-"
_UNDECIDED = frozenset({EntryStatus.PENDING, EntryStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What the page shows: the texts in the fields, the version they are typed over, and what is told."""

    typed: Typed
    version: int
    problems: Mapping[str, Refused] = field(default_factory=dict)
    answers: Answers | None = None
    changes: tuple[Change, ...] = ()
    focus: int = 0
    removed: int = 0
    status: HTTPStatus = HTTPStatus.OK


@require_http_methods(["GET", "POST"])
@for_clerks
def details(request: HttpRequest, viewer: Actor, number: str) -> HttpResponse:
    """Asks for the header line and every column; what is sent becomes the next version."""
    view = get_office_filing(viewer=viewer, number=number)
    if request.method == "POST":
        return _posted(request, viewer, view)
    if stopped := _stopped(view):
        return _stopped_page(request, view, stopped)
    shown = show_personal_data(actor=viewer, number=number, reason=_reason()) if view.personal else {}
    table = values_of(view, shown)
    typed = Typed(view.filer, "", table.header, tuple(row.values for row in table.rows))
    answers = answers_of(table, view.schema, page_lang())
    return _page(request, view, _Form(typed=typed, version=view.newest.ordinal, answers=answers))


def _reason() -> str:
    """Why personal data is shown, as the log tells it."""
    return say(label_code(Act.ENTER_DETAILS), lang=Lang.ZH)


def _stopped(view: OfficeFiling) -> Refused | None:
    """Why nothing can be typed in now."""
    most = most_entries(view.schema)
    if view.channel != Channel.COUNTER:
        return Refused("site_not_from_paper", number=view.number)
    if any(entry.status not in _UNDECIDED or entry.corrections for entry in view.entries):
        return Refused("site_details_late", number=view.number)
    if not view.detailing:
        return Refused("office_details_closed", number=view.number)
    if len(view.entries) > most:
        return Refused("office_details_many", count=len(view.entries), most=most)
    return None


def _posted(request: HttpRequest, viewer: Actor, view: OfficeFiling) -> HttpResponse:
    sent, do = request.POST.get("version", ""), request.POST.get("do", "")
    version = int(sent) if whole_number(sent) else 0
    typed = replace(typed_in(request.POST, view.schema), filer=view.filer)
    form = _Form(typed=typed, version=version)
    if do == "add":
        more = typed.with_one_more(most_entries(view.schema))
        return _page(request, view, replace(form, typed=more, focus=len(more.rows)))
    if do:
        return _page(request, view, _without(form, do.removeprefix(_REMOVE), len(view.entries)))
    if problems := _problems(typed, view):
        wrong = replace(form, problems=problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(request, view, wrong)
    return _saved(request, viewer, view, form)


def _without(form: _Form, number: str, fixed: int) -> _Form:
    """Without the entry of that number; those that were registered stay."""
    if number not in {str(each) for each in range(fixed + 1, len(form.typed.rows) + 1)}:
        return form
    return replace(form, typed=form.typed.without(int(number)), removed=int(number))


def _problems(typed: Typed, view: OfficeFiling) -> dict[str, Refused]:
    """What keeps the page from being read, by field; who was registered by name keeps one."""
    problems, name, most = problems_of(typed, view.schema), view.schema.name_column, most_entries(view.schema)
    for entry, texts in zip(view.entries, typed.rows, strict=False):
        if entry.name and not texts.get(name.key):
            problems[f"c-{entry.ordinal}-{name.key}"] = Refused(
                "office_details_nameless", row=entry.ordinal, title=name.title
            )
    if len(typed.rows) > most:
        problems[f"entry-{most + 1}"] = Refused("office_details_many", count=len(typed.rows), most=most)
    return problems


def _saved(request: HttpRequest, viewer: Actor, view: OfficeFiling, form: _Form) -> HttpResponse:
    """Saves it whatever was found; refused, all that was typed stays, over the version of now."""
    file = get_call(slug=view.call).file
    reading = read_typed(form.typed.header, form.typed.rows, file)
    sent = handed_in(reading, file, filer=view.filer, channel=Channel.COUNTER, token=uuid.uuid4())
    try:
        enter_details(actor=viewer, number=view.number, version=form.version, sent=sent)
    except Refused as refused:
        now = get_office_filing(viewer=viewer, number=view.number)
        kept = replace(
            form,
            problems={"details": refused},
            changes=_changes(viewer, now, form.version),
            version=now.newest.ordinal,
            status=HTTPStatus.CONFLICT,
        )
        return _page(request, now, kept)
    return HttpResponseRedirect(address_of(view.number, Listing.of(request.GET), Act.ENTER_DETAILS))


def _changes(viewer: Actor, view: OfficeFiling, seen: int) -> tuple[Change, ...]:
    if not 0 < seen < view.newest.ordinal:
        return ()
    earlier = get_office_version(viewer=viewer, number=view.number, ordinal=seen)
    return changes_between(earlier, view.newest, view.schema)


def _page(request: HttpRequest, view: OfficeFiling, form: _Form) -> HttpResponse:
    header, *entries = sections_of(form.typed, view.schema, page_lang(), form.problems, form.answers)
    told = {
        "view": view,
        "form": form,
        "problems": list(form.problems.items()),
        "header": header,
        "entries": entries,
        "most": most_entries(view.schema),
        "fixed": len(view.entries),
        "query": Listing.of(request.GET).query,
    }
    return page(request, "office/details.html", told, form.status)


def _stopped_page(request: HttpRequest, view: OfficeFiling, stopped: Refused) -> HttpResponse:
    told = {"view": view, "stopped": stopped, "query": Listing.of(request.GET).query}
    return page(request, "office/details.html", told)
