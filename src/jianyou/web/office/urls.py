"""The addresses of an office; each restores what it showed."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from jianyou.web.office.views import calls, deciding, details, exports, filing

app_name = "office"


class _Number(StringConverter):
    """A filing's number."""

    regex = "[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4}"


class _Digest(StringConverter):
    """A file's SHA-256."""

    regex = "[0-9a-f]{64}"


class _CallAct(StringConverter):
    regex = "|".join(calls.CALL_ACTS)


class _FilingAct(StringConverter):
    regex = "|".join(deciding.WHOLE_ACTS)


class _EntryAct(StringConverter):
    regex = "|".join(deciding.ENTRY_ACTS)


for _name, _converter in {
    "filing_number": _Number,
    "sha256": _Digest,
    "call_act": _CallAct,
    "filing_act": _FilingAct,
    "entry_act": _EntryAct,
}.items():
    register_converter(_converter, _name)

_FILING = "filings/<filing_number:number>/"

urlpatterns = [
    path("", calls.calls, name="calls"),
    path("messages/", calls.messages, name="messages"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/filings/", calls.filings, name="filings"),
    path("calls/<slug:slug>/export", exports.master, name="export"),
    path("calls/<slug:slug>/findings.xlsx", exports.findings, name="findings"),
    path("calls/<slug:slug>/<call_act:name>", calls.on_call, name="on_call"),
    path(_FILING, filing.filing, name="filing"),
    path(f"{_FILING}versions", filing.versions, name="versions"),
    path(f"{_FILING}personal", filing.personal, name="personal"),
    path(f"{_FILING}details", details.details, name="details"),
    path(f"{_FILING}files/<sha256:digest>", filing.file, name="file"),
    path(f"{_FILING}<filing_act:name>", deciding.on_filing, name="on_filing"),
    path(f"{_FILING}entries/<int:ordinal>/accept", filing.accept, name="accept"),
    path(f"{_FILING}entries/<int:ordinal>/<entry_act:name>", deciding.on_entry, name="on_entry"),
]
