"""The addresses for anyone."""

from django.urls import path, re_path

from jianyou.web.public.views import calls, filing, filings, language

_NUMBER = r"(?P<number>[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4})"

urlpatterns = [
    path("", calls.home, name="home"),
    path("calls/<slug:slug>/", calls.call_page, name="call"),
    re_path(r"^calls/(?P<slug>[-\w]+)/blank\.(?P<kind>docx|xlsx)$", calls.blank, name="blank"),
    path("calls/<slug:slug>/call.yaml", calls.call_file, name="call_file"),
    path("calls/<slug:slug>/ledger.jsonl", calls.ledger, name="ledger"),
    path("calls/<slug:slug>/file/", filing.upload, name="upload"),
    path("calls/<slug:slug>/file/<uuid:token>/", filing.check, name="check"),
    path("filings/", filings.find, name="find"),
    re_path(rf"^filings/{_NUMBER}/$", filings.filing, name="filing"),
    re_path(rf"^filings/{_NUMBER}/withdraw$", filings.take_back, name="withdraw"),
    re_path(rf"^filings/{_NUMBER}/receipt\.json$", filings.receipt, name="receipt"),
    path("verify", calls.verify, name="verify"),
    path("language", language.language, name="language"),
]
