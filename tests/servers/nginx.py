"""A private nginx for one run: one process, one folder of files or one site behind it."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port

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
        config = CONFIG.format(folder=self._folder, port=self.port, server=server, extra=extra)
        (self._folder / "nginx.conf").write_text(config)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        config = self._folder / "nginx.conf"
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
