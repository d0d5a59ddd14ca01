"""The addresses of a site: those for anyone."""

from django.urls import include, path

urlpatterns = [path("", include("jianyou.web.public.urls"))]

handler400 = "jianyou.web.public.errors.bad_request"
handler403 = "jianyou.web.public.errors.forbidden"
handler404 = "jianyou.web.public.errors.not_found"
handler500 = "jianyou.web.public.errors.failed"
