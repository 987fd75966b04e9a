"""The few commands a check needs: IMAP (RFC 9051), POP3 (RFC 1939, 2449), SMTP (RFC 5321) and
ManageSieve (RFC 5804).

Each dialogue tells capabilities in the same words, so that one rule can judge all of them:
"STARTTLS", and "AUTH=PLAIN" or "AUTH=LOGIN" for each way a password may be sent.
"""

from collections.abc import Iterator
from typing import Protocol as Interface

from faq.mailcheck.connection import Connection
from faq.mailcheck.result import CheckFailed, Fault, Protocol

MAX_REPLY_LINES = 100

STARTTLS = "STARTTLS"
PASSWORD_LOGINS = frozenset({"AUTH=PLAIN", "AUTH=LOGIN"})


class Dialogue(Interface):
    """What a check needs of a protocol; every method raises CheckFailed.

    `greets_again` where the server speaks first after STARTTLS, too.
    """

    greets_again: bool

    def greet(self, connection: Connection) -> None:
        """Read the server's first words."""

    def capabilities(self, connection: Connection) -> frozenset[str]:
        """Ask what the server can do at this point of the dialogue."""

    def request_tls(self, connection: Connection) -> None:
        """Ask for encryption and read the consent."""

    def leave(self, connection: Connection) -> None:
        """Say good-bye."""


class Imap:
    """Tagged commands; all untagged lines before the tagged one belong to the reply."""

    greets_again = False

    def greet(self, connection: Connection) -> None:
        _expect(connection.read_line(), "* OK", refusal="* BYE")

    def capabilities(self, connection: Connection) -> frozenset[str]:
        lines = self._command(connection, "CAPABILITY", no=Fault.REFUSED, bad=Fault.WRONG_PROTOCOL)
        words = {
            word for line in lines if line.startswith("* CAPABILITY ") for word in line.split()
        }
        # The old LOGIN command sends a password, too, wherever it is not switched off.
        return frozenset(words if "LOGINDISABLED" in words else words | {"AUTH=LOGIN"})

    def request_tls(self, connection: Connection) -> None:
        self._command(connection, "STARTTLS", no=Fault.STARTTLS_REFUSED, bad=Fault.STARTTLS_REFUSED)

    def leave(self, connection: Connection) -> None:
        connection.send_line("z LOGOUT")

    def _command(self, connection: Connection, name: str, *, no: Fault, bad: Fault) -> list[str]:
        connection.send_line(f"a {name}")
        lines: list[str] = []
        for line in _lines(connection):
            lines.append(line.upper())
            if lines[-1].startswith(("A ", "* BYE")):
                break
        if not lines[-1].startswith("A OK"):
            raise CheckFailed(no if lines[-1].startswith(("A NO", "* BYE")) else bad, line)
        return lines


class Pop3:
    """Commands with a one-line reply; the list of capabilities ends with a dot."""

    greets_again = False

    def greet(self, connection: Connection) -> None:
        _expect(connection.read_line(), "+OK", refusal="-ERR")

    def capabilities(self, connection: Connection) -> frozenset[str]:
        connection.send_line("CAPA")
        line = connection.read_line()
        if not line.startswith("+OK"):
            # Older than RFC 2449: it knows USER and PASS and nothing to announce.
            self._expect_farewell(connection, line)
            return frozenset({"AUTH=LOGIN"})
        words: set[str] = set()
        for line in _lines(connection):
            if line == ".":
                break
            words |= self._words(line.upper().split())
        return frozenset(words)

    def request_tls(self, connection: Connection) -> None:
        connection.send_line("STLS")
        _expect(connection.read_line(), "+OK", otherwise=Fault.STARTTLS_REFUSED)

    def leave(self, connection: Connection) -> None:
        connection.send_line("QUIT")

    def _expect_farewell(self, connection: Connection, refusal: str) -> None:
        """Who only does not know the command stays for the next; who is gone has refused."""
        try:
            self.leave(connection)
            connection.read_line()
        except CheckFailed as failure:
            if failure.fault is Fault.DISCONNECTED:
                raise CheckFailed(Fault.REFUSED, refusal) from failure
            raise

    def _words(self, line: list[str]) -> set[str]:
        if not line:
            return set()
        if line[0] == "SASL":
            return {f"AUTH={method}" for method in line[1:]}
        return {{"STLS": STARTTLS, "USER": "AUTH=LOGIN"}.get(line[0], line[0])}


