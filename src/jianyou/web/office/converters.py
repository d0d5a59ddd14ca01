"""What may stand in the addresses of an office."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from jianyou.web.office import bulk, objection_acts
from jianyou.web.office.views import (
    calls,
    clearance,
    course,
    deciding,
    invited,
    panels,
    publicity,
    reviews,
)


class _Number(StringConverter):
    """A filing's number."""

    regex = "[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4}"


class _Digest(StringConverter):
    """A file's SHA-256."""

    regex = "[0-9a-f]{64}"


class _CallAct(StringConverter):
    regex = "|".join(calls.CALL_ACTS)


class _CallEnd(StringConverter):
    regex = "|".join(course.ENDS)


class _CallPaper(StringConverter):
    """The kinds of a blank annex."""

    regex = "docx|xlsx"


class _FilingAct(StringConverter):
    regex = "|".join(deciding.WHOLE_ACTS)


class _EntryAct(StringConverter):
    regex = "|".join(deciding.ENTRY_ACTS)


class _BulkAct(StringConverter):
    regex = "|".join(bulk.ACTS)


class _InvitedAct(StringConverter):
    regex = "|".join(invited.DEEDS)


class _ClearanceAct(StringConverter):
    regex = "|".join(clearance.LETTER_ACTS)


class _ReviewAct(StringConverter):
    regex = "|".join(reviews.ACTS)


class _PanelAct(StringConverter):
    regex = "|".join(panels.ACTS)


class _PublicityEnd(StringConverter):
    regex = "|".join(publicity.ENDS)


class _ObjectionAct(StringConverter):
    regex = "|".join(objection_acts.ACTS)


class _ObjectionPaper(StringConverter):
    """To who objects, or to the nominee."""

    regex = "answer|notice"


class _TableKind(StringConverter):
    """The kinds of an official table."""

    regex = "docx|pdf|xlsx"


class _PaperKind(StringConverter):
    """The kinds of a letter or a report."""

    regex = "docx|pdf"


CONVERTERS = {
    "paper_kind": _PaperKind,
    "table_kind": _TableKind,
    "objection_act": _ObjectionAct,
    "objection_paper": _ObjectionPaper,
    "publicity_end": _PublicityEnd,
    "invited_act": _InvitedAct,
    "filing_number": _Number,
    "sha256": _Digest,
    "call_act": _CallAct,
    "call_end": _CallEnd,
    "call_paper": _CallPaper,
    "filing_act": _FilingAct,
    "entry_act": _EntryAct,
    "bulk_act": _BulkAct,
    "clearance_act": _ClearanceAct,
    "review_act": _ReviewAct,
    "panel_act": _PanelAct,
}


def register() -> None:
    """Makes them known, once, before any address is made of them."""
    for name, converter in CONVERTERS.items():
        register_converter(converter, name)
