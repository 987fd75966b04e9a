"""Every setting of the site, with a default that works on one machine without any configuration.

Values for a real server come from environment variables; `docs/betrieb.md` explains each.
`SITE_URL` decides what this is: an address on this machine (the default) means local work,
anything else means production, where secrets must be given and cookies need TLS.
"""

from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from faq.web.logs import configuration, without_content
from mmfaq.environment import ENVIRONMENT as env
from mmfaq.environment import bracketed, hidden, needs, wrong
from mmfaq.local_secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# What this is -------------------------------------------------------------------------------------

SITE = env.web_address("SITE_URL", default="http://127.0.0.1:8000")
SITE_URL, SITE_HOST, IS_LOCAL = SITE.text, SITE.host, SITE.is_local
DEBUG = env.yes_no("DEBUG", default=False)
READ_ONLY = env.yes_no("READ_ONLY", default=False)
DATA_DIR = env.folder("DATA_DIR", default=BASE_DIR / "var")
SECRET_KEY = env.text("SECRET_KEY")
MORE_HOSTS = env.host_names("ALLOWED_HOSTS")

# What would hand a public site to strangers stops its start; nobody reads warnings of a server.
UNFIT_FOR_THE_PUBLIC = {
    "SECRET_KEY is missing": not SECRET_KEY,
    "SITE_URL must begin with https://": SITE.scheme != "https",
    "DEBUG shows the insides of the site": DEBUG,
    "ALLOWED_HOSTS=* believes every host name": "*" in MORE_HOSTS,
}
if not IS_LOCAL and (faults := [fault for fault, found in UNFIT_FOR_THE_PUBLIC.items() if found]):
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL}, a public site: {'; '.join(faults)}.")

SECRET_KEY = SECRET_KEY or local_secret_key(DATA_DIR)
ALLOWED_HOSTS = [bracketed(SITE_HOST), *MORE_HOSTS]
if IS_LOCAL:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# What mail programs are told ----------------------------------------------------------------------

MAIL_PROVIDER_DOMAIN = env.host_name("MAIL_PROVIDER_DOMAIN", default="mm-com.de")
# The host names under which programs find this site; customers' domains point to them.
AUTOCONFIG_HOST = env.host_name("AUTOCONFIG_HOST", default=f"autoconfig.{MAIL_PROVIDER_DOMAIN}")
AUTODISCOVER_HOST = env.host_name(
    "AUTODISCOVER_HOST", default=f"autodiscover.{MAIL_PROVIDER_DOMAIN}"
)
PACC_HOST = env.host_name("PACC_HOST", default=f"ua-auto-config.{MAIL_PROVIDER_DOMAIN}")
# PEM files: the certificate with its chain, and its key. Without them profiles are not signed.
PROFILE_SIGNER = env.key_pair("PROFILE_CERTIFICATE", "PROFILE_KEY")
if PROFILE_SIGNER:
    needs("PROFILE_CERTIFICATE", str(PROFILE_SIGNER[0]), "cryptography", extra="signing")
# A PEM file that replaces the machine's certificate authorities in `check_mailservers`.
MAILCHECK_CA_FILE = env.certificates("MAILCHECK_CA_FILE")
# Whether the checks of mail servers and links may connect to addresses of the own network.
PRIVATE_NETWORKS = env.yes_no("PRIVATE_NETWORKS", default=False)

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
    "faq.web.metrics.ViewSeconds",
    "faq.web.brands.Brands",
    "faq.views.autoconfig_middleware.MailDiscovery",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "faq.web.sessions.Sessions",
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
    "faq.web.not_saved.NotSaved",
    "faq.web.no_nul.NoNul",
    "faq.web.out_of_range.OutOfRange",
]

ROOT_URLCONF = "mmfaq.urls"
FORCE_SCRIPT_NAME = ""  # the site is at the root of its host; no request says otherwise
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
            "builtins": ["faq.templatetags.faq_tags"],
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
POSTGRESQL_OPTIONS = {
    "connect_timeout": 2,
    # Who vanishes in the middle of a save must not keep its rows locked for the others.
    "options": "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=60000",
    "patience": 6,  # on our side, for a server that says nothing at all: faq.web.postgresql
    # For a network that loses every packet: the kernel gives up before its usual 15 minutes.
    "tcp_user_timeout": 6000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}

DATABASE = env.database("DATABASE_URL", default=DATA_DIR / "db.sqlite3", root=BASE_DIR)
IS_SQLITE = DATABASE["ENGINE"].endswith("sqlite3")
OPTIONS = SQLITE_OPTIONS if IS_SQLITE else POSTGRESQL_OPTIONS
GIVEN = DATABASE.get("OPTIONS", {})
if "options" in GIVEN:  # settings of the server: what is given adds to ours, and wins
    GIVEN["options"] = f"{OPTIONS.get('options', '')} {GIVEN['options']}"
