"""Django's settings of a site; `DJANGO_SETTINGS_MODULE=jianyou.config.settings`."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy

import jianyou.web
from jianyou.config import environment
from jianyou.config.mail import mail_settings
from jianyou.store.sitekeys import load_keys
from jianyou.terms.finding import Refused

JIANYOU_HOME = environment.home()
JIANYOU_FILES = JIANYOU_HOME / "files"
JIANYOU_MESSAGES = mail_settings()

try:
    SECRET_KEY = load_keys(JIANYOU_HOME).pages
except Refused:
    # Commands that make a site run before it has keys; nothing is signed or kept without them.
    SECRET_KEY = os.urandom(32).hex()

DEBUG = False
ALLOWED_HOSTS = environment.hosts()
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jianyou.store",
    "jianyou.web.components",
    "jianyou.web.account",
    "jianyou.web.counter",
    "jianyou.web.expert",
    "jianyou.web.nominee",
    "jianyou.web.office",
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
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
# What is counted here, such as wrong passwords, must count for every process of the site.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "store_cache",
        # What is beyond this is thrown out before its time: names tried by the thousand would free the first.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["jianyou.config.signed_in.SignedIn"]
PASSWORD_HASHERS = ["jianyou.config.hashing.Argon2id"]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
    {
        "NAME": f"{_RULES}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "jianyou.web.account.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/15m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "jianyou.config.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Each sign-in takes two of them, and a whole office may come from one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "荐优"
# A phone's clock and that of a server without a network may be half a minute apart.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
JIANYOU_SECOND_FACTOR_REQUIRED = environment.second_factor_required()
JIANYOU_SIGN_UP = environment.sign_up_open()

SESSION_ENGINE = "jianyou.config.sessions"
SESSION_COOKIE_NAME = "jianyou_session"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = environment.behind_https()

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

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 20
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
        # It says a line for every request that waits a moment.
        "waitress.queue": {"handlers": [], "level": "ERROR", "propagate": False},
    },
}
