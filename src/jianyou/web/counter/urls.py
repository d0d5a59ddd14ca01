"""The addresses of the counter; each restores what it showed."""

from django.urls import path

from jianyou.web.counter.views import desk, lists, papers

urlpatterns = [
    path("", desk.home, name="counter"),
    path("<slug:slug>/", desk.desk, name="counter_desk"),
    path("<slug:slug>/stamp/", desk.stamp, name="counter_stamp"),
    path("<slug:slug>/arrivals/<int:arrival>/", papers.register, name="counter_arrival"),
    path("<slug:slug>/arrivals/<int:arrival>/void/", desk.void, name="counter_void"),
    path("<slug:slug>/papers/", papers.register, name="counter_papers"),
    path("<slug:slug>/papers/<str:number>/", papers.paper, name="counter_paper"),
    path("<slug:slug>/slips/", lists.slips, name="counter_slips"),
    path("<slug:slug>/day/", lists.day, name="counter_day"),
]
