"""The addresses of a site: those of accounts, and those for anyone."""

from django.urls import include, path

urlpatterns = [
    path("", include("jianyou.web.account.urls")),
    path("my/", include("jianyou.web.nominee.urls")),
    path("counter/", include("jianyou.web.counter.urls")),
    path("office/", include("jianyou.web.office.urls")),
    path("", include("jianyou.web.public.urls")),
]

handler400 = "jianyou.web.public.errors.bad_request"
handler403 = "jianyou.web.public.errors.forbidden"
handler404 = "jianyou.web.public.errors.not_found"
handler429 = "jianyou.web.account.views.too_many"
handler500 = "jianyou.web.public.errors.failed"
