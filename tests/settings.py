"""The site's settings for tests in this process: nothing collected, nothing kept."""

import atexit
import tempfile
from pathlib import Path

from mmfaq.settings import *  # noqa: F403
from mmfaq.settings import DATABASES, STORAGES

FOLDER = tempfile.TemporaryDirectory()
atexit.register(FOLDER.cleanup)

DATA_DIR = Path(FOLDER.name)
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
STATIC_HASHES = False
if DATABASES["default"]["ENGINE"] == "faq.web.sqlite":  # else each process would look for a file
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looked for when asked, not all for every client of a test
AXES_ENABLED = False
PRIVATE_NETWORKS = True  # the servers that tests start are on loopback
SEARCH_BY_MEANING = False  # its model takes seconds and memory; tests about it switch it on
RATE_LIMITS = False  # tests ask more often than readers; those about the limits switch them on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
