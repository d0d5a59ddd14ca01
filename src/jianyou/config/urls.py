"""The addresses of a site: those of accounts, and those for anyone."""

from django.urls import include, path

urlpatterns = [
    path("my/", include("jianyou.web.nominee.urls")),
    path("counter/", include("jianyou.web.counter.urls")),
    path("office/", include("jianyou.web.office.urls")),
    path("expert/", include("jianyou.web.expert.urls")),
    # The pages of the public first: they are asked for most, and every pattern before one costs time.
    path("", include("jianyou.web.public.urls")),
    path("", include("jianyou.web.account.urls")),
]

handler400 = "jianyou.web.public.errors.bad_request"
handler403 = "jianyou.web.public.errors.forbidden"
handler404 = "jianyou.web.public.errors.not_found"
handler429 = "jianyou.web.account.views.too_many"
handler500 = "jianyou.web.public.errors.failed"
