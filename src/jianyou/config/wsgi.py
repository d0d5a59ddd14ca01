"""The site as a WSGI application, for `jianyou site serve` or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")

application = get_wsgi_application()
