"""The DNS records a customer's own domain needs so that programs find the settings by themselves.

RFC 6186 and RFC 8314 name the services; the priority ranks the services among each other, too. A
target of "." says that a service is not offered (RFC 2782).
"""

from dataclasses import dataclass

from faq.autoconfig.account import Protocol, Provider, Server, SocketSecurity

CONTENT_TYPE = "text/plain; charset=utf-8"
TTL_SECONDS = 3600

_SERVICES = {
    (Protocol.IMAP, SocketSecurity.SSL_TLS): "_imaps._tcp",
    (Protocol.IMAP, SocketSecurity.STARTTLS): "_imap._tcp",
    (Protocol.POP3, SocketSecurity.SSL_TLS): "_pop3s._tcp",
    (Protocol.POP3, SocketSecurity.STARTTLS): "_pop3._tcp",
    (Protocol.SMTP, SocketSecurity.SSL_TLS): "_submissions._tcp",
    (Protocol.SMTP, SocketSecurity.STARTTLS): "_submission._tcp",
}
_PRIORITY_STEP = 10
_HTTPS_PORT = 443


@dataclass(frozen=True, slots=True)
class Discovery:
    """The host names under which the provider itself answers programs."""

    autoconfig_host: str
    autodiscover_host: str


@dataclass(frozen=True, slots=True)
class Record:
    """One resource record; `name` is relative to the domain, `target` ends with a dot.

    Priority, weight and port are None for a CNAME.
    """

    name: str
    kind: str
    target: str
    priority: int | None = None
    weight: int | None = None
    port: int | None = None

    @property
    def value(self) -> str:
        """The record's data as it stands in a zone file."""
        numbers = (self.priority, self.weight, self.port)
        return " ".join([*(str(number) for number in numbers if number is not None), self.target])


def records(provider: Provider, discovery: Discovery) -> tuple[Record, ...]:
    """All records of a domain whose mail is with the provider; the same for every domain."""
    return (
        Record("autoconfig", "CNAME", _absolute(discovery.autoconfig_host)),
        Record(
            "_autodiscover._tcp", "SRV", _absolute(discovery.autodiscover_host), 0, 0, _HTTPS_PORT
        ),
        *_ranked(provider.incoming),
        *_ranked(provider.outgoing),
        *_not_offered(provider),
    )


def document(provider: Provider, discovery: Discovery, domain: str) -> bytes:
    """The records as lines of a zone file; `domain` as `parse_domain` returns it."""
    lines = [
        f"{record.name}.{domain}. {TTL_SECONDS} IN {record.kind} {record.value}\n"
        for record in records(provider, discovery)
    ]
    return "".join(lines).encode("ascii")


def _ranked(servers: tuple[Server, ...]) -> list[Record]:
    return [
        Record(
            _service(server), "SRV", _absolute(server.host), rank * _PRIORITY_STEP, 1, server.port
        )
        for rank, server in enumerate(servers)
    ]


def _absolute(host: str) -> str:
    """A host name with the one final dot that a zone file wants."""
    return f"{host.removesuffix('.')}."


def _not_offered(provider: Provider) -> list[Record]:
    offered = {_service(server) for server in provider.servers}
    return [Record(name, "SRV", ".", 0, 0, 0) for name in _SERVICES.values() if name not in offered]


def _service(server: Server) -> str:
    return _SERVICES[server.protocol, server.security]
