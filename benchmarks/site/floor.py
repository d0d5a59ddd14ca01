"""The least a site could do: a form page from a cache, entry and audit row in one transaction, a last page.

`python -m benchmarks.site.floor FOLDER` serves it as our site is served, on the same database settings.
"""

import sys

import django
from django.conf import settings

from jianyou.config.environment import database

_MIDDLEWARE = (
    "gzip.GZip",
    "security.Security",
    "common.Common",
    "csrf.CsrfView",
    "clickjacking.XFrameOptions",
)
settings.configure(
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[f"django.middleware.{name}Middleware" for name in _MIDDLEWARE],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": database({"JIANYOU_HOME": sys.argv[1]})},
    USE_TZ=True,
)
django.setup()

# Models can be made only now.
from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.urls import path  # noqa: E402
from waitress import create_server  # noqa: E402

_FIELDS = tuple(f"field{number}" for number in range(1, 12))
_PAGE = (
    "<!DOCTYPE html><title>Form</title><form method=post>"
    '<input type="hidden" name="csrfmiddlewaretoken" value="{token}">{fields}<button>File</button></form>'
)
_DONE = Template(
    '<!DOCTYPE html><title>Done</title><p class="code">{{ entry.id }}</p><p>{{ entry.field1 }}</p>'
)


class Entry(models.Model):  # noqa: DJ008  — nobody looks at it
    at = models.DateTimeField(auto_now_add=True)
    vars().update({name: models.CharField(max_length=5000) for name in _FIELDS})

    class Meta:
        app_label = "floor"


class Audit(models.Model):  # noqa: DJ008  — nobody looks at it
    entry = models.ForeignKey(Entry, models.RESTRICT)
    act = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"


_Form = forms.modelform_factory(Entry, fields=_FIELDS)
_blank = _PAGE.replace("{fields}", _Form().as_p())


def form(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(_blank.replace("{token}", get_token(request)))
    given = _Form(request.POST)
    if not given.is_valid():
        return HttpResponse(given.as_p(), status=422)
    with transaction.atomic():
        entry = given.save()
        Audit(entry=entry, act="submit").save(force_insert=True)
    return HttpResponseRedirect(f"/done/{entry.pk}/")


def done(_request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(_DONE.render(Context({"entry": get_object_or_404(Entry, pk=pk)})))


urlpatterns = [path("form/", form), path("done/<int:pk>/", done)]

if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
        editor.create_model(Audit)
    connection.close()
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=8, ident="")
    print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
    server.run()
