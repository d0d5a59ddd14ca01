"""Django without a database: the settings of the desk, and nothing that needs a server."""

import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy

WEB = Path(__file__).resolve().parent.parent
LONGEST_BODY = 500 * 1024 * 1024
"""Bytes of one upload, all its files together; a browser with scripts sends many small ones."""

_MIDDLEWARE = (
    "jianyou.web.components.middleware.compressed.CompressedText",
    "jianyou.web.components.middleware.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jianyou.web.desk.middleware.display.display",
    "jianyou.web.desk.middleware.only_this_person.only_this_person",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)


def configure() -> None:
    """Sets Django up for the desk; once a process."""
    settings.configure(
        DEBUG=False,
        SECRET_KEY=secrets.token_urlsafe(32),
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        INSTALLED_APPS=["django.contrib.staticfiles", "jianyou.web.components", "jianyou.web.desk"],
        MIDDLEWARE=_MIDDLEWARE,
        ROOT_URLCONF="jianyou.web.desk.urls",
        TEMPLATES=[_templates()],
        DATABASES={},
        **_languages(),
        **_uploads(),
        **_safety(),
        STATIC_URL="/static/",
        STATICFILES_DIRS=[WEB / "static"],
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_ALLOW_ALL_ORIGINS=False,
        WHITENOISE_MAX_AGE=0,
        LOGGING=_logging(),
    )
    import django  # noqa: PLC0415  — beside the settings that it reads

    django.setup()


def _templates() -> dict[str, object]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jianyou.web.components.templatetags.components",
                "jianyou.web.desk.templatetags.desk",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "jianyou.web.desk.context.of_page",
            ],
        },
    }


def _languages() -> dict[str, object]:
    return {
        "LANGUAGE_CODE": "zh-hans",
        "LANGUAGES": [("zh-hans", gettext_lazy("简体中文")), ("en", "English")],
        "LOCALE_PATHS": [WEB / "locale"],
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Shanghai",
        "USE_THOUSAND_SEPARATOR": False,
    }


def _uploads() -> dict[str, object]:
    return {
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 2_000,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 256 * 1024,
    }


def _safety() -> dict[str, object]:
    return {
        "CSRF_COOKIE_NAME": "jianyou_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_AGE": None,
        "CSRF_FAILURE_VIEW": "jianyou.web.desk.errors.csrf_failure",
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        # Not no-referrer: browsers then send `Origin: null` with a form, and it could not be checked.
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    }


def _logging() -> dict[str, object]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "loggers": {
            "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            "django.security": {"handlers": [], "propagate": False},
        },
    }
