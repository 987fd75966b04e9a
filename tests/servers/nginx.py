"""A private nginx for one run: one process, a folder of files or sites behind it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.servers.process import Server, find_program, free_port
from tests.servers.site import ROOT

CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; gzip_static on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {extra}
  server {{ listen 127.0.0.1:{port}; {server} }}
}}
"""


class Nginx(Server):
    """A running nginx; `server` is the inside of its server block."""

    def __init__(self, server: str, extra: str = "") -> None:
        self._program = find_program("nginx", title="nginx")
        super().__init__()
        self.folder.chmod(0o755)
        self._server = server
        self._extra = extra

    def _command(self) -> Sequence[str | Path]:
        config = self.folder / "nginx.conf"
        config.write_text(self._config())
        return [self._program, "-c", config, "-p", self.folder]

    def _config(self) -> str:
        return CONFIG.format(
            folder=self.folder, port=self.port, server=self._server, extra=self._extra
        )


class Proxy(Nginx):
    """nginx with docs/nginx.conf, in front of sites on these ports of loopback.

    Of the file only what belongs to the machine is replaced: ports, folders, the sites' addresses.
    """

    def __init__(self, ports: Iterable[int], certificate: Path, key: Path) -> None:
        super().__init__("")
        self.tls_port = free_port()
        self.copies = self.folder / "copies"
        servers = "".join(f"server 127.0.0.1:{port} fail_timeout=1s; " for port in ports)
        self._replaced = {
            "listen 80;": f"listen 127.0.0.1:{self.port};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.tls_port} ssl http2;",
            "server site:8000;": servers,
            "include mime.types;": f"include /etc/nginx/mime.types; {self._places()}",
            "tls/fullchain.pem": str(certificate),
            "tls/privkey.pem": str(key),
            "/var/cache/nginx/help": str(self.copies),
        }

    def _places(self) -> str:
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return "".join(f"{kind}_temp_path {self.folder}/{kind}; " for kind in kinds)

    def _config(self) -> str:
        text = (ROOT / "docs" / "nginx.conf").read_text()
        for there, here in self._replaced.items():
            assert there in text, f"docs/nginx.conf has no {there}"
            text = text.replace(there, here)
        return f"daemon off; master_process off; pid {self.folder}/pid;\n{text}"
