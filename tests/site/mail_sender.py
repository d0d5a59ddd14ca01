"""A process that sends what is due: `python -m tests.site.mail_sender`, the site by its environment."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402  — models can be imported only now

from jianyou.config.mail import mail_settings  # noqa: E402
from jianyou.jobs.sending import send_due  # noqa: E402

if __name__ == "__main__":
    settings.JIANYOU_MESSAGES = mail_settings()
    send_due()
