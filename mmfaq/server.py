"""How gunicorn serves the site: `gunicorn -c python:mmfaq.server mmfaq.wsgi`.

The reasons for threads, preloading and the missing control socket stand in docs/betrieb.md.
"""

import ctypes
import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from mmfaq.environment import ENVIRONMENT

logger = logging.getLogger(__name__)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmfaq.settings")


class WithoutAccessLog(Logger):  # type: ignore[misc]
    """The application writes its own lines; gunicorn need not gather what nobody writes.

    It would for every request as soon as `logconfig_dict` is set, whatever `accesslog` says.
    """

    @property
    def access_log_enabled(self) -> bool:
        return False


bind = ENVIRONMENT.listening("BIND", default="127.0.0.1:8000")
# Whom to believe, `faq.web.proxies` decides: gunicorn itself takes no header over from anybody.
# By default it lets every peer on this machine set SCRIPT_NAME, and so the addresses in all pages.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# A search as long as its field takes fits, in Greek and Cyrillic, too (6 bytes a letter).
limit_request_line = 8190

worker_class = "mmfaq.worker.WholeRequests"
workers = ENVIRONMENT.number("WORKERS", default=2)
threads = ENVIRONMENT.number("THREADS", default=8)
keepalive = 75  # longer than a proxy keeps its connections, so that the proxy closes first

preload_app = True  # one import for all workers: less memory, and a new worker answers at once
max_requests = 200_000  # a net under slow leaks; the page cache is refilled from its files
max_requests_jitter = 20_000
timeout = 30
graceful_timeout = 20

control_socket_disable = True  # it can stop the server, and fails for a user without a home
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a memory disk
logger_class = WithoutAccessLog
# This reads all settings: gunicorn says in one sentence what is wrong with its own configuration,
# and of everything later only where in the code it was noticed.
logconfig_dict = settings.LOGGING

# Where the processes share what they count, anew with each start. Only gunicorn hands it on, before
# it loads the site: a process that merely imports this module goes on counting for itself.
METRICS_FOLDER = tempfile.mkdtemp(prefix="mmfaq-metrics-")
raw_env = [f"PROMETHEUS_MULTIPROC_DIR={METRICS_FOLDER}"]

M_ARENA_MAX = -8  # malloc.h

WARM_PATHS = ("/", "/suche/", "/mailverwaltung/", "/fehlercodes/", "/gesund/")


def on_exit(server: Any) -> None:
    shutil.rmtree(METRICS_FOLDER, ignore_errors=True)


def when_ready(server: Any) -> None:
    """Load templates and first pages once, before the workers are split off."""
    from django.db import Error, connections

    from mmfaq.wsgi import page_cache

    # Only now: its models need the application that the line above has loaded.
    from faq.search import preload  # isort: skip

    refuse_an_unfit_database()
    try:
        preload()
    except Error as error:  # readers have the copies of their pages; the rest comes back by itself
        logger.error("database does not answer", extra={"reason": type(error).__name__})
    page_cache.warm(WARM_PATHS)
    connections.close_all()
    gc.collect()
    give_back_memory()
    share_one_heap()
    gc.freeze()  # what is loaded now stays shared between the workers


def give_back_memory() -> None:
    """What loading needed in passing goes back to the system, where the C library can (glibc)."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def share_one_heap() -> None:
    """Let the threads of a worker share one heap: each would get its own, with holes of its own.

    Nearly all that they ask for, they ask with Python's lock held, and so in turn anyway (glibc).
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, 1)


def refuse_an_unfit_database() -> None:
    """Do not start without a place for data, or on an SQLite file that cannot serve; say why."""
    from django.db import Error

    from faq.checks import sqlite_keeps_a_log
    from faq.services.operation.working_folder import why_not_writable

    if reason := why_not_writable(settings.DATA_DIR):
        sys.exit(reason)
    try:
        faults = sqlite_keeps_a_log(None)
    except Error as error:
        sys.exit(f"The file of DATABASE_URL cannot be used: {error}.")
    if faults:
        sys.exit("\n".join(f"{fault.msg} {fault.hint}" for fault in faults))