DATABASES = {
    "default": DATABASE
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    | {"OPTIONS": OPTIONS | GIVEN}
}
DATABASES["default"]["ENGINE"] = "faq.web.sqlite" if IS_SQLITE else "faq.web.postgresql"
# Counters of all machines; without it each process counts for itself.
CACHE_URL = env.store("CACHE_URL", ("redis", "rediss", "unix"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Django's 300 would forget readers within their minute; these are some 3 MB at most.
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}
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
STATIC_ROOT = env.folder("STATIC_ROOT", default=DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Off where nothing was collected (tests, a first look with runserver).
STATIC_HASHES = env.yes_no("STATIC_HASHES", default=not DEBUG)

STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "faq.web.static_files.HashedStaticFilesStorage"
        if STATIC_HASHES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Media in an object store instead of DATA_DIR, for more than one machine.
MEDIA_S3_BUCKET = env.text("MEDIA_S3_BUCKET")
env.only_with("MEDIA_S3_ENDPOINT", "MEDIA_S3_BUCKET")
env.only_with("MEDIA_S3_REGION", "MEDIA_S3_BUCKET")
env.only_with("MEDIA_S3_ACCESS_KEY", "MEDIA_S3_BUCKET", "MEDIA_S3_SECRET_KEY")
env.only_with("MEDIA_S3_SECRET_KEY", "MEDIA_S3_BUCKET", "MEDIA_S3_ACCESS_KEY")
if MEDIA_S3_BUCKET:
    needs("MEDIA_S3_BUCKET", MEDIA_S3_BUCKET, "storages", extra="s3")
    STORAGES["default"] = {
        "BACKEND": "faq.web.object_store.ObjectStore",
        "OPTIONS": {
            "bucket_name": MEDIA_S3_BUCKET,
            "endpoint_url": env.url("MEDIA_S3_ENDPOINT", ("https", "http")) or None,
            "access_key": env.text("MEDIA_S3_ACCESS_KEY") or None,
            "secret_key": env.text("MEDIA_S3_SECRET_KEY") or None,
            "region_name": env.text("MEDIA_S3_REGION") or None,
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
SESSION_COOKIE_AGE = 8 * 60 * 60  # after the last use
SESSION_LONGEST = timedelta(days=7)  # after the log-in, however busy
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "faq.web.not_saved.stale_form"
LOGIN_URL = "admin:login"
STAFF_SECOND_FACTOR = env.yes_no("STAFF_SECOND_FACTOR", default=not IS_LOCAL)
OTP_TOTP_ISSUER = f"Redaktion {SITE_HOST}"
# Whether somebody with the right may publish what they wrote themselves; off: only a colleague's.
SOLO_PUBLISHING = env.yes_no("SOLO_PUBLISHING", default=True)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Who guesses is stopped, alone: the lock is for one name from one network, and it opens again.
# Many networks together: faq/admin/known_devices.py.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_CLIENT_IP_CALLABLE = "faq.web.rate_limit.network"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what was refused was no try
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
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
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # whole requests; as docs/nginx.conf has it

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
MAX_RENDERING = max(1, env.number("THREADS", default=8) // 2)
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", default=16) * 1024 * 1024  # in each worker
# Whether searches also compare meanings, where the extra `meaning` is installed.
SEARCH_BY_MEANING = env.yes_no("SEARCH_BY_MEANING", default=True)
RATE_LIMITS = env.yes_no("RATE_LIMITS", default=True)
# Networks of the proxies in front, or "unix"; only they are believed about address and TLS.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# Operation ----------------------------------------------------------------------------------------

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_LEVEL = env.choice("LOG_LEVEL", LOG_LEVELS, default="INFO")
LOGGING = configuration(LOG_LEVEL)
METRICS_TOKEN = env.text("METRICS_TOKEN")
SENTRY_DSN = env.url("SENTRY_DSN", ("https", "http"))
if SENTRY_DSN:
    needs("SENTRY_DSN", hidden(SENTRY_DSN), "sentry_sdk", extra="sentry")
    import sentry_sdk

    # What readers send stays here: no bodies, no local variables, no addresses, no traces.
    try:
        sentry_sdk.init(
            SENTRY_DSN,
            send_default_pii=False,
            max_request_body_size="never",
            include_local_variables=False,
            before_send=without_content,  # type: ignore[arg-type]  # its event is a plain dict
            traces_sample_rate=0,
        )
    except sentry_sdk.utils.BadDsn as error:
        raise wrong("SENTRY_DSN", hidden(SENTRY_DSN), f"cannot be read ({error})") from None

# Transport ----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.yes_no("SECURE_SSL_REDIRECT", default=not IS_LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^gesund/$", r"^bereit/$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_LOCAL
SECURE_HSTS_PRELOAD = not IS_LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
