"""The addresses of an organization's people, below `my/`."""

from django.urls import path

from jianyou.web.nominee import people, views

urlpatterns = [
    path("", views.desk, name="my"),
    path("messages/", views.messages, name="my_messages"),
    path("take/", views.take, name="my_take"),
    path("course/", views.course, name="my_course"),
    path("people/", people.people, name="my_people"),
    path("people/invite", people.invited, name="my_invite"),
    path("people/invitations/<uuid:invitation>/cancel", people.cancelled, name="my_cancel_invitation"),
    path("people/<uuid:member>/remove", people.removed, name="my_remove"),
    path("people/<uuid:member>/hand-over", people.handed_over, name="my_hand_over"),
    path("people/leave", people.left, name="my_leave"),
    path("filings/<str:number>/hand-out", views.handed_out, name="my_hand_out"),
    path("join/", people.join_by_code, name="my_join"),
    path("found/", people.founded, name="my_found"),
]
