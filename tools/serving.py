"""`dev.py run`: the site on one address, with the production server."""

import argparse
import os
import socket
import subprocess
from pathlib import Path

from tools.environment import PYTHON, ROOT, STAMP, VENV, Stop, set_up


def run(options: argparse.Namespace) -> int:
    """Serve the site on one address with the production server; replaces this process."""
    listener = listen(options.host, options.port)
    needs_extras = options.server == "granian" or "DATABASE_URL" in os.environ
    set_up("production" if needs_extras else "runtime", options.offline)
    environment = local_environment(options.host, options.port)
    collect_static(environment)
    manage("prepare", environment=environment)

    print(f"\n  Site   {environment['SITE_URL']}/\n  Staff  {environment['SITE_URL']}/admin/")
    print("\n  Stop with Ctrl+C.", flush=True)
    if options.server == "granian":
        listener.close()  # granian opens the address itself
        words = ["granian", "mmfaq.wsgi:application", "--interface", "wsgi", "--no-ws"]
        words += ["--host", options.host, "--port", str(options.port), "--workers", "2"]
    else:
        # The open socket is handed over: whoever follows the address now waits, nobody is refused.
        listener.set_inheritable(True)
        words = ["gunicorn", "-c", "python:mmfaq.server", "mmfaq.wsgi"]
        words += ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
    os.chdir(ROOT)
    os.execve(VENV / "bin" / words[0], words, environment)


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        raise Stop(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            f"Choose another: python3 dev.py run --port {port + 1}"
        ) from error
    return listener


def local_environment(host: str, port: int) -> dict[str, str]:
    """The settings of a site on one's own machine, each replaceable from outside."""
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - the user asked for it
    name = "127.0.0.1" if everywhere else f"[{host}]" if ":" in host else host
    return {
        "SITE_URL": f"http://{name}:{port}",
        "ALLOWED_HOSTS": "*" if everywhere else name,
        "DATA_DIR": str(ROOT / "var"),
        "HILFE_ENV": "",  # not the settings of a service that runs on this machine
        **os.environ,
    }


def collect_static(environment: dict[str, str]) -> None:
    """Copy and compress the static files when one is newer than the list of the last time."""
    finished = Path(environment["DATA_DIR"]) / "static" / "staticfiles.json"
    sources = [STAMP, *(ROOT / "static").rglob("*")]
    if finished.exists() and all(
        source.stat().st_mtime <= finished.stat().st_mtime for source in sources
    ):
        return
    manage("collectstatic", "--noinput", "--verbosity", "0", environment=environment)


def manage(*words: str, environment: dict[str, str]) -> None:
    if subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT, env=environment).returncode:
        raise Stop(f"manage.py {words[0]} failed; the reason stands above.")
