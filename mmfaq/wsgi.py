"""The WSGI callable that every server starts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")

application = get_wsgi_application()
