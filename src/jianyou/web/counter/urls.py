"""The addresses of the counter; each restores what it showed."""

from django.urls import path

from jianyou.web.counter.views import desk, handovers, lists, objections, papers, printed

urlpatterns = [
    path("", desk.home, name="counter"),
    path("<slug:slug>/", desk.desk, name="counter_desk"),
    path("<slug:slug>/queue/", desk.queue, name="counter_queue"),
    path("<slug:slug>/stamp/", desk.stamp, name="counter_stamp"),
    path("<slug:slug>/arrivals/<int:arrival>/", papers.register, name="counter_arrival"),
    path("<slug:slug>/arrivals/<int:arrival>/void/", desk.void, name="counter_void"),
    path("<slug:slug>/papers/", papers.register, name="counter_papers"),
    path("<slug:slug>/papers/<str:number>/", papers.paper, name="counter_paper"),
    path("<slug:slug>/slips/", lists.slips, name="counter_slips"),
    path("<slug:slug>/day/", lists.day, name="counter_day"),
    path("<slug:slug>/day.xlsx", lists.day_file, {"kind": "xlsx"}, name="counter_day_xlsx"),
    path("<slug:slug>/day.csv", lists.day_file, {"kind": "csv"}, name="counter_day_csv"),
    path("<slug:slug>/labels/", printed.labels, name="counter_labels"),
    path("<slug:slug>/objections/", objections.register, name="counter_objections"),
    path("<slug:slug>/objections/<str:number>/", objections.registered, name="counter_objection"),
    path(
        "<slug:slug>/objections/<str:number>/receipt.pdf",
        objections.registered_pdf,
        name="counter_objection_pdf",
    ),
    path("<slug:slug>/handovers/", handovers.handovers, name="counter_handovers"),
    path("<slug:slug>/handovers/<int:handover>/", handovers.handover, name="counter_handover"),
]
