"""A real Dovecot and Postfix for one run: own folder, own ports on loopback, gone afterwards.

Uses Debian's packages dovecot-imapd, dovecot-pop3d, dovecot-managesieved (Pigeonhole) and postfix.
Both give up their rights when they start, so they must be started by root. Standard library only.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.servers.process import ProgramMissing, Server, free_port, is_open

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


class MailHost(Server):
    """Both servers; `ports` by protocol and security ("imap_starttls", …)."""

    def __init__(self, certificate: Path, key: Path) -> None:
        if missing := [program for program in PROGRAMS if not Path(program).exists()]:
            raise ProgramMissing(f"Not installed: {', '.join(missing)}.")
        if os.geteuid() != 0:
            raise ProgramMissing("Dovecot and Postfix must be started by root.")
        super().__init__()
        self.ports = {
            f"{protocol}_{security}": free_port()
            for protocol in ("imap", "pop3", "smtp")
            for security in ("tls", "starttls")
        } | {"managesieve_starttls": free_port()}
        # The servers' own users must get through to what belongs to them.
        self.folder.chmod(0o755)
        values = {"folder": self.folder, "certificate": certificate, "key": key, **self.ports}
        for name, text in {
            "dovecot.conf": DOVECOT,
            "postfix/main.cf": POSTFIX_MAIN,
            "postfix/master.cf": POSTFIX_MASTER,
        }.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text.format(**values).lstrip())
        for name in ("mail", "queue", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", user="postfix")

    def start(self) -> None:
        self._postfix("start")
        super().start()

    def stop(self) -> None:
        super().stop()
        self._postfix("stop")

    def answers(self) -> bool:
        return all(map(is_open, self.ports.values()))

    @property
    def log(self) -> str:
        """What both servers wrote down, to look for log-ins and to explain failures."""
        return "".join(
            path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log"))
        )

    def _command(self) -> Sequence[str | Path]:
        return ["/usr/sbin/dovecot", "-F", "-c", self.folder / "dovecot.conf"]

    def _postfix(self, command: str) -> None:
        subprocess.run(
            ["/usr/sbin/postfix", "-c", self.folder / "postfix", command],
            capture_output=True,
            timeout=30,
            check=command == "start",
        )
