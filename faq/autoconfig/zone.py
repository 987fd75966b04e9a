"""The DNS records a customer's own domain needs so that programs find the settings by themselves.

RFC 6186, RFC 8314 (mail), RFC 5804 (filters) and RFC 6764 (calendar, contacts) name the services;
the priority ranks those of mail among each other, too. A target of "." says that a service is not
offered (RFC 2782).
"""

from dataclasses import dataclass

from faq.autoconfig import pacc
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
_BESIDE_MAIL = {
    (Protocol.SIEVE, SocketSecurity.STARTTLS): "_sieve._tcp",
    (Protocol.CALDAV, SocketSecurity.SSL_TLS): "_caldavs._tcp",
    (Protocol.CARDDAV, SocketSecurity.SSL_TLS): "_carddavs._tcp",
}


@dataclass(frozen=True, slots=True)
class Discovery:
    """The host names under which the provider itself answers programs; an empty one does not."""

    autoconfig_host: str
    autodiscover_host: str
    pacc_host: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One resource record; `name` is relative to the domain, `target` ends with a dot.

    Of a TXT record the target is its text. Priority, weight and port belong to SRV alone.
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
        if self.kind == "TXT":
            return f'"{self.target}"'
        numbers = (self.priority, self.weight, self.port)
        return " ".join([*(str(number) for number in numbers if number is not None), self.target])


def records(provider: Provider, discovery: Discovery, domain: str = "") -> tuple[Record, ...]:
    """All records of a domain whose mail is with the provider.

    The same for every domain but the provider's own, which holds what the others refer to.
    """
    return (
        Record("autoconfig", "CNAME", _absolute(discovery.autoconfig_host)),
        Record(
            "_autodiscover._tcp", "SRV", _absolute(discovery.autodiscover_host), 0, 0, _HTTPS_PORT
        ),
        *_ranked(provider.incoming),
        *_ranked(provider.outgoing),
        *_not_offered(provider),
        *_beside_mail(provider),
        *_pacc(provider, discovery, is_own=domain == provider.domain),
    )


def document(provider: Provider, discovery: Discovery, domain: str) -> bytes:
    """The records as lines of a zone file; `domain` as `parse_domain` returns it."""
    lines = [
        f"{record.name}.{domain}. {TTL_SECONDS} IN {record.kind} {record.value}\n"
        for record in records(provider, discovery, domain)
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
    offered = {_service(server) for server in provider.incoming + provider.outgoing}
    return [Record(name, "SRV", ".", 0, 0, 0) for name in _SERVICES.values() if name not in offered]


def _beside_mail(provider: Provider) -> list[Record]:
    found = []
    for (protocol, security), name in _BESIDE_MAIL.items():
        for rank, server in enumerate(provider.offering(protocol, security)):
            priority = rank * _PRIORITY_STEP
            found.append(Record(name, "SRV", f"{server.host}.", priority, 1, server.port))
            if server.path and rank == 0:
                found.append(Record(name, "TXT", f"path={server.path}"))
    return found


def _pacc(provider: Provider, discovery: Discovery, *, is_own: bool) -> list[Record]:
    """The document's host and its digest; customers refer to ours, which changes with it."""
    if not discovery.pacc_host:
        return []
    if is_own:
        return [Record(pacc.DIGEST_NAME, "TXT", pacc.digest_record(pacc.document(provider)))]
    return [
        Record(pacc.HOST_NAME, "CNAME", f"{discovery.pacc_host}."),
        Record(pacc.DIGEST_NAME, "CNAME", f"{pacc.DIGEST_NAME}.{provider.domain}."),
    ]


def _service(server: Server) -> str:
    return _SERVICES[server.protocol, server.security]
