"""The WSGI callable that every server starts: Django behind the layers that do not need it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from faq.proxies import TrustedProxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")

application = TrustedProxies(get_wsgi_application(), settings.TRUSTED_PROXIES)
