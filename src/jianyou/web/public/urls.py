"""The addresses for anyone."""

from django.urls import path, re_path

from jianyou.web.public.views import (
    calls,
    correct,
    filing,
    filings,
    fill,
    language,
    resend,
    scan,
    selfcheck,
)

_NUMBER = r"(?P<number>[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4})"
_ORDINAL = r"(?P<ordinal>[1-9][0-9]{0,3})"

urlpatterns = [
    path("", calls.home, name="home"),
    path("calls/<slug:slug>/", calls.call_page, name="call"),
    re_path(r"^calls/(?P<slug>[-\w]+)/blank\.(?P<kind>docx|xlsx)$", calls.blank, name="blank"),
    path("calls/<slug:slug>/call.yaml", calls.call_file, name="call_file"),
    path("calls/<slug:slug>/ledger.jsonl", calls.ledger, name="ledger"),
    path("calls/<slug:slug>/fill/", fill.fill, name="fill"),
    path("calls/<slug:slug>/file/<uuid:token>/annex.docx", fill.annex, name="annex"),
    path("calls/<slug:slug>/file/", filing.upload, name="upload"),
    path("calls/<slug:slug>/file/<uuid:token>/", filing.check, name="check"),
    path("calls/<slug:slug>/self-check/", selfcheck.start, name="selfcheck"),
    path("calls/<slug:slug>/self-check/<slug:award>/", selfcheck.ask, name="selfcheck_award"),
    path("filings/", filings.find, name="find"),
    path("filings/lost/", resend.resend, name="lost"),
    re_path(rf"^filings/{_NUMBER}/$", filings.filing, name="filing"),
    re_path(rf"^filings/{_NUMBER}/withdraw$", filings.take_back, name="withdraw"),
    re_path(rf"^filings/{_NUMBER}/entries/{_ORDINAL}/correct$", correct.correct, name="correct"),
    re_path(rf"^filings/{_NUMBER}/scan$", scan.scan, name="scan"),
    re_path(rf"^filings/{_NUMBER}/annex\.docx$", scan.annex, name="filing_annex"),
    re_path(rf"^filings/{_NUMBER}/receipt\.json$", filings.receipt, name="receipt"),
    path("verify", calls.verify, name="verify"),
    path("language", language.language, name="language"),
]
