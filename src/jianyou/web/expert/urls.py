"""The addresses of the experts."""

from django.urls import path

from jianyou.web.expert.views import desk

app_name = "expert"

urlpatterns = [
    path("", desk.tasks, name="tasks"),
]
