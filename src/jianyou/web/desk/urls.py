"""The addresses of the desk; each brings back the exact view."""

from django.urls import path, re_path

from jianyou.web.desk.views import about, files, firms, inbox, reminders, results, start

_ID = r"(?P<file_id>[A-Za-z0-9_-]{1,80})"

urlpatterns = [
    path("", start.home, name="home"),
    path("start", start.start, name="start"),
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/add", inbox.add, name="add"),
    path("inbox/from", inbox.add_from, name="add_from"),
    path("inbox/progress", inbox.progress, name="progress"),
    re_path(rf"^files/{_ID}$", files.file, name="file"),
    re_path(rf"^files/{_ID}/original$", files.original, name="original"),
    re_path(rf"^files/{_ID}/annotated$", files.annotated, name="annotated"),
    re_path(rf"^files/{_ID}/(?P<act>[a-z_]+)$", files.act, name="act"),
    path("firms", firms.firms, name="firms"),
    path("reminders", reminders.reminders, name="reminders"),
    path("reminders/make", reminders.make, name="make_reminders"),
    path("results", results.results, name="results"),
    path("results/folder", results.show_folder, name="show_folder"),
    re_path(r"^results/(?P<key>[a-z_]{1,40})$", results.take, name="take"),
    path("help", about.help_page, name="help"),
    path("components", about.components, name="components"),
    path("look", about.look, name="look"),
    path("quit", about.quit_page, name="quit"),
]

handler400 = "jianyou.web.desk.errors.bad_request"
handler403 = "jianyou.web.desk.errors.forbidden"
handler404 = "jianyou.web.desk.errors.not_found"
handler500 = "jianyou.web.desk.errors.failed"
