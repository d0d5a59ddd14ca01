"""Django's settings of a site; `DJANGO_SETTINGS_MODULE=jianyou.config.settings`."""

import os

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
ALLOWED_HOSTS = [name for name in os.environ.get("JIANYOU_HOSTS", "localhost,127.0.0.1").split(",") if name]
INSTALLED_APPS = ["django.contrib.staticfiles", "jianyou.store"]
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
