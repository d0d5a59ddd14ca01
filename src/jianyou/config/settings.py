"""Django's settings of a site; `DJANGO_SETTINGS_MODULE=jianyou.config.settings`."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy

import jianyou.web
from jianyou.config import environment
from jianyou.store.sitekeys import load_keys
from jianyou.terms.finding import Refused

JIANYOU_HOME = environment.home()
JIANYOU_FILES = JIANYOU_HOME / "files"

try:
    SECRET_KEY = load_keys(JIANYOU_HOME).pages
except Refused:
    # Commands that make a site run before it has keys; nothing is signed or kept without them.
    SECRET_KEY = os.urandom(32).hex()

DEBUG = False
ALLOWED_HOSTS = environment.hosts()
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "jianyou.store",
    "jianyou.web.components",
    "jianyou.web.public",
]
ROOT_URLCONF = "jianyou.config.urls"
WSGI_APPLICATION = "jianyou.config.wsgi.application"
MIDDLEWARE = [
    "jianyou.web.components.middleware.compressed.CompressedText",
    "jianyou.web.components.middleware.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jianyou.web.public.middleware.display",
    "jianyou.web.public.middleware.bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jianyou.web.components.templatetags.components",
                "jianyou.web.public.templatetags.public",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "jianyou.web.public.context.of_page",
            ],
        },
    }
]
DATABASES = {"default": environment.database()}
_WEB = Path(jianyou.web.__file__).parent
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", gettext_lazy("简体中文")), ("en", "English")]
LOCALE_PATHS = [_WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [_WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 600

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 4
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

CSRF_COOKIE_NAME = "jianyou_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = environment.behind_https()
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if environment.behind_https() else []
CSRF_FAILURE_VIEW = "jianyou.web.public.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if environment.behind_https() else 0
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: browsers then send `Origin: null` with a form, and it could not be checked.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": [], "propagate": False},
    },
}
