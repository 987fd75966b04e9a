"""A real Dovecot and Postfix for one run: own folder, own ports on loopback, gone afterwards.

Uses Debian's packages dovecot-imapd, dovecot-pop3d, dovecot-managesieved (Pigeonhole) and postfix.
Both give up their rights when they start, so they must be started by root. Standard library only.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.postgresql import ProgramMissing, free_port

PROGRAMS = ("/usr/sbin/dovecot", "/usr/lib/dovecot/imap-login", "/usr/lib/dovecot/pop3-login")
PROGRAMS += ("/usr/lib/dovecot/managesieve-login",)
PROGRAMS += ("/usr/sbin/postfix", "/usr/lib/postfix/sbin/master")

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
protocols = imap pop3 sieve
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=never-used
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = {imap_starttls}
  }}
  inet_listener imaps {{
    port = {imap_tls}
    ssl = yes
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop3_starttls}
  }}
  inet_listener pop3s {{
    port = {pop3_tls}
    ssl = yes
  }}
}}
service managesieve-login {{
  inet_listener sieve {{
    port = {managesieve_starttls}
  }}
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
"""

POSTFIX_MAIN = """
compatibility_level = 3.6
daemon_directory = /usr/lib/postfix/sbin
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
mail_owner = postfix
myhostname = mail.host.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/auth
"""

POSTFIX_MASTER = """
127.0.0.1:{smtp_starttls} inet n - n - - smtpd
127.0.0.1:{smtp_tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
postlog unix-dgram n - n - 1 postlogd
rewrite unix - - n - - trivial-rewrite
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
cleanup unix n - n - 0 cleanup
"""


class MailHost:
    """Both servers as a context manager; `ports` by protocol and security ("imap_starttls", …)."""

    def __init__(self, certificate: Path, key: Path) -> None:
        if missing := [program for program in PROGRAMS if not Path(program).exists()]:
            raise ProgramMissing(f"Not installed: {', '.join(missing)}.")
        if os.geteuid() != 0:
            raise ProgramMissing("Dovecot and Postfix must be started by root.")
        self.ports = {
            f"{protocol}_{security}": free_port()
            for protocol in ("imap", "pop3", "smtp")
            for security in ("tls", "starttls")
        } | {"managesieve_starttls": free_port()}
        self._folder = Path(tempfile.mkdtemp(prefix="mailhost-"))
        # The servers' own users must get through to what belongs to them.
        self._folder.chmod(0o755)
        values = {"folder": self._folder, "certificate": certificate, "key": key, **self.ports}
        for name, text in {
            "dovecot.conf": DOVECOT,
            "postfix/main.cf": POSTFIX_MAIN,
            "postfix/master.cf": POSTFIX_MASTER,
        }.items():
            (self._folder / name).parent.mkdir(exist_ok=True)
            (self._folder / name).write_text(text.format(**values).lstrip())
        for name in ("mail", "queue", "data"):
            (self._folder / name).mkdir()
        shutil.chown(self._folder / "data", user="postfix")
        self._dovecot: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with (self._folder / "dovecot.err").open("wb") as errors:
            self._dovecot = subprocess.Popen(
                ["/usr/sbin/dovecot", "-F", "-c", self._folder / "dovecot.conf"],
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self._postfix("start")
        for port in self.ports.values():
            self._wait_for(port)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._postfix("stop")
        if self._dovecot is not None:
            self._dovecot.send_signal(signal.SIGTERM)
            self._dovecot.wait(timeout=20)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def log(self) -> str:
        """What both servers wrote down, to look for log-ins and to explain failures."""
        return "".join(
            path.read_text(errors="replace")
            for path in sorted(self._folder.glob("*.log")) + sorted(self._folder.glob("*.err"))
        )

    def _postfix(self, command: str) -> None:
        subprocess.run(
            ["/usr/sbin/postfix", "-c", self._folder / "postfix", command],
            capture_output=True,
            timeout=30,
            check=command == "start",
        )

    def _wait_for(self, port: int) -> None:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(self.log[-2000:])
