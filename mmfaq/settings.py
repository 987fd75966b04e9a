"""Every setting of the site, with a default that works on one machine without any configuration.

Values for a real server come from environment variables; `docs/betrieb.md` explains each.
`SITE_URL` decides what this is: an address on this machine (the default) means local work,
anything else means production, where secrets must be given and cookies need TLS.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from faq.web.logs import configuration, without_content
from mmfaq.local_secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# What this is -------------------------------------------------------------------------------------

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
IS_LOCAL = SITE_HOST in {"127.0.0.1", "localhost", "::1"}
DEBUG = env.bool("DEBUG", default=False)
READ_ONLY = env.bool("READ_ONLY", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

MISSING = [name for name in ("SECRET_KEY",) if not IS_LOCAL and not env.str(name, default="")]
if MISSING:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL}, so this is production; missing: {', '.join(MISSING)}."
    )
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(DATA_DIR)
ALLOWED_HOSTS = [SITE_HOST, *env.list("ALLOWED_HOSTS", default=[])]
if IS_LOCAL:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# Names and addresses shown to readers -------------------------------------------------------------

SITE_NAME = "MMcom Hilfe"
CONTACT_URL = env.str("CONTACT_URL", default="https://www.mm-com.de")
WEBMAIL_URL = "https://webmail.mm-com.de"
ADMIN_CENTER_URL = "https://admin.mm-com.de"

# What mail programs are told ----------------------------------------------------------------------

MAIL_PROVIDER_NAME = "MMcom"
MAIL_PROVIDER_DOMAIN = env.str("MAIL_PROVIDER_DOMAIN", default="mm-com.de")
MAIL_SETUP_TITLE = "Mailprogramm einrichten"
# The host names under which programs find this site; customers' domains point to them.
AUTOCONFIG_HOST = env.str("AUTOCONFIG_HOST", default=f"autoconfig.{MAIL_PROVIDER_DOMAIN}")
AUTODISCOVER_HOST = env.str("AUTODISCOVER_HOST", default=f"autodiscover.{MAIL_PROVIDER_DOMAIN}")
# PEM files: the certificate with its chain, and its key. Without them profiles are not signed.
PROFILE_CERTIFICATE = env.str("PROFILE_CERTIFICATE", default="")
PROFILE_KEY = env.str("PROFILE_KEY", default="")
# A PEM file that replaces the machine's certificate authorities in `check_mailservers`.
MAILCHECK_CA_FILE = env.str("MAILCHECK_CA_FILE", default="")

# Application --------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "faq.apps.HelpAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "markdownx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simple_history",
    "faq",
]

MIDDLEWARE = [
    "faq.web.security.SecurityHeaders",
    "faq.web.logs.RequestLog",
    "faq.views.discovery.middleware.MailDiscovery",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "faq.web.read_only.ReadOnly",
    "faq.web.rate_limit.RateLimit",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mmfaq.urls"
WSGI_APPLICATION = "mmfaq.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "faq.context_processors.site",
            ],
            "builtins": ["faq.templatetags.faq_tags", "faq.templatetags.kept"],
        },
    },
]

# Data ---------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # IMMEDIATE prevents "database is locked"; FULL loses no acknowledged save in a power cut.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA temp_store=MEMORY;"
    ),
}
POSTGRESQL_OPTIONS = {"connect_timeout": 2, "options": "-c statement_timeout=5000"}

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DATABASES["default"].update({"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].update({"ENGINE": "faq.web.sqlite", "OPTIONS": SQLITE_OPTIONS})
else:
    DATABASES["default"]["OPTIONS"] = POSTGRESQL_OPTIONS
# Counters of all machines; without it each process counts for itself.
CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "faq.web.shared_cache.SharedCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
        }
    }
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Off where nothing was collected (tests, a first look with runserver).
STATIC_HASHES = env.bool("STATIC_HASHES", default=not DEBUG)

STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "faq.web.static_files.HashedStaticFilesStorage"
        if STATIC_HASHES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Media in an object store instead of DATA_DIR, for more than one machine.
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", default="")
if MEDIA_S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "faq.web.object_store.ObjectStore",
        "OPTIONS": {
            "bucket_name": MEDIA_S3_BUCKET,
            "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default="") or None,
            "access_key": env.str("MEDIA_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("MEDIA_S3_SECRET_KEY", default="") or None,
            "region_name": env.str("MEDIA_S3_REGION", default="") or None,
        },
    }
WHITENOISE_USE_FINDERS = not STATIC_HASHES
WHITENOISE_MAX_AGE = 300

# German -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# Staff --------------------------------------------------------------------------------------------

ADMIN_PATH = "admin/"
SESSION_COOKIE_NAME = "sessionid" if IS_LOCAL else "__Secure-sessionid"
SESSION_COOKIE_PATH = f"/{ADMIN_PATH}"
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
CSRF_COOKIE_HTTPONLY = True
LOGIN_URL = "admin:login"
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not IS_LOCAL)
OTP_TOTP_ISSUER = SITE_NAME

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Who guesses is stopped, alone: the lock is for one name from one address, and it opens again.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "faq.web.rate_limit.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The editor's two endpoints are ours (faq/admin/markdown.py); markdownx's own are never mounted.
MARKDOWNX_URLS_PATH = f"/{ADMIN_PATH}markdownx/markdownify/"
MARKDOWNX_UPLOAD_URLS_PATH = f"/{ADMIN_PATH}markdownx/upload/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Protection ---------------------------------------------------------------------------------------

# The form is Django 6's. Nothing comes from elsewhere, nothing is inline, in the admin neither.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Threads of a worker that may be inside Django at a time; the others are left for finished pages.
MAX_RENDERING = max(1, env.int("THREADS", default=8) // 2)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", default=16) * 1024 * 1024  # in each worker
RATE_LIMITS = env.bool("RATE_LIMITS", default=True)
# Networks of the proxies in front, or "unix"; only they are believed about address and TLS.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

# Operation ----------------------------------------------------------------------------------------

LOGGING = configuration(env.str("LOG_LEVEL", default="INFO"))
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    import sentry_sdk

    # What readers send stays here: no bodies, no local variables, no addresses, no traces.
    sentry_sdk.init(
        SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=without_content,  # type: ignore[arg-type]  # its event is a plain dict
        traces_sample_rate=0,
    )

# Transport ----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not IS_LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^gesund/$", r"^bereit/$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_LOCAL
SECURE_HSTS_PRELOAD = not IS_LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
