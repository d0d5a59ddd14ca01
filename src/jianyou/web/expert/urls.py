"""The addresses of the experts."""

from django.urls import path

from jianyou.web.expert.views import desk, joining, printing, sheet, talk

app_name = "expert"

_REVIEW = "reviews/<uuid:review_key>/"
_SHEET = "sheets/<uuid:sheet_key>/"
urlpatterns = [
    path("", desk.tasks, name="tasks"),
    path("visits.ics", desk.visits, name="visits"),
    path(f"{_REVIEW}answer", joining.answer, name="answer"),
    path(f"{_REVIEW}ties/", joining.ties, name="ties"),
    path(f"{_REVIEW}undertaking/", joining.undertaking, name="undertaking"),
    path(f"{_REVIEW}print/", printing.all_sheets, name="print_all"),
    path(_SHEET, sheet.sheet, name="sheet"),
    path(f"{_SHEET}save", sheet.save, name="sheet_save"),
    path(f"{_SHEET}check/", sheet.check, name="sheet_check"),
    path(f"{_SHEET}recuse/", sheet.recused, name="sheet_recuse"),
    path(f"{_SHEET}talk/", talk.talk, name="talk"),
    path(f"{_SHEET}print/", printing.one_sheet, name="print_one"),
    path(f"{_SHEET}files/<slug:digest>", sheet.file, name="sheet_file"),
]
