"""A real Thunderbird for one run: no window, a fresh profile, driven by its Marionette port.

Uses Debian's package thunderbird. Whatever it asks the open net for ends at a closed port of this
machine. Standard library only.
"""

import json
import shutil
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.servers.process import ProgramMissing, Server

PREFERENCES = {
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.provider.enabled": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.failover_direct": False,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "network.proxy.type": 1,
}


class Thunderbird(Server):
    """The running program; `local_names` lead to this machine, port 80 to `web_port`."""

    def __init__(self, local_names: Sequence[str], web_port: int) -> None:
        program = shutil.which("thunderbird")
        if program is None:
            raise ProgramMissing("Thunderbird is not installed.")
        super().__init__()
        self._program = program
        preferences = PREFERENCES | {
            "marionette.port": self.port,
            "network.dns.localDomains": ",".join(local_names),
            "network.proxy.no_proxies_on": ",".join(local_names),
            "network.socket.forcePort": f"80={web_port}",
        }
        lines = (f"user_pref({json.dumps(n)}, {json.dumps(v)});" for n, v in preferences.items())
        (self.folder / "user.js").write_text("\n".join(lines))

    def answers(self) -> bool:
        """Whether the remote control greets."""
        with suppress(OSError):
            Marionette(self.port).close()
            return True
        return False

    def remote(self) -> "Marionette":
        """A session with the rights of Thunderbird's own code."""
        client = Marionette(self.port)
        client.ask("WebDriver:NewSession", capabilities={})
        client.ask("Marionette:SetContext", value="chrome")
        client.ask("WebDriver:SetTimeouts", script=60_000)
        return client

    def _command(self) -> Sequence[str | Path]:
        words = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        return [self._program, *words, "--profile", self.folder]


class Marionette:
    """A client of Thunderbird's remote control: `length:[0, number, command, values]` over TCP."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._number = 0
        self._read()  # its greeting

    def close(self) -> None:
        self._socket.close()

    def ask(self, command: str, **values: object) -> Any:
        """What a command gives; RuntimeError with what it says went wrong."""
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def run(self, script: str, *arguments: object) -> Any:
        """What a script of Thunderbird's own rights says when it is done."""
        values = {"script": script, "args": list(arguments), "newSandbox": True}
        return self.ask("WebDriver:ExecuteAsyncScript", **values)["value"]

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        text = b""
        while len(text) < int(length[:-1]):
            text += self._socket.recv(65_536)
        return json.loads(text)