class Smtp:
    """Replies of one or more lines, each with the same code; the last has a blank behind it."""

    greets_again = False

    def greet(self, connection: Connection) -> None:
        _expect(self._reply(connection), "220", refusal=("4", "5"))

    def capabilities(self, connection: Connection) -> frozenset[str]:
        connection.send_line(f"EHLO {connection.local_address}")
        words: set[str] = set()
        for line in _lines(connection):
            _expect(line, "250", refusal=("4", "55"))  # 50x: it does not know the command
            words |= self._words(line[4:].upper().replace("=", " ").split())
            if line[3:4] != "-":
                break
        return frozenset(words)

    def request_tls(self, connection: Connection) -> None:
        connection.send_line("STARTTLS")
        _expect(self._reply(connection), "220", otherwise=Fault.STARTTLS_REFUSED)

    def leave(self, connection: Connection) -> None:
        connection.send_line("QUIT")

    def _reply(self, connection: Connection) -> str:
        for line in _lines(connection):
            if line[3:4] != "-" or not line[:3].isdigit():
                break
        return line

    def _words(self, line: list[str]) -> set[str]:
        if line[:1] == ["AUTH"]:
            return {f"AUTH={method}" for method in line[1:]}
        return set(line[:1])


class Sieve:
    """Capabilities, one a line in quotes, then OK; so are the greetings, before and after TLS."""

    greets_again = True

    def greet(self, connection: Connection) -> None:
        self._listed(connection)

    def capabilities(self, connection: Connection) -> frozenset[str]:
        connection.send_line("CAPABILITY")
        return self._listed(connection)

    def request_tls(self, connection: Connection) -> None:
        connection.send_line("STARTTLS")
        _expect(connection.read_line(), "OK", otherwise=Fault.STARTTLS_REFUSED)

    def leave(self, connection: Connection) -> None:
        connection.send_line("LOGOUT")

    def _listed(self, connection: Connection) -> frozenset[str]:
        words: set[str] = set()
        for line in _lines(connection):
            if not line.startswith('"'):
                break
            name, _, value = line.upper().replace('"', "").partition(" ")
            words |= {f"AUTH={way}" for way in value.split()} if name == "SASL" else {name}
        _expect(line, "OK", refusal=("BYE", "NO"))
        if "IMPLEMENTATION" not in words:  # RFC 5804 section 1.7: every server names it
            raise CheckFailed(Fault.WRONG_PROTOCOL, line)
        return frozenset(words)


DIALOGUES: dict[Protocol, Dialogue] = {
    Protocol.IMAP: Imap(),
    Protocol.POP3: Pop3(),
    Protocol.SMTP: Smtp(),
    Protocol.SIEVE: Sieve(),
}


def _lines(connection: Connection) -> Iterator[str]:
    for _ in range(MAX_REPLY_LINES):
        yield connection.read_line()
    raise CheckFailed(Fault.WRONG_PROTOCOL, "endless answer")


def _expect(
    line: str,
    start: str,
    *,
    refusal: str | tuple[str, ...] = (),
    otherwise: Fault = Fault.WRONG_PROTOCOL,
) -> None:
    """Go on if `line` starts with `start`; name the fault if it refuses or says something else."""
    if line.startswith(start):
        return
    raise CheckFailed(Fault.REFUSED if line.startswith(refusal) else otherwise, line)
