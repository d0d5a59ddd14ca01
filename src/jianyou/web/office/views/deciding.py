"""Acts on a filing or one of its entries that ask for a reason, each in two steps."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from jianyou.actions.correcting import cancel_correction, extend_correction
from jianyou.actions.deciding import Looked, Remark, admit_late, refuse_entry, reopen_entry, return_entry
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import list_heads
from jianyou.queries.office_filing import EntryView, OfficeFiling, get_office_filing
from jianyou.queries.reasons import list_reasons
from jianyou.terms.lang import Lang
from jianyou.web.components.language import page_lang
from jianyou.web.office import deeds
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders
from jianyou.web.office.deeds import COLUMN, DUE, NOTE, REASON
from jianyou.web.office.forms import Form, Given
from jianyou.web.office.listing import Listing
from jianyou.web.office.pane_ways import acted_address, pane_address, way_of
from jianyou.web.office.table import table_of
from jianyou.web.office.views.filing import address_of, seen_changes, whole_number

ENTRY_ACTS = {
    "return": Act.RETURN_ENTRY,
    "refuse": Act.REFUSE_ENTRY,
    "reopen": Act.REOPEN_ENTRY,
    "extend": Act.EXTEND_CORRECTION,
    "cancel": Act.CANCEL_CORRECTION,
}
"""The acts on an entry by the last part of their address."""

WHOLE_ACTS = {"withdraw": Act.WITHDRAW, "admit": Act.ADMIT_LATE}
"""The acts on a whole filing."""

Do = Callable[[Given], None]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def on_entry(request: HttpRequest, viewer: Actor, number: str, ordinal: int, name: str) -> HttpResponse:
    """Returns, refuses, looks again, gives more time, or asks no more."""
    act = ENTRY_ACTS[name]
    presets = tuple((one.title, one.words) for one in list_reasons(viewer=viewer, act=act))

    def made() -> Deed:
        view = get_office_filing(viewer=viewer, number=number)
        entry = view.entry(ordinal)
        looked = Looked(number, ordinal, _seen(request, view))
        about = {
            "entry": entry,
            "seen": looked.version,
            "version": view.newest.ordinal,
            "changes": seen_changes(viewer, view, looked),
        }
        form = _stopped_unless(act in entry.acts, _entry_form(act, view, entry, presets))
        return _deed(request, view, act, form, _entry_deed(act, viewer, looked), ordinal, about)

    return in_two_steps(request, made)


def _seen(request: HttpRequest, view: OfficeFiling) -> int:
    """The version that was looked at: of the form, else the newest."""
    seen = request.POST.get("version", "")
    return int(seen) if whole_number(seen) else view.newest.ordinal


def _entry_form(act: Act, view: OfficeFiling, entry: EntryView, presets: deeds.Presets) -> Form:
    match act:
        case Act.RETURN_ENTRY:
            shown, told = table_of(view, page_lang()), table_of(view, Lang(view.lang))
            return deeds.return_form(view, entry.ordinal, shown, told, presets)
        case Act.REFUSE_ENTRY:
            return deeds.refuse_form(presets)
        case Act.REOPEN_ENTRY:
            return deeds.reopen_form()
        case Act.EXTEND_CORRECTION:
            return deeds.extend_correction_form(entry.asked.due if entry.asked else view.now)
        case _:
            return deeds.cancel_correction_form()


def _entry_deed(act: Act, viewer: Actor, looked: Looked) -> Do:
    return partial(_DO[act], viewer, looked)


def _return(viewer: Actor, looked: Looked, given: Given) -> None:
    remarks = [
        Remark(name.removeprefix(COLUMN), text)
        for name, text in given.texts.items()
        if name.startswith(COLUMN)
    ]
    note = given.texts.get(NOTE, "")
    return_entry(actor=viewer, looked=looked, remarks=remarks, due=given.moments[DUE], note=note)


def _refuse(viewer: Actor, looked: Looked, given: Given) -> None:
    refuse_entry(actor=viewer, looked=looked, reason=given.texts[REASON])


def _reopen(viewer: Actor, looked: Looked, given: Given) -> None:
    reopen_entry(actor=viewer, looked=looked, reason=given.texts[REASON])


def _extend(viewer: Actor, looked: Looked, given: Given) -> None:
    extend_correction(
        actor=viewer,
        number=looked.number,
        ordinal=looked.ordinal,
        due=given.moments[DUE],
        reason=given.texts[REASON],
    )


def _cancel(viewer: Actor, looked: Looked, given: Given) -> None:
    cancel_correction(actor=viewer, number=looked.number, ordinal=looked.ordinal, reason=given.texts[REASON])


_DO: dict[Act, Callable[[Actor, Looked, Given], None]] = {
    Act.RETURN_ENTRY: _return,
    Act.REFUSE_ENTRY: _refuse,
    Act.REOPEN_ENTRY: _reopen,
    Act.EXTEND_CORRECTION: _extend,
    Act.CANCEL_CORRECTION: _cancel,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def on_filing(request: HttpRequest, viewer: Actor, number: str, name: str) -> HttpResponse:
    """Withdraws the filing for the office, or admits it though it came late."""
    act = WHOLE_ACTS[name]

    def made() -> Deed:
        view = get_office_filing(viewer=viewer, number=number)
        do: Do
        if act is Act.WITHDRAW:
            form = deeds.withdraw_form(view)
            do = partial(_withdraw, viewer, number)
        else:
            form = deeds.admit_form(view, viewer, list_heads(viewer=viewer))
            do = partial(_admit, viewer, number)
        return _deed(request, view, act, _stopped_unless(act in view.acts, form), do, 0, {})

    return in_two_steps(request, made)


def _withdraw(viewer: Actor, number: str, given: Given) -> None:
    withdraw(actor=viewer, number=number, reason=given.texts[REASON])


def _admit(viewer: Actor, number: str, given: Given) -> None:
    approver = deeds.approver_of(given, viewer)
    admit_late(actor=viewer, approver=approver, number=number, reason=given.texts[REASON])


def _stopped_unless(possible: bool, form: Form) -> Form:
    """The form, closed where the act can't be done as things stand."""
    if possible:
        return form
    told = gettext("目前不能办理这一项：状态已经改变，或者不属于您的岗位。请返回查看现在的状态。")
    return replace(form, stopped=told)


def _deed(
    request: HttpRequest,
    view: OfficeFiling,
    act: Act,
    form: Form,
    do: Do,
    ordinal: int,
    about: dict[str, Any],
) -> Deed:
    listing = Listing.of(request.GET)
    done = address_of(view.number, listing, act, ordinal)
    back = f"{address_of(view.number, listing)}{f'#entry-{ordinal}' if ordinal else ''}"
    if ordinal and way_of(request.GET):
        done = acted_address(view.number, ordinal, request.GET, act)
        back = pane_address(view.number, ordinal, request.GET)
    return Deed(
        form=form,
        do=do,
        done=done,
        back=back,
        about={"view": view, **about},
    )
