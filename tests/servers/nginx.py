"""A private nginx for one run: one process, a folder of files or sites behind it."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port
from tests.servers.site import ROOT

CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; gzip_static on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {extra}
  server {{ listen 127.0.0.1:{port}; {server} }}
}}
"""


class Nginx:
    """A running nginx as a context manager; `server` is the inside of its server block."""

    def __init__(self, server: str, extra: str = "") -> None:
        program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if program is None:
            raise ProgramMissing("nginx is not installed.")
        self._program = program
        self._folder = Path(tempfile.mkdtemp(prefix="nginx-"))
        self._folder.chmod(0o755)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = server
        self._extra = extra
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def _config(self) -> str:
        return CONFIG.format(
            folder=self._folder, port=self.port, server=self._server, extra=self._extra
        )

    def __enter__(self) -> Self:
        config = self._folder / "nginx.conf"
        config.write_text(self._config())
        self._process = subprocess.Popen([self._program, "-c", config, "-p", self._folder])
        for _ in range(100):
            if (self._folder / "pid").exists():
                return self
            time.sleep(0.05)
        raise RuntimeError((self._folder / "error.log").read_text())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


class Proxy(Nginx):
    """nginx with docs/nginx.conf, in front of sites on these ports of loopback.

    Of the file only what belongs to the machine is replaced: ports, folders, the sites' addresses.
    """

    def __init__(self, ports: Iterable[int], certificate: Path, key: Path) -> None:
        super().__init__("")
        self.tls_port = free_port()
        self.copies = self._folder / "copies"
        self.log = self._folder / "error.log"
        servers = "".join(f"server 127.0.0.1:{port} fail_timeout=1s; " for port in ports)
        self._replaced = {
            "listen 80;": f"listen 127.0.0.1:{self.port};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.tls_port} ssl http2;",
            "server site:8000;": servers,
            "include mime.types;": f"include /etc/nginx/mime.types; {self._places()}",
            "tls/fullchain.pem": str(certificate),
            "tls/privkey.pem": str(key),
            "/var/cache/nginx/help": str(self.copies),
            "error_log stderr": f"error_log {self.log}",
        }

    def _places(self) -> str:
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return "".join(f"{kind}_temp_path {self._folder}/{kind}; " for kind in kinds)

    def _config(self) -> str:
        text = (ROOT / "docs" / "nginx.conf").read_text()
        for there, here in self._replaced.items():
            assert there in text, f"docs/nginx.conf has no {there}"
            text = text.replace(there, here)
        return f"daemon off; master_process off; pid {self._folder}/pid;\n{text}"
