"""How gunicorn serves the site: `gunicorn -c python:mmfaq.server mmfaq.wsgi`.

The reasons for threads, preloading and the missing control socket stand in docs/betrieb.md.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Any

import gunicorn.http.wsgi  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from faq.web.logs import configuration


class WithoutAccessLog(Logger):  # type: ignore[misc]
    """The application writes its own lines; gunicorn need not gather what nobody writes.

    It would for every request as soon as `logconfig_dict` is set, whatever `accesslog` says.
    """

    @property
    def access_log_enabled(self) -> bool:
        return False


bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))
keepalive = 75  # longer than a proxy keeps its connections, so that the proxy closes first

preload_app = True  # one import for all workers: less memory, and a new worker answers at once
max_requests = 200_000  # a net under slow leaks; the page cache is refilled from its files
max_requests_jitter = 20_000
timeout = 30
graceful_timeout = 20

control_socket_disable = True  # it can stop the server, and fails for a user without a home
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a memory disk
logger_class = WithoutAccessLog
logconfig_dict = configuration(os.environ.get("LOG_LEVEL", "INFO"))

WARM_PATHS = ("/", "/suche/", "/mailverwaltung/", "/fehlercodes/", "/gesund/")


def on_starting(server: Any) -> None:
    """Let the page cache's answers be written with less work; the application is loaded by now."""
    from mmfaq.finished_response import FinishedResponse

    gunicorn.http.wsgi.Response = FinishedResponse  # each answer looks the class up there


def when_ready(server: Any) -> None:
    """Load templates and first pages once, before the workers are split off."""
    from django.db import connections

    from mmfaq.wsgi import page_cache

    # Only now: its models need the application that the line above has loaded.
    from faq.search import preload  # isort: skip

    refuse_an_unfit_database()
    preload()
    page_cache.warm(WARM_PATHS)
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is loaded now stays shared between the workers


def refuse_an_unfit_database() -> None:
    """Do not start on an SQLite file whose readers would wait for writers; say why."""
    from faq.checks import sqlite_keeps_a_log

    if faults := sqlite_keeps_a_log(None):
        sys.exit("\n".join(f"{fault.msg} {fault.hint}" for fault in faults))
